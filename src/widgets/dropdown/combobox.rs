//! The list with a keyboard and a pointer: an editable combobox with list autocomplete, as the ARIA practices have it.

use super::{
    dom::show_row,
    state::{Effect, Event, State, matches},
};
use crate::{
    i18n::{keys::respond::choice as keys, use_i18n},
    widgets::{
        announce::use_announcer,
        choice::{Item, items_of, with_list},
        icon::{Icon, icon},
        question::focus_id,
        survey::Question,
    },
};
use leptos::{ev, prelude::*};

/// The box and its list.
#[component]
pub(super) fn Combobox(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let state = RwSignal::new(State::default());
    let items = items_of(question);
    let selected = move || with_list(question, |list| list.choices.iter().position(|choice| choice.selected)).flatten();
    let is_locked = move || question.view.with(|view| view.read_only);
    // Rows that match what is typed: their places in the whole list.
    let rows = Memo::new(move |_| {
        let query = state.with(|state| state.query.clone()).unwrap_or_default();
        items.with(|items| {
            items.iter().enumerate().filter(|(_, item)| matches(&item.label.string, &query)).map(|(at, _)| at).collect::<Vec<_>>()
        })
    });
    let row_id = move |row: usize| question.part_id(&["-r", &row.to_string()].concat());
    let input_id = question.part_id("-input");
    let list_id = question.part_id("-list");

    let pick = move |row: usize| {
        let at = rows.with_untracked(|rows| rows.get(row).copied());
        let item = at.and_then(|at| items.with_untracked(|items| items.get(at).cloned()));
        let enabled =
            at.is_some_and(|at| with_list(question, |list| list.choices.get(at).is_some_and(|choice| choice.enabled)).unwrap_or(false));
        if let Some(item) = item.filter(|_| enabled) {
            question.set(Some(item.value));
        }
    };
    let apply = move |event: Event| {
        // The row is read before the state closes and its filter with it.
        let before = rows.get_untracked();
        let effect = state.try_update(|state| state.apply(event)).unwrap_or(Effect::Pass);
        match effect {
            Effect::Pick(row) => {
                let item = before.get(row).and_then(|at| items.with_untracked(|items| items.get(*at).cloned()));
                let enabled = before.get(row).is_some_and(|at| {
                    with_list(question, |list| list.choices.get(*at).is_some_and(|choice| choice.enabled)).unwrap_or(false)
                });
                if let Some(item) = item.filter(|_| enabled) {
                    question.set(Some(item.value));
                }
            }
            Effect::Clear if with_list(question, |list| list.clearable).unwrap_or(false) && !is_locked() => question.set(None),
            _ => {}
        }
        if let Some(row) = state.with_untracked(|state| state.row.filter(|_| state.is_open)) {
            show_row(row_id(row));
        }
        effect
    };
    let selected_row = move || selected().and_then(|at| rows.with_untracked(|rows| rows.iter().position(|row| *row == at)));
    let on_key = move |event: ev::KeyboardEvent| {
        if is_locked() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let count = rows.with_untracked(Vec::len);
        let is_open = state.with_untracked(|state| state.is_open);
        let ours = match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !is_open => Event::Open(selected_row()),
            "ArrowDown" => Event::Move(true, count),
            "ArrowUp" if event.alt_key() => Event::Leave,
            "ArrowUp" => Event::Move(false, count),
            "Home" => Event::End(false, count),
            "End" => Event::End(true, count),
            "Enter" => Event::Enter,
            "Escape" => Event::Escape,
            _ => return,
        };
        if apply(ours) != Effect::Pass {
            event.prevent_default();
        }
    };
    let on_input = move |text: String| {
        let is_empty = text.is_empty();
        apply(Event::Typed(text));
        if is_empty && with_list(question, |list| list.clearable).unwrap_or(false) {
            question.set(None);
        }
        let count = u32::try_from(rows.with_untracked(Vec::len)).unwrap_or(u32::MAX);
        announcer.say(&i18n.plural(keys::RESULTS, count, &[]));
    };
    let shown = move || {
        state.with(|state| state.query.clone()).unwrap_or_else(|| {
            selected().and_then(|at| items.with(|items| items.get(at).map(|item| item.label.string.clone()))).unwrap_or_default()
        })
    };
    let placeholder = move || {
        with_list(question, |list| list.placeholder.as_ref().map(|text| text.string.to_string()))
            .flatten()
            .unwrap_or_else(|| i18n.text(keys::CHOOSE))
    };
    let is_open = Memo::new(move |_| state.with(|state| state.is_open));
    let active = move || state.with(|state| state.row.filter(|_| state.is_open)).map(row_id);
    let row = move |(row, at): (usize, usize)| {
        let Item { label, .. } = items.with_untracked(|items| items.get(at).cloned())?;
        let is_chosen = move || selected() == Some(at);
        Some(view! {
            <li class="combo-row" class:is-current=move || state.with(|state| state.row == Some(row)) role="option" id=row_id(row)
                aria-selected=move || if is_chosen() { "true" } else { "false" }
                // Pressing must not take the focus from the box, or the list would close before the click.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| {
                    pick(row);
                    state.set(State::default());
                }
            ><span class="option-text">{label.view()}</span>{move || is_chosen().then(|| icon(Icon::CHECK))}</li>
        })
    };
    let (list_for_input, input_for_button) = (list_id.clone(), input_id.clone());
    view! {
        <div class="combo">
            <input class="field combo-field" type="text" dir="auto" autocomplete="off" spellcheck="false" id=input_id
                role="combobox" aria-autocomplete="list" aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=list_for_input aria-activedescendant=active
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
                aria-describedby=move || question.described_by()
                aria-invalid=move || question.is_invalid().then_some("true")
                aria-required=move || question.view.with(|view| view.required).then_some("true")
                disabled=is_locked placeholder=placeholder prop:value=shown
                on:input=move |event| on_input(event_target_value(&event))
                on:keydown=on_key
                on:click=move |_| { if !is_locked() { apply(Event::Open(selected_row())); } }
                on:blur=move |_| { apply(Event::Leave); }
            />
            // The arrow is for the pointer; with a keyboard the box itself opens.
            <button type="button" class="combo-arrow" tabindex="-1" aria-label=move || i18n.text(keys::OPEN_LIST)
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| {
                    let event = if is_open.get_untracked() { Event::Leave } else { Event::Open(selected_row()) };
                    if !is_locked() { apply(event); focus_id(input_for_button.clone()); }
                }
            >{icon(Icon::DOWN)}</button>
            <ul class="combo-list" role="listbox" id=list_id hidden=move || !is_open.get()
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
            >{move || is_open.get().then(|| rows.get().into_iter().enumerate().map(row).collect_view())}</ul>
            {move || (is_open.get() && rows.with(Vec::is_empty)).then(|| {
                let query = state.with(|state| state.query.clone()).unwrap_or_default();
                view! { <p class="combo-none t-meta">{i18n.fill(keys::NO_RESULTS, &[("query", &query)])}</p> }
            })}
        </div>
    }
    .into_any()
}
