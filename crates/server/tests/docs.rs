//! The commands on the page of the API do what it says: taken from the page as somebody would copy them, run against a real server.

#![expect(clippy::unwrap_used, reason = "a helper that panics fails its test, as it should")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn get(address: &str, path: &str, language: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\naccept-language: {language}\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_commands_on_the_page_work_as_they_stand_there() {
    let temporary = tempfile::tempdir().unwrap();
    let tessera = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tessera"));
        command.args(arguments).current_dir(&temporary);
        command
    };
    let mut child = tessera(&["serve", "--empty", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _server = Server(child);
    let address = line.trim().rsplit("http://").next().unwrap().trim_end_matches('/').to_owned();
    let scopes = ["forms:read", "forms:write", "responses:read", "responses:write", "results:read"];
    let mut add = tessera(&["key", "add", "docs"]);
    let key = add.args(scopes.iter().flat_map(|scope| ["--scope", scope])).output().unwrap();
    let key = String::from_utf8(key.stdout).unwrap().trim().to_owned();

    let page = get(&address, "/api", "en");
    let commands: Vec<String> = page
        .split("<pre")
        .skip(1)
        .map(|rest| {
            let command = rest.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0;
            [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
                .iter()
                .fold(command.to_owned(), |text, (from, to)| text.replace(from, to))
        })
        .collect();
    assert_eq!(commands.len(), 6);
    let mut said = Vec::new();
    for command in &commands {
        let ran = Command::new("sh").args(["-euc", command]).env("TESSERA_KEY", &key).current_dir(&temporary).output().unwrap();
        let output = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert!(ran.status.success(), "{command}\n{output}\n{}", String::from_utf8_lossy(&ran.stderr));
        said.push(output);
    }
    for (output, expected) in said.iter().zip([
        "\"version\":1",
        "\"completed\":true",
        "\"slug\":\"example\"",
        "\"why\":\"Friendly people\"",
        "\"kind\":\"nps\"",
        "",
    ]) {
        assert!(output.contains(expected), "{expected}: {output}");
    }
    assert!(std::fs::read_to_string(temporary.path().join("responses.csv")).unwrap().contains("Friendly people"));
}

#[test]
fn the_page_has_every_operation_and_speaks_five_languages() {
    let temporary = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tessera"));
    command.args(["serve", "--empty", "--listen", "127.0.0.1:0", "--public-url", "https://ask.example"]).current_dir(&temporary);
    // The address that people use is told, not the one that is listened on; that is in the note for commands.
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let _server = Server(child);
    let running: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(temporary.path().join("data/running.json")).unwrap()).unwrap();
    let address = running["address"].as_str().unwrap();
    let (_, document) =
        get(address, "/api/openapi.json", "en").split_once("\r\n\r\n").map(|(head, body)| (head.to_owned(), body.to_owned())).unwrap();
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    for (language, direction, word) in [
        ("en", "ltr", "Examples"),
        ("fr", "ltr", "Exemples"),
        ("he", "rtl", "דוגמאות"),
        ("pl", "ltr", "Przykłady"),
        ("ru", "ltr", "Примеры"),
    ] {
        let page = get(address, "/api", language);
        assert!(page.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")) && page.contains(word), "{language}");
        assert!(page.contains("https://ask.example/api/v1/forms") && !page.contains("{base}"), "{language}");
        let head = page.split("\r\n\r\n").next().unwrap();
        assert!(
            head.contains("style-src 'self'") && !head.contains("unsafe-inline") && !page.contains("<script") && !page.contains(" style=")
        );
        for (path, methods) in document["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                assert!(page.contains(&format!("<b>{}</b> {path}</code>", method.to_uppercase())), "{method} {path}");
            }
        }
        let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
        for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(&link), "#{link} leads nowhere");
        }
    }
    assert!(get(address, "/api/page.css", "en").contains("--ground:"));
}
