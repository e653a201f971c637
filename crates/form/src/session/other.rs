//! "other": an answer of one's own in place of a choice, and the words that come with it.

use super::Session;
use super::seams::WORDS;
use crate::ChoiceRole;
use crate::model::SelectDef;
use crate::text::{is_empty, is_same_choice, plain};
use serde_json::Value;

impl Session {
    /// Whether a value, or one in a list, belongs to no choice of the question, offered or not. "other" is always known.
    pub(super) fn has_unknown(&self, id: u32, list: &SelectDef, value: &Value) -> bool {
        if let Value::Array(items) = value {
            return items.iter().any(|item| self.has_unknown(id, list, item));
        }
        if is_empty(value) || value.as_str() == Some("other") {
            return false;
        }
        let is_special = list
            .choices
            .specials
            .iter()
            .any(|choice| !matches!(choice.role, ChoiceRole::Other | ChoiceRole::SelectAll) && is_same_choice(&choice.value, value));
        if is_special {
            return false;
        }
        let is_known = match list.choices.from.as_ref().and_then(|from| self.borrowed(id, from)) {
            Some(borrowed) => borrowed.iter().any(|choice| is_same_choice(&choice.value, value)),
            None => list.choices.items.iter().any(|choice| is_same_choice(&choice.value, value)),
        };
        !is_known
    }

    /// Whether "other" is offered and chosen; a value of one's own counts where it is stored in place of "other".
    pub(super) fn is_other_chosen(&self, id: u32) -> bool {
        let Some(list) = self.question_of(id).and_then(|question| question.family.select()) else { return false };
        if !list.has_other() {
            return false;
        }
        self.chosen(id)
            .into_iter()
            .any(|value| value.as_str() == Some("other") || (!self.stores_other_as_comment(id) && self.has_unknown(id, list, value)))
    }

    /// Whether the words of "other" are stored as a comment, rather than in place of the value.
    pub(super) fn stores_other_as_comment(&self, id: u32) -> bool {
        let Some(question) = self.question_of(id) else { return false };
        if question.comment {
            return false;
        }
        question.family.select().and_then(|list| list.other_as_comment).unwrap_or(self.form.settings.other_as_comment)
    }

    /// The words given for "other". Where they are stored in place of the value, a session that only knows the answers finds them there.
    pub(super) fn other_words(&self, id: u32) -> String {
        let Some(node) = self.node(id) else { return String::new() };
        if self.stores_other_as_comment(id) {
            return node.comment.clone();
        }
        let list = || self.question_of(id)?.family.select().filter(|list| list.has_other());
        match list() {
            Some(list) if node.other.is_empty() => {
                let chosen = self.chosen(id);
                let own = chosen.iter().find(|value| value.as_str() != Some("other") && self.has_unknown(id, list, value));
                own.map(|value| plain(value)).unwrap_or_default()
            }
            _ => node.other.clone(),
        }
    }

    /// Writes the words of "other".
    pub(super) fn put_other(&mut self, id: u32, words: &str) {
        let words = if words.trim().is_empty() { "" } else { words };
        if self.stores_other_as_comment(id) {
            self.put_comment(id, words);
            return;
        }
        if !self.is_other_chosen(id) {
            return;
        }
        let form = self.form.clone();
        let Some(list) = self.question_in(&form, id).and_then(|question| question.family.select()) else {
            return;
        };
        let stored = Value::from(if words.is_empty() { "other" } else { words });
        let value = if list.multiple {
            let mut items = self.chosen_values(id);
            let is_own = |item: &Value| item.as_str() == Some("other") || self.has_unknown(id, list, item);
            if let Some(at) = items.iter().position(is_own)
                && let Some(item) = items.get_mut(at)
            {
                *item = stored;
            }
            Value::Array(items)
        } else {
            stored
        };
        if self.node(id).is_some_and(|node| !node.other.is_empty()) {
            self.pending.answered.insert(u64::from(id) | WORDS);
        }
        if let Some(node) = self.node_mut(id) {
            words.clone_into(&mut node.other);
        }
        self.pending.touch(id);
        self.set_value(id, Some(value));
        if let Some(node) = self.node_mut(id) {
            words.clone_into(&mut node.other);
        }
    }

    /// "other" is no longer chosen: its words go.
    pub(super) fn forget_other(&mut self, id: u32) {
        if let Some(node) = self.node_mut(id) {
            node.other.clear();
        }
        if self.stores_other_as_comment(id) {
            self.put_comment(id, "");
        }
    }

    /// A default that no choice has becomes the words of "other".
    pub(super) fn adopt_unknown(&mut self, id: u32, value: &Value) {
        let words = match value {
            Value::Array(items) => {
                let form = self.form.clone();
                let list = self.question_in(&form, id).and_then(|question| question.family.select());
                let unknown = items.iter().find(|item| list.is_some_and(|list| self.has_unknown(id, list, item)));
                unknown.map(plain).unwrap_or_default()
            }
            value => plain(value),
        };
        if self.stores_other_as_comment(id) {
            let known = match value {
                Value::Array(items) => {
                    Value::Array(items.iter().map(|item| if plain(item) == words { Value::from("other") } else { item.clone() }).collect())
                }
                _ => Value::from("other"),
            };
            self.set_from_default(id, Some(known));
            self.put_comment(id, &words);
        } else if let Some(node) = self.node_mut(id) {
            node.other = words;
        }
    }
}
