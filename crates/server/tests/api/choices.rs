//! What was picked and what was put in order, from a person's save to the figures and the file.

use crate::figures::{Figures as _, Server, question};
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

fn form() -> Value {
    json!({ "title": "Choices", "elements": [
        { "type": "ranking", "name": "order", "choices": [{ "value": "price", "text": "Price" }, "speed", 3] },
        { "type": "ranking", "name": "best", "choices": ["a", "b", "c"], "selectToRankEnabled": true, "maxSelectedChoices": 2 },
        { "type": "tagbox", "name": "tags", "choices": ["x", "y", "z"], "showOtherItem": true, "showNoneItem": true, "maxSelectedChoices": 2 },
        { "type": "image", "name": "shot", "imageLink": "https://example.com/a.png", "altText": "A router" }
    ] })
}

fn close(estimate: &Value, value: f64, n: u64) {
    assert!((estimate["value"].as_f64().unwrap() - value).abs() < 1e-9 && estimate["n"] == n, "{estimate}");
    assert!(estimate["low"].as_f64().unwrap() < estimate["high"].as_f64().unwrap(), "{estimate}");
}

#[tokio::test]
async fn ranks_come_with_their_mean_and_who_came_first() {
    let server = Server::start_signed_in().await;
    server.publish("choices", "customers", form()).await;
    for order in [json!(["price", "speed", 3]), json!(["speed", "price", 3]), json!(["price", 3, "speed"]), json!(["price", "speed", 3])] {
        server.finish("choices", &json!({ "order": order, "best": ["b"] })).await;
    }
    server.finish("choices", &json!({ "best": ["b", "c"] })).await;
    let results = server.json("/api/v1/forms/choices/results").await;
    let order = question(&results, "order");
    assert_eq!((&order["answered"], &order["skipped"], order.get("counts")), (&json!(4), &json!(1), None));
    let ranks = order["ranks"].as_array().unwrap();
    let named: Vec<_> = ranks.iter().map(|rank| (rank["value"].clone(), rank["text"].as_str().unwrap())).collect();
    assert_eq!(named, [(json!("price"), "Price"), (json!("speed"), "speed"), (json!(3), "3")]);
    for (rank, mean, first) in [(&ranks[0], 1.25, 75.0), (&ranks[1], 2.0, 25.0), (&ranks[2], 2.75, 0.0)] {
        close(&rank["mean"], mean, 4);
        close(&rank["first"], first, 4);
    }
    // Where only some are picked, a mean rests on those who picked it, and a share on all who answered.
    let best = question(&results, "best")["ranks"].as_array().unwrap();
    assert_eq!(best[0].get("mean"), None);
    close(&best[0]["first"], 0.0, 5);
    close(&best[1]["mean"], 1.0, 5);
    close(&best[1]["first"], 100.0, 5);
    close(&best[2]["mean"], 2.0, 1);
}

#[tokio::test]
async fn of_employees_a_mean_of_few_is_not_given() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", form()).await;
    for index in 0..10 {
        server.finish("pulse", &json!({ "best": if index < 4 { json!(["b", "a"]) } else { json!(["b"]) } })).await;
    }
    let results = server.json("/api/v1/forms/pulse/results").await;
    let best = question(&results, "best")["ranks"].as_array().unwrap();
    close(&best[1]["mean"], 1.0, 10);
    assert_eq!(best[0].get("mean"), None, "four picked it");
    close(&best[0]["first"], 0.0, 10);
}

#[tokio::test]
async fn what_nobody_can_have_chosen_is_refused() {
    let server = Server::start_signed_in().await;
    server.publish("choices", "customers", form()).await;
    for (answers, taken) in [
        (json!({ "order": [3, "speed", "price"] }), true),
        (json!({ "order": ["speed", "speed", "price"] }), false),
        (json!({ "order": ["speed", "cost", 3] }), false),
        (json!({ "order": "speed" }), false),
        (json!({ "best": ["c", "a"] }), true),
        (json!({ "best": ["a", "b", "c"] }), false),
        (json!({ "tags": ["y", "other"], "tags-Comment": "Mine" }), true),
        (json!({ "tags": ["x", "y", "z"] }), false),
        (json!({ "tags": ["none", "x"] }), false),
        (json!({ "shot": "seen" }), false),
    ] {
        let body = json!({
            "response_id": Uuid::new_v4(), "form": "choices", "version": 1, "step": 1, "answers": answers, "completed": true,
            "meta": { "locale": "en", "layout": "desktop" }
        });
        let answer = server.post("/api/v1/responses", body).await;
        assert_eq!(answer.status == StatusCode::OK, taken, "{answers} {}", answer.text);
    }
}

#[tokio::test]
async fn a_file_has_what_was_chosen_in_its_order() {
    let server = Server::start_signed_in().await;
    server.publish("choices", "customers", form()).await;
    server.finish("choices", &json!({ "order": ["speed", 3, "price"], "tags": ["x", "other"], "tags-Comment": "Mine" })).await;
    let file = server.get("/api/v1/forms/choices/export?format=csv").await.text;
    let lines: Vec<&str> = file.trim_start_matches('\u{feff}').lines().collect();
    assert!(lines[0].ends_with("order,best,tags,tags-Comment"), "{}", lines[0]);
    assert!(lines[1].ends_with(",\"speed; 3; price\",,\"x; other\",Mine"), "{}", lines[1]);
}

#[tokio::test]
async fn a_picture_that_no_page_may_load_is_not_published() {
    let server = Server::start_signed_in().await;
    let mut bad = form();
    bad["elements"][3]["imageLink"] = json!("http://example.com/a.png");
    let report = server.post("/api/v1/forms/check", json!({ "source": bad.to_string() })).await;
    assert!(report.text.contains("image-address") && report.body["publishable"] == false, "{}", report.text);
}
