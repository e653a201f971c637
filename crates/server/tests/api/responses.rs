//! `POST /api/v1/responses`: exactly one response, whatever happens on the way; nothing that names an employee.

use crate::support::{Answer, Server, survey};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use tessera_server::clock::DAY_MILLIS;
use tessera_server::store::{LogStore as _, ResponseStore as _, StoredResponse};
use uuid::Uuid;

const PATH: &str = "/api/v1/responses";

fn body(id: Uuid, step: u32, completed: bool, answers: Value) -> Value {
    json!({ "response_id": id, "form": "care", "version": 1, "step": step, "answers": answers, "completed": completed,
        "meta": { "locale": "pl", "layout": "tv", "last_shown": "nps", "shown": ["nps", "invented"], "active_millis": { "nps": 1200, "invented": 1 } } })
}

async fn server() -> Server {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    server.publish("pulse", "employees", survey()).await;
    server
}

async fn stored(server: &Server, id: Uuid) -> Option<StoredResponse> {
    server.store.response(server.app.workspace(), id).await.unwrap()
}

fn assert_receipt(answer: &Answer, step: u32, completed: bool) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!((&answer.body["step"], &answer.body["completed"]), (&json!(step), &json!(completed)));
}

#[tokio::test]
async fn a_response_is_saved_page_by_page_and_completed_once() {
    let server = server().await;
    let id = Uuid::now_v7();
    assert_receipt(&server.post(PATH, body(id, 1, false, json!({ "nps": 9 }))).await, 1, false);
    server.advance(60_000);
    assert_receipt(&server.post(PATH, body(id, 2, true, json!({ "nps": 9, "product": "tv" }))).await, 2, true);
    assert_receipt(&server.post(PATH, body(id, 3, true, json!({ "nps": 0 }))).await, 2, true);
    let stored = stored(&server, id).await.unwrap();
    assert_eq!(json!(stored.answers), json!({ "nps": 9, "product": "tv" }));
    assert_eq!(stored.saved_at - stored.started_at, 60_000);
    assert_eq!((stored.meta.layout.as_str(), stored.meta.shown.len(), stored.meta.active_millis.len()), ("tv", 1, 1));
}

#[tokio::test]
async fn a_repeat_a_reordering_and_a_lost_acknowledgement_end_in_one_response() {
    let server = server().await;
    let id = Uuid::now_v7();
    let first = body(id, 1, false, json!({ "nps": 3 }));
    let second = body(id, 2, false, json!({ "nps": 3, "product": "internet" }));
    assert_receipt(&server.post_keyed(PATH, "second", second.clone()).await, 2, false);
    assert_receipt(&server.post_keyed(PATH, "first", first.clone()).await, 2, false);
    assert_receipt(&server.post_keyed(PATH, "second", second).await, 2, false);
    assert_receipt(&server.post_keyed(PATH, "first", first).await, 2, false);
    assert_eq!(stored(&server, id).await.unwrap().answers["product"], "internet");
    let events = server.store.events(server.app.workspace(), 0, 100).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.kind.starts_with("response.")).count(), 1);
}

#[tokio::test]
async fn the_same_key_with_another_body_is_refused() {
    let server = server().await;
    let id = Uuid::now_v7();
    server.post_keyed(PATH, "key", body(id, 1, false, json!({}))).await;
    let answer = server.post_keyed(PATH, "key", body(id, 2, false, json!({}))).await;
    assert_eq!((answer.status.as_u16(), answer.kind()), (422, "key-reused"));
}

#[tokio::test]
async fn a_save_without_a_key_is_refused() {
    let server = server().await;
    let text = body(Uuid::now_v7(), 1, false, json!({})).to_string();
    let answer = server.send(Method::POST, PATH, &[("content-type", "application/json")], Body::from(text)).await;
    assert_eq!((answer.status.as_u16(), answer.kind()), (400, "key-missing"));
}

#[tokio::test]
async fn bodies_beyond_a_limit_are_refused_at_their_place() {
    let server = server().await;
    let keys = |count: u32| format!("{{{}}}", (0..count).map(|key| format!("\"k{key}\":1")).collect::<Vec<_>>().join(","));
    let deep = format!("{{\"nps\":{}1{}}}", "[".repeat(64), "]".repeat(64));
    for (answers, code) in [
        (keys(20_000), "too-many-keys"),
        (deep, "too-deep"),
        ("{\"nps\":1,\"nps\":2}".to_owned(), "repeated-key"),
        ("{\"nps\":1e999}".to_owned(), "number-range"),
        ("{\"product\":\"\\ud800\"}".to_owned(), "half-character"),
    ] {
        let text = body(Uuid::now_v7(), 1, false, json!({})).to_string().replacen("\"answers\":{}", &format!("\"answers\":{answers}"), 1);
        let headers = [("content-type", "application/json"), ("idempotency-key", code)];
        let answer = server.send(Method::POST, PATH, &headers, Body::from(text)).await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (422, "invalid-field"), "{code}: {}", answer.text);
        let errors = answer.body["errors"].as_object().unwrap();
        let (place, found) = errors.iter().next().unwrap();
        assert!(place.starts_with("/answers"), "{code} at {place}");
        assert_eq!(found[0]["code"], code);
    }
}

#[tokio::test]
async fn a_closed_form_takes_no_more_but_still_acknowledges_what_it_took() {
    let server = server().await;
    let id = Uuid::now_v7();
    let taken = body(id, 1, true, json!({ "nps": 9 }));
    assert_receipt(&server.post_keyed(PATH, "taken", taken.clone()).await, 1, true);
    assert_eq!(server.post("/api/v1/forms/care/close", Value::Null).await.status, StatusCode::OK);
    assert_receipt(&server.post_keyed(PATH, "taken", taken).await, 1, true);
    let answer = server.post(PATH, body(Uuid::now_v7(), 1, true, json!({ "nps": 9 }))).await;
    assert_eq!((answer.status.as_u16(), answer.kind()), (410, "closed"));
    server.post("/api/v1/forms/care/reopen", Value::Null).await;
    assert_receipt(&server.post(PATH, body(Uuid::now_v7(), 1, true, json!({ "nps": 9 }))).await, 1, true);
}

#[tokio::test]
async fn unknown_forms_and_versions_are_told_apart() {
    let server = server().await;
    let mut save = body(Uuid::now_v7(), 1, false, json!({}));
    save["version"] = json!(2);
    let answer = server.post(PATH, save.clone()).await;
    assert_eq!((answer.status.as_u16(), answer.kind()), (409, "wrong-version"));
    assert!(answer.body["detail"].as_str().unwrap().contains('1'), "the current version is named");
    save["form"] = json!("nothing");
    assert_eq!(server.post(PATH, save).await.kind(), "not-found");
}

#[tokio::test]
async fn a_person_midway_stays_on_their_version() {
    let server = server().await;
    let id = Uuid::now_v7();
    server.post(PATH, body(id, 1, false, json!({ "nps": 4 }))).await;
    let etag = server.get("/api/v1/forms/care").await.header("etag").to_owned();
    server
        .put(
            "/api/v1/forms/care/draft",
            &[("if-match", &etag)],
            json!({ "definition": { "elements": [{ "type": "text", "name": "new" }] } }),
        )
        .await;
    assert_eq!(server.post("/api/v1/forms/care/publish", Value::Null).await.body["version"], 2);
    assert_eq!(server.get("/api/v1/forms/care/live").await.body["version"], 2);
    let old = server.get("/api/v1/forms/care/live?version=1").await;
    assert_eq!(old.body["definition"]["pages"][0]["name"], "one");
    assert_receipt(&server.post(PATH, body(id, 2, true, json!({ "nps": 4 }))).await, 2, true);
    let mut moved = body(id, 3, true, json!({}));
    moved["version"] = json!(2);
    assert_eq!(server.post(PATH, moved).await.kind(), "wrong-version");
}

#[tokio::test]
async fn employees_leave_no_trace_of_who_and_when() {
    let server = server().await;
    let save = |id: Uuid, step: u32| {
        let mut save = body(id, step, true, json!({ "nps": 9 }));
        save["form"] = json!("pulse");
        save
    };
    let timed = server.post(PATH, save(Uuid::now_v7(), 1)).await;
    assert_eq!((timed.status.as_u16(), timed.kind()), (422, "invalid-field"));
    assert!(timed.body["errors"]["response_id"][0]["text"].is_string());
    let mut ids = Vec::new();
    for _ in 0..6 {
        let id = Uuid::new_v4();
        let answer = server.post(PATH, save(id, 1)).await;
        assert_receipt(&answer, 1, true);
        assert_eq!(answer.header("x-request-id"), "");
        ids.push(id);
    }
    for id in &ids {
        let stored = stored(&server, *id).await.unwrap();
        assert_eq!((stored.started_at % DAY_MILLIS, stored.saved_at % DAY_MILLIS), (0, 0));
        assert_eq!(stored.meta, tessera_api::responses::ResponseMeta::default());
    }
    let events = server.store.events(server.app.workspace(), 0, 1000).await.unwrap();
    let counted: Vec<_> = events.iter().filter(|event| event.data.contains("pulse") && event.kind.starts_with("response")).collect();
    assert_eq!(counted.len(), 1, "one event for five responses");
    assert_eq!(counted[0].at % DAY_MILLIS, 0);
    for event in &events {
        assert!(!ids.iter().any(|id| event.data.contains(&id.to_string())), "{event:?}");
    }
    let listed = server.get("/api/v1/forms").await;
    let pulse = listed.body["items"].as_array().unwrap().iter().find(|form| form["slug"] == "pulse").unwrap();
    assert_eq!(pulse["finished"], 5, "counts move in steps of five");
}

#[tokio::test]
async fn views_are_counted_once_an_id() {
    let server = server().await;
    let id = Uuid::now_v7();
    for _ in 0..3 {
        let answer = server.post("/api/v1/forms/care/views", json!({ "response_id": id, "version": 1 })).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
    let events = server.store.events(server.app.workspace(), 0, 100).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.kind == "form.viewed").count(), 1);
    let timed = server.post("/api/v1/forms/pulse/views", json!({ "response_id": id, "version": 1 })).await;
    assert_eq!(timed.kind(), "invalid-field");
}

#[tokio::test]
async fn what_no_client_of_ours_would_send_is_refused() {
    let server = server().await;
    let id = Uuid::now_v7();
    let good = body(id, 1, false, json!({ "why": "x" })).to_string();
    let json = ("content-type", "application/json");
    let deep = good.replace("\"x\"", &format!("{}1{}", "[".repeat(70), "]".repeat(70)));
    let many = good.replace("\"x\"", &format!("{{{}}}", (0..20_001).map(|n| format!("\"{n}\":0")).collect::<Vec<_>>().join(",")));
    let long = good.replace("\"x\"", &format!("\"{}\"", "a".repeat(33_000)));
    for (headers, text, status, kind) in [
        (vec![json], "{".to_owned(), 400, "malformed"),
        (vec![json], "{}".to_owned(), 400, "malformed"),
        (vec![json], good.replace("\"step\":1", "\"step\":-1"), 400, "malformed"),
        (vec![json], good.replace("\"step\":1", "\"step\":0"), 422, "invalid-field"),
        (vec![json], good.replace("\"step\":1", "\"step\":1,\"step\":2"), 422, "invalid-field"),
        (vec![json], good.replace("\"x\"", "1e999"), 422, "invalid-field"),
        (vec![json], good.replace("\"x\"", "\"\\ud800\""), 422, "invalid-field"),
        (vec![json], good.replace(&id.to_string(), "1"), 422, "invalid-field"),
        (vec![json], good.replace(&id.to_string(), "{00000000-0000-0000-0000-000000000000}"), 422, "invalid-field"),
        (vec![json], deep, 422, "invalid-field"),
        (vec![json], many, 422, "invalid-field"),
        (vec![json], long, 422, "invalid-answers"),
        (vec![json], good.replace("\"x\"", &format!("\"{}\"", "a".repeat(2 << 20))), 413, "too-large"),
        (vec![("content-type", "text/plain")], good.clone(), 415, "unsupported-media"),
        (vec![json, ("content-encoding", "gzip")], good.clone(), 415, "unsupported-media"),
        (vec![json, ("origin", "https://elsewhere.example")], good.clone(), 403, "forbidden"),
        (vec![json, ("origin", "null")], good.clone(), 403, "forbidden"),
        (vec![json, ("sec-fetch-site", "cross-site")], good.clone(), 403, "forbidden"),
    ] {
        let mut headers = headers;
        headers.push(("idempotency-key", "some-key"));
        let answer = server.send(Method::POST, PATH, &headers, Body::from(text.clone())).await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (status, kind), "{headers:?} {}", text.get(..200).unwrap_or(&text));
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
    assert_eq!(stored(&server, id).await, None);
    assert_eq!(server.get(PATH).await.kind(), "method-not-allowed");
    let own =
        server.send(Method::POST, PATH, &[json, ("idempotency-key", "k"), ("origin", "http://tessera.example")], Body::from(good)).await;
    assert_eq!(own.status, StatusCode::OK);
}
