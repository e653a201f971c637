//! What must hold of every expression: reading and evaluating never panic, and answers come in bounded time.

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use tessera_form::Moment;
use tessera_form::expr::{Expression, Fault, JsonScope, MAX_DEPTH, MAX_LENGTH, Scope, SyntaxError, Value};

const NOW: Moment = Moment { unix_millis: 1_741_947_630_000, offset_minutes: 120 };

fn value(expression: &str, data: &Json) -> Json {
    let expression = Expression::parse(expression).unwrap_or_else(|error| panic!("{expression}: {error}"));
    expression.evaluate(&JsonScope::new(data, NOW)).to_json()
}

/// Text made of the language's own words, which gets further into the parser than any text.
fn wordy() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "{a}",
        "{b[0].c}",
        "{#a}",
        "{$a.x}",
        "{a.length}",
        "(",
        ")",
        "[",
        "]",
        ",",
        "!",
        "negate ",
        " and ",
        " or ",
        "=",
        "!=",
        "<",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "^",
        " contains ",
        " anyof ",
        " allof ",
        " noneof ",
        " notcontains",
        " empty",
        " notempty",
        "'x'",
        "'",
        "\"",
        "\\'",
        "5",
        "0.1",
        "-3",
        "0x10",
        "null",
        "true",
        "word",
        "{",
        "}",
        "sum(",
        "iif(",
        "round(",
        "trunc(",
        "sumInArray(",
        "minInArray(",
        "dateAdd(",
        "dateDiff(",
        "today(",
        "age(",
        "substring(",
        "'days'",
        "'{c} > 1'",
        "unknown(",
        " ",
        "é",
    ];
    prop::collection::vec(prop::sample::select(WORDS), 0..24).prop_map(|words| words.concat())
}

fn plain() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        ".{0,12}".prop_map(Json::from),
        prop::sample::select(&["5", "2,5", "05", "true", "2024-02-29", "2024-03-01T10:00Z", "1e400", "'", "''", "0x", "-"][..])
            .prop_map(Json::from),
    ]
}

fn any_json() -> impl Strategy<Value = Json> {
    plain().prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[abc]", inner, 0..3).prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
        if let Err(SyntaxError { position, .. }) = Expression::parse(&text) {
            prop_assert!(position <= text.chars().count());
        }
    }

    #[test]
    fn any_expression_has_a_value(text in wordy(), a in any_json(), b in any_json()) {
        let data = json!({"a": a, "b": b});
        let scope = JsonScope::new(&data, NOW);
        if let Ok(expression) = Expression::parse(&text) {
            let value = expression.evaluate(&scope);
            prop_assert_eq!(value.is_true(), expression.is_true(&scope));
            // Twice the same, NaN included.
            prop_assert_eq!(value.to_json(), expression.evaluate(&scope).to_json());
        }
    }

    #[test]
    fn equality_and_its_negation_differ(a in any_json(), b in any_json()) {
        let data = json!({"a": a, "b": b});
        for (yes, no) in [("{a} = {b}", "{a} != {b}"), ("{a} anyof {b}", "{a} noneof {b}"), ("{a} empty", "{a} notempty")] {
            prop_assert_ne!(value(yes, &data), value(no, &data));
        }
    }

    #[test]
    fn the_order_of_a_list_does_not_matter(items in prop::collection::vec(plain(), 0..6)) {
        let mut turned = items.clone();
        turned.reverse();
        prop_assert_eq!(value("{a} = {b}", &json!({"a": items, "b": turned})), json!(true));
    }
}

#[test]
fn length_and_depth_are_limited() {
    let longest = format!("{}1", "1+".repeat(MAX_LENGTH / 2 - 1));
    assert_eq!(value(&longest, &json!({})), json!(MAX_LENGTH / 2));
    assert_eq!(
        Expression::parse(&format!("{longest}+1")),
        Err(SyntaxError { position: MAX_LENGTH, near: String::new(), fault: Fault::Length })
    );
    for (open, close) in [("(", ")"), ("[", "]"), ("!", ""), ("sum(", ")")] {
        let nested = |depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert!(Expression::parse(&nested(MAX_DEPTH - 1)).is_ok(), "{open}");
        let error = Expression::parse(&nested(MAX_DEPTH)).expect_err("too deep");
        assert_eq!((error.position, error.fault), (open.len() * MAX_DEPTH, Fault::Depth), "{open}");
    }
}

#[test]
fn an_evaluation_that_takes_too_long_has_no_value() {
    let rows: Vec<Json> = (0..200).map(|n| json!({"n": n})).collect();
    let data = json!({"rows": rows});
    assert_eq!(value("countInArray({rows}, 'n', {n} > 99)", &data), json!(100));
    // Rows within rows within rows.
    let nested = "countInArray({rows}, 'n', countInArray({rows}, 'n', {n} > 1) > 1)";
    let outer = OuterRows { inner: JsonScope::new(&data, NOW) };
    let expression = Expression::parse(nested).expect("an expression");
    assert_eq!(expression.evaluate(&outer), Value::Undefined);
    assert!(!expression.is_true(&outer));
}

/// Rows see the survey behind them, as in a session.
struct OuterRows<'d> {
    inner: JsonScope<'d>,
}

impl Scope for OuterRows<'_> {
    fn variable<'a>(&'a self, path: &'a tessera_form::expr::Path) -> Option<Value<'a>> {
        self.inner.variable(path)
    }
    fn now(&self) -> Moment {
        self.inner.now()
    }
    fn survey(&self) -> Option<&dyn Scope> {
        Some(self)
    }
}

#[test]
fn mistakes_are_found_where_they_are() {
    for (text, position, near) in [
        ("{a} > ", 6, ""),
        ("{a} >> 5", 5, "> 5"),
        ("{a} = 5 {b}", 8, "{b}"),
        ("sum({a}, ]", 9, "]"),
        ("'it's'", 4, "s'"),
        ("é = 1", 0, "é = 1"),
        ("'é' = = 1", 6, "= 1"),
        ("", 0, ""),
    ] {
        assert_eq!(Expression::parse(text), Err(SyntaxError { position, near: near.into(), fault: Fault::Shape }), "{text}");
    }
}

#[test]
fn what_an_expression_depends_on() {
    let expression = Expression::parse("{a.b} > 1 and {a.b} < {Q[0].x} or displayValue('color') = foo({c}) or getComment({d}) = 'x'")
        .expect("an expression");
    let roots: Vec<_> = expression.variables().map(|path| path.root().to_owned()).collect();
    assert_eq!(roots, ["a", "Q", "c", "d"]);
    assert_eq!(expression.mentions().collect::<Vec<_>>(), ["color"]);
    assert_eq!(expression.unknown_functions().collect::<Vec<_>>(), ["foo"]);
    assert!(!expression.is_volatile());
    for text in ["{d} > today()", "age({d}) > 17", "isDisplayMode()", "{$a.isVisible}"] {
        assert!(Expression::parse(text).expect("an expression").is_volatile(), "{text}");
    }
}

#[test]
fn dates_follow_the_clock_of_the_respondent() {
    // 10:20 UTC is 12:20 where the respondent is; a day without a time is midnight there.
    let data = json!({"d": "2025-03-14", "t": "2025-03-14T23:30:00Z"});
    for (expression, expected) in [
        ("today()", json!("2025-03-13T22:00:00.000Z")),
        ("today() = {d}", json!(true)),
        ("{d} < currentDate()", json!(true)),
        ("day({t})", json!(15)),
        ("dateAdd({d}, 1, 'months')", json!("2025-04-13T22:00:00.000Z")),
        ("dateDiff({d}, {t}, 'hours')", json!(26)),
        ("age('2000-03-15')", json!(24)),
    ] {
        assert_eq!(value(expression, &data), expected, "{expression}");
    }
}
