//! Choices: which are offered, which can be taken, which are chosen.

use super::Session;
use super::word_order::SortKey;
use crate::ChoiceRole;
use crate::model::{Borrowed, Choice, ChoiceOrder, Family, Loc, SelectDef};
use crate::text::{is_empty, is_same_choice, items, plain};
use serde_json::Value;
use std::sync::Arc;

/// A choice offered now.
pub(super) struct Offered {
    pub(super) choice: Arc<Choice>,
    pub(super) enabled: bool,
}

impl Session {
    /// The choices a question offers now, in order, special ones included.
    pub(super) fn offered(&self, id: u32) -> Vec<Offered> {
        match self.family_of(id) {
            Some(Family::Select(list)) => self.offered_of_list(id, list),
            Some(Family::Rating(rating)) => {
                let hidden = self.node(id).map(|node| node.hidden_choices.as_slice()).unwrap_or_default();
                let mut offered = Vec::new();
                for (at, step) in rating.steps.iter().enumerate() {
                    if !hidden.get(at).copied().unwrap_or(false) {
                        offered.push(Offered { choice: step.clone(), enabled: true });
                    }
                }
                offered
            }
            _ => Vec::new(),
        }
    }

    fn offered_of_list(&self, id: u32, list: &SelectDef) -> Vec<Offered> {
        let mut items = self.ordinary(id, list);
        match list.choices.order {
            ChoiceOrder::Written => {}
            order => {
                let text = |choice: &Offered| self.choice_words(id, &choice.choice);
                items.sort_by_cached_key(|choice| SortKey(text(choice)));
                if order == ChoiceOrder::Descending {
                    items.reverse();
                }
            }
        }
        self.limit_taken(id, list, &mut items);
        let is_open = !list.multiple || list.max_selected == 0 || self.is_other_chosen(id) || !self.is_full(id, list);
        let mut offered: Vec<Offered> = Vec::with_capacity(items.len() + list.choices.specials.len());
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
            offered.insert(if is_all { first } else { offered.len() }, Offered { choice: choice.clone(), enabled });
            first += usize::from(is_all);
        }
        offered
    }

    /// The ordinary choices offered, as written.
    fn ordinary(&self, id: u32, list: &SelectDef) -> Vec<Offered> {
        if let Some(from) = &list.choices.from
            && let Some(borrowed) = self.borrowed(id, from)
        {
            return borrowed.into_iter().map(|choice| Offered { choice, enabled: true }).collect();
        }
        let Some(node) = self.node(id) else { return Vec::new() };
        let is_set = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or(false);
        let mut offered = Vec::new();
        for (at, choice) in list.choices.items.iter().enumerate() {
            if !is_set(&node.hidden_choices, at) {
                offered.push(Offered { choice: choice.clone(), enabled: !is_set(&node.disabled_choices, at) });
            }
        }
        offered
    }

    /// Choices that cannot be taken because enough are taken already.
    fn limit_taken(&self, id: u32, list: &SelectDef, items: &mut [Offered]) {
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
    pub(super) fn borrowed(&self, id: u32, from: &Borrowed) -> Option<Vec<Arc<Choice>>> {
        let other = self.question_from(id, &from.question).filter(|other| *other != id)?;
        let question = self.question_of(other)?;
        let bare = |value: Value, text: Loc| Arc::new(Choice::plain(value, text));
        let Some(list) = question.family.select() else {
            let mut fields = Vec::new();
            for row in items(self.value(other)) {
                let Some(row) = row.as_object() else { continue };
                let key = from.value_field.as_deref().or_else(|| row.keys().next().map(String::as_str));
                let Some(value) = key.and_then(|key| row.get(key)).filter(|value| !is_empty(value)) else { continue };
                let text = from.text_field.as_ref().and_then(|field| row.get(field)).map(plain);
                fields.push(bare(value.clone(), text.map_or_else(Loc::default, |text| Loc::plain(&text))));
            }
            return Some(fields);
        };
        let mut choices: Vec<Arc<Choice>> = self
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
        match self.value(id) {
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
}
