//! A session: one person answering one form. Commands go in, what changed comes out.
//!
//! Invariants: after each command everything has settled (conditions, computed values, reactions, triggers); the same
//! commands give the same session; nothing here knows a screen, a clock or a network.

mod apply;
mod check;
mod choices;
mod commands;
mod display;
mod first_look;
mod given;
mod lens;
mod limits;
mod matrix;
mod navigation;
mod node;
mod numbers;
mod other;
mod panels;
#[cfg(feature = "replay")]
mod program;
mod progress;
mod reactions;
#[cfg(feature = "replay")]
pub mod replay;
mod replaying;
mod row_count;
mod row_paths;
mod row_views;
mod rows;
mod seams;
mod settle;
mod snapshot;
mod texts;
mod totals;
mod triggers;
mod typed;
mod unoffered;
mod values;
mod views;
mod visibility;
mod word_order;

use crate::model::Form;
use crate::text::Lower;
use crate::{Changes, ElementId, Host, State};
pub(crate) use check::error;
pub(crate) use given::MAX_HIDDEN;
use node::{Node, Row};
use serde_json::{Map, Value};
use settle::Pending;
pub use snapshot::Snapshot;
use std::cell::Cell;
use std::sync::Arc;
pub(crate) use values::COMMENT;

/// What a session starts from.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The respondent's language; empty is the form's own.
    pub locale: String,
    /// Answers given earlier.
    pub data: Map<String, Value>,
    /// Variables that expressions may read.
    pub variables: Map<String, Value>,
    /// Whether answers can only be looked at.
    pub read_only: bool,
}

/// One person answering one form.
pub struct Session {
    form: Arc<Form>,
    host: Arc<dyn Host>,
    locale: String,
    state: State,
    /// The page shown, by its slot.
    page: Option<u32>,
    /// The one question or panel shown, where the form shows one at a time.
    single: Option<u32>,
    /// The answers: an object.
    data: Value,
    /// Variables and calculated values by lower-case name: an object.
    variables: Value,
    nodes: Vec<Node>,
    rows: Vec<Row>,
    /// Nodes of removed rows, to be used again.
    spare: Vec<u32>,
    /// Nodes repeated in rows, by the slot of what they repeat.
    repeated: Vec<Vec<u32>>,
    read_only: bool,
    pending: Pending,
    evaluations: Cell<u64>,
    /// How deep texts are piped into texts at this moment.
    piping: Cell<u8>,
    /// Question numbers by node, where the form shows them.
    numbers: Vec<Option<String>>,
    /// Triggers that want the survey completed, with the page on which they said so.
    complete_by: Vec<(u32, Option<u32>)>,
    /// Jumps made by triggers: from, to.
    skipped: Vec<(u32, u32)>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("state", &self.state).field("page", &self.page).finish_non_exhaustive()
    }
}

impl Session {
    /// Starts answering `form`.
    pub fn new(form: Arc<Form>, host: Arc<dyn Host>, options: Options) -> Session {
        let mut session = Session::bare(form, host);
        session.locale = options.locale;
        session.read_only = session.form.settings.read_only;
        session.load();
        for (name, value) in options.variables {
            session.put_variable(&name, Some(value));
            session.settle();
        }
        if !options.data.is_empty() {
            session.replace_data(options.data, false);
        }
        if options.read_only {
            session.read_only = true;
        }
        session.notice_structure();
        session.pending.forget_changes();
        session
    }

    fn bare(form: Arc<Form>, host: Arc<dyn Host>) -> Session {
        Session {
            form,
            host,
            locale: String::new(),
            state: State::Running,
            page: None,
            single: None,
            data: Value::Object(Map::new()),
            variables: Value::Object(Map::new()),
            nodes: Vec::new(),
            rows: Vec::new(),
            spare: Vec::new(),
            repeated: Vec::new(),
            read_only: false,
            pending: Pending::default(),
            evaluations: Cell::new(0),
            piping: Cell::new(0),
            numbers: Vec::new(),
            complete_by: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// The form that is answered.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The language asked for; empty is the form's own.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// Where the person is in the survey.
    pub fn state(&self) -> State {
        self.state
    }

    /// The answers as stored: keys sorted, so the same answers are the same bytes however they came about.
    pub fn data(&self) -> Map<String, Value> {
        let mut data = self.data.as_object().cloned().unwrap_or_default();
        for value in self.form.settings.calculated.iter().filter(|value| value.in_result) {
            if let Some(result) = self.variable(&value.name) {
                data.insert(value.name.clone(), result.clone());
            }
        }
        match crate::text::normal(Value::Object(data)) {
            Value::Object(data) => data,
            _ => Map::new(),
        }
    }

    /// How many expressions were evaluated so far.
    pub fn evaluations(&self) -> u64 {
        self.evaluations.get()
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        self.variables.as_object()?.get(&name.lower())
    }

    /// What changed since the last command.
    fn changes(&mut self) -> Changes {
        self.notice_structure();
        let questions = std::mem::take(&mut self.pending.touched).as_slice().iter().map(|id| ElementId(*id as u32)).collect();
        Changes { questions, structure: std::mem::take(&mut self.pending.structure) }
    }
}
