//! Numbers as JavaScript writes, reads and rounds them, which is what answers and expressions were written for.

use std::borrow::Cow;

use serde_json::Value as Json;

/// Characters that JavaScript trims; `str::trim` differs in U+0085 and U+FEFF.
fn is_blank(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// `text.trim()`.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

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
pub(super) fn parse_float(text: &str) -> f64 {
    let text = text.trim_start_matches(is_blank);
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
pub(super) fn to_number(text: &str) -> f64 {
    let text = trim(text);
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

/// A text that is a number and nothing else, blanks around it aside. Use it instead of `str::parse`, which adds tables of ten
/// kilobytes to the browser's module.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let number = to_number(text);
    (number.is_finite() && !trim(text).is_empty()).then_some(number)
}

/// The number a typed text stands for, as surveys read it: surrounding blanks and a decimal comma are fine,
/// more than 15 plain digits (telephone and card numbers) or an operator inside are not.
pub(crate) fn numeric_text(text: &str) -> Option<f64> {
    let text = trim(text);
    // Most texts are words: nothing that starts with a letter is a number.
    let first = *text.as_bytes().first()?;
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.' | b',')) {
        return None;
    }
    if let Some(rest) = text.strip_prefix("0x") {
        let value = radix_prefix(rest, 16).0;
        return (text.len() <= 32 && !value.is_nan()).then_some(value);
    }
    if text.len() > 15 && text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let signed_inside = ['-', '+'].iter().any(|&sign| text.rfind(sign).is_some_and(|at| at > 0));
    if !signed_inside && text.contains(['*', '^', '/', '%']) {
        return None;
    }
    let text = if text.matches(',').count() == 1 { Cow::Owned(text.replace(',', ".")) } else { Cow::Borrowed(text) };
    let whole = to_number(&text);
    whole.is_finite().then(|| parse_float(&text)).filter(|n| !n.is_nan())
}

/// The fewest digits that mean a finite number, the last not 0, and where among them the point stands.
struct Shortest {
    sign: &'static str,
    digits: String,
    point: i32,
}

fn shortest(number: f64) -> Shortest {
    let sign = if number < 0.0 { "-" } else { "" };
    let number = number.abs();
    let written = if number.fract() == 0.0 && number < 1e15 {
        // An integer of this size is exact.
        crate::text::digits(number as u64)
    } else {
        // JSON's writer finds the shortest digits; where it puts point and exponent is its own business.
        serde_json::Number::from_f64(number).map(|number| crate::text::json(&Json::Number(number))).unwrap_or_default()
    };
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let joined = [whole, fraction].concat();
    let digits = joined.trim_start_matches('0');
    let point = whole.len() as i32 - (joined.len() - digits.len()) as i32 + exponent.parse::<i32>().unwrap_or(0);
    match digits.trim_end_matches('0') {
        "" => Shortest { sign, digits: "0".to_owned(), point: 1 },
        digits => Shortest { sign, digits: digits.to_owned(), point },
    }
}

/// Appends digits with their point, without exponent.
fn write_plain(digits: &str, point: i32, out: &mut String) {
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
pub(crate) fn plain_text(number: f64, places: usize) -> String {
    let Shortest { digits, point, .. } = shortest(number);
    let mut out = String::new();
    write_plain(&digits, point, &mut out);
    let decimals = out.split_once('.').map(|(_, decimals)| decimals.len());
    if decimals.is_none() && places > 0 {
        out.push('.');
    }
    (decimals.unwrap_or(0)..places).for_each(|_| out.push('0'));
    out
}

/// Appends `String(number)`.
pub(super) fn write_number(number: f64, out: &mut String) {
    if number.is_nan() {
        out.push_str("NaN");
        return;
    }
    if number.is_infinite() {
        out.push_str(if number > 0.0 { "Infinity" } else { "-Infinity" });
        return;
    }
    let Shortest { sign, digits, point } = shortest(number);
    let (head, tail) = digits.split_at_checked(1).unwrap_or((&digits, ""));
    let exponent = point - 1;
    out.push_str(sign);
    if -6 < point && point <= 21 {
        write_plain(&digits, point, out);
    } else {
        out.push_str(head);
        if !tail.is_empty() {
            out.push('.');
            out.push_str(tail);
        }
        out.push_str(if exponent < 0 { "e-" } else { "e+" });
        crate::text::push_padded(out, exponent.unsigned_abs().into(), 0);
    }
}

/// `String(number)`.
pub(crate) fn number_text(number: f64) -> String {
    let mut out = String::new();
    write_number(number, &mut out);
    out
}

/// How many characters follow the point in `String(number)`; 0 for whole numbers.
pub(super) fn decimals(number: f64) -> usize {
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
pub(super) fn text_decimals(text: &str) -> usize {
    text.split('.').nth(1).map_or(0, |tail| tail.encode_utf16().count())
}

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
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (exponent.is_infinite() && base.abs() == 1.0) {
        return f64::NAN;
    }
    if exponent == 2.0 { base * base } else { base.powf(exponent) }
}

/// `Math.round`: halves go up.
pub(super) fn round_half_up(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_javascript_does() {
        for (number, places, text) in
            [(0.0, 0, "0"), (0.0, 2, "0.00"), (1234.5, 2, "1234.50"), (1e-7, 0, "0.0000001"), (1e22, 1, "10000000000000000000000.0")]
        {
            assert_eq!(plain_text(number, places), text);
        }
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.5, "1.5"),
            (-120.0, "-120"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345_680_000.0, "123456789012345680000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (1e-6, "0.000001"),
            (1.25e-7, "1.25e-7"),
            (-1e-7, "-1e-7"),
            (0.1 + 0.2, "0.30000000000000004"),
            (123.456, "123.456"),
            (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(number_text(number), text);
        }
    }

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

    #[test]
    fn reads_typed_numbers() {
        for (text, number) in [
            ("5", Some(5.0)),
            (" 2,5 ", Some(2.5)),
            ("-3", Some(-3.0)),
            ("0x1F", Some(31.0)),
            ("1e3", Some(1000.0)),
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1234567890123456", None),
            ("1,000,000", None),
            ("50%", None),
            ("2024-03-01", None),
            ("abc", None),
            ("", None),
            ("Infinity", None),
        ] {
            assert_eq!(numeric_text(text), number, "{text:?}");
        }
    }

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

    #[test]
    fn counts_decimals_of_the_text() {
        for (number, count) in [(5.0, 0), (0.1, 1), (19.99, 2), (1.5e-7, 4), (1e-7, 0), (1.0 / 3.0, 16), (1e300, 0)] {
            assert_eq!(decimals(number), count, "{number}");
        }
    }
}
