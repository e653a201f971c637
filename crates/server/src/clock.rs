//! The server's only sight of the time, and how instants are written.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds of a day.
pub const DAY_MILLIS: i64 = 86_400_000;

/// Tells the time. Injected through the constructor of the app, so that tests and the sample generator own theirs.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_millis(&self) -> i64;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_millis(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    }
}

/// The time zone of the workspace: decides which day it is.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl Zone {
    /// By its name in the IANA database, `Europe/Oslo`. The database comes with the program.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn named(name: &str) -> Result<Self, String> {
        TimeZone::get(name)
            .map(Self)
            .map_err(|_unknown| format!("there is no time zone {name}; zones have names such as Europe/Oslo (IANA time zone database)"))
    }

    /// Its name in the IANA database.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The day an instant lies in, counted from 1970-01-01.
    #[must_use]
    pub fn day_of(&self, unix_millis: i64) -> i64 {
        let offset = Timestamp::from_millisecond(unix_millis).map_or(0, |instant| i64::from(self.0.to_offset(instant).seconds()) * 1000);
        unix_millis.saturating_add(offset).div_euclid(DAY_MILLIS)
    }
}

/// The end of a form as people say it: a whole day, or a time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The last day.
    pub day: Date,
    /// When on that day; none when the day counts whole.
    pub time: Option<Time>,
}

impl End {
    /// From `YYYY-MM-DD` and perhaps `HH:MM`.
    ///
    /// # Errors
    /// The name of the part that is none.
    pub fn read(day: &str, time: Option<&str>) -> Result<Self, &'static str> {
        let day = day_from_text(day).and_then(|_in_calendar| day.parse().ok()).ok_or("day")?;
        let is_plain = |time: &str| time.len() == 5 && time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
        let time = time.map(|time| is_plain(time).then(|| time.parse().ok()).flatten().ok_or("time")).transpose()?;
        Ok(Self { day, time })
    }
}

impl Zone {
    /// The instant of an end. A time that the clocks skip is the one they show instead; one that they show twice is the first of the two.
    #[must_use]
    pub fn instant(&self, end: End) -> Option<i64> {
        let civil = match end.time {
            Some(time) => end.day.to_datetime(time),
            None => end.day.tomorrow().ok()?.to_datetime(Time::midnight()),
        };
        Some(civil.to_zoned(self.0.clone()).ok()?.timestamp().as_millisecond())
    }

    /// How people say an instant at which something ends: midnight is the end of a day.
    #[must_use]
    pub fn end(&self, unix_millis: i64) -> Option<End> {
        let zoned = Timestamp::from_millisecond(unix_millis).ok()?.to_zoned(self.0.clone());
        match zoned.start_of_day() {
            Ok(start) if start == zoned => Some(End { day: zoned.date().yesterday().ok()?, time: None }),
            _ => Some(End { day: zoned.date(), time: Some(zoned.time()) }),
        }
    }
}

/// The day of a `YYYY-MM-DD`, counted from 1970-01-01. Only days that are in the calendar.
#[must_use]
pub fn day_from_text(text: &str) -> Option<i64> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = is_plain.then(|| text.parse::<Date>().ok()).flatten()?;
    let since = date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    Some(since.div_euclid(DAY_MILLIS))
}

/// `YYYY-MM-DD`, UTC.
#[must_use]
pub fn date(unix_millis: i64) -> String {
    let (year, month, day) = civil(unix_millis.div_euclid(DAY_MILLIS));
    format!("{year:04}-{month:02}-{day:02}")
}

/// RFC 3339 with milliseconds, UTC.
#[must_use]
pub fn rfc3339(unix_millis: i64) -> String {
    let millis = unix_millis.rem_euclid(DAY_MILLIS);
    let seconds = millis / 1000;
    format!("{}T{:02}:{:02}:{:02}.{:03}Z", date(unix_millis), seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000)
}

/// Year, month and day of a count of days since 1970-01-01: Howard Hinnant's `civil_from_days`, eras of 400 years that start in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_as_rfc_3339() {
        for (millis, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_794_988_799_999, "2026-11-18T07:59:59.999Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(rfc3339(millis), expected);
        }
    }

    #[test]
    fn days_begin_at_midnight_of_the_zone() {
        let (utc, oslo) = (Zone::default(), Zone::named("Europe/Oslo").unwrap());
        for (instant, in_utc, in_oslo) in [
            (DAY_MILLIS + 5, 1, 1),
            (-5, -1, 0),
            // 22:30 UTC on 30 June 2026 is 0:30 on 1 July in Oslo; on 30 November it is 23:30 of the same day.
            (1_782_858_600_000, 20_634, 20_635),
            (1_796_077_800_000, 20_787, 20_787),
            (1_796_081_400_000, 20_787, 20_788),
        ] {
            assert_eq!((utc.day_of(instant), oslo.day_of(instant)), (in_utc, in_oslo), "{instant}");
        }
        assert!(Zone::named("Europe/Nordlys").unwrap_err().contains("Europe/Nordlys"));
    }

    #[test]
    fn ends_are_instants_of_the_zone_and_are_said_as_they_were_set() {
        let oslo = Zone::named("Europe/Oslo").unwrap();
        for (day, time, instant) in [
            // Midnight of Oslo is 22:00 UTC in summer, 23:00 in winter.
            ("2026-06-30", None, 1_782_856_800_000),
            ("2026-11-30", None, 1_796_079_600_000),
            ("2026-11-30", Some("18:30"), 1_796_059_800_000),
            // 25 October 2026: 02:30 comes twice, and the first counts.
            ("2026-10-25", Some("02:30"), 1_792_888_200_000),
        ] {
            let end = End::read(day, time).unwrap();
            assert_eq!(oslo.instant(end), Some(instant), "{day} {time:?}");
            assert_eq!(oslo.end(instant), Some(end), "{day} {time:?}");
        }
        // 29 March 2026: 02:30 does not come; an hour later it is 03:30.
        let skipped = oslo.instant(End::read("2026-03-29", Some("02:30")).unwrap()).unwrap();
        assert_eq!(oslo.end(skipped), End::read("2026-03-29", Some("03:30")).ok());
        for (day, time, part) in [
            ("2026-02-30", None, "day"),
            ("30.11.2026", None, "day"),
            ("2026-11-30", Some("25:00"), "time"),
            ("2026-11-30", Some("7:00"), "time"),
        ] {
            assert_eq!(End::read(day, time), Err(part));
        }
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for day in [0, -1, 20_634, 11_016] {
            assert_eq!(day_from_text(&date(day * DAY_MILLIS)), Some(day));
        }
        for text in ["2026-02-30", "2026-2-3", "26-02-03", "+02026-02-03", "", "2026-02-03T00:00", "tomorrow"] {
            assert_eq!(day_from_text(text), None, "{text}");
        }
    }
}
