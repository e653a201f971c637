//! The ends of a survey: all answers before they are sent, and what happens after.

use super::{
    TvFrame,
    actions::next_word,
    context::Tv,
    parts::{button, column, line, next_button, place},
};
use crate::{
    i18n::keys::respond::{self, closed, done, tv as keys},
    view::{El, el, show},
    widgets::{
        question::{Words, answer_words, worded, words},
        survey::{Element, Node, Question},
    },
};
use leptos::{ev, prelude::*};
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
    /// They are in this page alone.
    WaitingHere,
    /// The server has them.
    Arrived,
    /// The survey closed before they came.
    TooLate,
}

/// Every answer as a row; OK on one goes back to its question.
pub(super) fn preview(tv: Tv) -> El {
    let rows = move || {
        let mut found = Vec::new();
        tv.store.page().with(|page| collect(&page.elements, None, &mut found));
        found.retain(|(_, question)| question.takes_answer());
        found.into_iter().map(|(page, question)| answer_row(tv, page, question)).collect::<Vec<_>>()
    };
    let list = column(el("div"), "review", rows);
    let head = el("div").class("tv-head").child((
        line("h1", "tv-question", tv.i18n.live(respond::PREVIEW_TITLE)),
        line("p", "tv-lead", tv.i18n.live(respond::PREVIEW_TEXT)),
    ));
    let send = next_button(tv, "send", |tv| tv.i18n.text(respond::SEND), Tv::send);
    let actions = buttons("review-actions").attr("data-block", "left right").child(send);
    el("section").class("tv-ask").child((head, el("div").class("tv-body tv-body-list").child(list), actions))
}

fn answer_row(tv: Tv, page: ElementId, question: Question) -> El {
    let title = worded(move || question.view.with(|view| view.title.as_ref().map(words)), Words::view);
    let answer = move || {
        let words = question.view.with(|view| answer_words(tv.i18n, view));
        words.unwrap_or_else(|| tv.i18n.text(respond::PREVIEW_EMPTY))
    };
    let change = move |_| {
        if tv.store.cancel_preview(Some(page)).ok {
            tv.store.enter(question.id);
        }
    };
    let face = el("span").class("tv-in").child((el("span").class("tv-label").child(title), line("bdi", "tv-text", answer)));
    place("tv-tile tv-answer", question.part_id("-review"), tv.i18n.live(keys::OK_CHANGE)).on(ev::click, change).child(face)
}

/// A row of buttons.
fn buttons(group: &'static str) -> El {
    el("div").class("tv-actions").attr("data-group", group).attr("data-program", "row")
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
pub(super) fn finished(tv: Tv, frame: TvFrame, leave: Callback<()>) -> El {
    let TvFrame { workspace, reader, ending, closing, .. } = frame;
    let html = move || {
        tv.store.state().track();
        tv.store.locale().track();
        tv.store.completion().html.map(|html| words(&html))
    };
    let title = move || {
        tv.i18n.text(match ending.get() {
            Ending::Waiting => done::TITLE_WAITING,
            Ending::WaitingHere => done::TITLE_MEMORY,
            Ending::Arrived => done::TITLE,
            Ending::TooLate => closed::TITLE,
        })
    };
    let now = move || {
        let key = match (ending.get(), reader) {
            (Ending::Waiting, _) => done::WAITING_NOW,
            (Ending::WaitingHere, _) => done::MEMORY_NOW,
            (Ending::TooLate, _) => closed::KEPT,
            (Ending::Arrived, Reader::Nobody) => done::EMPLOYEES_NOW,
            (Ending::Arrived, Reader::Team) => done::CUSTOMERS_NOW,
        };
        tv.fill(key, "workspace", &workspace)
    };
    let next = move || {
        let key = if reader == Reader::Nobody { done::EMPLOYEES_NEXT } else { done::CUSTOMERS_NEXT };
        (el("dt").text(tv.i18n.live(done::NEXT)), el("dd").text(move || tv.i18n.text(key)))
    };
    let you = move || match ending.get() {
        Ending::Waiting => done::YOU_WAITING,
        Ending::WaitingHere => done::YOU_MEMORY,
        Ending::Arrived | Ending::TooLate => done::YOU_TEXT,
    };
    let then = el("dl").class("tv-then").child((
        el("dt").text(tv.i18n.live(done::NOW)),
        el("dd").text(now),
        show(move || ending.get() != Ending::TooLate, next),
        el("dt").text(tv.i18n.live(done::YOU)),
        el("dd").text(move || tv.i18n.text(you())),
    ));
    el("section").class("tv-ask tv-done").child((
        line("h1", "tv-display", title).attr("id", "done-title"),
        worded(html, |html| el("div").class("tv-prose").attr("lang", html.lang).inner_html(html.string)),
        worded(
            move || closing.get().filter(|_| ending.get() == Ending::TooLate),
            |words| el("p").class("tv-lead as-typed").child(words.view()),
        ),
        then,
        buttons("done").child(button(tv, "done-leave", keys::LEAVE, move || leave.run(()))),
    ))
}

/// A page without questions: its title, and the way on.
pub(super) fn title_only(tv: Tv) -> El {
    let text = move |read: fn(&Node) -> Option<Words>| tv.store.page().with(read);
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
    let head = el("div").class("tv-head").child((
        worded(title, |title| el("h1").class("tv-display").child(title.view())),
        worded(hint, |hint| el("p").class("tv-lead").child(hint.view())),
    ));
    let next = next_button(tv, "page-next", next_word, Tv::go_on);
    el("section").class("tv-ask").child((head, buttons("title-actions").child(next)))
}
