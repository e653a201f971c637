//! `POST /api/v1/responses`: the server runs the form over each save and believes nothing.

use crate::support::{Answer, Server};
use axum::http::StatusCode;
use serde_json::{Value, json};
use tessera_server::store::ResponseStore as _;
use uuid::Uuid;

async fn server() -> Server {
    let server = Server::start_signed_in().await;
    let survey = json!({ "pages": [
        { "elements": [
            { "type": "rating", "name": "nps", "rateMin": 0, "rateMax": 10, "isRequired": true },
            { "type": "checkbox", "name": "has", "choices": ["internet", { "value": "tv", "text": "Television" }], "showOtherItem": true },
            { "type": "text", "name": "mail", "inputType": "email" },
            { "type": "boolean", "name": "again" },
        ] },
        { "elements": [
            { "type": "comment", "name": "why", "visibleIf": "{nps} <= 6", "isRequired": true, "maxLength": 20 },
            { "type": "expression", "name": "double", "expression": "{nps} * 2" },
        ] },
    ] });
    server.publish("care", "customers", survey).await;
    server
}

async fn save(server: &Server, id: Uuid, step: u32, completed: bool, answers: Value) -> Answer {
    let body = json!({ "response_id": id, "form": "care", "version": 1, "step": step, "answers": answers, "completed": completed });
    server.post("/api/v1/responses", body).await
}

#[tokio::test]
async fn what_nobody_could_have_answered_is_refused_with_its_question() {
    let server = server().await;
    for (answers, completed, question) in [
        (json!({ "nps": 11 }), false, "nps"),
        (json!({ "nps": "many" }), false, "nps"),
        (json!({ "nps": [9] }), false, "nps"),
        (json!({ "has": ["radio"] }), false, "has"),
        (json!({ "has": "tv" }), false, "has"),
        (json!({ "has": ["Television"] }), false, "has"),
        (json!({ "again": "perhaps" }), false, "again"),
        (json!({ "unheard": 1 }), false, "unheard"),
        (json!({ "mail": "no address" }), true, "mail"),
        (json!({ "nps": 3, "why": "x".repeat(21) }), false, "why"),
        (json!({ "nps": 3 }), true, "why"),
        (json!({}), true, "nps"),
    ] {
        let id = Uuid::now_v7();
        let answer = save(&server, id, 1, completed, answers.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (422, "invalid-answers"), "{answers} {}", answer.text);
        assert!(answer.body["errors"][question][0]["code"].is_string(), "{answers}: {}", answer.text);
        let words = answer.body["errors"][question][0]["text"].as_str().unwrap_or_default();
        assert!(words.ends_with('.') && !words.contains('{'), "{answers}: {}", answer.text);
        assert_eq!(server.store.response(server.app.workspace(), id).await.unwrap(), None, "nothing is kept");
    }
}

#[tokio::test]
async fn on_the_way_nothing_is_required() {
    let server = server().await;
    let id = Uuid::now_v7();
    for (step, answers) in [(1, json!({})), (2, json!({ "has": ["tv"] })), (3, json!({ "nps": 2 }))] {
        let answer = save(&server, id, step, false, answers).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }
    let refused = save(&server, id, 4, true, json!({ "nps": 2 })).await;
    assert_eq!(refused.kind(), "invalid-answers");
    let corrected = save(&server, id, 4, true, json!({ "nps": 2, "why": "slow" })).await;
    assert_eq!((corrected.status, &corrected.body["completed"]), (StatusCode::OK, &json!(true)), "a refused save takes nothing away");
}

#[tokio::test]
async fn what_was_invisible_is_dropped_and_what_is_computed_is_computed_here() {
    let server = server().await;
    let id = Uuid::now_v7();
    let answers = json!({ "nps": 9, "has": ["tv", "other"], "has-Comment": "radio", "why": "left over", "double": 1 });
    let answer = save(&server, id, 1, true, answers).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let stored = server.store.response(server.app.workspace(), id).await.unwrap().unwrap();
    assert_eq!(json!(stored.answers), json!({ "nps": 9, "has": ["tv", "other"], "has-Comment": "radio", "double": 18 }));
    assert_eq!(stored.skipped, ["mail", "again"]);
}
