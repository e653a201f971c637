//! Totals of tables: what is computed over all rows of a column, kept beside the answer of the table.

use super::Session;
use super::settle::NOBODY;
use super::values::put;
use crate::model::{Family, FormulaId};
use crate::text::is_empty;
use serde_json::{Map, Value};

/// What is appended to the key of a table's answer for its totals.
const TOTAL: &str = "-total";

impl Session {
    /// Keeps the total of one column.
    pub(super) fn apply_total(&mut self, formula: FormulaId, id: u32, index: u32) {
        let form = self.form.clone();
        let Some(Family::Dynamic(_, dynamic)) = self.question_in(&form, id).map(|question| &question.family) else { return };
        let (Some(column), Some(key)) = (dynamic.totals.get(index as usize), self.key_of(id)) else { return };
        if self.is_unseen(id) {
            return;
        }
        let mut totals = self.totals_of(id).cloned().unwrap_or_default();
        if !put(&mut totals, column, self.value_of(formula, id).filter(|value| !is_empty(value))) {
            return;
        }
        let key = [&*key, TOTAL].concat();
        let totals = (!totals.is_empty()).then_some(Value::Object(totals));
        let Some(row) = self.node(id).and_then(|node| node.row) else { return self.store_root(&key, totals, NOBODY) };
        if let Some(row) = self.row_mut(row) {
            put(&mut row.extra, &key, totals);
        }
        self.store_in_row(row);
    }

    /// The totals of a table by the names of their columns.
    pub(super) fn totals_of(&self, id: u32) -> Option<&Map<String, Value>> {
        let key = [&*self.key_of(id)?, TOTAL].concat();
        let holder = match self.node(id)?.row {
            None => self.data.as_object()?,
            Some(row) => &self.row(row)?.extra,
        };
        holder.get(&key)?.as_object()
    }
}
