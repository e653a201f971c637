//! A question's tile: title, hint, what is wrong, the answers, a comment.

mod answer;
mod aria;
mod dom;
mod errors;
mod words;

pub use answer::{answer_words, built_in};
pub use aria::{described, named, stated};
pub use dom::{blur_active, focus_id, focus_question, focus_title};
pub use errors::{error_lines, error_list, error_text, say_errors};
pub use words::{Words, worded, words, words_in};

use super::{
    boolean::boolean_body,
    choice::{checkbox_body, radio_body},
    dropdown::{dropdown_body, tagbox_body},
    html::markup,
    picture::picture_body,
    ranking::ranking_body,
    rating::rating_body,
    survey::Question,
    text::{comment_area, comment_body, text_body},
};
#[cfg(feature = "all-types")]
use super::{matrix::matrix_body, panels::panels_body};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    modality::Layout,
    signal::Signal,
    view::{Child as _, El, View, el, show},
};
use leptos::ev;
use tessera_form::Kind;

/// One question as a tile.
#[must_use]
pub fn question_tile(question: Question, layout: Layout) -> El {
    let class = move || match (question.is_active(), question.is_invalid()) {
        (false, false) => "question",
        (true, false) => "question is-active",
        (false, true) => "question is-invalid",
        (true, true) => "question is-active is-invalid",
    };
    el("section")
        .class(class)
        .attr("id", question.dom_id())
        .attr("data-question", question.view.with_untracked(|view| view.name.to_string()))
        .on(ev::focusin, move |_| question.enter())
        .child((head(question), error_list(question), body(question, layout), comment(question)))
}

/// Title and hint. A piece of authored text has neither; those of panels that repeat stand over the panels.
fn head(question: Question) -> View {
    if question.view.with_untracked(|view| matches!(view.kind, Kind::Html { .. } | Kind::Image(..) | Kind::Panels(_))) {
        return View::default();
    }
    let title = move |title: Words| {
        let number = move || question.view.with(|view| view.number.clone()).map(Words::from);
        let title = (worded(number, |number| (el("span").class("question-number num").text(number.string), " ")), title.view());
        el("h2").class("t-question").attr("id", question.part_id("-title")).attr("tabindex", "-1").child(title)
    };
    let hint = move |hint: Words| el("p").class("question-hint").attr("id", question.part_id("-hint")).child(hint.view());
    (
        worded(move || question.view.with(|view| view.title.as_ref().map(words)), title),
        worded(move || question.view.with(|view| view.description.as_ref().map(words)), hint),
    )
        .view()
}

fn body(question: Question, layout: Layout) -> View {
    type Body = fn(Question, Layout) -> View;
    let body = question.view.with_untracked(|view| -> Body {
        match &view.kind {
            Kind::Text { .. } => text_body,
            Kind::Comment { .. } => |question, _| comment_body(question),
            Kind::Radiogroup(_) => radio_body,
            Kind::Checkbox(_) => checkbox_body,
            Kind::Dropdown(_) => dropdown_body,
            Kind::Tagbox(..) => tagbox_body,
            Kind::Image(..) => |question, _| picture_body(question),
            Kind::Ranking(..) => |question, _| ranking_body(question),
            Kind::Boolean { .. } => |question, _| boolean_body(question),
            Kind::Rating { .. } => |question, _| rating_body(question),
            Kind::Html { .. } => |question, _| authored(question),
            Kind::Expression { .. } => |question, _| computed(question),
            #[cfg(feature = "all-types")]
            Kind::Matrix(_) => matrix_body,
            #[cfg(feature = "all-types")]
            Kind::Panels(_) => panels_body,
            _ => |_, _| unsupported(),
        }
    });
    body(question, layout)
}

fn authored(question: Question) -> View {
    let html = Signal::derive(move || {
        question.view.with(|view| match &view.kind {
            Kind::Html { html } => words(html),
            _ => Words::default(),
        })
    });
    markup(html, Some(question.part_id("-input")), "prose").view()
}

fn computed(question: Question) -> View {
    let display = move || {
        question.view.with(|view| match &view.kind {
            Kind::Expression { display } => display.clone(),
            _ => String::new(),
        })
    };
    el("output")
        .class("computed num")
        .attr("id", question.part_id("-input"))
        .attr("tabindex", "-1")
        .attr("aria-labelledby", question.part_id("-title"))
        .child(el("bdi").text(display))
        .view()
}

fn unsupported() -> View {
    el("p").class("note").text(use_i18n().live(keys::UNSUPPORTED)).view()
}

fn comment(question: Question) -> View {
    show(move || question.view.with(|view| view.comment.is_some()), move || comment_area(question))
}
