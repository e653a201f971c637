//! Yes or no: two radio tiles; Y and N answer while the group has the focus.

use super::{
    choice::Group,
    icon::{Icon, icon},
    question::{Words, words_in},
    survey::Question,
};
use crate::i18n::{keys::respond::choice as keys, use_i18n};
use leptos::{ev, prelude::*};
use serde_json::Value;
use tessera_form::Kind;

/// A boolean question. Index 0 is yes.
#[component]
pub fn BooleanBody(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let labels = Memo::new(move |_| {
        question.view.with(|view| match &view.kind {
            Kind::Boolean { label_true, label_false, .. } => [words_in(i18n, label_true), words_in(i18n, label_false)],
            _ => [Words::default(), Words::default()],
        })
    });
    let label = move |index: usize| {
        let authored = labels.with(|labels| labels.get(index).cloned()).unwrap_or_default();
        if authored.string.is_empty() {
            Words { string: i18n.text(if index == 0 { keys::YES } else { keys::NO }), lang: None }
        } else {
            authored
        }
    };
    let selected = Signal::derive(move || {
        question.view.with(|view| match &view.kind {
            Kind::Boolean { chosen, .. } => chosen.map(|yes| usize::from(!yes)),
            _ => None,
        })
    });
    let can_take = Callback::new(move |_: usize| question.view.with(|view| !view.read_only));
    let take = Callback::new(move |(index, by_tap): (usize, bool)| {
        let value = Some(Value::Bool(index == 0));
        if by_tap { question.tap(value) } else { question.set(value) }
    });
    let group = Group::new(question, Signal::stored(2), selected, can_take, take, Callback::new(move |index: usize| label(index).string));
    let on_key = move |event: ev::KeyboardEvent| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let chosen = match event.key().as_str() {
            "y" | "Y" if plain => Some(0),
            "n" | "N" if plain => Some(1),
            _ => None,
        };
        match chosen {
            Some(index) if can_take.run(index) => {
                event.prevent_default();
                take.run((index, false));
                super::question::focus_id(group.id(index));
            }
            _ => {
                group.key(&event);
            }
        }
    };
    let option = move |index: usize| {
        view! {
            <button type="button" class="option" role="radio" id=group.id(index)
                aria-checked=move || if group.is_selected(index) { "true" } else { "false" }
                aria-disabled=move || (!can_take.run(index)).then_some("true")
                tabindex=move || group.tab_index(index)
                on:click=move |event| group.click(index, &event)
            ><span class="mark">{icon(Icon::CHECK)}</span><span class="option-text">{move || label(index).view()}</span></button>
        }
    };
    view! {
        <div class="question-body">
            <div class="options options-pair" role="radiogroup"
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
                aria-describedby=move || question.described_by()
                aria-invalid=move || question.is_invalid().then_some("true")
                aria-required=move || question.view.with(|view| view.required).then_some("true")
                on:keydown=on_key
            >{option(0)}{option(1)}</div>
        </div>
    }
    .into_any()
}
