//! `GET /api/v1/forms/{slug}/export`.

use crate::figures::{Figures as _, MONDAY, Server, small_form};
use axum::http::StatusCode;
use futures_util::future::join_all;
use serde_json::{Value, json};
use tessera_server::store::ResponseStore as _;
use uuid::Uuid;

#[tokio::test]
async fn csv_is_a_safe_table() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    server.set_clock(MONDAY);
    let id = server.finish("visit", &json!({ "nps": 3, "why": ["wifi", "bill"], "rooms": -2, "words": "=HYPERLINK(\"http://x\")" })).await;
    let answer = server.get("/api/v1/forms/visit/export?format=csv").await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"visit.csv\"");
    let file = answer.text;
    let lines: Vec<&str> = file.strip_prefix('\u{feff}').unwrap().split("\r\n").collect();
    assert_eq!(lines[0], "response_id,version,completed,started_at,saved_at,locale,layout,touchpoint,nps,why,why-Comment,rooms,words");
    let row = format!(
        "{id},1,true,2026-01-05T12:00:00.000Z,2026-01-05T12:00:00.000Z,en,desktop,,3,\"wifi; bill\",,-2,\"'=HYPERLINK(\"\"http://x\"\")\""
    );
    assert_eq!(lines[1], row);
    assert_eq!(lines[2..], [""]);
}

#[tokio::test]
async fn jsonl_loses_nothing_and_goes_on_beyond_one_chunk() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let all: Vec<Value> = (0..1003).map(|index| json!({ "nps": index % 11, "words": format!("Line\n{index}") })).collect();
    join_all(all.iter().map(|answers| server.finish("visit", answers))).await;
    let file = server.get("/api/v1/forms/visit/export?format=jsonl").await.text;
    let rows: Vec<Value> = file.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 1003);
    let mut words: Vec<&str> = rows.iter().map(|row| row["answers"]["words"].as_str().unwrap()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), 1003);
}

#[tokio::test]
async fn rows_of_employees_are_never_given_out() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    for _ in 0..20 {
        server.finish("pulse", &json!({ "nps": 9, "words": "Something" })).await;
    }
    for format in ["csv", "jsonl"] {
        let answer = server.get(&format!("/api/v1/forms/pulse/export?format={format}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(answer.kind(), "anonymous");
    }
    assert_eq!(server.get("/api/v1/forms/pulse/export?format=xlsx").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(server.get("/api/v1/forms/pulse/export").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_links_give_along_is_kept_of_customers_and_of_nobody_else() {
    let server = Server::start_signed_in().await;
    server.set_clock(MONDAY);
    let mut form = small_form();
    form["hiddenFields"] = json!(["customer"]);
    server.publish("visit", "customers", form.clone()).await;
    server.publish("pulse", "employees", form).await;
    let id = server.finish("visit", &json!({ "nps": 3, "customer": "=4711" })).await;
    let file = server.get("/api/v1/forms/visit/export?format=csv").await.text;
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(lines[0].ends_with(",words,customer"), "{}", lines[0]);
    assert!(lines[1].ends_with(",'=4711"), "{}", lines[1]);
    let single = server.json(&format!("/api/v1/responses/{id}")).await;
    assert_eq!(single["other"], json!({ "customer": "=4711" }));
    let undeclared = json!({
        "response_id": Uuid::new_v4(), "form": "visit", "version": 1, "step": 1, "answers": { "nps": 3, "custom": "4711" }, "completed": true,
        "meta": { "locale": "en", "layout": "desktop" },
    });
    assert_eq!(server.post("/api/v1/responses", undeclared).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let id = server.finish("pulse", &json!({ "nps": 3, "customer": "4711" })).await;
    let kept = server.store.response(server.app.workspace(), id).await.unwrap().unwrap();
    assert!(!kept.answers.contains_key("customer"), "it could tell whose it was");
}
