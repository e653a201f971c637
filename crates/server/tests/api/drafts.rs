//! What authors write: their text kept as it is, remarks with a change that puts them right, versions and what they differ in.

use crate::support::{Server, survey};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use tessera_server::store::sqlite::FILE_NAME;

/// Members in an order of its own, a layout of its own, an escape that could be written otherwise.
const SOURCE: &str = "{ \"title\": \"Caf\\u00e9\",\n  \"elements\":[\n      {\"type\":\"text\", \"name\":\"b\"},{\"name\":\"a\",\"type\":\"comment\"} ]\n}\n";

#[tokio::test]
async fn a_draft_is_given_back_as_its_author_wrote_it() {
    let server = Server::start_signed_in().await;
    let created = server.post("/api/v1/forms", json!({ "slug": "care", "source": SOURCE })).await;
    assert_eq!((created.status, created.body["source"].as_str()), (StatusCode::CREATED, Some(SOURCE)), "{}", created.text);
    assert_eq!((&created.body["draft"]["title"], &created.body["name"]), (&json!("Café"), &json!("Café")));
    let edited = SOURCE.replace("\"b\"", "\"c\"");
    let put = server.put("/api/v1/forms/care/draft", &[("if-match", "\"r1\"")], json!({ "source": edited })).await;
    assert_eq!(put.body["source"], edited);
    assert_eq!(server.get("/api/v1/forms/care").await.body["source"], edited);
    server.post("/api/v1/forms/care/publish", Value::Null).await;
    server.put("/api/v1/forms/care/draft", &[("if-match", "\"r2\"")], json!({ "source": SOURCE })).await;
    assert_eq!(server.get("/api/v1/forms/care/versions/1").await.body["source"], edited);
    assert_eq!(server.get("/api/v1/forms/care/live").await.body["definition"]["elements"][0]["name"], "c");
}

#[tokio::test]
async fn a_definition_inside_a_request_keeps_its_order_too() {
    let server = Server::start_signed_in().await;
    let body = r#"{"slug":"care","definition":{"title":"z","elements":[{"type":"text","name":"a"}],"description":"d"}}"#;
    let headers = [("content-type", "application/json"), ("idempotency-key", "k")];
    let created = server.send(Method::POST, "/api/v1/forms", &headers, body.into()).await;
    assert_eq!(
        created.body["source"],
        "{\n  \"title\": \"z\",\n  \"elements\": [\n    {\n      \"type\": \"text\",\n      \"name\": \"a\"\n    }\n  ],\n  \"description\": \"d\"\n}"
    );
}

#[tokio::test]
async fn what_is_no_json_yet_is_kept_and_not_published() {
    let server = Server::start_signed_in().await;
    let half = "{ \"title\": \"x\",\n  \"elements\": [ { \"type\": ";
    let created = server.post("/api/v1/forms", json!({ "slug": "care", "source": half })).await;
    assert_eq!((created.status, &created.body["source"], &created.body["draft"]), (StatusCode::CREATED, &json!(half), &Value::Null));
    assert_eq!(created.body["diagnostics"][0]["code"], "json");
    assert_eq!(server.post("/api/v1/forms/care/publish", Value::Null).await.kind(), "invalid-form");
    assert_eq!(server.post("/api/v1/forms", json!({ "slug": "b", "source": half, "publish": true })).await.kind(), "invalid-form");
    assert_eq!(server.get("/api/v1/forms/care").await.body["source"], half);
}

#[tokio::test]
async fn a_form_comes_as_a_definition_or_as_a_text() {
    let server = Server::start_signed_in().await;
    for body in [json!({ "slug": "a" }), json!({ "slug": "a", "definition": {}, "source": "{}" })] {
        let answer = server.post("/api/v1/forms", body).await;
        assert_eq!((answer.kind(), answer.body["errors"]["definition"].is_array()), ("invalid-field", true), "{}", answer.text);
    }
    let huge = server.post("/api/v1/forms", json!({ "slug": "a", "source": " ".repeat((8 << 20) + 1) })).await;
    assert_eq!(huge.kind(), "too-large");
}

#[tokio::test]
async fn what_was_kept_before_texts_were_is_laid_out() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    let connection = rusqlite::Connection::open(server.folder().join(FILE_NAME)).unwrap();
    connection.execute_batch("UPDATE form SET source = NULL; UPDATE form_version SET source = NULL, published_by = NULL").unwrap();
    for path in ["/api/v1/forms/care", "/api/v1/forms/care/versions/1"] {
        let answer = server.get(path).await;
        let source = answer.body["source"].as_str().unwrap();
        assert!(source.starts_with("{\n  \"pages\": [\n"), "{source}");
        assert_eq!(serde_json::from_str::<Value>(source).unwrap(), survey());
    }
}

#[tokio::test]
async fn versions_are_listed_with_who_published_them_and_how_many_answered() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    server.post("/api/v1/forms/care/publish", Value::Null).await;
    let save = json!({ "response_id": "7f1d3c9a-2b64-4c1e-8f5a-6d0e9b7a4c21", "form": "care", "version": 2, "step": 1, "completed": true,
        "answers": { "nps": 9, "product": "tv" } });
    let saved = server.post("/api/v1/responses", save).await;
    assert!(saved.status.is_success(), "{}", saved.text);
    let versions = server.get("/api/v1/forms/care/versions").await.body["items"].clone();
    let told =
        |index: usize| (versions[index]["version"].clone(), versions[index]["finished"].clone(), versions[index]["published_by"].clone());
    assert_eq!((told(0), told(1)), ((json!(2), json!(1), json!("Ola")), (json!(1), json!(0), json!("Ola"))));
    assert!(versions[0]["published_at"].as_str().unwrap().ends_with('Z'));
    for path in ["versions/3", "versions/0", "versions/x"] {
        assert_eq!(server.get(&format!("/api/v1/forms/care/{path}")).await.kind(), "not-found");
    }
    assert_eq!(server.get("/api/v1/forms/none/versions").await.kind(), "not-found");
}

#[tokio::test]
async fn employees_answers_are_not_counted_by_version() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", survey()).await;
    let versions = server.get("/api/v1/forms/pulse/versions").await.body["items"].clone();
    assert_eq!((&versions[0]["version"], versions[0].get("finished")), (&json!(1), None));
}

#[tokio::test]
async fn a_remark_comes_with_the_change_that_puts_it_right() {
    let server = Server::start_signed_in().await;
    let source = "{\n \"title\": \"🙂\", \"elements\": [ { \"type\": \"txet\", \"name\": \"a\" } ]\n}";
    let report = server.post("/api/v1/forms/check", json!({ "source": source })).await.body;
    let fix = &report["diagnostics"][0]["fix"];
    let units: Vec<u16> = source.encode_utf16().collect();
    let place = |name: &str| usize::try_from(fix[name].as_u64().unwrap()).unwrap();
    let written = String::from_utf16(&units[place("start")..place("end")]).unwrap();
    assert_eq!((written.as_str(), &fix["text"], &report["title"]), ("\"txet\"", &json!("\"text\""), &json!("🙂")));
}

#[tokio::test]
async fn two_texts_are_compared_by_what_they_mean() {
    let server = Server::start_signed_in().await;
    let (before, after) = (SOURCE, SOURCE.replace("\"comment\"", "\"text\"").replace("\"b\"", "\"c\""));
    let difference = server.post("/api/v1/forms/check/difference", json!({ "before": before, "after": after })).await.body;
    let told: Vec<_> = difference["elements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["name"].as_str().unwrap(), one["change"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("c", "added"), ("a", "changed"), ("b", "removed")]);
    assert_eq!(difference["hunks"][0]["lines"].as_array().unwrap().len(), 5, "{difference}");
}

#[tokio::test]
async fn texts_are_told_in_every_language_of_the_interface() {
    let server = Server::start_signed_in().await;
    let texts = server.post("/api/v1/forms/check/texts", json!({ "source": survey().to_string() })).await.body;
    let missing = |locale: &str| {
        let languages = texts["languages"].as_array().unwrap();
        languages.iter().find(|language| language["locale"] == locale).unwrap()["missing"].clone()
    };
    assert_eq!((missing("en"), missing("pl"), missing("he")), (json!(0), json!(5), json!(6)), "{texts}");
    assert_eq!(texts["rows"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn a_draft_is_published_only_as_who_publishes_it_knows_it() {
    let server = Server::start_signed_in().await;
    server.post("/api/v1/forms", json!({ "slug": "care", "source": SOURCE })).await;
    let edited = SOURCE.replace("\"b\"", "\"c\"");
    server.put("/api/v1/forms/care/draft", &[("if-match", "\"r1\"")], json!({ "source": edited })).await;
    let publish = async |key: &'static str, tag: &'static str| {
        let headers = [("content-type", "application/json"), ("idempotency-key", key), ("if-match", tag)];
        server.send(Method::POST, "/api/v1/forms/care/publish", &headers, "".into()).await
    };
    for tag in ["\"r1\"", "\"r3\"", "*", "r2"] {
        let answer = publish("early", tag).await;
        assert_eq!((answer.status, answer.kind()), (StatusCode::PRECONDITION_FAILED, "stale"), "{tag}: {}", answer.text);
    }
    for _again in 0..2 {
        let answer = publish("now", "\"r2\"").await;
        assert_eq!((answer.status, &answer.body["version"]), (StatusCode::OK, &json!(1)), "{}", answer.text);
    }
}
