//! Masks of inputs: what a text typed into one is as an answer, and how an answer is written in it.

use super::{number, plain, push_padded};
use serde_json::Value;

/// What stands where nothing was typed.
const BLANK: char = '_';

/// The last year of two digits that is one of this century.
const CENTURY: u32 = 68;

/// A mask, and whether its text is stored rather than what the text says.
#[derive(Debug)]
pub(crate) struct Mask {
    pub(crate) kind: MaskKind,
    pub(crate) stores_text: bool,
}

/// The kinds of masks.
#[derive(Debug)]
pub(crate) enum MaskKind {
    /// One character at each place.
    Pattern(Vec<Place>),
    /// A number with separators, perhaps an amount of money.
    Number(NumberMask),
    /// A date or a time.
    Moment(Vec<(char, usize)>),
}

/// One place of a pattern.
#[derive(Debug)]
pub(crate) enum Place {
    /// A character of a kind: `9` a digit, `a` a letter, `#` either.
    Any(char),
    /// A character that is part of the answer.
    Fixed(char),
    /// A character for the eye.
    Plain(char),
}

/// How a number is written.
#[derive(Debug)]
pub(crate) struct NumberMask {
    pub(crate) decimal: Option<char>,
    pub(crate) thousands: Option<char>,
    pub(crate) precision: usize,
    pub(crate) negative: bool,
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
    pub(crate) before: String,
    pub(crate) after: String,
    /// Whether a minus stands before what is before the number.
    pub(crate) sign_first: bool,
}

impl Place {
    /// The places of a pattern; a backslash takes the next character as it is.
    pub(crate) fn all(pattern: &str) -> Vec<Place> {
        let mut places = Vec::new();
        let mut escaped = false;
        for c in pattern.chars() {
            places.push(match c {
                '\\' if !escaped => {
                    escaped = true;
                    continue;
                }
                c if escaped => Place::Fixed(c),
                '9' | 'a' | '#' => Place::Any(c),
                c if c.is_ascii_alphanumeric() => Place::Fixed(c),
                c => Place::Plain(c),
            });
            escaped = false;
        }
        places
    }
}

/// The fields of a date: each letter as often as it stands there, and what stands between them.
pub(crate) fn fields(pattern: &str) -> Vec<(char, usize)> {
    let mut fields: Vec<(char, usize)> = Vec::new();
    for c in pattern.chars() {
        match fields.last_mut() {
            Some((last, count)) if *last == c && is_field(c) => *count += 1,
            _ => fields.push((c, 1)),
        }
    }
    fields
}

fn is_field(c: char) -> bool {
    "mdyhHMstT".contains(c)
}

impl Mask {
    /// The answer that a typed text is; `None` while it is not whole.
    pub(crate) fn answer(&self, typed: &str) -> Option<Value> {
        let answer = match &self.kind {
            MaskKind::Pattern(places) => Value::from(unmasked(places, typed)?),
            MaskKind::Number(mask) => mask.value(mask.unwrapped(typed).as_ref())?,
            MaskKind::Moment(fields) => Value::from(moment(fields, typed)?),
        };
        if self.stores_text { self.text(&answer).map(Value::from) } else { Some(answer) }
    }

    /// An answer as it is written in the mask.
    pub(crate) fn text(&self, answer: &Value) -> Option<String> {
        Some(match &self.kind {
            MaskKind::Pattern(places) => masked(places, &plain(answer)),
            MaskKind::Number(mask) => {
                let text = plain(answer);
                let text = match (answer, mask.decimal) {
                    (Value::Number(_), Some(decimal)) => text.replace('.', decimal.encode_utf8(&mut [0; 4])),
                    _ => mask.unwrapped(&text),
                };
                mask.written(&text)?
            }
            MaskKind::Moment(fields) => written_moment(fields, &plain(answer)),
        })
    }

    /// What an answer given by a program is stored as.
    pub(crate) fn stored(&self, value: Value) -> Value {
        let Value::String(text) = &value else { return value };
        let MaskKind::Pattern(places) = &self.kind else { return value };
        if !self.stores_text && masked(places, text) == *text {
            return unmasked(places, text).map_or(value, Value::from);
        }
        value
    }
}

fn fits(kind: char, c: char) -> bool {
    match kind {
        '9' => c.is_ascii_digit(),
        'a' => c.is_ascii_alphabetic(),
        _ => c.is_ascii_alphanumeric(),
    }
}

fn masked(places: &[Place], text: &str) -> String {
    let mut input = text.chars().peekable();
    let mut result = String::new();
    for place in places {
        match place {
            Place::Any(kind) => result.push(input.find(|c| fits(*kind, *c)).unwrap_or(BLANK)),
            Place::Fixed(own) | Place::Plain(own) => {
                result.push(*own);
                input.next_if_eq(own);
            }
        }
    }
    result
}

fn unmasked(places: &[Place], text: &str) -> Option<String> {
    let mut input = text.chars();
    let mut result = String::new();
    for place in places {
        let typed = input.next();
        match place {
            Place::Any(kind) => result.push(typed.filter(|c| fits(*kind, *c))?),
            Place::Fixed(own) => result.push(*own),
            Place::Plain(_) => {}
        }
    }
    Some(result).filter(|result| !result.is_empty() && !text.is_empty())
}

/// A number as it is typed: whole digits, digits behind the point, and whether it is negative.
struct Figures {
    whole: String,
    part: String,
    negative: bool,
}

impl NumberMask {
    fn figures(&self, text: &str) -> Figures {
        let mut figures = Figures { whole: String::new(), part: String::new(), negative: false };
        let mut behind = false;
        for c in text.chars() {
            if c == '-' {
                figures.negative ^= self.negative && self.min.is_none_or(|min| min < 0.0);
            } else if Some(c) == self.decimal {
                behind = behind || self.precision > 0;
            } else if Some(c) != self.thousands && c.is_ascii_digit() {
                if behind { &mut figures.part } else { &mut figures.whole }.push(c);
            }
        }
        if figures.whole.len() > 1 && figures.whole.starts_with('0') {
            figures.whole.remove(0);
        }
        figures.part.truncate(self.precision);
        figures
    }

    fn value(&self, text: &str) -> Option<Value> {
        let figures = self.figures(text);
        if figures.whole.is_empty() && figures.part.is_empty() {
            return None;
        }
        let text = [if figures.negative { "-" } else { "" }, "0", &figures.whole, ".", &figures.part, "0"].concat();
        crate::expr::parse_number(&text).map(|value| number(value + 0.0))
    }

    /// The text without what is written around numbers.
    fn unwrapped(&self, text: &str) -> String {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) if self.sign_first => ("-", rest),
            _ => ("", text),
        };
        let rest = rest.strip_prefix(&*self.before).unwrap_or(rest);
        [sign, rest.strip_suffix(&*self.after).unwrap_or(rest)].concat()
    }

    fn written(&self, text: &str) -> Option<String> {
        let value = self.value(text)?.as_f64()?;
        if self.min.is_some_and(|min| value < min) || self.max.is_some_and(|max| value > max) {
            return None;
        }
        let Figures { whole, part, negative } = self.figures(text);
        let mut body = String::new();
        for (at, c) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) && self.thousands != self.decimal {
                body.extend(self.thousands);
            }
            body.push(c);
        }
        if !part.is_empty() {
            if body.is_empty() {
                body.push('0');
            }
            body.extend(self.decimal);
            body.push_str(&part);
        }
        let minus = if negative && body != "0" { "-" } else { "" };
        let [first, second] = if self.sign_first { [minus, &self.before] } else { [&self.before, minus] };
        Some([first, second, &body, &self.after].concat())
    }
}

/// The parts of a typed date, each of digits; a marker of half a day is taken as it is.
fn parts(fields: &[(char, usize)], typed: &str) -> Vec<String> {
    let kinds: Vec<char> = fields.iter().map(|(kind, _)| *kind).filter(|kind| is_field(*kind)).collect();
    let mut parts = vec![String::new()];
    let mut in_gap = false;
    for c in typed.chars() {
        let is_marker = kinds.get(parts.len() - 1).is_some_and(|kind| kind.eq_ignore_ascii_case(&'t'));
        if c.is_ascii_digit() || (is_marker && !c.is_whitespace()) {
            in_gap = false;
            if let Some(part) = parts.last_mut() {
                part.push(c);
            }
        } else if !in_gap {
            in_gap = true;
            parts.push(String::new());
        }
    }
    parts
}

/// A typed date as dates are stored; `None` while a field is not whole.
fn moment(fields: &[(char, usize)], typed: &str) -> Option<String> {
    let parts = parts(fields, typed);
    let mut values = [None; 6];
    let mut marker = None;
    for ((kind, count), part) in
        fields.iter().filter(|(kind, _)| is_field(*kind)).zip(parts.iter().map(Some).chain(std::iter::repeat(None)))
    {
        if kind.eq_ignore_ascii_case(&'t') {
            marker = part.and_then(|part| part.chars().next()).map(|c| c.to_ascii_lowercase());
            continue;
        }
        let most = if *kind == 'y' { *count } else { 2 };
        let part = part.filter(|part| part.len() >= *count)?;
        let value: u32 = part.get(..most.min(part.len()))?.parse().ok()?;
        let value = if *kind == 'y' && most < 3 { value + if value > CENTURY { 1900 } else { 2000 } } else { value };
        *values.get_mut("ymdhMs".find(if *kind == 'H' { 'h' } else { *kind })?)? = Some(value);
    }
    if let [_, _, _, Some(hour), _, _] = &mut values {
        match marker {
            Some('p') if *hour != 12 => *hour += 12,
            Some('a') if *hour == 12 => *hour = 0,
            _ => {}
        }
    }
    let mut result = String::new();
    let starts = ["", "-", "-", "T", ":", ":"];
    for (at, (value, start)) in values.iter().zip(starts).enumerate() {
        let Some(value) = value else { continue };
        if !result.is_empty() {
            result.push_str(start);
        }
        push_padded(&mut result, u64::from(*value), if at == 0 { 4 } else { 2 });
    }
    Some(result).filter(|result| !result.is_empty())
}

/// A stored date in its mask; the letters of the mask where it is none.
fn written_moment(fields: &[(char, usize)], stored: &str) -> String {
    let values = known(stored);
    let mut result = String::new();
    for (kind, count) in fields {
        let value = |at: usize| values.and_then(|values| values.get(at).copied());
        let (value, width) = match kind {
            'y' => (value(0).map(|year| if *count < 3 { year % 100 } else { year }), *count),
            'm' => (value(1), *count),
            'd' => (value(2), *count),
            'h' => (value(3).map(|hour| if hour % 12 == 0 { 12 } else { hour % 12 }), *count),
            'H' => (value(3), *count),
            'M' => (value(4), *count),
            's' => (value(5), *count),
            't' | 'T' => {
                let is_late = value(3).unwrap_or_default() >= 12;
                let text = if is_late { "pm" } else { "am" };
                let text = if *kind == 'T' { text.to_ascii_uppercase() } else { text.to_owned() };
                result.push_str(text.get(..(*count).min(2)).unwrap_or_default());
                continue;
            }
            _ => {
                result.push(*kind);
                continue;
            }
        };
        match value {
            Some(value) => push_padded(&mut result, u64::from(value), width),
            None => result.extend(std::iter::repeat_n(*kind, *count)),
        }
    }
    result
}

/// Year, month, day, hour, minute and second of a stored date or time; what is too much for a month or a day goes on in the next.
fn known(stored: &str) -> Option<[u32; 6]> {
    let (date, time) = match stored.split_once('T') {
        Some((date, time)) => (date, time),
        None if stored.contains(':') => ("2000-01-01", stored),
        None => (stored, ""),
    };
    let mut values = [0_u32, 1, 1, 0, 0, 0];
    let all = date.split('-').zip([0, 1, 2]).chain(time.split(':').filter(|part| !part.is_empty()).zip([3, 4, 5]));
    for (part, at) in all {
        *values.get_mut(at)? = part.parse().ok()?;
    }
    let [mut year, mut month, mut day, mut hour, minute, second] = values;
    let is_date = date.split('-').next().is_some_and(|year| year.len() == 4);
    if !is_date || !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 24 || minute > 59 || second > 59 {
        return None;
    }
    if hour == 24 {
        (hour, day) = (0, day + 1);
    }
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if day > length {
        (day, month) = (day - length, month + 1);
    }
    if month > 12 {
        (month, year) = (1, year + 1);
    }
    Some([year, month, day, hour, minute, second])
}
