//! Choices: which are offered, which can be taken, what an unknown value means, what happens to answers whose choice went.

use super::Session;
use crate::ChoiceRole;
use crate::model::{Borrowed, Choice, ChoiceOrder, Family, Loc, SelectDef, SelectKind};
use crate::text::{is_empty, is_same_choice, plain};
use serde_json::Value;
use std::borrow::Cow;

/// A choice offered now.
pub(super) struct Offered<'s> {
    pub(super) choice: Cow<'s, Choice>,
    pub(super) enabled: bool,
}

impl Session {
    /// The choices a question offers now, in order, special ones included.
    pub(super) fn offered(&self, id: u32) -> Vec<Offered<'_>> {
        match self.family_of(id) {
            Some(Family::Select(list)) => self.offered_of_list(id, list),
            Some(Family::Rating(rating)) => {
                let hidden = self.node(id).map(|node| node.hidden_choices.as_slice()).unwrap_or_default();
                let steps = rating.steps.iter().enumerate().filter(|(at, _)| !hidden.get(*at).copied().unwrap_or(false));
                steps.map(|(_, step)| Offered { choice: Cow::Borrowed(step), enabled: true }).collect()
            }
            _ => Vec::new(),
        }
    }

    fn offered_of_list<'s>(&'s self, id: u32, list: &'s SelectDef) -> Vec<Offered<'s>> {
        let mut items = self.ordinary(id, list);
        match list.choices.order {
            ChoiceOrder::Written => {}
            order => {
                let text = |choice: &Offered<'_>| self.choice_words(id, &choice.choice);
                items.sort_by_cached_key(|choice| SortKey(text(choice)));
                if order == ChoiceOrder::Descending {
                    items.reverse();
                }
            }
        }
        self.limit_taken(id, list, &mut items);
        let is_open = !list.multiple || list.max_selected == 0 || self.is_other_chosen(id) || !self.is_full(id, list);
        let mut offered: Vec<Offered<'s>> = Vec::with_capacity(items.len() + list.choices.specials.len());
        let takable = items.iter().filter(|item| item.enabled && !item.choice.exclusive).count();
        let takes_all = takable > 0 && (list.max_selected == 0 || list.max_selected as usize >= takable);
        offered.append(&mut items);
        let mut first = 0;
        for choice in &list.choices.specials {
            let is_all = choice.role == ChoiceRole::SelectAll;
            let enabled = match choice.role {
                ChoiceRole::SelectAll => takes_all,
                ChoiceRole::Other => is_open,
                _ => true,
            };
            offered.insert(if is_all { first } else { offered.len() }, Offered { choice: Cow::Borrowed(choice), enabled });
            first += usize::from(is_all);
        }
        offered
    }

    /// The ordinary choices offered, as written.
    fn ordinary<'s>(&'s self, id: u32, list: &'s SelectDef) -> Vec<Offered<'s>> {
        if let Some(from) = &list.choices.from
            && let Some(borrowed) = self.borrowed(id, from)
        {
            return borrowed.into_iter().map(|choice| Offered { choice: Cow::Owned(choice), enabled: true }).collect();
        }
        let Some(node) = self.node(id) else { return Vec::new() };
        let is_set = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or(false);
        list.choices
            .items
            .iter()
            .enumerate()
            .filter(|(at, _)| !is_set(&node.hidden_choices, *at))
            .map(|(at, choice)| Offered { choice: Cow::Borrowed(choice), enabled: !is_set(&node.disabled_choices, at) })
            .collect()
    }

    /// Choices that cannot be taken because enough are taken already.
    fn limit_taken(&self, id: u32, list: &SelectDef, items: &mut [Offered<'_>]) {
        if !list.multiple || !self.is_full(id, list) {
            return;
        }
        for item in items {
            item.enabled = item.enabled && self.is_chosen(id, &item.choice.value);
        }
    }

    fn is_full(&self, id: u32, list: &SelectDef) -> bool {
        list.max_selected > 0 && self.chosen(id).len() >= list.max_selected as usize
    }

    /// Choices taken over from another question; `None` when there is no such question.
    fn borrowed(&self, id: u32, from: &Borrowed) -> Option<Vec<Choice>> {
        let other = self.question_from(id, &from.question).filter(|other| *other != id)?;
        let question = self.question_of(other)?;
        let bare =
            |value: Value, text: Loc| Choice { value, text, role: ChoiceRole::Item, visible_if: None, enable_if: None, exclusive: false };
        let Some(list) = question.family.select() else {
            let rows = self.node(other)?.value.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
            let fields = rows.iter().filter_map(|row| {
                let row = row.as_object()?;
                let key = from.value_field.as_deref().or_else(|| row.keys().next().map(String::as_str))?;
                let value = row.get(key).filter(|value| !is_empty(value))?.clone();
                let text = from.text_field.as_ref().and_then(|field| row.get(field)).map(plain);
                Some(bare(value, text.map_or_else(Loc::default, |text| Loc::plain(&text))))
            });
            return Some(fields.collect());
        };
        let mut choices: Vec<Choice> = self
            .ordinary(other, list)
            .into_iter()
            .filter(|item| from.selected.is_none_or(|wanted| self.is_chosen(other, &item.choice.value) == wanted))
            .map(|item| bare(item.choice.value.clone(), item.choice.text.clone()))
            .collect();
        let own_other = self.question_of(id)?.family.select().is_some_and(SelectDef::has_other);
        let words = self.other_words(other);
        if from.selected == Some(true) && !own_other && self.is_other_chosen(other) && !words.is_empty() {
            choices.push(bare(Value::from("other"), Loc::plain(&words)));
        }
        Some(choices)
    }

    /// The chosen values of a list question, one or many.
    pub(super) fn chosen(&self, id: u32) -> Vec<&Value> {
        match self.node(id).and_then(|node| node.value.as_ref()) {
            Some(Value::Array(items)) => items.iter().collect(),
            Some(value) => vec![value],
            None => Vec::new(),
        }
    }

    /// Whether a value is among the chosen ones.
    pub(super) fn is_chosen(&self, id: u32, value: &Value) -> bool {
        self.chosen(id).into_iter().any(|chosen| is_same_choice(chosen, value))
    }

    /// The value of a choice as the form writes it, when the question offers it.
    pub(super) fn known_choice(&self, id: u32, value: &Value) -> Option<Value> {
        let list = self.question_of(id)?.family.select()?;
        let specials = list.choices.specials.iter().filter(|choice| choice.role != ChoiceRole::SelectAll);
        let written = list.choices.items.iter().chain(specials).find(|choice| is_same_choice(&choice.value, value));
        written.map(|choice| choice.value.clone())
    }

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

    /// The words given for "other".
    pub(super) fn other_words(&self, id: u32) -> String {
        let Some(node) = self.node(id) else { return String::new() };
        if self.stores_other_as_comment(id) { node.comment.clone() } else { node.other.clone() }
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
        let Some(list) = self.node(id).and_then(|node| form.question(node.slot)).and_then(|question| question.family.select()) else {
            return;
        };
        let stored = Value::from(if words.is_empty() { "other" } else { words });
        let value = if list.multiple {
            let mut items: Vec<Value> = self.chosen(id).into_iter().cloned().collect();
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
                let list = self.node(id).and_then(|node| form.question(node.slot)).and_then(|question| question.family.select());
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

    /// Which choices are offered changed: chosen ones that went are dropped, those that came back are chosen again.
    pub(super) fn choices_changed(&mut self, id: u32) {
        self.pending.touch(id);
        if self.pending.is_loading {
            return;
        }
        self.drop_unoffered(id);
        if let Some(key) = self.question_of(id).map(|question| question.value_name.to_string()) {
            self.lenders_changed(&key);
        }
    }

    /// Drops chosen values that are not offered.
    pub(super) fn drop_unoffered(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(family) = self.node(id).and_then(|node| form.question(node.slot)).map(|question| &question.family) else { return };
        let offered: Vec<Value> = self.offered(id).into_iter().map(|item| item.choice.value.clone()).collect();
        let is_offered = |value: &Value| offered.iter().any(|other| is_same_choice(other, value));
        let (multiple, keeps_unknown) = match family {
            Family::Select(list) => (list.multiple, list.has_other()),
            Family::Rating(_) => (false, false),
            _ => return,
        };
        let stays = |session: &Session, value: &Value| {
            is_offered(value) || (keeps_unknown && family.select().is_some_and(|list| session.has_unknown(id, list, value)))
        };
        if !multiple {
            let is_gone = self.node(id).and_then(|node| node.value.as_ref()).is_some_and(|value| !stays(self, value));
            if is_gone {
                self.clear_value(id);
            }
            return;
        }
        let before: Vec<Value> = self.chosen(id).into_iter().cloned().collect();
        let dropped = self.node(id).map(|node| node.dropped.clone()).unwrap_or_default();
        let (mut kept, mut still_gone, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for value in &before {
            if stays(self, value) { &mut kept } else { &mut gone }.push(value.clone());
        }
        for value in dropped {
            if !is_offered(&value) {
                still_gone.push(value);
            } else if !before.contains(&value) {
                kept.push(value);
            }
        }
        still_gone.append(&mut gone);
        if kept != before {
            self.set_value(id, Some(Value::Array(kept)));
        }
        if let Some(node) = self.node_mut(id) {
            node.dropped = still_gone;
        }
    }

    /// At completion: drops chosen values that are not offered.
    pub(super) fn drop_unused(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(question) = self.node(id).and_then(|node| form.question(node.slot)) else { return };
        if let Family::Matrix(_) = &question.family {
            return self.drop_hidden_cells(id);
        }
        let Family::Select(list) = &question.family else { return };
        let keeps_unknown = list.has_other() && !self.stores_other_as_comment(id);
        if keeps_unknown {
            return;
        }
        let offered: Vec<Value> = self.offered(id).into_iter().map(|item| item.choice.value.clone()).collect();
        let before: Vec<Value> = self.chosen(id).into_iter().cloned().collect();
        let is_offered = |value: &Value| offered.iter().any(|other| is_same_choice(other, value));
        let kept: Vec<Value> = before.iter().filter(|value| is_offered(value)).cloned().collect();
        if kept.len() == before.len() {
            return;
        }
        if list.multiple && !kept.is_empty() {
            self.set_value(id, Some(Value::Array(kept)));
        } else {
            self.clear_value(id);
        }
    }

    /// Questions that take over choices from the one of this key find out theirs again.
    pub(super) fn lenders_changed(&mut self, key: &str) {
        let form = self.form.clone();
        for slot in form.borrowers.get(key) {
            for id in self.nodes_of(*slot) {
                self.pending.structure = true;
                self.choices_changed(id);
            }
        }
    }

    /// The words of a choice, without piping.
    pub(super) fn choice_words(&self, _id: u32, choice: &Choice) -> String {
        choice.text.pick(&self.locale, &self.form.settings.own_locale).map_or_else(|| plain(&choice.value), |(text, _)| text.to_owned())
    }

    /// Whether nothing is offered and the question goes with it.
    pub(super) fn is_hidden_without_choices(&self, id: u32) -> bool {
        match self.question_of(id).and_then(|question| question.family.select()) {
            Some(list) if list.choices.hide_if_empty => self.ordinary(id, list).is_empty(),
            _ => false,
        }
    }

    /// Whether the order in which values were chosen is part of the answer.
    pub(super) fn is_ranking(&self, id: u32) -> bool {
        self.question_of(id).and_then(|question| question.family.select()).is_some_and(|list| list.kind == SelectKind::Ranking)
    }
}

/// Words in the order in which people expect them: numbers inside by their value.
#[derive(PartialEq, Eq)]
struct SortKey(String);

impl Ord for SortKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (a, b): (Vec<char>, Vec<char>) = (self.0.trim().chars().collect(), other.0.trim().chars().collect());
        let both_digits = |at: usize| {
            let digit = |chars: &[char]| chars.get(at).is_some_and(char::is_ascii_digit);
            digit(&a) && digit(&b)
        };
        let same = a.iter().zip(&b).take_while(|(x, y)| x == y && !x.is_ascii_digit()).count();
        if both_digits(same) {
            let value = |chars: &[char]| {
                let digits: String = chars.iter().skip(same).take_while(|c| c.is_ascii_digit() || **c == '.').collect();
                crate::expr::parse_number(&digits).unwrap_or(0.0)
            };
            let order = value(&a).total_cmp(&value(&b));
            if order.is_ne() {
                return order;
            }
        }
        a.cmp(&b)
    }
}

impl PartialOrd for SortKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
