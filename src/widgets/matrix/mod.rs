//! A table of one question: each row is a group of radio buttons, on a wide page in columns, elsewhere a card.

mod dom;
mod state;
mod view;

pub use state::with_row;
pub use view::matrix_body;

use super::survey::Question;
use tessera_form::{Kind, MatrixRow, MatrixView};

/// The matrix of a question that is one; tracked.
pub(crate) fn with_matrix<T>(question: Question, read: impl FnOnce(&MatrixView) -> T) -> Option<T> {
    question.view.with(|view| match &view.kind {
        Kind::Matrix(matrix) => Some(read(matrix)),
        _ => None,
    })
}

/// One of its rows, by its place in the form; tracked.
pub(crate) fn with_row_at<T>(question: Question, place: u32, read: impl FnOnce(&MatrixView, &MatrixRow) -> T) -> Option<T> {
    with_matrix(question, |matrix| matrix.rows.iter().find(|row| row.place == place).map(|row| read(matrix, row))).flatten()
}

/// Answers a row with the column at `column` among those shown; takes its answer back without one.
pub(crate) fn answer_row(question: Question, place: u32, column: Option<usize>) {
    let answer = question.view.with_untracked(|view| {
        let Kind::Matrix(matrix) = &view.kind else { return None };
        let row = matrix.rows.iter().find(|row| row.place == place)?;
        let value = column.and_then(|at| matrix.columns.get(at)).map(|column| column.value.clone());
        Some(with_row(view.value.as_ref(), &row.key, value))
    });
    if let Some(answer) = answer {
        question.set(answer);
    }
}
