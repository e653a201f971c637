//! A form ends by the server's clock: what it answers before and after, what it says then, how it opens again.

use crate::support::{START, Server, survey};
use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

const PATH: &str = "/api/v1/forms/care/ending";
const HOUR: i64 = 3_600_000;

/// An hour before the end of 18 November 2026, UTC.
async fn late_in_the_evening() -> Server {
    let server = Server::start().await;
    server.advance(1_795_046_400_000 - START - HOUR);
    server.sign_in().await;
    server.publish("care", "customers", survey()).await;
    server
}

fn save(form: &str, id: Uuid, step: u32, completed: bool, answers: Value) -> Value {
    json!({ "response_id": id, "form": form, "version": 1, "step": step, "completed": completed, "answers": answers })
}

async fn ending(server: &Server, body: Value) -> crate::support::Answer {
    server.put(PATH, &[], body).await
}

#[tokio::test]
async fn from_its_end_on_a_form_takes_nothing() {
    let server = late_in_the_evening().await;
    let midway = Uuid::now_v7();
    assert_eq!(server.post("/api/v1/responses", save("care", midway, 1, false, json!({ "nps": 9 }))).await.status, 200);
    let closing = json!({ "en": "We are counting. <b>Thank you.</b>", "pl": " Liczymy. ", "ru": "" });
    let set = ending(&server, json!({ "day": "2026-11-18", "closing": closing })).await;
    assert_eq!(set.status, 200, "{}", set.text);
    assert_eq!(set.body["ends"], json!({ "at": "2026-11-19T00:00:00.000Z", "day": "2026-11-18", "is_over": false }));
    let kept = json!({ "en": "We are counting. <b>Thank you.</b>", "pl": "Liczymy." });
    assert_eq!((&set.body["closing"], &set.body["locales"], &set.body["time_zone"]), (&kept, &json!(["en", "pl"]), &json!("UTC")));

    server.advance(HOUR - 1);
    let live = server.get("/api/v1/forms/care/live").await;
    assert_eq!((&live.body["state"], &live.body["closing"]), (&json!("live"), &kept));
    assert_eq!(server.post("/api/v1/responses", save("care", midway, 2, false, json!({ "nps": 8 }))).await.status, 200);

    server.advance(1);
    let live = server.get("/api/v1/forms/care/live").await;
    assert_eq!((&live.body["state"], &live.body["closing"], live.body.get("definition")), (&json!("closed"), &kept, None));
    for id in [midway, Uuid::now_v7()] {
        let late = server.post("/api/v1/responses", save("care", id, 3, true, json!({ "nps": 7 }))).await;
        assert_eq!((late.status.as_u16(), late.kind()), (410, "closed"));
    }
    let view = json!({ "response_id": Uuid::now_v7(), "version": 1 });
    let shown =
        server.send(Method::POST, "/api/v1/forms/care/views", &[("content-type", "application/json")], Body::from(view.to_string())).await;
    assert_eq!(shown.kind(), "closed");
    assert!(server.get("/api/v1/hub").await.body["forms"].as_array().unwrap().is_empty());
    let form = server.get("/api/v1/forms/care").await;
    assert_eq!((&form.body["state"], &form.body["ends"]["is_over"]), (&json!("closed"), &json!(true)));
    assert_eq!(server.get("/api/v1/forms/care/results").await.body["state"], "closed");
    assert_eq!(server.get("/api/v1/forms").await.body["items"][0]["state"], "closed");
}

#[tokio::test]
async fn a_repeat_of_what_came_in_time_is_answered_as_before() {
    let server = late_in_the_evening().await;
    let body = save("care", Uuid::now_v7(), 1, true, json!({ "nps": 9 }));
    let key = Uuid::new_v4().to_string();
    let first = server.post_keyed("/api/v1/responses", &key, body.clone()).await;
    ending(&server, json!({ "day": "2026-11-18" })).await;
    server.advance(HOUR);
    assert_eq!(server.post_keyed("/api/v1/responses", &key, body).await.body, first.body);
}

#[tokio::test]
async fn a_later_end_opens_again_and_so_does_whoever_opens_or_publishes() {
    let server = late_in_the_evening().await;
    let state = async || server.get("/api/v1/forms/care/live").await.body["state"].clone();
    ending(&server, json!({ "day": "2026-11-18" })).await;
    server.advance(HOUR);
    assert_eq!(state().await, "closed");
    let moved = ending(&server, json!({ "day": "2026-11-19", "time": "01:00" })).await;
    assert_eq!(moved.body["ends"]["time"], "01:00");
    assert_eq!(state().await, "live");
    server.advance(HOUR);
    assert_eq!(state().await, "closed");
    let opened = server.post("/api/v1/forms/care/reopen", Value::Null).await;
    assert_eq!((&opened.body["state"], opened.body.get("ends")), (&json!("live"), None));
    ending(&server, json!({ "day": "2026-11-19", "time": "02:30" })).await;
    server.advance(2 * HOUR);
    assert_eq!(state().await, "closed");
    let published = server.post("/api/v1/forms/care/publish", Value::Null).await;
    assert_eq!((&published.body["state"], published.body.get("ends")), (&json!("live"), None), "{}", published.text);
    // Closed by hand it stays closed, whatever its end; an end to come stays when it is opened again.
    ending(&server, json!({ "day": "2026-12-24" })).await;
    server.post("/api/v1/forms/care/close", Value::Null).await;
    assert_eq!(state().await, "closed");
    let opened = server.post("/api/v1/forms/care/reopen", Value::Null).await;
    assert_eq!((&opened.body["state"], &opened.body["ends"]["day"]), (&json!("live"), &json!("2026-12-24")));
    let endless = ending(&server, json!({})).await;
    assert_eq!((endless.body.get("ends"), endless.body.get("closing")), (None, None));
}

#[tokio::test]
async fn employees_forms_end_at_the_same_instant_though_only_the_day_is_kept() {
    let server = Server::start_signed_in().await;
    server.publish("care", "employees", survey()).await;
    ending(&server, json!({ "day": "2026-11-18", "time": "08:30" })).await;
    let before = server.post("/api/v1/responses", save("care", Uuid::new_v4(), 1, true, json!({ "nps": 9 }))).await;
    assert_eq!(before.status, 200, "{}", before.text);
    server.advance(HOUR);
    let after = server.post("/api/v1/responses", save("care", Uuid::new_v4(), 1, true, json!({ "nps": 9 }))).await;
    assert_eq!(after.kind(), "closed");
}

#[tokio::test]
async fn what_is_no_end_is_refused_with_its_part() {
    let server = late_in_the_evening().await;
    let languages: serde_json::Map<_, _> = (0..65).map(|number| (format!("x{number:02}"), json!("x"))).collect();
    for (body, part) in [
        (json!({ "day": "2026-11-17" }), "day"),
        (json!({ "day": "2026-11-18", "time": "23:00" }), "day"),
        (json!({ "day": "2026-02-30" }), "day"),
        (json!({ "day": "tomorrow" }), "day"),
        (json!({ "time": "18:00" }), "day"),
        (json!({ "day": "2026-12-01", "time": "6pm" }), "time"),
        (json!({ "closing": 5 }), "closing"),
        (json!({ "closing": { "en": 5 } }), "closing"),
        (json!({ "closing": { "<b>": "x" } }), "closing"),
        (json!({ "closing": "x".repeat(2_001) }), "closing"),
        (json!({ "closing": languages }), "closing"),
    ] {
        let answer = ending(&server, body.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.body["errors"][part].is_array()), (422, true), "{body} {}", answer.text);
    }
    assert_eq!(server.put("/api/v1/forms/none/ending", &[], json!({})).await.kind(), "not-found");
    ending(&server, json!({ "day": "2026-11-18", "closing": "Bye" })).await;
    server.advance(HOUR);
    let words = ending(&server, json!({ "day": "2026-11-18", "closing": "Farewell" })).await;
    assert_eq!(
        (words.status.as_u16(), &words.body["closing"]),
        (200, &json!({ "default": "Farewell" })),
        "the words may change after the end"
    );
}
