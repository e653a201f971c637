//! `GET /api/v1/forms/{slug}/comments` of customers' forms.

use crate::figures::{Figures as _, MONDAY, Server, small_form};
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn comments_come_newest_first_with_their_circumstances() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let mut ids = Vec::new();
    for (index, nps) in [(0, 3), (1, 9)] {
        server.set_clock(MONDAY + index * 1000);
        ids.push(server.finish("visit", &json!({ "nps": nps, "words": format!("Words {index}") })).await);
    }
    server.set_clock(MONDAY + 5000);
    server.finish("visit", &json!({ "nps": 8, "why": ["other"], "why-Comment": "The dog" })).await;
    server.save("visit", Uuid::new_v4(), 1, false, &json!({ "nps": 8, "words": "Not finished" }), &json!({})).await;

    let page = server.json("/api/v1/forms/visit/comments").await;
    let texts: Vec<&Value> = page["items"].as_array().unwrap().iter().map(|comment| &comment["text"]).collect();
    assert_eq!(texts, ["The dog", "Words 1", "Words 0"]);
    assert_eq!(
        page["items"][1],
        json!({
            "question": "words", "text": "Words 1", "score": 9.0, "at": "2026-01-05T12:00:01.000Z", "locale": "en", "layout": "desktop",
            "response_id": ids[1]
        })
    );
    assert!(page.get("next").is_none());
}

#[tokio::test]
async fn pages_fit_together() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    for index in 0..120 {
        // Many at the same instant: the order must not depend on time alone.
        server.set_clock(MONDAY + i64::from(index / 40) * 1000);
        server.finish("visit", &json!({ "nps": 9, "words": format!("Words {index}") })).await;
    }
    let (mut seen, mut path, mut pages) = (Vec::new(), "/api/v1/forms/visit/comments".to_owned(), 0);
    loop {
        let page = server.json(&path).await;
        seen.extend(page["items"].as_array().unwrap().iter().map(|comment| comment["text"].as_str().unwrap().to_owned()));
        pages += 1;
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/forms/visit/comments?cursor={next}");
    }
    assert_eq!((seen.len(), pages), (120, 3));
    server.publish("other", "customers", small_form()).await;
    let elsewhere = server.get(&path.replace("visit", "other")).await;
    assert_eq!(elsewhere.status, StatusCode::BAD_REQUEST, "a cursor is of one list");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 120);
}

#[tokio::test]
async fn foreign_cursors_and_filters_are_refused() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    server.publish("pulse", "employees", small_form()).await;
    for (path, status) in [
        ("visit/comments?cursor=zzz", StatusCode::BAD_REQUEST),
        ("pulse/comments?cursor=zzz", StatusCode::BAD_REQUEST),
        ("visit/comments?color=blue", StatusCode::BAD_REQUEST),
        ("pulse/comments?color=blue", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(server.get(&format!("/api/v1/forms/{path}")).await.status, status, "{path}");
    }
}
