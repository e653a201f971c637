//! What checking asks of a session.

use super::Session;
use super::node::RowId;

use crate::model::{FormulaId, Settings};
use crate::{FieldError, Host};

/// What marks the words of "other" of a question among what had an answer.
pub(super) const WORDS: u64 = 1 << 32;

impl Session {
    pub(crate) fn host(&self) -> &dyn Host {
        &*self.host
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.form.settings
    }

    /// Whether something changed that has not settled.
    pub(crate) fn has_pending(&self) -> bool {
        !self.pending.is_calm() || !self.pending.reacting.is_empty() || !self.pending.firing.is_empty()
    }

    pub(crate) fn is_loading(&self) -> bool {
        self.pending.is_loading
    }

    /// Whether an element must be answered now.
    pub(crate) fn is_required(&self, id: u32) -> bool {
        self.node(id).is_some_and(|node| node.required)
    }

    /// The errors shown at an element.
    pub(crate) fn shown_errors(&self, id: u32) -> &[FieldError] {
        self.node(id).map(|node| node.errors.as_slice()).unwrap_or_default()
    }

    /// Shows these errors at an element instead of those shown before.
    pub(crate) fn put_errors(&mut self, id: u32, errors: Vec<FieldError>) {
        let is_question = self.question_of(id).is_some();
        let Some(node) = self.node_mut(id).filter(|node| node.errors != errors) else { return };
        node.errors = errors;
        if is_question {
            self.pending.touch(id);
        } else {
            self.pending.structure = true;
        }
    }

    #[inline(never)]
    pub(crate) fn children_of(&self, id: u32) -> Vec<u32> {
        self.node(id).map(|node| node.children.clone()).unwrap_or_default()
    }

    pub(crate) fn parent_of(&self, id: u32) -> Option<u32> {
        self.node(id)?.parent
    }

    #[inline(never)]
    pub(in crate::session) fn rows_of(&self, id: u32) -> Vec<RowId> {
        self.node(id).map(|node| node.rows.clone()).unwrap_or_default()
    }

    /// The nodes of a row.
    #[inline(never)]
    pub(in crate::session) fn nodes_in(&self, row: RowId) -> Vec<u32> {
        self.row(row).map(|row| row.nodes.clone()).unwrap_or_default()
    }

    /// The nodes at the top of a row.
    #[inline(never)]
    pub(in crate::session) fn top_of(&self, row: RowId) -> Vec<u32> {
        self.row(row).map(|row| row.top.clone()).unwrap_or_default()
    }

    /// The nodes at the top of all these rows.
    pub(in crate::session) fn tops_of(&self, rows: &[RowId]) -> Vec<u32> {
        let mut found = Vec::new();
        for row in rows {
            found.extend(self.top_of(*row));
        }
        found
    }

    /// Whether the question had an answer before this command changed it.
    pub(crate) fn was_answered(&self, id: u32) -> bool {
        self.pending.answered.contains(id.into())
    }

    /// Whether there were words of "other" before this command changed them.
    pub(crate) fn had_words(&self, id: u32) -> bool {
        self.pending.answered.contains(u64::from(id) | WORDS)
    }

    pub(crate) fn forget_answered(&mut self) {
        self.pending.answered.clear();
    }

    /// The questions changed since errors were looked at, those in rows by the question that holds them.
    pub(crate) fn take_changed(&mut self) -> Vec<u32> {
        let mut changed = Vec::new();
        for mut id in std::mem::take(&mut self.pending.checking) {
            while let Some(row) = self.node(id).and_then(|node| node.row) {
                match self.row(row) {
                    Some(row) => id = row.owner,
                    None => break,
                }
            }
            if !changed.contains(&id) && self.node(id).is_some() {
                changed.push(id);
            }
        }
        changed
    }

    /// Whether the value of an expression is one that JavaScript takes for true: what expression validators go by.
    pub(crate) fn is_truthy(&self, id: FormulaId, node: u32) -> bool {
        let Some(expression) = self.form.formula(id).and_then(|formula| formula.expression.as_ref()) else { return false };
        self.evaluations.set(self.evaluations.get() + 1);
        let lens = super::lens::Lens::of(self, node);
        expression.evaluate(&lens).is_true()
    }
}
