//! Which language the interface speaks, and changing it while something is on the screen.

use super::stored::{LOCALE, remember};
use crate::{
    client::load_messages,
    i18n::{I18n, Locale, Messages},
};
use leptos::prelude::*;

/// Areas of the messages the hub and the portal need.
const AREAS: [&str; 1] = ["portal"];

/// The language and the way to change it.
#[derive(Clone, Copy)]
pub struct Language {
    i18n: I18n,
    /// The last language asked for; an answer about an earlier one comes too late.
    wanted: StoredValue<Locale>,
}

impl Language {
    /// The language `boot.js` chose for the page, with its messages; English when those do not arrive.
    pub(super) async fn load() -> Self {
        let chosen = document().document_element().and_then(|root| root.get_attribute("lang"));
        let locale = chosen.as_deref().and_then(Locale::from_tag).unwrap_or(Locale::En);
        let mut spoken = locale;
        let mut messages = load_messages(locale, &AREAS).await;
        if messages.is_err() && locale != Locale::En {
            spoken = Locale::En;
            messages = load_messages(Locale::En, &AREAS).await;
        }
        // With no messages at all keys stand in for words: ugly, and still usable to reload.
        let i18n = I18n::new(spoken, messages.unwrap_or_else(|_none| Messages::default()));
        let language = Self { i18n, wanted: StoredValue::new(spoken) };
        language.mark();
        language
    }

    /// The words.
    #[must_use]
    pub fn i18n(self) -> I18n {
        self.i18n
    }

    /// Speaks another language from now on. Until its messages are there, the old one stays.
    pub fn choose(self, locale: Locale) {
        self.wanted.set_value(locale);
        leptos::task::spawn_local(async move {
            let Ok(messages) = load_messages(locale, &AREAS).await else { return };
            if self.wanted.get_value() != locale {
                return;
            }
            self.i18n.switch(locale, messages);
            remember(LOCALE, Some(locale.tag()));
            self.mark();
        });
    }

    /// Tells the document, for style sheets, hyphenation and screen readers.
    fn mark(self) {
        let locale = untrack(|| self.i18n.locale());
        super::broken::learn(self.i18n);
        let Some(root) = document().document_element() else { return };
        for (name, value) in [("lang", locale.tag()), ("dir", locale.direction().as_str())] {
            // Fails only for a malformed attribute name.
            drop(root.set_attribute(name, value));
        }
    }
}

/// The language, from the shell.
#[must_use]
pub fn use_language() -> Language {
    expect_context()
}
