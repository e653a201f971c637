//! What a screen sees of a session: texts, errors, changes, completion.
#![expect(clippy::expect_used, reason = "a test may end here")]

mod common;

use common::TestHost;
use serde_json::{Value, json};
use std::sync::Arc;
use tessera_form::{ElementId, ElementView, FieldError, Form, Kind, Level, Options, QuestionView, Session, State};

fn start(survey: Value) -> Session {
    let reading = Form::from_value(&survey);
    Session::new(Arc::new(reading.form), Arc::new(TestHost), Options::default())
}

fn id(session: &Session, name: &str) -> ElementId {
    session.form().id(name).expect("the element is there")
}

fn view(session: &Session, name: &str) -> QuestionView {
    session.question(id(session, name)).expect("the question is in view")
}

fn set(session: &mut Session, name: &str, value: Value) {
    let id = id(session, name);
    session.set(id, Some(value));
}

#[test]
fn piped_answers_are_text() {
    let mut session = start(json!({"completedHtml": "<p>Bye {a}</p>", "navigateToUrl": "https://example.org/?a={a}", "elements": [
        {"type": "text", "name": "a"}, {"type": "html", "name": "h", "html": "<b>{a}</b>"}, {"type": "text", "name": "t", "title": "Dear {a}"},
    ]}));
    set(&mut session, "a", json!("<img onerror=x>"));
    assert_eq!(&*view(&session, "t").title.expect("a title").string, "Dear <img onerror=x>");
    let Kind::Html { html } = view(&session, "h").kind else { panic!("not markup") };
    assert_eq!(&*html.string, "<b>&lt;img onerror=x&gt;</b>");
    assert!(session.complete().ok);
    let end = session.completion();
    assert_eq!(&*end.html.expect("closing words").string, "<p>Bye &lt;img onerror=x&gt;</p>");
    assert_eq!(end.navigate_to.as_deref(), Some("https://example.org/?a=%3Cimg%20onerror%3Dx%3E"));
}

#[test]
fn only_secure_addresses_are_gone_to() {
    for address in ["javascript:alert(1)", "http://example.org", "//example.org", "data:text/html,x"] {
        let mut session = start(json!({"navigateToUrl": address, "elements": [{"type": "text", "name": "a"}]}));
        session.complete();
        assert_eq!(session.completion().navigate_to, None, "{address}");
    }
}

#[test]
fn a_fallback_carries_its_language() {
    let mut session =
        start(json!({"elements": [{"type": "text", "name": "a", "title": {"default": "Hello", "pl": "Cześć"}, "description": "Hint"}]}));
    session.set_locale("pl");
    let question = view(&session, "a");
    let (title, hint) = (question.title.expect("a title"), question.description.expect("a hint"));
    assert_eq!((&*title.string, title.lang.as_deref()), ("Cześć", None));
    assert_eq!((&*hint.string, hint.lang.as_deref()), ("Hint", Some("en")));
    session.set_locale("he");
    assert_eq!(view(&session, "a").title.expect("a title").lang.as_deref(), Some("en"));
}

#[test]
fn required_question_blocks_next_page() {
    let mut session = start(json!({"pages": [
        {"elements": [{"type": "text", "name": "a", "isRequired": true, "requiredErrorText": "Please"}]},
        {"elements": [{"type": "text", "name": "b"}]},
    ]}));
    let step = session.next();
    assert_eq!((step.ok, step.first_error), (false, Some(id(&session, "a"))));
    let errors = view(&session, "a").errors;
    assert_eq!((errors[0].code.as_str(), errors[0].text.as_deref()), ("required", Some("Please")));
    set(&mut session, "a", json!("x"));
    assert!(view(&session, "a").errors.is_empty());
    assert!(session.next().ok);
    assert_eq!(session.progress().page, 1);
    assert!(session.prev().ok);
    assert_eq!(session.data(), json!({"a": "x"}).as_object().cloned().expect("an object"));
}

#[test]
fn one_question_can_be_checked_alone() {
    let mut session = start(json!({"elements": [
        {"type": "text", "name": "a", "isRequired": true}, {"type": "text", "name": "b", "isRequired": true},
    ]}));
    let a = id(&session, "a");
    assert!(!session.validate(&[a]).ok);
    assert_eq!(view(&session, "a").errors.len(), 1);
    assert!(view(&session, "b").errors.is_empty());
}

#[test]
fn warnings_do_not_stop() {
    let mut session = start(json!({"elements": [{"type": "text", "name": "a", "validators": [
        {"type": "text", "minLength": 5, "notificationType": "warning", "text": "Short, {a}!"},
    ]}]}));
    set(&mut session, "a", json!("ab"));
    assert!(session.validate(&[]).ok);
    let errors = view(&session, "a").errors;
    assert_eq!((errors[0].level, errors[0].text.as_deref()), (Level::Warning, Some("Short, ab!")));
    assert!(session.complete().ok);
}

#[test]
fn errors_of_the_server_are_shown_until_the_answer_changes() {
    let mut session = start(json!({"pages": [
        {"elements": [{"type": "text", "name": "a"}]}, {"elements": [{"type": "text", "name": "b"}]},
    ]}));
    session.next();
    assert!(session.complete().ok);
    let error = FieldError { code: "invalidinput".into(), params: Vec::new(), text: None, level: Level::Error };
    let step = session.show_server_errors(&vec![("a".to_owned(), vec![error])]);
    assert_eq!((step.ok, step.first_error), (false, Some(id(&session, "a"))));
    assert_eq!((session.state(), session.progress().page), (State::Running, 0));
    set(&mut session, "a", json!("better"));
    assert!(view(&session, "a").errors.is_empty());
}

#[test]
fn changes_name_what_differs() {
    let mut session = start(json!({"showQuestionNumbers": "on", "elements": [
        {"type": "boolean", "name": "a"}, {"type": "text", "name": "b", "visibleIf": "{a} = true"}, {"type": "text", "name": "c"}, {"type": "text", "name": "d", "title": "{c}"},
    ]}));
    let names = |session: &Session, ids: &[ElementId]| {
        ids.iter().filter_map(|id| session.form().questions().find(|one| one.id == *id).map(|one| one.name.to_owned())).collect::<Vec<_>>()
    };
    let (a, c) = (id(&session, "a"), id(&session, "c"));
    let changes = session.set(a, Some(json!(true)));
    assert_eq!(names(&session, &changes.questions), ["a", "b", "c", "d"], "the numbers of c and d moved");
    assert!(changes.structure);
    let changes = session.set(c, Some(json!("x")));
    assert_eq!((names(&session, &changes.questions), changes.structure), (vec!["c".to_owned(), "d".to_owned()], false));
    assert_eq!(session.set(c, Some(json!("x"))), tessera_form::Changes::default());
}

#[test]
fn the_same_answers_are_the_same_bytes() {
    let survey = json!({"elements": [
        {"type": "text", "name": "z", "inputType": "number"}, {"type": "checkbox", "name": "b", "choices": ["x", "y"], "showOtherItem": true},
    ]});
    let mut one = start(survey.clone());
    set(&mut one, "z", json!("5"));
    set(&mut one, "b", json!(["other"]));
    let b = id(&one, "b");
    one.set_other(b, "mine");
    let mut two = start(survey);
    two.set(b, Some(json!(["other"])));
    two.set_other(b, "mine");
    set(&mut two, "z", json!(5.0));
    assert_eq!(Value::Object(one.data()).to_string(), r#"{"b":["other"],"b-Comment":"mine","z":5}"#);
    assert_eq!(Value::Object(one.data()).to_string(), Value::Object(two.data()).to_string());
}

#[test]
fn panels_nest_in_the_view() {
    let session = start(json!({"elements": [{"type": "panel", "name": "p", "title": "Group", "elements": [
        {"type": "panel", "name": "q", "elements": [{"type": "text", "name": "a"}]},
        {"type": "panel", "name": "empty", "elements": [{"type": "text", "name": "b", "visible": false}]},
    ]}]}));
    let page = session.page().expect("a page");
    let [ElementView::Panel(panel)] = page.elements.as_slice() else { panic!("one panel") };
    assert_eq!(panel.title.as_ref().map(|title| &*title.string), Some("Group"));
    assert_eq!(panel.elements.len(), 1, "a panel without anything to show is not shown");
}

#[test]
fn a_choice_may_mention_itself() {
    let mut session = start(json!({"elements": [
        {"type": "dropdown", "name": "a", "title": "{a}", "choices": [{"value": 1, "text": "One {a}{a}{a}"}]},
        {"type": "text", "name": "b", "visibleIf": "displayValue('a') = 'x'"},
    ]}));
    set(&mut session, "a", json!(1));
    assert!(view(&session, "a").title.is_some_and(|title| title.string.starts_with("One")));
}
