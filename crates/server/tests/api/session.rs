//! `/api/v1/session`: signing in and out, lock-out, passwords, the life of a session.

use crate::support::{EMAIL, PASSWORD, Server};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::json;

const PATH: &str = "/api/v1/session";
const HOUR: i64 = 3_600_000;

#[tokio::test]
async fn somebody_signs_in_and_out() {
    let server = Server::start().await;
    server.add_user().await;
    assert_eq!(server.get(PATH).await.kind(), "unauthorized");
    let answer = server.post(PATH, json!({ "email": " OLA@nordlys.example ", "password": PASSWORD })).await;
    assert_eq!(answer.body["time_zone"], "UTC");
    assert_eq!((&answer.body["email"], &answer.body["name"], &answer.body["workspace"]), (&json!(EMAIL), &json!("Ola"), &json!("Nordlys")));
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("tessera=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && !cookie.contains("Secure"),
        "{cookie}"
    );
    assert_eq!(server.get(PATH).await.status, StatusCode::OK);
    let kept = server.cookie();
    assert_eq!(server.send(Method::DELETE, PATH, &[], Body::empty()).await.status, StatusCode::NO_CONTENT);
    assert_eq!(server.cookie(), None);
    server.set_cookie(kept);
    assert_eq!(server.get(PATH).await.kind(), "unauthorized", "the session is over on the server, too");
}

#[tokio::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let server = Server::start_with(Some("https://ask.nordlys.example")).await;
    server.add_user().await;
    let answer = server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-tessera=") && cookie.contains("; Secure") && cookie.contains("Path=/;"), "{cookie}");
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
    let own = server.send(Method::DELETE, PATH, &[("origin", "https://ask.nordlys.example")], Body::empty()).await;
    assert_eq!(own.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_look_the_same() {
    let server = Server::start().await;
    server.add_user().await;
    let wrong = server.post(PATH, json!({ "email": EMAIL, "password": "wrong" })).await;
    let unknown = server.post(PATH, json!({ "email": "nobody@nordlys.example", "password": "wrong" })).await;
    assert_eq!((wrong.status.as_u16(), wrong.kind()), (401, "wrong-password"));
    assert_eq!(
        (wrong.status, wrong.kind(), wrong.headers.get("set-cookie")),
        (unknown.status, unknown.kind(), unknown.headers.get("set-cookie"))
    );
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_right_password_waits_as_well() {
    let server = Server::start().await;
    server.add_user().await;
    for _ in 0..5 {
        assert_eq!(server.post(PATH, json!({ "email": EMAIL, "password": "wrong" })).await.kind(), "wrong-password");
    }
    let locked = server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await;
    assert_eq!((locked.status.as_u16(), locked.kind()), (429, "too-many"));
    let seconds: i64 = locked.header("retry-after").parse().unwrap();
    assert!((1..=31).contains(&seconds), "{seconds}");
    server.advance(seconds * 1000);
    assert_eq!(server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_session_ends_when_unused_and_in_any_case_after_half_a_day() {
    let server = Server::start_signed_in().await;
    server.advance(8 * HOUR - 1);
    assert_eq!(server.get(PATH).await.status, StatusCode::OK);
    server.advance(4 * HOUR);
    assert_eq!(server.get(PATH).await.status, StatusCode::OK);
    server.advance(1);
    assert_eq!(server.get(PATH).await.kind(), "unauthorized");

    let idle = Server::start_signed_in().await;
    idle.advance(8 * HOUR);
    assert_eq!(idle.get(PATH).await.kind(), "unauthorized");
}

#[tokio::test]
async fn a_new_password_ends_all_other_sessions() {
    let server = Server::start_signed_in().await;
    let first = server.cookie();
    server.set_cookie(None);
    server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await;
    let path = "/api/v1/session/password";
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    assert!(server.put(path, &[], change(PASSWORD, "short")).await.body["errors"]["new"].is_array());
    assert_eq!(server.put(path, &[], change("wrong", "a new one, long enough")).await.kind(), "wrong-password");
    let second = server.cookie();
    assert_eq!(server.put(path, &[], change(PASSWORD, "a new one, long enough")).await.status, StatusCode::NO_CONTENT);
    assert_ne!(server.cookie(), second, "the session is a new one");
    assert_eq!(server.get(PATH).await.status, StatusCode::OK);
    for old in [first, second] {
        server.set_cookie(old);
        assert_eq!(server.get(PATH).await.kind(), "unauthorized");
    }
    server.set_cookie(None);
    assert_eq!(server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await.kind(), "wrong-password");
    assert_eq!(server.post(PATH, json!({ "email": EMAIL, "password": "a new one, long enough" })).await.status, StatusCode::OK);
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session() {
    let server = Server::start_signed_in().await;
    let first = server.cookie();
    server.set_cookie(None);
    server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await;
    assert_eq!(server.send(Method::DELETE, "/api/v1/sessions", &[], Body::empty()).await.status, StatusCode::NO_CONTENT);
    server.set_cookie(first);
    assert_eq!(server.get(PATH).await.kind(), "unauthorized");
}

#[tokio::test]
async fn signing_in_again_replaces_the_session() {
    let server = Server::start_signed_in().await;
    let first = server.cookie();
    server.post(PATH, json!({ "email": EMAIL, "password": PASSWORD })).await;
    assert_ne!(server.cookie(), first);
    server.set_cookie(first);
    assert_eq!(server.get(PATH).await.kind(), "unauthorized");
}
