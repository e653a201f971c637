//! `/api/v1/keys`: made, shown once, limited by scope, run out, revoked; and what every route makes of a key.

use crate::figures::{Figures as _, small_form};
use crate::support::{Answer, Server, survey};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use tessera_api::paths;
use tessera_server::store::LogStore as _;

const PATH: &str = paths::KEYS;
const SCOPES: [&str; 5] = ["forms:read", "forms:write", "responses:read", "responses:write", "results:read"];

async fn key(server: &Server, scopes: &[&str]) -> (String, String) {
    let made = server.post(PATH, json!({ "name": "Nightly", "scopes": scopes })).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    (made.body["id"].as_str().unwrap().to_owned(), made.body["secret"].as_str().unwrap().to_owned())
}

/// A request of somebody who has nothing but this key.
async fn with(server: &Server, secret: &str, method: Method, path: &str, body: &str) -> Answer {
    let cookie = server.cookie();
    server.set_cookie(None);
    let authorization = format!("Bearer {secret}");
    let headers = [("authorization", authorization.as_str()), ("content-type", "application/json"), ("idempotency-key", "k")];
    let answer = server.send(method, path, &headers, Body::from(body.to_owned())).await;
    server.set_cookie(cookie);
    answer
}

#[tokio::test]
async fn a_key_is_shown_once_and_kept_as_a_hash() {
    let server = Server::start_signed_in().await;
    let new = json!({ "name": " Nightly export ", "scopes": ["responses:read", "forms:read", "forms:read"], "last_day": "2026-11-20" });
    let made = server.post_keyed(PATH, "once", new.clone()).await;
    let secret = made.body["secret"].as_str().unwrap();
    let prefix = made.body["prefix"].as_str().unwrap();
    assert!(prefix.starts_with("tsr_live_") && secret.starts_with(&format!("{prefix}_")) && secret.len() == prefix.len() + 65, "{secret}");
    assert_eq!((&made.body["name"], &made.body["scopes"]), (&json!("Nightly export"), &json!(["forms:read", "responses:read"])));
    let again = server.post_keyed(PATH, "once", new).await;
    assert_eq!((again.status, &again.body["id"], again.body.get("secret")), (StatusCode::CREATED, &made.body["id"], None));
    let listed = server.get(PATH).await;
    assert_eq!((&listed.body["items"][0]["id"], &listed.body["items"][0]["last_day"]), (&made.body["id"], &json!("2026-11-20")));
    let random = secret.rsplit('_').next().unwrap();
    assert!(!listed.text.contains(random));
    server.store.close().await;
    for entry in std::fs::read_dir(server.folder()).unwrap() {
        let file = entry.unwrap().path();
        let bytes = if file.is_file() { std::fs::read(&file).unwrap() } else { Vec::new() };
        assert!(!bytes.windows(random.len()).any(|window| window == random.as_bytes()), "the secret is in {}", file.display());
    }
}

#[tokio::test]
async fn what_is_no_key_is_refused_in_words() {
    let server = Server::start_signed_in().await;
    for (field, new) in [
        ("name", json!({ "name": " ", "scopes": ["forms:read"] })),
        ("scopes", json!({ "name": "a", "scopes": [] })),
        ("last_day", json!({ "name": "a", "scopes": ["forms:read"], "last_day": "2026-11-17" })),
        ("last_day", json!({ "name": "a", "scopes": ["forms:read"], "last_day": "soon" })),
    ] {
        let answer = server.post(PATH, new).await;
        assert!(answer.kind() == "invalid-field" && answer.body["errors"][field][0]["text"].is_string(), "{field}: {}", answer.text);
    }
    assert_eq!(server.post(PATH, json!({ "name": "a", "scopes": ["everything"] })).await.kind(), "malformed");
    let (_, secret) = key(&server, &["forms:read"]).await;
    let forged = format!("{}{}", &secret[..secret.len() - 1], if secret.ends_with('0') { '1' } else { '0' });
    for token in ["", "tsr_live_", "0123456789abcdef0", &secret[..secret.len() - 1], &forged, &secret.to_uppercase()] {
        let answer = with(&server, token, Method::GET, "/api/v1/forms", "").await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (401, "unknown-key"), "{token}");
        assert_eq!(answer.header("www-authenticate"), "Bearer error=\"invalid_token\"");
    }
}

#[tokio::test]
async fn a_key_counts_until_its_last_day_or_its_revocation() {
    let server = Server::start_signed_in().await;
    let made = server.post(PATH, json!({ "name": "a", "scopes": ["forms:read"], "last_day": "2026-11-19" })).await;
    let (short, (id, long)) = (made.body["secret"].as_str().unwrap().to_owned(), key(&server, &["forms:read"]).await);
    assert_eq!(server.get(PATH).await.body["items"][0].get("used_on"), None);
    for day in ["2026-11-18", "2026-11-19"] {
        assert_eq!(with(&server, &short, Method::GET, "/api/v1/forms", "").await.status, StatusCode::OK, "{day}");
        let listed = server.get(PATH).await;
        let used = listed.body["items"].as_array().unwrap().iter().find(|key| key["id"] == made.body["id"]).unwrap();
        assert_eq!(used["used_on"], day);
        server.advance(24 * 3_600_000);
        server.post("/api/v1/session", json!({ "email": crate::support::EMAIL, "password": crate::support::PASSWORD })).await;
    }
    assert_eq!(with(&server, &short, Method::GET, "/api/v1/forms", "").await.kind(), "unknown-key");
    assert_eq!(with(&server, &long, Method::GET, "/api/v1/forms", "").await.status, StatusCode::OK);
    assert_eq!(server.send(Method::DELETE, &paths::key(&id), &[], Body::empty()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(with(&server, &long, Method::GET, "/api/v1/forms", "").await.kind(), "unknown-key");
    assert_eq!(server.send(Method::DELETE, &paths::key(&id), &[], Body::empty()).await.kind(), "not-found");
}

/// The document is what outsiders go by, so the routes are asked whether they do as it says.
#[tokio::test]
async fn every_route_lets_in_exactly_the_keys_that_its_description_names() {
    let server = Server::start_signed_in().await;
    let document = server.get(paths::OPENAPI).await.body;
    // Or the stream of what happens would never end.
    server.app.drain();
    let mut by_key = 0;
    for (path, operations) in document["paths"].as_object().unwrap() {
        let address = path.replace("{slug}", "nothing").replace("{id}", "nothing");
        for (method, operation) in operations.as_object().unwrap() {
            let ask = async |secret: &str| {
                let method = method.to_uppercase().parse::<Method>().unwrap();
                with(&server, secret, method, &address, "{}").await.kind().to_owned()
            };
            let described: Vec<&Value> = operation.get("security").and_then(Value::as_array).into_iter().flatten().collect();
            let scope = described.iter().find_map(|way| way["key"][0].as_str());
            let is_for_anybody = described.is_empty() || described.contains(&&json!({}));
            if let Some(scope) = scope {
                by_key += 1;
                let others: Vec<&str> = SCOPES.into_iter().filter(|other| *other != scope).collect();
                let (_, lacking) = key(&server, &others).await;
                assert_eq!(ask(&lacking).await, "scope-missing", "{method} {path}");
                let (_, fitting) = key(&server, &[scope]).await;
                let kind = ask(&fitting).await;
                assert!(!["scope-missing", "unknown-key", "unauthorized"].contains(&kind.as_str()), "{method} {path}: {kind}");
                assert_eq!(ask("tsr_live_no").await, "unknown-key", "{method} {path}");
            } else if !is_for_anybody {
                let (_, all) = key(&server, &SCOPES).await;
                assert_eq!(ask(&all).await, "unauthorized", "{method} {path} is for people");
            }
            if !is_for_anybody {
                let cookie = server.cookie();
                server.set_cookie(None);
                let headers = [("content-type", "application/json"), ("idempotency-key", "k")];
                let answer = server.send(method.to_uppercase().parse().unwrap(), &address, &headers, Body::from("{}")).await;
                assert_eq!(answer.kind(), "unauthorized", "{method} {path}");
                server.set_cookie(cookie);
            }
        }
    }
    assert!(by_key >= 12, "{by_key}");
}

#[tokio::test]
async fn employees_are_as_anonymous_to_keys_as_to_people() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    for _ in 0..6 {
        server.finish("pulse", &json!({ "nps": 9, "words": "Something" })).await;
    }
    let (_, secret) = key(&server, &SCOPES).await;
    let get = async |path: &str| with(&server, &secret, Method::GET, path, "").await;
    assert_eq!(get("/api/v1/forms/pulse/export?format=jsonl").await.kind(), "anonymous");
    assert_eq!(get("/api/v1/forms/pulse/comments").await.body["items"], json!([]));
    assert_eq!(get("/api/v1/forms/pulse/results").await.body["funnel"]["finished"], 5);
    assert_eq!(get("/api/v1/forms/pulse").await.body["finished"], 5);
}

#[tokio::test]
async fn a_key_makes_a_form_and_sends_responses() {
    let server = Server::start_signed_in().await;
    let (_, writer) = key(&server, &["forms:write", "responses:write"]).await;
    let new = json!({ "slug": "care", "definition": survey(), "publish": true }).to_string();
    assert_eq!(with(&server, &writer, Method::POST, "/api/v1/forms", &new).await.status, StatusCode::CREATED);
    let save =
        json!({ "response_id": uuid::Uuid::now_v7(), "form": "care", "version": 1, "step": 1, "answers": { "nps": 9 }, "completed": true });
    assert_eq!(
        with(&server, &writer, Method::POST, "/api/v1/responses", &save.to_string()).await.kind(),
        "key-reused",
        "keys are one space"
    );
    server.set_cookie(None);
    let authorization = format!("Bearer {writer}");
    let headers = [("authorization", authorization.as_str()), ("content-type", "application/json"), ("idempotency-key", "other")];
    let saved = server.send(Method::POST, "/api/v1/responses", &headers, Body::from(save.to_string())).await;
    assert_eq!((saved.status, &saved.body["completed"]), (StatusCode::OK, &json!(true)), "{}", saved.text);
}
