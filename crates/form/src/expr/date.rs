//! Instants read by one clock: the calendar, JavaScript's date texts both ways, and moving by days or months.

use crate::Moment;
use crate::text::{push_padded, words};

const DAY: f64 = 86_400_000.0;
/// The last instant JavaScript can name, in both directions.
const LIMIT: f64 = 8.64e15;

/// An instant with the offset of the respondent's clock. One offset serves the whole expression: the host tells no
/// other, and day arithmetic does not need to know about changes to summer time in other months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Date {
    /// Milliseconds since 1970 UTC; NaN is no date at all.
    unix_millis: f64,
    offset_minutes: i32,
}

/// What calendar and clock show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fields {
    /// Year, 2025.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: i64,
    /// Day of the month, from 1.
    pub day: i64,
    /// Hour, 0 to 23.
    pub hour: i64,
    /// Minute.
    pub minute: i64,
    /// Second.
    pub second: i64,
    /// Millisecond.
    pub milli: i64,
    /// Day of the week, 0 is Sunday.
    pub weekday: i64,
}

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the leap day is the last one.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

/// Milliseconds of a civil time; months and everything smaller may overflow into the next unit.
pub(super) fn civil_millis(year: f64, month0: f64, day: f64, hour: f64, minute: f64, second: f64, milli: f64) -> f64 {
    let parts = [year, month0, day, hour, minute, second, milli].map(f64::trunc);
    let [year, month0, day, hour, minute, second, milli] = parts;
    if parts.iter().any(|part| !part.is_finite()) || year.abs() > 400_000.0 || month0.abs() > 5e6 {
        return f64::NAN;
    }
    let year = year + (month0 / 12.0).floor();
    let first = days_from_civil(year as i64, (month0 as i64).rem_euclid(12) + 1, 1) as f64;
    (first + day - 1.0) * DAY + hour * 3_600_000.0 + minute * 60_000.0 + second * 1000.0 + milli
}

impl Date {
    /// The present.
    #[must_use]
    pub fn now(moment: Moment) -> Self {
        Self { unix_millis: moment.unix_millis as f64, offset_minutes: moment.offset_minutes }
    }

    pub(super) fn from_unix(unix_millis: f64, offset_minutes: i32) -> Self {
        let unix_millis = if unix_millis.abs() <= LIMIT { unix_millis.trunc() } else { f64::NAN };
        Self { unix_millis, offset_minutes }
    }

    pub(super) fn from_local(local_millis: f64, offset_minutes: i32) -> Self {
        Self::from_unix(local_millis - f64::from(offset_minutes) * 60_000.0, offset_minutes)
    }

    /// Milliseconds since 1970 UTC; NaN when it is no date.
    #[must_use]
    pub fn unix_millis(&self) -> f64 {
        self.unix_millis
    }

    /// Whether it is a date at all.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        !self.unix_millis.is_nan()
    }

    fn local(&self) -> f64 {
        self.unix_millis + f64::from(self.offset_minutes) * 60_000.0
    }

    /// What the respondent's calendar and clock show; `None` when it is no date.
    #[must_use]
    pub fn fields(&self) -> Option<Fields> {
        self.is_valid().then(|| fields_of(self.local()))
    }

    /// The same day at midnight.
    #[must_use]
    pub fn midnight(&self) -> Self {
        Self::from_local((self.local() / DAY).floor() * DAY, self.offset_minutes)
    }

    /// The same day at midnight, but for the milliseconds.
    pub(super) fn at_midnight_keeping_millis(&self) -> Self {
        // Whole, as all instants are.
        let millis = (self.local() as i64).rem_euclid(1000);
        Self::from_local((self.local() / DAY).floor() * DAY + millis as f64, self.offset_minutes)
    }

    pub(super) fn offset_minutes(&self) -> i32 {
        self.offset_minutes
    }

    /// Changes one unit of calendar or clock, overflowing as JavaScript does (31 January and a month is 2 or 3 March).
    pub(super) fn with(&self, unit: Unit, change: impl FnOnce(f64) -> f64) -> Self {
        let Some(f) = self.fields() else { return *self };
        let mut parts = [f.year, f.month - 1, f.day, f.hour, f.minute, f.second].map(|part| part as f64);
        if let Some(part) = parts.get_mut(unit as usize) {
            *part = change(*part);
        }
        let [year, month0, day, hour, minute, second] = parts;
        Self::from_local(civil_millis(year, month0, day, hour, minute, second, f.milli as f64), self.offset_minutes)
    }

    /// Drops what is smaller than `unit`.
    pub(super) fn truncated(&self, unit: Unit) -> Self {
        let size = match unit {
            Unit::Years | Unit::Months | Unit::Days => DAY,
            Unit::Hours => 3_600_000.0,
            Unit::Minutes => 60_000.0,
            Unit::Seconds => 1000.0,
        };
        Self::from_local((self.local() / size).floor() * size, self.offset_minutes)
    }

    /// The number of the day, counted from 1970-01-01 by the respondent's calendar.
    pub(super) fn day_number(&self) -> f64 {
        (self.local() / DAY).floor()
    }

    /// `2025-03-14` by the respondent's calendar; `None` when it is no date.
    #[must_use]
    pub fn iso_date(&self) -> Option<String> {
        self.fields().map(|f| f.written("Y-o-d"))
    }

    /// `2025-03-14T10:20` by the respondent's clock; `None` when it is no date.
    #[must_use]
    pub fn iso_date_time(&self) -> Option<String> {
        self.fields().map(|f| f.written("Y-o-dTh:i"))
    }

    /// `2025-03-14T10:20:30.000Z`, as JavaScript puts dates into JSON; `None` when it is no date.
    #[must_use]
    pub fn iso_utc(&self) -> Option<String> {
        self.is_valid().then(|| fields_of(self.unix_millis).written("y-o-dTh:i:s.lZ"))
    }

    /// JavaScript's text of a date, less the name of the time zone.
    pub(super) fn text(&self) -> String {
        const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
        let Some(f) = self.fields() else {
            return "Invalid Date".into();
        };
        let weekday = DAYS.get(f.weekday as usize).copied().unwrap_or_default();
        let month = MONTHS.get(f.month as usize - 1).copied().unwrap_or_default();
        let offset = self.offset_minutes.unsigned_abs();
        let mut text = [weekday, " ", month, &f.written(" d y h:i:s"), if self.offset_minutes < 0 { " GMT-" } else { " GMT+" }].concat();
        push_padded(&mut text, u64::from(offset / 60), 2);
        push_padded(&mut text, u64::from(offset % 60), 2);
        text
    }
}

impl Fields {
    /// A date after a pattern: `Y` the year, `y` in four digits, `o` month, `d` day, `h` hour, `i` minute, `s` second, `l` millisecond.
    fn written(&self, pattern: &str) -> String {
        let mut text = String::new();
        for mark in pattern.chars() {
            let (number, width) = match mark {
                'Y' => (self.year, 0),
                'y' => (self.year, 4),
                'o' => (self.month, 2),
                'd' => (self.day, 2),
                'h' => (self.hour, 2),
                'i' => (self.minute, 2),
                's' => (self.second, 2),
                'l' => (self.milli, 3),
                other => {
                    text.push(other);
                    continue;
                }
            };
            let sign = usize::from(number < 0);
            if sign > 0 {
                text.push('-');
            }
            push_padded(&mut text, number.unsigned_abs(), usize::saturating_sub(width, sign));
        }
        text
    }
}

pub(super) const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn fields_of(millis: f64) -> Fields {
    let days = (millis / DAY).floor();
    let mut rest = (millis - days * DAY) as i64;
    let days = days as i64;
    let (year, month, day) = civil_from_days(days);
    let milli = rest % 1000;
    rest /= 1000;
    Fields { year, month, day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60, milli, weekday: (days + 4).rem_euclid(7) }
}

words! {
    /// A unit dates are moved by and measured in.
    pub(super) enum Unit {
        Years = "years",
        Months = "months",
        Days = "days",
        Hours = "hours",
        Minutes = "minutes",
        Seconds = "seconds",
    }
}
