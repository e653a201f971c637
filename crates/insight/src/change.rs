//! Two periods beside each other: the difference with its interval, and what may be said about it.

use crate::estimate::{Estimate, Z95, real};
use crate::proportion::wilson;

/// What the interval of a difference allows to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The 95 % interval leaves 0 out.
    Real,
    /// More than a standard error away from 0, but the interval holds it: neither shown nor ruled out.
    Chance,
    /// Within one standard error of 0: as large as two samples of an unchanged world usually differ.
    None,
}

/// What may be said about a difference.
#[must_use]
pub fn verdict(difference: &Estimate) -> Verdict {
    if difference.excludes(0.0) {
        return Verdict::Real;
    }
    // The half of the interval that lies towards 0: score intervals are not symmetrical.
    let towards = if difference.value > 0.0 { difference.value - difference.low } else { difference.high - difference.value };
    if difference.value.abs() * Z95 > towards { Verdict::Chance } else { Verdict::None }
}

/// `later` minus `earlier` of two shares of separate samples, each given as part and whole, in points of per cent. The number of answers is
/// that of the smaller sample.
///
/// Newcombe's hybrid of two Wilson intervals (Statistics in Medicine 17, 1998, method 10): it holds its 95 % also at small n and near 0 and 100 %.
#[must_use]
pub fn share_difference(later: (u64, u64), earlier: (u64, u64)) -> Option<Estimate> {
    let (now, before) = (wilson(later.0, later.1)?, wilson(earlier.0, earlier.1)?);
    let value = now.value - before.value;
    let low = value - (now.value - now.low).hypot(before.high - before.value);
    let high = value + (now.high - now.value).hypot(before.value - before.low);
    Some(Estimate::within(value, low, high, now.n.min(before.n), (-1.0, 1.0)).scaled(100.0))
}

/// `later` minus `earlier` of two means on the same scale, each with an interval of its own. The number of answers is that of the smaller sample.
///
/// The ends are those of the two intervals put together as independent errors (Zou and Donner, Statistics in Medicine 27, 2008: "MOVER"), so the
/// degrees of freedom of each sample are kept, also where one is small and its interval is not symmetrical.
#[must_use]
pub fn mean_difference(later: &Estimate, earlier: &Estimate) -> Estimate {
    let value = later.value - earlier.value;
    let low = value - (later.value - later.low).hypot(earlier.high - earlier.value);
    let high = value + (later.high - later.value).hypot(earlier.value - earlier.low);
    Estimate { value, low, high, n: later.n.min(earlier.n) }
}

/// The part of a whole that a share in per cent was made from.
#[must_use]
pub fn part_of(share: &Estimate) -> (u64, u64) {
    let part = (share.value / 100.0 * real(share.n)).round().max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a count, rounded, never negative")]
    let part = part as u64;
    (part.min(share.n), share.n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proportion::share;

    /// Newcombe's paper, table II, method 10.
    #[test]
    fn published_intervals_come_out() {
        for (later, earlier, low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ] {
            let found = share_difference(later, earlier).unwrap();
            assert!((found.low / 100.0 - low).abs() < 6e-5 && (found.high / 100.0 - high).abs() < 6e-5, "{later:?} {earlier:?}: {found:?}");
        }
        assert_eq!(share_difference((1, 2), (0, 0)), None);
    }

    #[test]
    fn swapping_the_periods_mirrors_the_difference() {
        for (a, b) in [((3, 10), (7, 12)), ((0, 5), (5, 5)), ((1, 1), (200, 400))] {
            let (there, back) = (share_difference(a, b).unwrap(), share_difference(b, a).unwrap());
            assert!((there.value + back.value).abs() < 1e-9 && (there.low + back.high).abs() < 1e-9);
            assert_eq!(verdict(&there), verdict(&back));
            let [a, b] = [a, b].map(|(part, whole)| share(part, whole).unwrap());
            assert!((mean_difference(&a, &b).low + mean_difference(&b, &a).high).abs() < 1e-9);
        }
    }

    #[test]
    fn verdicts_follow_the_interval() {
        let of = |value, low, high| verdict(&Estimate { value, low, high, n: 10 });
        assert_eq!(of(8.0, 1.0, 15.0), Verdict::Real);
        assert_eq!(of(-8.0, -15.0, -1.0), Verdict::Real);
        assert_eq!(of(6.0, -1.0, 13.0), Verdict::Chance);
        assert_eq!(of(-6.0, -13.0, 1.0), Verdict::Chance);
        assert_eq!(of(1.0, -6.0, 8.0), Verdict::None);
        assert_eq!(of(0.0, -6.0, 6.0), Verdict::None);
    }

    #[test]
    fn a_share_gives_back_what_it_was_made_from() {
        for (part, whole) in [(0, 1), (1, 3), (2, 3), (7, 9), (333, 1000), (123_456, 999_999)] {
            assert_eq!(part_of(&share(part, whole).unwrap()), (part, whole));
        }
    }
}
