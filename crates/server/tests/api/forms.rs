//! `/api/v1/forms`: drafts with entity tags, immutable versions, diagnostics, the front page.

use crate::support::{OPERATOR, PRIVACY, Server, survey};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn nothing_of_the_portal_is_given_to_strangers() {
    let server = Server::start().await;
    for (method, path) in [
        (Method::GET, "/api/v1/forms"),
        (Method::POST, "/api/v1/forms"),
        (Method::POST, "/api/v1/forms/check"),
        (Method::GET, "/api/v1/forms/care"),
        (Method::PUT, "/api/v1/forms/care/draft"),
        (Method::POST, "/api/v1/forms/care/publish"),
        (Method::POST, "/api/v1/forms/care/close"),
        (Method::POST, "/api/v1/forms/care/reopen"),
    ] {
        let answer = server.send(method, path, &[("content-type", "application/json"), ("idempotency-key", "k")], Body::from("{}")).await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (401, "unauthorized"), "{path}");
    }
}

#[tokio::test]
async fn a_draft_is_edited_by_whoever_read_it_last() {
    let server = Server::start_signed_in().await;
    let new = json!({ "slug": "care", "definition": survey() });
    let created = server.post("/api/v1/forms", new).await;
    assert_eq!((created.status.as_u16(), created.header("etag")), (201, "\"r1\""));
    assert_eq!((&created.body["state"], &created.body["name"]), (&json!("draft"), &json!("How was it?")));
    let edit = json!({ "name": "Care", "definition": { "title": "x", "elements": [{ "type": "text", "name": "a" }] } });
    let path = "/api/v1/forms/care/draft";
    assert_eq!(server.put(path, &[], edit.clone()).await.kind(), "match-missing");
    assert_eq!(server.put(path, &[("if-match", "\"r7\"")], edit.clone()).await.kind(), "stale");
    assert_eq!(server.put(path, &[("if-match", "W/\"r1\"")], edit.clone()).await.kind(), "stale");
    let changed = server.put(path, &[("if-match", "\"r1\"")], edit.clone()).await;
    assert_eq!((changed.status.as_u16(), changed.header("etag")), (200, "\"r2\""));
    assert_eq!(server.put(path, &[("if-match", "\"r1\"")], edit).await.kind(), "stale");
    let shown = server.get("/api/v1/forms/care").await;
    assert_eq!((shown.header("etag"), &shown.body["name"], &shown.body["draft"]["title"]), ("\"r2\"", &json!("Care"), &json!("x")));
}

#[tokio::test]
async fn a_draft_is_not_given_to_respondents_until_it_is_published() {
    let server = Server::start_signed_in().await;
    server.post("/api/v1/forms", json!({ "slug": "care", "definition": survey() })).await;
    assert_eq!(server.get("/api/v1/forms/care/live").await.kind(), "not-found");
    assert_eq!(server.get("/s/care").await.status, StatusCode::NOT_FOUND);
    let published = server.post("/api/v1/forms/care/publish", Value::Null).await;
    assert_eq!((&published.body["version"], &published.body["state"]), (&json!(1), &json!("live")), "{}", published.text);
    let live = server.get("/api/v1/forms/care/live").await;
    assert_eq!(
        (&live.body["version"], &live.body["workspace"], &live.body["audience"]),
        (&json!(1), &json!("Nordlys"), &json!("customers"))
    );
    assert_eq!((&live.body["operator"], &live.body["privacy"]), (&json!(OPERATOR), &json!(PRIVACY)));
    assert_eq!(live.body["definition"], survey());
    server.post("/api/v1/forms/care/close", Value::Null).await;
    let closed = server.get("/api/v1/forms/care/live").await;
    assert_eq!((&closed.body["state"], closed.body.get("definition")), (&json!("closed"), None));
    assert_eq!(server.get("/s/care").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_repeated_post_gets_the_first_answer() {
    let server = Server::start_signed_in().await;
    let new = json!({ "slug": "care", "definition": survey(), "publish": true });
    let first = server.post_keyed("/api/v1/forms", "key", new.clone()).await;
    let again = server.post_keyed("/api/v1/forms", "key", new.clone()).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(server.post("/api/v1/forms", new).await.kind(), "slug-taken");
    assert_eq!(server.post_keyed("/api/v1/forms", "key", json!({ "slug": "b", "definition": {} })).await.kind(), "key-reused");
    let publish = |key: &'static str| server.post_keyed("/api/v1/forms/care/publish", key, Value::Null);
    assert_eq!(publish("p").await.body["version"], 2);
    assert_eq!(publish("p").await.body["version"], 2);
    assert_eq!(publish("q").await.body["version"], 3);
    assert_eq!(server.post_keyed("/api/v1/forms/care/close", "p", Value::Null).await.kind(), "key-reused");
}

#[tokio::test]
async fn slugs_names_and_limits_are_checked() {
    let server = Server::start_signed_in().await;
    for slug in ["", "Big", "a b", "-a", "a-", "check", &"a".repeat(65), "ä"] {
        let answer = server.post("/api/v1/forms", json!({ "slug": slug, "definition": {} })).await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (422, "invalid-field"), "{slug}");
        assert!(answer.body["errors"]["slug"][0]["text"].as_str().unwrap().contains("64"));
    }
    let answer = server.post("/api/v1/forms", json!({ "slug": "a", "name": " ", "definition": {} })).await;
    assert!(answer.body["errors"]["name"].is_array());
    assert_eq!(server.get("/api/v1/forms?limit=0").await.kind(), "invalid-field");
    assert_eq!(server.get("/api/v1/forms?limit=x").await.kind(), "malformed");
    assert_eq!(server.get("/api/v1/forms?unknown=1").await.kind(), "malformed");
}

#[tokio::test]
async fn the_list_comes_in_pages() {
    let server = Server::start_signed_in().await;
    for slug in ["c", "a", "b"] {
        server.publish(slug, "customers", survey()).await;
    }
    let slugs =
        |body: &Value| body["items"].as_array().unwrap().iter().map(|form| form["slug"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let first = server.get("/api/v1/forms?limit=2").await;
    assert_eq!(slugs(&first.body), ["a", "b"]);
    let next = first.body["next"].as_str().unwrap();
    let second = server.get(&format!("/api/v1/forms?limit=2&cursor={next}")).await;
    assert_eq!((slugs(&second.body), second.body.get("next")), (vec!["c".to_owned()], None));
}

#[tokio::test]
async fn authored_markup_is_cleaned_when_it_is_saved_and_checked() {
    let server = Server::start_signed_in().await;
    let bad = json!({ "title": "x", "completedHtml": "<p onclick=x>a</p><script>b</script>",
        "elements": [{ "type": "html", "name": "h", "html": "<a href='javascript:x'>l</a>" }] });
    server.publish("care", "customers", bad.clone()).await;
    let live = server.get("/api/v1/forms/care/live").await.text;
    let checked = server.post("/api/v1/forms/check", json!({ "source": bad.to_string() })).await;
    for text in [&live, &checked.text] {
        assert!(!text.contains("script") && !text.contains("onclick"), "{text}");
    }
    assert_eq!(checked.body["publishable"], true, "{}", checked.text);
}

#[tokio::test]
async fn check_places_remarks_in_the_text() {
    let server = Server::start_signed_in().await;
    let broken = server.post("/api/v1/forms/check", json!({ "source": "{\n \"pages\": [\n  oops ]}" })).await;
    let first = &broken.body["diagnostics"][0];
    assert_eq!((&first["line"], &first["column"], &first["severity"]), (&json!(3), &json!(3), &json!("error")), "{}", broken.text);
    assert_eq!((&broken.body["publishable"], broken.body.get("definition")), (&json!(false), None));
    let huge = server.post("/api/v1/forms/check", json!({ "source": "x".repeat(17 << 20) })).await;
    assert_eq!(huge.kind(), "too-large");
}

#[tokio::test]
async fn the_front_page_lists_what_its_owners_list() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    server.post("/api/v1/forms", json!({ "slug": "hidden", "definition": survey(), "publish": true })).await;
    server.set_cookie(None);
    let hub = server.get("/api/v1/hub").await;
    assert_eq!(hub.body["workspace"], "Nordlys");
    assert_eq!(hub.body["forms"].as_array().unwrap().len(), 1);
    assert_eq!((&hub.body["forms"][0]["slug"], &hub.body["forms"][0]["questions"]), (&json!("care"), &json!(3)));
    assert_eq!(hub.body["forms"][0]["title"]["pl"], "Jak było?");
}

#[tokio::test]
async fn problems_speak_the_language_of_the_reader() {
    let server = Server::start().await;
    for (accept, expected) in [("pl-PL,pl;q=0.9", "Nie jesteś zalogowany"), ("he", "לא נכנסת למערכת"), ("xx", "You are not signed in")]
    {
        let answer = server.send(Method::GET, "/api/v1/forms", &[("accept-language", accept)], Body::empty()).await;
        assert_eq!(answer.body["title"], expected);
        assert!(answer.header("vary").contains("Accept-Language"));
    }
    let id = Uuid::new_v4();
    assert_eq!(server.get(&format!("/api/v1/{id}")).await.kind(), "not-found");
}

#[tokio::test]
async fn a_form_that_is_known_is_not_sent_again() {
    let server = Server::start_signed_in().await;
    let definition = json!({ "title": "Care", "elements": [{ "type": "text", "name": "a", "title": "Ą \"a\"" }] });
    server.publish("care", "customers", definition.clone()).await;
    let live = async |tag: &str| server.send(Method::GET, "/api/v1/forms/care/live", &[("if-none-match", tag)], Body::empty()).await;
    let first = live("\"other\"").await;
    let tag = first.header("etag").to_owned();
    assert_eq!((first.status, &first.body["definition"]), (StatusCode::OK, &definition));
    assert_eq!((first.header("content-length"), first.header("cache-control")), (&*first.text.len().to_string(), "private, no-cache"));
    let known = live(&format!("\"x\", W/{tag}")).await;
    assert_eq!((known.status, known.text.as_str(), known.header("etag")), (StatusCode::NOT_MODIFIED, "", &*tag));
    let ending = json!({ "closing": "Thank you all" });
    assert_eq!(server.put("/api/v1/forms/care/ending", &[], ending).await.status, StatusCode::OK);
    let changed = live(&tag).await;
    assert_eq!(
        (changed.status, changed.header("etag") == tag),
        (StatusCode::OK, false),
        "what is said around the definition counts as well"
    );
}
