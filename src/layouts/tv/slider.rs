//! A range: OK takes hold of it, left and right move it, OK lets go, Back lets go and undoes. A pointer clicks where it wants it.

use super::{context::Tv, parts::line, tiles::is_locked};
use crate::{
    i18n::{
        Direction as Writing,
        keys::respond::{text, tv as keys},
    },
    modality::{Intent, focus::Direction},
    signal::RwSignal,
    view::{El, after, el, element},
    widgets::{question::named, survey::Question},
};
use leptos::{ev, prelude::*};
use serde_json::Value;
use tessera_form::Kind;

#[derive(Clone, Copy, PartialEq)]
struct Range {
    min: f64,
    max: f64,
    step: f64,
}

impl Range {
    fn of(question: Question) -> Self {
        question.view.with(|view| match &view.kind {
            Kind::Text { min, max, step, .. } => {
                let min = min.as_ref().and_then(Value::as_f64).unwrap_or(0.0);
                let max = max.as_ref().and_then(Value::as_f64).unwrap_or(100.0);
                Self { min, max: max.max(min), step: step.filter(|step| *step > 0.0).unwrap_or(1.0) }
            }
            _ => Self { min: 0.0, max: 100.0, step: 1.0 },
        })
    }

    /// One step on; the first touch of an unanswered range puts it in the middle.
    fn moved(self, value: Option<f64>, forwards: bool) -> f64 {
        let steps = ((self.max - self.min) / self.step).floor();
        let at = match value {
            None => (steps / 2.0).floor(),
            Some(value) => ((value - self.min) / self.step).round() + if forwards { 1.0 } else { -1.0 },
        };
        self.step_at(at.clamp(0.0, steps))
    }

    /// The step nearest to a place on the line, from 0 to 1.
    fn nearest(self, share: f64) -> f64 {
        let steps = ((self.max - self.min) / self.step).floor();
        self.step_at((share * (self.max - self.min) / self.step).round().clamp(0.0, steps))
    }

    /// Decimal steps add up with dust (0.30000000000000004); what the form counts in has no more than nine places.
    fn step_at(self, at: f64) -> f64 {
        ((self.min + at * self.step) * 1e9).round() / 1e9
    }

    /// Where a value lies, from 0 to 1.
    fn share(self, value: f64) -> f64 {
        if self.max > self.min { ((value - self.min) / (self.max - self.min)).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Whole numbers are stored whole, as typing them would.
fn stored(value: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "only taken when nothing is cut off")]
    let whole = value as i64;
    #[expect(clippy::cast_precision_loss, reason = "compared with what it came from")]
    if (whole as f64 - value).abs() < f64::EPSILON { Value::from(whole) } else { Value::from(value) }
}

/// A number on a line.
pub(super) fn slider(tv: Tv, question: Question) -> El {
    let key = question.part_id("-input");
    let range = move || Range::of(question);
    let value = move || question.view.with(|view| view.value.as_ref().and_then(Value::as_f64));
    // The value before it was taken hold of, while it is held.
    let held = RwSignal::new(None::<Option<Value>>);
    let is_held = move || held.with(Option::is_some);
    after(move || tv.is_holding.set(is_held()));
    on_cleanup(move || tv.is_holding.set(false));
    let is_rtl = move || tv.i18n.locale_untracked().direction() == Writing::Rtl;
    tv.listen(move |intent| {
        if !untrack(is_held) {
            return false;
        }
        match intent {
            Intent::Move(direction @ (Direction::Left | Direction::Right)) => {
                let forwards = (direction == Direction::Right) != is_rtl();
                question.set(Some(stored(untrack(|| range().moved(value(), forwards)))));
            }
            Intent::Move(_) => {}
            Intent::Back => {
                if let Some(before) = held.try_update(Option::take).flatten() {
                    question.set(before);
                }
            }
            Intent::Ok => {
                held.set(None);
                tv.offer_next(question);
            }
            Intent::Digit(_) | Intent::Color(_) => return false,
        }
        true
    });
    let take = move |_| {
        if !untrack(|| is_locked(question)) && !untrack(is_held) {
            held.set(Some(question.view.with_untracked(|view| view.value.clone())));
        }
    };
    // What a pointer does is done by one click; whether the line is held stays as it is.
    let point = move |event: ev::MouseEvent| {
        event.stop_propagation();
        if untrack(|| is_locked(question)) {
            return;
        }
        if let Some(share) = share_of_line(&event, is_rtl()) {
            question.set(Some(stored(untrack(range).nearest(share))));
        }
    };
    let written = move || value().map_or_else(|| tv.i18n.text(text::RANGE_UNSET), |value| tv.i18n.number(value));
    let width = move || [&(value().map_or(0.0, |value| range().share(value)) * 100.0).to_string(), "%"].concat();
    let ends = el("span")
        .class("tv-ends tv-meta num")
        .child((el("span").text(move || tv.i18n.number(range().min)), el("span").text(move || tv.i18n.number(range().max))));
    let face = el("span").class("tv-in").child((
        line("span", "tv-slider-value num", written),
        el("span").class("tv-line").on(ev::click, point).child(el("span").class("tv-track").child(el("i").style("width", width))),
        ends,
    ));
    let tile = named(el("div"), question)
        .class("tv-tile tv-slider")
        .class_if("is-held", is_held)
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("id", key.clone())
        .attr("data-focus", key)
        .attr("data-ok", move || tv.i18n.text(if is_held() { keys::OK_LET_GO } else { keys::OK_ADJUST }))
        .attr("aria-describedby", move || question.described_by())
        .attr("aria-valuemin", move || range().min.to_string())
        .attr("aria-valuemax", move || range().max.to_string())
        .attr("aria-valuenow", move || value().unwrap_or(range().min).to_string())
        .attr("aria-valuetext", written)
        .attr("data-unset", move || value().is_none())
        .attr("aria-disabled", move || is_locked(question).then_some("true"))
        .attr("aria-invalid", move || question.is_invalid().then_some("true"))
        .on(ev::click, take)
        .child(face);
    let hint = line("p", "tv-meta", tv.i18n.live(keys::SLIDER_HINT)).attr("hidden", move || !is_held());
    el("div").class("tv-body").attr("data-group", question.part_id("-range")).child((tile, hint))
}

/// Where on the line a click was, from 0 at its start to 1.
fn share_of_line(event: &ev::MouseEvent, is_rtl: bool) -> Option<f64> {
    let line = element::<web_sys::Element>(event.current_target()?)?.get_bounding_client_rect();
    let from_left = (f64::from(event.client_x()) - line.left()) / line.width();
    from_left.is_finite().then_some(if is_rtl { 1.0 - from_left } else { from_left })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stay_on_the_line_and_have_no_dust() {
        let range = Range { min: 0.0, max: 1.0, step: 0.1 };
        let three = (0..3).fold(0.0, |value, _| range.moved(Some(value), true));
        assert_eq!(three, 0.3);
        assert_eq!(range.moved(Some(1.0), true), 1.0);
        assert_eq!(range.moved(Some(0.0), false), 0.0);
        assert_eq!(Range { min: 0.0, max: 100.0, step: 10.0 }.moved(None, true), 50.0);
    }

    #[test]
    fn a_click_takes_the_nearest_step() {
        let range = Range { min: 10.0, max: 20.0, step: 4.0 };
        let taken = [-0.1, 0.0, 0.19, 0.21, 0.7, 1.0, 1.2].map(|share| range.nearest(share));
        assert_eq!(taken, [10.0, 10.0, 10.0, 14.0, 18.0, 18.0, 18.0]);
        assert_eq!(Range { min: 0.0, max: 1.0, step: 0.1 }.nearest(0.31), 0.3);
        assert_eq!(Range { min: 5.0, max: 5.0, step: 1.0 }.nearest(0.5), 5.0);
    }

    #[test]
    fn whole_numbers_are_stored_whole() {
        assert_eq!(stored(50.0), Value::from(50));
        assert_eq!(stored(0.5), Value::from(0.5));
    }
}
