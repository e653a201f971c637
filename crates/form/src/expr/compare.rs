//! When values are equal, which comes first, and what lists and texts contain.

use crate::text::{Lower, has_part, unit_order};
use std::borrow::Cow;
use std::cmp::Ordering;

use super::date::{Date, Unit};
use super::parse_date;
use super::value::Value;

/// Equality as forms understand it: blanks around texts and their case do not matter, "5" is 5, and neither does the
/// order of lists unless `ordered`.
pub(super) fn equal(x: &Value<'_>, y: &Value<'_>, ordered: bool) -> bool {
    let (x, y) = (named_undefined(x), named_undefined(y));
    same(&x, &y, ordered)
}

/// The text "undefined" means it.
fn named_undefined<'a>(value: &'a Value<'_>) -> Cow<'a, Value<'a>> {
    match value {
        Value::Text(text) if text == "undefined" => Cow::Owned(Value::Undefined),
        other => Cow::Borrowed(other),
    }
}

fn is_list(value: &Value<'_>) -> bool {
    value.items().is_some()
}

fn is_empty_list(value: &Value<'_>) -> bool {
    value.items().is_some_and(|items| items.len() == 0)
}

pub(super) fn same(x: &Value<'_>, y: &Value<'_>, ordered: bool) -> bool {
    use Value::{Bool, Data, Date, List, Null, Number, Text, Undefined};
    match (x, y) {
        (Text(x), Text(y)) => same_text(x, y),
        (Number(x), Number(y)) => x == y,
        (Bool(x), Bool(y)) => x == y,
        (Undefined | Null, Undefined | Null) => true,
        (Undefined, other) | (other, Undefined) if is_empty_list(other) => true,
        (Undefined | Null, Text(text)) | (Text(text), Undefined | Null) => text.is_empty(),
        (Date(x), Date(y)) => x.unix_millis() == y.unix_millis(),
        _ if x.is_empty() != y.is_empty() => false,
        (Bool(b), Text(text)) | (Text(text), Bool(b)) => text.eq_ignore_ascii_case(if *b { "true" } else { "false" }),
        (List(_) | Data(_), List(_) | Data(_)) if is_list(x) && is_list(y) => same_lists(x, y, ordered),
        (Data(_), Data(_)) if !is_list(x) && !is_list(y) => same_objects(x, y, ordered),
        // A list and an object: only when there is nothing in either.
        (List(_) | Data(_), List(_) | Data(_)) => x.is_empty(),
        (List(_) | Data(_) | Date(_), _) | (_, List(_) | Data(_) | Date(_)) => false,
        (Undefined | Null, _) | (_, Undefined | Null) => false,
        _ => x.to_number() == y.to_number(),
    }
}

fn same_text(x: &str, y: &str) -> bool {
    let (x, y) = (super::number::trim(x), super::number::trim(y));
    if x.is_ascii() && y.is_ascii() {
        return x.eq_ignore_ascii_case(y);
    }
    x == y || x.lower() == y.lower()
}

fn same_lists(x: &Value<'_>, y: &Value<'_>, ordered: bool) -> bool {
    let (Some(xs), Some(ys)) = (x.items(), y.items()) else {
        return false;
    };
    if xs.len() != ys.len() {
        return false;
    }
    if ordered || xs.len() < 2 {
        return xs.zip(ys).all(|(x, y)| same(&x, &y, ordered));
    }
    let (xs, ys) = (sorted(xs), sorted(ys));
    xs.iter().zip(&ys).all(|(x, y)| same(x, y, ordered))
}

/// In the order of their texts, which is how JavaScript sorts; what is undefined goes last.
fn sorted<'a>(items: impl Iterator<Item = Value<'a>>) -> Vec<Value<'a>> {
    let mut keyed: Vec<(Option<String>, Value<'a>)> =
        items.map(|item| ((item != Value::Undefined).then(|| item.to_text().into_owned()), item)).collect();
    keyed.sort_by(|(x, _), (y, _)| match (x, y) {
        (Some(x), Some(y)) => unit_order(x, y),
        (x, y) => x.is_none().cmp(&y.is_none()),
    });
    keyed.into_iter().map(|(_, item)| item).collect()
}

fn same_objects(x: &Value<'_>, y: &Value<'_>, ordered: bool) -> bool {
    let (Some(x), Some(y)) = (x.members(), y.members()) else {
        return false;
    };
    x.len() == y.len()
        && x.iter().all(|(key, value)| y.get(key).is_some_and(|other| same(&Value::from(value), &Value::from(other), ordered)))
}

/// JavaScript's `<` and `>`: texts by their characters, everything else as numbers; `None` when neither.
pub(super) fn order(x: &Value<'_>, y: &Value<'_>) -> Option<Ordering> {
    fn is_texty(value: &Value<'_>) -> bool {
        matches!(value, Value::Text(_) | Value::List(_) | Value::Data(_))
    }
    if is_texty(x) && is_texty(y) {
        return Some(unit_order(&x.to_text(), &y.to_text()));
    }
    x.to_number().partial_cmp(&y.to_number())
}

/// A date beside a text: the text becomes a date, and the time of day counts only as far as the other one has it.
pub(super) fn aligned<'a>(x: Value<'a>, y: Value<'a>) -> (Value<'a>, Value<'a>) {
    match (&x, &y) {
        (Value::Text(text), Value::Date(date)) => {
            let (text, date) = date_of_text(text, *date);
            (Value::Date(text), Value::Date(date))
        }
        (Value::Date(date), Value::Text(text)) => {
            // The length of the text says how exact it is: 2025-03-14, 2025-03-14T10, 2025-03-14T10:20.
            let units = crate::text::units(text);
            let date = match units {
                0..11 => date.truncated(Unit::Days),
                11..14 => date.truncated(Unit::Hours),
                14..17 => date.truncated(Unit::Minutes),
                _ => *date,
            };
            let (text, date) = date_of_text(text, date);
            (Value::Date(date), Value::Date(text))
        }
        _ => (x, y),
    }
}

fn date_of_text(text: &str, date: Date) -> (Date, Date) {
    let date = date.truncated(Unit::Seconds);
    let read = parse_date::date_of(text, date.offset_minutes());
    let has_time = date.fields().is_some_and(|f| f.hour > 0 || f.minute > 0 || f.second > 0);
    (if has_time { read } else { read.at_midnight_keeping_millis() }, date)
}

pub(super) fn less(x: Value<'_>, y: Value<'_>) -> bool {
    if x.is_none() || y.is_none() {
        return false;
    }
    let (x, y) = aligned(x, y);
    order(&x, &y) == Some(Ordering::Less)
}

/// Whether a list holds an item (or all items of a list), or a text a part.
pub(super) fn contains(left: &Value<'_>, right: &Value<'_>, wanted: bool) -> bool {
    if is_empty_list(left) {
        return !wanted;
    }
    if matches!(left, Value::Undefined | Value::Null)
        || matches!(left, Value::Text(t) if t.is_empty())
        || matches!(left, Value::Number(n) if n.is_nan())
    {
        return false;
    }
    if let Some(items) = left.items() {
        let has = |wanted: &Value<'_>| items.clone().any(|item| equal(&item, wanted, false));
        let all = match right.items() {
            Some(mut parts) => parts.all(|part| has(&part)),
            None => has(right),
        };
        return all == wanted;
    }
    if !right.is_truthy() {
        return false;
    }
    let (whole, part) = (left.to_text(), right.to_text());
    has_part(&whole.lower(), &part.lower()) == wanted
}

pub(super) fn not_contains(left: &Value<'_>, right: &Value<'_>) -> bool {
    (!left.is_truthy() && !right.is_empty()) || contains(left, right, false)
}

pub(super) fn any_of(left: &Value<'_>, right: &Value<'_>) -> bool {
    if left.is_empty() || right.is_empty() {
        return right.is_empty();
    }
    if !is_list(left) {
        return contains(right, left, true);
    }
    match right.items() {
        Some(mut items) => items.any(|item| contains(left, &item, true)),
        None => contains(left, right, true),
    }
}

pub(super) fn all_of(left: &Value<'_>, right: &Value<'_>) -> bool {
    if !left.is_truthy() && !right.is_empty() {
        return false;
    }
    match right.items() {
        Some(mut items) => items.all(|item| contains(left, &item, true)),
        None => contains(left, right, true),
    }
}
