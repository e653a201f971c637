//! Strips: a rating as faces, stars or words, a scale as figures, yes and no. OK answers and moves on to Next; arrows only move.

use super::context::{Tv, use_tv};
use crate::{
    i18n::{
        I18n,
        keys::respond::{choice, tv as keys},
    },
    modality::Intent,
    widgets::{
        choice::{Item, items},
        icon::{Icon, icon},
        question::{Words, words},
        rating::{Digits, Typed, face},
        survey::Question,
    },
};
use leptos::prelude::*;
use serde_json::Value;
use std::time::Duration;
use tessera_form::{Kind, RateStyle};

/// "1" is taken at once, and becomes 10 when "0" follows within this.
const DIGIT_WAIT: Duration = Duration::from_secs(1);

/// Whether the answer can be changed now; tracked.
pub(super) fn is_locked(question: Question) -> bool {
    question.view.with(|view| view.read_only)
}

/// What a rating asks.
#[derive(Clone, Default, PartialEq)]
struct Scale {
    steps: Vec<Item>,
    ends: [Option<Words>; 2],
}

fn scale_of(i18n: I18n, question: Question) -> Scale {
    question.view.with(|view| match &view.kind {
        Kind::Rating { steps, min_label, max_label, .. } => {
            Scale { steps: items(i18n, steps), ends: [min_label, max_label].map(|end| end.as_ref().map(words)) }
        }
        _ => Scale::default(),
    })
}

fn selected_step(question: Question) -> Option<usize> {
    question.view.with(|view| match &view.kind {
        Kind::Rating { steps, .. } => steps.iter().position(|step| step.selected),
        _ => None,
    })
}

/// A rating question.
#[component]
pub(super) fn RatingTiles(question: Question) -> impl IntoView {
    let tv = use_tv();
    let style = question.view.with_untracked(|view| match view.kind {
        Kind::Rating { style, .. } => style,
        _ => RateStyle::Labels,
    });
    let scale = Memo::new(move |_| scale_of(tv.i18n, question));
    let selected = Memo::new(move |_| selected_step(question));
    let count = move || scale.with(|scale| scale.steps.len());
    let answer = move |index: usize| {
        let value = scale.with_untracked(|scale| scale.steps.get(index).map(|step| step.value.clone()));
        if !untrack(|| is_locked(question)) {
            question.set(value);
        }
    };
    listen_to_digits(tv, question, scale, answer);

    let has_pictures = style != RateStyle::Labels;
    let has_words = move || scale.with(|scale| scale.steps.iter().any(|step| !is_figure(&step.label.string)));
    let is_strip = move || has_pictures || has_words();
    let tile = move |(index, item): (usize, Item)| {
        let label = item.label.string.clone();
        let picture = move || match style {
            RateStyle::Labels => None,
            RateStyle::Stars => Some(icon(Icon::STAR)),
            RateStyle::Smileys => Some(icon(face(index, count()))),
        };
        let is_filled = move || style == RateStyle::Stars && selected.get().is_some_and(|last| index <= last);
        let spoken = {
            let label = label.clone();
            move || {
                let last = scale.with(|scale| scale.steps.last().map(|step| step.label.string.clone())).unwrap_or_default();
                (has_pictures && is_figure(&label))
                    .then(|| tv.i18n.fill(crate::i18n::keys::respond::rating::OF, &[("value", &label), ("max", &last)]))
            }
        };
        view! {
            <StripTile question index label=Signal::derive(move || label.clone()) is_chosen=Signal::derive(move || selected.get() == Some(index))
                is_filled=Signal::derive(is_filled) spoken=Signal::derive(spoken) choose=Callback::new(move |()| answer(index))>
                {picture}<span>{item.label.view()}</span>
            </StripTile>
        }
    };
    let ends = move || scale.with(|scale| scale.ends.clone());
    let has_ends = Memo::new(move |_| ends().iter().any(Option::is_some));
    let columns = move || ["repeat(", &count().clamp(1, 11).to_string(), ", 1fr)"].concat();
    view! {
        <div class="tv-body">
            <Strip question class=Signal::derive(move || if is_strip() { "tv-rating" } else { "tv-scale" }) columns=Signal::derive(columns)>
                {move || scale.with(|scale| scale.steps.clone()).into_iter().enumerate().map(tile).collect_view()}
            </Strip>
            <Show when=move || has_ends.get()>
                <p class="tv-ends tv-meta" id=question.part_id("-ends")>
                    <span>{move || ends()[0].clone().map(Words::view)}</span><span>{move || ends()[1].clone().map(Words::view)}</span>
                </p>
            </Show>
        </div>
    }
    .into_any()
}

fn is_figure(label: &str) -> bool {
    label.chars().all(|character| character.is_ascii_digit() || character == '-')
}

/// Digits of the remote answer a scale of figures.
fn listen_to_digits(tv: Tv, question: Question, scale: Memo<Scale>, answer: impl Fn(usize) + Copy + 'static) {
    let digits = StoredValue::new(Digits::default());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(stop_waiting);
    tv.listen(move |intent| {
        let Intent::Digit(digit) = intent else { return false };
        if tv.overlay.with_untracked(Option::is_some) {
            return false;
        }
        stop_waiting();
        let figures: Vec<String> = scale.with_untracked(|scale| scale.steps.iter().map(|step| step.value.to_string()).collect());
        let typed = digits.try_update_value(|digits| digits.push(char::from(b'0' + digit), &figures)).unwrap_or(Typed::Nothing);
        let (Typed::Step(index) | Typed::Maybe(index)) = typed else { return true };
        answer(index);
        tv.scope.go_to(&tile_key(question, index));
        if matches!(typed, Typed::Maybe(_)) {
            waiting.set_value(set_timeout_with_handle(move || digits.update_value(Digits::forget), DIGIT_WAIT).ok());
        }
        true
    });
}

/// Yes or no.
#[component]
pub(super) fn BooleanTiles(question: Question) -> impl IntoView {
    let tv = use_tv();
    let chosen = Memo::new(move |_| {
        question.view.with(|view| match view.kind {
            Kind::Boolean { chosen, .. } => chosen,
            _ => None,
        })
    });
    let label = move |yes: bool| {
        let authored = question.view.with(|view| match &view.kind {
            Kind::Boolean { label_true, label_false, .. } => words(if yes { label_true } else { label_false }),
            _ => Words::default(),
        });
        let own = if yes { choice::YES } else { choice::NO };
        if authored.string.is_empty() { Words { string: tv.i18n.text(own), lang: None } } else { authored }
    };
    let tile = move |index: usize| {
        let yes = index == 0;
        let choose = Callback::new(move |()| {
            if !untrack(|| is_locked(question)) {
                question.set(Some(Value::Bool(yes)));
            }
        });
        view! {
            <StripTile question index label=Signal::derive(move || label(yes).string) is_chosen=Signal::derive(move || chosen.get() == Some(yes))
                is_filled=Signal::stored(false) spoken=Signal::stored(None) choose>
                <span>{move || label(yes).view()}</span>
            </StripTile>
        }
    };
    view! {
        <div class="tv-body">
            <Strip question class=Signal::stored("tv-pair") columns=Signal::stored(String::from("repeat(2, 1fr)"))>{tile(0)}{tile(1)}</Strip>
        </div>
    }
    .into_any()
}

/// The name of a tile as a place of the focus.
pub(super) fn tile_key(question: Question, index: usize) -> String {
    question.part_id(&["-", &index.to_string()].concat())
}

/// A row of tiles that is left up and down only. A radio group in a toolbar, where arrows move without checking (ARIA practices).
#[component]
fn Strip(question: Question, class: Signal<&'static str>, columns: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <div role="toolbar" aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
            data-group=question.part_id("-strip") data-program="row" data-block="left right">
            <div class=move || class.get() role="radiogroup" style:grid-template-columns=move || columns.get()
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
                aria-describedby=move || question.described_by()
                aria-invalid=move || question.is_invalid().then_some("true")
                aria-required=move || question.view.with(|view| view.required).then_some("true")
            >{children()}</div>
        </div>
    }
    .into_any()
}

/// One tile of a strip.
#[component]
fn StripTile(
    question: Question,
    index: usize,
    label: Signal<String>,
    is_chosen: Signal<bool>,
    is_filled: Signal<bool>,
    spoken: Signal<Option<String>>,
    choose: Callback<()>,
    children: Children,
) -> impl IntoView {
    let tv = use_tv();
    let ok = move || {
        if is_chosen.get() { tv.i18n.text(keys::OK_NEXT) } else { tv.fill(keys::OK_CHOOSE, "answer", &label.get()) }
    };
    let press = move |_| {
        choose.run(());
        tv.offer_next(question);
    };
    view! {
        <button type="button" class="tv-tile" class:is-chosen=move || is_chosen.get() class:is-filled=move || is_filled.get() role="radio"
            id=tile_key(question, index) data-focus=tile_key(question, index)
            data-ok=ok data-preferred=move || is_chosen.get().then_some("")
            aria-checked=move || if is_chosen.get() { "true" } else { "false" }
            aria-disabled=move || is_locked(question).then_some("true")
            aria-label=move || spoken.get()
            on:click=press
        ><span class="tv-in">{children()}</span></button>
    }
    .into_any()
}
