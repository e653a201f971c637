//! The functions over dates.

use super::arithmetic;
use super::date::{Date, Unit};
use super::functions::{Args, Function};
use super::parse_date::date_from;
use super::value::Value;

pub(super) fn call<'s>(args: Args<'_, 's, '_>, function: Function) -> Value<'s> {
    let now = Date::now(args.run.scope.now());
    let date = |value: &Value<'_>| date_from(value, now.offset_minutes());
    match function {
        Function::CurrentDate => return Value::Date(now),
        Function::Today => return Value::Date(today(args, now)),
        Function::CurrentYear => return field(now, Function::Year),
        Function::GetYear if args.len() != 1 => return Value::Undefined,
        _ => {}
    }
    let first = args.truthy(0);
    let second = match function {
        Function::Age | Function::DateDiff | Function::DiffDays | Function::DateAdd => args.truthy(1),
        Function::Year | Function::Month | Function::Day | Function::Weekday => {
            return field(first.map_or(now, |value| date(&value)), function);
        }
        _ => None,
    };
    let Some(from) = first.as_ref().map(date) else {
        return match function {
            Function::GetYear => Value::Undefined,
            Function::DiffDays => Value::Number(0.0),
            _ => Value::Null,
        };
    };
    match (function, second) {
        (Function::GetDate, _) => Value::Date(from),
        (Function::GetYear, _) => field(from, Function::Year),
        (Function::Age, second) => match second.and_then(unit) {
            // An age in days has always been asked without a second date, and got none.
            Some(Unit::Days) => Value::Number(0.0),
            unit => Value::Number(months_between(from, now, unit)),
        },
        (Function::DateDiff, Some(to)) => Value::Number(difference(from, date(&to), args.truthy(2))),
        (Function::DiffDays, Some(to)) if args.len() == 2 => Value::Number(days_between(from, date(&to))),
        (Function::DateAdd, Some(by)) => Value::Date(add(from, &by, args.truthy(2))),
        (Function::DiffDays, _) => Value::Number(0.0),
        _ => Value::Null,
    }
}

fn unit(name: Value<'_>) -> Option<Unit> {
    name.as_str().and_then(Unit::named)
}

/// The field and what is added, as `+` adds: a text is written behind it.
fn plus(field: f64, by: &Value<'_>) -> f64 {
    arithmetic::add(&Value::Number(field), by).to_number()
}

fn today(args: Args<'_, '_, '_>, now: Date) -> Date {
    let midnight = now.midnight();
    if args.len() == 1 { midnight.with(Unit::Days, |day| plus(day, &args.get(0))) } else { midnight }
}

fn add(date: Date, by: &Value<'_>, interval: Option<Value<'_>>) -> Date {
    match interval.map_or(Some(Unit::Days), unit) {
        Some(unit) => date.with(unit, |field| plus(field, by)),
        None => date,
    }
}

fn field<'s>(date: Date, which: Function) -> Value<'s> {
    Value::Number(date.fields().map_or(f64::NAN, |f| match which {
        Function::Month => f.month,
        Function::Day => f.day,
        Function::Weekday => f.weekday,
        _ => f.year,
    } as f64))
}

fn days_between(from: Date, to: Date) -> f64 {
    (to.day_number() - from.day_number()).abs()
}

fn difference(from: Date, to: Date, interval: Option<Value<'_>>) -> f64 {
    let millis = match interval.map_or(Some(Unit::Days), unit) {
        Some(Unit::Days) => return days_between(from, to),
        Some(Unit::Hours) => 3_600_000.0,
        Some(Unit::Minutes) => 60_000.0,
        Some(Unit::Seconds) => 1000.0,
        unit => return months_between(from, to, unit),
    };
    ((to.unix_millis() - from.unix_millis()).abs() / millis).ceil()
}

/// Whole months, or whole years unless months are asked for.
fn months_between(from: Date, to: Date, unit: Option<Unit>) -> f64 {
    let in_months = unit == Some(Unit::Months);
    let (Some(from), Some(to)) = (from.fields(), to.fields()) else {
        return if in_months { f64::NAN } else { 0.0 };
    };
    let months = (to.year - from.year) * 12 + to.month - from.month - i64::from(to.day < from.day);
    (if in_months { months } else { months / 12 }) as f64
}
