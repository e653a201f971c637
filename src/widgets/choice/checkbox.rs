//! Any of a list. Each box is a Tab stop; "none" excludes the others; when the most are chosen the rest say why they cannot be.

use super::{
    other::OtherBox,
    radio::{items_of, options_class, with_list},
    state::{Item, toggled},
};
use crate::{
    i18n::{keys::respond::choice as keys, use_i18n},
    modality::Layout,
    widgets::{
        announce::use_announcer,
        icon::{Icon, icon},
        survey::Question,
    },
};
use leptos::prelude::*;
use serde_json::Value;
use tessera_form::{ChoiceList, ChoiceRole};

/// Whether a choice cannot be taken because the most are chosen already.
fn is_over(list: &ChoiceList, index: usize) -> bool {
    let Some(choice) = list.choices.get(index) else { return false };
    let counts = |role: ChoiceRole| matches!(role, ChoiceRole::Item | ChoiceRole::Other);
    let chosen = list.choices.iter().filter(|choice| choice.selected && counts(choice.role)).count();
    let max = list.max_selected as usize;
    match choice.role {
        role if counts(role) => max > 0 && !choice.selected && chosen >= max,
        ChoiceRole::SelectAll => {
            max > 0 && !choice.selected && list.choices.iter().filter(|choice| choice.role == ChoiceRole::Item).count() > max
        }
        _ => false,
    }
}

/// A checkbox question.
#[component]
pub fn CheckboxBody(question: Question, layout: Layout) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let items = items_of(question);
    let limits = Memo::new(move |_| with_list(question, |list| (list.min_selected, list.max_selected)).unwrap_or_default());
    let is_full =
        Memo::new(move |_| with_list(question, |list| (0..list.choices.len()).any(|index| is_over(list, index))).unwrap_or(false));
    let over = move |index: usize| with_list(question, |list| is_over(list, index)).unwrap_or(false);
    let state = move |index: usize| {
        with_list(question, |list| list.choices.get(index).map(|choice| (choice.selected, choice.enabled))).flatten().unwrap_or_default()
    };
    let is_locked = move |index: usize| question.view.with(|view| view.read_only) || !state(index).1;
    // What may be chosen, in words; the author's own hint says it better where there is one.
    let limit = move || {
        let (min, max) = limits.get();
        if is_full.get() {
            return Some(i18n.plural(keys::FULL, max, &[]));
        }
        let has_hint = question.view.with(|view| view.description.is_some());
        match (min, max) {
            _ if has_hint => None,
            (_, max) if max > 0 => Some(i18n.plural(keys::UP_TO, max, &[])),
            (min, _) if min > 0 => Some(i18n.plural(keys::AT_LEAST, min, &[])),
            _ => None,
        }
    };
    let described = move || match (question.described_by(), limit().is_some()) {
        (Some(ids), true) => Some([ids, question.part_id("-limit")].join(" ")),
        (None, true) => Some(question.part_id("-limit")),
        (ids, false) => ids,
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
        let mut part = String::from("-");
        part.push_str(&index.to_string());
        view! {
            <button type="button" class="option" role="checkbox" id=question.part_id(&part)
                aria-checked=move || if state(index).0 { "true" } else { "false" }
                aria-disabled=move || (over(index) || is_locked(index)).then_some("true")
                aria-describedby=move || over(index).then(|| question.part_id("-limit"))
                on:click=move |_| click(index)
            ><span class="mark mark-box">{icon(Icon::CHECK)}</span><span class="option-text">{item.label.view()}</span></button>
        }
    };
    view! {
        {move || limit().map(|text| view! { <p class="question-hint" id=question.part_id("-limit")>{text}</p> })}
        <div class="question-body">
            <div class=move || options_class(question, layout, items) role="group"
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name() aria-describedby=described
            >{move || items.get().into_iter().enumerate().map(option).collect_view()}</div>
            <OtherBox question/>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_form::{ChoiceView, Text};

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
}
