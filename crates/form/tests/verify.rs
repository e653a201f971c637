//! What the server makes of answers: those a respondent could give are taken, all others refused.
#![expect(clippy::expect_used, reason = "a test may end here")]

mod common;

use common::TestHost;
use serde_json::{Value, json};
use std::sync::Arc;
use tessera_form::{Form, Verdict, verify};

fn form() -> Arc<Form> {
    let definition = json!({"calculatedValues": [{"name": "double", "expression": "{n} * 2", "includeIntoResult": true}], "pages": [
        {"name": "p1", "elements": [
            {"type": "text", "name": "t", "isRequired": true, "maxLength": 5},
            {"type": "text", "name": "n", "inputType": "number", "min": 1, "max": 9},
            {"type": "text", "name": "d", "inputType": "date"},
            {"type": "radiogroup", "name": "r", "choices": ["x", "y"], "showOtherItem": true},
            {"type": "checkbox", "name": "c", "choices": [1, {"value": 2, "visibleIf": "{r} = 'x'"}], "maxSelectedChoices": 1, "showNoneItem": true},
        ]},
        {"name": "p2", "visibleIf": "{r} = 'x'", "elements": [
            {"type": "boolean", "name": "b", "isRequired": true}, {"type": "rating", "name": "s"}, {"type": "comment", "name": "k"},
            {"type": "expression", "name": "e", "expression": "{n} + 1"},
        ]},
    ]});
    let reading = Form::from_value(&definition);
    assert!(reading.is_publishable(), "{:?}", reading.diagnostics);
    Arc::new(reading.form)
}

fn check(answers: Value, completed: bool) -> Verdict {
    verify(&form(), Arc::new(TestHost), answers.as_object().expect("an object"), completed, "")
}

/// The codes of the errors, by question.
fn codes(answers: Value, completed: bool) -> Vec<String> {
    let errors = check(answers, completed).errors;
    errors
        .into_iter()
        .map(|(name, found)| format!("{name}:{}", found.iter().map(|error| error.code.as_str()).collect::<Vec<_>>().join("+")))
        .collect()
}

#[test]
fn good_answers_are_taken_in_any_order() {
    let verdict = check(json!({"b": false, "r": "x", "t": "yes", "n": 4, "c": [2], "s": 5, "e": 99, "double": 1}), true);
    assert_eq!(verdict.errors, Default::default());
    assert_eq!(Value::Object(verdict.data), json!({"b": false, "c": [2], "double": 8, "e": 5, "n": 4, "r": "x", "s": 5, "t": "yes"}));
    assert_eq!(verdict.visible, ["t", "n", "d", "r", "c", "b", "s", "k", "e"]);
}

#[test]
fn answers_to_what_is_not_in_view_are_dropped() {
    let verdict = check(json!({"t": "yes", "r": "y", "b": true, "k": "hidden"}), true);
    assert_eq!(verdict.errors, Default::default());
    assert_eq!(Value::Object(verdict.data), json!({"double": 0, "r": "y", "t": "yes"}));
}

#[test]
fn the_impossible_is_refused() {
    for (answers, expected) in [
        (json!({"t": "yes", "zzz": 1}), "zzz:unknownquestion"),
        (json!({"t": "yes", "t-Comment": "x"}), "t-Comment:unknownquestion"),
        (json!({"t": ["yes"]}), "t:invalidinput"),
        (json!({"t": "too long"}), "t:toolong"),
        (json!({"t": "a\u{0}b"}), "t:invalidinput"),
        (json!({"t": "yes", "n": "four"}), "n:invalidinput"),
        (json!({"t": "yes", "n": 10}), "n:max"),
        (json!({"t": "yes", "d": "soon"}), "d:invalidinput"),
        (json!({"t": "yes", "r": "z"}), "r:invalidinput"),
        (json!({"t": "yes", "r": ["x"]}), "r:invalidinput"),
        (json!({"t": "yes", "c": [2]}), "c:invalidinput"),
        (json!({"t": "yes", "c": [1, 1]}), "c:invalidinput"),
        (json!({"t": "yes", "c": ["none", 1]}), "c:answercount"),
        (json!({"t": "yes", "r": "x", "b": "maybe"}), "b:invalidinput"),
        (json!({"t": "yes", "r": "x", "s": 6}), "s:invalidinput"),
    ] {
        assert_eq!(codes(answers.clone(), false), [expected], "{answers}");
    }
}

#[test]
fn what_is_missing_is_asked_for_at_completion_only() {
    assert_eq!(codes(json!({"r": "x"}), false), Vec::<String>::new());
    assert_eq!(codes(json!({"r": "x"}), true), ["b:required", "t:required"]);
    assert_eq!(codes(json!({"t": "yes", "r": "other"}), true), ["r:otherempty"]);
    assert_eq!(codes(json!({"t": "yes", "r": "other", "r-Comment": "mine"}), true), Vec::<String>::new());
}

#[test]
fn the_start_page_is_checked_as_well() {
    let definition = json!({"firstPageIsStartPage": true, "pages": [
        {"elements": [{"type": "text", "name": "who", "isRequired": true}]}, {"elements": [{"type": "text", "name": "a"}]},
    ]});
    let form = Arc::new(Form::from_value(&definition).form);
    let answers = json!({"a": "x"});
    let verdict = verify(&form, Arc::new(TestHost), answers.as_object().expect("an object"), true, "");
    assert_eq!(verdict.errors.keys().collect::<Vec<_>>(), ["who"]);
    assert_eq!(verdict.visible, ["who", "a"]);
}

/// Beside a comment box the words of "other" are stored in the place of the value, and whoever has only the answers finds them there.
#[test]
fn words_of_ones_own_beside_a_comment_are_taken_from_the_value() {
    let list = |kind: &str| json!({"type": kind, "name": "q", "choices": ["x"], "showOtherItem": true, "showCommentArea": true});
    for (kind, answer) in [("radiogroup", json!("The dog")), ("checkbox", json!(["x", "The dog"])), ("dropdown", json!("The dog"))] {
        let form = Arc::new(Form::from_value(&json!({"elements": [list(kind)]})).form);
        let given = json!({"q": answer, "q-Comment": "It barked"});
        let verdict = verify(&form, Arc::new(TestHost), given.as_object().expect("an object"), true, "");
        assert_eq!(verdict.errors, Default::default(), "{kind}");
        assert_eq!(Value::Object(verdict.data), given, "{kind}");
        let missing = json!({"q": if kind == "checkbox" { json!(["other"]) } else { json!("other") }});
        let verdict = verify(&form, Arc::new(TestHost), missing.as_object().expect("an object"), true, "");
        assert_eq!(verdict.errors.len(), 1, "{kind}: chosen without a word");
    }
}
