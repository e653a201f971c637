//! Wheels and the value they stand for; no document, no clock: what now is comes from outside.

use tessera_form::InputType;

/// What a wheel turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Day,
    Month,
    Year,
    Week,
    Hour,
    Minute,
}

/// Where an untouched wheel begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
}

/// A wheel and where it stands, if it was touched.
pub(super) type Wheel = (Part, Option<u32>);

/// The wheels of an input in the order of the language, or nothing when it has none.
pub(super) fn parts(input: InputType, month_first: bool) -> &'static [Part] {
    use Part::{Day, Hour, Minute, Month, Week, Year};
    match (input, month_first) {
        (InputType::Date, false) => &[Day, Month, Year],
        (InputType::Date, true) => &[Month, Day, Year],
        (InputType::DatetimeLocal, false) => &[Day, Month, Year, Hour, Minute],
        (InputType::DatetimeLocal, true) => &[Month, Day, Year, Hour, Minute],
        (InputType::Month, _) => &[Month, Year],
        (InputType::Week, _) => &[Week, Year],
        (InputType::Time, _) => &[Hour, Minute],
        _ => &[],
    }
}

/// The wheels as a stored value has them; all untouched without one.
pub(super) fn read(parts: &[Part], value: Option<&str>) -> Vec<Wheel> {
    let numbers: Vec<u32> = value.unwrap_or_default().split(['-', 'W', 'T', ':']).filter_map(|part| part.parse().ok()).collect();
    let has_year = parts.contains(&Part::Year);
    // Stored values run from the year down, times by themselves from the hour.
    let place = |part: Part| match part {
        Part::Year => 0,
        Part::Month | Part::Week => 1,
        Part::Day => 2,
        Part::Hour if has_year => 3,
        Part::Minute if has_year => 4,
        Part::Hour => 0,
        Part::Minute => 1,
    };
    parts.iter().map(|part| (*part, numbers.get(place(*part)).copied())).collect()
}

/// What stands for a wheel that was not touched where some were.
pub(super) const UNTOUCHED: &str = "–";

/// Wheels of which some were touched, as they would be typed in the order of the language; `None` when none was.
pub(super) fn half_written(wheels: &[Wheel], month_first: bool) -> Option<String> {
    let write = |(part, value): &Wheel| match (part, value) {
        (_, None) => UNTOUCHED.to_owned(),
        (Part::Year, Some(year)) => padded(*year, 4),
        (_, Some(number)) => padded(*number, 2),
    };
    let is_touched = wheels.iter().any(|(_, value)| value.is_some());
    is_touched.then(|| wheels.iter().map(write).collect::<Vec<_>>().join(if month_first { "/" } else { "." }))
}

/// The wheels as something half written has them, here or in a box of another layout.
pub(super) fn read_half(parts: &[Part], text: &str) -> Vec<Wheel> {
    let mut written = text.split(|c: char| !c.is_ascii_digit() && !UNTOUCHED.contains(c)).filter(|piece| !piece.is_empty());
    let mut wheels: Vec<Wheel> = parts.iter().map(|part| (*part, written.next().and_then(|piece| piece.parse().ok()))).collect();
    for index in 0..wheels.len() {
        let (low, high) = range(&wheels, index);
        if let Some((_, value)) = wheels.get_mut(index) {
            *value = value.filter(|number| (low..=high).contains(number));
        }
    }
    wheels
}

/// The stored value, once every wheel was touched.
pub(super) fn value(wheels: &[Wheel]) -> Option<String> {
    if wheels.iter().any(|(_, value)| value.is_none()) {
        return None;
    }
    let of = |wanted: Part| wheels.iter().find(|(part, _)| *part == wanted).and_then(|(_, value)| *value);
    let date = match (of(Part::Year), of(Part::Month), of(Part::Day), of(Part::Week)) {
        (Some(year), Some(month), Some(day), _) => Some([padded(year, 4), padded(month, 2), padded(day, 2)].join("-")),
        (Some(year), Some(month), None, _) => Some([padded(year, 4), padded(month, 2)].join("-")),
        (Some(year), _, _, Some(week)) => Some([padded(year, 4), padded(week, 2)].join("-W")),
        _ => None,
    };
    let time = of(Part::Hour).zip(of(Part::Minute)).map(|(hour, minute)| [padded(hour, 2), padded(minute, 2)].join(":"));
    match (date, time) {
        (Some(date), Some(time)) => Some([date, time].join("T")),
        (date, time) => date.or(time),
    }
}

/// A number with zeros before it.
pub(super) fn padded(number: u32, width: usize) -> String {
    let digits = number.to_string();
    ["0".repeat(width.saturating_sub(digits.len())), digits].concat()
}

/// One step of wheel `index`. An untouched one begins at now; days and hours go round, years do not.
pub(super) fn turn(wheels: &mut [Wheel], index: usize, up: bool, now: Now) {
    let (low, high) = range(wheels, index);
    let Some((part, value)) = wheels.get_mut(index) else { return };
    *value = Some(match *value {
        None => start(*part, now).clamp(low, high),
        Some(value) if *part == Part::Year => if up { value + 1 } else { value.saturating_sub(1) }.clamp(low, high),
        Some(value) if up => {
            if value >= high {
                low
            } else {
                value + 1
            }
        }
        Some(value) => {
            if value <= low {
                high
            } else {
                value - 1
            }
        }
    });
}

/// One more digit on wheel `index`, after those typed before it: the number, or the digit alone when together they are too large.
pub(super) fn type_digit(wheels: &mut [Wheel], index: usize, typed: u32, digit: u32) -> u32 {
    let (_, high) = range(wheels, index);
    let longer = typed * 10 + digit;
    let number = if longer <= high { longer } else { digit };
    if let Some((_, value)) = wheels.get_mut(index) {
        *value = Some(number);
    }
    let (low, _) = range(wheels, index);
    if number < low {
        // The beginning of a number, "0" of "07" or "20" of "2026": not yet one.
        if let Some((_, value)) = wheels.get_mut(index) {
            *value = None;
        }
    }
    number
}

fn range(wheels: &[Wheel], index: usize) -> (u32, u32) {
    match wheels.get(index).map(|(part, _)| *part) {
        Some(Part::Day) => (1, last_day(wheels)),
        Some(Part::Month) => (1, 12),
        Some(Part::Week) => (1, 53),
        Some(Part::Hour) => (0, 23),
        Some(Part::Minute) => (0, 59),
        Some(Part::Year) | None => (1900, 2100),
    }
}

fn start(part: Part, now: Now) -> u32 {
    match part {
        Part::Day => now.day,
        Part::Month => now.month,
        Part::Year => now.year,
        // Near enough to turn from.
        Part::Week => (now.month - 1) * 52 / 12 + now.day.div_ceil(7),
        Part::Hour => now.hour,
        Part::Minute => now.minute,
    }
}

/// The last day of the month chosen; of a long month while none is, and of a leap year while no year is.
fn last_day(wheels: &[Wheel]) -> u32 {
    let of = |wanted: Part| wheels.iter().find(|(part, _)| *part == wanted).and_then(|(_, value)| *value);
    let year = of(Part::Year).unwrap_or(2000);
    match of(Part::Month) {
        Some(2) if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

/// The day chosen, if any.
pub(super) fn day(wheels: &[Wheel]) -> Option<u32> {
    wheels.iter().find(|(part, _)| *part == Part::Day).and_then(|(_, value)| *value)
}

/// Keeps the day within its month. Turning months past February must not cost the 30th, so the day that was wished for comes back
/// where it fits.
pub(super) fn fit_day(wheels: &mut [Wheel], wished: Option<u32>) {
    let last = last_day(wheels);
    for (part, value) in wheels {
        if *part == Part::Day {
            *value = wished.or(*value).map(|day| day.min(last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Now = Now { year: 2026, month: 1, day: 31, hour: 23, minute: 5 };

    fn turned(input: InputType, turns: &[(usize, bool)]) -> Option<String> {
        let mut wheels = read(parts(input, false), None);
        for (index, up) in turns {
            turn(&mut wheels, *index, *up, NOW);
            fit_day(&mut wheels, None);
        }
        value(&wheels)
    }

    #[test]
    fn nothing_is_answered_before_every_wheel_was_touched() {
        assert_eq!(turned(InputType::Date, &[]), None);
        assert_eq!(turned(InputType::Date, &[(0, true), (1, true)]), None);
        assert_eq!(turned(InputType::Date, &[(0, true), (1, true), (2, true)]).as_deref(), Some("2026-01-31"));
    }

    #[test]
    fn wheels_go_round_and_a_day_stays_in_its_month() {
        assert_eq!(turned(InputType::Date, &[(0, true), (1, true), (2, true), (1, true)]).as_deref(), Some("2026-02-28"));
        assert_eq!(turned(InputType::Date, &[(0, true), (0, true), (1, true), (1, false), (2, true)]).as_deref(), Some("2026-12-01"));
        assert_eq!(turned(InputType::Time, &[(0, true), (0, true), (1, true), (1, false)]).as_deref(), Some("00:04"));
    }

    #[test]
    fn a_short_month_on_the_way_costs_no_day() {
        let mut wheels = read(parts(InputType::Date, false), Some("2026-03-30"));
        let wished = day(&wheels);
        let mut days = Vec::new();
        for _ in 0..2 {
            turn(&mut wheels, 1, false, NOW);
            fit_day(&mut wheels, wished);
            days.push(value(&wheels));
        }
        assert_eq!(days, [Some(String::from("2026-02-28")), Some(String::from("2026-01-30"))]);
    }

    #[test]
    fn each_input_is_stored_as_the_web_stores_it() {
        let all = |count: usize| (0..count).map(|index| (index, true)).collect::<Vec<_>>();
        assert_eq!(turned(InputType::DatetimeLocal, &all(5)).as_deref(), Some("2026-01-31T23:05"));
        assert_eq!(turned(InputType::Month, &all(2)).as_deref(), Some("2026-01"));
        assert_eq!(turned(InputType::Week, &all(2)).as_deref(), Some("2026-W05"));
        assert_eq!(turned(InputType::Time, &all(2)).as_deref(), Some("23:05"));
    }

    #[test]
    fn a_stored_value_is_read_back() {
        let cases = [
            (InputType::Date, "2026-02-03"),
            (InputType::DatetimeLocal, "2026-02-03T14:30"),
            (InputType::Month, "2026-02"),
            (InputType::Week, "2026-W07"),
            (InputType::Time, "04:07"),
        ];
        for (input, stored) in cases {
            for month_first in [false, true] {
                assert_eq!(value(&read(parts(input, month_first), Some(stored))).as_deref(), Some(stored));
            }
        }
    }

    #[test]
    fn half_turned_wheels_are_written_down_and_read_back() {
        let date = parts(InputType::Date, false);
        let half = vec![(Part::Day, Some(3)), (Part::Month, None), (Part::Year, Some(2026))];
        assert_eq!(half_written(&half, false).as_deref(), Some("03.–.2026"));
        assert_eq!(read_half(date, "03.–.2026"), half);
        assert_eq!(half_written(&read(date, None), false), None);
        let american = vec![(Part::Month, Some(1)), (Part::Day, None), (Part::Year, None)];
        assert_eq!(half_written(&american, true).as_deref(), Some("01/–/–"));
        assert_eq!(read_half(parts(InputType::Date, true), "01/–/–"), american);
        // Typed elsewhere: what is a day and a month is taken, what is nothing is not.
        assert_eq!(read_half(date, "3.2"), [(Part::Day, Some(3)), (Part::Month, Some(2)), (Part::Year, None)]);
        assert_eq!(read_half(date, "99.2.26"), [(Part::Day, None), (Part::Month, Some(2)), (Part::Year, None)]);
        assert_eq!(read_half(date, "tomorrow"), read(date, None));
    }

    #[test]
    fn digits_are_numbers_as_far_as_they_fit() {
        let mut wheels = read(parts(InputType::Time, false), None);
        let typed = type_digit(&mut wheels, 0, 0, 1);
        type_digit(&mut wheels, 0, typed, 4);
        let typed = type_digit(&mut wheels, 1, 0, 3);
        type_digit(&mut wheels, 1, typed, 0);
        assert_eq!(value(&wheels).as_deref(), Some("14:30"));
        let mut wheels = read(parts(InputType::Date, false), None);
        let typed = [2, 0, 2].into_iter().fold(0, |typed, digit| type_digit(&mut wheels, 2, typed, digit));
        assert_eq!(wheels[2].1, None, "202 is not yet a year");
        type_digit(&mut wheels, 2, typed, 6);
        assert_eq!(wheels[2].1, Some(2026));
    }
}
