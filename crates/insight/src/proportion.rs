//! Shares of a whole, with the interval of Wilson (Journal of the American Statistical Association 22, 1927).
//!
//! The textbook interval (share plus or minus z standard errors) shrinks to nothing at 0 and 100 % and leaves the possible range nearby;
//! Wilson's does neither, also at small n (Brown and others, Statistical Science 16, 2001).

use crate::estimate::{Estimate, Z95, real};

/// `part` of `whole` as a proportion (0 to 1). `None` when the whole is empty or smaller than its part.
#[must_use]
pub fn wilson(part: u64, whole: u64) -> Option<Estimate> {
    if whole == 0 || part > whole {
        return None;
    }
    let (x, n, z2) = (real(part), real(whole), Z95 * Z95);
    let center = (x + z2 / 2.0) / (n + z2);
    let half = Z95 / (n + z2) * (x * (n - x) / n + z2 / 4.0).sqrt();
    Some(Estimate::within(x / n, center - half, center + half, whole, (0.0, 1.0)))
}

/// `part` of `whole` in per cent (0 to 100).
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<Estimate> {
    wilson(part, whole).map(|estimate| estimate.scaled(100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ends worked by hand from the formula of the paper, as (2x + z^2 -+ z sqrt(z^2 + 4x(n - x)/n)) / 2(n + z^2).
    #[test]
    fn published_values_come_out() {
        for (part, whole, low, high) in [(8, 10, 49.0162, 94.3318), (0, 10, 0.0, 27.7533), (10, 10, 72.2467, 100.0), (1, 1, 20.6549, 100.0)]
        {
            let found = share(part, whole).unwrap();
            assert!((found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5, "{part} of {whole}: {found:?}");
        }
    }

    #[test]
    fn every_interval_lies_in_range_contains_its_share_and_mirrors() {
        for whole in (1..=120).chain([999, 1_000_000]) {
            for part in (0..=whole).step_by(usize::try_from(whole / 120 + 1).unwrap()) {
                let found = share(part, whole).unwrap();
                let mirrored = share(whole - part, whole).unwrap();
                assert!(0.0 <= found.low && found.low <= found.value && found.value <= found.high && found.high <= 100.0, "{found:?}");
                assert!(found.high > found.low, "no answer is ever certain: {found:?}");
                assert!((found.low - (100.0 - mirrored.high)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn nothing_of_nothing_is_no_share() {
        assert_eq!(share(0, 0), None);
        assert_eq!(share(2, 1), None);
    }
}
