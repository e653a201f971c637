//! Going on by itself after a tap, and the way back from it.
//!
//! Only after a finger or a mouse chose one answer for the first time: with a screen reader or a keyboard the person is still reading, and
//! who changes an answer wants to see it. Never sends.

use crate::{
    i18n::{keys::respond as keys, use_i18n},
    signal::StoredValue,
    view::after,
    widgets::{
        question::answer_words,
        survey::{SurveyStore, Tap, Walk, Went},
        toast::{Toast, Toaster},
    },
};
use leptos::prelude::*;
use std::time::Duration;

/// Long enough to see what was chosen.
const PAUSE: Duration = Duration::from_millis(350);

/// Acts on taps while the layout is shown.
pub(super) fn advance_by_itself(store: SurveyStore, walk: Walk, toaster: Toaster, went: Callback<Went>) {
    let i18n = use_i18n();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    after(move || {
        let Some(Tap { id, before }) = store.taps().get() else { return };
        store.forget_tap();
        stop();
        let Some(question) = store.question(id) else { return };
        let answer = question.view.with_untracked(|view| untrack(|| answer_words(i18n, view))).unwrap_or_default();
        let is_change = before.is_some();
        let undo = {
            // A callback crosses threads by its type; the value it holds is plain JSON.
            let before = before.clone();
            Callback::new(move |()| {
                stop();
                store.enter(id);
                question.set(before.clone());
                went.run(Went::On);
            })
        };
        let words = untrack(|| i18n.fill(if is_change { keys::CHANGED_TO } else { keys::ANSWERED }, &[("answer", &answer)]));
        let goes_on = !is_change && !untrack(|| walk.is_at_end());
        if is_change {
            toaster.show(Toast { words, undo });
        } else if goes_on {
            let handle = set_timeout_with_handle(
                move || {
                    if untrack(|| walk.current()).is_some_and(|current| current.id == id) {
                        let result = walk.forward();
                        went.run(result);
                        if result == Went::On {
                            toaster.show(Toast { words: words.clone(), undo });
                        }
                    }
                },
                PAUSE,
            );
            timer.set_value(handle.ok());
        }
    });
    on_cleanup(stop);
}
