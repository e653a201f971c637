//! Any of a list, whatever it looks like: what may be taken now, what a tap does, and why it does nothing.

use super::{radio::with_list, state::toggled};
use crate::{
    i18n::{I18n, keys::respond::choice as keys, use_i18n},
    view::{View, el, show},
    widgets::{
        announce::{Announcer, use_announcer},
        survey::Question,
    },
};
use serde_json::Value;
use tessera_form::{ChoiceList, ChoiceRole, ChoiceView};

/// Whether a choice is one of those the most and the least are about.
fn counts(choice: &ChoiceView) -> bool {
    matches!(choice.role, ChoiceRole::Item | ChoiceRole::Other)
}

/// Whether the most are chosen already and something is left that could have been.
#[must_use]
pub fn is_full(list: &ChoiceList) -> bool {
    let chosen = list.choices.iter().filter(|choice| choice.selected && counts(choice)).count();
    let is_left = list.choices.iter().any(|choice| !choice.selected && counts(choice));
    list.max_selected > 0 && is_left && chosen >= list.max_selected as usize
}

/// Whether a choice cannot be taken because it would be more than the most.
fn is_over(list: &ChoiceList, index: usize) -> bool {
    let Some(choice) = list.choices.get(index).filter(|choice| !choice.selected) else { return false };
    let items = || list.choices.iter().filter(|choice| choice.role == ChoiceRole::Item).count();
    match choice.role {
        ChoiceRole::SelectAll => list.max_selected > 0 && items() > list.max_selected as usize,
        _ => counts(choice) && is_full(list),
    }
}

/// The choices of a question that takes many. What only reads is tracked. A handle.
#[derive(Clone, Copy)]
pub struct Many {
    question: Question,
    i18n: I18n,
    announcer: Announcer,
}

impl Many {
    /// Those of a question.
    #[must_use]
    pub fn new(question: Question) -> Self {
        Self { question, i18n: use_i18n(), announcer: use_announcer() }
    }

    fn state(self, index: usize) -> (bool, bool) {
        let state = |list: &ChoiceList| list.choices.get(index).map(|choice| (choice.selected, choice.enabled));
        with_list(self.question, state).flatten().unwrap_or_default()
    }

    /// Whether one is chosen.
    #[must_use]
    pub fn is_chosen(self, index: usize) -> bool {
        self.state(index).0
    }

    /// Whether one would be more than the most.
    #[must_use]
    pub fn is_over(self, index: usize) -> bool {
        with_list(self.question, |list| is_over(list, index)) == Some(true)
    }

    fn is_locked(self, index: usize) -> bool {
        self.question.view.with(|view| view.read_only) || !self.state(index).1
    }

    /// Whether a tap on one changes nothing.
    #[must_use]
    pub fn is_off(self, index: usize) -> bool {
        self.is_over(index) || self.is_locked(index)
    }

    /// What may be chosen, in words; the author's own hint says it better where there is one.
    #[must_use]
    pub fn limit(self) -> Option<String> {
        let limits = |list: &ChoiceList| (list.min_selected, list.max_selected, is_full(list));
        let has_hint = self.question.view.with(|view| view.description.is_some());
        match with_list(self.question, limits)? {
            (_, max, true) => Some(self.i18n.plural(keys::FULL, max, &[])),
            _ if has_hint => None,
            (_, max, _) if max > 0 => Some(self.i18n.plural(keys::UP_TO, max, &[])),
            (min, ..) if min > 0 => Some(self.i18n.plural(keys::AT_LEAST, min, &[])),
            _ => None,
        }
    }

    /// The same as a line under the title.
    #[must_use]
    pub fn limit_line(self) -> View {
        let words = move || self.limit().unwrap_or_default();
        let line = move || el("p").class("question-hint").attr("id", self.question.part_id("-limit")).text(words);
        show(move || self.limit().is_some(), line)
    }

    /// What a tap on one does: it is chosen or taken back, or the reason is said why not.
    pub fn tap(self, index: usize) {
        if self.is_over(index) {
            if let Some(reason) = self.limit() {
                self.announcer.say(&reason);
            }
        } else if !self.is_locked(index) {
            let chosen = with_list(self.question, |list| toggled(&list.choices, index)).unwrap_or_default();
            self.question.set((!chosen.is_empty()).then_some(Value::Array(chosen)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_form::Text;

    #[test]
    fn the_rest_is_locked_once_the_most_are_chosen() {
        let choice = |selected, role| ChoiceView { value: Value::Null, text: Text::default(), selected, enabled: true, role };
        let list = ChoiceList {
            choices: vec![
                choice(true, ChoiceRole::Item),
                choice(true, ChoiceRole::Other),
                choice(false, ChoiceRole::Item),
                choice(false, ChoiceRole::None),
            ],
            max_selected: 2,
            ..ChoiceList::default()
        };
        assert_eq!([0, 1, 2, 3].map(|index| is_over(&list, index)), [false, false, true, false]);
    }
    #[test]
    fn select_all_is_locked_without_the_list_being_full() {
        let choice = |role| ChoiceView { value: Value::Null, text: Text::default(), selected: false, enabled: true, role };
        let choices = [ChoiceRole::SelectAll, ChoiceRole::Item, ChoiceRole::Item, ChoiceRole::Item].map(choice).to_vec();
        let mut list = ChoiceList { choices, max_selected: 2, ..ChoiceList::default() };
        assert_eq!(([0, 1, 2, 3].map(|index| is_over(&list, index)), is_full(&list)), ([true, false, false, false], false));
        list.max_selected = 3;
        assert_eq!(([0, 1, 2, 3].map(|index| is_over(&list, index)), is_full(&list)), ([false; 4], false));
    }
}
