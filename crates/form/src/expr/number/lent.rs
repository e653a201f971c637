//! What JavaScript does with numbers, by JavaScript.

use crate::text::lent;

/// `Number(text)`: the whole text has to be a number; blank text is 0.
pub(in crate::expr) fn to_number(text: &str) -> f64 {
    lent().map_or(f64::NAN, |lent| (lent.to_number)(text))
}

/// `parseFloat(text)`.
pub(in crate::expr) fn parse_float(text: &str) -> f64 {
    lent().map_or(f64::NAN, |lent| (lent.parse_float)(text))
}

/// `String(number)`.
pub(crate) fn number_text(number: f64) -> String {
    lent().map(|lent| (lent.number_text)(number)).unwrap_or_default()
}

/// `parseFloat(number.toFixed(places))`: exact, ties away from zero.
pub(crate) fn round_to(number: f64, places: usize) -> f64 {
    // With this many places every digit of a number that has some is kept.
    let lent = lent().filter(|_| places <= 22);
    let rounded = lent.map_or(number, |lent| parse_float(&(lent.to_fixed)(number, places as u8)));
    if rounded.is_nan() { number } else { rounded }
}

/// `Math.pow`.
pub(in crate::expr) fn power(base: f64, exponent: f64) -> f64 {
    lent().map_or(f64::NAN, |lent| (lent.power)(base, exponent))
}

/// `a % b`.
pub(crate) fn remainder(a: f64, b: f64) -> f64 {
    lent().map_or(f64::NAN, |lent| (lent.remainder)(a, b))
}
