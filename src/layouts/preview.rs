//! All answers before sending: what was asked, what was answered, a way back to each page.

use crate::{
    i18n::{keys::respond as keys, use_i18n},
    layouts::focus_after,
    widgets::{
        question::{answer_words, words},
        survey::{Element, Panel, Question, SurveyStore},
    },
};
use leptos::prelude::*;
use tessera_form::Kind;

/// The pages of the preview, each with its way back.
#[component]
pub fn PreviewPages(store: SurveyStore) -> impl IntoView {
    let i18n = use_i18n();
    let pages = move || {
        store
            .page()
            .with(|page| page.elements.clone())
            .into_iter()
            .filter_map(|element| match element {
                Element::Panel(panel) => Some(view! { <PreviewPage store panel/> }),
                Element::Question(_) => None,
            })
            .collect_view()
    };
    view! {
        <div class="preview">
            <header class="preview-head">
                <h2 class="t-display" id="preview-title" tabindex="-1">{move || i18n.text(keys::PREVIEW_TITLE)}</h2>
                <p class="t-lead">{move || i18n.text(keys::PREVIEW_TEXT)}</p>
            </header>
            {pages}
        </div>
    }
    .into_any()
}

#[component]
fn PreviewPage(store: SurveyStore, panel: Panel) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || panel.node.with(|node| node.title.as_ref().map(words));
    let change = move |_| {
        let step = store.cancel_preview(Some(panel.id));
        focus_after(store, &step);
    };
    let lines = move || {
        let mut questions = Vec::new();
        panel.node.with(|node| collect(&node.elements, &mut questions));
        questions.into_iter().map(|question| view! { <PreviewLine question/> }).collect_view()
    };
    view! {
        <section class="card preview-page">
            {move || title().map(|title| view! { <h3 class="t-heading">{title.view()}</h3> })}
            <dl>{lines}</dl>
            <button type="button" class="button button-small" on:click=change>{move || i18n.text(keys::CHANGE)}</button>
        </section>
    }
    .into_any()
}

#[component]
fn PreviewLine(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || question.view.with(|view| view.title.as_ref().map(words)).map(|title| title.view());
    let answer = move || question.view.with(|view| answer_words(i18n, view));
    let comment = move || question.view.with(|view| view.comment.as_ref().and_then(|comment| comment.value.clone()));
    view! {
        <div class="preview-line">
            <dt class="t-label">{title}</dt>
            <dd><bdi class:quiet=move || answer().is_none()>{move || answer().unwrap_or_else(|| i18n.text(keys::PREVIEW_EMPTY))}</bdi>
                {move || comment().map(|comment| view! { <p class="t-meta" dir="auto">{comment}</p> })}</dd>
        </div>
    }
    .into_any()
}

fn collect(elements: &[Element], found: &mut Vec<Question>) {
    for element in elements {
        match element {
            Element::Question(question) => {
                if question.view.with(|view| !matches!(view.kind, Kind::Html { .. } | Kind::Unsupported { .. })) {
                    found.push(*question);
                }
            }
            Element::Panel(panel) => panel.node.with(|node| collect(&node.elements, found)),
        }
    }
}
