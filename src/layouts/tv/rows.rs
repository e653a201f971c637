//! The way through the rows of a matrix, one a screen, inside the way through the questions.

use crate::{
    signal::{RwSignal, StoredValue},
    widgets::{matrix::with_matrix, survey::Question},
};
use leptos::prelude::untrack;
use tessera_form::{ElementId, MatrixRow};

/// Which row is on the screen. A handle.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    here: RwSignal<Option<(ElementId, usize)>>,
    /// Where a person went on who came from another layout: the first row that had no answer then.
    first: StoredValue<Option<(ElementId, usize)>>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self { here: RwSignal::new(None), first: StoredValue::new(None) }
    }

    /// The row of this question that is shown, by its place in the form; tracked.
    pub(super) fn place(self, question: Question) -> u32 {
        with_matrix(question, |matrix| matrix.rows.get(self.at(question)).map(|row| row.place)).flatten().unwrap_or_default()
    }

    /// The same by its place among those in view; tracked. Who comes from another layout goes on at the first row without an answer.
    pub(super) fn at(self, question: Question) -> usize {
        let at = match self.here.get() {
            Some((id, at)) if id == question.id => at,
            Some(_) => 0,
            None => self.first_open(question),
        };
        at.min(last(question))
    }

    fn first_open(self, question: Question) -> usize {
        if let Some((id, at)) = self.first.get_value()
            && id == question.id
        {
            return at;
        }
        let at = untrack(|| find(question, |row| row.chosen.is_none())).unwrap_or(0);
        self.first.set_value(Some((question.id, at)));
        at
    }

    /// Goes to the next row; `false` where this is the last.
    pub(super) fn forward(self, question: Question) -> bool {
        let at = untrack(|| self.at(question));
        let goes = at < untrack(|| last(question));
        if goes {
            self.go(question, at + 1);
        }
        goes
    }

    /// Goes to the row before; `false` where this is the first.
    pub(super) fn back(self, question: Question) -> bool {
        let at = untrack(|| self.at(question));
        if let Some(before) = at.checked_sub(1) {
            self.go(question, before);
        }
        at > 0
    }

    /// Whether this is not the first row; tracked.
    pub(super) fn can_go_back(self, question: Question) -> bool {
        self.at(question) > 0
    }

    /// A question was come to from before it.
    pub(super) fn enter(self, question: Option<Question>) {
        if let Some(question) = question {
            self.go(question, 0);
        }
    }

    /// A question was come back to.
    pub(super) fn enter_last(self, question: Option<Question>) {
        if let Some(question) = question {
            self.go(question, untrack(|| last(question)));
        }
    }

    /// Shows the first row in which something is wrong.
    pub(super) fn enter_wrong(self, question: Question) {
        if let Some(at) = untrack(|| find(question, |row| row.error.is_some())) {
            self.go(question, at);
        }
    }

    fn go(self, question: Question, at: usize) {
        self.here.set(Some((question.id, at)));
    }
}

fn find(question: Question, is_it: impl Fn(&MatrixRow) -> bool) -> Option<usize> {
    with_matrix(question, |matrix| matrix.rows.iter().position(is_it)).flatten()
}

/// The place of the last row; 0 for what has none.
fn last(question: Question) -> usize {
    with_matrix(question, |matrix| matrix.rows.len().saturating_sub(1)).unwrap_or(0)
}
