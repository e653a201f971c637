//! What holds for any survey and any steps: no panic, order of independent answers, putting away and taking up again.
#![expect(clippy::expect_used, reason = "a test may end here")]

mod common;

use common::TestHost;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::sync::Arc;
use tessera_form::{ElementId, Form, Options, Session, State, verify};

/// Names that questions of a random survey may have, and that its expressions mention.
const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-5_i64..12).prop_map(Value::from),
        (-200_i32..1200).prop_map(|cents| Value::from(f64::from(cents) / 100.0)),
        prop::sample::select(&["", " ", "x", "other", "none", "1", "2025-03-14", "a@b.org", "{a}", "<b>"][..]).prop_map(Value::from),
        prop::collection::vec(prop::sample::select(&["x", "y", "other", "none"][..]), 0..3).prop_map(Value::from),
        Just(json!({"x": 1})),
        Just(json!([{"n": 1}, {}, 3])),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    let operator = prop::sample::select(&["=", "!=", ">", "<", "contains", "anyof"][..]);
    let operand = prop::sample::select(&["1", "'x'", "['x', 3]", "true", "{b}", "{row.n}", "{panel.n}"][..]);
    prop_oneof![
        (name(), operator, operand).prop_map(|(name, operator, operand)| format!("{{{name}}} {operator} {operand}")),
        name().prop_map(|name| format!("{{{name}}} notempty")),
        Just("{a} and (".to_owned()),
        Just("{pageno} > 1 or {correctAnswers} > 0".to_owned()),
        Just("displayValue('a') = 'x'".to_owned()),
    ]
}

fn formula() -> impl Strategy<Value = String> {
    prop_oneof![
        (name(), name()).prop_map(|(a, b)| format!("{{{a}}} + {{{b}}}")),
        name().prop_map(|name| format!("iif({{{name}}} > 2, 'hi', {{{name}}})")),
        Just("today()".to_owned()),
        Just("sumInArray({h}, 'n')".to_owned()),
    ]
}

fn question() -> impl Strategy<Value = Value> {
    let kinds = [
        "text",
        "number",
        "date",
        "comment",
        "radiogroup",
        "checkbox",
        "dropdown",
        "boolean",
        "rating",
        "html",
        "expression",
        "matrix",
        "multipletext",
        "paneldynamic",
        "matrixdynamic",
        "matrixdropdown",
        "tagbox",
        "ranking",
        "file",
    ];
    let extras = (
        prop::option::of(condition()),
        prop::option::of(condition()),
        prop::option::of(formula()),
        prop::option::of(formula()),
        prop::option::of(condition()),
        prop::option::of(value()),
        any::<[bool; 4]>(),
    );
    (prop::sample::select(kinds.to_vec()), name(), extras).prop_map(|(kind, name, (shown, required, default, set, reset, start, flags))| {
        let mut question = json!({"type": kind, "name": name, "isRequired": flags[0], "showCommentArea": flags[1]});
        let map = question.as_object_mut().expect("an object");
        let mut put = |key: &str, value: Value| drop(map.insert(key.to_owned(), value));
        match kind {
            "number" | "date" => {
                put("type", json!("text"));
                put("inputType", json!(kind));
                put("max", if kind == "number" { json!(6) } else { json!("2026-01-01") });
            }
            "radiogroup" | "checkbox" | "dropdown" | "tagbox" | "ranking" => {
                put("choices", json!(["x", {"value": "y", "visibleIf": "{a} = 1"}, 1, {"value": 2, "text": "Two {b}"}]));
                put("showOtherItem", json!(flags[2]));
                put("showNoneItem", json!(flags[3]));
                put("storeOthersAsComment", json!(flags[0]));
            }
            "expression" => put("expression", json!(default.clone().unwrap_or_else(|| "{a} * 2".to_owned()))),
            "html" => put("html", json!("<p>{a} {b}</p>")),
            "matrix" => {
                put("rows", json!(["x", {"value": "y", "visibleIf": "{a} = 1"}]));
                put("columns", json!([1, 2]));
            }
            "multipletext" => put("items", json!([{"name": "n"}, {"name": "m", "isRequired": true}])),
            "paneldynamic" => {
                put("panelCount", json!(1));
                put(
                    "templateElements",
                    json!([{"type": "text", "name": "n"}, {"type": "text", "name": "m", "visibleIf": "{panel.n} = 1"}]),
                );
            }
            "matrixdynamic" | "matrixdropdown" => {
                put("rows", json!(["x"]));
                put("columns", json!([{"name": "n", "cellType": "text"}, {"name": "m", "choices": [1, 2], "visibleIf": "{row.n} = 1"}]));
            }
            _ => {}
        }
        for (key, text) in [
            ("visibleIf", shown),
            ("requiredIf", required),
            ("defaultValueExpression", default.filter(|_| flags[2])),
            ("setValueExpression", set.filter(|_| flags[3])),
            ("resetValueIf", reset),
        ] {
            if let Some(text) = text {
                put(key, json!(text));
            }
        }
        if let Some(start) = start {
            put("defaultValue", start);
        }
        question
    })
}

fn survey() -> impl Strategy<Value = Value> {
    let page = (prop::collection::vec(question(), 1..5), prop::option::of(condition()))
        .prop_map(|(elements, shown)| json!({"elements": elements, "visibleIf": shown}));
    let settings = (
        prop::sample::select(&["none", "onComplete", "onHidden", "onHiddenContainer"][..]),
        prop::sample::select(&["onNextPage", "onValueChanged", "onComplete"][..]),
        prop::sample::select(&["standard", "singlePage", "questionPerPage"][..]),
        any::<[bool; 3]>(),
        formula(),
        condition(),
    );
    (prop::collection::vec(page, 1..4), settings).prop_map(|(pages, (clear, check, mode, flags, formula, condition))| {
        json!({
            "pages": pages, "clearInvisibleValues": clear, "checkErrorsMode": check, "questionsOnPageMode": mode,
            "firstPageIsStartPage": flags[0], "showPreviewBeforeComplete": flags[1], "showQuestionNumbers": "on",
            "calculatedValues": [{"name": "calc", "expression": formula, "includeIntoResult": flags[2]}],
            "triggers": [
                {"type": "setvalue", "expression": condition, "setToName": "c", "setValue": "x"},
                {"type": "skip", "expression": condition, "gotoName": "d"},
                {"type": "complete", "expression": "{a} = 11"},
            ],
        })
    })
}

#[derive(Clone, Debug)]
enum Act {
    Set(u32, Value),
    Comment(u32, String),
    Other(u32, String),
    Next,
    Prev,
    Complete,
    Start,
    Preview,
    Cancel,
    GoTo(u32),
    Validate,
    Locale,
    ReadOnly(bool),
    Variable(Value),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (0_u32..30, value()).prop_map(|(id, value)| Act::Set(id, value)),
        1 => (0_u32..30, "[a-z ]{0,4}").prop_map(|(id, text)| Act::Comment(id, text)),
        1 => (0_u32..30, "[a-z ]{0,4}").prop_map(|(id, text)| Act::Other(id, text)),
        2 => Just(Act::Next),
        1 => Just(Act::Prev),
        1 => Just(Act::Complete),
        1 => Just(Act::Start),
        1 => Just(Act::Preview),
        1 => Just(Act::Cancel),
        1 => (0_u32..12).prop_map(Act::GoTo),
        1 => Just(Act::Validate),
        1 => Just(Act::Locale),
        1 => any::<bool>().prop_map(Act::ReadOnly),
        1 => value().prop_map(Act::Variable),
    ]
}

fn apply(session: &mut Session, act: &Act) {
    match act {
        Act::Set(id, value) => drop(session.set(ElementId(*id), Some(value.clone()))),
        Act::Comment(id, text) => drop(session.set_comment(ElementId(*id), text)),
        Act::Other(id, text) => drop(session.set_other(ElementId(*id), text)),
        Act::Next => drop(session.next()),
        Act::Prev => drop(session.prev()),
        Act::Complete => drop(session.complete()),
        Act::Start => drop(session.start()),
        Act::Preview => drop(session.preview()),
        Act::Cancel => drop(session.cancel_preview(None)),
        Act::GoTo(id) => drop(session.go_to(ElementId(*id))),
        Act::Validate => drop(session.validate(&[])),
        Act::Locale => drop(session.set_locale("he")),
        Act::ReadOnly(on) => drop(session.set_read_only(*on)),
        Act::Variable(value) => drop(session.set_variable("v", Some(value.clone()))),
    }
}

/// Reads everything a screen may read.
fn look(session: &Session) {
    let _ = (session.page(), session.buttons(), session.progress(), session.completion(), session.title(), session.pages());
    for info in session.form().questions() {
        let _ = session.question(info.id);
        let _ = session.form().choice_texts(info.id, "en");
    }
}

fn start(survey: &Value) -> Session {
    Session::new(Arc::new(Form::from_value(survey).form), Arc::new(TestHost), Options::default())
}

/// The places of what is on the page, in order.
fn places(session: &Session) -> Vec<Option<u32>> {
    let text = format!("{:?}", session.page());
    let ids = text.split("ElementId(").skip(1).filter_map(|part| part.split(')').next()?.parse().ok());
    let places: Vec<Option<u32>> = ids.map(|id| session.place_of(ElementId(id))).collect();
    for place in places.iter().flatten() {
        assert_eq!(session.at_place(*place).and_then(|id| session.place_of(id)), Some(*place));
    }
    places
}

/// A page with its ids by the order in which they first appear.
fn numbered(page: &Option<tessera_form::PageView>) -> String {
    let text = format!("{page:?}");
    let mut seen: Vec<&str> = Vec::new();
    let mut parts = text.split("ElementId(");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_once(')').expect("an id ends");
        let at = seen.iter().position(|other| *other == id).unwrap_or_else(|| {
            seen.push(id);
            seen.len() - 1
        });
        told.push_str(&format!("#{at}{rest}"));
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_steps_on_any_survey_end_without_panic(survey in survey(), acts in prop::collection::vec(act(), 0..25)) {
        let mut session = start(&survey);
        look(&session);
        for act in &acts {
            apply(&mut session, act);
            look(&session);
        }
    }

    #[test]
    fn a_session_put_away_and_taken_up_again_is_the_same(survey in survey(), acts in prop::collection::vec(act(), 0..15)) {
        let mut session = start(&survey);
        for act in &acts {
            apply(&mut session, act);
        }
        let snapshot = session.snapshot();
        let text = serde_json::to_string(&snapshot).expect("a snapshot can be written");
        let read = serde_json::from_str(&text).expect("a snapshot can be read");
        prop_assert_eq!(&snapshot, &read);
        let again = Session::restore(session.form().clone(), Arc::new(TestHost), &read);
        prop_assert_eq!(&again.snapshot(), &snapshot);
        prop_assert_eq!(Value::Object(again.data()).to_string(), Value::Object(session.data()).to_string());
        // Panels that repeat are numbered as they come, those taken away included; what was taken up counts only those that are there.
        prop_assert_eq!(numbered(&again.page()), numbered(&session.page()));
        prop_assert_eq!(places(&again), places(&session));
        prop_assert_eq!(again.buttons(), session.buttons());
    }

    #[test]
    fn independent_answers_may_come_in_any_order(order in Just([0_usize, 1, 2, 3, 4]).prop_shuffle(), values in prop::collection::vec(value(), 5)) {
        let survey = json!({"elements": [
            {"type": "text", "name": "a"}, {"type": "text", "inputType": "number", "name": "b"},
            {"type": "checkbox", "name": "c", "choices": ["x", "y"], "showOtherItem": true},
            {"type": "dropdown", "name": "d", "choices": [1, 2]}, {"type": "boolean", "name": "e"},
            {"type": "expression", "name": "sum", "expression": "{b} * 2"},
            {"type": "text", "name": "shown", "visibleIf": "{e} = true and {c} contains 'x'"},
        ]});
        let (mut one, mut two) = (start(&survey), start(&survey));
        let ids: Vec<ElementId> = NAMES.iter().take(5).filter_map(|name| one.form().id(name)).collect();
        for (at, (id, value)) in ids.iter().zip(&values).enumerate() {
            one.set(*id, Some(value.clone()));
            let other = order[at];
            two.set(ids[other], Some(values[other].clone()));
        }
        prop_assert_eq!(Value::Object(one.data()).to_string(), Value::Object(two.data()).to_string());
        prop_assert_eq!(one.page(), two.page());
    }

    #[test]
    fn the_server_survives_any_answers(survey in survey(), answers in prop::collection::btree_map(name(), value(), 0..8), completed: bool) {
        let form = Arc::new(Form::from_value(&survey).form);
        let answers: Map<String, Value> = answers.into_iter().collect();
        let verdict = verify(&form, Arc::new(TestHost), &answers, completed, "");
        let again = verify(&form, Arc::new(TestHost), &answers, completed, "");
        prop_assert_eq!(verdict, again);
    }

    #[test]
    fn any_json_is_read(definition in json_value()) {
        let reading = Form::from_value(&definition);
        let mut session = Session::new(Arc::new(reading.form), Arc::new(TestHost), Options::default());
        look(&session);
        let step = session.complete();
        prop_assert!(step.ok == (session.state() == State::Completed));
    }

    #[test]
    fn any_text_is_read(source in "\\PC{0,60}") {
        let reading = Form::read(&source);
        prop_assert!(!reading.is_publishable());
    }
}

/// JSON made of the words of the format, in places where they do not belong.
fn json_value() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(
        &[
            "pages",
            "elements",
            "type",
            "name",
            "text",
            "panel",
            "choices",
            "visibleIf",
            "{a} = 1",
            "title",
            "default",
            "triggers",
            "validators",
            "regex",
            "items",
            "columns",
            "checkbox",
            "paneldynamic",
            "templateElements",
        ][..],
    );
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        word.clone().prop_map(Value::from)
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(word.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
