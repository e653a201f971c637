//! The median with an interval from order statistics (Thompson, Annals of Mathematical Statistics 7, 1936; David and Nagaraja, 7.1).
//!
//! Times are skewed: a few people leave the page open over lunch. The median does not mind, and this interval asks nothing of the shape.

use crate::estimate::{Estimate, Z95, real};

/// The median of the values given with their counts, in any order.
///
/// `None` below six values: between the least and the greatest of five the median lies with 93.75 % only, so no 95 % interval exists.
#[must_use]
pub fn median(counts: &[(f64, u64)]) -> Option<Estimate> {
    let mut sorted: Vec<(f64, u64)> = counts.iter().copied().filter(|(value, count)| *count > 0 && value.is_finite()).collect();
    sorted.sort_by(|left, right| left.0.total_cmp(&right.0));
    let n: u64 = sorted.iter().map(|(_, count)| count).sum();
    let rank = lower_rank(n)?;
    let at = |rank: u64| nth(&sorted, rank);
    let value = f64::midpoint(at(n.div_ceil(2))?, at(n / 2 + 1)?);
    Some(Estimate::within(value, at(rank)?, at(n + 1 - rank)?, n, (f64::MIN, f64::MAX)))
}

/// The value of that rank, from 1.
fn nth(sorted: &[(f64, u64)], rank: u64) -> Option<f64> {
    let mut seen = 0;
    sorted.iter().find_map(|(value, count)| {
        seen += count;
        (seen >= rank).then_some(*value)
    })
}

/// The greatest rank r for which the interval between the r-th least and the r-th greatest covers the median with 95 % or more: the number
/// of values below the median is binomial(n, 1/2), and each tail may hold 2.5 %. Exact up to 1,000; beyond, 2^-n leaves the range of f64
/// and the normal distribution (with continuity correction) is as good.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a non-negative number below n")]
fn lower_rank(n: u64) -> Option<u64> {
    if n > 1000 {
        return Some((real(n) / 2.0 - Z95 * real(n).sqrt() / 2.0 + 0.5).max(1.0) as u64);
    }
    let (mut probability, mut tail, mut rank) = (0.5_f64.powi(i32::try_from(n).ok()?), 0.0, 0);
    while rank < n {
        tail += probability;
        if tail > 0.025 {
            break;
        }
        rank += 1;
        probability *= real(n + 1 - rank) / real(rank);
    }
    (rank > 0).then_some(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ranks of the printed table (Conover, Practical Nonparametric Statistics, sign test at 5 %).
    #[test]
    fn ranks_are_those_of_the_table() {
        for (n, rank) in [(6, 1), (8, 1), (9, 2), (10, 2), (12, 3), (20, 6), (25, 8), (50, 18), (100, 40)] {
            assert_eq!(lower_rank(n), Some(rank), "{n}");
        }
        assert!((0..6).all(|n| lower_rank(n).is_none()));
    }

    #[test]
    fn approximation_continues_the_exact_ranks() {
        let exact = lower_rank(1000).unwrap();
        let next = lower_rank(1001).unwrap();
        assert!(next == exact || next == exact + 1, "{exact} then {next}");
    }

    #[test]
    fn median_of_odd_and_even_numbers() {
        let odd = median(&[(9.0, 1), (1.0, 3), (4.0, 3)]).unwrap();
        assert_eq!((odd.value, odd.low, odd.high, odd.n), (4.0, 1.0, 9.0, 7));
        let even = median(&[(1.0, 4), (2.0, 4)]).unwrap();
        assert_eq!(even.value, 1.5);
    }

    #[test]
    fn every_interval_contains_its_median_and_narrows() {
        let mut width = f64::MAX;
        for n in [6_u64, 20, 100, 900, 1100, 20_000] {
            let values: Vec<(f64, u64)> = (0..n).map(|index| (real(index) / real(n), 1)).collect();
            let found = median(&values).unwrap();
            assert!(found.low <= found.value && found.value <= found.high);
            assert!(found.high - found.low < width);
            width = found.high - found.low;
        }
    }

    #[test]
    fn too_few_values_give_no_median() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(3.0, 5)]), None);
        assert_eq!(median(&[(3.0, 0), (f64::INFINITY, 20)]), None);
    }
}
