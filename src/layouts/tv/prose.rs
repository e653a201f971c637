//! What is read and not answered: the author's text, a computed value.

use super::context::Tv;
use crate::{
    i18n::keys::respond::tv as keys,
    modality::{Intent, focus::Direction},
    signal::RwSignal,
    view::{El, after, el},
    widgets::survey::Question,
};
use leptos::{ev, prelude::*};
use tessera_form::Kind;
use web_sys::HtmlElement;

/// Text longer than the screen takes the focus, and up and down scroll it.
pub(super) fn prose(tv: Tv, question: Question) -> El {
    let html = move || {
        question.view.with(|view| match &view.kind {
            Kind::Html { html } => (html.string.to_string(), html.lang.as_deref().map(str::to_owned)),
            _ => (String::new(), None),
        })
    };
    let key = question.part_id("-prose");
    let is_long = RwSignal::new(false);
    let own_key = key.clone();
    // Markup that the server sanitised when the form was saved, piped answers escaped by the engine.
    let text = el("div")
        .class("tv-prose")
        .attr("lang", move || html().1)
        .attr("tabindex", move || is_long.get().then_some("0"))
        .attr("data-focus", move || is_long.get().then(|| key.clone()))
        .attr("data-ok", move || is_long.get().then(|| tv.i18n.text(keys::SCROLL)))
        .on(ev::click, move |_| tv.offer_next(question))
        .inner_html(move || html().0);
    let node: HtmlElement = text.node();
    after({
        let node = node.clone();
        move || {
            html();
            // Measured once it is drawn.
            let node = node.clone();
            request_animation_frame(move || is_long.set(node.scroll_height() > node.client_height() + 1));
        }
    });
    tv.listen(move |intent| {
        let Intent::Move(direction @ (Direction::Up | Direction::Down)) = intent else { return false };
        if tv.scope.focused().with_untracked(|focused| focused.key != own_key) {
            return false;
        }
        let before = node.scroll_top();
        let page = node.client_height() * 2 / 3;
        node.set_scroll_top(if direction == Direction::Down { before + page } else { before - page });
        // At its end the arrow leaves it.
        node.scroll_top() != before
    });
    el("div").class("tv-body tv-body-list").attr("data-group", question.part_id("-text")).child(text)
}

/// A value the form computes.
pub(super) fn computed(_: Tv, question: Question) -> El {
    let display = move || {
        question.view.with(|view| match &view.kind {
            Kind::Expression { display } => display.clone(),
            _ => String::new(),
        })
    };
    let output = el("output").class("tv-computed num").attr("aria-labelledby", question.part_id("-title"));
    el("div").class("tv-body").child(output.child(el("bdi").text(display)))
}
