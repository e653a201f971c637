//! The buttons of panels that repeat: one that adds behind them all, one that takes away at the end of each.

use super::{add, name_of, remove, with_panels};
use crate::{
    i18n::{I18n, keys::all as keys, use_i18n},
    modality::Layout,
    signal::RwSignal,
    view::{Child as _, El, View, each, either, el, show, text},
    widgets::{
        announce::{Announcer, use_announcer},
        question::{Words, focus_id, focus_question, words},
        survey::{Question, SurveyStore},
    },
};
use leptos::{ev, prelude::*};
use tessera_form::Repeated;

/// What stands behind the panels. Where one question is on the screen, the panels are listed here too, for taking one away.
#[must_use]
pub fn panels_body(question: Question, layout: Layout) -> View {
    let (i18n, announcer) = (use_i18n(), use_announcer());
    let count = move || with_panels(question, |panels| panels.panels.len()).unwrap_or(0);
    let none = move || {
        let own = with_panels(question, |panels| panels.none.as_ref().map(words)).flatten();
        own.unwrap_or_else(|| i18n.text(keys::PANELS_NONE).into()).string
    };
    let press = move |_| {
        if let Some(first) = add(i18n, announcer, question) {
            first.enter();
            focus_question(first);
        }
    };
    let word = move || {
        let own = with_panels(question, |panels| panels.add.as_ref().map(|word| word.string.to_string())).flatten();
        own.unwrap_or_else(|| i18n.text(keys::PANEL_ADD))
    };
    let button =
        move || el("button").attr("type", "button").class("button").attr("id", question.part_id("-add")).on(ev::click, press).text(word);
    let line = move |at: usize| {
        let name = el("span").class("panels-name").text(move || name_of(i18n, question, at).string);
        el("li").child((name, taking_away(i18n, announcer, question, at)))
    };
    let list = move || el("ul").class("panels-list").child(each(move || (0..count()).collect(), |at| *at as u64, line));
    el("div")
        .class("question-body panels")
        .attr("id", question.part_id("-input"))
        .attr("tabindex", "-1")
        .child((
            show(move || count() == 0, move || el("p").class("note").text(none)),
            show(move || layout == Layout::Mobile && count() > 0, list),
            show(move || with_panels(question, |panels| panels.can_add) == Some(true), button),
        ))
        .view()
}

/// The button at the end of one panel.
pub fn remove_button(store: SurveyStore, repeated: Repeated) -> View {
    let (i18n, announcer) = (use_i18n(), use_announcer());
    match store.question_anywhere(repeated.owner) {
        Some(question) => el("div").class("panel-end").child(taking_away(i18n, announcer, question, repeated.at)).view(),
        None => View::default(),
    }
}

/// A button that takes a panel away, at once or after a question.
fn taking_away(i18n: I18n, announcer: Announcer, question: Question, at: usize) -> View {
    let is_asking = RwSignal::new(false);
    let id = move |part: &str| question.part_id(&["-p", &at.to_string(), part].concat());
    let go = move || {
        is_asking.set(false);
        remove(i18n, announcer, question, at);
        // What had the focus is gone; where nothing can be added either, the list itself takes it.
        let can_add = untrack(|| with_panels(question, |panels| panels.can_add)) == Some(true);
        question.enter();
        focus_id(question.part_id(if can_add { "-add" } else { "-input" }));
    };
    let word = move || {
        let own = with_panels(question, |panels| panels.remove.as_ref().map(|word| word.string.to_string())).flatten();
        own.unwrap_or_else(|| i18n.text(keys::PANEL_REMOVE))
    };
    let spoken = move || [&*word(), ": ", &*name_of(i18n, question, at).string].concat();
    let press = move |_| {
        if untrack(|| with_panels(question, |panels| panels.confirm.is_some())) == Some(true) {
            is_asking.set(true);
            focus_id(id("-keep"));
        } else {
            go();
        }
    };
    let button = move || {
        el("button")
            .attr("type", "button")
            .class("button button-small button-quiet")
            .attr("id", id("-remove"))
            .attr("aria-label", spoken)
            .on(ev::click, press)
            .text(word)
    };
    let asked = move || {
        let own = with_panels(question, |panels| panels.confirm.as_ref().map(words)).flatten().filter(|words| !words.string.is_empty());
        own.unwrap_or_else(|| Words::from(i18n.fill(keys::PANEL_CONFIRM, &[("panel", &name_of(i18n, question, at).string)]))).string
    };
    let keep = move |_| {
        is_asking.set(false);
        focus_id(id("-remove"));
    };
    let ask = move || -> El {
        let yes = el("button").attr("type", "button").class("button button-small").on(ev::click, move |_| go()).text(word);
        let no = el("button")
            .attr("type", "button")
            .class("button button-small button-quiet")
            .attr("id", id("-keep"))
            .on(ev::click, keep)
            .text(i18n.live(keys::PANEL_KEEP));
        let words = el("span").attr("id", id("-ask")).child(text(asked));
        el("div").class("panel-ask").attr("role", "group").attr("aria-labelledby", id("-ask")).child((words, yes, no))
    };
    let can_remove = move || with_panels(question, |panels| panels.can_remove && at < panels.panels.len()) == Some(true);
    show(can_remove, move || either(move || is_asking.get(), ask, button)).view()
}
