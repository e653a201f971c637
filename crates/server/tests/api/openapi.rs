//! `/api/openapi.json` and the router say the same.

use crate::support::Server;
use axum::body::Body;
use axum::http::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use tessera_api::paths;

#[tokio::test]
async fn every_address_of_the_contract_is_described_and_every_described_one_answers() {
    let server = Server::start().await;
    let document = server.get(paths::OPENAPI).await.body;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let described: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let slug = "{slug}";
    for path in [
        paths::HUB.to_owned(),
        paths::KEYS.to_owned(),
        paths::key("{id}"),
        paths::FORMS.to_owned(),
        paths::FORMS_CHECK.to_owned(),
        paths::RESPONSES.to_owned(),
        paths::SESSION.to_owned(),
        paths::SESSION_PASSWORD.to_owned(),
        paths::SESSIONS.to_owned(),
        paths::STREAM.to_owned(),
        paths::form(slug),
        paths::response("{id}"),
        paths::form_live(slug),
        paths::form_draft(slug),
        paths::form_publish(slug),
        paths::form_close(slug),
        paths::form_reopen(slug),
        paths::form_versions(slug),
        paths::FORMS_DIFFERENCE.to_owned(),
        paths::FORMS_TEXTS.to_owned(),
        paths::form_ending(slug),
        paths::form_qr(slug),
        paths::form_views(slug),
        paths::form_responses(slug),
    ] {
        assert!(described.contains(path.as_str()), "{path} is not described");
    }
    for (path, operations) in document["paths"].as_object().unwrap() {
        let address = path.replace("{slug}", "x").replace("{id}", "x").replace("{version}", "1");
        for method in ["get", "put", "post", "delete", "patch"] {
            let answer = server.send(method.to_uppercase().parse::<Method>().unwrap(), &address, &[], Body::empty()).await;
            let is_described = operations.get(method).is_some();
            assert_eq!(answer.kind() != "method-not-allowed", is_described, "{method} {path}: {}", answer.text);
            if let Some(operation) = operations.get(method) {
                let described = &operation["responses"];
                assert!(
                    described.get(answer.status.as_str()).is_some() || answer.status.is_client_error(),
                    "{method} {path}: {}",
                    answer.status
                );
            }
        }
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let server = Server::start().await;
    let document = server.get(paths::OPENAPI).await.body;
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

/// Two types of one name would be one in the document, and what is described as the other would be described wrongly.
#[tokio::test]
async fn types_of_one_name_are_told_apart() {
    let server = Server::start().await;
    let document = server.get(paths::OPENAPI).await.body;
    let schema = |name: &str| &document["components"]["schemas"][name];
    assert!(schema("Change")["properties"]["before"].is_object(), "{}", schema("Change"));
    assert!(schema("HowChanged")["enum"].is_array(), "{}", schema("HowChanged"));
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            references.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|member| collect(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}
