//! The keyboard as tiles under the question; what is written shows in its box above.

use super::{Key, Keyboard, Shift, rows};
use crate::{
    i18n::keys::respond::tv as keys,
    layouts::tv::{context::Tv, parts::place, writing::Target},
    modality::Intent,
    signal::RwSignal,
    view::{El, el, keyed},
};
use leptos::{ev, prelude::*};
use std::cell::Cell;

/// The keyboard, writing into `target`.
pub(in crate::layouts::tv) fn keyboard(tv: Tv, target: Target) -> El {
    let text = untrack(|| target.text());
    let state = RwSignal::new(untrack(|| Keyboard::new(target.purpose(), tv.i18n.locale_untracked(), &text)));
    let has_lines = untrack(|| target.has_lines());
    let press = Callback::new(move |key: Key| {
        let text = untrack(|| target.text());
        let max = untrack(|| target.max_length());
        if let Some(text) = state.try_update(|state| state.press(key, &text, max)).flatten() {
            target.write(&text);
        }
        if key == Key::Done {
            tv.overlay.set(None);
            tv.offer_next(target.question());
        }
    });
    on_cleanup(move || target.leave());
    tv.listen(move |intent| match intent {
        Intent::Digit(digit) => {
            press.run(Key::Write(char::from(b'0' + digit)));
            true
        }
        _ => false,
    });
    // A keyboard of metal may be at hand as well; it never reaches the remote's own meaning of its keys. Its space bar is one of those until a
    // letter has come from it: some remotes send a space for OK.
    let is_metal = Cell::new(false);
    let typed = move |event: ev::KeyboardEvent| {
        let key = event.key();
        let mut letters = key.chars();
        let held = event.ctrl_key() || event.alt_key() || event.meta_key();
        let pressed = match (letters.next(), letters.next(), key.as_str()) {
            _ if held => return,
            (_, _, "Backspace") => Key::Delete,
            (Some(' '), None, _) if is_metal.get() => Key::Space,
            (Some(' '), ..) => return,
            (Some(letter), None, _) => {
                is_metal.set(true);
                // It has a shift key of its own.
                state.update(|state| state.shift = Shift::Off);
                Key::Write(letter)
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        press.run(pressed);
    };
    let layout = move || state.with(|state| rows(state.purpose, state.locale, state.has_signs, has_lines));
    let row = move |(at, row): (usize, Vec<Key>)| {
        let is_last = row.contains(&Key::Done);
        let count = row.len();
        let caps = row.into_iter().enumerate().map(|(place, key)| cap(tv, key, (at, place), state, press)).collect::<Vec<_>>();
        let keys = el("div").class(if is_last { "tv-key-row tv-key-row-last" } else { "tv-key-row" }).child(caps);
        if is_last { keys } else { keys.style("grid-template-columns", move || ["repeat(", &count.to_string(), ", 1fr)"].concat()) }
    };
    let name = [target.key().as_str(), "-keys"].concat();
    let is_narrow = !untrack(|| matches!(target.purpose(), super::Purpose::Words | super::Purpose::Address));
    // The order of keys is that of the metal ones, in every direction of writing.
    el("div")
        .class(if is_narrow { "tv-keyboard tv-keyboard-narrow" } else { "tv-keyboard" })
        .attr("dir", "ltr")
        .attr("role", "group")
        .attr("aria-label", tv.i18n.live(keys::KEYBOARD))
        .attr("data-layer", "keyboard")
        .attr("data-group", name)
        .attr("data-block", "left right up down")
        .on(ev::keydown, typed)
        // Made anew for other letters only, never for a key pressed.
        .child(keyed(layout, move |rows| rows.into_iter().enumerate().map(row).collect::<Vec<_>>()))
}

/// One key.
fn cap(tv: Tv, key: Key, at: (usize, usize), state: RwSignal<Keyboard>, press: Callback<Key>) -> El {
    let word = move || match key {
        Key::Write(letter) => state.with(|state| state.shown(letter)),
        Key::Space => tv.i18n.text(keys::KEY_SPACE),
        Key::Line => tv.i18n.text(keys::KEY_LINE),
        Key::Delete => tv.i18n.text(keys::KEY_DELETE),
        Key::Done => tv.i18n.text(keys::KEY_DONE),
        Key::Shift => tv.i18n.text(keys::KEY_SHIFT),
        Key::Signs if state.with(|state| state.has_signs) => tv.i18n.text(keys::KEY_LETTERS),
        Key::Signs => tv.i18n.text(keys::KEY_SIGNS),
        Key::Language => state.with(|state| state.next_locale().own_name().to_owned()),
    };
    let is_on = move || key == Key::Shift && state.with(|state| state.shift != Shift::Off);
    // Named by its place: the letters change with Shift and language, the focus stays.
    let name = match key {
        Key::Write(_) => ["key-", &at.0.to_string(), "-", &at.1.to_string()].concat(),
        other => ["key-", function_name(other)].concat(),
    };
    let ok = move || match key {
        Key::Write(_) => tv.fill(keys::OK_KEY, "key", &word()),
        _ => word(),
    };
    place("tv-tile tv-cap", name, ok)
        .class_if("is-chosen", is_on)
        .attr("aria-pressed", move || (key == Key::Shift).then(|| if is_on() { "true" } else { "false" }))
        .on(ev::click, move |_| press.run(key))
        .child(el("span").class("tv-in").child(el("bdi").text(word)))
}

fn function_name(key: Key) -> &'static str {
    match key {
        Key::Write(_) => "letter",
        Key::Shift => "shift",
        Key::Signs => "signs",
        Key::Language => "language",
        Key::Space => "space",
        Key::Line => "line",
        Key::Delete => "delete",
        Key::Done => "done",
    }
}
