//! What tests of the engine share: a host whose clock stands still.

use tessera_form::{Host, Moment};

/// A host at 2025-03-14T10:20:30Z (a Friday), with the linear engine for regular expressions.
pub(crate) struct TestHost;

impl Host for TestHost {
    fn now(&self) -> Moment {
        Moment { unix_millis: 1_741_947_630_000, offset_minutes: 0 }
    }

    fn regex_matches(&self, pattern: &str, case_insensitive: bool, text: &str) -> Option<bool> {
        let regex = regex::RegexBuilder::new(pattern).case_insensitive(case_insensitive).build().ok()?;
        Some(regex.is_match(text))
    }
}
