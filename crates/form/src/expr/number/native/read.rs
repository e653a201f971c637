//! Numbers out of texts: `Number(text)` and `parseFloat(text)`.

/// Length of the longest decimal literal at the start: sign, digits, point, exponent. 0 when there is none.
fn decimal_prefix(bytes: &[u8]) -> usize {
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let mut end = usize::from(matches!(at(0), b'+' | b'-'));
    let whole = digits(end);
    end += whole;
    let mut fraction = 0;
    if at(end) == b'.' {
        fraction = digits(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return 0;
    }
    if matches!(at(end), b'e' | b'E') {
        let sign = usize::from(matches!(at(end + 1), b'+' | b'-'));
        let exponent = digits(end + 1 + sign);
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

fn infinity_prefix(text: &str) -> Option<(f64, usize)> {
    let (sign, rest) = match text.as_bytes().first() {
        Some(b'-') => (-1.0, 1),
        Some(b'+') => (1.0, 1),
        _ => (1.0, 0),
    };
    text.get(rest..)?.starts_with("Infinity").then_some((sign * f64::INFINITY, rest + 8))
}

/// The value of a decimal literal. Up to 15 digits it is exact; beyond, it may be off by one in the last place, which spares
/// the browser the ten kilobytes of tables that exactness would take.
fn decimal(literal: &str) -> f64 {
    let (number, exponent) = literal.split_once(['e', 'E']).unwrap_or((literal, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let mut digits: u64 = 0;
    let mut scale = -(i64::try_from(fraction.len()).unwrap_or(0));
    for digit in whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit) {
        // 19 digits are more than a number keeps; the rest only moves the point.
        if digits < 10u64.pow(18) {
            digits = digits * 10 + u64::from(digit - b'0');
        } else {
            scale += 1;
        }
    }
    scale = scale.saturating_add(exponent.parse().unwrap_or(if exponent.starts_with('-') { -9999 } else { 9999 }));
    let value = match i32::try_from(scale) {
        _ if digits == 0 => 0.0,
        // Both are exact, so the result is the nearest number there is.
        Ok(scale @ -22..0) if digits < 1 << 53 => digits as f64 / 10f64.powi(-scale),
        Ok(scale @ 0..=22) if digits < 1 << 53 => digits as f64 * 10f64.powi(scale),
        Ok(scale) if scale.abs() < 400 => {
            let mut text = crate::text::digits(digits);
            text.push_str(if scale < 0 { "e-" } else { "e" });
            crate::text::push_padded(&mut text, scale.unsigned_abs().into(), 0);
            crate::text::read_json(&text).and_then(|number| number.as_f64()).unwrap_or(f64::INFINITY)
        }
        _ if scale < 0 => 0.0,
        _ => f64::INFINITY,
    };
    if literal.starts_with('-') { -value } else { value }
}

/// `parseFloat(text)`.
pub(in crate::expr) fn parse_float(text: &str) -> f64 {
    let text = text.trim_start_matches(super::super::is_blank);
    if let Some((value, _)) = infinity_prefix(text) {
        return value;
    }
    let end = decimal_prefix(text.as_bytes());
    text.get(..end).filter(|literal| !literal.is_empty()).map_or(f64::NAN, decimal)
}

/// Digits of the given radix at the start of `text` as a number; none gives NaN.
fn radix_prefix(text: &str, radix: u32) -> (f64, usize) {
    let mut value = 0.0;
    let mut seen = 0;
    for c in text.chars() {
        let Some(digit) = c.to_digit(radix) else {
            break;
        };
        value = value * f64::from(radix) + f64::from(digit);
        seen += 1;
    }
    (if seen == 0 { f64::NAN } else { value }, seen)
}

/// `Number(text)`: the whole text has to be a number; blank text is 0.
pub(in crate::expr) fn to_number(text: &str) -> f64 {
    let text = super::super::trim(text);
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)] {
        if let Some(rest) = text.strip_prefix(prefix) {
            let (value, used) = radix_prefix(rest, radix);
            return if used == rest.len() { value } else { f64::NAN };
        }
    }
    if let Some((value, used)) = infinity_prefix(text) {
        return if used == text.len() { value } else { f64::NAN };
    }
    if decimal_prefix(text.as_bytes()) == text.len() { decimal(text) } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_javascript_does() {
        for (text, number) in [
            ("", 0.0),
            (" 5 ", 5.0),
            ("5.", 5.0),
            (".5", 0.5),
            ("1e3", 1000.0),
            ("0x1F", 31.0),
            ("0b101", 5.0),
            ("-Infinity", f64::NEG_INFINITY),
            ("0.1", 0.1),
            ("-123456789.25e-2", -1_234_567.892_5),
            ("1e22", 1e22),
            ("1e400", f64::INFINITY),
            ("1e-400", 0.0),
            ("18446744073709551619", 18_446_744_073_709_551_619.0),
            ("0.000000000000000000000000001", 1e-27),
        ] {
            assert_eq!(to_number(text), number, "{text:?}");
        }
        for text in ["5px", ".", "1e", "inf", "nan", "0x", "0x1G", "1 2", "--1", "1_000", "infinity"] {
            assert!(to_number(text).is_nan(), "{text:?}");
        }
        assert_eq!(parse_float("12.5px"), 12.5);
        assert_eq!(parse_float("1e"), 1.0);
        assert!(parse_float("px").is_nan());
    }
}
