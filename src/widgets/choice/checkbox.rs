//! Any of a list. Each box is a Tab stop; "none" excludes the others; when the most are chosen the rest say why they cannot be.

use super::{
    other::other_box,
    radio::{face, items_of, options_class, with_list},
    state::{Item, toggled},
};
use crate::{
    i18n::{keys::respond::choice as keys, use_i18n},
    modality::Layout,
    view::{Child as _, View, el, show},
    widgets::{announce::use_announcer, question::named, survey::Question},
};
use leptos::ev;
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

/// A checkbox question.
#[must_use]
pub fn checkbox_body(question: Question, layout: Layout) -> View {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let items = items_of(question);
    let over = move |index: usize| with_list(question, |list| is_over(list, index)) == Some(true);
    let state = move |index: usize| {
        with_list(question, |list| list.choices.get(index).map(|choice| (choice.selected, choice.enabled))).flatten().unwrap_or_default()
    };
    let is_locked = move |index: usize| question.view.with(|view| view.read_only) || !state(index).1;
    // What may be chosen, in words; the author's own hint says it better where there is one.
    let limit = move || {
        let limits = |list: &ChoiceList| (list.min_selected, list.max_selected, is_full(list));
        let has_hint = question.view.with(|view| view.description.is_some());
        match with_list(question, limits)? {
            (_, max, true) => Some(i18n.plural(keys::FULL, max, &[])),
            _ if has_hint => None,
            (_, max, _) if max > 0 => Some(i18n.plural(keys::UP_TO, max, &[])),
            (min, ..) if min > 0 => Some(i18n.plural(keys::AT_LEAST, min, &[])),
            _ => None,
        }
    };
    let click = move |index: usize| {
        if over(index) {
            if let Some(reason) = limit() {
                announcer.say(&reason);
            }
        } else if !is_locked(index) {
            let chosen = with_list(question, |list| toggled(&list.choices, index)).unwrap_or_default();
            question.set((!chosen.is_empty()).then_some(Value::Array(chosen)));
        }
    };
    let option = move |(index, item): (usize, Item)| {
        el("button")
            .attr("type", "button")
            .class("option")
            .attr("role", "checkbox")
            .attr("id", question.part_id(&["-", &index.to_string()].concat()))
            .attr("aria-checked", move || if state(index).0 { "true" } else { "false" })
            .attr("aria-disabled", move || (over(index) || is_locked(index)).then_some("true"))
            .attr("aria-describedby", move || over(index).then(|| question.part_id("-limit")))
            .on(ev::click, move |_| click(index))
            .child(face("mark mark-box", item))
    };
    let hint = move || el("p").class("question-hint").attr("id", question.part_id("-limit")).text(move || limit().unwrap_or_default());
    let options = el("div").class(move || options_class(question, layout, items)).attr("role", "group");
    let options = named(options, question)
        .attr("aria-describedby", move || question.described_by_with("-limit", limit().is_some()))
        .child(move || items.get().into_iter().enumerate().map(option).collect::<Vec<_>>());
    let body = el("div").class("question-body").child((options, other_box(question)));
    (show(move || limit().is_some(), hint), body).view()
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
