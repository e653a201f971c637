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

fn matrix(session: &Session, name: &str) -> tessera_form::MatrixView {
    match view(session, name).kind {
        Kind::Matrix(matrix) => matrix,
        other => panic!("no matrix: {other:?}"),
    }
}

fn scale(more: Value) -> Value {
    let mut question = json!({
        "type": "matrix", "name": "m", "columns": [1, {"value": 2, "text": {"default": "good", "pl": "dobrze"}}], "rows": ["a", {"value": "b", "text": "The {a}"}],
    });
    question.as_object_mut().expect("an object").extend(more.as_object().cloned().unwrap_or_default());
    json!({"elements": [{"type": "text", "name": "a"}, question]})
}

#[test]
fn a_matrix_shows_its_rows_with_the_column_chosen() {
    let mut session = start(scale(json!({"cells": {"b": {"2": "very good"}, "default": {"1": "poor"}}})));
    set(&mut session, "a", json!("guide"));
    set(&mut session, "m", json!({"b": 2}));
    let shown = matrix(&session, "m");
    assert_eq!(shown.columns.iter().map(|column| &*column.text.string).collect::<Vec<_>>(), ["1", "good"]);
    let rows: Vec<_> = shown.rows.iter().map(|row| (&*row.key, &*row.text.string, row.chosen, row.enabled)).collect();
    assert_eq!(rows, [("a", "a", None, true), ("b", "The guide", Some(1), true)]);
    let cell = |row: usize, at: usize| shown.rows[row].cell(&shown.columns, at).string;
    assert_eq!([cell(0, 0), cell(0, 1), cell(1, 1)].map(|text| text.to_string()), ["poor", "good", "very good"]);
    session.set_locale("pl");
    assert_eq!(&*matrix(&session, "m").columns[1].text.string, "dobrze");
}

#[test]
fn rows_and_columns_of_a_matrix_come_and_go_and_are_locked_by_conditions() {
    let rows = json!(["a", {"value": "b", "visibleIf": "{a} = 'more'"}, {"value": "c", "enableIf": "{a} notempty"}]);
    let mut session = start(scale(json!({"rows": rows, "columnsVisibleIf": "{item} = 1 or {a} notempty"})));
    let shape = |session: &Session| {
        let shown = matrix(session, "m");
        let rows: Vec<_> = shown.rows.iter().map(|row| (row.place, row.key.to_string(), row.enabled)).collect();
        (shown.columns.len(), rows)
    };
    assert_eq!(shape(&session), (1, vec![(0, "a".to_owned(), true), (2, "c".to_owned(), false)]));
    let a = id(&session, "a");
    let changes = session.set(a, Some(json!("more")));
    assert!(changes.questions.contains(&id(&session, "m")));
    let all = [(0, "a"), (1, "b"), (2, "c")].map(|(place, key)| (place, key.to_owned(), true)).to_vec();
    assert_eq!(shape(&session), (2, all));
    let changes = session.set(a, None);
    assert!(changes.questions.contains(&id(&session, "m")));
    assert_eq!(shape(&session).1.len(), 2);
}

#[test]
fn what_is_wrong_with_a_matrix_is_told_at_its_rows() {
    let mut session = start(scale(json!({"eachRowRequired": true, "eachRowUnique": true})));
    let wrong = |session: &Session| -> Vec<_> {
        matrix(session, "m").rows.into_iter().map(|row| row.error.map(|error| error.code).unwrap_or_default()).collect()
    };
    set(&mut session, "m", json!({"a": 1}));
    assert_eq!(wrong(&session), ["", ""]);
    assert!(!session.complete().ok);
    assert_eq!(wrong(&session), ["", "required"]);
    set(&mut session, "m", json!({"a": 1, "b": 1}));
    assert!(!session.complete().ok);
    assert_eq!(wrong(&session), ["eachrowuniqueeerror", "eachrowuniqueeerror"]);
    set(&mut session, "m", json!({"a": 1, "b": 2}));
    assert_eq!(wrong(&session), ["", ""]);
    assert!(session.complete().ok);
}

#[test]
fn answers_given_elsewhere_take_the_place_of_all_and_conditions_follow() {
    let mut session = start(json!({"elements": [
        {"type": "text", "name": "a"}, {"type": "text", "name": "b", "visibleIf": "{a} = 'x'"},
        {"type": "radiogroup", "name": "c", "choices": ["d"], "showOtherItem": true},
    ]}));
    set(&mut session, "a", json!("before"));
    let answers = json!({"a": "x", "b": "y", "c": "other", "c-Comment": "own"});
    let changes = session.set_answers(answers.as_object().expect("an object").clone());
    assert!(changes.structure, "the hidden question is there now");
    assert_eq!(Value::Object(session.data()), answers);
    assert_eq!(view(&session, "b").value, Some(json!("y")));
    assert_eq!(Value::Object(session.snapshot().data()), answers);
    session.set_answers(serde_json::Map::new());
    assert_eq!(view(&session, "a").value, None);
    assert_eq!(Value::Object(session.data()), json!({}));
}

fn panels(session: &Session, name: &str) -> tessera_form::PanelsView {
    match view(session, name).kind {
        Kind::Panels(panels) => panels,
        other => panic!("no panels: {other:?}"),
    }
}

/// The questions of the page in order, with the titles of the panels around them.
fn laid_out(session: &Session) -> Vec<String> {
    fn walk(elements: &[ElementView], around: &str, found: &mut Vec<String>) {
        for element in elements {
            match element {
                ElementView::Question(question) => found.push(format!("{around}{}", question.name)),
                ElementView::Panel(panel) => {
                    let title = panel.title.as_ref().map(|title| title.string.to_string()).unwrap_or_default();
                    walk(&panel.elements, &format!("{around}{title} > "), found);
                }
            }
        }
    }
    let mut found = Vec::new();
    walk(&session.page().expect("a page").elements, "", &mut found);
    found
}

#[test]
fn panels_stand_before_the_question_that_repeats_them() {
    let mut session = start(json!({"elements": [{
        "type": "paneldynamic", "name": "homes", "title": "Homes", "panelCount": 1, "maxPanelCount": 2, "minPanelCount": 1,
        "templateTitle": "Home {panelIndex}: {panel.town}",
        "templateElements": [{"type": "text", "name": "town", "isRequired": true}, {"type": "boolean", "name": "garden", "visibleIf": "{panel.town} notempty"}],
    }]}));
    assert_eq!(laid_out(&session), ["Homes > Home 1:  > town", "Homes > homes"]);
    let shown = panels(&session, "homes");
    assert_eq!((shown.can_add, shown.can_remove, shown.confirm.is_none()), (true, false, true));
    let town = shown.panels[0].first.expect("a question");
    session.set(town, Some(json!("Rognan")));
    assert_eq!(laid_out(&session), ["Homes > Home 1: Rognan > town", "Homes > Home 1: Rognan > garden", "Homes > homes"]);
    let homes = id(&session, "homes");
    assert!(session.add_panel(homes).structure);
    let shown = panels(&session, "homes");
    assert_eq!((shown.panels.len(), shown.can_add, shown.can_remove), (2, false, true));
    session.add_panel(homes);
    assert_eq!(panels(&session, "homes").panels.len(), 2, "no more than may be");
    let step = session.complete();
    assert_eq!(step.first_error, shown.panels[1].first, "the one that must be answered");
    session.remove_panel(homes, 0);
    assert_eq!(laid_out(&session), ["Homes > Home 1:  > town", "Homes > homes"]);
    session.remove_panel(homes, 0);
    assert_eq!(panels(&session, "homes").panels.len(), 1, "no fewer than must be");
    session.set(panels(&session, "homes").panels[0].first.expect("a question"), Some(json!("Bodø")));
    assert!(session.complete().ok);
    assert_eq!(session.data()["homes"], json!([{"town": "Bodø"}]));
}

#[test]
fn panels_that_cannot_be_changed_are_neither_added_nor_taken_away() {
    let mut session = start(json!({"elements": [{
        "type": "paneldynamic", "name": "homes", "panelCount": 2, "readOnly": true, "confirmDelete": true,
        "templateElements": [{"type": "text", "name": "town"}],
    }]}));
    let shown = panels(&session, "homes");
    assert_eq!((shown.can_add, shown.can_remove, shown.confirm.is_some()), (false, false, true));
    let homes = id(&session, "homes");
    session.add_panel(homes);
    session.remove_panel(homes, 0);
    assert_eq!(panels(&session, "homes").panels.len(), 2);
}
