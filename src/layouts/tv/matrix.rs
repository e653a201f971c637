//! A matrix on the television: one row a screen, the row's words as the title. A short scale is a strip, a longer one a list.

use super::{
    actions::next_word,
    context::Tv,
    parts::{button, column, next_button, option_face, place},
    screen::errors,
    tiles::{is_locked, listen_to_digits},
};
use crate::{
    i18n::keys::respond::{self, tv as keys},
    layouts::around::{Classes, around},
    signal::memo,
    view::{Child as _, El, View, el, keyed, show},
    widgets::{
        matrix::{answer_row, with_matrix, with_row_at},
        question::{Words, worded, words},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};

/// The longest scale that is a strip.
const WIDEST: usize = 5;

/// One row of a matrix.
#[derive(Clone, Copy)]
struct Row {
    tv: Tv,
    question: Question,
    /// Its place in the form.
    place: u32,
}

impl Row {
    /// A name of a part of this row, in the document and for the focus.
    fn part(self, part: &str) -> String {
        self.question.part_id(&["-r", &self.place.to_string(), part].concat())
    }

    fn key(self, index: usize) -> String {
        self.part(&["-", &index.to_string()].concat())
    }

    fn labels(self) -> Vec<Words> {
        let read = |matrix: &tessera_form::MatrixView, row: &tessera_form::MatrixRow| {
            (0..matrix.columns.len()).map(|at| words(&row.cell(&matrix.columns, at))).collect()
        };
        with_row_at(self.question, self.place, read).unwrap_or_default()
    }

    fn chosen(self) -> Option<usize> {
        with_row_at(self.question, self.place, |_, row| row.chosen).flatten()
    }

    fn is_off(self) -> bool {
        is_locked(self.question) || with_row_at(self.question, self.place, |_, row| !row.enabled) != Some(false)
    }

    fn answer(self, index: usize) {
        if !untrack(|| self.is_off()) {
            answer_row(self.question, self.place, Some(index));
        }
    }

    fn offer_next(self) {
        self.tv.scope.go_to(&self.part("-next"));
    }
}

/// The row at this place of a matrix, as a screen of its own.
pub(super) fn row_screen(tv: Tv, question: Question, place: u32) -> Option<El> {
    with_row_at(question, place, |_, _| ())?;
    let row = Row { tv, question, place };
    let classes = Classes { title: "tv-label tv-context", hint: "tv-meta tv-context", error: "tv-error" };
    let of = move |words: Words| el("span").attr("id", question.part_id("-title")).child(words.view());
    let position = move || {
        let count = with_matrix(question, |matrix| matrix.rows.len()).unwrap_or(0);
        let number = |value: usize| tv.i18n.number(f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
        tv.i18n.fill(keys::POSITION, &[("at", &number(tv.rows.at(question) + 1)), ("count", &number(count))])
    };
    let title = move || with_row_at(question, place, |_, row| words(&row.text)).unwrap_or_default();
    let hint = move |words: Words| el("p").class("tv-meta tv-context").attr("id", question.part_id("-hint")).child(words.view());
    let head = el("div").class("tv-head").child((
        around(tv.store, move || Some(question), classes),
        el("p").class("tv-label tv-context tv-of").child((
            worded(move || question.view.with(|view| view.title.as_ref().map(words)), of),
            el("span").class("tv-meta num").text(position),
        )),
        worded(move || question.view.with(|view| view.description.as_ref().map(words)), hint),
        el("h1").class("tv-question").attr("id", row.part("-title")).child(keyed(title, Words::view)),
        errors(tv, question),
    ));
    let section = el("section")
        .class("tv-ask")
        .class_if("is-invalid", move || question.is_invalid())
        .attr("id", question.dom_id())
        .attr("data-question", question.view.with_untracked(|view| view.name.to_string()));
    Some(section.child((head, scale(row), actions(row))))
}

fn scale(row: Row) -> View {
    listen_to_digits(
        row.tv,
        move || {
            with_matrix(row.question, |matrix| matrix.columns.iter().map(|column| tessera_form::json(&column.value)).collect())
                .unwrap_or_default()
        },
        move |index| {
            row.answer(index);
            row.tv.scope.go_to(&row.key(index));
        },
    );
    let labels = memo(move || row.labels());
    keyed(move || labels.get(), move |labels| if labels.len() <= WIDEST { strip(row, labels) } else { list(row, labels) }).view()
}

/// A radio group in a toolbar, where arrows move without checking (ARIA practices).
fn strip(row: Row, labels: Vec<Words>) -> El {
    let has_words = labels.iter().any(|label| label.string.chars().nth(2).is_some());
    let columns = ["repeat(", &labels.len().max(1).to_string(), ", 1fr)"].concat();
    let face = |label: Words| el("span").class("tv-in").child(el("span").child(label.view()));
    let tiles = labels.into_iter().enumerate().map(|(index, label)| {
        let tile = tile(row, "tv-tile", index, label.string.clone(), true);
        tile.child(face(label))
    });
    let group = group(row).class(if has_words { "tv-rating" } else { "tv-scale" }).style("grid-template-columns", move || columns.clone());
    let bar = el("div")
        .attr("role", "toolbar")
        .attr("aria-labelledby", row.part("-title"))
        .attr("data-group", row.part("-strip"))
        .attr("data-program", "row")
        .attr("data-block", "left right");
    el("div").class("tv-body").child(bar.child(group.child(tiles.collect::<Vec<_>>())))
}

fn list(row: Row, labels: Vec<Words>) -> El {
    let options = labels.into_iter().enumerate().map(|(index, label)| {
        let tile = tile(row, "tv-tile tv-option", index, label.string.clone(), false);
        tile.child(option_face("tv-mark", label.view()))
    });
    let list = column(group(row), row.part("-list"), options.collect::<Vec<_>>());
    el("div").class("tv-body tv-body-list").child(list)
}

/// The group of a row's answers, named by the question and the row.
fn group(row: Row) -> El {
    let question = row.question;
    let is_wrong = move || with_row_at(question, row.place, |_, row| row.error.is_some()) == Some(true);
    let named_by = move || {
        let own = row.part("-title");
        question.labelled_by().map_or_else(|| own.clone(), |of| [&*of, " ", &*own].concat())
    };
    el("div")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", named_by)
        .attr("aria-describedby", move || question.described_by())
        .attr("aria-invalid", move || is_wrong().then_some("true"))
        .attr("aria-required", move || with_matrix(question, |matrix| matrix.each_row_required).unwrap_or(false).then_some("true"))
}

/// One answer, its face still to be drawn. In a strip OK goes on to Next at once; in a list the eye compares, and another OK goes on.
fn tile(row: Row, class: &'static str, index: usize, label: String, goes_on: bool) -> El {
    let is_chosen = move || row.chosen() == Some(index);
    let ok = move || if is_chosen() { row.tv.i18n.text(keys::OK_NEXT) } else { row.tv.fill(keys::OK_CHOOSE, "answer", &label) };
    let press = move |_| {
        let goes_on = goes_on || untrack(is_chosen);
        row.answer(index);
        if goes_on {
            row.offer_next();
        }
    };
    place(class, row.key(index), ok)
        .class_if("is-chosen", is_chosen)
        .attr("role", "radio")
        .attr("id", row.key(index))
        .attr("data-preferred", is_chosen)
        .attr("aria-checked", move || if is_chosen() { "true" } else { "false" })
        .attr("aria-disabled", move || row.is_off().then_some("true"))
        .on(ev::click, press)
}

/// Next and Clear; what Next is called tells whether another row follows.
fn actions(row: Row) -> El {
    let (tv, question) = (row.tv, row.question);
    let next = next_button(tv, row.part("-next"), word, Tv::go_on).attr("id", row.part("-next"));
    let can_clear = move || {
        let is_needed = with_matrix(question, |matrix| matrix.each_row_required).unwrap_or(true);
        !is_needed && !row.is_off() && row.chosen().is_some()
    };
    let clear = show(can_clear, move || button(tv, row.part("-clear"), respond::CLEAR, move || answer_row(question, row.place, None)));
    let bar = el("div")
        .class("tv-actions")
        .attr("data-group", row.part("-actions"))
        .attr("data-program", "row")
        .attr("data-block", "left right")
        .child((next, clear));
    el("div").class("tv-foot-row").child(bar)
}

fn word(tv: Tv) -> String {
    let more = tv.walk.current().is_some_and(|question| {
        let count = with_matrix(question, |matrix| matrix.rows.len()).unwrap_or(0);
        tv.rows.at(question) + 1 < count
    });
    if more { tv.i18n.text(respond::NEXT) } else { next_word(tv) }
}
