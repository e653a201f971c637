//! The connections of a server: how many there may be, how long one may stay without asking for anything, and how they end.
//!
//! Only what a client has not asked for yet has a limit of time. A body that comes slowly and a stream of events take as long as they take.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore, watch};
use tower::ServiceExt as _;

/// Connections at once, at most: each is a file to the system and some kilobytes to us.
const MOST: usize = 10_000;
/// Files kept for all else: the database, the files of the app, backups.
const OTHER_FILES: usize = 128;
/// Files that systems let a program open unless they say another number.
const USUAL_FILES: usize = 1_024;
/// No connection can be taken for this long after the system has refused one.
const REFUSED: Duration = Duration::from_secs(1);

/// How long a client may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patience {
    /// For the head of the first request.
    pub(super) first: Duration,
    /// From an answer to the end of the next head. Longer than proxies keep a connection, so that it is they who close it and no request
    /// is sent into one that is being closed.
    pub(super) next: Duration,
    /// For a first head that is under way when the server is asked to stop.
    pub(super) last: Duration,
    /// Between two questions whether a client of HTTP/2 is still there, and for the answer.
    pub(super) alive: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let secs = Duration::from_secs;
        Self { first: secs(15), next: secs(75), last: secs(1), alive: secs(20) }
    }
}

/// Answers until `stopped` ends, then until the last connection is closed.
pub(super) async fn serve(listener: TcpListener, router: Router, patience: Patience, stopped: impl Future<Output = ()>) {
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience.next);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(patience.alive).keep_alive_timeout(patience.alive);
    let room = Arc::new(Semaphore::new(room(&std::fs::read_to_string("/proc/self/limits").unwrap_or_default())));
    let connections = GracefulShutdown::new();
    let (stop, stopping) = watch::channel(false);
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let accepted = async {
            // Whoever comes when all places are taken waits in the queue of the system.
            let place = Arc::clone(&room).acquire_owned().await;
            (accept(&listener).await, place)
        };
        let ((stream, address), place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stopped => break,
        };
        let asked = Arc::new(Notify::new());
        let connection = {
            let (router, asked) = (router.clone(), Arc::clone(&asked));
            let answer = move |request: Request<Incoming>| {
                asked.notify_one();
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(address));
                router.clone().oneshot(request)
            };
            connections.watch(builder.serve_connection(TokioIo::new(stream), service_fn(answer)).into_owned())
        };
        let silence = silence(asked, patience, stopping.clone());
        tokio::spawn(async move {
            let _place = place;
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    tracing::debug!(error, "a connection broke");
                },
                () = silence => tracing::debug!("nothing was asked for"),
            }
        });
    }
    drop(listener);
    stop.send_replace(true);
    connections.shutdown().await;
}

/// The next connection. One that broke before it was taken is nobody's trouble; with too many files open it helps only to wait.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error)
                if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                tokio::time::sleep(REFUSED).await;
            }
        }
    }
}

/// Ends when the first request took too long; never once there was one. Hyper has no such limit until it knows which HTTP is spoken.
async fn silence(asked: Arc<Notify>, patience: Patience, mut stopping: watch::Receiver<bool>) {
    let last = async {
        drop(stopping.wait_for(|is_stopping| *is_stopping).await);
        tokio::time::sleep(patience.last).await;
    };
    tokio::select! {
        () = asked.notified() => std::future::pending().await,
        () = tokio::time::sleep(patience.first) => {}
        () = last => {}
    }
}

/// Connections for which there is room, by what Linux says of the limits of a process.
fn room(limits: &str) -> usize {
    let files = limits.lines().find_map(|line| line.strip_prefix("Max open files")?.split_whitespace().next()?.parse().ok());
    files.unwrap_or(USUAL_FILES).saturating_sub(OTHER_FILES).clamp(1, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Bytes;
    use axum::routing::{get, post};
    use futures_util::stream;
    use std::time::Instant;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    const SHORT: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_secs(60);

    fn router() -> Router {
        let ticks = || {
            Body::from_stream(stream::unfold(0, |tick| async move {
                tokio::time::sleep(SHORT).await;
                (tick < 5).then(|| (Ok::<_, std::io::Error>("tick "), tick + 1))
            }))
        };
        let who = get(|ConnectInfo(address): ConnectInfo<SocketAddr>| async move { address.to_string() });
        Router::new()
            .route("/who", who)
            .route("/stream", get(move || async move { ticks() }))
            .route("/upload", post(|body: Bytes| async move { body.len().to_string() }))
    }

    async fn start(patience: Patience) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(serve(listener, router(), patience, async { drop(stopped.await) }));
        (address, stop, serving)
    }

    async fn connect(address: SocketAddr, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        stream
    }

    /// What comes until the server closes.
    async fn rest(mut stream: TcpStream) -> String {
        let mut text = Vec::new();
        drop(tokio::time::timeout(LONG / 6, stream.read_to_end(&mut text)).await.expect("the server keeps it open"));
        String::from_utf8_lossy(&text).into_owned()
    }

    #[tokio::test]
    async fn whoever_asks_for_nothing_is_let_go() {
        let (address, _stop, _serving) = start(Patience { first: SHORT, ..Patience::default() }).await;
        // Nothing, half a head, half the words that HTTP/2 begins with, and those words with nothing behind them.
        for sent in ["", "GET /who HTTP/1.1\r\nhost: a", "PRI * HT", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
            let began = Instant::now();
            assert!(!rest(connect(address, sent).await).await.contains("200 OK"), "{sent}");
            assert!(began.elapsed() >= SHORT, "{sent}");
        }
    }

    #[tokio::test]
    async fn a_connection_that_is_kept_has_its_time_as_well() {
        let (address, _stop, _serving) = start(Patience { first: SHORT, next: SHORT * 2, ..Patience::default() }).await;
        let began = Instant::now();
        let stream = connect(address, "GET /who HTTP/1.1\r\nhost: a\r\n\r\nGET /who HTTP/1.1\r\nhost").await;
        let port = stream.local_addr().unwrap().to_string();
        let said = rest(stream).await;
        assert!(said.contains("200 OK") && said.contains(&port), "{said}");
        assert!(began.elapsed() >= SHORT * 2);
    }

    #[tokio::test]
    async fn slow_bodies_and_streams_have_all_the_time_they_take() {
        let (address, _stop, _serving) = start(Patience { first: SHORT, next: SHORT, ..Patience::default() }).await;
        let streamed = connect(address, "GET /stream HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        let mut upload = connect(address, "POST /upload HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 5\r\n\r\n").await;
        for _ in 0..5 {
            tokio::time::sleep(SHORT).await;
            upload.write_all(b"x").await.unwrap();
        }
        assert!(rest(upload).await.ends_with("\r\n\r\n5"));
        assert_eq!(rest(streamed).await.matches("tick ").count(), 5);
    }

    #[tokio::test]
    async fn stopping_waits_for_answers_and_not_for_questions() {
        let (address, stop, serving) = start(Patience { first: LONG, next: LONG, last: SHORT, alive: LONG }).await;
        let streamed = connect(address, "GET /stream HTTP/1.1\r\nhost: a\r\n\r\n").await;
        let mut open = Vec::new();
        for sent in ["", "GET /who HTTP/1.1\r\nhost: a", "PRI * HT", "GET /who HTTP/1.1\r\nhost: a\r\n\r\nGET /w"] {
            open.push(connect(address, sent).await);
        }
        tokio::time::sleep(SHORT).await;
        stop.send(()).unwrap();
        tokio::time::timeout(LONG / 6, serving).await.expect("it stops long before they are done").unwrap();
        assert_eq!(rest(streamed).await.matches("tick ").count(), 5);
        assert!(TcpStream::connect(address).await.is_err());
    }

    #[test]
    fn there_is_room_for_fewer_connections_than_files() {
        let limits = |files: &str| format!("Limit  Soft Limit  Hard Limit  Units\nMax open files            {files}  524288  files \n");
        for (said, expected) in [(limits("1024"), 896), (limits("65536"), MOST), (limits("64"), 1), (limits("unlimited"), 896)] {
            assert_eq!(room(&said), expected, "{said}");
        }
        assert_eq!(room(""), 896);
    }
}
