//! Rows: questions repeated in dynamic panels, tables and lists of texts, and the answer they make up together.

use super::Session;
use super::node::RowId;
use super::values::{COMMENT, put};
use crate::model::{DynamicDef, Family, RowsKind};
use crate::text::{is_empty, plain};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Most rows of one question, whatever its form says.
pub(super) const MAX_ROWS: usize = 1_000;

impl Session {
    /// Makes the rows a question starts with.
    pub(super) fn make_rows(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, id) else { return };
        self.wait_for_look(id, dynamic);
        match dynamic.kind {
            RowsKind::One => drop(self.add_row(id, dynamic, None)),
            RowsKind::Named => {
                for row in &dynamic.rows {
                    self.add_row(id, dynamic, Some(row.choice.value.clone()));
                }
            }
            RowsKind::Listed => {
                let start = dynamic.default_row.as_ref().and_then(Value::as_object);
                for _ in 0..dynamic.count {
                    let row = self.add_row(id, dynamic, None);
                    if let Some(start) = start {
                        self.fill_row(row, start);
                    }
                }
                if dynamic.first > 0 {
                    self.put_rows(id, Some(hollow(dynamic.first)));
                }
                if dynamic.count > 0 && start.is_some() {
                    let value = self.rows_answer(id, dynamic);
                    self.put_rows(id, value);
                }
            }
        }
    }

    pub(super) fn dynamic_def<'f>(&self, form: &'f crate::model::Form, id: u32) -> Option<&'f DynamicDef> {
        match &form.question(self.node(id)?.slot)?.family {
            Family::Dynamic(_, dynamic) => Some(dynamic),
            _ => None,
        }
    }

    /// Adds an empty row at the end, with all that it evaluates.
    pub(super) fn add_row(&mut self, id: u32, dynamic: &DynamicDef, name: Option<Value>) -> RowId {
        let number = self.grow_row(id, dynamic, name);
        for node in self.nodes_in(number) {
            self.schedule_node(node);
            self.make_rows(node);
        }
        self.pending.structure = true;
        number
    }

    /// Makes the rows of a question that was put away; what is in them is taken up afterwards.
    pub(super) fn regrow(&mut self, id: u32, count: usize, hidden: &[usize]) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, id) else { return };
        let names = dynamic.rows.iter().map(|row| Some(row.choice.value.clone())).chain(std::iter::repeat(None));
        for (at, name) in names.take(count.min(MAX_ROWS)).enumerate() {
            let row = self.grow_row(id, dynamic, name);
            let extra = self.extra_of(id, row, at);
            if let Some(row) = self.row_mut(row) {
                row.visible = !hidden.contains(&at);
                row.extra = extra;
            }
        }
    }

    /// What is stored in a row of a list and belongs to none of its questions.
    fn extra_of(&self, id: u32, row: RowId, at: usize) -> Map<String, Value> {
        let answer = self.value(id).and_then(|value| value.get(at)).and_then(Value::as_object);
        let is_own = |key: &str| self.in_row_exactly(row, key.strip_suffix(COMMENT).unwrap_or(key));
        answer.map(|answer| others(answer, &is_own)).unwrap_or_default()
    }

    fn in_row_exactly(&self, row: RowId, key: &str) -> bool {
        let nodes = self.row(row).map(|row| row.nodes.as_slice()).unwrap_or_default();
        nodes.iter().any(|node| self.question_of(*node).is_some_and(|question| *question.value_name == *key))
    }

    /// Adds the nodes of an empty row at the end.
    fn grow_row(&mut self, id: u32, dynamic: &DynamicDef, name: Option<Value>) -> RowId {
        let number = self.new_row(id, dynamic, name);
        let top: Vec<u32> = dynamic.template.iter().map(|slot| self.grow(*slot, id, number)).collect();
        if let Some(row) = self.row_mut(number) {
            row.top = top;
        }
        if let Some(node) = self.node_mut(id) {
            node.rows.push(number);
        }
        number
    }

    /// Removes the row at `at` with its nodes.
    pub(super) fn drop_row(&mut self, id: u32, at: usize) {
        let Some(node) = self.node_mut(id).filter(|node| at < node.rows.len()) else { return };
        let row = node.rows.remove(at);
        let gone = self.row_mut(row).map(|row| {
            row.top.clear();
            std::mem::take(&mut row.nodes)
        });
        for node in gone.unwrap_or_default() {
            let inner = self.node(node).map_or(0, |node| node.rows.len());
            (0..inner).for_each(|_| self.drop_row(node, 0));
            let slot = self.node(node).map(|node| node.slot);
            if let Some(node) = self.nodes.get_mut(node as usize) {
                node.is_live = false;
            }
            if let Some(list) = slot.and_then(|slot| self.repeated.get_mut(slot as usize)) {
                list.retain(|other| *other != node);
            }
            self.pending.forget_node(node);
            self.spare.push(node);
        }
        self.pending.structure = true;
    }

    /// Fills the nodes of a row from its answer.
    pub(super) fn fill_row(&mut self, row: RowId, answer: &Map<String, Value>) {
        let nodes = self.nodes_in(row);
        let keys: Vec<Arc<str>> = nodes.iter().filter_map(|node| self.key_of(*node)).collect();
        let is_own = |key: &str| keys.iter().any(|own| **own == *key.strip_suffix(COMMENT).unwrap_or(key));
        let extra = others(answer, &is_own);
        if let Some(row) = self.row_mut(row) {
            row.extra = extra;
        }
        for node in nodes {
            let Some(key) = self.key_of(node) else { continue };
            let value = answer.get(&*key).cloned();
            let is_same = self.node(node).is_some_and(|node| node.value == value);
            if !is_same {
                self.receive(node, value);
            }
            let comment = answer.get(&[&*key, COMMENT].concat()).and_then(Value::as_str).unwrap_or_default().to_owned();
            if let Some(node) = self.node_mut(node) {
                node.comment = comment;
            }
        }
    }

    /// Makes the rows of a question fit its answer, which came from elsewhere.
    pub(super) fn rebuild_rows(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, id) else { return };
        let value = self.node(id).and_then(|node| node.value.clone());
        match dynamic.kind {
            RowsKind::One => {
                let answer = value.and_then(|value| value.as_object().cloned()).unwrap_or_default();
                if let Some(row) = self.node(id).and_then(|node| node.rows.first().copied()) {
                    self.fill_row(row, &answer);
                }
            }
            RowsKind::Named => {
                let answer = value.and_then(|value| value.as_object().cloned()).unwrap_or_default();
                for row in self.rows_of(id) {
                    let name = self.row(row).and_then(|row| row.name.as_ref()).map(plain).unwrap_or_default();
                    let fields = answer.get(&name).and_then(Value::as_object).cloned().unwrap_or_default();
                    self.fill_row(row, &fields);
                }
            }
            RowsKind::Listed => {
                let answers = value.and_then(|value| value.as_array().cloned()).unwrap_or_default();
                // Without an answer there are as many rows as at first.
                let at_first = self.node(id).and_then(|node| node.laid).unwrap_or(dynamic.count);
                let count = if answers.is_empty() { at_first as usize } else { answers.len() };
                self.resize(id, dynamic, count.clamp(dynamic.min_count as usize, dynamic.max_count as usize));
                for (at, row) in self.rows_of(id).into_iter().enumerate() {
                    let fields = answers.get(at).and_then(Value::as_object).cloned().unwrap_or_default();
                    self.fill_row(row, &fields);
                }
            }
        }
    }

    /// The answer of one row, made of its questions; what else was stored there stays.
    pub(super) fn row_answer(&self, id: u32, at: usize) -> Option<Map<String, Value>> {
        let row = self.row(*self.node(id)?.rows.get(at)?)?;
        let mut fields = row.extra.clone();
        for child in &row.nodes {
            let (Some(node), Some(question)) = (self.node(*child), self.question_of(*child)) else { continue };
            // Of an answer out of its limits the last one within them stays stored.
            let value = if self.is_within_limits(*child) { node.value.clone() } else { self.stored_of(*child).0 };
            if let Some(value) = value.filter(|value| !is_empty(value)) {
                fields.insert(question.value_name.to_string(), value);
            }
            if !node.comment.is_empty() {
                fields.insert([&*question.value_name, COMMENT].concat(), Value::from(node.comment.as_str()));
            }
        }
        Some(fields)
    }

    /// An answer in a row changed: the answer of its question changes with it.
    pub(super) fn store_in_row(&mut self, row: RowId) {
        if let Some(owner) = self.row(row).map(|row| row.owner) {
            self.sync_owner(owner);
        }
    }

    /// Several texts are one answer: when one of them is stored, the others show what is stored of them.
    pub(super) fn forget_refused(&mut self, id: u32, row: RowId) {
        if self.row(row).and_then(|row| self.dynamic(row.owner)).is_none_or(|dynamic| dynamic.kind != RowsKind::One) {
            return;
        }
        for other in self.nodes_in(row) {
            if other != id && !self.is_within_limits(other) {
                let stored = self.stored_of(other).0;
                if let Some(node) = self.node_mut(other) {
                    node.value = stored;
                }
                self.pending.touch(other);
            }
        }
    }

    /// Makes the answer of a question from its rows, and stores it.
    pub(super) fn sync_owner(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(dynamic) = self.dynamic_def(&form, id) else { return };
        if !self.is_unseen(id) {
            let value = self.rows_answer(id, dynamic);
            self.put_rows(id, value);
        }
    }

    /// The answer that the rows of a question make up.
    pub(super) fn rows_answer(&self, id: u32, dynamic: &DynamicDef) -> Option<Value> {
        let count = self.node(id).map_or(0, |node| node.rows.len());
        let rows = (0..count).map(|at| self.row_answer(id, at).unwrap_or_default());
        let value = match dynamic.kind {
            RowsKind::One => Value::Object(rows.into_iter().next().unwrap_or_default()),
            RowsKind::Listed => {
                let mut list: Vec<Value> = rows.map(Value::Object).collect();
                // A table that nobody filled in has as many rows as it must have; panels count as soon as they are there.
                if dynamic.is_matrix && list.iter().all(is_empty) {
                    list.clear();
                }
                let least = if dynamic.is_matrix { dynamic.min_count as usize } else { 0 };
                list.resize(list.len().max(least), Value::Object(Map::new()));
                Value::Array(list)
            }
            RowsKind::Named => {
                let mut map = Map::new();
                for (at, fields) in rows.enumerate() {
                    let name = self.node(id).and_then(|node| node.rows.get(at)).and_then(|row| self.row(*row));
                    let name = name.and_then(|row| row.name.as_ref()).map(plain).unwrap_or_default();
                    if !fields.is_empty() {
                        map.insert(name, Value::Object(fields));
                    }
                }
                Value::Object(map)
            }
        };
        let is_none = match &value {
            Value::Array(items) => items.is_empty(),
            other => is_empty(other),
        };
        (!is_none).then_some(value)
    }

    /// Stores the answer of a question with rows.
    pub(super) fn put_rows(&mut self, id: u32, value: Option<Value>) {
        if self.node(id).is_none_or(|node| node.value == value) {
            return;
        }
        if let Some(node) = self.node_mut(id) {
            node.value.clone_from(&value);
            node.edited = true;
        }
        self.pending.touch(id);
        self.pending.checking.push(id);
        if let Some(row) = self.node(id).and_then(|node| node.row) {
            self.store_in_row(row);
            return;
        }
        let Some(key) = self.key_of(id) else { return };
        self.store_rows(&key, value, id);
    }

    /// Stores the answer of rows: unlike others it is kept even when all its rows are empty.
    fn store_rows(&mut self, key: &str, value: Option<Value>, from: u32) {
        let Some(data) = self.data.as_object_mut() else { return };
        put(data, key, value.clone());
        for twin in self.roots_of(key) {
            if twin != from {
                self.receive(twin, value.clone());
            }
        }
        self.note_change(key);
        self.pending.firing.push(key.to_owned());
        self.lenders_changed(key);
    }
}

/// So many rows without anything in them.
fn hollow(count: u32) -> Value {
    (0..count).map(|_| Value::Object(Map::new())).collect()
}

/// The fields that `is_own` does not know.
fn others(fields: &Map<String, Value>, is_own: &dyn Fn(&str) -> bool) -> Map<String, Value> {
    let mut others = Map::new();
    for (key, value) in fields {
        if !is_own(key) {
            others.insert(key.clone(), value.clone());
        }
    }
    others
}
