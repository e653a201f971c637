//! The program on a small disk that really gets full: saves are refused with 507, everything else goes on, and room alone makes it well again.
//!
//! The disk is a tmpfs in a mount namespace of the server's own, which needs no privilege where the kernel lets users have namespaces, and
//! which is gone with the process. Where it does not, `tests/power` still fills a disk at every kind of write.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that panics fails its test, as it should")]

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::json;
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tessera_server::store::sqlite::{FILE_NAME, SqliteStore};
use tessera_server::store::{LogStore as _, ResponseStore as _};
use tokio::net::TcpStream;
use uuid::Uuid;

const SIZE: &str = "16m";
const BALLAST: usize = 6 << 20;
/// More than the disk holds.
const MOST: usize = 2_000;
/// What is mounted, made and started, in a namespace of its own; the server takes the shell's place.
const SCRIPT: &str = r#"set -e
mount -t tmpfs -o "size=$SIZE" tmpfs "$DATA"
head -c "$BALLAST" /dev/zero > "$DATA/ballast"
"$PROGRAM" publish "$FORM" --slug care --data "$DATA"
exec "$PROGRAM" serve --empty --limit-respondents 0 --listen "$LISTEN" --metrics "$METRICS" --data "$DATA""#;

#[tokio::test]
async fn a_disk_that_gets_full_costs_nothing_that_was_acknowledged() {
    let Some(namespace) = namespace() else {
        println!("no namespaces for this user on this machine: the disk in memory alone was filled");
        return;
    };
    let mut server = Server::start(&namespace).await;
    let (mut acknowledged, refused) = server.fill().await;
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());

    for path in ["/livez", "/api/v1/forms/care/live", "/api/v1/hub"] {
        assert_eq!(server.get(path).await.0, StatusCode::OK, "{path}: reads go on");
    }
    assert!(server.told("tessera_store_full 1").await);
    assert_eq!(server.logged("the disk is full"), 1, "once, however many are refused");
    // A probe writes one page, which fits for a while where a save does not.
    let mut probes = 0;
    let headers = loop {
        let (status, headers) = server.get("/readyz").await;
        probes += 1;
        match status {
            StatusCode::INSUFFICIENT_STORAGE => break headers,
            _ => assert!(status == StatusCode::OK && probes < 100, "{status} at probe {probes}"),
        }
    };
    assert_eq!(headers["retry-after"], "30");

    std::fs::remove_file(server.data().join("ballast")).unwrap();
    for id in refused {
        assert_eq!(server.save(id).await.0, StatusCode::OK, "the same once more, to the same process");
        acknowledged.push(id);
    }
    assert_eq!(server.get("/readyz").await.0, StatusCode::OK);
    assert!(server.told("tessera_store_full 0").await);
    assert!(server.logged("there is room on the disk again") >= 1);
    server.must_hold(&acknowledged).await;
}

/// How to get a mount namespace here, if at all.
fn namespace() -> Option<Vec<&'static str>> {
    let ways = [vec!["--user", "--map-root-user", "--mount"], vec!["--mount"]];
    ways.into_iter().find(|way| {
        let tried = Command::new("unshare").args(way).args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    })
}

struct Server {
    child: Child,
    folder: TempDir,
    address: SocketAddr,
    metrics: SocketAddr,
    sender: SendRequest<Body>,
}

impl Server {
    async fn start(namespace: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (data, form) = (folder.path().join("data"), folder.path().join("care.json"));
        std::fs::create_dir(&data).unwrap();
        std::fs::write(&form, r#"{"elements":[{"type":"comment","name":"why"}]}"#).unwrap();
        let (address, metrics) = (free_address().await, free_address().await);
        let mut command = Command::new("unshare");
        command.args(namespace).args(["sh", "-c", SCRIPT]).envs([("SIZE", SIZE), ("PROGRAM", env!("CARGO_BIN_EXE_tessera"))]);
        command.env("BALLAST", BALLAST.to_string()).env("DATA", &data).env("FORM", &form);
        command.env("LISTEN", address.to_string()).env("METRICS", metrics.to_string());
        let log = File::create(folder.path().join("log")).unwrap();
        let mut child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let give_up = Instant::now() + Duration::from_secs(30);
        let stream = loop {
            match TcpStream::connect(address).await {
                Ok(stream) => break stream,
                Err(_) => assert!(Instant::now() < give_up && child.try_wait().unwrap().is_none(), "the server does not start"),
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        };
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self { child, folder, address, metrics, sender }
    }

    /// The data folder as the server sees it: nobody else sees what is mounted there.
    fn data(&self) -> PathBuf {
        let data = self.folder.path().join("data");
        Path::new(&format!("/proc/{}/root", self.child.id())).join(data.strip_prefix("/").unwrap())
    }

    /// Saves until many were refused. Who was acknowledged, and who was not.
    async fn fill(&mut self) -> (Vec<Uuid>, Vec<Uuid>) {
        let (mut acknowledged, mut refused) = (Vec::new(), Vec::new());
        while refused.len() < 20 {
            assert!(acknowledged.len() < MOST, "the disk does not get full");
            let id = Uuid::now_v7();
            match self.save(id).await {
                (StatusCode::OK, _) => acknowledged.push(id),
                (StatusCode::INSUFFICIENT_STORAGE, headers) => {
                    assert_eq!(headers["retry-after"], "30");
                    refused.push(id);
                }
                (status, _) => panic!("{status} after {} saves", acknowledged.len()),
            }
        }
        (acknowledged, refused)
    }

    async fn save(&mut self, id: Uuid) -> (StatusCode, HeaderMap) {
        let answers = json!({ "why": "w".repeat(30_000) });
        let body = json!({ "response_id": id, "form": "care", "version": 1, "step": 1, "answers": answers, "completed": true });
        self.send(Method::POST, "/api/v1/responses", &id.to_string(), body.to_string()).await
    }

    async fn get(&mut self, path: &str) -> (StatusCode, HeaderMap) {
        self.send(Method::GET, path, "", String::new()).await
    }

    async fn send(&mut self, method: Method, path: &str, key: &str, body: String) -> (StatusCode, HeaderMap) {
        let request = Request::builder().method(method).uri(path).header("host", self.address.to_string());
        let request = request.header("content-type", "application/json").header("idempotency-key", key);
        self.sender.ready().await.unwrap();
        let response = self.sender.send_request(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        body.collect().await.unwrap();
        (parts.status, parts.headers)
    }

    /// Whether the metrics have this line.
    async fn told(&self, line: &str) -> bool {
        let (mut sender, connection) = handshake(TokioIo::new(TcpStream::connect(self.metrics).await.unwrap())).await.unwrap();
        tokio::spawn(connection);
        let request = Request::get("/metrics").header("host", "localhost").body(Body::empty()).unwrap();
        let body = sender.send_request(request).await.unwrap().into_body().collect().await.unwrap().to_bytes();
        String::from_utf8_lossy(&body).lines().any(|told| told == line)
    }

    fn logged(&self, words: &str) -> usize {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap().matches(words).count()
    }

    /// Each of them is on the disk, in a copy of what the server has there.
    async fn must_hold(&self, acknowledged: &[Uuid]) {
        let copy = self.folder.path().join("copy");
        std::fs::create_dir(&copy).unwrap();
        for name in [FILE_NAME.to_owned(), format!("{FILE_NAME}-wal")] {
            std::fs::copy(self.data().join(&name), copy.join(&name)).unwrap();
        }
        let store = SqliteStore::open(&copy).unwrap();
        let workspace = store.workspace(0).await.unwrap();
        for id in acknowledged {
            assert!(store.response(workspace, *id).await.unwrap().is_some_and(|response| response.completed), "{id} is lost");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

async fn free_address() -> SocketAddr {
    tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap()
}
