//! Back as one intent, whether it arrives as a key or as a step in the browser's history.

use super::now_millis;
use crate::{
    modality::{BackGate, BackSource},
    signal::StoredValue,
    view::{after, on_window},
};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsValue;

/// Marks our entry in the history. A contract: a reload finds it there and adds no second one.
const MARK: &str = "tessera-back";

/// Catches steps back in history while the present owner lives: `back` is called for each that counts. Returns the gate that a key has to
/// pass too, and a way to leave the page.
pub fn sentinel(back: impl Fn() + 'static) -> (impl Fn() -> bool + Copy, impl Fn() + Copy) {
    let gate = StoredValue::new(BackGate::default());
    push(gate);
    on_window(ev::popstate, move |_| {
        let accepted = gate.try_update_value(|gate| gate.accepts(BackSource::History, now_millis())) == Some(true);
        if accepted {
            back();
        }
        push(gate);
    });
    let key_counts = move || gate.try_update_value(|gate| gate.accepts(BackSource::Key, now_millis())) == Some(true);
    let leave = move || leave(gate.with_value(|gate| *gate));
    (key_counts, leave)
}

/// Makes the browser's own Back a step back in the survey, as long as there is one; with none left the page is left, as everywhere. The
/// first function is tracked, the second goes back and tells whether it could.
pub fn follow_history(can_go_back: impl Fn() -> bool + Copy + 'static, back: impl Fn() -> bool + 'static) {
    let has_entry = StoredValue::new(is_marked());
    let keep = move || {
        if can_go_back() && !has_entry.get_value() {
            mark();
            has_entry.set_value(true);
        }
    };
    after(keep);
    on_window(ev::popstate, move |_| {
        // An entry over ours was used up, such as that of a sheet.
        if is_marked() {
            has_entry.set_value(true);
        } else if has_entry.get_value() {
            has_entry.set_value(false);
            if back() {
                untrack(keep);
            } else if let Ok(history) = window().history() {
                drop(history.back());
            }
        }
    });
}

fn push(gate: StoredValue<BackGate>) {
    if gate.try_update_value(BackGate::wants_sentinel) != Some(true) {
        return;
    }
    if !is_marked() {
        mark();
    }
}

/// Whether the entry shown is ours.
fn is_marked() -> bool {
    let state = window().history().and_then(|history| history.state()).ok();
    state.and_then(|state| state.as_string()).as_deref() == Some(MARK)
}

/// Puts our entry on top.
fn mark() {
    if let Ok(history) = window().history() {
        // An opaque origin has no history to push to; Back then leaves the page, as it does everywhere else.
        drop(history.push_state_with_url(&JsValue::from_str(MARK), "", None));
    }
}

/// Goes back past our entry. Where there is no page before, as in an app of its own, the window closes.
fn leave(gate: BackGate) {
    let entries = gate.entries_to_leave();
    if let Ok(history) = window().history()
        && history.length().is_ok_and(|length| i64::from(length) > i64::from(-entries))
    {
        drop(history.go_with_delta(entries));
        return;
    }
    drop(window().close());
}
