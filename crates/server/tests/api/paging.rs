//! Pages of lists: whatever comes and goes between two pages, nothing is skipped and nothing comes twice.

use crate::figures::{Figures as _, small_form};
use crate::support::{Server, survey};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What `field` says in the items of each page, following `Link`; `between` runs after each page, with its number and last item.
async fn walk(server: &Server, first: &str, field: &str, mut between: impl AsyncFnMut(usize, String)) -> Vec<String> {
    let (mut path, mut seen, mut page) = (first.to_owned(), Vec::new(), 0);
    loop {
        let answer = server.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        seen.extend(answer.body["items"].as_array().unwrap().iter().map(|item| item[field].as_str().unwrap().to_owned()));
        let link = answer.header("link").to_owned();
        assert_eq!(link.is_empty(), answer.body.get("next").is_none(), "{link}");
        if link.is_empty() {
            return seen;
        }
        path = link.strip_prefix('<').and_then(|rest| rest.strip_suffix(">; rel=\"next\"")).unwrap().to_owned();
        assert!(path.contains(answer.body["next"].as_str().unwrap()));
        between(page, seen.last().cloned().unwrap()).await;
        page += 1;
    }
}

#[tokio::test]
async fn forms_that_come_between_two_pages_harm_neither() {
    let server = Server::start_signed_in().await;
    for index in 0..7 {
        server.publish(&format!("form-{index}"), "customers", survey()).await;
    }
    let seen = walk(&server, "/api/v1/forms?limit=2", "slug", async |page, _last| {
        // One before the place reached, one behind it.
        server.publish(&format!("a-{page}"), "customers", survey()).await;
        server.publish(&format!("z-{page}"), "customers", survey()).await;
    })
    .await;
    let unique: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(unique.len(), seen.len(), "{seen:?}");
    assert!((0..7).all(|index| seen.contains(&format!("form-{index}"))), "{seen:?}");
    assert!(seen.contains(&"z-0".to_owned()) && !seen.contains(&"a-0".to_owned()), "{seen:?}");
}

#[tokio::test]
async fn responses_that_come_and_go_between_two_pages_harm_no_other() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let mut ids = Vec::new();
    for score in 0..9 {
        ids.push(server.finish("visit", &json!({ "nps": score })).await);
    }
    let mut sorted: Vec<String> = ids.iter().map(ToString::to_string).collect();
    sorted.sort_unstable();
    let seen = walk(&server, "/api/v1/forms/visit/responses?limit=2", "response_id", async |_page, last| {
        server.finish("visit", &json!({ "nps": 5 })).await;
        // The last one of the page just read goes, and with it the place its cursor names.
        let gone = Uuid::parse_str(&last).unwrap();
        let delete = move |tx: &rusqlite::Connection| Ok(tx.execute("DELETE FROM response WHERE response_id = ?1", [gone])?);
        server.store.write(delete).await.unwrap();
    })
    .await;
    let unique: BTreeSet<&String> = seen.iter().collect();
    assert_eq!(unique.len(), seen.len(), "{seen:?}");
    assert!(sorted.iter().all(|id| seen.contains(id)), "{seen:?}");
    let row = &server.get("/api/v1/forms/visit/responses?limit=1").await.body["items"][0];
    assert!(row["answers"]["nps"].is_u64() && row["completed"] == json!(true) && row["started_at"].is_string(), "{row}");
}

#[tokio::test]
async fn a_cursor_serves_the_list_it_was_made_for() {
    let server = Server::start_signed_in().await;
    for slug in ["one", "two"] {
        server.publish(slug, "customers", small_form()).await;
        server.finish(slug, &json!({ "nps": 1 })).await;
        server.finish(slug, &json!({ "nps": 2 })).await;
    }
    server.publish("pulse", "employees", small_form()).await;
    let cursor = async |path: &str| server.get(&format!("{path}?limit=1")).await.body["next"].as_str().unwrap().to_owned();
    let (forms, one) = (cursor("/api/v1/forms").await, cursor("/api/v1/forms/one/responses").await);
    for path in [
        format!("/api/v1/forms?cursor={one}"),
        format!("/api/v1/forms/two/responses?cursor={one}"),
        format!("/api/v1/forms/one/responses?cursor={forms}"),
        format!("/api/v1/forms?cursor={}", forms.replace(&forms[..1], "f")),
        "/api/v1/forms?cursor=one".to_owned(),
        "/api/v1/forms?cursor=".to_owned(),
        "/api/v1/forms?cursor=%C3%A9%C3%A9".to_owned(),
    ] {
        let answer = server.get(&path).await;
        let text = &answer.body["errors"]["cursor"][0]["text"];
        assert_eq!((answer.status, answer.kind()), (StatusCode::BAD_REQUEST, "malformed"), "{path}");
        assert!(text.is_string(), "{path}: {}", answer.text);
    }
    assert_eq!(server.get(&format!("/api/v1/forms?cursor={forms}")).await.status, StatusCode::OK);
    assert_eq!(server.get("/api/v1/forms/pulse/responses").await.kind(), "anonymous");
    assert_eq!(server.get("/api/v1/forms/one/responses?limit=201").await.kind(), "invalid-field");
    let document = server.get(tessera_api::paths::OPENAPI).await.body;
    let takes_cursors = |operation: &&Value| {
        operation["parameters"].as_array().is_some_and(|all| all.iter().any(|parameter| parameter["name"] == "cursor"))
    };
    let lists: Vec<&Value> = document["paths"].as_object().unwrap().values().map(|path| &path["get"]).filter(takes_cursors).collect();
    assert!(lists.len() >= 3 && lists.iter().all(|list| list["responses"]["400"].is_object()), "{lists:?}");
}
