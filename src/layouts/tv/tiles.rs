//! Strips: a rating as faces, stars or words, a scale as figures, yes and no. OK answers and moves on to Next; arrows only move.

use super::{
    context::Tv,
    parts::{place, with_words},
};
use crate::{
    i18n::{
        I18n,
        keys::respond::{choice, rating as rating_keys, tv as keys},
    },
    modality::Intent,
    view::{Attribute, Child, El, el, show},
    widgets::{
        choice::{Item, items},
        icon::{Icon, icon},
        question::{Words, words},
        rating::{Digits, Typed, face},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
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
pub(super) fn rating(tv: Tv, question: Question) -> El {
    let style = question.view.with_untracked(|view| match view.kind {
        Kind::Rating { style, .. } => style,
        _ => RateStyle::Labels,
    });
    let scale = Memo::new(move |_| scale_of(tv.i18n, question));
    let selected = Memo::new(move |_| selected_step(question));
    let answer = move |index: usize| {
        let value = scale.with_untracked(|scale| scale.steps.get(index).map(|step| step.value.clone()));
        if !untrack(|| is_locked(question)) {
            question.set(value);
        }
    };
    listen_to_digits(tv, question, scale, answer);

    let has_pictures = style != RateStyle::Labels;
    let tiles = move || {
        let steps = scale.with(|scale| scale.steps.clone());
        let count = steps.len();
        let last = steps.last().map(|step| step.label.string.clone()).unwrap_or_default();
        let tile = |(index, item): (usize, Item)| {
            let picture = match style {
                RateStyle::Labels => None,
                RateStyle::Stars => Some(icon(Icon::STAR)),
                RateStyle::Smileys => Some(icon(face(index, count))),
            };
            let label = item.label.string.clone();
            let spoken = {
                let (label, last) = (label.clone(), last.clone());
                let is_spoken = has_pictures && is_figure(&label);
                move || is_spoken.then(|| tv.i18n.fill(rating_keys::OF, &[("value", &label), ("max", &last)]))
            };
            let is_filled = move || style == RateStyle::Stars && selected.get().is_some_and(|last| index <= last);
            strip_tile(tv, question, index, selected, move || label.clone(), answer)
                .class_if("is-filled", is_filled)
                .attr("aria-label", spoken)
                .child(el("span").class("tv-in").child((picture, el("span").child(item.label.view()))))
        };
        steps.into_iter().enumerate().map(tile).collect::<Vec<_>>()
    };
    let class = move || {
        let has_words = scale.with(|scale| scale.steps.iter().any(|step| !is_figure(&step.label.string)));
        if has_pictures || has_words { "tv-rating" } else { "tv-scale" }
    };
    let columns = move || ["repeat(", &scale.with(|scale| scale.steps.len()).clamp(1, 11).to_string(), ", 1fr)"].concat();
    let end = move |at: usize| el("span").child(move || scale.with(|scale| scale.ends.get(at).cloned()).flatten().map(Words::view));
    let ends = move || el("p").class("tv-ends tv-meta").attr("id", question.part_id("-ends")).child((end(0), end(1)));
    let has_ends = move || scale.with(|scale| scale.ends.iter().any(Option::is_some));
    el("div").class("tv-body").child((strip(question, class, columns, tiles), show(has_ends, ends)))
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
pub(super) fn boolean(tv: Tv, question: Question) -> El {
    // Yes stands first.
    let chosen = Memo::new(move |_| {
        question.view.with(|view| match view.kind {
            Kind::Boolean { chosen, .. } => chosen.map(|yes| usize::from(!yes)),
            _ => None,
        })
    });
    let tile = move |index: usize| {
        let label = move || {
            let authored = question.view.with(|view| match &view.kind {
                Kind::Boolean { label_true, label_false, .. } => words(if index == 0 { label_true } else { label_false }),
                _ => Words::default(),
            });
            let own = if index == 0 { choice::YES } else { choice::NO };
            if authored.string.is_empty() { Words { string: tv.i18n.text(own), lang: None } } else { authored }
        };
        let answer = move |index: usize| {
            if !untrack(|| is_locked(question)) {
                question.set(Some(Value::Bool(index == 0)));
            }
        };
        strip_tile(tv, question, index, chosen, move || label().string, answer)
            .child(el("span").class("tv-in").child(with_words(move || Some(label()), |label| el("span").child(label.view()))))
    };
    let columns = || String::from("repeat(2, 1fr)");
    el("div").class("tv-body").child(strip(question, "tv-pair", columns, (tile(0), tile(1))))
}

/// The name of a tile as a place of the focus.
pub(super) fn tile_key(question: Question, index: usize) -> String {
    question.part_id(&["-", &index.to_string()].concat())
}

/// A row of tiles that is left up and down only. A radio group in a toolbar, where arrows move without checking (ARIA practices).
fn strip(question: Question, class: impl Attribute, columns: impl Fn() -> String + 'static, tiles: impl Child) -> El {
    let group = el("div")
        .class(class)
        .attr("role", "radiogroup")
        .style("grid-template-columns", columns)
        .attr("aria-labelledby", move || question.labelled_by())
        .attr("aria-label", move || question.spoken_name())
        .attr("aria-describedby", move || question.described_by())
        .attr("aria-invalid", move || question.is_invalid().then_some("true"))
        .attr("aria-required", move || question.view.with(|view| view.required).then_some("true"));
    el("div")
        .attr("role", "toolbar")
        .attr("aria-labelledby", move || question.labelled_by())
        .attr("aria-label", move || question.spoken_name())
        .attr("data-group", question.part_id("-strip"))
        .attr("data-program", "row")
        .attr("data-block", "left right")
        .child(group.child(tiles))
}

/// One tile of a strip, its face still to be drawn.
fn strip_tile(
    tv: Tv,
    question: Question,
    index: usize,
    chosen: Memo<Option<usize>>,
    label: impl Fn() -> String + 'static,
    answer: impl Fn(usize) + 'static,
) -> El {
    let is_chosen = move || chosen.get() == Some(index);
    let ok = move || if is_chosen() { tv.i18n.text(keys::OK_NEXT) } else { tv.fill(keys::OK_CHOOSE, "answer", &label()) };
    let press = move |_| {
        answer(index);
        tv.offer_next(question);
    };
    place("tv-tile", tile_key(question, index), ok)
        .class_if("is-chosen", is_chosen)
        .attr("role", "radio")
        .attr("id", tile_key(question, index))
        .attr("data-preferred", is_chosen)
        .attr("aria-checked", move || if is_chosen() { "true" } else { "false" })
        .attr("aria-disabled", move || is_locked(question).then_some("true"))
        .on(ev::click, press)
}
