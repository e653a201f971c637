//! Numbers as people read them, and how many decimals they have.

use super::number_text;

/// Appends digits with their point, without exponent.
pub(super) fn write_plain(digits: &str, point: i32, out: &mut String) {
    let zeros = |out: &mut String, count: usize| (0..count).for_each(|_| out.push('0'));
    let whole = usize::try_from(point).unwrap_or(0);
    if whole == 0 {
        out.push_str("0.");
        zeros(out, point.unsigned_abs() as usize);
        out.push_str(digits);
    } else if let Some((before, after)) = digits.split_at_checked(whole).filter(|(_, after)| !after.is_empty()) {
        out.push_str(before);
        out.push('.');
        out.push_str(after);
    } else {
        out.push_str(digits);
        zeros(out, whole - digits.len());
    }
}

/// A finite number that is not negative, without exponent, with at least `places` decimals.
#[must_use]
pub fn plain_text(number: f64, places: usize) -> String {
    let text = number_text(number);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let mut out = String::new();
    write_plain(&digits, whole.len() as i32 + exponent.parse::<i32>().unwrap_or(0), &mut out);
    let decimals = out.split_once('.').map(|(_, decimals)| decimals.len());
    if decimals.is_none() && places > 0 {
        out.push('.');
    }
    (decimals.unwrap_or(0)..places).for_each(|_| out.push('0'));
    out
}

/// How many characters follow the point in `String(number)`; 0 for whole numbers.
pub(in crate::expr) fn decimals(number: f64) -> usize {
    if !number.is_finite() || number.fract() == 0.0 {
        return 0;
    }
    // Prices, averages and the like: found by trying, without writing the number out.
    if (1e-4..1e9).contains(&number.abs()) {
        let mut scale = 1.0;
        for places in 1..=6 {
            scale *= 10.0;
            if (number * scale).round() / scale == number {
                return places;
            }
        }
    }
    text_decimals(&number_text(number))
}

/// How many characters follow the first point, up to the next one.
pub(in crate::expr) fn text_decimals(text: &str) -> usize {
    text.split('.').nth(1).map_or(0, crate::text::units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_without_exponent() {
        for (number, places, text) in
            [(0.0, 0, "0"), (0.0, 2, "0.00"), (1234.5, 2, "1234.50"), (1e-7, 0, "0.0000001"), (1e22, 1, "10000000000000000000000.0")]
        {
            assert_eq!(plain_text(number, places), text);
        }
    }

    #[test]
    fn counts_decimals_of_the_text() {
        for (number, count) in [(5.0, 0), (0.1, 1), (19.99, 2), (1.5e-7, 4), (1e-7, 0), (1.0 / 3.0, 16), (1e300, 0)] {
            assert_eq!(decimals(number), count, "{number}");
        }
    }
}
