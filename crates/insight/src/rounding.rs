//! How figures are rounded for reading, so that every surface shows the same digits.

use crate::estimate::{Estimate, real};

/// Rounds the figure to the nearest and its interval outwards, so that what is shown never claims more than is known.
///
/// Halves go away from zero. Ends that are whole by more than a billionth stay, so that a cut at 100 remains 100; a negative zero is 0.
#[must_use]
pub fn round_to(estimate: Estimate, digits: i32) -> Estimate {
    const HAIR: f64 = 1e-9;
    let unit = 10_f64.powi(digits);
    let whole = |value: f64| value / unit + 0.0;
    Estimate {
        value: whole((estimate.value * unit).round()),
        low: whole((estimate.low * unit + HAIR).floor()),
        high: whole((estimate.high * unit - HAIR).ceil()),
        n: estimate.n,
    }
}

/// Whole per cents of the parts of a whole that add up to 100 (largest remainder; ties to the earlier part). Empty without answers.
///
/// For parts shown side by side as a whole, such as 16 %, 27 % and 57 % of a net promoter score.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number from 0 to 100")]
pub fn round_together(parts: &[u64]) -> Vec<u64> {
    let whole: u64 = parts.iter().sum();
    if whole == 0 {
        return Vec::new();
    }
    let exact = parts.iter().map(|part| real(*part) * 100.0 / real(whole));
    let mut shown: Vec<(usize, u64, f64)> = exact.enumerate().map(|(index, share)| (index, share.floor() as u64, share.fract())).collect();
    let missing = 100_u64.saturating_sub(shown.iter().map(|(_, share, _)| share).sum());
    shown.sort_by(|left, right| right.2.total_cmp(&left.2).then(left.0.cmp(&right.0)));
    shown.iter_mut().take(usize::try_from(missing).unwrap_or(0)).for_each(|(_, share, _)| *share += 1);
    shown.sort_by_key(|(index, ..)| *index);
    shown.into_iter().map(|(_, share, _)| share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_rounded_outwards() {
        let shown = round_to(Estimate { value: 40.5, low: 34.6, high: 47.01, n: 612 }, 0);
        assert_eq!((shown.value, shown.low, shown.high, shown.n), (41.0, 34.0, 48.0, 612));
        let mean = round_to(Estimate { value: 5.449, low: 5.31, high: 5.6, n: 9 }, 1);
        assert_eq!((mean.value, mean.low, mean.high), (5.4, 5.3, 5.6));
    }

    #[test]
    fn ends_of_the_scale_stay_and_zero_has_no_sign() {
        let shown = round_to(Estimate { value: -0.2, low: -100.0, high: 100.0, n: 1 }, 0);
        assert_eq!((shown.low, shown.high), (-100.0, 100.0));
        assert!(shown.value.is_sign_positive());
    }

    #[test]
    fn parts_add_up_to_a_hundred() {
        assert_eq!(round_together(&[98, 165, 349]), [16, 27, 57]);
        assert_eq!(round_together(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(round_together(&[0, 0]), []);
        for (a, b, c) in (0..25_u64).flat_map(|a| (0..25).flat_map(move |b| (1..25).map(move |c| (a, b, c)))) {
            assert_eq!(round_together(&[a, b, c]).iter().sum::<u64>(), 100);
        }
    }
}
