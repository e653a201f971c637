//! All answers before sending: what was asked, what was answered, a way back to each page.

use crate::{
    i18n::{I18n, keys::respond as keys, use_i18n},
    layouts::focus_after,
    view::{El, each, el},
    widgets::{
        question::{Words, answer_words, worded, words},
        survey::{Element, Panel, Question, SurveyStore},
    },
};
use leptos::ev;
use tessera_form::Kind;

/// The pages of the preview, each with its way back.
#[must_use]
pub fn preview_pages(store: SurveyStore) -> El {
    let i18n = use_i18n();
    let panels = move || {
        let panel = |element: &Element| match element {
            Element::Panel(panel) => Some(*panel),
            Element::Question(_) => None,
        };
        store.page().with(|page| page.elements.iter().filter_map(panel).collect())
    };
    let title = el("h2").class("t-display").attr("id", "preview-title").attr("tabindex", "-1").text(i18n.live(keys::PREVIEW_TITLE));
    let head = el("header").class("preview-head").child((title, el("p").class("t-lead").text(i18n.live(keys::PREVIEW_TEXT))));
    let pages = each(panels, |panel: &Panel| u64::from(panel.id.0), move |panel| preview_page(i18n, store, panel));
    el("div").class("preview").child((head, pages))
}

fn preview_page(i18n: I18n, store: SurveyStore, panel: Panel) -> El {
    let change = move |_| {
        let step = store.cancel_preview(Some(panel.id));
        focus_after(store, &step);
    };
    let questions = move || {
        let mut questions = Vec::new();
        panel.node.with(|node| collect(&node.elements, &mut questions));
        questions
    };
    let title =
        worded(move || panel.node.with(|node| node.title.as_ref().map(words)), |title| el("h3").class("t-heading").child(title.view()));
    let lines = each(questions, |question: &Question| u64::from(question.id.0), move |question| preview_line(i18n, question));
    let button = el("button").attr("type", "button").class("button button-small").on(ev::click, change).text(i18n.live(keys::CHANGE));
    el("section").class("card preview-page").child((title, el("dl").child(lines), button))
}

fn preview_line(i18n: I18n, question: Question) -> El {
    let title = worded(move || question.view.with(|view| view.title.as_ref().map(words)), Words::view);
    let answer = move || question.view.with(|view| answer_words(i18n, view));
    let comment = move || question.view.with(|view| view.comment.as_ref().and_then(|comment| comment.value.clone())).map(Words::from);
    let words =
        el("bdi").class_if("quiet", move || answer().is_none()).text(move || answer().unwrap_or_else(|| i18n.text(keys::PREVIEW_EMPTY)));
    let comment = worded(comment, |comment| el("p").class("t-meta").attr("dir", "auto").text(comment.string));
    el("div").class("preview-line").child((el("dt").class("t-label").child(title), el("dd").child((words, comment))))
}

fn collect(elements: &[Element], found: &mut Vec<Question>) {
    for element in elements {
        match element {
            Element::Question(question) => {
                if question.view.with(|view| !matches!(view.kind, Kind::Html { .. } | Kind::Image(..) | Kind::Unsupported { .. })) {
                    found.push(*question);
                }
            }
            Element::Panel(panel) => panel.node.with(|node| collect(&node.elements, found)),
        }
    }
}
