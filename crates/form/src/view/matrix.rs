//! A table of one question: rows, each answered by one of the same columns.

use super::{FieldError, Text};
use crate::model::Composite;
use serde_json::Value;
use std::rc::Rc;

/// A matrix, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixView {
    /// The columns shown, in order.
    pub columns: Vec<MatrixColumn>,
    /// The rows shown, in order.
    pub rows: Vec<MatrixRow>,
    /// Whether every row must be answered.
    pub each_row_required: bool,
    pub(crate) _proof: Composite,
}

/// What a row may be answered with.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixColumn {
    /// The stored value, never the label.
    pub value: Value,
    /// The label.
    pub text: Text,
}

/// One row, as shown.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// Its place in the form, whatever rows are shown: rows are told apart by it.
    pub place: u32,
    /// Under which its answer is stored.
    pub key: Rc<str>,
    /// What is asked.
    pub text: Text,
    /// The column chosen, by its place among those shown.
    pub chosen: Option<usize>,
    /// Whether it can be answered now (the question as a whole apart).
    pub enabled: bool,
    /// What its cells say, by the columns shown, where the author wrote something other than the columns' own labels.
    pub cells: Vec<Option<Text>>,
    /// What is wrong with it, as displayed now.
    pub error: Option<FieldError>,
}

impl MatrixRow {
    /// What the row says in column `at`.
    #[must_use]
    pub fn cell(&self, columns: &[MatrixColumn], at: usize) -> Text {
        let own = self.cells.get(at).cloned().flatten();
        own.or_else(|| columns.get(at).map(|column| column.text.clone())).unwrap_or_default()
    }
}
