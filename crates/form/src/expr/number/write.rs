//! Numbers into texts: `String(number)`, and without exponent as people read them.

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
pub(in crate::expr) fn write_number(number: f64, out: &mut String) {
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
    text.split('.').nth(1).map_or(0, |tail| tail.encode_utf16().count())
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
    fn counts_decimals_of_the_text() {
        for (number, count) in [(5.0, 0), (0.1, 1), (19.99, 2), (1.5e-7, 4), (1e-7, 0), (1.0 / 3.0, 16), (1e300, 0)] {
            assert_eq!(decimals(number), count, "{number}");
        }
    }
}
