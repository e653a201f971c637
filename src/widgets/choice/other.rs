//! The box for an answer of one's own. It opens under the list, and the focus stays on the choice that opened it.

use super::radio::with_list;
use crate::{
    i18n::{keys::respond::choice as keys, use_i18n},
    view::{View, el, show},
    widgets::{survey::Question, text::written},
};
use leptos::ev;

/// The box, while "other" is chosen.
#[must_use]
pub fn other_box(question: Question) -> View {
    let i18n = use_i18n();
    let value = move || with_list(question, |list| list.other.clone()).flatten().unwrap_or_default();
    let placeholder = move || with_list(question, |list| list.other_placeholder.as_ref().map(|text| text.string.to_string())).flatten();
    let is_missing = move || question.errors().iter().any(|error| error.code == "otherempty");
    let field = move || {
        let input = el("input")
            .class("field")
            .attr("type", "text")
            .attr("dir", "auto")
            .attr("autocomplete", "off")
            .attr("id", question.part_id("-other"))
            .attr("aria-label", i18n.live(keys::OTHER_LABEL))
            .attr("aria-invalid", move || is_missing().then_some("true"))
            .attr("aria-describedby", move || is_missing().then(|| question.part_id("-error")))
            .attr("placeholder", placeholder)
            .prop("value", value)
            .attr("disabled", move || question.view.with(|view| view.read_only))
            .on(ev::input, move |event| question.set_other(&written(&event, ' ')));
        el("div").class("question-other").child(input)
    };
    show(move || with_list(question, |list| list.other.is_some()) == Some(true), field)
}
