//! Triggers: what the survey does when a condition over changed answers holds.

use super::Session;
use crate::model::{Form, Trigger, TriggerAction};
use crate::sorted::{has_word, sort_words};
use crate::text::Lower;
use crate::text::is_blank;
use std::sync::Arc;

/// How often one trigger may act while one command settles.
const MOST_ACTIONS: usize = 3;

/// When triggers are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// An answer changed.
    Change,
    /// The page is about to be left.
    NextPage,
    /// The survey is about to be completed.
    Completion,
}

impl Session {
    /// Lets triggers act on what changed; answers whether anything came of it.
    pub(super) fn run_triggers(&mut self) -> bool {
        let keys = std::mem::take(&mut self.pending.firing);
        if keys.is_empty() {
            return false;
        }
        self.fire(&keys, Occasion::Change);
        !self.pending.is_calm() || !self.pending.firing.is_empty() || !self.pending.reacting.is_empty()
    }

    /// Lets triggers act on the answers of the page shown.
    pub(super) fn run_page_triggers(&mut self, occasion: Occasion) {
        let mut questions = Vec::new();
        if let Some(page) = self.page {
            self.collect_questions(page, &mut questions);
        }
        let mut keys = Vec::new();
        for id in questions {
            if self.node(id).is_some_and(|node| node.row.is_none()) {
                keys.extend(self.key_of(id).map(|key| key.to_string()));
            }
        }
        for value in &self.form.settings.calculated {
            keys.push(value.name.clone());
        }
        self.fire(&keys, occasion);
    }

    fn fire(&mut self, keys: &[String], occasion: Occasion) {
        if self.read_only || self.pending.is_replaying || self.state == crate::State::Completed || self.form.settings.triggers.is_empty() {
            return;
        }
        let form = self.form.clone();
        let mut lower: Vec<String> = keys.iter().map(|key| key.lower()).collect();
        sort_words(&mut lower);
        for (index, trigger) in (0..).zip(&form.settings.triggers) {
            if self.concerns(&form, trigger, keys, &lower, occasion) {
                self.act(index, trigger, occasion, keys);
            }
            if self.state == crate::State::Completed {
                return;
            }
        }
    }

    /// Whether a trigger is to be looked at on this occasion, these keys having changed.
    fn concerns(&self, form: &Arc<Form>, trigger: &Trigger, keys: &[String], lower: &[String], occasion: Occasion) -> bool {
        let target = match &trigger.action {
            TriggerAction::Complete => {
                return occasion != Occasion::Completion && self.reads(form, trigger, lower, None);
            }
            TriggerAction::SetValue { to, .. } => to,
            TriggerAction::CopyValue { to, from, .. } => {
                let is_own = matches!(keys, [only] if only == to);
                return occasion == Occasion::Change && !is_own && self.reads(form, trigger, lower, Some(from));
            }
            TriggerAction::Skip { .. } | TriggerAction::Run { .. } | TriggerAction::Visible { .. } => {
                return occasion == Occasion::Change && self.reads(form, trigger, lower, None);
            }
        };
        let is_own = matches!(keys, [only] if only == target);
        occasion == Occasion::Change && !is_own && self.reads(form, trigger, lower, None)
    }

    fn reads(&self, form: &Arc<Form>, trigger: &Trigger, keys: &[String], also: Option<&str>) -> bool {
        if also.is_some_and(|name| has_word(keys, &name.lower())) {
            return true;
        }
        let Some(formula) = trigger.formula.and_then(|id| form.formula(id)) else { return false };
        formula.standing || formula.keys.iter().any(|key| has_word(keys, key))
    }

    fn act(&mut self, index: u32, trigger: &Trigger, occasion: Occasion, keys: &[String]) {
        let holds = match trigger.formula {
            Some(formula) => self.holds(formula, super::settle::NOBODY),
            None => matches!(trigger.action, TriggerAction::CopyValue { .. }),
        };
        if let TriggerAction::Complete = trigger.action {
            self.act_complete(index, holds, occasion, keys);
            return;
        }
        if let TriggerAction::Visible { elements } = &trigger.action {
            for name in elements {
                if let Some(id) = self.form.id(name) {
                    self.apply_visible(id.0, holds);
                }
            }
            return;
        }
        if !holds {
            return;
        }
        if self.pending.acted.iter().filter(|acted| **acted == index).count() >= MOST_ACTIONS {
            return;
        }
        self.pending.acted.push(index);
        match &trigger.action {
            TriggerAction::SetValue { to, value, variable } => {
                let value = value.clone().filter(|value| !crate::text::is_empty(value));
                self.set_named(to, value, *variable);
            }
            TriggerAction::CopyValue { to, from, display } => self.copy_named(from, to, *display),
            TriggerAction::Run { to, formula } => {
                let value = formula.and_then(|formula| self.value_of(formula, super::settle::NOBODY));
                if let (Some(to), Some(value)) = (to, value) {
                    self.set_named(to, Some(value), false);
                }
            }
            TriggerAction::Skip { to } => {
                let is_valid = keys.iter().filter_map(|key| self.question_named(key)).all(|id| self.find_errors(id, false).is_empty());
                if is_valid && let Some(target) = self.form.id(to) {
                    self.skip_to(target.0);
                }
            }
            TriggerAction::Complete | TriggerAction::Visible { .. } => {}
        }
    }

    fn act_complete(&mut self, index: u32, holds: bool, occasion: Occasion, keys: &[String]) {
        if occasion == Occasion::NextPage {
            if holds {
                self.finish();
            } else {
                self.complete_by.retain(|(other, _)| *other != index);
            }
            return;
        }
        let is_valid = keys.iter().filter_map(|key| self.question_named(key)).all(|id| self.find_errors(id, false).is_empty());
        if !is_valid {
            return;
        }
        if holds {
            self.complete_by.retain(|(other, _)| *other != index);
            self.complete_by.push((index, self.page));
        } else {
            self.complete_by.retain(|(other, _)| *other != index);
        }
    }

    /// Whether a trigger wants the survey completed from the page shown.
    pub(super) fn is_completed_by_trigger(&self) -> bool {
        !self.complete_by.is_empty() && (self.page.is_none() || self.complete_by.iter().any(|(_, page)| *page == self.page))
    }

    fn copy_named(&mut self, from: &str, to: &str, display: bool) {
        let source = self.question_named(from).or_else(|| self.at_path(from));
        let value = match source {
            Some(id) if display => self.display(id),
            Some(id) => self.node(id).and_then(|node| node.value.clone()),
            None => self.data.as_object().and_then(|data| data.get(from)).cloned().or_else(|| self.variable(from).cloned()),
        };
        self.set_named(to, value.filter(|value| !is_blank(value)), false);
        let words = source.filter(|id| self.is_other_chosen(*id)).map(|id| self.other_words(id));
        if let (Some(words), Some(target)) = (words, self.question_named(to))
            && self.is_other_chosen(target)
        {
            self.put_other(target, &words);
        }
    }

    /// Jumps to an element, remembering where from.
    fn skip_to(&mut self, target: u32) {
        if !self.is_in_view(target) {
            return;
        }
        if let Some(from) = self.single {
            let to = self.singles().into_iter().find(|single| *single == target || self.holds_node(*single, target));
            if let Some(to) = to.filter(|to| *to != from) {
                self.skipped.push((from, to));
                self.single = Some(to);
                self.page = self.page_of(to);
            }
            return;
        }
        let (Some(from), Some(to)) = (self.page, self.page_of(target)) else { return };
        if from != to && self.visible_pages().contains(&to) {
            self.skipped.push((from, to));
            self.page = Some(to);
        }
    }

    fn holds_node(&self, container: u32, id: u32) -> bool {
        let mut current = self.node(id).and_then(|node| node.parent);
        while let Some(parent) = current {
            if parent == container {
                return true;
            }
            current = self.node(parent).and_then(|node| node.parent);
        }
        false
    }
}
