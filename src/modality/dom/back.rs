//! Back as one intent, whether it arrives as a key or as a step in the browser's history; and Forward after it.
//!
//! Our entries in the history are numbered by their state: 0 is the page as it was opened (which has no state), and each step on puts one on
//! top. Where the survey goes back by a button of its own the history stays: an entry too many does no harm, since Back with nothing before
//! it leaves past all of them.

use super::now_millis;
use crate::{
    modality::BackGate,
    signal::StoredValue,
    view::{HAS_HISTORY, after, on_window, window},
};
use leptos::{ev, prelude::untrack};
use wasm_bindgen::JsValue;

/// Catches steps back in history while the present owner lives: `back` is called for each that counts. Returns the gate that a key has to
/// pass too, and a way to leave the page.
pub fn sentinel(back: impl Fn() + 'static) -> (impl Fn() -> bool + Copy, impl Fn() + Copy) {
    let gate = StoredValue::new(BackGate::default());
    let counts = move || gate.try_update_value(|gate| gate.accepts(now_millis())) == Some(true);
    keep_one();
    on_window(ev::popstate, move |_| {
        if counts() {
            back();
        }
        keep_one();
    });
    (counts, leave)
}

/// Makes the browser's own Back a step back in the survey, as long as there is one, and Forward after it a step on; with none left Back
/// leaves the page, as everywhere. `place` is tracked: 0 with nothing before it, more the further on. `back` tells whether it could.
pub fn follow_history(place: impl Fn() -> u32 + Copy + 'static, back: impl Fn() -> bool + 'static, forward: impl Fn() + 'static) {
    let at = StoredValue::new(number().unwrap_or_default());
    // The place that the entries account for.
    let seen = StoredValue::new(None::<u32>);
    let keep = move || {
        let now = place();
        let went_on = seen.try_update_value(|seen| seen.replace(now)).flatten().is_some_and(|before| before < now);
        // A survey taken up in the middle has something before it, and no entry yet.
        if now > 0 && (went_on || at.get_value() == 0) {
            at.set_value(at.get_value() + 1);
            put(at.get_value());
        }
    };
    after(keep);
    on_window(ev::popstate, move |_| {
        // Whatever else put an entry on top of ours may have it.
        let Some(now) = number() else { return };
        let before = at.get_value();
        at.set_value(now);
        if now < before && !back() {
            go(past_ours());
        } else if now > before {
            forward();
        }
        seen.set_value(None);
        untrack(keep);
    });
}

/// One entry of ours under the next step back.
fn keep_one() {
    if number() == Some(0) {
        put(1);
    }
}

/// The number of the entry shown; `None` when it is not ours.
fn number() -> Option<u32> {
    let state = window().history().and_then(|history| history.state()).unwrap_or_default();
    if state.is_null() || state.is_undefined() {
        return Some(0);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole as we put it; a stranger's number only misleads Back"
    )]
    state.as_f64().map(|number| number as u32)
}

/// Puts an entry of ours on top.
fn put(number: u32) {
    if let Ok(history) = window().history()
        && HAS_HISTORY
    {
        // An opaque origin has no history to push to; Back then leaves the page, as it does everywhere else.
        drop(history.push_state_with_url(&JsValue::from(number), "", None));
    }
}

/// Goes back past our entries. Where there is no page before, as in an app of its own, the window closes.
fn leave() {
    #[cfg(feature = "preview")]
    crate::view::leave_frame();
    let has_before =
        window().history().and_then(|history| history.length()).is_ok_and(|length| i64::from(length) > i64::from(-past_ours()));
    if has_before {
        go(past_ours());
    } else if HAS_HISTORY {
        drop(window().close());
    }
}

/// From the entry shown to what was there before us.
fn past_ours() -> i32 {
    -i32::try_from(number().unwrap_or_default()).unwrap_or_default() - 1
}

fn go(entries: i32) {
    if let Ok(history) = window().history()
        && HAS_HISTORY
    {
        drop(history.go_with_delta(entries));
    }
}
