//! Numbers as JavaScript reads, writes and computes them, which is what answers and expressions were written for.
//!
//! A browser does so itself; with the feature `native` we do what it does.

#[cfg(feature = "native")]
#[path = "native/mod.rs"]
mod javascript;
#[cfg(not(feature = "native"))]
#[path = "lent.rs"]
mod javascript;
mod plain;
mod typed;

pub(crate) use javascript::{number_text, remainder, round_to};
pub(super) use javascript::{parse_float, power, to_number};
pub use plain::plain_text;
#[cfg(feature = "native")]
use plain::write_plain;
pub(super) use plain::{decimals, text_decimals};
pub(crate) use typed::numeric_text;
pub use typed::parse_number;

/// Characters that JavaScript trims; `str::trim` differs in U+0085 and U+FEFF.
fn is_blank(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}

/// `text.trim()`.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// `Math.round`: halves go up.
pub(super) fn round_half_up(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}
