//! Lower case, in which names and words are compared.
//!
//! The letters of all scripts are a table of fifteen kilobytes, which a browser has already: there the feature `unicode` is off
//! and its own function is borrowed.

/// A text in lower case.
#[cfg(feature = "unicode")]
pub fn lower_case(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(not(feature = "unicode"))]
static BORROWED: std::sync::OnceLock<fn(&str) -> String> = std::sync::OnceLock::new();

/// Says how to make texts lower case that hold more than ASCII; the first word counts. Without effect where the feature is on.
pub fn borrow_lower_case(function: fn(&str) -> String) {
    #[cfg(feature = "unicode")]
    let _ = function;
    #[cfg(not(feature = "unicode"))]
    BORROWED.get_or_init(|| function);
}

/// A text in lower case; as long as nothing was borrowed, only its ASCII letters.
#[cfg(not(feature = "unicode"))]
pub fn lower_case(text: &str) -> String {
    match BORROWED.get() {
        Some(function) if !text.is_ascii() => function(text),
        _ => text.to_ascii_lowercase(),
    }
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
