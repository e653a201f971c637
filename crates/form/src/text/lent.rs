//! What a browser has already and lends: letters in lower case, JSON read and printed, numbers as JavaScript has them.
//!
//! The letters of all scripts are a table of fifteen kilobytes, JSON with its numbers is twice that. With the feature `native` the
//! libraries and we do it; without, the functions of [`lend`] do.

use serde_json::Value;

/// Functions of the surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Lent {
    /// A text in lower case; asked only about texts that hold more than ASCII.
    pub lower_case: fn(&str) -> String,
    /// Reads JSON; `None` when a text is none.
    pub read_json: fn(&str) -> Option<Value>,
    /// Prints JSON: no blanks, numbers in the fewest digits.
    pub print_json: fn(&Value) -> String,
    /// `Number(text)`.
    pub to_number: fn(&str) -> f64,
    /// `parseFloat(text)`.
    pub parse_float: fn(&str) -> f64,
    /// `String(number)`.
    pub number_text: fn(f64) -> String,
    /// `number.toFixed(places)`; empty where it throws.
    pub to_fixed: fn(f64, u8) -> String,
    /// `Math.pow`.
    pub power: fn(f64, f64) -> f64,
    /// `a % b`.
    pub remainder: fn(f64, f64) -> f64,
}

#[cfg(not(feature = "native"))]
static LENT: std::sync::OnceLock<Lent> = std::sync::OnceLock::new();

/// Lends functions, before the first form is read; the first loan counts. Without effect where the engine has its own.
pub fn lend(lent: Lent) {
    #[cfg(feature = "native")]
    let _ = lent;
    #[cfg(not(feature = "native"))]
    LENT.get_or_init(|| lent);
}

/// What was lent.
#[cfg(not(feature = "native"))]
pub(crate) fn lent() -> Option<&'static Lent> {
    LENT.get()
}

/// A text in lower case; as long as nothing was lent, only its ASCII letters.
pub fn lower_case(text: &str) -> String {
    #[cfg(feature = "native")]
    return text.to_lowercase();
    #[cfg(not(feature = "native"))]
    match lent() {
        Some(lent) if !text.is_ascii() => (lent.lower_case)(text),
        _ => text.to_ascii_lowercase(),
    }
}

/// A text read as JSON.
pub(crate) fn read_json(text: &str) -> Option<Value> {
    #[cfg(feature = "native")]
    return serde_json::from_str(text).ok();
    #[cfg(not(feature = "native"))]
    lent().and_then(|lent| (lent.read_json)(text))
}

/// A value as JSON.
#[must_use]
pub fn json(value: &Value) -> String {
    #[cfg(feature = "native")]
    return serde_json::to_string(value).unwrap_or_default();
    #[cfg(not(feature = "native"))]
    lent().map(|lent| (lent.print_json)(value)).unwrap_or_default()
}

/// [`lower_case`] as a method.
pub(crate) trait Lower {
    /// In lower case.
    fn lower(&self) -> String;
}

impl Lower for str {
    fn lower(&self) -> String {
        lower_case(self)
    }
}
