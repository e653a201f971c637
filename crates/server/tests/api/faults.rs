//! When the server cannot: full disk, a request that is still being answered.

use crate::support::{Server, survey};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::time::Duration;
use tessera_server::store::sqlite::SqliteStore;
use uuid::Uuid;

fn save(id: Uuid, why: &str) -> Value {
    json!({ "response_id": id, "form": "care", "version": 1, "step": 1, "answers": { "nps": 1, "why": why }, "completed": true })
}

async fn limit_pages(store: &SqliteStore, pages: u32) {
    store.write(move |tx| Ok(tx.pragma_update(None, "max_page_count", pages)?)).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_is_said_and_survived() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    limit_pages(&server.store, 1).await;
    let why = "w".repeat(30_000);
    let id = Uuid::now_v7();
    let full = server.post("/api/v1/responses", save(id, &why)).await;
    assert_eq!((full.status.as_u16(), full.kind(), full.header("retry-after")), (507, "disk-full", "30"), "{}", full.text);
    assert_eq!(server.get("/api/v1/forms/care/live").await.status, StatusCode::OK, "reads go on");
    server.advance(120_000);
    assert_eq!(server.get("/api/v1/forms").await.status, StatusCode::OK, "also for whoever is signed in");
    limit_pages(&server.store, 1_000_000).await;
    assert_eq!(server.post("/api/v1/responses", save(id, &why)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_repeat_that_comes_while_the_first_is_answered_is_told_to_wait() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    let (release, blocked) = std::sync::mpsc::channel::<()>();
    let blocker = server.store.write(move |_tx| {
        blocked.recv().unwrap();
        Ok(())
    });
    let body = save(Uuid::now_v7(), "slow");
    let first = server.post_keyed("/api/v1/responses", "key", body.clone());
    let second = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let answer = server.post_keyed("/api/v1/responses", "key", body.clone()).await;
        release.send(()).unwrap();
        answer
    };
    let (blocked, first, second) = tokio::join!(blocker, first, second);
    blocked.unwrap();
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    assert_eq!((second.status.as_u16(), second.kind(), second.header("retry-after")), (409, "in-flight", "1"));
    assert_eq!(server.post_keyed("/api/v1/responses", "key", body).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_server_that_is_gone_says_so() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    tessera_server::store::LogStore::close(&*server.store).await;
    let answer = server.post("/api/v1/responses", save(Uuid::now_v7(), "late")).await;
    assert_eq!((answer.status.as_u16(), answer.kind(), answer.header("retry-after")), (503, "unavailable", "2"));
}
