//! What tests of figures share: responses in few words, and a walk over all numbers of a page.

pub(crate) use crate::support::Server;

use crate::support::Answer;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use std::sync::atomic::Ordering;
use uuid::Uuid;

pub(crate) const DAY: i64 = 86_400_000;
/// Monday, 5 January 2026, 12:00 UTC.
pub(crate) const MONDAY: i64 = 1_767_614_400_000;

pub(crate) trait Figures {
    fn set_clock(&self, unix_millis: i64);
    async fn json(&self, path: &str) -> Value;
    /// One save of a response, which is taken.
    async fn save(&self, slug: &str, id: Uuid, step: u32, completed: bool, answers: &Value, meta: &Value);
    /// A finished response.
    async fn finish(&self, slug: &str, answers: &Value) -> Uuid;
    /// A finished response to a version.
    async fn finish_version(&self, slug: &str, version: u32, answers: &Value);
    /// A new draft, and what came of publishing it.
    async fn publish_next(&self, slug: &str, definition: &Value) -> Answer;
}

impl Figures for Server {
    fn set_clock(&self, unix_millis: i64) {
        self.clock.0.store(unix_millis, Ordering::SeqCst);
    }

    async fn json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} {}", answer.text);
        answer.body
    }

    async fn save(&self, slug: &str, id: Uuid, step: u32, completed: bool, answers: &Value, meta: &Value) {
        let body = json!({
            "response_id": id, "form": slug, "version": 1, "step": step, "answers": answers, "completed": completed, "meta": meta
        });
        let answer = self.post("/api/v1/responses", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answers} {}", answer.text);
    }

    async fn finish(&self, slug: &str, answers: &Value) -> Uuid {
        let id = Uuid::new_v4();
        self.save(slug, id, 1, true, answers, &json!({ "locale": "en", "layout": "desktop" })).await;
        id
    }

    async fn finish_version(&self, slug: &str, version: u32, answers: &Value) {
        let body = json!({
            "response_id": Uuid::new_v4(), "form": slug, "version": version, "step": 1, "answers": answers, "completed": true
        });
        let answer = self.post("/api/v1/responses", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{answers} {}", answer.text);
    }

    async fn publish_next(&self, slug: &str, definition: &Value) -> Answer {
        let path = format!("/api/v1/forms/{slug}");
        let tag = self.get(&path).await.header("etag").to_owned();
        let edit = json!({ "definition": definition });
        let edited = self.put(&format!("{path}/draft"), &[("if-match", &tag)], edit).await;
        assert_eq!(edited.status, StatusCode::OK, "{}", edited.text);
        self.post(&format!("{path}/publish"), Value::Null).await
    }
}

/// The figures of a question.
pub(crate) fn question<'a>(results: &'a Value, name: &str) -> &'a Value {
    results["questions"].as_array().unwrap().iter().find(|question| question["name"] == name).unwrap()
}

/// A small form with one question of each way of counting.
pub(crate) fn small_form() -> Value {
    json!({ "title": "Visit", "pages": [
        { "name": "p1", "elements": [
            { "type": "rating", "name": "nps", "metric": "nps", "title": "Recommend?", "rateMin": 0, "rateMax": 10, "isRequired": true },
            { "type": "checkbox", "name": "why", "title": "Why?", "visibleIf": "{nps} <= 8", "choices": [{ "value": "wifi", "text": "Wi-Fi" }, "bill"],
              "showOtherItem": true }
        ] },
        { "name": "p2", "elements": [
            { "type": "text", "name": "rooms", "title": "Rooms?", "inputType": "number" },
            { "type": "comment", "name": "words", "title": "Anything else?" }
        ] }
    ] })
}

/// Every estimate found in a JSON value, with its path; and every other number.
pub(crate) fn walk(value: &Value, path: &str, estimates: &mut Vec<(String, Map<String, Value>)>, numbers: &mut Vec<String>) {
    match value {
        Value::Object(object) if object.contains_key("low") => estimates.push((path.to_owned(), object.clone())),
        Value::Object(object) => object.iter().for_each(|(key, inner)| walk(inner, &format!("{path}/{key}"), estimates, numbers)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, inner)| walk(inner, &format!("{path}/{index}"), estimates, numbers))
        }
        Value::Number(_) => numbers.push(path.to_owned()),
        _ => {}
    }
}
