//! The language of the interface, and the way to change it.

use crate::i18n::{I18n, Locale};
use leptos::prelude::*;

/// The words, and what to do when somebody chooses another language.
#[derive(Clone, Copy)]
pub struct Language {
    i18n: I18n,
    choose: Callback<Locale>,
}

impl Language {
    /// Made by the shell.
    #[must_use]
    pub fn new(i18n: I18n, choose: Callback<Locale>) -> Self {
        Self { i18n, choose }
    }

    /// The words.
    #[must_use]
    pub fn i18n(self) -> I18n {
        self.i18n
    }

    /// Speaks another language from now on. Until its messages are there, the old one stays.
    pub fn choose(self, locale: Locale) {
        self.choose.run(locale);
    }
}

/// The language, from the shell.
#[must_use]
pub fn use_language() -> Language {
    expect_context()
}
