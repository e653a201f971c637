//! What expressions come to: the traps of the language, by table.

use serde_json::{Value as Json, json};

use crate::Moment;
use crate::expr::{Expression, JsonScope};

/// 2025-03-14T10:20:30Z, a Friday.
const NOW: Moment = Moment { unix_millis: 1_741_947_630_000, offset_minutes: 0 };

fn check(data: &Json, table: &[(&str, Json)]) {
    for (text, expected) in table {
        let expression = Expression::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(expression.evaluate(&JsonScope::new(data, NOW)).to_json(), *expected, "{text} over {data}");
    }
}

#[test]
fn answers_that_look_like_numbers_are_numbers() {
    let data =
        json!({"five": "5", "wide": " 5 ", "comma": "2,5", "code": "05", "long": "1234567890123456", "yes": "True", "quoted": "'hi'"});
    check(
        &data,
        &[
            ("{five} + 1", json!(6)),
            ("{wide} = 5", json!(true)),
            ("{comma} * 2", json!(5)),
            ("{code} + 1", json!("051")),
            ("{long} + ''", json!("1234567890123456")),
            ("{#five} + 1", json!("51")),
            ("{yes}", json!(true)),
            ("{quoted}", json!("hi")),
            ("'10' < '9'", json!(true)),
        ],
    );
    check(&json!({"a": "10", "b": "9"}), &[("{a} < {b}", json!(false)), ("{a} > {b}", json!(true))]);
}

#[test]
fn logic_gives_an_operand() {
    check(
        &json!({"list": [1], "none": null}),
        &[
            ("3 and 7", json!(7)),
            ("0 or 'x'", json!("x")),
            ("false and {missing}", json!(false)),
            // What stands for nothing depends on the other side.
            ("{none} or {list}", json!([])),
            ("{none} and 5", json!(0)),
            ("{none} or 'x'", json!("x")),
            ("!{none}", json!(true)),
        ],
    );
}

#[test]
fn nothing_compares_and_counts_as_agreed() {
    check(
        &json!({"empty": {"a": ""}, "zero": 0, "n": 25}),
        &[
            ("{missing} < 5", json!(false)),
            ("{missing} != 5", json!(true)),
            ("{missing} = 0", json!(false)),
            ("{missing} = ''", json!(true)),
            ("{missing} * 5", json!(0)),
            ("5 / {zero}", Json::Null),
            ("5 % {missing}", Json::Null),
            ("{empty} empty", json!(true)),
            ("{zero} empty", json!(false)),
            ("{missing} noneof [1]", json!(true)),
            ("{n} anyof []", json!(true)),
            ("{missing} notcontains 'x'", json!(true)),
            ("{n} contains 2", json!(true)),
        ],
    );
}

#[test]
fn equality_is_lenient() {
    check(
        &json!({"list": ["b", "A"], "text": " Straße ", "obj": {"x": 1, "y": [2, 3]}, "same": {"y": ["3", 2], "x": "1"}}),
        &[
            ("{list} = ['a', 'B']", json!(false)), // sorted by their texts, capitals first
            ("{list} = ['A', 'b']", json!(true)),
            ("{text} = 'STRASSE'", json!(false)),
            ("{text} = 'straße'", json!(true)),
            ("{obj} = {same}", json!(true)),
            ("'5' = 5", json!(true)),
            ("true = 'True'", json!(true)),
            ("[] = {missing}", json!(false)),
        ],
    );
}

#[test]
fn decimals_are_those_of_the_operands() {
    check(
        &json!({"list": [0.1, 0.2], "words": ["a", "b"]}),
        &[
            ("0.1 + 0.2", json!(0.3)),
            ("0.1 * 3", json!(0.3)),
            ("1.1 - 1", json!(0.1)),
            ("2 ^ 3 ^ 2", json!(64)),
            ("7 - 2 - 1", json!(4)),
            ("{list} + 1", json!(1.3)),
            ("{words} + '!'", json!("a, b!")),
            ("{words} + {list}", json!(["a", "b", 0.1, 0.2])),
        ],
    );
}

#[test]
fn numbers_in_lists() {
    check(
        &json!({"n": ["3", [10, null], "x"], "rows": [{"q": "2", "p": 1}, {"q": 3, "p": 9, "name": "c"}, {"q": "", "p": 9}]}),
        &[
            ("sum(1, '2', [0.1])", json!(3.1)),
            ("max({n}, 4)", json!(10)),
            ("count({n})", json!(3)),
            ("avg([1, 2], 6)", json!(3)),
            ("sum({n}, 0.5)", Json::Null),
            ("round(1.005, 2)", json!(1.01)),
            ("round(-0.5)", json!(-1)),
            ("trunc(-2.789, 2)", json!(-2.78)),
            ("trunc(2.789, 'x' * 1)", json!(2)),
            ("sumInArray({rows}, 'q')", json!(5)),
            ("countInArray({rows}, 'q', {p} > 5)", json!(1)),
            ("avgInArray({rows}, 'p', '{q} notempty')", json!(5)),
            ("maxInArray({rows}, 'q', 'name')", json!("c")),
            ("minInArray({rows}, 'q', 'p', {q} > 2)", json!(9)),
            ("sumInArray({rows}, 'p', {q} = null)", json!(0)),
            ("sumInArray(5, 'p')", json!(0)),
        ],
    );
}

#[test]
fn dates() {
    check(
        &json!({"d": "2024-01-31", "t": "2025-03-14T10:20"}),
        &[
            ("dateAdd({d}, 1, 'months')", json!("2024-03-02T00:00:00.000Z")),
            ("dateAdd({d}, -1, 'years')", json!("2023-01-31T00:00:00.000Z")),
            ("dateDiff({d}, '2024-03-01')", json!(30)),
            ("dateDiff({d}, '2026-01-30', 'years')", json!(1)),
            ("dateDiff({d}, 'nope', 'months')", Json::Null),
            ("age('2000-03-14')", json!(25)),
            ("age('2000-03-15')", json!(24)),
            ("weekday()", json!(5)),
            ("today() = '2025-03-14'", json!(true)),
            ("currentDate() = {t}", json!(true)),
            ("{d} < '2024-02-01'", json!(true)),
        ],
    );
}

#[test]
fn texts() {
    check(
        &json!({"a": "Ünïcode 😀!", "s": "abc"}),
        &[
            ("substring({s}, 2, 1)", json!("b")),
            ("substring({s}, -5)", json!("abc")),
            ("substring({a}, 8, 10)", json!("😀")),
            ("{a.length}", json!(11)),
            ("{a} contains 'ÜNÏ'", json!(true)),
            ("iif({s} = 'ABC', 'y')", json!("y")),
            ("iif(false, 1)", Json::Null),
            ("Iif(true, 1, 2)", Json::Null),
        ],
    );
}
