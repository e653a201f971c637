//! 429: who has asked too much waits, others do not; and what is left is told.

use crate::support::{Answer, Server};
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tower::ServiceExt as _;

/// A request over a connection from `peer`, which says for whom it is.
async fn from(server: &Server, peer: &str, forwarded: &str, authorization: &str, path: &str) -> Answer {
    let mut request = Request::get(path).header("host", "tessera.example").header("authorization", authorization);
    if !forwarded.is_empty() {
        request = request.header("x-forwarded-for", forwarded);
    }
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 4711)));
    let (parts, body) = server.router.clone().oneshot(request).await.unwrap().into_parts();
    let text = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().to_vec()).unwrap();
    Answer { status: parts.status, headers: parts.headers, body: serde_json::from_str(&text).unwrap_or(Value::Null), text }
}

#[tokio::test]
async fn one_address_waits_and_the_next_one_does_not() {
    let server = Server::start().await;
    let hub = async |peer: &'static str, forwarded: &'static str| from(&server, peer, forwarded, "", "/api/v1/hub").await;
    let first = hub("192.0.2.1", "").await;
    assert_eq!((first.header("ratelimit-policy"), first.header("ratelimit")), ("\"respondents\";q=600;w=60", "\"respondents\";r=199;t=1"));
    for _ in 1..200 {
        assert_eq!(hub("192.0.2.1", "").await.status, StatusCode::OK);
    }
    let refused = hub("192.0.2.1", "198.51.100.1").await;
    assert_eq!((refused.status.as_u16(), refused.kind()), (429, "too-many"));
    assert_eq!(refused.header("retry-after"), "1");
    assert!(refused.body["detail"].as_str().unwrap().contains("Wait 1 second"), "{}", refused.text);
    assert_eq!(hub("192.0.2.2", "").await.status, StatusCode::OK);
    assert_eq!(hub("10.0.0.1", "192.0.2.3").await.status, StatusCode::OK, "behind a proxy of ours each client has its own");
    assert_eq!(hub("10.0.0.1", "192.0.2.1").await.status, StatusCode::TOO_MANY_REQUESTS, "also the one that waits");
    server.advance(1_000);
    assert_eq!(hub("192.0.2.1", "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_key_has_its_own_limit_and_trying_keys_out_counts_for_the_address() {
    let server = Server::start_signed_in().await;
    let made = server.post("/api/v1/keys", json!({ "name": "a", "scopes": ["forms:read"] })).await;
    let key = format!("Bearer {}", made.body["secret"].as_str().unwrap());
    let list = async |authorization: &str| from(&server, "192.0.2.1", "", authorization, "/api/v1/forms").await;
    assert_eq!(list(&key).await.status, StatusCode::OK);
    for _ in 1..20 {
        assert_eq!(list(&format!("Bearer tsr_live_{}_{}", "0".repeat(16), "0".repeat(64))).await.kind(), "unknown-key");
    }
    assert_eq!(list("Bearer wrong").await.kind(), "too-many");
    let with_key = list(&key).await;
    assert_eq!((with_key.status, with_key.header("ratelimit-policy")), (StatusCode::OK, "\"key\";q=30;w=60"));
    for _ in 1..10 {
        assert_eq!(list(&key).await.status, StatusCode::OK);
    }
    assert_eq!(list(&key).await.kind(), "too-many");
    assert_eq!(from(&server, "192.0.2.1", "", "", "/api").await.status, StatusCode::TOO_MANY_REQUESTS, "the page about the API is not");
    assert_eq!(from(&server, "192.0.2.1", "", "", "/icon.svg").await.status, StatusCode::OK, "files are free");
    let operator = format!("Bearer {}", crate::support::TOKEN);
    assert_eq!(list(&operator).await.status, StatusCode::OK, "commands at this machine are not counted");
}
