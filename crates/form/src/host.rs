//! The seam through which a form asks its surroundings for what it may not have itself: the time and regular expressions.

/// An instant and the respondent's offset from UTC at that instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub unix_millis: i64,
    /// Minutes to add to UTC to get the respondent's local time.
    pub offset_minutes: i32,
}

/// What a session needs from the outside. The browser gives its own `RegExp`, the server the linear `regex` crate.
pub trait Host: Send + Sync {
    /// The present instant.
    fn now(&self) -> Moment;
    /// Whether `text` contains a match of `pattern`; `None` when the pattern is not one this host can run.
    fn regex_matches(&self, pattern: &str, case_insensitive: bool, text: &str) -> Option<bool>;
}
