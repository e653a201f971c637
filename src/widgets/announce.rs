//! The one live region: what a screen reader is told beside what it reads.

use crate::{
    signal::{RwSignal, StoredValue},
    view::{El, el},
};
use leptos::prelude::*;
use std::{cell::Cell, time::Duration};

/// How long the words stand: a slow reader has begun with them by then.
const STANDS: Duration = Duration::from_secs(5);

thread_local! {
    /// A document has one region that speaks.
    static SPEAKER: Cell<Option<Announcer>> = const { Cell::new(None) };
}

/// Speaks to people who listen. A handle; mount [`live_region`] once, at the start, or nothing is heard.
#[derive(Clone, Copy)]
pub struct Announcer {
    words: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Announcer {
    /// An announcer with nothing to say yet.
    #[must_use]
    pub fn new() -> Self {
        Self { words: RwSignal::new(String::new()), timer: StoredValue::new(None) }
    }

    /// What [`use_announcer`] finds from now on, for the life of the program.
    pub fn provide(self) {
        SPEAKER.set(Some(self));
    }

    /// Says something when the reader has finished its sentence. The same words twice are said twice.
    pub fn say(self, words: &str) {
        self.words.update(|current| {
            // A region whose text does not change is not read again; a no-break space is silent and makes it another text.
            let again = *current == words;
            words.clone_into(current);
            if again {
                current.push('\u{a0}');
            }
        });
        // Who reads the page later meets nothing that is over.
        let handle = set_timeout_with_handle(move || self.words.set(String::new()), STANDS).ok();
        if let Some(earlier) = self.timer.try_update_value(|timer| std::mem::replace(timer, handle)).flatten() {
            earlier.clear();
        }
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

/// The announcer of the program; without one, words go nowhere.
#[must_use]
pub fn use_announcer() -> Announcer {
    SPEAKER.get().unwrap_or_default()
}

/// The region itself.
#[must_use]
pub fn live_region(announcer: Announcer) -> El {
    el("div").class("hidden").attr("role", "status").attr("aria-live", "polite").text(move || announcer.words.get())
}
