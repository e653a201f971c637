//! What a screen shows of a matrix.

use super::Session;
use crate::model::{Composite, MatrixDef};
use crate::session::lens::Lens;
use crate::text::{is_empty, is_same_choice, plain};
use crate::{FieldError, Kind, MatrixColumn, MatrixRow, MatrixView, Text};
use serde_json::Value;
use std::rc::Rc;
use std::sync::Arc;

impl Session {
    /// The matrix in `id`, as shown.
    pub(super) fn matrix_view(&self, id: u32, matrix: &MatrixDef, proof: Composite) -> Kind {
        let columns = self.matrix_columns(id);
        let answer = self.value(id).and_then(Value::as_object);
        let mut rows = Vec::new();
        for row in self.matrix_rows(id) {
            let key = plain(&row.value);
            let cell = answer.and_then(|answer| answer.get(&key)).filter(|cell| !is_empty(cell));
            let place = matrix.rows.iter().position(|other| Arc::ptr_eq(other, row));
            rows.push(MatrixRow {
                place: place.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX),
                text: self.choice_text(id, row),
                chosen: cell.and_then(|cell| columns.iter().position(|column| is_same_choice(&column.value, cell))),
                enabled: row.enable_if.is_none_or(|formula| self.holds_in(formula, &Lens::of_item(self, id, &row.value))),
                cells: columns.iter().map(|column| self.cell_text(id, matrix, &key, &plain(&column.value))).collect(),
                error: self.row_error(id, cell),
                key: Rc::from(key),
            });
        }
        let columns = columns.into_iter().map(|column| MatrixColumn { value: column.value.clone(), text: self.choice_text(id, column) });
        Kind::Matrix(MatrixView { columns: columns.collect(), rows, each_row_required: matrix.each_row_required, _proof: proof })
    }

    /// The author's own words for one cell, else those for its column in all rows.
    fn cell_text(&self, id: u32, matrix: &MatrixDef, row: &str, column: &str) -> Option<Text> {
        let of = |name: &str| matrix.cells.iter().find(|cell| cell.row == name && cell.column == column);
        of(row).or_else(|| of(DEFAULT_ROW)).and_then(|cell| self.words(id, &cell.text))
    }

    /// The engine finds that some row is wrong; this is whether it is this one.
    fn row_error(&self, id: u32, cell: Option<&Value>) -> Option<FieldError> {
        let shows = |code: &str| self.shown_errors(id).iter().any(|error| error.code == code);
        let Some(cell) = cell else {
            return shows("requiredinallrowserror").then(|| super::error("required"));
        };
        let is_again = |other: &Value| is_same_choice(other, cell);
        let times = || {
            let answer = self.value(id).and_then(Value::as_object);
            let keys = self.matrix_rows(id).into_iter().map(|row| plain(&row.value));
            keys.filter(|key| answer.and_then(|answer| answer.get(key)).is_some_and(is_again)).count()
        };
        (shows("eachrowuniqueeerror") && times() > 1).then(|| super::error("eachrowuniqueeerror"))
    }
}

/// The row whose texts stand in every row that has none of its own.
const DEFAULT_ROW: &str = "default";
