//! `toFixed`, `Math.pow` and `%`.

/// `parseFloat(number.toFixed(places))`: exact, ties away from zero.
pub(crate) fn round_to(number: f64, places: usize) -> f64 {
    // With this many places every digit of a number that has some is kept.
    if places > 22 || !number.is_finite() || number.abs() >= 1e21 {
        return number;
    }
    let scale = 10f64.powi(places as i32);
    let scaled = number.abs() * scale;
    let whole = scaled.floor();
    let fraction = scaled - whole;
    let rounded = if scaled < 1e12 && !(0.4999..=0.5001).contains(&fraction) {
        if fraction > 0.5 { whole + 1.0 } else { whole }
    } else {
        // Too close to call in floating point: the number is mantissa * 2^-shift exactly, so do it in integers.
        let bits = number.to_bits();
        let biased = ((bits >> 52) & 0x7ff) as i32;
        let mantissa = (bits & ((1 << 52) - 1)) | if biased == 0 { 0 } else { 1 << 52 };
        let shift = 1075 - biased.max(1);
        if shift <= 0 {
            return number;
        }
        // 53 bits times 10^22 (74 bits) fit in 128.
        let product = u128::from(mantissa) * 10u128.pow(places as u32);
        match shift {
            1..=127 => ((product >> shift) + ((product >> (shift - 1)) & 1)) as f64,
            _ => 0.0,
        }
    };
    (rounded / scale).copysign(number)
}

/// `Math.pow`, which differs from IEEE in that anything to the power NaN, and ±1 to an infinite power, is NaN.
pub(in crate::expr) fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (exponent.is_infinite() && base.abs() == 1.0) {
        return f64::NAN;
    }
    if exponent == 2.0 { base * base } else { base.powf(exponent) }
}

/// `a % b`.
pub(crate) fn remainder(a: f64, b: f64) -> f64 {
    a % b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_exactly() {
        for (number, places, rounded) in [
            (0.1 + 0.2, 1, 0.3),
            (1.005, 2, 1.0), // the double is below the tie
            (1.255, 2, 1.25),
            (2.5, 0, 3.0),
            (-2.5, 0, -3.0),
            (0.125, 2, 0.13),
            (1e-7, 3, 0.0),
            (123_456_789.987_654_3, 3, 123_456_789.988),
            (9_007_199_254_740_993.0, 2, 9_007_199_254_740_993.0),
            (0.5, 22, 0.5),
            (1e22, 2, 1e22),
        ] {
            assert_eq!(round_to(number, places), rounded, "{number} to {places}");
        }
    }
}
