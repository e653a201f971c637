//! What a link gives along: answers to begin with, and hidden fields; what fits nothing is left out.

mod common;

use common::TestHost;
use serde_json::{Value, json};
use std::sync::Arc;
use tessera_form::{Code, Form, Options, Session, verify};

fn start(survey: &Value) -> Session {
    Session::new(Arc::new(Form::from_value(survey).form), Arc::new(TestHost), Options::default())
}

fn pairs(given: &[(&str, &str)]) -> Vec<(String, String)> {
    given.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn taken(elements: &Value, given: &[(&str, &str)]) -> Value {
    let mut session = start(&json!({ "elements": elements }));
    drop(session.take_given(&pairs(given), true, true));
    Value::Object(session.data())
}

#[test]
fn each_type_takes_what_it_can_have() {
    for (question, texts, answer) in [
        (json!({ "type": "text" }), vec!["Ann"], json!("Ann")),
        (json!({ "type": "text", "inputType": "number" }), vec!["12.5"], json!(12.5)),
        (json!({ "type": "text", "inputType": "date" }), vec!["2026-02-03"], json!("2026-02-03")),
        (json!({ "type": "comment" }), vec!["two\nlines"], json!("two\nlines")),
        (json!({ "type": "rating", "rateMin": 0, "rateMax": 10 }), vec!["9"], json!(9)),
        (json!({ "type": "boolean" }), vec!["false"], json!(false)),
        (json!({ "type": "boolean", "valueTrue": "yes", "valueFalse": "no" }), vec!["true"], json!("yes")),
        (json!({ "type": "boolean", "valueTrue": "yes", "valueFalse": "no" }), vec!["no"], json!("no")),
        (json!({ "type": "radiogroup", "choices": ["a", "b"] }), vec!["b"], json!("b")),
        (json!({ "type": "dropdown", "choices": [1, 2] }), vec!["2"], json!(2)),
        (json!({ "type": "checkbox", "choices": ["a", "b", "c"] }), vec!["c", "a", "x", "c"], json!(["c", "a"])),
    ] {
        let mut question = question;
        question["name"] = json!("q");
        let given: Vec<(&str, &str)> = texts.iter().map(|text| ("q", *text)).collect();
        assert_eq!(taken(&json!([question]), &given), json!({ "q": answer }), "{question} takes {texts:?}");
    }
}

#[test]
fn what_fits_nothing_is_left_out() {
    for (question, text) in [
        (json!({ "type": "text", "inputType": "number" }), "twelve"),
        (json!({ "type": "text", "inputType": "date" }), "3.2.2026"),
        (json!({ "type": "text", "inputType": "password" }), "secret"),
        (json!({ "type": "text", "maxLength": 3 }), "four"),
        (json!({ "type": "text" }), "two\nlines"),
        (json!({ "type": "text", "readOnly": true }), "x"),
        (json!({ "type": "rating" }), "6"),
        (json!({ "type": "radiogroup", "choices": ["a"], "showOtherItem": true }), "words of their own"),
        (json!({ "type": "checkbox", "choices": ["a"] }), "b"),
        (json!({ "type": "ranking", "choices": ["a", "b"] }), "a"),
        (json!({ "type": "matrix", "columns": [1], "rows": ["r"] }), "1"),
        (json!({ "type": "expression", "expression": "1" }), "7"),
    ] {
        let mut question = question;
        question["name"] = json!("q");
        let without = taken(&json!([question]), &[]);
        assert_eq!(taken(&json!([question]), &[("q", text)]), without, "{question} takes {text}");
    }
    assert_eq!(taken(&json!([{ "type": "text", "name": "q" }]), &[("other", "x"), ("", "y")]), json!({}));
}

#[test]
fn it_comes_before_defaults_and_questions_follow_it() {
    let elements = json!([
        { "type": "text", "name": "city", "defaultValue": "Oslo" },
        { "type": "text", "name": "street", "visibleIf": "{city} = 'Bergen'" },
    ]);
    let mut session = start(&json!({ "elements": elements }));
    drop(session.take_given(&pairs(&[("city", "Bergen")]), true, true));
    assert_eq!(Value::Object(session.data()), json!({ "city": "Bergen" }));
    let street = session.form().id("street").expect("it is there");
    assert!(session.question(street).is_some(), "it is asked now");
}

#[test]
fn hidden_fields_are_kept_read_by_expressions_and_held_to_their_form() {
    let survey = json!({
        "hiddenFields": ["customer"],
        "elements": [{ "type": "comment", "name": "why", "visibleIf": "{customer} notempty" }],
    });
    let reading = Form::from_value(&survey);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let mut session = start(&survey);
    drop(session.take_given(&pairs(&[("customer", " 4711 "), ("why", "x")]), false, true));
    assert_eq!(Value::Object(session.data()), json!({ "customer": "4711" }), "no answers were asked for");
    let mut other = start(&survey);
    drop(other.take_given(&pairs(&[("customer", "4711")]), true, false));
    let why = other.form().id("why").expect("it is there");
    assert_eq!(
        (Value::Object(other.data()), other.question(why).is_some()),
        (json!({}), false),
        "nothing hidden is known, nor decides anything"
    );
    let form = Arc::new(reading.form);
    let verdict = |answers: Value| {
        let answers = answers.as_object().cloned().expect("an object");
        verify(&form, Arc::new(TestHost), &answers, true, "en")
    };
    let fine = verdict(json!({ "customer": "4711", "why": "Because." }));
    assert_eq!((fine.errors.is_empty(), fine.data.get("customer")), (true, Some(&json!("4711"))));
    for refused in
        [json!({ "customer": 4711 }), json!({ "customer": "x".repeat(501) }), json!({ "else": "x" }), json!({ "customer": "a\u{1}" })]
    {
        assert!(!verdict(refused.clone()).errors.is_empty(), "{refused}");
    }
}

#[test]
fn their_names_are_theirs_alone() {
    let survey = json!({
        "hiddenFields": ["a", "b", "b", "", 7],
        "elements": [{ "type": "text", "name": "A" }],
    });
    let found: Vec<(String, String)> =
        Form::from_value(&survey).diagnostics.into_iter().map(|remark| (remark.pointer, remark.code)).collect();
    let expected = [
        ("/hiddenFields/0", Code::DuplicateName),
        ("/hiddenFields/2", Code::DuplicateName),
        ("/hiddenFields/3", Code::NoName),
        ("/hiddenFields/4", Code::NoName),
    ];
    assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code.name().to_owned())));
}

#[test]
fn more_of_them_than_a_link_could_carry_are_refused() {
    let names: Vec<String> = (0..101).map(|number| format!("n{number}")).collect();
    let found = Form::from_value(&json!({ "hiddenFields": names })).diagnostics;
    let codes: Vec<(&str, &str)> = found.iter().map(|remark| (remark.pointer.as_str(), remark.code.as_str())).collect();
    assert_eq!(codes, [("/hiddenFields", Code::TooManyChoices.name())]);
}
