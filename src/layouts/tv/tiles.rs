//! Strips: a rating as faces, stars or words, a scale as figures, yes and no. OK answers, and on a rating moves on to Next; arrows only move.

use super::{context::Tv, parts::place};
use crate::{
    i18n::{
        I18n,
        keys::respond::{choice, rating as rating_keys, tv as keys},
    },
    modality::Intent,
    signal::StoredValue,
    view::{Attribute, Child, El, el, keyed, show},
    widgets::{
        choice::{Item, items},
        icon::{Icon, icon},
        question::{Words, described, named, worded, words},
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

/// The steps of a rating; tracked.
fn steps(i18n: I18n, question: Question) -> Vec<Item> {
    question.view.with(|view| match &view.kind {
        Kind::Rating { steps, .. } => items(i18n, steps),
        _ => Vec::new(),
    })
}

/// What stands under its ends; tracked.
fn end(question: Question, is_last: bool) -> Option<Words> {
    question.view.with(|view| match &view.kind {
        Kind::Rating { min_label, max_label, .. } => if is_last { max_label } else { min_label }.as_ref().map(words),
        _ => None,
    })
}

/// The place of the answer; tracked. Yes stands before no.
fn chosen(question: Question) -> Option<usize> {
    question.view.with(|view| match &view.kind {
        Kind::Rating { steps, .. } => steps.iter().position(|step| step.selected),
        Kind::Boolean { chosen, .. } => chosen.map(|yes| usize::from(!yes)),
        _ => None,
    })
}

/// A rating question.
pub(super) fn rating(tv: Tv, question: Question) -> El {
    let style = question.view.with_untracked(|view| match view.kind {
        Kind::Rating { style, .. } => style,
        _ => RateStyle::Labels,
    });
    let steps = move || steps(tv.i18n, question);
    let answer = move |index: usize| {
        let value = untrack(steps).get(index).map(|step| step.value.clone());
        if !untrack(|| is_locked(question)) {
            question.set(value);
        }
    };
    let figures = move || self::steps(tv.i18n, question).iter().map(|step| step.value.to_string()).collect();
    listen_to_digits(tv, figures, move |index| {
        answer(index);
        tv.scope.go_to(&tile_key(question, index));
    });

    let has_pictures = style != RateStyle::Labels;
    let tiles = move |steps: Vec<Item>| {
        let count = steps.len();
        let last = steps.last().map(|step| step.label.string.clone()).unwrap_or_default();
        let tile = |(index, item): (usize, Item)| {
            let picture = match style {
                RateStyle::Labels => None,
                RateStyle::Stars => Some(icon(Icon::STAR)),
                RateStyle::Smileys => Some(icon(face(index, count))),
            };
            let label = item.label.string.clone();
            let is_spoken = has_pictures && is_figure(&label);
            let (value, max) = (label.clone(), last.clone());
            strip_tile(tv, question, index, move || label.clone(), answer)
                .class_if("is-filled", move || style == RateStyle::Stars && chosen(question).is_some_and(|last| index <= last))
                .attr("aria-label", move || is_spoken.then(|| tv.i18n.fill(rating_keys::OF, &[("value", &value), ("max", &max)])))
                .child(el("span").class("tv-in").child((picture, el("span").child(item.label.view()))))
        };
        steps.into_iter().enumerate().map(tile).collect::<Vec<_>>()
    };
    let class = move || {
        let has_words = steps().iter().any(|step| !is_figure(&step.label.string));
        if has_pictures || has_words { "tv-rating" } else { "tv-scale" }
    };
    let columns = move || ["repeat(", &steps().len().clamp(1, 11).to_string(), ", 1fr)"].concat();
    let end_words = move |is_last: bool| el("span").child(worded(move || end(question, is_last), Words::view));
    let ends = move || el("p").class("tv-ends tv-meta").attr("id", question.part_id("-ends")).child((end_words(false), end_words(true)));
    let has_ends = move || end(question, false).or_else(|| end(question, true)).is_some();
    el("div").class("tv-body").child((strip(question, class, columns, keyed(steps, tiles)), show(has_ends, ends)))
}

fn is_figure(label: &str) -> bool {
    label.chars().all(|character| character.is_ascii_digit() || character == '-')
}

/// Digits of the remote answer a scale of figures.
pub(super) fn listen_to_digits(tv: Tv, figures: impl Fn() -> Vec<String> + 'static, answer: impl Fn(usize) + 'static) {
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
        let figures = untrack(&figures);
        let typed = digits.try_update_value(|digits| digits.push(char::from(b'0' + digit), &figures)).unwrap_or(Typed::Nothing);
        let (Typed::Step(index) | Typed::Maybe(index)) = typed else { return true };
        answer(index);
        if matches!(typed, Typed::Maybe(_)) {
            waiting.set_value(set_timeout_with_handle(move || digits.update_value(Digits::forget), DIGIT_WAIT).ok());
        }
        true
    });
}

/// Yes or no.
pub(super) fn boolean(tv: Tv, question: Question) -> El {
    let tile = move |index: usize| {
        let label = move || {
            let authored = question.view.with(|view| match &view.kind {
                Kind::Boolean { label_true, label_false, .. } => words(if index == 0 { label_true } else { label_false }),
                _ => Words::default(),
            });
            let own = if index == 0 { choice::YES } else { choice::NO };
            if authored.string.is_empty() { tv.i18n.text(own).into() } else { authored }
        };
        let answer = move |index: usize| {
            if !untrack(|| is_locked(question)) {
                question.set(Some(Value::Bool(index == 0)));
            }
        };
        strip_tile(tv, question, index, move || label().string, answer)
            .child(el("span").class("tv-in").child(el("span").child(keyed(label, Words::view))))
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
    let group = described(el("div"), question).class(class).attr("role", "radiogroup").style("grid-template-columns", columns);
    named(el("div"), question)
        .attr("role", "toolbar")
        .attr("data-group", question.part_id("-strip"))
        .attr("data-program", "row")
        .attr("data-block", "left right")
        .child(group.child(tiles))
}

/// One tile of a strip, its face still to be drawn.
fn strip_tile(tv: Tv, question: Question, index: usize, label: impl Fn() -> String + 'static, answer: impl Fn(usize) + 'static) -> El {
    let is_chosen = move || chosen(question) == Some(index);
    let ok = move || if is_chosen() { tv.i18n.text(keys::OK_NEXT) } else { tv.fill(keys::OK_CHOOSE, "answer", &label()) };
    let is_rating = question.view.with_untracked(|view| matches!(view.kind, Kind::Rating { .. }));
    let press = move |_| {
        // Only a rating goes on at once; between yes and no the eye compares, and OK on what is chosen goes on.
        let goes_on = is_rating || untrack(is_chosen);
        answer(index);
        if goes_on {
            tv.offer_next(question);
        }
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
