//! What is chosen of a list that takes many, beside its box: a chip each, which takes it back.

use super::is_chosen;
use crate::{
    i18n::keys::respond::{rating, tv as keys},
    i18n::use_i18n,
    signal::Signal,
    view::{El, each, el, text},
    widgets::{
        announce::use_announcer,
        choice::{Item, Many},
        icon::{Icon, icon},
        question::{focus_id, named},
        survey::Question,
    },
};
use leptos::{ev, prelude::untrack};
use tessera_form::ChoiceRole;

/// The chips.
pub(super) fn chips(question: Question, many: Many, items: Signal<Vec<Item>>) -> El {
    let i18n = use_i18n();
    let label = move |at: usize| items.with(|items| items.get(at).map(|item| item.label.string.clone())).unwrap_or_default();
    let take_back = move |at: usize| {
        // The chip goes, so the focus does not stay on it.
        focus_id(question.part_id("-input"));
        say_taken_back(&label(at));
        many.tap(at);
    };
    let chip = move |at: usize| {
        let button = el("button")
            .attr("type", "button")
            .class("chip")
            .attr("dir", "auto")
            .attr("aria-label", move || i18n.fill(keys::OK_TAKE_BACK, &[("answer", &label(at))]))
            .attr("aria-disabled", move || question.view.with(|view| view.read_only).then_some("true"))
            .on(ev::click, move |_| {
                if !untrack(|| question.view.with(|view| view.read_only)) {
                    untrack(|| take_back(at));
                }
            });
        el("li").child(button.child((text(move || label(at)), icon(Icon::CLOSE))))
    };
    named(el("ul").class("chips"), question).child(each(move || held(question, items), |at| *at as u64, chip))
}

/// Takes the last one back.
pub(super) fn take_back_last(question: Question, many: Many, items: Signal<Vec<Item>>) {
    untrack(|| {
        if let Some(last) = held(question, items).pop() {
            let label = items.with(|items| items.get(last).map(|item| item.label.string.clone()));
            say_taken_back(&label.unwrap_or_default());
            many.tap(last);
        }
    });
}

/// The places of those that are chosen. That all are is no choice of its own.
fn held(question: Question, items: Signal<Vec<Item>>) -> Vec<usize> {
    let is_held = |(at, item): &(usize, &Item)| item.role != ChoiceRole::SelectAll && is_chosen(question, *at);
    items.with(|items| items.iter().enumerate().filter(is_held).map(|(at, _)| at).collect())
}

fn say_taken_back(label: &str) {
    use_announcer().say(&[label, ": ", &use_i18n().text(rating::CLEARED)].concat());
}
