//! A question's tile: title, hint, what is wrong, the answers, a comment.

mod answer;
mod dom;
mod errors;
mod words;

pub use answer::{answer_words, built_in};
pub use dom::{blur_active, focus_id, focus_question, focus_title};
pub use errors::{ErrorList, error_text};
pub use words::{Words, words, words_in};

use super::{
    boolean::BooleanBody,
    choice::{CheckboxBody, RadioBody},
    dropdown::DropdownBody,
    html::markup,
    rating::RatingBody,
    survey::Question,
    text::{CommentArea, CommentBody, TextBody},
};
use crate::{i18n::keys::respond as keys, i18n::use_i18n, modality::Layout};
use leptos::prelude::*;
use tessera_form::Kind;

/// One question as a tile.
#[component]
pub fn QuestionTile(question: Question, layout: Layout) -> impl IntoView {
    let class = move || {
        let mut class = String::from("question");
        if question.is_active() {
            class.push_str(" is-active");
        }
        if question.is_invalid() {
            class.push_str(" is-invalid");
        }
        class
    };
    view! {
        <section class=class id=question.dom_id() data-question=question.view.with_untracked(|view| view.name.to_string()) on:focusin=move |_| question.enter()>
            {head(question)}
            <ErrorList question/>
            {body(question, layout)}
            {comment(question)}
        </section>
    }
    .into_any()
}

/// Title and hint. A piece of authored text has neither.
fn head(question: Question) -> AnyView {
    if question.view.with_untracked(|view| matches!(view.kind, Kind::Html { .. })) {
        return ().into_any();
    }
    let number = move || question.view.with(|view| view.number.clone());
    let title = move || question.view.with(|view| view.title.as_ref().map(words));
    let hint = move || question.view.with(|view| view.description.as_ref().map(words));
    view! {
        {move || title().map(|title| view! {
            <h2 class="t-question" id=question.part_id("-title") tabindex="-1">
                {number().map(|number| view! { <span class="question-number num">{number}</span>" " })}
                {title.view()}
            </h2>
        })}
        {move || hint().map(|hint| view! { <p class="question-hint" id=question.part_id("-hint")>{hint.view()}</p> })}
    }
    .into_any()
}

fn body(question: Question, layout: Layout) -> AnyView {
    enum Family {
        Text,
        Comment,
        Radio,
        Checkbox,
        Dropdown,
        Boolean,
        Rating,
        Html,
        Expression,
        Unsupported,
    }
    let family = question.view.with_untracked(|view| match &view.kind {
        Kind::Text { .. } => Family::Text,
        Kind::Comment { .. } => Family::Comment,
        Kind::Radiogroup(_) => Family::Radio,
        Kind::Checkbox(_) => Family::Checkbox,
        Kind::Dropdown(_) => Family::Dropdown,
        Kind::Boolean { .. } => Family::Boolean,
        Kind::Rating { .. } => Family::Rating,
        Kind::Html { .. } => Family::Html,
        Kind::Expression { .. } => Family::Expression,
        Kind::Unsupported { .. } => Family::Unsupported,
    });
    match family {
        Family::Text => view! { <TextBody question layout/> }.into_any(),
        Family::Comment => view! { <CommentBody question/> }.into_any(),
        Family::Radio => view! { <RadioBody question layout/> }.into_any(),
        Family::Checkbox => view! { <CheckboxBody question layout/> }.into_any(),
        Family::Dropdown => view! { <DropdownBody question layout/> }.into_any(),
        Family::Boolean => view! { <BooleanBody question/> }.into_any(),
        Family::Rating => view! { <RatingBody question/> }.into_any(),
        Family::Html => authored(question),
        Family::Expression => computed(question),
        Family::Unsupported => unsupported(),
    }
}

fn authored(question: Question) -> AnyView {
    let html = Signal::derive(move || {
        question.view.with(|view| match &view.kind {
            Kind::Html { html } => words(html),
            _ => Words::default(),
        })
    });
    markup(html, Some(question.part_id("-input")), "prose").into_any()
}

fn computed(question: Question) -> AnyView {
    let display = move || {
        question.view.with(|view| match &view.kind {
            Kind::Expression { display } => display.clone(),
            _ => String::new(),
        })
    };
    view! { <output class="computed num" id=question.part_id("-input") tabindex="-1" aria-labelledby=question.part_id("-title")><bdi>{display}</bdi></output> }.into_any()
}

fn unsupported() -> AnyView {
    let i18n = use_i18n();
    view! { <p class="note">{move || i18n.text(keys::UNSUPPORTED)}</p> }.into_any()
}

fn comment(question: Question) -> AnyView {
    let has_comment = Memo::new(move |_| question.view.with(|view| view.comment.is_some()));
    view! { <Show when=move || has_comment.get()><CommentArea question/></Show> }.into_any()
}
