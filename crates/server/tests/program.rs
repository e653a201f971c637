//! The program as whoever runs it meets it: one owner of the data folder, commands beside a running server, sentences when something is wrong.

#![expect(clippy::unwrap_used, reason = "a helper that panics fails its test, as it should")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

const SURVEY: &str = r#"{"title":"Care","elements":[{"type":"rating","name":"nps","rateMin":0,"rateMax":10}]}"#;

struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn tessera(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tessera"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    tessera(folder, arguments).output().unwrap()
}

fn text(output: &Output) -> (bool, String) {
    (output.status.success(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

/// A server with an empty data folder, on a port of its own; returns once it says where it is.
fn serve(folder: &Path) -> Server {
    let mut child =
        tessera(folder, &["serve", "--empty", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().rsplit("http://").next().unwrap().trim_end_matches('/').to_owned();
    Server { child, address }
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("care.json"), SURVEY).unwrap();
    folder
}

#[test]
fn a_second_server_is_refused_and_a_taken_port_is_named() {
    let folder = folder();
    let server = serve(folder.path());
    let (ok, said) = text(&run(folder.path(), &["serve", "--empty", "--listen", "127.0.0.1:0"]));
    assert!(!ok && said.contains("uses the data folder data"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["serve", "--empty", "--data", "other", "--listen", &server.address]));
    assert!(!ok && said.contains(&format!("another program already listens on {}", server.address)), "{said}");
}

#[test]
fn commands_work_beside_a_running_server_and_without_one() {
    let folder = folder();
    for version in ["version 1", "version 2"] {
        let (ok, said) = text(&run(folder.path(), &["publish", "care.json", "--slug", "care", "--listed"]));
        assert!(ok && said.contains(version), "{said}");
    }
    let server = serve(folder.path());
    let (ok, said) = text(&run(folder.path(), &["publish", "care.json", "--slug", "care"]));
    assert!(ok && said.contains("version 3"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["user", "add", "ann@example.com"]));
    assert!(ok && said.contains("with the password "), "{said}");
    let (ok, said) = text(&run(folder.path(), &["user", "add", "ann@example.com"]));
    assert!(!ok && said.contains("exists already"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["export", "care", "--format", "jsonl"]));
    assert!(ok && said.is_empty(), "{said}");
    drop(server);
    // Killed: its note is still there, but nobody owns the folder.
    let (ok, said) = text(&run(folder.path(), &["export", "care", "--format", "csv"]));
    assert!(ok && said.contains("nps"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["export", "nothing", "--format", "csv"]));
    assert!(!ok && said.contains("There is nothing here"), "{said}");
}

#[test]
fn a_key_is_made_listed_and_revoked_beside_a_running_server() {
    let folder = folder();
    let server = serve(folder.path());
    let (ok, secret) = text(&run(folder.path(), &["key", "add", "Nightly", "--scope", "forms:read", "--last-day", "2999-12-31"]));
    assert!(ok && secret.starts_with("tsr_live_"), "{secret}");
    let with_key = || {
        let mut stream = std::net::TcpStream::connect(&server.address).unwrap();
        write!(stream, "GET /api/v1/forms HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n", secret.trim())
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(with_key().starts_with("HTTP/1.1 200"));
    let (ok, listed) = text(&run(folder.path(), &["key", "list"]));
    assert!(ok && listed.contains("forms:read  Nightly, until 2999-12-31, last used ") && !listed.contains(secret.trim()), "{listed}");
    let id = listed.split(' ').next().unwrap();
    let (ok, said) = text(&run(folder.path(), &["key", "revoke", id]));
    assert!(ok && with_key().starts_with("HTTP/1.1 401"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["key", "revoke", "No such/key"]));
    assert!(!ok && said.contains("There is nothing here"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["key", "add", "N", "--scope", "all"]));
    assert!(!ok && said.contains("scopes are forms:read, "), "{said}");
}

#[test]
fn a_password_can_come_from_the_standard_input() {
    let folder = folder();
    let add = |password: &str| {
        let mut child = tessera(folder.path(), &["user", "add", "ann@example.com", "--name", "Ann"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        text(&child.wait_with_output().unwrap())
    };
    let (ok, said) = add("short\n");
    assert!(!ok && said.contains("At least 12 characters"), "{said}");
    let (ok, said) = add("correct horse battery\n");
    assert!(ok && !said.contains("correct horse"), "{said}");
}

#[test]
fn errors_are_shown_like_a_compilers_and_refuse() {
    let folder = folder();
    let bad = "{\n  \"elements\": [\n    { \"type\": \"txet\", \"name\": \"a\" }\n  ]\n}";
    std::fs::write(folder.path().join("bad.json"), bad).unwrap();
    for arguments in [&["check", "bad.json"][..], &["publish", "bad.json", "--slug", "bad"]] {
        let (ok, said) = text(&run(folder.path(), arguments));
        assert!(!ok && said.contains("bad.json:3:7: error[") && said.contains("/elements/0/type"), "{said}");
    }
    let (ok, said) = text(&run(folder.path(), &["check", "care.json"]));
    assert!(ok && said.contains("can be published"), "{said}");
    let (ok, said) = text(&run(folder.path(), &["check", "missing.json"]));
    assert!(!ok && said.contains("missing.json cannot be read"), "{said}");
}

#[test]
fn unknown_settings_are_errors() {
    let folder = folder();
    let output = tessera(folder.path(), &["check", "care.json"]).env("TESSERA_LISTN", "x").output().unwrap();
    assert!(output.status.code() == Some(2) && text(&output).1.contains("there is no setting TESSERA_LISTN"));
    let output = run(folder.path(), &["serve", "--lisen", "x"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_first_start_that_was_broken_off_begins_anew() {
    let folder = folder();
    let start = || {
        let mut child =
            tessera(folder.path(), &["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        (Server { child, address: String::new() }, lines)
    };
    let (server, mut lines) = start();
    assert!(lines.next().unwrap().unwrap().starts_with("First start"));
    // Long enough for some of the samples, not for all of them.
    std::thread::sleep(std::time::Duration::from_millis(700));
    drop(server);
    assert!(folder.path().join("data/samples-loading").exists(), "it was broken off in the middle");
    let (_server, lines) = start();
    let said: Vec<String> = lines.map(Result::unwrap).take_while(|line| !line.contains("kept in")).collect();
    let said = said.join("\n");
    assert!(said.contains("2000 responses to 4 surveys") && said.contains("/s/pulse?layout=tv") && said.contains("sign in "), "{said}");
    let exported = text(&run(folder.path(), &["export", "installation", "--format", "jsonl"])).1;
    assert!(exported.lines().count() > 500, "{}", exported.lines().count());
    let (ok, refused) = text(&run(folder.path(), &["export", "pulse", "--format", "csv"]));
    assert!(!ok && refused.contains("Single answers are never shown"), "{refused}");
}

#[test]
fn addresses_are_told_as_people_use_them_and_metrics_only_where_asked_for() {
    let folder = folder();
    let serving = |more: &[&str]| {
        let arguments = [&["serve", "--empty", "--listen", "127.0.0.1:0"], more].concat();
        let mut child = tessera(folder.path(), &arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        (Server { child, address: String::new() }, lines)
    };
    for wrong in ["ask.example", "https://", "https://ask.example/path", "ftp://ask.example"] {
        let (ok, said) = text(&run(folder.path(), &["serve", "--public-url", wrong]));
        assert!(!ok && said.contains("without a path"), "{said}");
    }
    let (server, mut lines) = serving(&["--public-url", "https://ask.example/", "--metrics", "127.0.0.1:0"]);
    assert_eq!(lines.next().unwrap(), "Tessera serves https://ask.example/");
    let metrics = lines.find(|line| line.contains("metrics")).unwrap();
    let address = metrics.rsplit("http://").next().unwrap().trim_end_matches("/metrics").to_owned();
    let (ok, said) = text(&run(folder.path(), &["publish", "care.json", "--slug", "care"]));
    assert!(ok && said.contains("version 1 of https://ask.example/s/care"), "{said}");
    let told = ask(&address, "/metrics");
    for line in [
        "content-type: text/plain; version=0.0.4",
        "# TYPE tessera_request_seconds histogram",
        "tessera_requests_total{method=\"POST\",route=\"/api/v1/forms\",status=\"201\"} 1",
        "tessera_request_seconds_bucket{method=\"POST\",route=\"/api/v1/forms\",le=\"+Inf\"} 1",
        "tessera_accepting 1",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(!told.contains("care"), "no form by its name: {told}");
    let writes: u64 = told.lines().find_map(|line| line.strip_prefix("tessera_store_writes_total ")).unwrap().parse().unwrap();
    assert!(writes >= 2 && ask(&address, "/api/v1/hub").starts_with("HTTP/1.1 404"), "{told}");
    drop(server);
}

#[test]
fn a_slug_that_cannot_be_is_refused_in_words() {
    let folder = folder();
    let _server = serve(folder.path());
    for arguments in [&["publish", "care.json", "--slug", "Bad Slug!"][..], &["export", "Bad Slug!", "--format", "csv"]] {
        let (ok, said) = text(&run(folder.path(), arguments));
        assert!(!ok && said.contains("Bad Slug!") && said.contains("Lower-case letters, digits and hyphens only, 1 to 64"), "{said}");
    }
}

#[test]
fn what_is_wrong_with_an_expression_or_a_pattern_is_said_with_its_place() {
    let folder = folder();
    let question = |name: &str, rest: &str| format!(r#"{{"type": "text", "name": "{name}", {rest}}}"#);
    let elements = [
        question("long", &format!(r#""visibleIf": "{} 1 = 1""#, "1 + ".repeat(1_100))),
        question("deep", &format!(r#""visibleIf": "{}1{}""#, "(".repeat(70), ")".repeat(70))),
        question("open", r#""validators": [{"type": "regex", "regex": "("}]"#),
        question("wrong", r#""validators": [{"type": "regex", "regex": "ab)"}]"#),
        r#"{"type": "expression", "name": "x", "expression": "{y} + 1"}, {"type": "expression", "name": "y", "expression": "{x} + 1"}"#
            .to_owned(),
    ];
    std::fs::write(folder.path().join("bad.json"), format!(r#"{{"elements": [{}]}}"#, elements.join(","))).unwrap();
    let (ok, said) = text(&run(folder.path(), &["publish", "bad.json", "--slug", "bad"]));
    for expected in [
        "error[expression-length] This is no expression: it is longer than 4096 characters. at /elements/0/visibleIf",
        "error[expression-depth] This is no expression: it is nested more than 64 levels deep, from character 65 on",
        "error[regex-open] The bracket “(” at character 1 of this pattern is never closed. at /elements/2/validators/0/regex",
        "error[regex-syntax] This pattern cannot be read from character 3 on: “)”. at /elements/3/validators/0/regex",
        "error[cycle] The value of “x” depends on itself. at /elements/4/expression",
        "error[cycle] The value of “y” depends on itself. at /elements/5/expression",
    ] {
        assert!(!ok && said.contains(expected), "{expected}: {said}");
    }
}

/// What the address answers, its status first.
fn ask(address: &str, path: &str) -> String {
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[cfg(unix)]
fn signal(server: &Server, name: &str) {
    assert!(Command::new("kill").args([name, &server.child.id().to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_server_that_is_asked_to_stop_says_so_first_and_leaves_nothing_behind() {
    let folder = folder();
    let mut server = serve(folder.path());
    assert!(ask(&server.address, "/readyz").starts_with("HTTP/1.1 200"));
    signal(&server, "-TERM");
    // Still there, but not for long: requests under way, and those that come before word has spread, are answered.
    let not_ready =
        std::iter::repeat_with(|| ask(&server.address, "/readyz")).take(1_000).find(|answer| answer.starts_with("HTTP/1.1 503"));
    assert!(not_ready.is_some_and(|answer| answer.contains("retry-after")));
    assert!(ask(&server.address, "/livez").starts_with("HTTP/1.1 200") && ask(&server.address, "/api/v1/hub").starts_with("HTTP/1.1 200"));
    // Asked twice, it does not wait any longer.
    signal(&server, "-INT");
    assert!(server.child.wait().unwrap().success());
    let left: Vec<String> =
        std::fs::read_dir(folder.path().join("data")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.contains(&"running.json".to_owned()), "{left:?}");
    let wal = std::fs::metadata(folder.path().join("data/tessera.sqlite-wal")).map(|file| file.len()).unwrap_or(0);
    assert_eq!(wal, 0, "everything is in the one file");
}

#[cfg(unix)]
#[test]
fn a_request_that_was_never_finished_does_not_hold_a_server_that_stops() {
    let folder = folder();
    let mut server = serve(folder.path());
    let mut stream = std::net::TcpStream::connect(&server.address).unwrap();
    stream.write_all(b"GET /livez HTTP/1.1\r\nhost: a").unwrap();
    assert!(ask(&server.address, "/livez").starts_with("HTTP/1.1 200"));
    let began = std::time::Instant::now();
    signal(&server, "-INT");
    assert!(server.child.wait().unwrap().success());
    assert!(began.elapsed() < std::time::Duration::from_secs(10), "{:?}", began.elapsed());
}
