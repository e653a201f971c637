//! What keys and taps do to a list of choices; no document, no signals.

use crate::{
    i18n::I18n,
    widgets::question::{Words, words, words_in},
};
use serde_json::Value;
use tessera_form::{ChoiceRole, ChoiceView, lower_case};

/// What of a choice changes only when the list itself does.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The stored value.
    pub value: Value,
    /// The label.
    pub label: Words,
    /// Its part in the list.
    pub role: ChoiceRole,
}

/// The lasting part of the choices.
#[must_use]
pub fn items(i18n: I18n, choices: &[ChoiceView]) -> Vec<Item> {
    let label = |choice: &ChoiceView| if choice.role == ChoiceRole::Item { words(&choice.text) } else { words_in(i18n, &choice.text) };
    choices.iter().map(|choice| Item { value: choice.value.clone(), label: label(choice), role: choice.role }).collect()
}

/// The next choice that can be taken, `by` places on from `from`, round the end. Without a place to start from it is the first, or
/// going backwards the last.
#[must_use]
pub fn step(from: Option<usize>, forwards: bool, count: usize, can_take: impl Fn(usize) -> bool) -> Option<usize> {
    if count == 0 {
        return None;
    }
    let mut at = from.unwrap_or(if forwards { count - 1 } else { 0 });
    for _ in 0..count {
        at = if forwards { (at + 1) % count } else { (at + count - 1) % count };
        if can_take(at) {
            return Some(at);
        }
    }
    None
}

/// The answer after choice `index` of a multiple choice is tapped, in the order of the form, so that the same answers are stored the same.
///
/// "None" and its like exclude all others and are excluded by them; "select all" takes every ordinary choice or takes all back.
#[must_use]
pub fn toggled(choices: &[ChoiceView], index: usize) -> Vec<Value> {
    let excludes = |role: ChoiceRole| matches!(role, ChoiceRole::None | ChoiceRole::Refuse | ChoiceRole::DontKnow);
    let Some(tapped) = choices.get(index) else { return Vec::new() };
    let on = !tapped.selected;
    let is_all_chosen = choices.iter().filter(|choice| choice.role == ChoiceRole::Item).all(|choice| choice.selected);
    let keeps = |at: usize, choice: &ChoiceView| match tapped.role {
        ChoiceRole::SelectAll => !is_all_chosen && choice.role == ChoiceRole::Item && (choice.enabled || choice.selected),
        role if excludes(role) => on && at == index,
        _ if at == index => on,
        _ => choice.selected && !excludes(choice.role) && choice.role != ChoiceRole::SelectAll,
    };
    choices.iter().enumerate().filter(|(at, choice)| keeps(*at, choice)).map(|(_, choice)| choice.value.clone()).collect()
}

/// Finds a choice by the letters typed one after the other.
#[derive(Clone, Debug, Default)]
pub struct TypeAhead {
    letters: String,
    last_millis: f64,
}

/// Letters further apart than this begin a new word.
const PAUSE_MILLIS: f64 = 700.0;

impl TypeAhead {
    /// One more letter: the choice whose label begins with what was typed, looked for from behind the present one.
    pub fn push(&mut self, letter: &str, now_millis: f64, from: Option<usize>, labels: &[&str]) -> Option<usize> {
        if now_millis - self.last_millis > PAUSE_MILLIS {
            self.letters.clear();
        }
        self.last_millis = now_millis;
        self.letters.push_str(&lower_case(letter));
        let count = labels.len();
        // A longer word may still be the present choice; a first letter goes on to the next one.
        let start = from.map_or(0, |from| if self.letters.chars().count() > 1 { from } else { from + 1 });
        (0..count)
            .map(|offset| (start + offset) % count)
            .find(|at| labels.get(*at).is_some_and(|label| lower_case(label).starts_with(&self.letters)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_form::Text;

    fn choice(value: &str, role: ChoiceRole, selected: bool) -> ChoiceView {
        ChoiceView { value: Value::from(value), text: Text::default(), selected, enabled: true, role }
    }

    #[test]
    fn arrows_wrap_and_skip_what_cannot_be_taken() {
        assert_eq!(step(Some(2), true, 3, |_| true), Some(0));
        assert_eq!(step(Some(0), false, 3, |_| true), Some(2));
        assert_eq!(step(Some(0), true, 3, |at| at != 1), Some(2));
        assert_eq!(step(None, true, 3, |_| true), Some(0));
        assert_eq!(step(None, false, 3, |_| true), Some(2));
        assert_eq!(step(None, true, 0, |_| true), None);
        assert_eq!(step(Some(0), true, 2, |_| false), None);
    }

    #[test]
    fn none_excludes_all_others() {
        use ChoiceRole::{Item, None as NoneOf, SelectAll};
        let list = [choice("a", Item, true), choice("b", Item, false), choice("none", NoneOf, false), choice("all", SelectAll, false)];
        assert_eq!(toggled(&list, 1), ["a", "b"]);
        assert_eq!(toggled(&list, 2), ["none"]);
        assert_eq!(toggled(&list, 3), ["a", "b"]);
        assert_eq!(toggled(&list, 0), Vec::<Value>::new());
        let list = [choice("a", Item, false), choice("none", NoneOf, true)];
        assert_eq!(toggled(&list, 0), ["a"]);
        assert_eq!(toggled(&list, 1), Vec::<Value>::new());
    }

    #[test]
    fn answers_keep_the_order_of_the_form() {
        use ChoiceRole::Item;
        let list = [choice("a", Item, false), choice("b", Item, true), choice("c", Item, true)];
        assert_eq!(toggled(&list, 0), ["a", "b", "c"]);
    }

    #[test]
    fn letters_find_a_choice() {
        let labels = ["Apple", "Banana", "Blueberry", "Cherry"];
        let mut typed = TypeAhead::default();
        assert_eq!(typed.push("b", 1000.0, Some(0), &labels), Some(1));
        assert_eq!(typed.push("l", 1200.0, Some(1), &labels), Some(2));
        assert_eq!(typed.push("b", 3000.0, Some(2), &labels), Some(1));
        assert_eq!(typed.push("z", 9000.0, None, &labels), None);
    }
}
