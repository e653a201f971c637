//! The drill: a backup under load, restored elsewhere, has everything that was acknowledged before it began.

#![expect(clippy::unwrap_used, reason = "a helper that panics fails its test, as it should")]

use serde_json::json;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tessera_server::store::sqlite::SqliteStore;
use tessera_server::store::{FormStore as _, LogStore as _, ResponseStore as _};
use uuid::Uuid;

const WRITERS: usize = 16;
/// Responses before the backup begins.
const BEFORE: usize = 500;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn tessera(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tessera")).args(arguments).current_dir(folder).output().unwrap();
    (output.status.success(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

fn serve(folder: &Path, data: &str) -> (Server, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tessera"));
    command.args(["serve", "--empty", "--limit-respondents", "0", "--listen", "127.0.0.1:0", "--data", data]).current_dir(folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit("http://").next().unwrap().trim_end_matches('/').to_owned();
    (Server(child), address)
}

/// Sends responses one after the other, until told to stop; notes those that were acknowledged.
fn write(address: &str, acknowledged: &Mutex<Vec<Uuid>>, stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        let id = Uuid::now_v7();
        let body =
            json!({ "response_id": id, "form": "care", "version": 1, "step": 1, "answers": { "nps": 9 }, "completed": true }).to_string();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "POST /api/v1/responses HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\nidempotency-key: {id}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        acknowledged.lock().unwrap().push(id);
    }
}

#[tokio::test]
async fn a_backup_under_load_restores_to_everything_acknowledged_before_it() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    std::fs::write(folder.join("care.json"), r#"{"elements":[{"type":"rating","name":"nps","rateMin":0,"rateMax":10}]}"#).unwrap();
    assert!(tessera(folder, &["publish", "care.json", "--slug", "care"]).0);
    let (server, address) = serve(folder, "data");
    let (acknowledged, stop) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (address, acknowledged, stop) = (address.clone(), Arc::clone(&acknowledged), Arc::clone(&stop));
            std::thread::spawn(move || write(&address, &acknowledged, &stop))
        })
        .collect();
    while acknowledged.lock().unwrap().len() < BEFORE {
        std::thread::sleep(Duration::from_millis(5));
    }
    let before = acknowledged.lock().unwrap().clone();
    let (ok, said) = tessera(folder, &["backup", "copy.tessera"]);
    let after = acknowledged.lock().unwrap().len();
    assert!(ok && said.contains("Everything is in copy.tessera"), "{said}");
    assert!(after > before.len(), "nobody wrote while the backup was made");

    let (ok, said) = tessera(folder, &["restore", "copy.tessera"]);
    assert!(!ok && said.contains("uses the data folder data"), "{said}");
    stop.store(true, Ordering::Relaxed);
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let all = acknowledged.lock().unwrap().len();
    drop(server);

    let (ok, said) = tessera(folder, &["restore", "copy.tessera", "--data", "elsewhere"]);
    assert!(ok && said.contains("elsewhere holds what is in copy.tessera"), "{said}");
    verify(&folder.join("elsewhere"), &before, all).await;
    let (_server, address) = serve(folder, "elsewhere");
    write(&address, &Mutex::default(), &AtomicBool::new(true));
    let (ok, said) = tessera(folder, &["export", "care", "--format", "jsonl", "--data", "elsewhere"]);
    assert!(ok && said.lines().count() >= before.len(), "{}", said.lines().count());
    let left = std::fs::read_dir(folder.join("data")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with("backup-")).count(), 0, "a copy was left behind");
}

/// Rows, counter and log of the restored store agree with one another and with what was acknowledged.
async fn verify(data: &Path, before: &[Uuid], all: usize) {
    let store = SqliteStore::open(data).unwrap();
    let workspace = store.workspace(0).await.unwrap();
    for id in before {
        assert!(store.response(workspace, *id).await.unwrap().is_some_and(|response| response.completed), "{id} is not in the backup");
    }
    let finished = usize::try_from(store.form(workspace, "care").await.unwrap().unwrap().finished).unwrap();
    let rows: usize =
        store.read(|connection| Ok(connection.query_row("SELECT count(*) FROM response", [], |row| row.get(0))?)).await.unwrap();
    let events = "SELECT count(*) FROM event WHERE kind = 'response.completed'";
    let events: usize = store.read(move |connection| Ok(connection.query_row(events, [], |row| row.get(0))?)).await.unwrap();
    assert_eq!((rows, events), (finished, finished));
    assert!((before.len()..=all).contains(&rows), "{} <= {rows} <= {all}", before.len());
    store.close().await;
}

#[test]
fn nothing_is_lost_by_restoring() {
    let temporary = tempfile::tempdir().unwrap();
    let folder = temporary.path();
    std::fs::write(folder.join("care.json"), r#"{"elements":[{"type":"text","name":"a"}]}"#).unwrap();
    assert!(tessera(folder, &["publish", "care.json", "--slug", "first"]).0);
    assert!(tessera(folder, &["backup", "copy.tessera"]).0, "without a server as well");
    assert!(tessera(folder, &["publish", "care.json", "--slug", "second"]).0);
    let (ok, said) = tessera(folder, &["restore", "copy.tessera"]);
    assert!(!ok && said.contains("holds a database already; add --replace"), "{said}");
    let (ok, said) = tessera(folder, &["restore", "copy.tessera", "--replace"]);
    assert!(ok, "{said}");
    let has = |slug: &str, data: &str| tessera(folder, &["export", slug, "--format", "csv", "--data", data]).0;
    assert!(has("first", "data") && !has("second", "data"));
    let kept = said.lines().last().unwrap().rsplit(' ').next().unwrap();
    assert!(has("first", kept) && has("second", kept), "{said}");

    // No room for the copy, as far as this can be had without a disk of one's own: its place is taken.
    std::fs::create_dir(folder.join("data/tessera.sqlite.part")).unwrap();
    let (ok, said) = tessera(folder, &["restore", "copy.tessera", "--replace", "--data", "data"]);
    assert!(!ok && said.contains("nothing was changed"), "{said}");
    assert!(has("first", "data"), "the data folder still holds its database");
    std::fs::remove_dir(folder.join("data/tessera.sqlite.part")).unwrap();

    assert!(tessera(folder, &["backup", "data/backup-mon.db"]).0);
    assert!(has("first", "data"));
    let (ok, said) = tessera(folder, &["restore", "data/backup-mon.db", "--replace"]);
    assert!(ok && folder.join("data/backup-mon.db").exists(), "a backup in the data folder is nobody's to remove: {said}");

    let whole = std::fs::read(folder.join("copy.tessera")).unwrap();
    let damaged = [&whole[..whole.len() / 2], &vec![0x5a; whole.len() / 2][..]].concat();
    for (name, content) in [("half", &whole[..whole.len() / 2]), ("damaged", &damaged), ("other", b"no database"), ("empty", b"")] {
        std::fs::write(folder.join(name), content).unwrap();
        let (ok, said) = tessera(folder, &["restore", name, "--data", "fresh"]);
        assert!(!ok && said.contains(&format!("{name} cannot be restored")), "{name}: {said}");
    }
    let (ok, said) = tessera(folder, &["backup", "no/such/folder.tessera"]);
    assert!(!ok && said.contains("cannot be written"), "{said}");
}

#[test]
fn a_folder_that_is_not_there_has_nothing_to_copy() {
    let temporary = tempfile::tempdir().unwrap();
    for command in [&["backup", "copy.tessera"][..], &["export", "first", "--format", "csv"]] {
        let (ok, said) = tessera(temporary.path(), command);
        assert!(!ok && said.contains("the data folder data has no database"), "{said}");
    }
    assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0, "nothing is made of a name that was mistyped");
}
