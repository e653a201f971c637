//! One of a list: radio buttons that look like tiles.

use super::{
    behaviour::Group,
    other::OtherBox,
    state::{Item, items},
};
use crate::{
    i18n::use_i18n,
    modality::Layout,
    widgets::{
        icon::{Icon, icon},
        survey::Question,
    },
};
use leptos::prelude::*;
use tessera_form::{ChoiceList, ChoiceRole, Kind};

/// The list of a question that has one.
pub(crate) fn with_list<T>(question: Question, read: impl FnOnce(&ChoiceList) -> T) -> Option<T> {
    question.view.with(|view| match &view.kind {
        Kind::Radiogroup(list) | Kind::Checkbox(list) | Kind::Dropdown(list) => Some(read(list)),
        _ => None,
    })
}

/// The lasting part of a question's choices.
pub(crate) fn items_of(question: Question) -> Memo<Vec<Item>> {
    let i18n = use_i18n();
    Memo::new(move |_| with_list(question, |list| items(i18n, &list.choices)).unwrap_or_default())
}

/// Two columns on a page when asked for, or when the labels are short enough to be read at a glance; one on a phone.
pub(super) fn options_class(question: Question, layout: Layout, items: Memo<Vec<Item>>) -> &'static str {
    const GLANCE: usize = 34;
    let columns = with_list(question, |list| list.columns).unwrap_or(0);
    let is_wide = layout == Layout::Desktop
        && match columns {
            0 => items.with(|items| items.len() >= 4 && items.iter().all(|item| item.label.string.chars().count() <= GLANCE)),
            columns => columns > 1,
        };
    if is_wide { "options options-2" } else { "options" }
}

/// A radio group question.
#[component]
pub fn RadioBody(question: Question, layout: Layout) -> impl IntoView {
    view! {
        <div class="question-body">
            <RadioOptions question layout/>
            <OtherBox question/>
        </div>
    }
    .into_any()
}

/// The options; also of a drop-down that is short enough to show them.
#[component]
pub fn RadioOptions(question: Question, layout: Layout) -> impl IntoView {
    let items = items_of(question);
    let selected = Signal::derive(move || with_list(question, |list| list.choices.iter().position(|choice| choice.selected)).flatten());
    let can_take = Callback::new(move |index: usize| {
        question.view.with(|view| !view.read_only)
            && with_list(question, |list| list.choices.get(index).is_some_and(|choice| choice.enabled)).unwrap_or(false)
    });
    let take = Callback::new(move |(index, by_tap): (usize, bool)| {
        let Some(item) = items.with_untracked(|items| items.get(index).cloned()) else { return };
        // "Other" asks for words next, so it never goes on by itself.
        if by_tap && item.role != ChoiceRole::Other { question.tap(Some(item.value)) } else { question.set(Some(item.value)) }
    });
    let label = Callback::new(move |index: usize| {
        items.with_untracked(|items| items.get(index).map(|item| item.label.string.clone())).unwrap_or_default()
    });
    let group = Group::new(question, Signal::derive(move || items.with(Vec::len)), selected, can_take, take, label);
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let clears = matches!(event.key().as_str(), "Delete" | "Backspace") && may_clear(question);
        if clears {
            event.prevent_default();
            question.set(None);
        } else {
            group.key(&event);
        }
    };
    let option = move |(index, item): (usize, Item)| {
        view! {
            <button type="button" class="option" role="radio" id=group.id(index)
                aria-checked=move || if group.is_selected(index) { "true" } else { "false" }
                aria-disabled=move || (!can_take.run(index)).then_some("true")
                tabindex=move || group.tab_index(index)
                on:click=move |event| group.click(index, &event)
            ><span class="mark">{icon(Icon::CHECK)}</span><span class="option-text">{item.label.view()}</span></button>
        }
    };
    view! {
        <div class=move || options_class(question, layout, items) role="radiogroup"
            aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
            aria-describedby=move || question.described_by()
            aria-invalid=move || question.is_invalid().then_some("true")
            aria-required=move || question.view.with(|view| view.required).then_some("true")
            on:keydown=on_key
        >{move || items.get().into_iter().enumerate().map(option).collect_view()}</div>
    }
    .into_any()
}

/// Whether Delete takes the answer back.
pub(crate) fn may_clear(question: Question) -> bool {
    question.view.with_untracked(|view| !view.required && !view.read_only && view.value.is_some())
}
