//! What is wrong on a page, counted once and in one place, a link a question.

use super::{
    icon::{Icon, icon},
    question::{error_text, focus_question},
    survey::{Question, SurveyStore},
};
use crate::i18n::{keys::respond::errors as keys, use_i18n};
use leptos::prelude::*;
use tessera_form::Level;

/// The questions of the page with an error that stops.
fn wrong(store: SurveyStore) -> Vec<Question> {
    store.page().track();
    store.questions().into_iter().filter(|question| question.is_invalid()).collect()
}

/// The summary; shown from the failed Next on, until nothing is wrong any more.
#[component]
pub fn ErrorSummary(store: SurveyStore, is_shown: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let count = Memo::new(move |_| u32::try_from(wrong(store).len()).unwrap_or(u32::MAX));
    let line = move |question: Question| {
        let title = question.view.with(|view| view.title.as_ref().map_or_else(|| view.name.to_string(), |title| title.string.to_string()));
        let error = question.errors().into_iter().find(|error| error.level == Level::Error);
        let error = error.map(|error| question.view.with(|view| error_text(i18n, &view.kind, &error))).unwrap_or_default();
        // A title that asks has its own mark at the end.
        let text = if title.ends_with(char::is_alphanumeric) {
            i18n.fill(keys::SUMMARY_ITEM, &[("title", &title), ("error", &error)])
        } else {
            [title.as_str(), error.as_str()].join(" ")
        };
        view! { <li><button type="button" class="link" on:click=move |_| focus_question(question)>{text}</button></li> }
    };
    view! {
        <Show when=move || { is_shown.get() && count.get() > 0 }>
            <section class="summary" role="alert">
                <h2 class="t-heading">{icon(Icon::ALERT)}{move || i18n.plural(keys::SUMMARY, count.get(), &[])}</h2>
                <ol>{move || wrong(store).into_iter().map(line).collect_view()}</ol>
            </section>
        </Show>
    }
    .into_any()
}
