//! The buttons under a question: on, and taking the answer back.

use super::{
    context::{Tv, use_tv},
    list::ListCounter,
    tiles::is_locked,
};
use crate::{
    i18n::keys::respond as keys,
    layouts::Primary,
    widgets::{
        choice::with_list,
        icon::{Icon, icon},
        survey::Question,
    },
};
use leptos::prelude::*;
use tessera_form::Kind;

/// Next (or Send, or Begin), Clear, and a word about skipping.
#[component]
pub(super) fn Actions(question: Question) -> impl IntoView {
    let tv = use_tv();
    let label = move || next_word(tv);
    let is_list = question.view.with_untracked(|view| matches!(view.kind, Kind::Radiogroup(_) | Kind::Checkbox(_)));
    let can_clear = Memo::new(move |_| {
        let may = question.view.with(|view| match &view.kind {
            Kind::Radiogroup(_) | Kind::Checkbox(_) | Kind::Dropdown(_) => true,
            Kind::Rating { .. } | Kind::Boolean { .. } => !view.required,
            Kind::Text { input, .. } => !view.required && !super::writing::is_typed(*input),
            _ => false,
        });
        let by_form = with_list(question, |list| list.clearable).unwrap_or(true);
        may && by_form && !is_locked(question) && question.view.with(|view| view.value.is_some())
    });
    let may_skip = move || question.takes_answer() && question.view.with(|view| !view.required && view.value.is_none());
    let clear = move |_| question.set(None);
    let next_key = question.part_id("-next");
    let clear_key = question.part_id("-clear");
    view! {
        <div class="tv-foot-row">
            <div class="tv-actions" data-group=question.part_id("-actions") data-program="row" data-block="left right">
                <button type="button" class="tv-tile tv-button tv-next" id=next_key.clone() data-focus=next_key data-preferred="" data-ok=label
                    on:click=move |_| tv.go_on()
                ><span class="tv-in tv-in-ends"><span>{label}</span>{icon(Icon::FORWARD)}</span></button>
                <Show when=move || can_clear.get()>
                    <button type="button" class="tv-tile tv-button" data-focus=clear_key.clone() data-ok=move || tv.i18n.text(keys::CLEAR) on:click=clear
                    ><span class="tv-in">{move || tv.i18n.text(keys::CLEAR)}</span></button>
                </Show>
                <span class="tv-meta">{move || may_skip().then(|| tv.i18n.text(keys::SKIP_HINT))}</span>
            </div>
            {is_list.then(|| view! { <ListCounter question/> })}
        </div>
    }
    .into_any()
}

/// What going on is called here; tracked.
pub(super) fn next_word(tv: Tv) -> String {
    let primary = Primary::of(tv.store).filter(|primary| *primary == Primary::Start || tv.walk.is_at_end());
    primary.unwrap_or(Primary::Next).word(tv.i18n)
}
