//! Answers: how one is taken in, converted, stored, shared by questions of one key, and cleared.

use super::Session;
use super::seams::WORDS;
use crate::expr::Date;
use crate::model::{Family, SelectDef};
use crate::text::Lower;
use crate::text::{is_empty, normal, to_number};
use crate::{ChoiceRole, InputType};
use serde_json::{Map, Value};

/// What is appended to the key of an answer for its comment.
pub(crate) const COMMENT: &str = "-Comment";

impl Session {
    /// The answer of a question as its input gives it, with all that follows from it at once.
    pub(super) fn set_value(&mut self, id: u32, value: Option<Value>) {
        let value = self.converted(id, value.map(normal));
        let Some(node) = self.node(id) else { return };
        if node.value == value {
            return;
        }
        let was_other = self.is_other_chosen(id);
        let was_refused = !self.is_within_limits(id);
        if !self.is_empty(id) {
            self.pending.answered.insert(id.into());
        }
        if let Some(node) = self.node_mut(id) {
            node.value = value;
            node.edited = true;
        }
        self.pending.touch(id);
        let form = self.form.clone();
        if let Some(dynamic) = self.dynamic_def(&form, id)
            && !self.keep_panels(id, dynamic)
        {
            self.rebuild_rows(id);
        }
        if was_other && !self.is_other_chosen(id) {
            self.forget_other(id);
        }
        if !self.is_within_limits(id) {
            // The last answer within the limits stays stored; what reads the answer sees this one at the next change.
            self.pending.late.extend(self.key_of(id));
            let shows_errors = self.node(id).is_some_and(|node| !node.errors.is_empty());
            if shows_errors || self.form.settings.check == crate::model::CheckMode::ValueChanged {
                self.pending.checking.push(id);
            }
            return;
        }
        if was_refused {
            self.note_refused(id);
        }
        self.store(id);
    }

    /// The answer of a question as a default gives it: it stays open to other defaults.
    pub(super) fn set_from_default(&mut self, id: u32, value: Option<Value>) {
        let was_edited = self.node(id).is_some_and(|node| node.edited);
        self.set_value(id, value);
        if let Some(node) = self.node_mut(id) {
            node.edited = was_edited;
        }
    }

    /// Gives a question without answer its default.
    pub(super) fn take_default(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(question) = self.question_in(&form, id) else { return };
        let in_unseen = self.node(id).and_then(|node| node.row).and_then(|row| self.row(row)).is_some_and(|row| self.is_unseen(row.owner));
        if self.pending.is_replaying || in_unseen {
            return;
        }
        if !self.is_empty(id) || (self.clears_when_hidden(id) && self.node(id).is_none_or(|node| !node.visible)) {
            return;
        }
        self.take_default_of(id, question);
    }

    fn take_default_of(&mut self, id: u32, question: &crate::model::Question) {
        let computed = question.default_if.and_then(|formula| self.value_of(formula, id));
        let Some(value) = computed.or_else(|| question.default.clone()).filter(|value| !is_empty(value)) else { return };
        let value = match &question.family {
            Family::Boolean(boolean) => match &value {
                Value::Bool(true) => boolean.value_true.clone(),
                Value::String(text) if text == "true" => boolean.value_true.clone(),
                Value::Bool(false) => boolean.value_false.clone(),
                Value::String(text) if text == "false" => boolean.value_false.clone(),
                other if *other == boolean.value_true || *other == boolean.value_false => value,
                _ => return,
            },
            Family::Select(list) if list.has_other() => {
                self.set_from_default(id, Some(value.clone()));
                if self.has_unknown(id, list, &value) {
                    self.adopt_unknown(id, &value);
                }
                return;
            }
            _ => value,
        };
        self.set_from_default(id, Some(value));
    }

    /// The default again, or no answer.
    pub(super) fn reset_value(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(question) = self.question_in(&form, id) else { return };
        if question.default.is_none() && question.default_if.is_none() {
            self.clear_value(id);
        } else {
            self.take_default_of(id, question);
        }
    }

    /// Takes an answer and its comment away, as if there had never been one.
    pub(super) fn clear_value(&mut self, id: u32) {
        self.set_value(id, None);
        self.put_comment(id, "");
        if let Some(node) = self.node_mut(id) {
            node.other.clear();
            node.edited = false;
        }
    }

    /// Stores the answer of a question under its key, or in its row.
    fn store(&mut self, id: u32) {
        let Some(node) = self.node(id) else { return };
        let Some(question) = self.form.question(node.slot) else { return };
        let value = node.value.clone();
        let key = question.value_name.to_string();
        let row = node.row;
        self.pending.checking.push(id);
        if let Some(row) = row {
            if !self.pending.is_loading {
                self.pending.fields.push(id);
            }
            self.store_in_row(row);
            self.forget_refused(id, row);
            return;
        }
        self.store_root(&key, value, id);
    }

    /// Stores an answer under its key and lets other questions of that key follow.
    pub(super) fn store_root(&mut self, key: &str, value: Option<Value>, from: u32) {
        let Some(data) = self.data.as_object_mut() else { return };
        let value = value.filter(|value| !is_empty(value));
        if !put(data, key, value.clone()) {
            return;
        }
        for twin in self.roots_of(key) {
            if twin != from && self.node(twin).is_some_and(|node| node.value != value) {
                self.receive(twin, value.clone());
            }
        }
        self.note_change(key);
        self.pending.firing.push(key.to_owned());
        self.lenders_changed(key);
    }

    /// The questions, not repeated ones, whose answer is stored under `key`.
    pub(super) fn roots_of(&self, key: &str) -> Vec<u32> {
        let slots = self.form.by_key.get(&key.lower());
        let mut roots = Vec::new();
        for slot in slots {
            if self.form.question(*slot).is_some_and(|question| &*question.value_name == key) {
                roots.push(*slot);
            }
        }
        roots
    }

    /// Takes in an answer that is stored already (given by a program, or by another question of the same key).
    pub(super) fn receive(&mut self, id: u32, value: Option<Value>) {
        let form = self.form.clone();
        let Some(question) = self.question_in(&form, id) else { return };
        self.pending.touch(id);
        let value = value.map(normal);
        // A number that a program gave as a text stays one; only what is typed is converted.
        let value = if matches!(question.family, Family::Text(_)) { value } else { self.converted(id, value) };
        let mut value = value.filter(|value| !is_empty(value));
        if let (Some(written), Some(list)) = (&value, question.family.select())
            && list.has_other()
            && self.stores_other_as_comment(id)
            && self.has_unknown(id, list, written)
        {
            let (known, unknown) = split_unknown(self, id, list, written);
            value = Some(known);
            self.put_comment(id, &unknown);
        }
        let default = question.default_if.and_then(|formula| self.value_of(formula, id));
        let Some(node) = self.node_mut(id) else { return };
        if node.value != value {
            node.edited = default.is_none() || value != default;
        }
        node.value = value;
        node.dropped.clear();
        if self.dynamic(id).is_some() {
            self.rebuild_rows(id);
        }
    }

    /// Replaces all answers, or adds to them.
    pub(super) fn replace_data(&mut self, data: Map<String, Value>, merge: bool) {
        let old = self.data.as_object().cloned().unwrap_or_default();
        let mut new = if merge { old.clone() } else { Map::new() };
        for (key, value) in data {
            new.insert(key.trim().to_owned(), normal(value));
        }
        self.data = Value::Object(new.clone());
        for id in self.all_questions() {
            if self.node(id).is_none_or(|node| node.row.is_some()) {
                continue;
            }
            let Some(key) = self.key_of(id) else { continue };
            self.receive(id, new.get(&*key).cloned());
            let comment = new.get(&[&*key, COMMENT].concat()).and_then(Value::as_str).unwrap_or_default().to_owned();
            let keeps = self.question_of(id).is_some_and(|question| question.comment) || !comment.is_empty();
            if keeps && let Some(node) = self.node_mut(id) {
                node.comment = comment;
            }
        }
        for key in old.keys().chain(new.keys()) {
            if old.get(key) != new.get(key) {
                self.note_change(key);
                self.lenders_changed(key);
            }
        }
        // Answers given by a program set off no reactions and no triggers.
        self.pending.reacting.clear();
        self.pending.firing.clear();
        self.settle();
    }

    /// What an answer becomes on its way in, by the family of its question; nothing when it is empty.
    fn converted(&self, id: u32, value: Option<Value>) -> Option<Value> {
        let value = value.filter(|value| !is_empty(value))?;
        let question = self.question_of(id)?;
        match &question.family {
            Family::Text(text) if text.mask().is_some() => text.mask().map(|mask| mask.stored(value)),
            Family::Text(text) if matches!(text.input, InputType::Number | InputType::Range) => to_number(&value).map(crate::text::number),
            Family::Text(_) | Family::Comment(_) if value.is_array() => Some(Value::from(crate::text::plain(&value))),
            Family::Matrix(..) if !value.is_object() => None,
            Family::Boolean(boolean) => match &value {
                Value::String(text) if text == "true" && boolean.value_true != value => Some(Value::Bool(true)),
                Value::String(text) if text == "false" && boolean.value_false != value => Some(Value::Bool(false)),
                _ => Some(value),
            },
            Family::Select(list) if list.multiple => Some(self.as_list(id, list, value)),
            Family::Select(_) => {
                let value = match value {
                    Value::Array(items) => items.into_iter().next()?,
                    other => other,
                };
                Some(self.known_choice(id, &value).unwrap_or(value))
            }
            _ => Some(value),
        }
    }

    /// A list of choices as it is stored: known values as written in the form, exclusive ones alone.
    fn as_list(&self, id: u32, list: &SelectDef, value: Value) -> Value {
        let items = match value {
            Value::Array(items) => items,
            single => vec![single],
        };
        let mut items: Vec<Value> = items.into_iter().map(|item| self.known_choice(id, &item).unwrap_or(item)).collect();
        let exclusive = |item: &Value| {
            list.choices
                .specials
                .iter()
                .any(|choice| matches!(choice.role, ChoiceRole::None | ChoiceRole::Refuse | ChoiceRole::DontKnow) && choice.value == *item)
        };
        let before = self.value(id).and_then(Value::as_array).cloned().unwrap_or_default();
        let old = before.iter().rfind(|item| exclusive(item));
        let new = items.iter().rposition(exclusive);
        match (old, new) {
            (Some(old), Some(at)) => {
                if items.get(at) == Some(old) {
                    if items.len() > 1 {
                        items.remove(at);
                    }
                } else if let Some(stale) = items.iter().position(|item| item == old)
                    && stale + 1 < items.len()
                {
                    items.remove(stale);
                }
            }
            (None, Some(at)) if items.len() > 1 => {
                let alone = items.swap_remove(at);
                items = vec![alone];
            }
            _ => {}
        }
        Value::Array(items)
    }

    /// A date that an expression gives, as the question stores dates.
    pub(super) fn date_answer(&self, id: u32, date: &Date) -> Value {
        let with_time = matches!(
            self.family_of(id),
            Some(Family::Text(text)) if text.input == InputType::DatetimeLocal
        );
        let text = if with_time { date.iso_date_time() } else { date.iso_date() };
        text.map_or(Value::Null, Value::from)
    }

    /// The comment of a question, and of all that share its key.
    pub(super) fn put_comment(&mut self, id: u32, text: &str) {
        let text = if text.trim().is_empty() { "" } else { text };
        let Some(node) = self.node_mut(id) else { return };
        if node.comment == text {
            return;
        }
        let had_words = !node.comment.is_empty();
        text.clone_into(&mut node.comment);
        if had_words {
            self.pending.answered.insert(id.into());
            self.pending.answered.insert(u64::from(id) | WORDS);
        }
        self.pending.touch(id);
        self.pending.checking.push(id);
        let Some(node) = self.node(id) else { return };
        if let Some(row) = node.row {
            self.store_in_row(row);
            return;
        }
        let Some(name) = self.key_of(id) else { return };
        let key = [&*name, COMMENT].concat();
        let Some(data) = self.data.as_object_mut() else { return };
        put(data, &key, (!text.is_empty()).then(|| Value::from(text)));
        for twin in self.roots_of(&name) {
            if twin != id
                && let Some(node) = self.node_mut(twin)
            {
                text.clone_into(&mut node.comment);
                self.pending.touch(twin);
            }
        }
        self.note_change(&key);
        // What reads the answer may read the words of "other" with it.
        self.note_change(&name);
        self.pending.firing.push(key);
        self.lenders_changed(&name);
    }

    /// A value as a trigger sets it: for a question, a variable or plain data.
    pub(super) fn set_named(&mut self, name: &str, value: Option<Value>, as_variable: bool) {
        if as_variable {
            self.put_variable(name, value);
            return;
        }
        if let Some(id) = self.question_named(name).or_else(|| self.at_path(name)) {
            match value {
                Some(value) => self.set_value(id, Some(value)),
                None => self.clear_value(id),
            }
            return;
        }
        self.store_root(name, value, super::settle::NOBODY);
    }
}

/// Puts a value under a key, or takes away what is there; whether that changes anything.
#[inline(never)]
pub(super) fn put(fields: &mut Map<String, Value>, key: &str, value: Option<Value>) -> bool {
    if fields.get(key) == value.as_ref() {
        return false;
    }
    match value {
        Some(value) => drop(fields.insert(key.to_owned(), value)),
        None => drop(fields.remove(key)),
    }
    true
}

/// A list answer with an unknown value: what is known of it, and the unknown as text.
fn split_unknown(session: &Session, id: u32, list: &SelectDef, value: &Value) -> (Value, String) {
    let other = || Value::from("other");
    let Some(items) = value.as_array() else { return (other(), crate::text::plain(value)) };
    let mut items = items.clone();
    let unknown = items.iter_mut().find(|item| session.has_unknown(id, list, item));
    let words = unknown.map(|item| crate::text::plain(&std::mem::replace(item, other()))).unwrap_or_default();
    (Value::Array(items), words)
}
