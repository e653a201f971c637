//! One response, and taking away: a response, a form. Figures follow exactly, and nothing comes back.

use crate::figures::{DAY, Figures as _, MONDAY, Server, question, small_form};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

async fn delete(server: &Server, path: &str, headers: &[(&str, &str)]) -> crate::support::Answer {
    server.send(Method::DELETE, path, headers, Body::empty()).await
}

#[tokio::test]
async fn rows_of_a_table_are_read_one_by_one() {
    let server = Server::start_signed_in().await;
    let form = json!({ "elements": [{ "type": "matrix", "name": "parts", "title": "Parts", "columns": [{ "value": 1, "text": "Poor" }, { "value": 2, "text": "Good" }],
        "rows": [{ "value": "time", "text": "On time" }, { "value": "tidy", "text": "Tidy" }] }] });
    server.publish("visit", "customers", form).await;
    let id = server.finish("visit", &json!({ "parts": { "tidy": 2 } })).await;
    let response = server.json(&format!("/api/v1/responses/{id}")).await;
    let tidy = response["answers"].as_array().unwrap().iter().find(|answer| answer["value"] == 2).unwrap();
    assert_eq!(tidy["texts"], json!(["Good"]));
    assert!(tidy["title"].as_str().unwrap().contains("Tidy"));
    let kinds = response["answers"].as_array().unwrap().iter().filter(|answer| answer["question"] == "parts").count();
    assert_eq!(kinds, 0, "the table itself says nothing more: {response}");
    assert!(response.get("other").is_none(), "{response}");
}

#[tokio::test]
async fn panels_are_read_one_a_line_in_the_words_of_what_they_ask() {
    let server = Server::start_signed_in().await;
    let form = json!({ "elements": [{ "type": "paneldynamic", "name": "homes", "title": "Homes", "templateElements": [
        { "type": "text", "name": "town", "title": "Town" },
        { "type": "checkbox", "name": "line", "title": "Line", "choices": [{ "value": 1, "text": "Fiber" }, { "value": 2, "text": "Cable" }] }
    ] }, { "type": "text", "name": "else" }] });
    server.publish("visit", "customers", form).await;
    let told = async |homes: Value| {
        let id = server.finish("visit", &json!({ "homes": homes, "else": "x" })).await;
        let response = server.json(&format!("/api/v1/responses/{id}")).await;
        response["answers"].as_array().unwrap().iter().find(|answer| answer["question"] == "homes").map(|answer| answer["texts"].clone())
    };
    let lines = json!(["Town: Rognan; Line: Fiber, Cable", "Town: Oslo"]);
    assert_eq!(told(json!([{ "town": "Rognan", "line": [1, 2] }, {}, { "town": "Oslo" }])).await, Some(lines));
    assert_eq!(told(json!([{}, {}])).await, None, "nothing was entered");
}

#[tokio::test]
async fn a_response_is_read_in_the_words_of_its_form() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    server.set_clock(MONDAY);
    let id = Uuid::new_v4();
    let answers = json!({ "nps": 3, "why": ["wifi", "other"], "why-Comment": "The dog" });
    let meta = json!({ "layout": "tv", "locale": "pl", "touchpoint": "sms", "shown": ["nps", "why"], "active_millis": { "nps": 4000, "why": 2500 } });
    server.save("visit", id, 1, true, &answers, &meta).await;
    let response = server.json(&format!("/api/v1/responses/{id}")).await;
    let circumstances = ["response_id", "form", "version", "completed", "saved_at", "layout", "locale", "touchpoint", "seconds"];
    assert_eq!(
        circumstances.map(|name| response[name].clone()),
        [
            json!(id),
            json!("visit"),
            json!(1),
            json!(true),
            json!("2026-01-05T12:00:00.000Z"),
            json!("tv"),
            json!("pl"),
            json!("sms"),
            json!(6)
        ]
    );
    assert_eq!(
        response["answers"],
        json!([
            { "question": "nps", "title": "Recommend?", "kind": "rating", "value": 3, "texts": ["3"] },
            { "question": "why", "title": "Why?", "kind": "checkbox", "value": ["wifi", "other"], "texts": ["Wi-Fi", "Other (describe)"], "comment": "The dog" },
            { "question": "rooms", "title": "Rooms?", "kind": "text" },
            { "question": "words", "title": "Anything else?", "kind": "comment" }
        ])
    );
    for strange in [Uuid::new_v4().to_string(), "nothing".into()] {
        assert_eq!(server.get(&format!("/api/v1/responses/{strange}")).await.status, StatusCode::NOT_FOUND);
    }
}

/// Whatever was answered, seen and left: with the response gone the figures are those of a server that never had it.
#[tokio::test]
async fn figures_after_a_deletion_are_those_without_the_response() {
    let [with, without] = [Server::start_signed_in().await, Server::start_signed_in().await];
    for server in [&with, &without] {
        server.publish("visit", "customers", small_form()).await;
    }
    let send = async |server: &Server, index: u64, id: Uuid| {
        server.set_clock(MONDAY + i64::try_from(index % 9).unwrap() * DAY);
        let layout = if index.is_multiple_of(2) { "mobile" } else { "tv" };
        let touchpoint = if index.is_multiple_of(3) { "sms" } else { "" };
        let meta = json!({
            "layout": layout, "locale": "en", "touchpoint": touchpoint,
            "shown": ["nps", "words"], "last_shown": "words", "active_millis": { "nps": index * 700, "words": 1000 }
        });
        if !index.is_multiple_of(4) {
            let view = json!({ "response_id": id, "version": 1, "layout": meta["layout"], "locale": "en", "touchpoint": "" });
            assert_eq!(server.post("/api/v1/forms/visit/views", view).await.status, StatusCode::NO_CONTENT);
        }
        let answers = if index.is_multiple_of(5) {
            json!({ "nps": index % 11 })
        } else {
            json!({ "nps": index % 11, "rooms": index, "words": "A word" })
        };
        server.save("visit", id, 1, !index.is_multiple_of(6), &answers, &meta).await;
    };
    let mut gone = Vec::new();
    for index in 0..40 {
        let id = Uuid::new_v4();
        send(&with, index, id).await;
        if index % 3 == 1 {
            gone.push(id);
        } else {
            send(&without, index, id).await;
        }
    }
    for server in [&with, &without] {
        server.set_clock(MONDAY + 20 * DAY);
    }
    for id in gone {
        assert_eq!(delete(&with, &format!("/api/v1/responses/{id}"), &[]).await.status, StatusCode::NO_CONTENT);
        assert_eq!(delete(&with, &format!("/api/v1/responses/{id}"), &[]).await.status, StatusCode::NOT_FOUND);
    }
    for query in ["", "?layout=tv", "?touchpoint=sms", "?from=2026-01-06&to=2026-01-09"] {
        let path = format!("/api/v1/forms/visit/results{query}");
        assert_eq!(with.json(&path).await, without.json(&path).await, "{query}");
    }
    let finished = async |server: &Server| server.json("/api/v1/forms").await["items"][0]["finished"].clone();
    assert_eq!(finished(&with).await, finished(&without).await);
}

#[tokio::test]
async fn a_deleted_response_does_not_come_back() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let id = Uuid::new_v4();
    let seen = async |id: Uuid| server.post("/api/v1/forms/visit/views", json!({ "response_id": id, "version": 1 })).await;
    for id in [id, Uuid::new_v4()] {
        assert_eq!(seen(id).await.status, StatusCode::NO_CONTENT);
    }
    let first =
        json!({ "response_id": id, "form": "visit", "version": 1, "step": 1, "answers": { "nps": 9 }, "completed": true, "meta": {} });
    let headers = [("content-type", "application/json"), ("idempotency-key", "first")];
    let save = async || server.send(Method::POST, "/api/v1/responses", &headers, Body::from(first.to_string())).await;
    assert_eq!(save().await.status, StatusCode::OK);
    assert_eq!(delete(&server, &format!("/api/v1/responses/{id}"), &[]).await.status, StatusCode::NO_CONTENT);
    let body =
        json!({ "response_id": id, "form": "visit", "version": 1, "step": 2, "answers": { "nps": 1 }, "completed": true, "meta": {} });
    let answer = server.post("/api/v1/responses", body).await;
    assert_eq!((answer.status, answer.kind()), (StatusCode::GONE, "erased"));
    let again = save().await;
    assert_eq!((again.status, again.kind()), (StatusCode::GONE, "erased"), "nor by a repeat of what was taken once");
    let again = seen(id).await;
    assert_eq!((again.status, again.kind()), (StatusCode::GONE, "erased"));
    assert_eq!(server.json("/api/v1/forms/visit/results").await["funnel"]["shown"], 1);
    assert_eq!(question(&server.json("/api/v1/forms/visit/results").await, "nps")["answered"], 0);
}

/// The figures before and after would tell what the one who is gone had said; and that a response of an id is there is told to nobody.
#[tokio::test]
async fn employees_responses_are_neither_read_nor_deleted_one_by_one() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    let id = server.finish("pulse", &json!({ "nps": 9 })).await;
    assert_eq!(server.get(&format!("/api/v1/responses/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(delete(&server, &format!("/api/v1/responses/{id}"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_goes_with_everything_and_another_may_take_its_place() {
    let server = Server::start_signed_in().await;
    for (slug, audience) in [("visit", "customers"), ("pulse", "employees")] {
        server.publish(slug, audience, small_form()).await;
        for _ in 0..6 {
            server.finish(slug, &json!({ "nps": 9, "words": "A word" })).await;
        }
        let path = format!("/api/v1/forms/{slug}");
        let tag = server.get(&path).await.header("etag").to_owned();
        assert_eq!(delete(&server, &path, &[]).await.status, StatusCode::PRECONDITION_REQUIRED);
        assert_eq!(delete(&server, &path, &[("if-match", "\"99\"")]).await.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(delete(&server, &path, &[("if-match", &tag)]).await.status, StatusCode::NO_CONTENT);
        for gone in ["", "/results", "/comments", "/live"] {
            assert_eq!(server.get(&format!("{path}{gone}")).await.status, StatusCode::NOT_FOUND, "{gone}");
        }
    }
    let other = json!({ "elements": [{ "type": "text", "name": "name" }] });
    server.publish("visit", "customers", other.clone()).await;
    let live = server.json("/api/v1/forms/visit/live").await;
    assert_eq!(live["definition"], other, "nothing of the one before is remembered");
    let results = server.json("/api/v1/forms/visit/results").await;
    assert!(results.get("days").is_none_or(Value::is_null), "{results}");
}
