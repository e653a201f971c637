//! What a reload needs: answers, where the person is, what is shown as wrong.

use super::{COMMENT, Session};
use crate::model::{Form, RowsKind};
use crate::{FieldError, Host, State};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most places a list of flags may name.
const MAX_FLAGS: usize = 10_000;

/// A session, put away. Made of names, so that it can be read beside the form it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The language asked for.
    pub locale: String,
    /// Where the person is in the survey.
    pub state: State,
    /// The page shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The answers.
    pub data: Map<String, Value>,
    /// Variables and calculated values.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub variables: Map<String, Value>,
    /// Whether answers can only be looked at.
    #[serde(default)]
    pub read_only: bool,
    /// What does not follow from the answers, by place in the order of the form.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub elements: BTreeMap<u32, Held>,
    /// Jumps made by triggers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<(u32, u32)>,
    /// Triggers that want the survey completed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub complete_by: BTreeMap<u32, Option<u32>>,
    /// The one question or panel shown, where the form shows one at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single: Option<u32>,
}

/// What a snapshot holds of one element beside its stored answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Held {
    /// The answer as its input holds it, when that is not what is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// Whether the input holds something else than what is stored.
    #[serde(skip_serializing_if = "is_false")]
    differs: bool,
    /// The comment, when it is not what is stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
    /// Whether a person gave the answer, rather than a default.
    #[serde(skip_serializing_if = "is_false")]
    edited: bool,
    /// The words of "other", where they are no comment.
    #[serde(skip_serializing_if = "String::is_empty")]
    other: String,
    /// Chosen values that went with their choices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dropped: Vec<Value>,
    /// What is shown as wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// Shown, closed for changes, to be answered: where that is not as at first.
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<(bool, bool, bool)>,
    /// Choices (or rows of a table) that are not offered, and those that cannot be taken (or columns).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hidden: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disabled: Vec<usize>,
    /// Limits that were computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Value>,
    /// Its rows, when it has some: how many, and which are not shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<(usize, Vec<usize>)>,
}

impl Snapshot {
    /// As JSON.
    pub fn to_value(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// From JSON; `None` when it is no snapshot.
    pub fn from_value(value: &Value) -> Option<Self> {
        Self::deserialize(value).ok()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Session {
    /// Puts the session away.
    pub fn snapshot(&self) -> Snapshot {
        let mut elements = BTreeMap::new();
        for (place, id) in (0..).zip(self.all_nodes()) {
            let Some(held) = self.held(id).filter(|held| *held != Held::default()) else { continue };
            elements.insert(place, held);
        }
        Snapshot {
            locale: self.locale.clone(),
            state: self.state,
            page: self.page.and_then(|page| self.form.element(page)).map(|page| page.name.to_string()),
            data: self.data.as_object().cloned().unwrap_or_default(),
            variables: self.variables.as_object().cloned().unwrap_or_default(),
            read_only: self.read_only,
            elements,
            skipped: self.skipped.clone(),
            complete_by: self.complete_by.clone(),
            single: self.single,
        }
    }

    /// Every live node: pages in order, what is in them, rows after what is in a question.
    fn all_nodes(&self) -> Vec<u32> {
        let mut waiting: Vec<u32> = self.form.pages.iter().rev().copied().collect();
        let mut found = Vec::new();
        while let Some(id) = waiting.pop() {
            found.push(id);
            let rows = self.rows_of(id).into_iter().flat_map(|row| self.top_of(row));
            let inside: Vec<u32> = self.children_of(id).into_iter().chain(rows).collect();
            waiting.extend(inside.into_iter().rev());
        }
        found
    }

    /// What is stored of a question: its answer and its comment.
    pub(super) fn stored_of(&self, id: u32) -> (Option<Value>, String) {
        let none = (None, String::new());
        let (Some(node), Some(question)) = (self.node(id), self.question_of(id)) else { return none };
        let holder = match node.row {
            None => Some(&self.data),
            Some(row) => self.stored_row(row),
        };
        let Some(fields) = holder.and_then(Value::as_object) else { return none };
        let comment = fields.get(&format!("{}{COMMENT}", question.value_name)).and_then(Value::as_str);
        (fields.get(&*question.value_name).cloned(), comment.unwrap_or_default().to_owned())
    }

    /// The part of a question's answer that belongs to a row.
    fn stored_row(&self, row: u32) -> Option<&Value> {
        let row = self.rows.get(row as usize).map(|found| (row, found))?;
        let owner = self.node(row.1.owner)?;
        let answer = owner.value.as_ref()?;
        match self.dynamic(row.1.owner)?.kind {
            RowsKind::One => Some(answer),
            RowsKind::Named => answer.get(crate::text::plain(row.1.name.as_ref()?)),
            RowsKind::Listed => answer.get(owner.rows.iter().position(|other| *other == row.0)?),
        }
    }

    fn held(&self, id: u32) -> Option<Held> {
        let node = self.node(id)?;
        let element = self.form.element(node.slot)?;
        let (value, comment) = self.stored_of(id);
        let differs = value != node.value;
        let places = |flags: &[bool]| flags.iter().enumerate().filter(|(_, on)| **on).map(|(at, _)| at).collect();
        let at_first = (element.visible, element.read_only, element.required);
        let now = (node.visible, node.read_only, node.required);
        let hidden_rows = node.rows.iter().enumerate().filter(|(_, row)| self.rows.get(**row as usize).is_some_and(|row| !row.visible));
        Some(Held {
            value: node.value.clone().filter(|_| differs),
            differs,
            comment: (comment != node.comment).then(|| node.comment.clone()),
            edited: node.edited,
            other: node.other.clone(),
            dropped: node.dropped.clone(),
            errors: node.errors.clone(),
            flags: (at_first != now).then_some(now),
            hidden: places(&node.hidden_choices),
            disabled: places(&node.disabled_choices),
            min: node.min.clone(),
            max: node.max.clone(),
            rows: self.dynamic(id).map(|_| (node.rows.len(), hidden_rows.map(|(at, _)| at).collect())),
        })
    }

    /// Takes up a session that was put away: nothing is evaluated, everything is as it was.
    pub fn restore(form: Arc<Form>, host: Arc<dyn Host>, snapshot: &Snapshot) -> Session {
        let mut session = Session::bare(form, host);
        session.plant();
        session.locale.clone_from(&snapshot.locale);
        session.state = snapshot.state;
        session.data = Value::Object(snapshot.data.clone());
        session.variables = Value::Object(snapshot.variables.clone());
        session.read_only = snapshot.read_only;
        session.single = snapshot.single;
        session.skipped.clone_from(&snapshot.skipped);
        session.complete_by.clone_from(&snapshot.complete_by);
        let named = |page: &u32| session.form.element(*page).map(|page| page.name.to_string());
        session.page = session.form.pages.iter().copied().find(|page| snapshot.page.is_some() && named(page) == snapshot.page);
        let mut place = 0;
        let mut waiting: Vec<u32> = session.form.pages.iter().rev().copied().collect();
        while let Some(id) = waiting.pop() {
            session.take_up(id, snapshot.elements.get(&place).cloned().unwrap_or_default());
            place += 1;
            let rows = session.rows_of(id).into_iter().flat_map(|row| session.top_of(row));
            let inside: Vec<u32> = session.children_of(id).into_iter().chain(rows).collect();
            waiting.extend(inside.into_iter().rev());
        }
        session.notice_structure();
        session.pending.forget_changes();
        session
    }

    fn take_up(&mut self, id: u32, held: Held) {
        let (value, comment) = self.stored_of(id);
        let flags = |places: &[usize]| -> Vec<bool> {
            let most = places.iter().max().map_or(0, |most| (most + 1).min(MAX_FLAGS));
            (0..most).map(|at| places.contains(&at)).collect()
        };
        let Some(node) = self.node_mut(id) else { return };
        node.value = if held.differs { held.value } else { value };
        node.comment = held.comment.unwrap_or(comment);
        node.edited = held.edited;
        node.other = held.other;
        node.dropped = held.dropped;
        node.errors = held.errors;
        (node.visible, node.read_only, node.required) = held.flags.unwrap_or((node.visible, node.read_only, node.required));
        node.hidden_choices = flags(&held.hidden);
        node.disabled_choices = flags(&held.disabled);
        node.min = held.min;
        node.max = held.max;
        if let Some((count, hidden)) = held.rows {
            self.regrow(id, count, &hidden);
        }
    }
}
