//! What reading a definition says: where, what, and what was probably meant.

use serde_json::{Value, json};
use tessera_form::{Diagnostic, Form, Severity};

fn remarks(definition: &Value) -> Vec<Diagnostic> {
    Form::from_value(definition).diagnostics
}

/// The one remark of that code.
fn remark(definition: &Value, code: &str) -> Diagnostic {
    let mut found: Vec<Diagnostic> = remarks(definition).into_iter().filter(|remark| remark.code == code).collect();
    assert_eq!(found.len(), 1, "{code} in {:?}", remarks(definition));
    found.remove(0)
}

fn with(element: Value) -> Value {
    json!({"pages": [{"name": "p", "elements": [element]}]})
}

#[test]
fn a_sound_definition_has_no_remarks() {
    let definition = json!({"title": {"default": "Hi", "pl": "Cześć"}, "pages": [{"name": "p", "elements": [
        {"type": "radiogroup", "name": "a", "hasOther": true, "choices": [1, {"value": 2, "text": "two"}]},
        {"type": "comment", "name": "b", "visibleIf": "{a} = 1", "placeHolder": "..."},
    ]}]});
    assert_eq!(remarks(&definition), []);
    let form = Form::from_value(&definition).form;
    assert_eq!(form.locales(), ["en", "pl"]);
    assert_eq!(form.questions().map(|question| question.name.to_owned()).collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn remarks_say_where_and_what_was_meant() {
    let check = |element: Value, code: &str, severity: Severity, pointer: &str, suggestion: Option<&str>| {
        let found = remark(&with(element), code);
        assert_eq!((found.severity, found.pointer.as_str(), found.suggestion.as_deref()), (severity, pointer, suggestion), "{found:?}");
    };
    let e = "/pages/0/elements/0";
    check(json!({"type": "text", "name": "a", "titel": "x"}), "unknown-property", Severity::Warning, &format!("{e}/titel"), Some("title"));
    check(json!({"type": "txt", "name": "a"}), "unknown-type", Severity::Error, &format!("{e}/type"), Some("text"));
    check(json!({"type": "matrixdynamic", "name": "a"}), "no-widget", Severity::Error, &format!("{e}/type"), None);
    check(json!({"type": "matrix", "name": "a", "cellType": "checkbox"}), "no-widget", Severity::Error, &format!("{e}/type"), None);
    check(json!({"type": "text", "name": "a", "visibleIf": "{b = 1"}), "expression-end", Severity::Error, &format!("{e}/visibleIf"), None);
    check(
        json!({"type": "text", "name": "name1", "enableIf": "{name} = 1"}),
        "unknown-name",
        Severity::Warning,
        &format!("{e}/enableIf"),
        Some("name1"),
    );
    check(
        json!({"type": "text", "name": "a", "visibleIf": "nosuch({a})"}),
        "unknown-function",
        Severity::Error,
        &format!("{e}/visibleIf"),
        None,
    );
    let lookahead = json!({"type": "text", "name": "a", "validators": [{"type": "regex", "regex": "(?=x)"}]});
    check(lookahead, "regex-unsupported", Severity::Error, &format!("{e}/validators/0/regex"), None);
    check(
        json!({"type": "text", "name": "a", "validators": [{"type": "emial"}]}),
        "unknown-type",
        Severity::Error,
        &format!("{e}/validators/0/type"),
        Some("email"),
    );
}

#[test]
fn names_used_twice_are_errors() {
    let definition = json!({"elements": [{"type": "text", "name": "a"}, {"type": "text", "name": "A"}]});
    assert_eq!(remark(&definition, "duplicate-name").pointer, "/elements/1/name");
}

#[test]
fn calculated_values_may_not_need_themselves() {
    let definition = json!({"elements": [{"type": "text", "name": "a"}], "calculatedValues": [
        {"name": "x", "expression": "{y} + 1"}, {"name": "y", "expression": "{x} + 1"}, {"name": "z", "expression": "{a}"},
    ]});
    let cycle: Vec<String> =
        remarks(&definition).into_iter().filter(|remark| remark.code == "cycle").map(|remark| remark.pointer).collect();
    assert_eq!(cycle, ["/calculatedValues/0/expression", "/calculatedValues/1/expression"]);
}

#[test]
fn broken_json_says_where() {
    let reading = Form::read("{\"pages\": [\n  {\"name\": }\n]}");
    let broken = &reading.diagnostics[0];
    assert_eq!(broken.code, "json");
    assert!(broken.params.contains(&("line".to_owned(), "2".to_owned())), "{broken:?}");
    assert!(reading.form.questions().next().is_none());
}

#[test]
fn limits_are_kept() {
    let codes = |source: &str| Form::read(source).diagnostics.into_iter().map(|remark| remark.code).collect::<Vec<_>>();
    assert!(codes(&format!("{{\"a\": {}1{}}}", "[".repeat(64), "]".repeat(64))).contains(&"too-deep".to_owned()));
    assert!(codes("{\"title\": \"a\", \"title\": \"b\"}").contains(&"repeated-key".to_owned()));
    let many = (0..400_001).map(|at| format!("\"k{at}\": 1")).collect::<Vec<_>>().join(",");
    assert!(codes(&format!("{{{many}}}")).contains(&"too-many-keys".to_owned()));
    let questions: Vec<Value> = (0..5_001).map(|at| json!({"type": "text", "name": format!("q{at}")})).collect();
    let reading = Form::from_value(&json!({"elements": questions}));
    assert!(reading.diagnostics.iter().any(|remark| remark.code == "too-many-questions"));
    assert_eq!(reading.form.questions().count(), 5_000);
    let pages: Vec<Value> = (0..201).map(|_| json!({"elements": []})).collect();
    assert!(remarks(&json!({"pages": pages})).iter().any(|remark| remark.code == "too-many-pages"));
    let choices: Vec<Value> = (0..10_001).map(Value::from).collect();
    assert!(
        remarks(&with(json!({"type": "dropdown", "name": "a", "choices": choices}))).iter().any(|remark| remark.code == "too-many-choices")
    );
}

#[test]
fn patterns_are_listed_for_the_server() {
    let form = Form::from_value(&with(
        json!({"type": "text", "name": "a", "validators": [{"type": "regex", "regex": "^a+$", "insensitive": true}]}),
    ))
    .form;
    let pattern = &form.patterns()[0];
    assert_eq!(
        (pattern.pattern.as_str(), pattern.case_insensitive, pattern.pointer.as_str()),
        ("^a+$", true, "/pages/0/elements/0/validators/0/regex")
    );
}

#[test]
fn closed_questions_tell_their_values() {
    let form = Form::from_value(&json!({"elements": [
        {"type": "radiogroup", "name": "a", "choices": [1, {"value": "x", "text": {"default": "Ex", "fr": "Icse"}}], "showNoneItem": true},
        {"type": "rating", "name": "b", "rateMax": 3},
        {"type": "boolean", "name": "c", "labelTrue": "Aye"},
        {"type": "dropdown", "name": "lent", "choices": [7], "choicesFromQuestion": "a", "showOtherItem": true},
        {"type": "ranking", "name": "lent-on", "choicesFromQuestion": "lent"},
        {"type": "radiogroup", "name": "typed", "choicesFromQuestion": "rows", "showNoneItem": true},
        {"type": "radiogroup", "name": "here", "choicesFromQuestion": "there", "choices": [1]},
        {"type": "radiogroup", "name": "there", "choicesFromQuestion": "here", "choices": [2]},
        {"type": "radiogroup", "name": "lost", "choicesFromQuestion": "nowhere", "choices": [3]},
        {"type": "paneldynamic", "name": "rows", "templateElements": [{"type": "text", "name": "t"}]},
    ]}))
    .form;
    let texts = |name: &str| {
        form.choice_texts(form.id(name).expect("there"), "fr")
            .into_iter()
            .map(|(value, text)| format!("{value}={text}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts("a"), ["1=1", "\"x\"=Icse", "\"none\"=None"]);
    assert_eq!(texts("b"), ["1=1", "2=2", "3=3"]);
    assert_eq!(texts("c"), ["true=Aye", "false=No"]);
    assert_eq!(texts("lent"), ["1=1", "\"x\"=Icse", "\"other\"=Other (describe)"]);
    assert_eq!(texts("lent-on"), ["1=1", "\"x\"=Icse"]);
    assert_eq!(texts("typed"), ["\"none\"=None"], "what people typed is no choice of the form");
    assert_eq!((texts("here"), texts("there")), (vec![], vec![]), "neither has any");
    assert_eq!(texts("lost"), ["3=3"]);
}

#[test]
fn what_is_known_and_does_nothing_is_reported() {
    let idle = |definition: &Value| -> Vec<String> {
        let found = remarks(definition).into_iter().filter(|remark| remark.code == "no-effect");
        found.inspect(|remark| assert_eq!(remark.severity, Severity::Warning)).map(|remark| remark.pointer).collect()
    };
    let e = "/pages/0/elements/0";
    let check = |element: Value, name: &str| assert_eq!(idle(&with(element)), [format!("{e}/{name}")]);
    check(json!({"type": "dropdown", "name": "a", "choices": [1], "choicesByUrl": {"url": "/x"}}), "choicesByUrl");
    check(json!({"type": "text", "name": "a", "maskType": "pattern"}), "maskType");
    check(json!({"type": "text", "name": "a", "startWithNewLine": false}), "startWithNewLine");
    check(json!({"type": "text", "name": "a", "size": 20}), "size");
    let survey = json!({
        "$schema": "x", "cookieName": "c", "logo": "l.png", "showTOC": true, "showTitle": false, "timeLimit": 60, "completeText": "Done",
        "pageNextText": {"default": "On"}, "elements": [{"type": "text", "name": "a"}],
    });
    let mut found = idle(&survey);
    found.sort();
    assert_eq!(found, ["/completeText", "/cookieName", "/logo", "/pageNextText", "/showTOC", "/showTitle", "/timeLimit"]);
    let asks_nothing = json!({"type": "text", "name": "a", "startWithNewLine": true, "showTitle": false, "width": "", "maskSettings": {}});
    assert_eq!(idle(&with(asks_nothing)), [""; 0]);
}

#[test]
fn what_makes_no_sense_is_reported() {
    let check = |element: Value, code: &str, severity: Severity, place: &str| {
        let found = remark(&with(element), code);
        assert_eq!((found.severity, found.pointer), (severity, format!("/pages/0/elements/0{place}")));
    };
    let by_url = json!({"type": "dropdown", "name": "a", "isRequired": true, "choicesByUrl": {"url": "/x"}});
    check(by_url, "no-choices", Severity::Error, "/isRequired");
    check(json!({"type": "checkbox", "name": "a", "choices": [1, 2, {"value": 1}]}), "duplicate-choice", Severity::Warning, "/choices/2");
    check(json!({"type": "rating", "name": "a", "rateMin": 5}), "empty-scale", Severity::Warning, "/rateMin");
    check(json!({"type": "text", "name": "a", "inputType": "emial"}), "unknown-input-type", Severity::Warning, "/inputType");
    check(json!({"type": "text"}), "no-name", Severity::Warning, "");

    let sound = [
        json!({"type": "dropdown", "name": "a", "choices": []}),
        json!({"type": "dropdown", "name": "a", "isRequired": true, "choicesMin": 1, "choicesMax": 9}),
        json!({"type": "checkbox", "name": "a", "isRequired": true, "showOtherItem": true}),
        json!({"type": "checkbox", "name": "a", "choices": [1, "2|two"]}),
        json!({"type": "rating", "name": "a", "rateMin": 7, "rateCount": 3}),
        json!({"type": "text", "name": "a", "inputType": "Text"}),
    ];
    for element in sound {
        assert_eq!(remarks(&with(element.clone())), [], "{element}");
    }
}
