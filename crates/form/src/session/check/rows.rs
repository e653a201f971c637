//! What is wrong with a table or a list of rows as a whole.

use super::{error, error_with};
use crate::FieldError;
use crate::model::{DynamicDef, MatrixDef, RowsKind};
use crate::session::Session;
use crate::text::Lower;
use crate::text::{is_blank, is_empty, plain};
use serde_json::Value;

impl Session {
    pub(super) fn check_matrix(&self, id: u32, matrix: &MatrixDef, on_change: bool, errors: &mut Vec<FieldError>) {
        if on_change && self.shown_errors(id).is_empty() {
            return;
        }
        let answer = self.value(id).and_then(Value::as_object);
        let rows = self.matrix_rows(id);
        let cell = |name: &Value| answer.and_then(|answer| answer.get(&plain(name))).filter(|cell| !is_empty(cell));
        if self.is_required(id) || matrix.each_row_required {
            let missing = rows.iter().any(|row| cell(&row.value).is_none());
            if missing && matrix.each_row_required && !rows.is_empty() {
                errors.push(error("requiredinallrowserror"));
            }
        }
        if matrix.each_row_unique {
            let mut seen: Vec<&Value> = Vec::new();
            for value in rows.iter().filter_map(|row| cell(&row.value)) {
                if seen.contains(&value) {
                    errors.push(error("eachrowuniqueeerror"));
                    break;
                }
                seen.push(value);
            }
        }
    }

    pub(super) fn check_dynamic(&self, id: u32, dynamic: &DynamicDef, on_change: bool, errors: &mut Vec<FieldError>) {
        if on_change || dynamic.kind != RowsKind::Listed || !dynamic.is_matrix || !self.is_required(id) {
            return;
        }
        let filled = self.value(id).and_then(Value::as_array).map_or(0, |rows| rows.iter().filter(|row| !is_empty(row)).count());
        if dynamic.min_count > 0 && filled < dynamic.min_count as usize && !self.is_empty(id) {
            let least = crate::text::digits(dynamic.min_count.into());
            errors.push(error_with("minrowcounterror", vec![("min".to_owned(), least)]));
        }
    }

    /// The cells of a question's rows that repeat a value which may not repeat.
    pub(super) fn repeated_cells(&self, id: u32) -> Vec<u32> {
        let Some(dynamic) = self.dynamic(id) else { return Vec::new() };
        let mut found = Vec::new();
        for field in dynamic.key.iter().chain(&dynamic.unique) {
            let cells: Vec<u32> = self.rows_of(id).into_iter().filter_map(|row| self.in_row(row, field)).collect();
            // Tables do not tell case apart, panels do.
            let value = |cell: u32| {
                let given = self.value(cell).filter(|value| !is_blank(value)).map(plain);
                if dynamic.is_matrix { given.map(|words| words.trim().lower()) } else { given }
            };
            let repeats = |cell: &u32| {
                let own = value(*cell);
                own.is_some() && cells.iter().any(|other| other != cell && value(*other) == own)
            };
            found.extend(cells.iter().copied().filter(repeats));
        }
        found
    }
}
