//! What the result of each kind of expression does to the session.

use super::Session;
use super::lens::Lens;
use crate::model::{ClearMode, Family, FormulaId, Role};
use crate::text::Lower;
use serde_json::Value;

impl Session {
    /// Keeps the new value of a calculated value.
    pub(super) fn apply_calculated(&mut self, id: FormulaId, index: u32) {
        let form = self.form.clone();
        let Some(calculated) = form.settings.calculated.get(index as usize) else { return };
        let value = self.value_of(id, super::settle::NOBODY);
        self.put_variable(&calculated.name, value);
    }

    /// Sets a variable; `None` takes it away.
    pub(super) fn put_variable(&mut self, name: &str, value: Option<Value>) {
        let key = name.lower();
        let value = value.map(crate::text::normal).filter(|value| !value.is_null());
        let Some(variables) = self.variables.as_object_mut() else { return };
        if !super::values::put(variables, &key, value) {
            return;
        }
        self.note_change(&key);
        self.pending.firing.push(name.to_owned());
    }

    /// Shows or hides an element.
    pub(super) fn apply_visible(&mut self, id: u32, visible: bool) {
        if self.node(id).is_none_or(|node| node.visible == visible) {
            return;
        }
        if let Some(node) = self.node_mut(id) {
            node.visible = visible;
            if !visible {
                node.errors.clear();
            }
        }
        self.pending.touch(id);
        self.pending.structure = true;
        self.note_change("*");
        if self.question_of(id).is_some() {
            self.question_came_or_went(id);
        } else {
            self.container_came_or_went(id);
        }
    }

    /// A question was shown or hidden: its answer may go, or its default come back.
    fn question_came_or_went(&mut self, id: u32) {
        if !self.clears_when_hidden(id) {
            return;
        }
        if self.node(id).is_some_and(|node| !node.visible) {
            self.clear_if_hidden(id, ClearMode::OnHidden);
        } else if self.is_in_view(id) {
            self.take_default(id);
        }
    }

    /// A panel or page was shown or hidden.
    fn container_came_or_went(&mut self, id: u32) {
        let mut inside = Vec::new();
        self.collect_questions(id, &mut inside);
        let is_shown = self.is_shown(id);
        for question in inside {
            self.pending.touch(question);
            if is_shown {
                self.take_default(question);
            } else {
                self.clear_if_hidden(question, ClearMode::OnHiddenContainer);
            }
        }
    }

    /// When the answer of a question goes with its view.
    pub(super) fn clear_mode(&self, id: u32) -> ClearMode {
        if self.state == crate::State::Preview {
            return ClearMode::Never;
        }
        self.question_of(id).and_then(|question| question.clear).unwrap_or(self.form.settings.clear)
    }

    /// Whether the answer of a question goes at once when it is hidden.
    pub(super) fn clears_when_hidden(&self, id: u32) -> bool {
        matches!(self.clear_mode(id), ClearMode::OnHidden | ClearMode::OnHiddenContainer)
    }

    /// Drops the answer of a question that is hidden, if `reason` is one for it.
    pub(super) fn clear_if_hidden(&mut self, id: u32, reason: ClearMode) {
        let mode = self.clear_mode(id);
        let is_reason = match reason {
            ClearMode::OnComplete => true,
            ClearMode::OnHidden => mode != ClearMode::OnComplete,
            ClearMode::OnHiddenContainer => mode == reason,
            ClearMode::Never => false,
        };
        if mode == ClearMode::Never || !is_reason {
            return;
        }
        if reason == ClearMode::OnHiddenContainer && !self.is_parent_shown(id) {
            self.empty_panels(id);
            self.clear_value(id);
            return;
        }
        let Some(node) = self.node(id) else { return };
        let is_on_start = self.form.has_start_page() && self.page_of(id) == self.form.pages.first().copied();
        let has_twin = node.row.is_none()
            && self.question_of(id).is_some_and(|question| {
                let twins = self.form.by_key.get(&question.value_name.lower());
                twins.iter().any(|twin| *twin != id && self.is_in_view(*twin))
            });
        if !self.is_in_view(id) && !is_on_start && !has_twin {
            if reason == ClearMode::OnComplete || mode == ClearMode::OnHiddenContainer {
                self.empty_panels(id);
            }
            self.clear_value(id);
        }
    }

    /// Opens or closes an element for changes.
    pub(super) fn apply_read_only(&mut self, id: u32, read_only: bool) {
        let Some(node) = self.node_mut(id).filter(|node| node.read_only != read_only) else { return };
        node.read_only = read_only;
        let mut inside = Vec::new();
        self.collect_questions(id, &mut inside);
        for question in inside {
            if read_only && let Some(node) = self.node_mut(question) {
                node.errors.clear();
            }
            self.pending.touch(question);
        }
    }

    /// Makes an element one that must be answered, or need not be.
    pub(super) fn apply_required(&mut self, id: u32, required: bool) {
        let Some(node) = self.node_mut(id).filter(|node| node.required != required) else { return };
        node.required = required;
        let shows_errors = !node.errors.is_empty();
        self.pending.touch(id);
        if !required && shows_errors {
            if self.question_of(id).is_some() {
                self.show_errors(id, false);
            } else {
                self.show_container_errors(id);
            }
        }
    }

    /// Gives a question the default that an expression computes, until a person answers.
    pub(super) fn apply_default(&mut self, id: FormulaId, node: u32) {
        let Some(state) = self.node(node) else { return };
        if state.edited || self.pending.is_replaying || self.is_unseen(node) || (self.clears_when_hidden(node) && !self.is_in_view(node)) {
            return;
        }
        let fallback = self.question_of(node).and_then(|question| question.default.clone());
        let value = self.value_of(id, node).or(fallback);
        self.set_from_default(node, value);
    }

    /// Gives an expression question its value.
    pub(super) fn apply_computed(&mut self, id: FormulaId, node: u32) {
        if self.is_read_only(node) || self.is_unseen(node) {
            return;
        }
        let places = match self.family_of(node) {
            Some(Family::Expression(expression)) => expression.precision,
            _ => return,
        };
        let value = self.value_of(id, node).map(|value| match (places, value.as_f64()) {
            (Some(places), Some(number)) => crate::text::number(crate::expr::round_to(number, places as usize)),
            _ => value,
        });
        self.set_value(node, value);
    }

    /// Finds out again which choices are offered and which can be taken.
    pub(super) fn apply_choices(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(question) = self.question_in(&form, id) else { return };
        let (items, shared_visible, shared_enable) = match &question.family {
            Family::Select(list) => (&list.choices.items, list.choices.visible_if, list.choices.enable_if),
            Family::Rating(rating) => (&rating.steps, None, None),
            Family::Matrix(..) => return self.apply_rows_visible(id),
            Family::Dynamic(..) => return self.apply_rows_visible(id),
            _ => return,
        };
        let mut hidden = Vec::with_capacity(items.len());
        let mut disabled = Vec::with_capacity(items.len());
        for item in items {
            let holds =
                |formula: Option<FormulaId>| formula.is_none_or(|formula| self.holds_in(formula, &Lens::of_item(self, id, &item.value)));
            // A choice's own condition goes before the one for all of them.
            hidden.push(!holds(item.visible_if.or(shared_visible)));
            disabled.push(!holds(item.enable_if.or(shared_enable)));
        }
        let Some(node) = self.node_mut(id) else { return };
        let is_different = |old: &[bool], new: &[bool]| {
            (0..new.len()).any(|at| old.get(at).copied().unwrap_or(false) != new.get(at).copied().unwrap_or(false))
        };
        let visibility_changed = is_different(&node.hidden_choices, &hidden);
        let ability_changed = is_different(&node.disabled_choices, &disabled);
        node.hidden_choices = hidden;
        node.disabled_choices = disabled;
        if visibility_changed || ability_changed {
            self.pending.touch(id);
        }
        if visibility_changed {
            self.choices_changed(id);
        }
    }

    /// Keeps a computed limit of a text.
    pub(super) fn apply_limit(&mut self, formula: FormulaId, id: u32, role: Role) {
        let value = self.value_of(formula, id);
        let Some(node) = self.node_mut(id) else { return };
        let place = if role == Role::Min { &mut node.min } else { &mut node.max };
        if *place != value {
            *place = value;
            self.pending.touch(id);
        }
    }
}
