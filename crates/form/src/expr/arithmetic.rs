//! `+ - * / % ^`, with the rounding that keeps 0.1 + 0.2 at 0.3.

use std::borrow::Cow;

use super::number;
use super::syntax::Op;
use super::value::Value;

/// What stands for an empty operand, going by the one beside it.
fn filled<'a>(value: Value<'a>, beside: &Value<'_>) -> Value<'a> {
    if !value.is_empty() {
        return value;
    }
    match (&value, beside) {
        (_, Value::Number(_)) => Value::Number(0.0),
        (Value::Text(_), _) => value,
        (_, Value::Text(_)) => Value::Text(Cow::Borrowed("")),
        (_, beside) if beside.items().is_some() => Value::List(Vec::new()),
        _ => Value::Number(0.0),
    }
}

/// Both operands with nothing empty in them, as arithmetic and `and`/`or` take them.
pub(super) fn filled_pair<'a>(a: Value<'a>, b: Value<'a>) -> (Value<'a>, Value<'a>) {
    let a = filled(a, &b);
    let b = filled(b, &a);
    (a, b)
}

/// Applies an arithmetic operator. `None` where JavaScript would throw.
pub(super) fn apply<'a>(op: Op, a: Value<'a>, b: Value<'a>) -> Option<Value<'a>> {
    let (a, b) = filled_pair(a, b);
    Some(match op {
        Op::Plus => return plus(a, b),
        Op::Minus => Value::Number(rounded_sum(&a, &b, a.to_number() - b.to_number())),
        Op::Times => {
            let places = a.decimals() + b.decimals();
            let product = a.to_number() * b.to_number();
            Value::Number(if places > 0 { number::round_to(product, places) } else { product })
        }
        Op::Divide if b.is_truthy() => Value::Number(a.to_number() / b.to_number()),
        Op::Modulo if b.is_truthy() => Value::Number(number::remainder(a.to_number(), b.to_number())),
        Op::Power => Value::Number(number::power(a.to_number(), b.to_number())),
        _ => Value::Null,
    })
}

fn rounded_sum(a: &Value<'_>, b: &Value<'_>, sum: f64) -> f64 {
    let places = a.decimals().max(b.decimals());
    if places > 0 { number::round_to(sum, places) } else { sum }
}

fn plus<'a>(a: Value<'a>, b: Value<'a>) -> Option<Value<'a>> {
    if let (Value::Number(x), Value::Number(y)) = (&a, &b)
        && x.is_finite()
        && y.is_finite()
    {
        return Some(Value::Number(rounded_sum(&a, &b, x + y)));
    }
    if a.numeric().is_some() && b.numeric().is_some() {
        let is_text = |value: &Value<'_>| matches!(value, Value::Text(_));
        return if is_text(&a) || is_text(&b) { Some(add(&a, &b)) } else { add_rounded(&a, &b) };
    }
    match (a.items(), b.items()) {
        (Some(xs), Some(ys)) => {
            let mut joined = Vec::new();
            for items in [xs, ys] {
                for item in items {
                    joined.push(item.into_owned());
                }
            }
            Some(Value::List(joined))
        }
        (Some(items), None) => Some(beside_list(&a, items, &b, true)),
        (None, Some(items)) => Some(beside_list(&b, items, &a, false)),
        (None, None) => Some(add(&a, &b)),
    }
}

/// A list and something else: joined with a text, summed with a number.
fn beside_list<'a>(list: &Value<'_>, items: super::value::Items<'_>, other: &Value<'_>, list_first: bool) -> Value<'a> {
    match other {
        Value::Text(text) => {
            let joined = list.join(", ");
            Value::from(if list_first { joined + text } else { [&**text, &*joined].concat() })
        }
        Value::Number(number) => {
            let mut sum = Value::Number(0.0);
            for item in items {
                if let (Value::Number(so_far), Value::Number(n)) = (&sum, &item) {
                    sum = Value::Number(rounded_sum(&sum, &item, so_far + n));
                }
            }
            Value::Number(rounded_sum(&sum, other, sum.to_number() + number))
        }
        _ if list_first => add(list, other),
        _ => add(other, list),
    }
}

/// JavaScript's `+`: joins as soon as one side is no number.
pub(super) fn add<'a>(a: &Value<'_>, b: &Value<'_>) -> Value<'a> {
    let joins = |value: &Value<'_>| matches!(value, Value::Text(_) | Value::Date(_) | Value::List(_) | Value::Data(_));
    if joins(a) || joins(b) { Value::from([&*a.to_text(), &*b.to_text()].concat()) } else { Value::Number(a.to_number() + b.to_number()) }
}

/// `+`, rounded to the decimals of both sides. `None` where that is asked of a text, at which JavaScript throws.
pub(super) fn add_rounded<'a>(a: &Value<'_>, b: &Value<'_>) -> Option<Value<'a>> {
    let places = a.decimals().max(b.decimals());
    match add(a, b) {
        sum if places == 0 => Some(sum),
        Value::Number(sum) => Some(Value::Number(number::round_to(sum, places))),
        _ => None,
    }
}
