//! What a matrix looks like: a table whose every row holds a group of radio buttons. Where there is no room for columns, or on a phone, the
//! style makes a card of each row; the document is the same.

use super::{answer_row, dom::keep_clear, with_matrix, with_row_at};
use crate::{
    i18n::{I18n, use_i18n},
    modality::Layout,
    signal::{Signal, memo},
    view::{Child as _, El, View, each, el, keyed},
    widgets::{
        choice::{Group, Radios},
        icon::{Icon, icon},
        question::{Words, error_lines, error_text, named, words},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use std::rc::Rc;

/// A longer label than this is a word, and words lie under each other in a card.
const FIGURE: usize = 3;

/// A matrix question.
#[must_use]
pub fn matrix_body(question: Question, _: Layout) -> View {
    let i18n = use_i18n();
    let heads = memo(move || {
        with_matrix(question, |matrix| matrix.columns.iter().map(|column| words(&column.text)).collect::<Vec<_>>()).unwrap_or_default()
    });
    let count = move || heads.with(Vec::len).to_string();
    let head = move |heads: Vec<Words>| {
        let cell = |words: Words| el("th").attr("role", "columnheader").attr("scope", "col").child(words.view());
        let corner = el("td").attr("role", "cell");
        let row = el("tr").class("matrix-row").attr("role", "row").child((corner, heads.into_iter().map(cell).collect::<Vec<_>>()));
        el("thead").class("matrix-head").attr("role", "rowgroup").child(row)
    };
    let places = move || with_matrix(question, |matrix| matrix.rows.iter().map(|row| row.place).collect::<Vec<_>>()).unwrap_or_default();
    let row = move |place: u32| matrix_row(i18n, Row { question, place }, heads);
    let body = el("tbody").class("matrix-rows").attr("role", "rowgroup").child(each(places, |place| u64::from(*place), row));
    let class = move || {
        let is_worded = heads.with(|heads| heads.iter().any(|head| head.string.chars().nth(FIGURE).is_some()));
        if is_worded { "matrix matrix-worded" } else { "matrix" }
    };
    let table = named(el("table").class(class).attr("role", "table"), question)
        .attr("aria-describedby", move || question.described_by())
        .style("--matrix-columns", count)
        .on(ev::focusin, keep_clear)
        .child((keyed(move || heads.get(), head), body));
    el("div").class("question-body matrix-box").child(table).view()
}

/// One row of the matrix, as radio buttons.
#[derive(Clone, Copy)]
struct Row {
    question: Question,
    place: u32,
}

impl Row {
    /// The beginning of the ids of its parts.
    fn part(self, part: &str) -> String {
        ["-r", &self.place.to_string(), part].concat()
    }

    fn id(self, part: &str) -> String {
        self.question.part_id(&self.part(part))
    }

    fn is_locked(self) -> bool {
        self.question.view.with(|view| view.read_only) || with_row_at(self.question, self.place, |_, row| !row.enabled) != Some(false)
    }

    fn error(self) -> Option<tessera_form::FieldError> {
        with_row_at(self.question, self.place, |_, row| row.error.clone()).flatten()
    }

    /// Whether it may be left without an answer.
    fn may_clear(self) -> bool {
        let is_needed = with_matrix(self.question, |matrix| matrix.each_row_required).unwrap_or(true);
        !is_needed && !self.is_locked() && self.selected().is_some()
    }

    fn labels(self) -> Vec<Words> {
        let read = |matrix: &tessera_form::MatrixView, row: &tessera_form::MatrixRow| {
            (0..matrix.columns.len()).map(|at| words(&row.cell(&matrix.columns, at))).collect()
        };
        with_row_at(self.question, self.place, read).unwrap_or_default()
    }
}

impl Radios for Row {
    fn count(&self) -> usize {
        with_matrix(self.question, |matrix| matrix.columns.len()).unwrap_or(0)
    }

    fn selected(&self) -> Option<usize> {
        with_row_at(self.question, self.place, |_, row| row.chosen).flatten()
    }

    fn can_take(&self, _: usize) -> bool {
        !self.is_locked()
    }

    fn take(&self, index: usize, _: bool) {
        answer_row(self.question, self.place, Some(index));
    }

    fn label(&self, index: usize) -> String {
        let label = with_row_at(self.question, self.place, |matrix, row| row.cell(&matrix.columns, index).string.to_string());
        label.unwrap_or_default()
    }
}

fn matrix_row(i18n: I18n, row: Row, heads: Signal<Vec<Words>>) -> El {
    let question = row.question;
    let group = Group::within(question, &row.part("-"), Rc::new(row));
    let on_key = {
        let group = group.clone();
        move |event: ev::KeyboardEvent| {
            if matches!(event.key().as_str(), "Delete" | "Backspace") && untrack(|| row.may_clear()) {
                event.prevent_default();
                answer_row(question, row.place, None);
            } else {
                group.key(&event);
            }
        }
    };
    let labels = memo(move || row.labels());
    let cell = move |(at, label): (usize, Words)| {
        // What a column says stands over it; what only this cell says stands in it.
        let is_own = heads.with_untracked(|heads| heads.get(at) != Some(&label));
        let class = if is_own { "matrix-word matrix-word-own" } else { "matrix-word" };
        group
            .option(at, "cell matrix-cell")
            .child((el("span").class("mark").child(icon(Icon::CHECK)), el("span").class(class).child(label.view())))
    };
    let cells = keyed(move || labels.get(), move |labels| labels.into_iter().enumerate().map(&cell).collect::<Vec<_>>());
    let is_wrong = move || row.error().is_some();
    let group = el("div")
        .class("matrix-cells")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", row.id("-title"))
        .attr("aria-describedby", move || is_wrong().then(|| row.id("-error")))
        .attr("aria-invalid", move || is_wrong().then_some("true"))
        .attr("aria-required", move || with_matrix(question, |matrix| matrix.each_row_required).unwrap_or(false).then_some("true"))
        .on(ev::keydown, on_key)
        .child(cells);
    let title = move || with_row_at(question, row.place, |_, row| words(&row.text)).unwrap_or_default();
    let place = move || {
        let (at, count) =
            with_matrix(question, |matrix| (matrix.rows.iter().position(|other| other.place == row.place), matrix.rows.len()))?;
        let number = |value: usize| i18n.number(f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
        Some([&*number(at? + 1), "/", &*number(count)].concat())
    };
    let line = move |error: &tessera_form::FieldError| {
        let text = question.view.with_untracked(|view| error_text(i18n, &view.kind, error));
        el("p").class("error").child((icon(Icon::ALERT), el("span").text(text)))
    };
    let head = el("th").class("matrix-title").attr("role", "rowheader").attr("scope", "row").child((
        el("span").attr("id", row.id("-title")).child(keyed(title, Words::view)),
        el("span").class("matrix-place t-meta num").attr("aria-hidden", "true").text(move || place().unwrap_or_default()),
        el("div").attr("id", row.id("-error")).child(error_lines(move || row.error().into_iter().collect(), line)),
    ));
    let span = move || heads.with(Vec::len).to_string();
    let body = el("td").attr("role", "cell").attr("colspan", span).attr("aria-colspan", span).child(group);
    el("tr").class("matrix-row").class_if("is-invalid", is_wrong).attr("role", "row").child((head, body))
}
