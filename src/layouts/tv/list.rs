//! Columns of options: one of a list, any of a list. More than five scroll by the focus, with a counter.

use super::{
    context::use_tv,
    tiles::{is_locked, tile_key},
    writing::{Field, Target},
};
use crate::{
    i18n::keys::respond::{choice, tv as keys},
    widgets::{
        announce::use_announcer,
        choice::{Item, items_of, toggled, with_list},
        icon::{Icon, icon},
        survey::Question,
    },
};
use leptos::prelude::*;
use serde_json::Value;
use tessera_form::{ChoiceRole, Kind};

/// More than this many options are counted.
const AT_A_GLANCE: usize = 5;

/// A list question.
#[component]
pub(super) fn OptionList(question: Question) -> impl IntoView {
    view! { <div class="tv-body tv-body-list"><Options question/></div> }.into_any()
}

/// The options themselves, and the box for an answer of one's own.
#[component]
pub(super) fn Options(
    question: Question,
    /// What happens after one of a list is chosen; by default the focus goes on to Next.
    #[prop(optional)]
    after: Option<Callback<()>>,
) -> impl IntoView {
    let tv = use_tv();
    let announcer = use_announcer();
    let takes_many = question.view.with_untracked(|view| matches!(view.kind, Kind::Checkbox(_)));
    let items = items_of(question);
    // A sheet closes over its choice, and the box stands under the closed list.
    let is_sheet = after.is_some();
    let has_box = Memo::new(move |_| !is_sheet && with_list(question, |list| list.other.is_some()).unwrap_or(false));
    let state =
        move |index: usize| with_list(question, |list| list.choices.get(index).map(|choice| (choice.selected, choice.enabled))).flatten();
    let is_chosen = move |index: usize| state(index).is_some_and(|(selected, _)| selected);
    let is_off = move |index: usize| is_locked(question) || state(index).is_some_and(|(selected, enabled)| !enabled && !selected);
    let press = move |index: usize| {
        let Some(item) = items.with_untracked(|items| items.get(index).cloned()) else { return };
        if untrack(|| is_off(index)) {
            // Disabled options stay in reach so that they can say why.
            let most = untrack(|| with_list(question, |list| list.max_selected)).unwrap_or(0);
            if takes_many && most > 0 {
                announcer.say(&tv.i18n.plural(choice::FULL, most, &[]));
            }
            return;
        }
        if takes_many {
            let chosen = untrack(|| with_list(question, |list| toggled(&list.choices, index))).unwrap_or_default();
            question.set(Some(Value::Array(chosen)));
            return;
        }
        if !untrack(|| is_chosen(index)) {
            question.set(Some(item.value));
        }
        match (item.role, after) {
            (ChoiceRole::Other, None) => tv.scope.go_to(&Target::Other(question).key()),
            (_, Some(after)) => after.run(()),
            (_, None) => tv.offer_next(question),
        }
    };
    let option = move |(index, item): (usize, Item)| {
        let label = item.label.string.clone();
        let ok = move || match (is_chosen(index), takes_many) {
            (true, true) => tv.fill(keys::OK_TAKE_BACK, "answer", &label),
            (true, false) => tv.i18n.text(keys::OK_NEXT),
            (false, _) => tv.fill(keys::OK_CHOOSE, "answer", &label),
        };
        let preferred = move || (!takes_many && is_chosen(index)).then_some("");
        view! {
            <button type="button" class="tv-tile tv-option" class:is-chosen=move || is_chosen(index)
                role=if takes_many { "checkbox" } else { "radio" } id=tile_key(question, index)
                data-focus=tile_key(question, index) data-ok=ok data-preferred=preferred
                aria-checked=move || if is_chosen(index) { "true" } else { "false" }
                aria-disabled=move || is_off(index).then_some("true")
                on:click=move |_| press(index)
            ><span class="tv-in">
                <span class=if takes_many { "tv-mark tv-mark-many" } else { "tv-mark" }>{icon(Icon::CHECK)}</span><span>{item.label.view()}</span>
            </span></button>
        }
    };
    view! {
        <div class="tv-list" data-group=question.part_id("-list") data-program="column" data-block="left right" data-scroll=""
            role=if takes_many { "group" } else { "radiogroup" }
            aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
            aria-describedby=move || question.described_by()
            aria-invalid=move || (!takes_many && question.is_invalid()).then_some("true")
            aria-required=move || (!takes_many && question.view.with(|view| view.required)).then_some("true")
        ><div class="tv-rows">
            {move || items.get().into_iter().enumerate().map(option).collect_view()}
            // The box for an answer of one's own is the last row, so that the list keeps its height when it opens.
            <Show when=move || has_box.get()><Field target=Target::Other(question)/></Show>
        </div></div>
    }
    .into_any()
}

/// "3 of 12" while the focus is in a long list.
#[component]
pub(super) fn ListCounter(question: Question) -> impl IntoView {
    let tv = use_tv();
    let count = Memo::new(move |_| with_list(question, |list| list.choices.len()).unwrap_or(0));
    let words = move || {
        let count = count.get();
        let key = tv.scope.focused().with(|focused| focused.key.clone());
        let at = (0..count).find(|index| tile_key(question, *index) == key)?;
        let number = |value: usize| tv.i18n.number(f64::from(u32::try_from(value).unwrap_or(u32::MAX)));
        (count > AT_A_GLANCE).then(|| tv.i18n.fill(keys::POSITION, &[("at", &number(at + 1)), ("count", &number(count))]))
    };
    view! { <span class="tv-meta num" aria-hidden="true">{words}</span> }.into_any()
}
