//! Days as people type them: in the order of their language, with whatever stands between the numbers.

use super::state::Mistake;
use crate::i18n::Locale;

/// Which number comes first, and what stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31.12.2026, most of the world.
    DayFirst,
    /// 31/12/2026, French, and English outside the United States.
    DayFirstSlashes,
    /// 12/31/2026, the United States.
    MonthFirst,
}

impl DateOrder {
    /// The order of a language, as `Intl.DateTimeFormat` has it. English alone has two, told apart by the browser's own region.
    pub(super) fn of(locale: Locale, browser_tag: Option<&str>) -> Self {
        match locale {
            Locale::En if matches!(browser_tag, Some("en" | "en-US")) => Self::MonthFirst,
            Locale::En | Locale::Fr => Self::DayFirstSlashes,
            Locale::He | Locale::Pl | Locale::Ru => Self::DayFirst,
        }
    }

    /// A day that shows the order beyond doubt.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::DayFirst => "31.12.2026",
            Self::DayFirstSlashes => "31/12/2026",
            Self::MonthFirst => "12/31/2026",
        }
    }
}

/// Reads a day; the year may come first in any order, and stands in four digits or two.
pub(super) fn parse(order: DateOrder, text: &str) -> Result<String, Mistake> {
    let numbers: Vec<&str> = text.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let has_letters = text.chars().any(char::is_alphabetic);
    let [first, second, third] = numbers.as_slice() else { return Err(Mistake::Date) };
    if has_letters || numbers.iter().any(|part| part.len() > 4) {
        return Err(Mistake::Date);
    }
    // Nobody writes the month first between dots, and there are only twelve of them.
    let is_day_first = order != DateOrder::MonthFirst || text.contains('.') || first.parse::<u32>().is_ok_and(|first| first > 12);
    let (year, month, day) = match (first.len(), is_day_first) {
        (4, _) => (*first, *second, *third),
        (_, true) => (*third, *second, *first),
        (_, false) => (*third, *first, *second),
    };
    let read = |part: &str| part.parse::<u32>().ok().ok_or(Mistake::Date);
    let (mut full_year, month, day) = (read(year)?, read(month)?, read(day)?);
    match year.len() {
        4 => {}
        2 => full_year += if full_year < 70 { 2000 } else { 1900 },
        _ => return Err(Mistake::Date),
    }
    if !(1..=12).contains(&month) {
        return Err(Mistake::NoMonth);
    }
    let last = days_in(full_year, month);
    if day == 0 || day > 31 {
        return Err(Mistake::Date);
    }
    if day > last {
        let before = if month == 1 { 12 } else { month - 1 };
        return Err(Mistake::ShortMonth {
            month: iso_month(full_year, month),
            last,
            meant: vec![iso(full_year, month, last), iso(full_year, before, day)],
        });
    }
    Ok(iso(full_year, month, day))
}

/// Shows a stored day in the order of the language; anything else as it is.
pub(super) fn show(order: DateOrder, iso: &str) -> String {
    let mut parts = iso.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else { return iso.to_owned() };
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return iso.to_owned();
    }
    match order {
        DateOrder::DayFirst => [day, month, year].join("."),
        DateOrder::DayFirstSlashes => [day, month, year].join("/"),
        DateOrder::MonthFirst => [month, day, year].join("/"),
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn iso_month(year: u32, month: u32) -> String {
    [&*padded(year, 4), "-", &*padded(month, 2)].concat()
}

fn iso(year: u32, month: u32, day: u32) -> String {
    [&*iso_month(year, month), "-", &*padded(day, 2)].concat()
}

fn padded(number: u32, width: usize) -> String {
    let digits = number.to_string();
    ["0".repeat(width.saturating_sub(digits.len())), digits].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `Intl.DateTimeFormat` of each language writes, two digits each.
    #[test]
    fn days_are_written_as_the_language_writes_them() {
        let check = |locale, tag, expected: &str| {
            let order = DateOrder::of(locale, Some(tag));
            assert_eq!((show(order, "2026-12-31").as_str(), order.example()), (expected, expected), "{locale:?} {tag}");
        };
        check(Locale::En, "en-US", "12/31/2026");
        check(Locale::En, "en", "12/31/2026");
        check(Locale::En, "en-GB", "31/12/2026");
        // The region of the browser says nothing about another language.
        check(Locale::He, "en-US", "31.12.2026");
        check(Locale::Fr, "en-US", "31/12/2026");
        check(Locale::Pl, "en-US", "31.12.2026");
        check(Locale::Ru, "en-US", "31.12.2026");
    }

    #[test]
    fn days_are_read_in_the_order_of_the_language() {
        let check = |order, text: &str, expected: &str| assert_eq!(parse(order, text).as_deref(), Ok(expected), "{text}");
        check(DateOrder::DayFirst, "3.2.2026", "2026-02-03");
        check(DateOrder::DayFirst, "03/02/26", "2026-02-03");
        check(DateOrder::DayFirst, "3 2 1999", "1999-02-03");
        check(DateOrder::DayFirstSlashes, "3/2/2026", "2026-02-03");
        check(DateOrder::MonthFirst, "2/3/2026", "2026-02-03");
        check(DateOrder::MonthFirst, "2026-02-03", "2026-02-03");
        check(DateOrder::DayFirst, "29.02.2024", "2024-02-29");
        check(DateOrder::MonthFirst, "03.02.2026", "2026-02-03");
        check(DateOrder::MonthFirst, "31/01/2026", "2026-01-31");
    }

    #[test]
    fn impossible_days_say_what_was_probably_meant() {
        let short = Mistake::ShortMonth { month: "2026-02".into(), last: 28, meant: vec!["2026-02-28".into(), "2026-01-30".into()] };
        assert_eq!(parse(DateOrder::DayFirst, "30.02.2026"), Err(short));
        assert_eq!(parse(DateOrder::DayFirst, "1.13.2026"), Err(Mistake::NoMonth));
        for wrong in ["tomorrow", "1.2", "1.2.3.4", "32.1.2026", "1 may 2026", "1.1.202"] {
            assert_eq!(parse(DateOrder::DayFirst, wrong), Err(Mistake::Date), "{wrong}");
        }
    }
}
