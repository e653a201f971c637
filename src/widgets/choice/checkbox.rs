//! Any of a list. Each box is a Tab stop; "none" excludes the others; when the most are chosen the rest say why they cannot be.

use super::{
    many::Many,
    other::other_box,
    radio::{face, items_of, options_class},
    state::Item,
};
use crate::{
    modality::Layout,
    view::{Child as _, El, View, el},
    widgets::{question::named, survey::Question},
};
use leptos::ev;

/// A checkbox question.
#[must_use]
pub fn checkbox_body(question: Question, layout: Layout) -> View {
    let many = Many::new(question);
    let body = el("div").class("question-body").child((checkbox_options(question, many, layout), other_box(question)));
    (many.limit_line(), body).view()
}

/// The boxes; also of a list that opens and is short enough to show them.
#[must_use]
pub fn checkbox_options(question: Question, many: Many, layout: Layout) -> El {
    let items = items_of(question);
    let option = move |(index, item): (usize, Item)| {
        el("button")
            .attr("type", "button")
            .class("option")
            .attr("role", "checkbox")
            .attr("id", question.part_id(&["-", &index.to_string()].concat()))
            .attr("aria-checked", move || if many.is_chosen(index) { "true" } else { "false" })
            .attr("aria-disabled", move || many.is_off(index).then_some("true"))
            .attr("aria-describedby", move || many.is_over(index).then(|| question.part_id("-limit")))
            .on(ev::click, move |_| many.tap(index))
            .child(face("mark mark-box", item))
    };
    let options = el("div").class(move || options_class(question, layout, items)).attr("role", "group");
    named(options, question)
        .attr("aria-describedby", move || question.described_by_with("-limit", many.limit().is_some()))
        .child(move || items.get().into_iter().enumerate().map(option).collect::<Vec<_>>())
}
