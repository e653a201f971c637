//! Answers in people's own words in the place of a choice: words to be read, in no counter.

use crate::figures::{Figures as _, Server, question};
use serde_json::{Value, json};

/// Words of "other" in the answers themselves, in each way a form may ask for that; and choices that are another question's.
fn form() -> Value {
    json!({ "title": "Visit", "storeOthersAsComment": false, "elements": [
        { "type": "checkbox", "name": "why", "choices": ["wifi", 5], "showOtherItem": true },
        { "type": "radiogroup", "name": "room", "choices": ["cellar", "attic"], "showOtherItem": true, "showCommentArea": true },
        { "type": "radiogroup", "name": "most", "choicesFromQuestion": "room", "showOtherItem": true },
        { "type": "radiogroup", "name": "again", "choicesFromQuestion": "room", "showNoneItem": true },
    ] })
}

fn words(index: usize) -> Value {
    json!({
        "why": ["wifi", "5", format!("Lift number {index}")], "room": format!("Under stair {index}"), "room-Comment": format!("Aside {index}"),
        "most": format!("Over stair {index}"), "again": "attic"
    })
}

fn counts(results: &Value, name: &str) -> Vec<(Value, u64)> {
    let counts = question(results, name)["counts"].as_array().unwrap().iter();
    counts.map(|row| (row["value"].clone(), row["count"].as_u64().unwrap())).collect()
}

fn texts(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn own_words_are_counted_as_other_and_read_as_comments() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", form()).await;
    for index in 0..3 {
        server.finish("visit", &words(index)).await;
    }
    server.finish("visit", &json!({ "why": ["wifi"], "room": "attic", "most": "cellar" })).await;
    let results = server.json("/api/v1/forms/visit/results").await;
    assert_eq!(counts(&results, "why"), [(json!("wifi"), 4), (json!(5), 3), (json!("other"), 3)]);
    assert_eq!(counts(&results, "room"), [(json!("cellar"), 0), (json!("attic"), 1), (json!("other"), 3)]);
    assert_eq!(counts(&results, "most"), [(json!("cellar"), 1), (json!("attic"), 0), (json!("other"), 3)], "another question's choices");
    assert_eq!(counts(&results, "again"), [(json!("cellar"), 0), (json!("attic"), 3), (json!("none"), 0)]);
    assert_eq!(["why", "room", "most", "again"].map(|name| question(&results, name)["texts"].as_u64().unwrap()), [3, 3, 3, 0]);
    assert!(!results.to_string().contains("number") && !results.to_string().contains("stair"), "{results}");

    let page = server.json("/api/v1/forms/visit/comments").await;
    assert_eq!(texts(&page).len(), 12, "{page}");
    let found = server.json("/api/v1/forms/visit/comments?q=number%202").await;
    assert_eq!(texts(&found), ["Lift number 2"]);
}

#[tokio::test]
async fn own_words_of_employees_wait_for_ten_like_all_words() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", form()).await;
    for index in 1..=10 {
        server.finish("pulse", &words(index)).await;
        let results = server.json("/api/v1/forms/pulse/results").await;
        assert!(!results.to_string().contains("number") && !results.to_string().contains("stair"), "{results}");
        if index == 5 {
            assert_eq!(counts(&results, "why"), [(json!("wifi"), 5), (json!(5), 5), (json!("other"), 5)]);
        }
        let page = server.json("/api/v1/forms/pulse/comments").await;
        assert_eq!(texts(&page).len(), if index == 10 { 40 } else { 0 }, "after {index}");
    }
}
