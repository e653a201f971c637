//! The list on a phone: a sheet from the foot with a search box, the rows under the thumb.

use super::{
    dom::{close_dialog, is_backdrop, open_dialog},
    state::matches,
};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    widgets::{
        announce::use_announcer,
        choice::{Item, items_of, with_list},
        icon::{Icon, icon},
        survey::Question,
    },
};
use leptos::{ev, html, prelude::*};

/// The field that opens the sheet, and the sheet.
#[component]
pub(super) fn SheetPicker(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let dialog = NodeRef::<html::Dialog>::new();
    let is_open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let items = items_of(question);
    let selected = Memo::new(move |_| with_list(question, |list| list.choices.iter().position(|choice| choice.selected)).flatten());
    let is_locked = move || question.view.with(|view| view.read_only);
    let rows = Memo::new(move |_| {
        query.with(|query| {
            items.with(|items| {
                items.iter().enumerate().filter(|(_, item)| matches(&item.label.string, query)).map(|(at, _)| at).collect::<Vec<_>>()
            })
        })
    });
    let chosen = move || selected.get().and_then(|at| items.with(|items| items.get(at).map(|item| item.label.clone().view())));
    let placeholder = move || {
        with_list(question, |list| list.placeholder.as_ref().map(|text| text.string.to_string()))
            .flatten()
            .unwrap_or_else(|| i18n.text(keys::choice::CHOOSE))
    };
    let close = move || {
        // Closing tells the dialog's own listener, which would go back in history a second time.
        if is_open.get_untracked() {
            is_open.set(false);
            close_dialog(dialog);
        }
    };
    let back = window_event_listener(ev::popstate, move |_| {
        if is_open.get_untracked() {
            close();
        }
    });
    on_cleanup(move || back.remove());
    let open = move |_| {
        if !is_locked() {
            query.set(String::new());
            is_open.set(true);
            open_dialog(dialog);
        }
    };
    let search = move |text: String| {
        query.set(text);
        let count = u32::try_from(rows.with_untracked(Vec::len)).unwrap_or(u32::MAX);
        announcer.say(&i18n.plural(keys::choice::RESULTS, count, &[]));
    };
    let row = move |at: usize| {
        let Item { label, value, .. } = items.with_untracked(|items| items.get(at).cloned())?;
        let is_enabled = move || with_list(question, |list| list.choices.get(at).is_some_and(|choice| choice.enabled)).unwrap_or(false);
        Some(view! {
            <button type="button" class="option" role="radio"
                aria-checked=move || if selected.get() == Some(at) { "true" } else { "false" }
                aria-disabled=move || (!is_enabled()).then_some("true")
                on:click=move |_| {
                    if is_enabled() {
                        question.set(Some(value.clone()));
                        close();
                    }
                }
            ><span class="mark">{icon(Icon::CHECK)}</span><span class="option-text">{label.view()}</span></button>
        })
    };
    view! {
        <button type="button" class="field field-picker" id=question.part_id("-input") aria-haspopup="dialog"
            aria-labelledby=move || question.labelled_by().map(|title| [title, question.part_id("-input")].join(" "))
            aria-describedby=move || question.described_by()
            aria-disabled=move || is_locked().then_some("true")
            on:click=open
        ><span class="option-text" class:quiet=move || selected.get().is_none()>{move || chosen().map_or_else(|| placeholder().into_any(), IntoAny::into_any)}</span>{icon(Icon::DOWN)}</button>
        <dialog class="sheet" node_ref=dialog aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
            on:close=move |_| close()
            on:click=move |event| if is_backdrop(&event) { close() }
        >
            <div class="sheet-in">
                <header class="sheet-head">
                    <input class="field" type="search" dir="auto" autocomplete="off" enterkeyhint="search"
                        aria-label=move || i18n.text(keys::choice::SEARCH) placeholder=move || i18n.text(keys::choice::SEARCH)
                        prop:value=move || query.get() on:input=move |event| search(event_target_value(&event))/>
                    <button type="button" class="button button-quiet button-icon" aria-label=move || i18n.text(keys::CLOSE) on:click=move |_| close()>{icon(Icon::CLOSE)}</button>
                </header>
                <div class="sheet-rows options" role="radiogroup" aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()>
                    {move || is_open.get().then(|| rows.get().into_iter().map(row).collect_view())}
                </div>
                {move || rows.with(Vec::is_empty).then(|| view! { <p class="t-meta">{i18n.fill(keys::choice::NO_RESULTS, &[("query", &query.get())])}</p> })}
            </div>
        </dialog>
    }
    .into_any()
}
