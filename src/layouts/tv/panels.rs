//! Panels that repeat, on the television: their questions come one a screen, then this screen, where one more is added or one taken away.

use super::{
    context::Tv,
    parts::{column, place},
};
use crate::{
    i18n::keys::all as keys,
    signal::RwSignal,
    view::{El, el, keyed, show},
    widgets::{
        panels::{add, name_of, remove, with_panels},
        question::words,
        survey::Question,
    },
};
use leptos::{ev, prelude::*};

/// A tile for each panel, which takes it away, and one that adds another.
pub(super) fn panels(tv: Tv, question: Question) -> El {
    let count = move || with_panels(question, |panels| panels.panels.len()).unwrap_or(0);
    // Where it is configured, taking away needs OK twice; any other tile takes the first back.
    let asked = RwSignal::new(None::<usize>);
    let none = move || {
        let own = with_panels(question, |panels| panels.none.as_ref().map(words)).flatten();
        own.unwrap_or_else(|| tv.i18n.text(keys::PANELS_NONE).into()).string
    };
    let rows = move |count: usize| (0..count).map(|at| row(tv, question, at, asked)).collect::<Vec<_>>();
    let list = column(
        el("div"),
        question.part_id("-list"),
        (
            keyed(count, rows),
            show(move || with_panels(question, |panels| panels.can_add) == Some(true), move || adding(tv, question, asked)),
        ),
    );
    el("div").class("tv-body tv-body-list").child((show(move || count() == 0, move || el("p").class("tv-lead").text(none)), list))
}

fn adding(tv: Tv, question: Question, asked: RwSignal<Option<usize>>) -> El {
    let word = move || {
        let own = with_panels(question, |panels| panels.add.as_ref().map(|word| word.string.to_string())).flatten();
        own.unwrap_or_else(|| tv.i18n.text(keys::PANEL_ADD))
    };
    let press = move |_| {
        asked.set(None);
        if let Some(first) = add(tv.i18n, tv.announcer, question) {
            first.enter();
        }
    };
    place("tv-tile tv-option tv-panel-add", question.part_id("-add"), word)
        .on(ev::click, press)
        .child(el("span").class("tv-in").child(el("span").text(word)))
}

fn row(tv: Tv, question: Question, at: usize, asked: RwSignal<Option<usize>>) -> El {
    let name = move || name_of(tv.i18n, question, at).string;
    let can_remove = move || with_panels(question, |panels| panels.can_remove) == Some(true);
    let word = move || {
        let own = with_panels(question, |panels| panels.remove.as_ref().map(|word| word.string.to_string())).flatten();
        own.unwrap_or_else(|| tv.i18n.text(keys::PANEL_REMOVE))
    };
    let ask = move || {
        let own = with_panels(question, |panels| panels.confirm.as_ref().map(words)).flatten().filter(|words| !words.string.is_empty());
        own.map_or_else(|| tv.fill(keys::PANEL_CONFIRM, "panel", &name()), |words| words.string)
    };
    let is_asked = move || asked.get() == Some(at);
    let ok = move || if can_remove() { word() } else { String::new() };
    let press = move |_| {
        if !untrack(can_remove) {
            return;
        }
        let asks = untrack(|| with_panels(question, |panels| panels.confirm.is_some())) == Some(true);
        if asks && !untrack(is_asked) {
            asked.set(Some(at));
            tv.announcer.say(&untrack(ask));
        } else {
            asked.set(None);
            remove(tv.i18n, tv.announcer, question, at);
        }
    };
    let face = move || {
        if is_asked() {
            ask()
        } else if can_remove() {
            [&*word(), ": ", &*name()].concat()
        } else {
            name()
        }
    };
    place("tv-tile tv-option", question.part_id(&["-p", &at.to_string()].concat()), ok)
        .class_if("is-asked", is_asked)
        .attr("aria-disabled", move || (!can_remove()).then_some("true"))
        .on(ev::click, press)
        .child(el("span").class("tv-in").child(el("span").text(face)))
}
