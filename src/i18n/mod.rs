//! Languages of the interface: locale and direction, messages, plurals, numbers and dates.
//!
//! Is handed the bytes of a language and never fetches; knows nothing of forms, pages or the network. A key that is not in
//! `locales/en.json` does not compile; a key that one language lacks at run time shows itself, so it is seen and not silent.

mod format;
pub mod keys;
mod locale;
mod messages;

pub use format::{Formats, browser_tag, plural_category};
pub use locale::{Direction, LOCALES, Locale, negotiate};
pub use messages::{BrokenMessages, Key, Messages, PluralKey};

use crate::signal::RwSignal;
use std::{cell::Cell, rc::Rc};

/// The language of the interface, as a screen uses it. Reading a text is tracked, so a switch of language redraws it.
#[derive(Clone, Copy)]
pub struct I18n {
    current: RwSignal<Current>,
}

#[derive(Clone)]
struct Current {
    locale: Locale,
    messages: Rc<Messages>,
    formats: Rc<Formats>,
}

impl I18n {
    /// An interface in `locale` with the messages at hand.
    #[must_use]
    pub fn new(locale: Locale, messages: Messages) -> Self {
        Self { current: RwSignal::new(Current { locale, messages: Rc::new(messages), formats: Rc::new(Formats::new(locale)) }) }
    }

    /// What [`use_i18n`] finds from now on, for the life of the program.
    pub fn provide(self) {
        SPOKEN.set(Some(self));
    }

    /// Changes language and messages at once, so that no mixture is ever on the screen.
    pub fn switch(self, locale: Locale, messages: Messages) {
        self.current.set(Current { locale, messages: Rc::new(messages), formats: Rc::new(Formats::new(locale)) });
    }

    /// The language now; tracked.
    #[must_use]
    pub fn locale(self) -> Locale {
        self.current.with(|current| current.locale)
    }

    /// The language now, for handlers of events.
    #[must_use]
    pub fn locale_untracked(self) -> Locale {
        self.current.with_untracked(|current| current.locale)
    }

    /// The text of a key.
    #[must_use]
    pub fn text(self, key: Key) -> String {
        self.current.with(|current| current.messages.text(key).to_owned())
    }

    /// The text of a key for what stays on the screen: a closure to be asked again when the language changes.
    pub fn live(self, key: Key) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.text(key)
    }

    /// The text of a key with its `{name}` placeholders filled in.
    #[must_use]
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        self.current.with(|current| messages::fill(current.messages.text(key), values))
    }

    /// The form of a plural for `count`, its `{count}` written as the language writes numbers, the other placeholders filled in.
    #[must_use]
    pub fn plural(self, key: PluralKey, count: u32, values: &[(&str, &str)]) -> String {
        self.current.with(|current| {
            let form = current.messages.plural(key, current.formats.category(f64::from(count)));
            let count = current.formats.number(f64::from(count));
            let mut all = Vec::with_capacity(values.len() + 1);
            all.push(("count", count.as_str()));
            all.extend_from_slice(values);
            messages::fill(form, &all)
        })
    }

    /// A number as the language writes it.
    #[must_use]
    pub fn number(self, value: f64) -> String {
        self.current.with(|current| current.formats.number(value))
    }

    /// A day (`YYYY-MM-DD`) as the language writes it, short.
    #[must_use]
    pub fn day(self, iso: &str) -> String {
        self.current.with(|current| current.formats.day(iso))
    }

    /// A month (`YYYY-MM`) as the language writes it, with its year.
    #[must_use]
    pub fn month(self, iso: &str) -> String {
        self.current.with(|current| current.formats.month(iso))
    }
}

thread_local! {
    /// A document speaks one language at a time, so who speaks it need not be handed down.
    static SPOKEN: Cell<Option<I18n>> = const { Cell::new(None) };
}

/// The language of the interface.
///
/// Outside a program that provides one (a test of a single widget) keys show themselves.
#[must_use]
pub fn use_i18n() -> I18n {
    SPOKEN.get().unwrap_or_else(|| I18n::new(Locale::En, Messages::default()))
}
