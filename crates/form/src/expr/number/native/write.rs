//! Numbers into texts: `String(number)`.

use crate::expr::number::write_plain;
use serde_json::Value as Json;

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

/// `String(number)`.
pub(crate) fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let Shortest { sign, digits, point } = shortest(number);
    let (head, tail) = digits.split_at_checked(1).unwrap_or((&digits, ""));
    let exponent = point - 1;
    let mut out = sign.to_owned();
    if -6 < point && point <= 21 {
        write_plain(&digits, point, &mut out);
    } else {
        out.push_str(head);
        if !tail.is_empty() {
            out.push('.');
            out.push_str(tail);
        }
        out.push_str(if exponent < 0 { "e-" } else { "e+" });
        crate::text::push_padded(&mut out, exponent.unsigned_abs().into(), 0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_javascript_does() {
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
}
