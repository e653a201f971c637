//! Which rows and columns are shown: of tables, of lists of panels, of a matrix.

use super::Session;
use super::lens::Lens;
use super::node::RowId;
use crate::model::{Choice, Family, FormulaId};
use crate::text::plain;
use serde_json::{Map, Value};
use std::sync::Arc;

impl Session {
    /// Finds out again which rows are shown.
    pub(super) fn apply_rows_visible(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(question) = self.question_in(&form, id) else { return };
        match &question.family {
            Family::Dynamic(_, dynamic) => {
                let rows = self.rows_of(id);
                for (at, row) in rows.into_iter().enumerate() {
                    let own = dynamic.rows.get(at).and_then(|row| row.choice.visible_if);
                    let condition = own.or(dynamic.row_visible_if);
                    let visible = condition.is_none_or(|formula| {
                        let lens = Lens::of_row(self, id, row);
                        let name = self.row(row).and_then(|row| row.name.as_ref());
                        match name {
                            Some(name) => self.holds_in(formula, &lens.with_item(name)),
                            None => self.holds_in(formula, &lens),
                        }
                    });
                    if let Some(row) = self.row_mut(row).filter(|row| row.visible != visible) {
                        row.visible = visible;
                        self.pending.structure = true;
                        self.pending.touch(id);
                    }
                }
            }
            Family::Matrix(_, matrix) => {
                let shows = |session: &Session, choice: &Choice, shared: Option<FormulaId>| {
                    let condition = choice.visible_if.or(shared);
                    condition.is_none_or(|formula| session.holds_in(formula, &Lens::of_item(session, id, &choice.value)))
                };
                let hidden: Vec<bool> = matrix.rows.iter().map(|row| !shows(self, row, matrix.rows_visible_if)).collect();
                let columns: Vec<bool> = matrix.columns.iter().map(|one| !shows(self, one, matrix.columns_visible_if)).collect();
                // Whether a row can be answered is found out where it is shown.
                if matrix.rows.iter().any(|row| row.enable_if.is_some()) {
                    self.pending.touch(id);
                }
                // Answers in hidden rows stay until completion.
                let Some(node) = self.node_mut(id) else { return };
                if node.hidden_choices == hidden && node.disabled_choices == columns {
                    return;
                }
                node.hidden_choices = hidden;
                node.disabled_choices = columns;
                self.pending.touch(id);
            }
            _ => {}
        }
    }

    /// At completion: drops the answers of a matrix in rows and columns that are not shown.
    pub(super) fn drop_hidden_cells(&mut self, id: u32) {
        let Some(answer) = self.value(id).and_then(Value::as_object) else { return };
        let rows: Vec<String> = self.matrix_rows(id).into_iter().map(|row| plain(&row.value)).collect();
        let columns: Vec<Value> = self.matrix_columns(id).into_iter().map(|column| column.value.clone()).collect();
        let is_column = |cell: &Value| cell.is_array() || columns.iter().any(|column| crate::text::is_same_choice(column, cell));
        let mut kept = Map::new();
        for (row, cell) in answer {
            if rows.contains(row) && is_column(cell) {
                kept.insert(row.clone(), cell.clone());
            }
        }
        if kept.len() != answer.len() {
            self.set_value(id, Some(Value::Object(kept)));
        }
    }

    /// The rows of a matrix that are shown.
    pub(super) fn matrix_rows(&self, id: u32) -> Vec<&Arc<Choice>> {
        self.matrix_part(id, |matrix| &matrix.rows, |node| &node.hidden_choices)
    }

    /// The columns of a matrix that are shown.
    pub(super) fn matrix_columns(&self, id: u32) -> Vec<&Arc<Choice>> {
        self.matrix_part(id, |matrix| &matrix.columns, |node| &node.disabled_choices)
    }

    fn matrix_part<'s>(
        &'s self,
        id: u32,
        part: impl Fn(&'s crate::model::MatrixDef) -> &'s Vec<Arc<Choice>>,
        flags: impl Fn(&'s super::node::Node) -> &'s Vec<bool>,
    ) -> Vec<&'s Arc<Choice>> {
        let (Some(Family::Matrix(_, matrix)), Some(node)) = (self.family_of(id), self.node(id)) else {
            return Vec::new();
        };
        let hidden = flags(node);
        part(matrix).iter().enumerate().filter(|(at, _)| !hidden.get(*at).copied().unwrap_or(false)).map(|(_, choice)| choice).collect()
    }

    /// Whether a question is a cell of a table.
    pub(super) fn is_cell(&self, id: u32) -> bool {
        let row = self.node(id).and_then(|node| node.row).and_then(|row| self.row(row));
        row.and_then(|row| self.dynamic(row.owner)).is_some_and(|dynamic| dynamic.is_matrix)
    }

    /// The rows of a question that are shown, in order.
    pub(super) fn visible_rows(&self, id: u32) -> Vec<RowId> {
        let rows = self.node(id).map(|node| node.rows.as_slice()).unwrap_or_default();
        rows.iter().copied().filter(|row| self.row(*row).is_some_and(|row| row.visible)).collect()
    }
}
