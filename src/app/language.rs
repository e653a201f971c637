//! Which language the interface speaks first, and changing it while something is on the screen.

use super::stored::{LOCALE, remember};
use crate::{
    i18n::{I18n, Locale, Messages},
    pages::{desk::Language, load_messages},
    signal::StoredValue,
};
use leptos::prelude::*;

/// Areas of the messages the hub and the portal need.
const AREAS: [&str; 1] = ["portal"];

/// The language `boot.js` chose for the page, with its messages; English when those do not arrive.
pub(super) async fn load() -> I18n {
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
    mark(i18n);
    i18n
}

/// The language as pages hold it.
pub(super) fn handle(i18n: I18n) -> Language {
    // The last language asked for; an answer about an earlier one comes too late.
    let wanted = StoredValue::new(untrack(|| i18n.locale()));
    let choose = move |locale: Locale| {
        wanted.set_value(locale);
        leptos::task::spawn_local(async move {
            let Ok(messages) = load_messages(locale, &AREAS).await else { return };
            if wanted.try_get_value() != Some(locale) {
                return;
            }
            i18n.switch(locale, messages);
            remember(LOCALE, Some(locale.tag()));
            mark(i18n);
        });
    };
    Language::new(i18n, Callback::new(choose))
}

/// Tells the document, for style sheets, hyphenation and screen readers.
fn mark(i18n: I18n) {
    let locale = untrack(|| i18n.locale());
    super::broken::learn(i18n);
    let Some(root) = document().document_element() else { return };
    for (name, value) in [("lang", locale.tag()), ("dir", locale.direction().as_str())] {
        // Fails only for a malformed attribute name.
        drop(root.set_attribute(name, value));
    }
}
