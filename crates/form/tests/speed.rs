//! One answer evaluates only what depends on it, whatever the size of the form.

mod common;

use common::TestHost;
use serde_json::{Value, json};
use std::sync::Arc;
use tessera_form::{Form, Options, Session};

fn session(survey: &Value) -> Session {
    Session::new(Arc::new(Form::from_value(survey).form), Arc::new(TestHost), Options::default())
}

/// A thousand questions in threes: an answer, one that it shows, and a value computed from it.
fn thousand() -> Value {
    let elements: Vec<Value> = (0..333)
        .flat_map(|at| {
            [
                json!({"type": "text", "name": format!("a{at}"), "inputType": "number"}),
                json!({"type": "text", "name": format!("b{at}"), "visibleIf": format!("{{a{at}}} > 3"), "title": format!("Why {{a{at}}}?")}),
                json!({"type": "expression", "name": format!("c{at}"), "expression": format!("{{a{at}}} * 2")}),
            ]
        })
        .chain([json!({"type": "text", "name": "last"})])
        .collect();
    json!({"pages": [{"name": "p", "elements": elements}]})
}

#[test]
fn an_answer_evaluates_what_depends_on_it() {
    let mut session = session(&thousand());
    let id = session.form().id("a200").expect("the question is there");
    let before = session.evaluations();
    let changes = session.set(id, Some(json!(5)));
    assert_eq!(session.evaluations() - before, 2, "its condition and its computed value");
    let names: Vec<String> = changes.questions.iter().filter_map(|id| Some(session.question(*id)?.name.to_string())).collect();
    assert_eq!(names, ["a200", "b200", "c200"]);
    assert!(changes.structure, "a question came into view");

    let last = session.form().id("last").expect("the question is there");
    let before = session.evaluations();
    let changes = session.set(last, Some(json!("x")));
    assert_eq!(session.evaluations(), before, "nothing depends on it");
    assert_eq!((changes.questions, changes.structure), (vec![last], false));
}

#[test]
fn a_chain_is_followed_once_in_either_direction() {
    for backwards in [false, true] {
        let mut elements: Vec<Value> = (1..200)
            .map(|at| json!({"type": "expression", "name": format!("q{at}"), "expression": format!("{{q{}}} + 1", at - 1)}))
            .collect();
        if backwards {
            elements.reverse();
        }
        elements.insert(0, json!({"type": "text", "inputType": "number", "name": "q0"}));
        let mut session = session(&json!({"elements": elements}));
        let id = session.form().id("q0").expect("the question is there");
        let before = session.evaluations();
        session.set(id, Some(json!(1)));
        assert_eq!(session.evaluations() - before, 199);
        assert_eq!(session.data().get("q99"), Some(&json!(100)));
    }
}

#[test]
fn values_that_need_each_other_end() {
    let survey = json!({"elements": [
        {"type": "text", "name": "a", "setValueExpression": "{b} + 1"},
        {"type": "text", "name": "b", "setValueExpression": "{a} + 1"},
    ]});
    let mut session = session(&survey);
    let id = session.form().id("a").expect("the question is there");
    session.set(id, Some(json!(1)));
    assert!(session.evaluations() < 1000);
}
