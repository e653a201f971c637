//! Going on by itself after a tap, and the way back from it.
//!
//! Only after a finger or a mouse chose one answer for the first time: with a screen reader or a keyboard the person is still reading, and
//! who changes an answer wants to see it. Never sends, and never takes a press of Next for the next question that was meant for the one before.

use crate::{
    i18n::{keys::respond as keys, use_i18n},
    signal::{Pane, StoredValue},
    view::after,
    widgets::{
        question::answer_words,
        survey::{SurveyStore, Tap, Walk, Went},
        toast::{Toast, Toaster},
    },
};
use leptos::prelude::*;
use std::{rc::Rc, time::Duration};

/// Long enough to see what was chosen.
const PAUSE: Duration = Duration::from_millis(350);

/// A thumb on its way to Next when the next question appears comes down within this; who has read what is new takes longer.
const REACTION: Duration = Duration::from_millis(400);

/// Where going on by itself stands. A handle.
#[derive(Clone, Copy)]
pub(super) struct Advance {
    /// Until the layout goes on, or until a press of Next counts again.
    timer: StoredValue<Option<TimeoutHandle>>,
    /// The layout went on just now.
    is_fresh: StoredValue<bool>,
}

impl Advance {
    pub(super) fn new() -> Self {
        let advance = Self { timer: StoredValue::new(None), is_fresh: StoredValue::new(false) };
        on_cleanup(move || advance.stop());
        advance
    }

    /// The person wants to go on: the layout need not any more. `false` when it did just now, for the same question.
    pub(super) fn give_way(self) -> bool {
        let counts = !self.is_fresh.get_value();
        if counts {
            self.stop();
        }
        counts
    }

    fn stop(self) {
        if let Some(handle) = self.timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        self.is_fresh.set_value(false);
    }

    fn wait(self, pause: Duration, then: impl FnOnce() + 'static) {
        let pane = Pane::here();
        let then = move || {
            let _inside = pane.enter();
            then();
        };
        self.timer.set_value(set_timeout_with_handle(then, pause).ok());
    }

    fn went(self) {
        self.is_fresh.set_value(true);
        self.wait(REACTION, move || self.is_fresh.set_value(false));
    }
}

/// Acts on taps while the layout is shown.
pub(super) fn advance_by_itself(advance: Advance, store: SurveyStore, walk: Walk, toaster: Toaster, went: Callback<Went>) {
    let i18n = use_i18n();
    // One that another layout left goes nowhere: whoever turns or narrows a screen stays at the question.
    store.forget_tap();
    after(move || {
        let Some(Tap { id, before }) = store.taps().get() else { return };
        store.forget_tap();
        advance.stop();
        let Some(question) = store.question(id) else { return };
        let answer = question.view.with_untracked(|view| untrack(|| answer_words(i18n, view))).unwrap_or_default();
        let is_change = before.is_some();
        // Counted, not a handle of the effect's: forgetting the tap runs the effect again, and takes away what it had made.
        let undo = Rc::new(move || {
            advance.stop();
            store.enter(id);
            question.set(before.clone());
            went.run(Went::On);
        });
        let words = untrack(|| i18n.fill(if is_change { keys::CHANGED_TO } else { keys::ANSWERED }, &[("answer", &answer)]));
        let goes_on = !is_change && !untrack(|| walk.is_at_end());
        if is_change {
            toaster.show(Toast { words, undo });
        } else if goes_on {
            advance.wait(PAUSE, move || {
                if untrack(|| walk.current()).is_some_and(|current| current.id == id) {
                    let result = walk.forward();
                    went.run(result);
                    if result == Went::On {
                        advance.went();
                        toaster.show(Toast { words: words.clone(), undo });
                    }
                }
            });
        }
    });
}
