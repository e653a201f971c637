//! Which answers figures are about: days of the workspace, and the segment they came from.

use crate::clock::DAY_MILLIS;
use crate::store::Segment;

/// A part of the answers. The default is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// First day, counted from 1970-01-01.
    pub from: Option<i64>,
    /// Last day.
    pub to: Option<i64>,
    /// An empty text asks for all.
    pub segment: Segment,
}

impl Filter {
    /// Whether it leaves nothing out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// First and last day, open ends as far away as days go.
    #[must_use]
    pub fn days(&self) -> (i64, i64) {
        (self.from.unwrap_or(i64::MIN), self.to.unwrap_or(i64::MAX))
    }

    /// The instants between which answers of these days were saved, in whatever time zone days were counted then: to find them by; which
    /// they are, their days say.
    #[must_use]
    pub fn instants(&self) -> (i64, i64) {
        let (from, to) = self.days();
        (from.saturating_sub(1).saturating_mul(DAY_MILLIS), to.saturating_add(2).saturating_mul(DAY_MILLIS))
    }

    /// The same segment in the period of the same length that ends the day before this one; `None` where this one has an open end.
    #[must_use]
    pub fn before(&self) -> Option<Self> {
        let (from, to) = (self.from?, self.to?);
        let length = to.checked_sub(from)?.checked_add(1).filter(|length| *length > 0)?;
        Some(Self { from: Some(from.checked_sub(length)?), to: Some(from.checked_sub(1)?), segment: self.segment.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_looked_for_wherever_on_earth_it_was() {
        let filter = Filter { from: Some(10), to: Some(12), ..Filter::default() };
        let (first, last) = filter.instants();
        let hour = DAY_MILLIS / 24;
        assert!(first <= 10 * DAY_MILLIS - 14 * hour && last >= 13 * DAY_MILLIS + 12 * hour);
        assert!(first >= 8 * DAY_MILLIS && last <= 15 * DAY_MILLIS, "and not much further");
        assert_eq!(Filter::default().instants(), (i64::MIN, i64::MAX));
    }

    #[test]
    fn the_period_before_is_as_long_and_ends_the_day_before() {
        let days = |from, to| Filter { from, to, segment: Segment { layout: "tv".into(), ..Segment::default() } };
        assert_eq!(days(Some(10), Some(16)).before(), Some(days(Some(3), Some(9))));
        assert_eq!(days(Some(5), Some(5)).before(), Some(days(Some(4), Some(4))));
        assert_eq!(days(None, Some(16)).before(), None);
        assert_eq!(days(Some(7), Some(6)).before(), None);
        assert_eq!(days(Some(i64::MIN), Some(0)).before(), None);
    }
}
