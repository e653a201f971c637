//! What is wrong on a page, counted once and in one place, a link a question.

use super::{
    icon::{Icon, icon},
    question::{error_text, focus_question},
    survey::{Question, SurveyStore},
};
use crate::{
    i18n::{keys::respond::errors as keys, use_i18n},
    signal::RwSignal,
    view::{View, each, el, show, text},
};
use leptos::ev;
use tessera_form::Level;

/// The questions of the page with an error that stops.
fn wrong(store: SurveyStore) -> Vec<Question> {
    store.page().track();
    store.questions().into_iter().filter(|question| question.is_invalid()).collect()
}

/// The summary; shown from the failed Next on, until nothing is wrong any more.
pub fn error_summary(store: SurveyStore, is_shown: RwSignal<bool>) -> View {
    let i18n = use_i18n();
    let count = move || u32::try_from(wrong(store).len()).unwrap_or(u32::MAX);
    let words = move |question: Question| {
        let title = question.view.with(|view| view.title.as_ref().map_or_else(|| view.name.to_string(), |title| title.string.to_string()));
        let error = question.errors().into_iter().find(|error| error.level == Level::Error);
        let error = error.map(|error| question.view.with(|view| error_text(i18n, &view.kind, &error))).unwrap_or_default();
        // A title that asks has its own mark at the end.
        if title.ends_with(char::is_alphanumeric) {
            i18n.fill(keys::SUMMARY_ITEM, &[("title", &title), ("error", &error)])
        } else {
            [&*title, &*error].join(" ")
        }
    };
    let line = move |question: Question| {
        let link = el("button").attr("type", "button").class("link").on(ev::click, move |_| focus_question(question));
        el("li").child(link.text(move || words(question)))
    };
    let summary = move || {
        let heading = (icon(Icon::ALERT), text(move || i18n.plural(keys::SUMMARY, count(), &[])));
        let lines = each(move || wrong(store), |question| u64::from(question.id.0), line);
        let heading = el("h2").class("t-heading").child(heading);
        el("section").class("summary").attr("role", "alert").child((heading, el("ol").child(lines)))
    };
    show(move || is_shown.get() && count() > 0, summary)
}
