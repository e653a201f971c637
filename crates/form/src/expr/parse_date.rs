//! Dates out of texts and other values: ISO 8601, and the common spellings that browsers read as well.

use super::date::{Date, MONTHS, civil_millis};
use super::value::Value;

/// A text as a date; a day without a time is midnight where the respondent is.
pub(super) fn date_of(text: &str, offset: i32) -> Date {
    if !has_time_mark(text) && has_iso_day(text) && read(text, offset).is_valid() {
        return read(&[text, "T00:00:00"].concat(), offset);
    }
    read(text, offset)
}

/// The instant of a text that is a date, in milliseconds since 1970.
pub(crate) fn date_millis(text: &str, now: crate::Moment) -> Option<f64> {
    let date = date_of(text, now.offset_minutes);
    date.is_valid().then(|| date.unix_millis())
}

/// A value as a date, as JavaScript's `new Date` does but for days without a time.
pub(super) fn date_from(value: &Value<'_>, offset: i32) -> Date {
    match value {
        Value::Date(date) => *date,
        Value::Text(text) => date_of(text, offset),
        Value::List(_) | Value::Data(_) => read(&value.to_text(), offset),
        other => Date::from_unix(other.to_number(), offset),
    }
}

fn has_time_mark(text: &str) -> bool {
    text.find('T').is_some_and(|at| at > 0)
}

/// Whether `dddd-dd-dd` occurs.
fn has_iso_day(text: &str) -> bool {
    text.as_bytes().windows(10).any(|w| w.iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() }))
}

fn read(text: &str, offset: i32) -> Date {
    let millis = iso(text, offset).or_else(|| loose(text, offset)).unwrap_or(f64::NAN);
    Date::from_unix(millis, offset)
}

struct Cursor<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// Exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<f64> {
        let digits = self.bytes.get(self.at..self.at + count)?;
        let number = digits.iter().try_fold(0.0, |n, b| b.is_ascii_digit().then(|| n * 10.0 + f64::from(b - b'0')));
        self.at += count;
        number
    }

    /// All digits that follow, and how many they are.
    fn number(&mut self) -> (f64, usize) {
        let (mut number, mut count) = (0.0, 0);
        while self.peek().is_ascii_digit() {
            number = number * 10.0 + f64::from(self.peek() - b'0');
            count += 1;
            self.at += 1;
        }
        (number, count)
    }

    fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }
}

/// The format of the language standard: a day is UTC, a time without zone is local.
fn iso(text: &str, offset: i32) -> Option<f64> {
    let mut c = Cursor { bytes: text.as_bytes(), at: 0 };
    let year = c.digits(4)?;
    let month = if c.eat(b'-') { c.digits(2)? } else { 1.0 };
    let day = if c.at > 4 && c.eat(b'-') { c.digits(2)? } else { 1.0 };
    if !(1.0..=12.0).contains(&month) || !(1.0..=31.0).contains(&day) {
        return None;
    }
    let date = civil_millis(year, month - 1.0, day, 0.0, 0.0, 0.0, 0.0);
    if c.at_end() {
        return Some(date);
    }
    if !c.eat(b'T') {
        return None;
    }
    let hour = c.digits(2)?;
    let minute = if c.eat(b':') {
        c.digits(2)?
    } else {
        return None;
    };
    let mut second = 0.0;
    let mut milli = 0.0;
    if c.eat(b':') {
        second = c.digits(2)?;
        if c.eat(b'.') {
            let (fraction, count) = c.number();
            if count == 0 {
                return None;
            }
            milli = (fraction * 1000.0 / 10f64.powi(count as i32)).floor();
        }
    }
    if hour > 24.0 || minute > 59.0 || second > 59.0 || (hour == 24.0 && minute + second + milli > 0.0) {
        return None;
    }
    let time = date + ((hour * 60.0 + minute) * 60.0 + second) * 1000.0 + milli;
    let zone = if c.eat(b'Z') {
        0.0
    } else if matches!(c.peek(), b'+' | b'-') {
        let sign = if c.eat(b'-') { -1.0 } else { 1.0 };
        c.eat(b'+');
        let hours = c.digits(2)?;
        c.eat(b':');
        sign * (hours * 60.0 + c.digits(2)?)
    } else {
        f64::from(offset)
    };
    c.at_end().then_some(time - zone * 60_000.0)
}

/// What else browsers read: 3/14/2025, March 14, 2025, 2025-03-14 10:20 pm GMT+2. Times without a zone are local.
fn loose(text: &str, offset: i32) -> Option<f64> {
    let mut c = Cursor { bytes: text.as_bytes(), at: 0 };
    let mut numbers: Vec<f64> = Vec::new();
    let mut time: Option<[f64; 4]> = None;
    let mut month = None;
    let mut zone = None;
    while !c.at_end() {
        match c.peek() {
            b'0'..=b'9' => {
                let (number, _) = c.number();
                if c.peek() == b':' && time.is_none() {
                    time = Some(clock(&mut c, number)?);
                } else if numbers.len() < 3 {
                    numbers.push(number);
                } else {
                    return None;
                }
            }
            sign @ (b'+' | b'-') if time.is_some() || zone.is_some() => {
                c.at += 1;
                let (number, count) = c.number();
                let minutes = match count {
                    0 => return None,
                    1 | 2 => number * 60.0 + if c.eat(b':') { c.number().0 } else { 0.0 },
                    _ => {
                        let hours = (number / 100.0).floor();
                        hours * 60.0 + (number - hours * 100.0)
                    }
                };
                zone = Some(if sign == b'-' { -minutes } else { minutes });
            }
            b'(' => c.at = c.bytes.iter().skip(c.at).position(|b| *b == b')').map_or(c.bytes.len(), |n| c.at + n + 1),
            b if b.is_ascii_alphabetic() => word(&mut c, &numbers, &mut month, &mut time, &mut zone)?,
            b if b.is_ascii() => c.at += 1,
            _ => return None,
        }
    }
    let (year, month, day) = calendar(&numbers, month)?;
    if !(1.0..=12.0).contains(&month) || !(1.0..=31.0).contains(&day) {
        return None;
    }
    let year = match year {
        y if y < 50.0 => y + 2000.0,
        y if y < 100.0 => y + 1900.0,
        y => y,
    };
    let [hour, minute, second, milli] = time.unwrap_or_default();
    let zone = zone.unwrap_or(f64::from(offset));
    Some(civil_millis(year, month - 1.0, day, hour, minute, second, milli) - zone * 60_000.0)
}

fn clock(c: &mut Cursor<'_>, hour: f64) -> Option<[f64; 4]> {
    c.at += 1;
    let (minute, digits) = c.number();
    let mut second = 0.0;
    let mut milli = 0.0;
    if c.eat(b':') {
        second = c.number().0;
        if c.eat(b'.') {
            let (fraction, count) = c.number();
            milli = (fraction * 1000.0 / 10f64.powi(count as i32)).floor();
        }
    }
    (digits > 0 && hour <= 24.0 && minute < 60.0 && second < 60.0).then_some([hour, minute, second, milli])
}

fn word(c: &mut Cursor<'_>, numbers: &[f64], month: &mut Option<f64>, time: &mut Option<[f64; 4]>, zone: &mut Option<f64>) -> Option<()> {
    let start = c.at;
    while c.peek().is_ascii_alphabetic() {
        c.at += 1;
    }
    let word = c.bytes.get(start..c.at)?;
    let is = |known: &str| word.eq_ignore_ascii_case(known.as_bytes());
    if let Some(at) = MONTHS.iter().position(|m| word.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(m.as_bytes()))) {
        *month = Some(at as f64 + 1.0);
    } else if let (true, Some([hour, ..])) = (is("am") || is("pm"), time.as_mut()) {
        if !(1.0..=12.0).contains(hour) {
            return None;
        }
        let noon_based = if *hour == 12.0 { 0.0 } else { *hour };
        *hour = noon_based + if is("pm") { 12.0 } else { 0.0 };
    } else if is("utc") || is("gmt") || is("z") {
        *zone = Some(0.0);
    } else if is("t") && time.is_none() {
        // Between the day and the time.
    } else if !numbers.is_empty() || c.peek().is_ascii_digit() {
        // Other words may stand in front, clear of the first number.
        return None;
    }
    Some(())
}

/// Which of the numbers is which.
fn calendar(numbers: &[f64], month: Option<f64>) -> Option<(f64, f64, f64)> {
    // The year of a date that names none, in every browser.
    const YEAR: f64 = 2001.0;
    let is_day = |n: f64| (1.0..=31.0).contains(&n);
    match (numbers, month) {
        (&[day], Some(month)) if is_day(day) => Some((YEAR, month, day)),
        (&[year], Some(month)) => Some((year, month, 1.0)),
        (&[day, year], Some(month)) if is_day(day) => Some((year, month, day)),
        (&[year, day], Some(month)) => Some((year, month, day)),
        (&[month], None) if (1.0..=12.0).contains(&month) => Some((YEAR, month, 1.0)),
        (&[year], None) if !is_day(year) => Some((year, 1.0, 1.0)),
        (&[month, day], None) if is_day(month) => Some((YEAR, month, day)),
        (&[year, month], None) => Some((year, month, 1.0)),
        (&[month, day, year], None) if is_day(month) => Some((year, month, day)),
        (&[year, month, day], None) => Some((year, month, day)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_read() {
        for (text, expected) in [
            ("2024-03-01", "2024-03-01T00:00:00.000Z"),
            ("2024-03-01 10:00", "2024-03-01T10:00:00.000Z"),
            ("2024-03-01T10:00:00.25Z", "2024-03-01T10:00:00.250Z"),
            ("2024-03-01T10:00:00+02:00", "2024-03-01T08:00:00.000Z"),
            ("2024-3-1", "2024-03-01T00:00:00.000Z"),
            ("03/14/2025", "2025-03-14T00:00:00.000Z"),
            ("1/2/25", "2025-01-02T00:00:00.000Z"),
            ("March 7, 2024", "2024-03-07T00:00:00.000Z"),
            ("7 March 2024", "2024-03-07T00:00:00.000Z"),
            ("Mar 2024", "2024-03-01T00:00:00.000Z"),
            ("2024", "2024-01-01T00:00:00.000Z"),
            ("2024-03", "2024-03-01T00:00:00.000Z"),
            ("12", "2001-12-01T00:00:00.000Z"),
            ("50", "1950-01-01T00:00:00.000Z"),
            ("abc 5", "2001-05-01T00:00:00.000Z"),
            ("2024-02-30", "2024-03-01T00:00:00.000Z"),
            ("2024-03-01T24:00", "2024-03-02T00:00:00.000Z"),
            ("2024-03-01 3:20 PM", "2024-03-01T15:20:00.000Z"),
            ("Fri Mar 14 2025 10:20:30 GMT+0200 (Somewhere)", "2025-03-14T08:20:30.000Z"),
            ("2025.03.14", "2025-03-14T00:00:00.000Z"),
        ] {
            assert_eq!(read(text, 0).iso_utc().as_deref(), Some(expected), "{text}");
        }
        for text in ["abc", "", "14/03/2025", "10:20", "2024-13-01", "2024-03-01T25:00", "2024-03-01x", "14.03.2025", "13", "1 2 3 4", "x1"]
        {
            assert!(!read(text, 0).is_valid(), "{text}");
        }
    }

    #[test]
    fn days_are_local_midnight() {
        let date = date_of("2024-03-01", 120);
        assert_eq!(date.iso_utc().as_deref(), Some("2024-02-29T22:00:00.000Z"));
        assert_eq!(date.iso_date().as_deref(), Some("2024-03-01"));
        assert!(!date_of("2024-03-01 10:00", 0).is_valid());
    }
}
