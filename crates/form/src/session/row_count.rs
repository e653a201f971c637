//! How many rows there are: a person adds and removes them, an expression counts them.

use super::Session;
use super::rows::MAX_ROWS;
use crate::model::{DynamicDef, FormulaId, RowsKind};
use crate::text::is_empty;
use serde_json::Value;

impl Session {
    /// A row more, as a person adds it.
    pub(crate) fn append_row(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, id) else { return };
        let count = self.node(id).map_or(0, |node| node.rows.len());
        let most = if dynamic.is_matrix { dynamic.max_count as usize } else { MAX_ROWS };
        if dynamic.kind != RowsKind::Listed || count >= most || self.has_fixed_rows(id, dynamic) {
            return;
        }
        let last = count.checked_sub(1).and_then(|at| self.row_answer(id, at));
        let row = self.add_row(id, dynamic, None);
        let mut start = dynamic.default_row.clone().and_then(|value| value.as_object().cloned()).unwrap_or_default();
        if dynamic.copy_last {
            start.extend(last.unwrap_or_default());
        }
        self.fill_row(row, &start);
        self.run_conditions();
        for node in self.nodes_in(row) {
            if !self.is_unseen(id) {
                self.look_at(node);
            }
            self.take_default(node);
        }
        // A row that is still empty is no answer of a table.
        if !dynamic.is_matrix || self.row_answer(id, count).is_some_and(|fields| !fields.is_empty()) {
            self.sync_owner(id);
        }
        self.pending.checking.retain(|other| *other != id);
        self.settle();
        self.notice_structure();
    }

    /// A row less, as a person removes it.
    pub(crate) fn remove_row(&mut self, id: u32, at: usize) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, id) else { return };
        let count = self.node(id).map_or(0, |node| node.rows.len());
        if dynamic.kind != RowsKind::Listed || at >= count || self.has_fixed_rows(id, dynamic) {
            return;
        }
        if dynamic.is_matrix && count <= dynamic.min_count as usize {
            return;
        }
        self.look_at(id);
        self.drop_row(id, at);
        if let Some(node) = self.node_mut(id) {
            node.laid = u32::try_from(count - 1).ok();
        }
        if dynamic.is_matrix {
            self.forget_row(id, at);
        } else {
            self.sync_owner(id);
        }
        self.pending.checking.retain(|other| *other != id);
        self.settle();
        self.notice_structure();
    }

    /// Whether a table can neither grow nor shrink by hand: it cannot be changed, or an expression counts its rows.
    fn has_fixed_rows(&self, id: u32, dynamic: &DynamicDef) -> bool {
        dynamic.is_matrix && (dynamic.is_counted || self.is_read_only(id))
    }

    /// Takes a removed row out of the answer of a table, where empty rows need not be stored.
    fn forget_row(&mut self, id: u32, at: usize) {
        let Some(mut rows) = self.value(id).and_then(Value::as_array).cloned() else { return };
        if at < rows.len() {
            rows.remove(at);
            let is_none = rows.iter().all(is_empty);
            self.put_rows(id, (!is_none).then_some(Value::Array(rows)));
        }
    }

    /// As many rows as an expression says.
    pub(super) fn apply_row_count(&mut self, id: FormulaId, node: u32) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, node) else { return };
        let count = self.value_of(id, node).and_then(|value| crate::text::to_number(&value)).unwrap_or(0.0);
        let wanted = count.clamp(f64::from(dynamic.min_count), f64::from(dynamic.max_count)) as usize;
        let before = self.rows_of(node).len();
        self.resize(node, dynamic, wanted);
        if dynamic.is_matrix {
            let kept = self.value(node).and_then(Value::as_array).filter(|rows| rows.len() > wanted).and_then(|rows| rows.get(..wanted));
            if let Some(kept) = kept.map(<[Value]>::to_vec) {
                self.put_rows(node, (!kept.is_empty()).then_some(Value::Array(kept)));
            }
        } else if wanted != before {
            self.sync_owner(node);
        }
    }

    /// Makes so many rows of those there are.
    pub(super) fn resize(&mut self, id: u32, dynamic: &DynamicDef, wanted: usize) {
        while self.node(id).is_some_and(|node| node.rows.len() < wanted) {
            self.add_row(id, dynamic, None);
        }
        while let Some(count) = self.node(id).map(|node| node.rows.len()).filter(|count| *count > wanted) {
            self.drop_row(id, count - 1);
        }
    }
}
