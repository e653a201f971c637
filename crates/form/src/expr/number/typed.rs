//! What surveys take for a number that somebody typed.

use super::{parse_float, to_number, trim};
use std::borrow::Cow;

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
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        return text.get(..digits + 2).filter(|_| digits > 0 && text.len() <= 32).map(to_number);
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
