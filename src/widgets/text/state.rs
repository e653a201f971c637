//! What was typed and the value it stands for.

use super::date::{self, DateOrder};
use serde_json::Value;
use tessera_form::{FieldError, InputType, Level};

/// How a box is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// As it is.
    Plain,
    /// A number as people type it.
    Number,
    /// A day in the order of the language.
    Date(DateOrder),
}

/// Why what was typed stands for no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Not a number.
    Number,
    /// Not a date.
    Date,
    /// There is no such month.
    NoMonth,
    /// The month has fewer days.
    ShortMonth {
        /// Year and month, `YYYY-MM`.
        month: String,
        /// Its last day.
        last: u32,
        /// Days that may have been meant, `YYYY-MM-DD`.
        meant: Vec<String>,
    },
}

impl Entry {
    /// How a box of this type is written in. On a phone the device's own picker is better than typing a date.
    #[must_use]
    pub fn of(input: InputType, order: DateOrder, has_picker: bool) -> Self {
        match input {
            InputType::Number | InputType::Range => Self::Number,
            InputType::Date if !has_picker => Self::Date(order),
            _ => Self::Plain,
        }
    }
}

/// The value of what was typed; `None` for nothing.
///
/// # Errors
/// When it stands for no value.
pub fn parse(entry: Entry, text: &str) -> Result<Option<Value>, Mistake> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match entry {
        Entry::Plain => Ok(Some(Value::from(text))),
        Entry::Number => number(text).map(Some).ok_or(Mistake::Number),
        Entry::Date(order) => date::parse(order, text).map(|iso| Some(Value::from(iso))),
    }
}

/// How a value stands in its box.
#[must_use]
pub fn show(entry: Entry, value: &Value) -> String {
    match (entry, value) {
        (Entry::Date(order), Value::String(iso)) => date::show(order, iso),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Null) => String::new(),
        (_, other) => tessera_form::json(other),
    }
}

/// What stands in the box: what was typed into it, or the value. A day that was typed in the order of another language means another
/// day in this one, so there its value stands.
pub(super) fn shown(entry: Entry, typed: Option<String>, value: Option<&Value>) -> Option<String> {
    let means_another = |text: &String| value.is_some() && matches!(entry, Entry::Date(_)) && !stands_for(entry, text, value);
    typed.filter(|text| !means_another(text)).or_else(|| value.map(|value| show(entry, value)))
}

fn stands_for(entry: Entry, text: &str, value: Option<&Value>) -> bool {
    parse(entry, text).is_ok_and(|read| read.as_ref() == value)
}

/// A number with a decimal point or comma, with or without spaces between the thousands. Whole numbers stay whole when stored.
fn number(text: &str) -> Option<Value> {
    let mut plain = String::with_capacity(text.len());
    for character in text.trim().chars() {
        match character {
            ',' => plain.push('.'),
            '\u{2212}' => plain.push('-'),
            character if character.is_whitespace() => {}
            character => plain.push(character),
        }
    }
    // Rust also reads "inf" and "nan", which nobody means.
    if !plain.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    if let Ok(whole) = plain.parse::<i64>() {
        return Some(Value::from(whole));
    }
    let value = tessera_form::expr::parse_number(&plain)?;
    serde_json::Number::from_f64(value).map(Value::Number)
}

impl Mistake {
    /// As an error under the question.
    #[must_use]
    pub fn into_error(self) -> FieldError {
        let (code, params) = match self {
            Self::Number => ("number", Vec::new()),
            Self::Date => ("date_unreadable", Vec::new()),
            Self::NoMonth => ("date_no_month", Vec::new()),
            Self::ShortMonth { month, last, meant } => {
                let mut params = vec![("month".to_owned(), month), ("day".to_owned(), last.to_string())];
                params.extend(meant.into_iter().map(|day| ("meant".to_owned(), day)));
                ("date_short_month", params)
            }
        };
        FieldError { code: code.to_owned(), params, text: None, level: Level::Error }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        let check = |text: &str, expected: Value| assert_eq!(parse(Entry::Number, text), Ok(Some(expected)), "{text}");
        check("5", Value::from(5));
        check(" 1 234,5 ", Value::from(1234.5));
        check("\u{2212}3", Value::from(-3));
        check("0.25", Value::from(0.25));
        for wrong in ["abc", "1,2,3", "inf", "NaN", "--1"] {
            assert_eq!(parse(Entry::Number, wrong), Err(Mistake::Number), "{wrong}");
        }
        assert_eq!(parse(Entry::Number, "  "), Ok(None));
    }

    #[test]
    fn a_value_is_shown_as_it_was_typed() {
        assert_eq!(show(Entry::Number, &Value::from(5)), "5");
        assert_eq!(show(Entry::Plain, &Value::from(" a ")), " a ");
        assert_eq!(show(Entry::Date(DateOrder::DayFirst), &Value::from("2026-02-03")), "03.02.2026");
    }
    #[test]
    fn a_typed_day_keeps_its_meaning_in_another_language() {
        let (american, hebrew) = (Entry::Date(DateOrder::MonthFirst), Entry::Date(DateOrder::DayFirst));
        let day = Value::from("2026-05-03");
        let typed = || Some("05/03/2026".to_owned());
        assert_eq!(shown(american, typed(), Some(&day)).as_deref(), Some("05/03/2026"));
        assert_eq!(shown(hebrew, typed(), Some(&day)).as_deref(), Some("03.05.2026"));
        assert_eq!(shown(hebrew, Some("05/".into()), None).as_deref(), Some("05/"));
        assert_eq!(shown(Entry::Number, Some("1 000".into()), Some(&Value::from(1000))).as_deref(), Some("1 000"));
    }
}
