//! The ends of a survey: all answers before they are sent, and what happens after.

use super::{actions, context::use_tv};
use crate::{
    i18n::keys::respond::{self, closed, done, tv as keys},
    widgets::{
        icon::{Icon, icon},
        question::{Words, answer_words, words},
        survey::{Element, Question},
    },
};
use leptos::prelude::*;
use tessera_form::ElementId;

/// Who reads single answers, as far as the closing words depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The team that asked.
    Team,
    /// Nobody: they are only counted.
    Nobody,
}

/// What became of the finished answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// They are still on the device.
    Waiting,
    /// The server has them.
    Arrived,
    /// The survey closed before they came.
    TooLate,
}

/// Every answer as a row; OK on one goes back to its question.
#[component]
pub(super) fn Preview() -> impl IntoView {
    let tv = use_tv();
    let row = move |(page, question): (ElementId, Question)| {
        let title = move || question.view.with(|view| view.title.as_ref().map(words)).map(Words::view);
        let answer = move || {
            let words = question.view.with(|view| answer_words(tv.i18n, view));
            words.unwrap_or_else(|| tv.i18n.text(respond::PREVIEW_EMPTY))
        };
        let change = move |_| {
            if tv.store.cancel_preview(Some(page)).ok {
                tv.store.enter(question.id);
            }
        };
        view! {
            <button type="button" class="tv-tile tv-answer" data-focus=question.part_id("-review") data-ok=move || tv.i18n.text(keys::OK_CHANGE) on:click=change
            ><span class="tv-in"><span class="tv-label">{title}</span><bdi class="tv-text">{answer}</bdi></span></button>
        }
    };
    let rows = move || {
        let mut found = Vec::new();
        tv.store.page().with(|page| collect(&page.elements, None, &mut found));
        found.into_iter().filter(|(_, question)| question.takes_answer()).map(row).collect_view()
    };
    view! {
        <section class="tv-ask">
            <div class="tv-head">
                <h1 class="tv-question">{move || tv.i18n.text(respond::PREVIEW_TITLE)}</h1>
                <p class="tv-lead">{move || tv.i18n.text(respond::PREVIEW_TEXT)}</p>
            </div>
            <div class="tv-body tv-body-list">
                <div class="tv-list" data-group="review" data-program="column" data-block="left right" data-scroll=""><div class="tv-rows">{rows}</div></div>
            </div>
            <div class="tv-actions" data-group="review-actions" data-program="row" data-block="left right">
                <button type="button" class="tv-tile tv-button tv-next" data-focus="send" data-preferred="" data-ok=move || tv.i18n.text(respond::SEND)
                    on:click=move |_| tv.send()
                ><span class="tv-in tv-in-ends"><span>{move || tv.i18n.text(respond::SEND)}</span>{icon(Icon::FORWARD)}</span></button>
            </div>
        </section>
    }
    .into_any()
}

/// Questions with the page each is on: in a preview every page is a panel of its own.
fn collect(elements: &[Element], page: Option<ElementId>, found: &mut Vec<(ElementId, Question)>) {
    for element in elements {
        match element {
            Element::Question(question) => found.extend(page.map(|page| (page, *question))),
            Element::Panel(panel) => panel.node.with(|node| collect(&node.elements, page.or(Some(panel.id)), found)),
        }
    }
}

/// What happens next, and when.
#[component]
pub(super) fn Done(workspace: Signal<String>, reader: Reader, ending: Signal<Ending>, leave: Callback<()>) -> impl IntoView {
    let tv = use_tv();
    let html = move || {
        tv.store.state().track();
        tv.store.locale().track();
        tv.store.completion().html.map(|html| words(&html))
    };
    let title = move || {
        tv.i18n.text(match ending.get() {
            Ending::Waiting => done::TITLE_WAITING,
            Ending::Arrived => done::TITLE,
            Ending::TooLate => closed::TITLE,
        })
    };
    let now = move || {
        let key = match (ending.get(), reader) {
            (Ending::Waiting, _) => done::WAITING_NOW,
            (Ending::TooLate, _) => closed::KEPT,
            (Ending::Arrived, Reader::Nobody) => done::EMPLOYEES_NOW,
            (Ending::Arrived, Reader::Team) => done::CUSTOMERS_NOW,
        };
        tv.fill(key, "workspace", &workspace.get())
    };
    let next = move || {
        let key = if reader == Reader::Nobody { done::EMPLOYEES_NEXT } else { done::CUSTOMERS_NEXT };
        (ending.get() != Ending::TooLate).then(|| view! { <dt>{tv.i18n.text(done::NEXT)}</dt><dd>{tv.i18n.text(key)}</dd> })
    };
    view! {
        <section class="tv-ask tv-done">
            <h1 class="tv-display" id="done-title">{title}</h1>
            {move || html().map(|html| view! { <div class="tv-prose" lang=html.lang inner_html=html.string></div> })}
            <dl class="tv-then">
                <dt>{move || tv.i18n.text(done::NOW)}</dt><dd>{now}</dd>
                {next}
                <dt>{move || tv.i18n.text(done::YOU)}</dt><dd>{move || tv.i18n.text(done::YOU_TEXT)}</dd>
            </dl>
            <div class="tv-actions" data-group="done" data-program="row">
                <button type="button" class="tv-tile tv-button" data-focus="done-leave" data-ok=move || tv.i18n.text(keys::LEAVE)
                    on:click=move |_| leave.run(())
                ><span class="tv-in">{move || tv.i18n.text(keys::LEAVE)}</span></button>
            </div>
        </section>
    }
    .into_any()
}

/// A page without questions: its title, and the way on.
#[component]
pub(super) fn TitleOnly() -> impl IntoView {
    let tv = use_tv();
    let text = move |read: fn(&crate::widgets::survey::PageNode) -> Option<Words>| tv.store.page().with(read);
    let title = move || {
        text(|page| page.title.as_ref().map(words)).or_else(|| {
            tv.store.locale().track();
            tv.store.read(|session| session.title()).map(|title| words(&title))
        })
    };
    let hint = move || {
        text(|page| page.description.as_ref().map(words)).or_else(|| {
            tv.store.locale().track();
            tv.store.read(|session| session.description()).map(|text| words(&text))
        })
    };
    let label = move || actions::next_word(tv);
    view! {
        <section class="tv-ask">
            <div class="tv-head">
                {move || title().map(|title| view! { <h1 class="tv-display">{title.view()}</h1> })}
                {move || hint().map(|hint| view! { <p class="tv-lead">{hint.view()}</p> })}
            </div>
            <div class="tv-actions" data-group="title-actions" data-program="row">
                <button type="button" class="tv-tile tv-button tv-next" data-focus="page-next" data-preferred="" data-ok=label on:click=move |_| tv.go_on()
                ><span class="tv-in tv-in-ends"><span>{label}</span>{icon(Icon::FORWARD)}</span></button>
            </div>
        </section>
    }
    .into_any()
}
