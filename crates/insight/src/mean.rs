//! Means with Student's interval (Biometrika 6, 1908).

use crate::estimate::{Estimate, Z95, real};
use crate::proportion::wilson;

/// The mean of the values given with their counts; `None` below two values, where no spread can be seen.
#[must_use]
pub fn mean(counts: &[(f64, u64)]) -> Option<Estimate> {
    let (n, mean, error) = moments(counts)?;
    if n < 2 {
        return None;
    }
    let half = student(n - 1) * error;
    Some(Estimate::within(mean, mean - half, mean + half, n, (f64::MIN, f64::MAX)))
}

/// The mean of steps on a scale from `min` to `max`, the interval cut to the scale.
///
/// Where all answers agree (one answer always does) Student's interval would have no width and claim certainty. There it is as wide as
/// answers not seen yet allow: of n equal answers Wilson's upper bound says what share of people may think otherwise, and at worst they
/// sit at the ends of the scale.
#[must_use]
pub fn mean_on_scale(counts: &[(f64, u64)], min: f64, max: f64) -> Option<Estimate> {
    let (n, mean, error) = moments(counts)?;
    if error > 0.0 {
        let half = student(n - 1) * error;
        return Some(Estimate::within(mean, mean - half, mean + half, n, (min, max)));
    }
    let unseen = wilson(0, n)?.high;
    Some(Estimate::within(mean, mean - unseen * (mean - min), mean + unseen * (max - mean), n, (min, max)))
}

/// Number, mean and standard error of the mean. Two passes, since the difference of sums of squares loses all digits of small spreads.
fn moments(counts: &[(f64, u64)]) -> Option<(u64, f64, f64)> {
    let n: u64 = counts.iter().map(|(_, count)| count).sum();
    if n == 0 || counts.iter().any(|(value, _)| !value.is_finite()) {
        return None;
    }
    let mean = counts.iter().map(|(value, count)| value * real(*count)).sum::<f64>() / real(n);
    let squares: f64 = counts.iter().map(|(value, count)| (value - mean).powi(2) * real(*count)).sum();
    let spread = if n > 1 { squares / real(n - 1) } else { 0.0 };
    Some((n, mean, (spread / real(n)).sqrt()))
}

/// The 97.5 % point of Student's distribution: a table where the series is coarse, else the Cornish-Fisher series
/// (Abramowitz and Stegun 26.7.5), right to six digits from 11 degrees of freedom.
fn student(freedom: u64) -> f64 {
    const FEW: [f64; 10] = [12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004, 2.262_157, 2.228_139];
    if let Some(known) = usize::try_from(freedom).ok().and_then(|index| FEW.get(index.wrapping_sub(1))) {
        return *known;
    }
    let (z, v) = (Z95, real(freedom));
    let terms = [
        (z.powi(3) + z) / 4.0,
        (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
        (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
        (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1482.0 * z.powi(5) - 1920.0 * z.powi(3) - 945.0 * z) / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / v) + z
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the usual printed table.
    #[test]
    fn quantiles_are_those_of_the_table() {
        for (freedom, expected) in [(1, 12.706_205), (10, 2.228_139), (11, 2.200_985), (15, 2.131_450), (30, 2.042_272), (120, 1.979_930)] {
            assert!((student(freedom) - expected).abs() < 5e-6, "{freedom}: {}", student(freedom));
        }
        assert!((student(10_000_000) - Z95).abs() < 1e-6);
        assert!((2..2000).all(|freedom| student(freedom) < student(freedom - 1)), "more answers, narrower interval");
    }

    /// 4, 5, 5, 6, 7 by hand: deviation sqrt(1.3), 4 degrees of freedom.
    #[test]
    fn published_interval_comes_out() {
        let found = mean(&[(4.0, 1), (5.0, 2), (6.0, 1), (7.0, 1)]).unwrap();
        assert!((found.value - 5.4).abs() < 1e-12);
        assert!((found.low - 3.984_285).abs() < 1e-5 && (found.high - 6.815_715).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn agreement_is_never_certainty() {
        let one = mean_on_scale(&[(5.0, 1)], 1.0, 7.0).unwrap();
        let many = mean_on_scale(&[(5.0, 500)], 1.0, 7.0).unwrap();
        assert!(one.low < 2.0 && one.high > 6.0, "{one:?}");
        assert!(many.low < 5.0 && many.high > 5.0 && many.low > 4.9, "{many:?}");
        assert_eq!(mean(&[(5.0, 1)]), None);
    }

    #[test]
    fn every_interval_lies_on_the_scale_and_contains_its_mean() {
        for (a, b, c) in (0..9u64).flat_map(|a| (0..9).flat_map(move |b| (0..9).map(move |c| (a, b, c)))) {
            let found = mean_on_scale(&[(1.0, a), (3.0, b), (5.0, c)], 1.0, 5.0);
            assert_eq!(found.is_none(), a + b + c == 0);
            let Some(found) = found else { continue };
            assert_eq!(found.n, a + b + c);
            assert!(1.0 <= found.low && found.low <= found.value && found.value <= found.high && found.high <= 5.0, "{found:?}");
            assert!(found.low < found.high);
        }
    }

    #[test]
    fn no_answers_or_no_numbers_give_no_mean() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean_on_scale(&[(3.0, 0)], 1.0, 5.0), None);
        assert_eq!(mean(&[(f64::NAN, 3)]), None);
    }
}
