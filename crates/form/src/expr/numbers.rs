//! `sum min max avg count round trunc`: functions over numbers and over lists of them.

use std::cmp::Ordering;

use super::functions::Args;
use super::value::Value;
use super::{arithmetic, compare, number};

/// Hands on every value among the arguments: lists are opened, nothings dropped, texts that stand for numbers are those.
fn each(args: Args<'_, '_, '_>, visit: &mut dyn FnMut(Value<'_>)) {
    fn open(value: &Value<'_>, args: Args<'_, '_, '_>, visit: &mut dyn FnMut(Value<'_>)) {
        if !args.run.budget.spend(1) || value.is_none() {
            return;
        }
        match value.items() {
            Some(items) => items.for_each(|item| open(&item, args, visit)),
            None => visit(value.numeric().map_or_else(|| value.clone(), Value::Number)),
        }
    }
    for at in 0..args.len() {
        open(&args.get(at), args, visit);
    }
}

pub(super) fn sum<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let mut total = Some(Value::Number(0.0));
    each(args, &mut |value| total = total.take().and_then(|total| arithmetic::add_rounded(&total, &value)));
    total.unwrap_or_else(|| {
        args.run.budget.fail();
        Value::Undefined
    })
}

pub(super) fn count<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let mut count = 0.0;
    each(args, &mut |_| count += 1.0);
    Value::Number(count)
}

pub(super) fn average<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let Value::Number(count) = count(args) else {
        return Value::Undefined;
    };
    let sum = sum(args);
    Value::Number(if count > 0.0 { sum.to_number() / count } else { 0.0 })
}

/// The first of the values that comes before (or after) all others.
pub(super) fn extreme<'s>(args: Args<'_, 's, '_>, wanted: Ordering) -> Value<'s> {
    let mut best = Value::Undefined;
    each(args, &mut |value| {
        if best == Value::Undefined || compare::order(&value, &best) == Some(wanted) {
            best = value.into_owned();
        }
    });
    best
}

/// The number and the places among the arguments; `None` when one of them is not a number.
fn number_and_places(args: Args<'_, '_, '_>, default: f64) -> Option<(f64, f64)> {
    let mut values = Vec::new();
    each(args, &mut |value| values.push(if let Value::Number(n) = value { Ok(n) } else { Err(value.is_truthy()) }));
    let number = values.first().copied()?.ok()?;
    let places = match values.get(1) {
        None | Some(Err(false)) => default,
        Some(Ok(places)) if *places == 0.0 || places.is_nan() => default,
        Some(Ok(places)) => *places,
        Some(Err(true)) => return None,
    };
    (number.is_finite() && places.is_finite()).then_some((number, places))
}

pub(super) fn round<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let Some((number, places)) = number_and_places(args, 0.0) else {
        return Value::Number(f64::NAN);
    };
    let scale = number::power(10.0, places);
    // The nudge makes 1.005 to two places 1.01, which the double alone would not.
    let nudged = (number * scale) * (1.0 + f64::EPSILON);
    Value::Number(number::round_half_up(nudged) / scale)
}

/// Cuts the number's text, so exponents are cut as well.
pub(super) fn trunc<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let Some((number, places)) = number_and_places(args, -1.0) else {
        return Value::Number(f64::NAN);
    };
    let text = number::number_text(number);
    let sign = usize::from(text.starts_with('-'));
    let digits = |from: usize, most: usize| text.bytes().skip(from).take(most).take_while(u8::is_ascii_digit).count();
    let mut end = sign + digits(sign, usize::MAX);
    // Whatever character comes next counts as the point.
    if places >= 1.0 && places.fract() == 0.0 && end < text.len() {
        end += 1;
        end += digits(end, places as usize);
    }
    Value::Number(number::to_number(text.get(..end).unwrap_or(&text)))
}
