//! What is read and not answered: the author's text, a computed value.

use super::context::use_tv;
use crate::{
    i18n::keys::respond::tv as keys,
    modality::{Intent, focus::Direction},
    widgets::survey::Question,
};
use leptos::{html::Div, prelude::*};
use tessera_form::Kind;

/// Text longer than the screen takes the focus, and up and down scroll it.
#[component]
pub(super) fn Prose(question: Question) -> impl IntoView {
    let tv = use_tv();
    let html = move || {
        question.view.with(|view| match &view.kind {
            Kind::Html { html } => (html.string.to_string(), html.lang.as_deref().map(str::to_owned)),
            _ => (String::new(), None),
        })
    };
    let key = question.part_id("-prose");
    let node = NodeRef::<Div>::new();
    let is_long = RwSignal::new(false);
    Effect::new(move |_| {
        html();
        // Measured once it is drawn.
        request_animation_frame(move || {
            if let Some(node) = node.get_untracked() {
                is_long.set(node.scroll_height() > node.client_height() + 1);
            }
        });
    });
    let own_key = key.clone();
    tv.listen(move |intent| {
        let Intent::Move(direction @ (Direction::Up | Direction::Down)) = intent else { return false };
        if tv.scope.focused().with_untracked(|focused| focused.key != own_key) {
            return false;
        }
        let Some(node) = node.get_untracked() else { return false };
        let before = node.scroll_top();
        let page = node.client_height() * 2 / 3;
        node.set_scroll_top(if direction == Direction::Down { before + page } else { before - page });
        // At its end the arrow leaves it.
        node.scroll_top() != before
    });
    // Markup that the server sanitised when the form was saved, piped answers escaped by the engine.
    view! {
        <div class="tv-body tv-body-list" data-group=question.part_id("-text")>
            <div class="tv-prose" node_ref=node lang=move || html().1
                tabindex=move || is_long.get().then_some("0") data-focus=move || is_long.get().then(|| key.clone())
                data-ok=move || is_long.get().then(|| tv.i18n.text(keys::SCROLL))
                on:click=move |_| tv.offer_next(question)
                inner_html=move || html().0
            ></div>
        </div>
    }
    .into_any()
}

/// A value the form computes.
#[component]
pub(super) fn Computed(question: Question) -> impl IntoView {
    let display = move || {
        question.view.with(|view| match &view.kind {
            Kind::Expression { display } => display.clone(),
            _ => String::new(),
        })
    };
    view! { <div class="tv-body"><output class="tv-computed num" aria-labelledby=question.part_id("-title")><bdi>{display}</bdi></output></div> }.into_any()
}
