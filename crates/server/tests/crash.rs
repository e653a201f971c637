//! kill -9 under load, again and again: every acknowledged response is there, none is there twice.

#![expect(clippy::unwrap_used, reason = "a helper that panics fails its test, as it should")]

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::json;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tessera_server::store::sqlite::SqliteStore;
use tessera_server::store::{FormStore as _, LogStore as _, ResponseStore as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use uuid::Uuid;

const ROUNDS: usize = 20;
const CONNECTIONS: usize = 64;
const ACKNOWLEDGED: usize = 10_000;

/// One finished response on its way; sent again with the same key until it is acknowledged.
#[derive(Clone)]
struct Letter {
    id: Uuid,
    key: Uuid,
}

#[derive(Default)]
struct Outcome {
    acknowledged: Vec<Uuid>,
    pending: Option<Letter>,
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_response_is_lost_and_none_is_doubled() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    publish(folder.path(), &data);
    let address = free_address().await;
    let mut acknowledged = BTreeSet::new();
    let mut pending: Vec<Option<Letter>> = vec![None; CONNECTIONS];
    for round in 1..=ROUNDS {
        let mut server = start(&data, address).await;
        let target = (ACKNOWLEDGED * round).div_ceil(ROUNDS);
        let count = Arc::new(AtomicUsize::new(acknowledged.len()));
        let mut clients = JoinSet::new();
        for letter in pending.drain(..) {
            clients.spawn(client(address, letter, Arc::clone(&count)));
        }
        while count.load(Ordering::Relaxed) < target {
            assert!(server.try_wait().unwrap().is_none(), "the server ended by itself");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        server.kill().unwrap();
        server.wait().unwrap();
        for outcome in clients.join_all().await {
            acknowledged.extend(outcome.acknowledged);
            pending.push(outcome.pending);
        }
    }
    assert!(acknowledged.len() >= ACKNOWLEDGED, "{}", acknowledged.len());
    verify(&data, &acknowledged, pending.into_iter().flatten().collect()).await;
}

/// Sends one response after the other until the server is gone.
async fn client(address: SocketAddr, mut pending: Option<Letter>, count: Arc<AtomicUsize>) -> Outcome {
    let mut outcome = Outcome::default();
    if let Ok(mut sender) = connect(address).await {
        loop {
            let letter = pending.take().unwrap_or_else(|| Letter { id: Uuid::now_v7(), key: Uuid::new_v4() });
            match post(&mut sender, &letter).await {
                Ok(StatusCode::OK) => {
                    outcome.acknowledged.push(letter.id);
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Ok(status) => panic!("the server answered {status}"),
                Err(_) => {
                    pending = Some(letter);
                    break;
                }
            }
        }
    }
    Outcome { pending, ..outcome }
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Body>, anyhow::Error> {
    let (sender, connection) = handshake(TokioIo::new(TcpStream::connect(address).await?)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn post(sender: &mut SendRequest<Body>, letter: &Letter) -> Result<StatusCode, anyhow::Error> {
    let body =
        json!({ "response_id": letter.id, "form": "crash", "version": 1, "step": 1, "answers": { "a": letter.key }, "completed": true });
    let request = Request::post("/api/v1/responses")
        .header("host", "localhost")
        .header("content-type", "application/json")
        .header("idempotency-key", letter.key.to_string())
        .body(Body::from(body.to_string()))?;
    sender.ready().await?;
    let response = sender.send_request(request).await?;
    let status = response.status();
    // Acknowledged is what was read to its end.
    response.into_body().collect().await?;
    Ok(status)
}

async fn verify(data: &Path, acknowledged: &BTreeSet<Uuid>, pending: Vec<Letter>) {
    let store = SqliteStore::open(data).unwrap();
    let workspace = store.workspace(0).await.unwrap();
    for id in acknowledged {
        assert!(
            store.response(workspace, *id).await.unwrap().is_some_and(|response| response.completed),
            "{id} was acknowledged and is lost"
        );
    }
    let mut unacknowledged = 0;
    for letter in pending {
        unacknowledged += usize::from(store.response(workspace, letter.id).await.unwrap().is_some());
    }
    let rows = acknowledged.len() + unacknowledged;
    let integrity: String =
        store.read(|connection| Ok(connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?)).await.unwrap();
    assert_eq!(integrity, "ok");
    let counted: usize =
        store.read(|connection| Ok(connection.query_row("SELECT count(*) FROM response", [], |row| row.get(0))?)).await.unwrap();
    assert_eq!(counted, rows, "rows");
    let form = store.form(workspace, "crash").await.unwrap().unwrap();
    assert_eq!(usize::try_from(form.finished).unwrap(), rows, "counted");
    let mut events = 0;
    let mut after = 0;
    loop {
        let page = store.events(workspace, after, 1000).await.unwrap();
        let Some(last) = page.last() else { break };
        after = last.seq;
        events += page.iter().filter(|event| event.kind == "response.completed").count();
    }
    assert_eq!(events, rows, "one event for each");
}

fn publish(folder: &Path, data: &Path) {
    let file = folder.join("crash.json");
    std::fs::write(&file, r#"{"elements":[{"type":"text","name":"a"}]}"#).unwrap();
    let published = tessera().arg("publish").arg(&file).args(["--slug", "crash", "--data"]).arg(data).output().unwrap();
    assert!(published.status.success(), "{published:?}");
}

async fn start(data: &Path, address: SocketAddr) -> Child {
    let mut command = tessera();
    command.args(["serve", "--empty", "--limit-respondents", "0", "--listen", &address.to_string(), "--data"]).arg(data);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let give_up = Instant::now() + Duration::from_secs(20);
    while TcpStream::connect(address).await.is_err() {
        assert!(Instant::now() < give_up && child.try_wait().unwrap().is_none(), "the server does not start");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    child
}

fn tessera() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tessera"))
}

async fn free_address() -> SocketAddr {
    tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}
