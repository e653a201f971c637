//! Settling: evaluates what depends on what changed, in the order of the form, until nothing changes any more.

use super::Session;
use super::lens::Lens;
use crate::State;
use crate::model::{FormulaId, Role};
use crate::sorted::Numbers;
use crate::text::Lower;
use serde_json::Value;
use std::sync::Arc;

/// Most rounds before a form that keeps changing itself is left as it is.
const MAX_ROUNDS: usize = 100;

/// Most that a computed value may weigh: two texts that feed on each other would double without end.
const MAX_COMPUTED: usize = 16_384;

/// A node that is none: for expressions of the survey itself.
pub(super) const NOBODY: u32 = u32::MAX;

/// What is to be done, and what has been.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// Expressions to evaluate: the place in the order of the form, then the node.
    tasks: Numbers,
    /// Keys changed since the last reactions, lower case.
    pub(super) reacting: Vec<String>,
    /// Questions in rows changed since the last reactions.
    pub(super) fields: Vec<u32>,
    /// Keys changed since triggers were looked at, in the order of the changes.
    pub(super) firing: Vec<String>,
    /// Questions changed since their errors were looked at.
    pub(super) checking: Vec<u32>,
    /// Questions that had an answer (or words of "other") before it was changed.
    pub(super) answered: Numbers,
    /// Nodes whose view may differ.
    pub(super) touched: Numbers,
    /// Whether the page has to be read again.
    pub(super) structure: bool,
    /// Keys whose change is noted with the next one.
    pub(super) late: Vec<Arc<str>>,
    /// What the page showed after the last command.
    pub(super) shown: Vec<u32>,
    /// What else decides about the page, after the last command.
    pub(super) place: Option<(State, Option<u32>, Option<u32>)>,
    /// The question a person is answering.
    pub(super) setting: Option<u32>,
    /// Whether the session is being filled: nothing is checked.
    pub(super) is_loading: bool,
    /// Whether answers are taken in that exist already: nothing gives answers of its own.
    pub(super) is_replaying: bool,
    /// Whether evaluating changed something during this command.
    pub(super) stirred: bool,
    /// Rounds of evaluation during this command.
    pub(super) rounds: usize,
    /// Questions whose panels nobody has looked at.
    pub(super) unseen: Vec<u32>,
    /// The triggers that acted during this command, each as often as it did.
    pub(super) acted: Vec<u32>,
}

impl Pending {
    /// The view of a node may differ.
    pub(super) fn touch(&mut self, node: u32) {
        self.touched.insert(node.into());
    }

    /// The expression at `rank` is to be evaluated for `node`.
    pub(super) fn want(&mut self, rank: u32, node: u32) {
        self.tasks.insert(u64::from(rank) << 32 | u64::from(node));
    }

    /// Whether no expression is to be evaluated.
    pub(super) fn is_calm(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Nothing is to be evaluated any more.
    pub(super) fn drop_tasks(&mut self) {
        self.tasks.clear();
    }

    /// A node is gone.
    pub(super) fn forget_node(&mut self, node: u32) {
        self.touched.remove(node.into());
        self.checking.retain(|other| *other != node);
        self.unseen.retain(|other| *other != node);
        self.tasks.retain(&|task| task as u32 != node);
    }

    /// Forgets what changed so far: a screen that is about to read everything need not be told.
    pub(super) fn forget_changes(&mut self) {
        self.touched.clear();
        self.structure = false;
    }
}

impl Session {
    /// Fills the session for the first time: defaults, then conditions.
    pub(super) fn load(&mut self) {
        self.plant();
        if self.form.has_start_page() {
            self.state = crate::State::Starting;
        }
        self.pending.is_loading = true;
        for id in self.all_questions() {
            self.make_rows(id);
        }
        // Twice: what was cleared while its view went is computed once more.
        for _ in 0..2 {
            self.schedule_all();
            self.run_conditions();
        }
        for id in self.all_questions() {
            self.take_default(id);
        }
        self.settle();
        self.choose_page();
        self.look_around();
        self.pending.is_loading = false;
        self.pending.reacting.clear();
        self.pending.firing.clear();
        self.pending.checking.clear();
    }

    fn schedule_all(&mut self) {
        let form = self.form.clone();
        for (slot, formula) in (0..).zip(&form.formulas) {
            if formula.role.is_condition() {
                self.schedule(FormulaId(slot), formula.owner);
            }
        }
    }

    /// Marks an expression for all nodes it belongs to.
    pub(super) fn schedule(&mut self, id: FormulaId, owner: Option<u32>) {
        match owner {
            None => self.pending.want(self.form.rank(id), NOBODY),
            Some(slot) => {
                for node in self.nodes_of(slot) {
                    self.pending.want(self.form.rank(id), node);
                }
            }
        }
    }

    /// Marks everything a new node evaluates.
    pub(super) fn schedule_node(&mut self, node: u32) {
        let form = self.form.clone();
        let Some(slot) = self.node(node).map(|node| node.slot) else { return };
        for id in form.formulas_of(slot) {
            if form.formula(*id).is_some_and(|formula| formula.role.is_condition()) {
                self.pending.want(form.rank(*id), node);
            }
        }
    }

    /// Notes that what is known as `key` changed: expressions that read it are to be evaluated, texts that mention it differ.
    pub(super) fn note_change(&mut self, key: &str) {
        let form = self.form.clone();
        for late in std::mem::take(&mut self.pending.late) {
            self.note_late(&form, &late.lower());
        }
        let lower = key.lower();
        self.pending.stirred = self.pending.stirred || (self.pending.rounds > 0 && lower != "*");
        self.note_readers(&form, &lower);
        if lower != "*" {
            self.note_readers(&form, "*");
        }
        for slot in form.mentions.get(&lower) {
            for node in self.nodes_of(*slot) {
                self.pending.touch(node);
            }
        }
        // Showing and hiding, and what is computed while loading, is no answer that could be reacted to.
        let is_computed = |session: &Session| session.is_computed(key) || session.variable(key).is_some();
        let is_answer = lower != "*" && !(self.pending.is_loading && is_computed(self));
        if is_answer {
            self.pending.reacting.push(lower);
        }
    }

    fn is_computed(&self, key: &str) -> bool {
        let computed = |id| self.question_of(id).is_some_and(|question| matches!(question.family, crate::model::Family::Expression(_)));
        self.question_named(key).is_some_and(computed)
    }

    /// An answer out of its limits is gone, of which the stored answers tell nothing: calculated values follow with the next change, or at once
    /// while they are computed again for another.
    pub(super) fn note_refused(&mut self, id: u32) {
        let Some(key) = self.key_of(id) else { return };
        if self.pending.stirred {
            let form = self.form.clone();
            self.note_late(&form, &key.lower());
        } else {
            self.pending.late.push(key);
        }
    }

    /// Calculated values read an answer out of its limits one change late; nothing else sees it.
    fn note_late(&mut self, form: &crate::model::Form, key: &str) {
        for id in form.dependents.get(key).iter().copied().map(FormulaId) {
            if matches!(form.formula(id).map(|formula| formula.role), Some(Role::Calculated(_))) {
                self.schedule(id, None);
            }
        }
    }

    fn note_readers(&mut self, form: &crate::model::Form, key: &str) {
        for id in form.dependents.get(key).iter().copied().map(FormulaId) {
            let Some(formula) = form.formula(id) else { continue };
            if formula.role.is_condition() {
                self.schedule(id, formula.owner);
            }
        }
    }

    /// Evaluates until nothing is left to do.
    pub(super) fn settle(&mut self) {
        self.pending.rounds = 0;
        while self.pending.rounds < MAX_ROUNDS {
            self.pending.rounds += 1;
            self.run_conditions();
            if self.run_reactions() {
                continue;
            }
            if !self.run_triggers() && self.pending.tasks.is_empty() {
                break;
            }
        }
        self.pending.rounds = 0;
        self.pending.stirred = false;
        self.pending.acted.clear();
        self.pending.setting = None;
        self.keep_page();
        self.recheck();
    }

    /// Evaluates conditions in the order of the form, round after round.
    pub(super) fn run_conditions(&mut self) {
        while self.pending.rounds < MAX_ROUNDS {
            self.pending.rounds += 1;
            let mut least = 0;
            while let Some(task) = self.pending.tasks.next(least) {
                self.pending.tasks.remove(task);
                if let Some(id) = self.form.order.get((task >> 32) as usize) {
                    self.evaluate(*id, task as u32);
                }
                least = task + 1;
            }
            if self.pending.tasks.is_empty() {
                return;
            }
        }
        self.pending.tasks.clear();
    }

    /// Evaluates one expression for one node and lets its result act.
    fn evaluate(&mut self, id: FormulaId, node: u32) {
        if node != NOBODY && self.node(node).is_none() {
            return;
        }
        let form = self.form.clone();
        let Some(role) = form.formula(id).map(|formula| formula.role) else { return };
        match role {
            Role::Calculated(index) => self.apply_calculated(id, index),
            Role::Visible => {
                let visible = self.holds(id, node);
                self.apply_visible(node, visible);
            }
            Role::Enable => {
                let read_only = !self.holds(id, node);
                self.apply_read_only(node, read_only);
            }
            Role::Require => {
                let required = self.holds(id, node);
                self.apply_required(node, required);
            }
            Role::DefaultValue => self.apply_default(id, node),
            Role::Compute => self.apply_computed(id, node),
            Role::ChoiceVisible(_) | Role::ChoiceEnable(_) | Role::ChoicesVisible | Role::ChoicesEnable => self.apply_choices(node),
            Role::RowCount => self.apply_row_count(id, node),
            Role::RowsVisible | Role::ColumnsVisible => self.apply_rows_visible(node),
            Role::Total(index) => self.apply_total(id, node, index),
            Role::Min | Role::Max => self.apply_limit(id, node, role),
            Role::SetValue | Role::SetIf | Role::ResetIf | Role::OnDemand => {}
        }
    }

    /// Whether an expression holds for a node; one that does not parse never does.
    pub(super) fn holds(&self, id: FormulaId, node: u32) -> bool {
        self.holds_in(id, &Lens::of(self, node))
    }

    pub(super) fn holds_in(&self, id: FormulaId, lens: &Lens<'_>) -> bool {
        let Some(expression) = self.form.formula(id).and_then(|formula| formula.expression.as_ref()) else { return false };
        self.evaluations.set(self.evaluations.get() + 1);
        expression.is_true(lens)
    }

    /// The value of an expression for a node, as an answer is stored.
    pub(super) fn value_of(&self, id: FormulaId, node: u32) -> Option<Value> {
        let expression = self.form.formula(id)?.expression.as_ref()?;
        self.evaluations.set(self.evaluations.get() + 1);
        let lens = Lens::of(self, node);
        let value = match expression.evaluate(&lens) {
            crate::expr::Value::Date(date) => self.date_answer(node, &date),
            other => other.to_json(),
        };
        Some(crate::text::normal(value)).filter(|value| !value.is_null() && crate::text::weight(value) <= MAX_COMPUTED)
    }
}
