//! The server's only sight of the time, and how instants are written.

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

/// The first instant of the day `unix_millis` lies in, UTC.
#[must_use]
pub fn day_start(unix_millis: i64) -> i64 {
    unix_millis.div_euclid(DAY_MILLIS) * DAY_MILLIS
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
    fn a_day_starts_at_midnight_before_and_after_1970() {
        assert_eq!(day_start(DAY_MILLIS + 5), DAY_MILLIS);
        assert_eq!(day_start(-5), -DAY_MILLIS);
    }
}
