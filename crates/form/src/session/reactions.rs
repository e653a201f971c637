//! Reactions: answers that are set or reset when others change (`setValueIf`, `setValueExpression`, `resetValueIf`).

use super::Session;
use crate::model::{Form, FormulaId};
use crate::sorted::{has_word, sort_words};
use crate::text::Lower;
use std::sync::Arc;

impl Session {
    /// Lets questions react to what changed; answers whether anything came of it.
    pub(super) fn run_reactions(&mut self) -> bool {
        let mut keys = std::mem::take(&mut self.pending.reacting);
        let fields = std::mem::take(&mut self.pending.fields);
        if keys.is_empty() || self.read_only || self.pending.is_replaying || self.form.reacting.is_empty() {
            return false;
        }
        sort_words(&mut keys);
        let form = self.form.clone();
        for slot in &form.reacting {
            for id in self.nodes_of(*slot) {
                if self.pending.setting != Some(id) {
                    self.react(&form, id, &keys, &fields);
                }
            }
        }
        !self.pending.is_calm() || !self.pending.reacting.is_empty()
    }

    /// By what names an expression in the row of `id` knows these questions, of those in its own row and in the panel around.
    fn keys_near(&self, id: u32, fields: &[u32]) -> Vec<String> {
        let mut near = Vec::new();
        let Some(row) = self.node(id).and_then(|node| node.row) else { return near };
        for scope in ["row", "panel"] {
            let Some(around) = self.row_scope(row, scope) else { continue };
            for field in fields {
                if self.node(*field).is_some_and(|node| node.row == Some(around)) {
                    near.extend(self.key_of(*field).map(|key| [scope, ".", &key.lower()].concat()));
                }
            }
        }
        near
    }

    fn react(&mut self, form: &Arc<Form>, id: u32, keys: &[String], fields: &[u32]) {
        let Some(question) = self.question_in(form, id) else { return };
        let near = self.keys_near(id, fields);
        let reads = |formula: FormulaId| {
            let is_one = |key: &String| &**key == "*" || has_word(keys, key) || near.contains(key);
            form.formula(formula).is_some_and(|formula| formula.keys.iter().any(is_one))
        };
        let stands = |formula: FormulaId| form.formula(formula).is_some_and(|formula| formula.standing);
        if let Some(reset) = question.reset_if
            && !self.is_empty(id)
            && (reads(reset) || stands(reset))
            && self.holds(reset, id)
        {
            self.reset_value(id);
        }
        match (question.set_if, question.set_value) {
            (Some(condition), Some(value)) => {
                let is_due = reads(condition) || reads(value) || stands(value);
                if is_due && self.holds(condition, id) {
                    let value = self.value_of(value, id);
                    self.set_value(id, value);
                }
            }
            (Some(condition), None) => {
                if (reads(condition) || stands(condition)) && self.holds(condition, id) {
                    self.clear_value(id);
                }
            }
            (None, Some(value)) => {
                if reads(value) || stands(value) {
                    let value = self.value_of(value, id);
                    self.set_value(id, value);
                }
            }
            (None, None) => {}
        }
    }
}
