//! `GET /api/v1/stream`: what happened is told once, also to who was away for a while.

use crate::figures::{Figures as _, Server, small_form};
use crate::support::TOKEN;
use axum::body::{Body, BodyDataStream};
use axum::http::{Request, StatusCode, header};
use futures_util::StreamExt as _;
use serde_json::json;
use std::time::Duration;
use tower::ServiceExt as _;
use uuid::Uuid;

/// A stream that is read event by event.
struct Listening {
    body: BodyDataStream,
    text: String,
}

/// One event: id, name, data.
type Told = (String, String, String);

async fn listen(server: &Server, query: &str, last: Option<&str>) -> Listening {
    let mut request = Request::get(format!("/api/v1/stream{query}")).header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
    if let Some(last) = last {
        request = request.header("last-event-id", last);
    }
    let response = server.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    Listening { body: response.into_body().into_data_stream(), text: String::new() }
}

impl Listening {
    /// The next event; `None` when the stream ended or nothing comes for two seconds.
    async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name));
                    line.unwrap_or_default().trim_start_matches(": ").to_owned()
                };
                return Some((field("id"), field("event"), field("data")));
            }
            let chunk = tokio::time::timeout(Duration::from_secs(2), self.body.next()).await.ok()??.unwrap();
            self.text += &String::from_utf8_lossy(&chunk);
        }
    }
}

#[tokio::test]
async fn what_happens_to_a_form_is_told_and_nothing_of_the_answers() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    server.publish("other", "customers", small_form()).await;
    let mut stream = listen(&server, "?form=visit", None).await;
    assert_eq!(stream.next().await.unwrap().1, "hello");
    server.finish("other", &json!({ "nps": 3 })).await;
    let id = server.finish("visit", &json!({ "nps": 9, "words": "A secret" })).await;
    let (_, kind, data) = stream.next().await.unwrap();
    assert_eq!(kind, "response.completed");
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data, json!({ "form": "visit", "version": 1, "response": id, "step": 1 }));
    assert_eq!(stream.next().await, None, "of the other form nothing");
}

/// Its id is all that it takes to save a response: who may only read must not be able to write into one that somebody is midway in.
#[tokio::test]
async fn which_response_somebody_is_midway_in_is_not_told() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let mut stream = listen(&server, "?form=visit", None).await;
    let (hello, ..) = stream.next().await.unwrap();
    server.save("visit", Uuid::new_v4(), 3, false, &json!({ "nps": 9 }), &json!({})).await;
    for mut stream in [stream, listen(&server, "", Some(&hello)).await] {
        let (_, kind, data) = loop {
            let told = stream.next().await.unwrap();
            if told.1 != "hello" {
                break told;
            }
        };
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!((kind.as_str(), data), ("response.saved", json!({ "form": "visit", "version": 1, "step": 3 })));
    }
}

/// Writes so many events at once, as if they had come while nobody read.
async fn happen(server: &Server, events: u32) {
    let workspace = server.app.workspace().0;
    let insert = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
        INSERT INTO event (workspace_id, seq, at, kind, data)
        SELECT ?1, i + (SELECT max(seq) FROM event WHERE workspace_id = ?1), 0, 'form.viewed', '{\"form\":\"visit\"}' FROM n";
    let job = move |connection: &rusqlite::Connection| {
        connection.execute(insert, rusqlite::params![workspace, events])?;
        Ok(())
    };
    server.store.write(job).await.unwrap();
}

#[tokio::test]
async fn who_stopped_reading_is_told_all_of_it_or_to_begin_anew() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let mut stream = listen(&server, "", None).await;
    let hello: u64 = stream.next().await.unwrap().0.parse().unwrap();
    happen(&server, 450).await;
    for number in 1..=450 {
        let (id, kind, _) = stream.next().await.unwrap();
        assert_eq!((id, kind.as_str()), ((hello + number).to_string(), "form.viewed"));
    }
    happen(&server, 10_001).await;
    let (id, kind, _) = stream.next().await.unwrap();
    assert_eq!((id, kind.as_str()), ((hello + 10_451).to_string(), "reset"));
    server.finish("visit", &json!({ "nps": 9 })).await;
    assert_eq!(stream.next().await.unwrap().1, "response.completed");
}

#[tokio::test]
async fn who_was_away_hears_what_was_missed_once() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let mut stream = listen(&server, "", None).await;
    let (hello, ..) = stream.next().await.unwrap();
    let first = server.finish("visit", &json!({ "nps": 9 })).await;
    let (seen, _, data) = stream.next().await.unwrap();
    assert!(data.contains(&first.to_string()));
    drop(stream);
    let missed = [server.finish("visit", &json!({ "nps": 8 })).await, server.finish("visit", &json!({ "nps": 7 })).await];
    let mut again = listen(&server, "", Some(&seen)).await;
    assert_eq!(again.next().await.unwrap().1, "hello");
    // Nothing has to happen first for what was missed to be told.
    for id in missed {
        assert!(again.next().await.unwrap().2.contains(&id.to_string()));
    }
    let mut all = listen(&server, "", Some(&hello)).await;
    all.next().await.unwrap();
    assert!(all.next().await.unwrap().2.contains(&first.to_string()));
    for strange in ["999999", "yesterday", "-1"] {
        assert_eq!(listen(&server, "", Some(strange)).await.next().await.unwrap().1, "reset", "{strange}");
    }
}

/// The moment of an event tells as much as its words: of employees only every fifth answer shows that somebody answered.
#[tokio::test]
async fn of_employees_only_groups_are_told() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    let mut stream = listen(&server, "?form=pulse", None).await;
    stream.next().await.unwrap();
    for _ in 0..4 {
        server.save("pulse", Uuid::new_v4(), 1, true, &json!({ "nps": 9 }), &json!({})).await;
    }
    assert_eq!(stream.next().await, None);
    server.save("pulse", Uuid::new_v4(), 1, true, &json!({ "nps": 9 }), &json!({})).await;
    let (_, kind, data) = stream.next().await.unwrap();
    assert_eq!((kind.as_str(), data.as_str()), ("responses.counted", r#"{"finished":5,"form":"pulse"}"#));
}

#[tokio::test]
async fn a_server_that_stops_lets_go_of_its_listeners() {
    let server = Server::start_signed_in().await;
    let mut stream = listen(&server, "", None).await;
    stream.next().await.unwrap();
    server.app.drain();
    let ended = tokio::time::timeout(Duration::from_secs(1), stream.body.next()).await;
    assert!(ended.is_ok_and(|chunk| chunk.is_none()));
}

#[tokio::test]
async fn strangers_hear_nothing() {
    let server = Server::start().await;
    assert_eq!(server.get("/api/v1/stream").await.status, StatusCode::UNAUTHORIZED);
    let answer = server
        .send(axum::http::Method::GET, "/api/v1/stream?color=blue", &[("authorization", &format!("Bearer {TOKEN}"))], Body::empty())
        .await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
