//! The strip of a rating: cells of figures, of stars, of faces over their words. Nothing is colored before it is chosen.

use super::state::{Digits, Typed, WAIT_MILLIS};
use crate::{
    i18n::{keys::respond::rating as keys, use_i18n},
    signal::{Pane, RwSignal, Signal, StoredValue, memo},
    view::{Child as _, View, el, show},
    widgets::{
        announce::use_announcer,
        choice::{Group, Item, Radios, items, may_clear},
        icon::{Icon, icon},
        question::{Words, named, stated, worded, words},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use std::{rc::Rc, time::Duration};
use tessera_form::{ChoiceView, Kind, RateStyle};

fn with_steps<T>(question: Question, read: impl FnOnce(&[ChoiceView]) -> T) -> Option<T> {
    question.view.with(|view| match &view.kind {
        Kind::Rating { steps, .. } => Some(read(steps)),
        _ => None,
    })
}

fn ends(question: Question) -> [Option<Words>; 2] {
    question.view.with(|view| match &view.kind {
        Kind::Rating { min_label, max_label, .. } => [min_label.as_ref().map(words), max_label.as_ref().map(words)],
        _ => [None, None],
    })
}

/// Which of five faces stands for step `index` of `count`.
pub(crate) fn face(index: usize, count: usize) -> Icon {
    const FACES: [Icon; 5] = [Icon::FACE1, Icon::FACE2, Icon::FACE3, Icon::FACE4, Icon::FACE5];
    let last = count.saturating_sub(1).max(1);
    FACES.get((index * 4 + last / 2) / last).copied().unwrap_or(Icon::FACE3)
}

/// The steps as radio buttons.
#[derive(Clone, Copy)]
struct Steps {
    question: Question,
    items: Signal<Vec<Item>>,
}

impl Steps {
    fn is_locked(self) -> bool {
        self.question.view.with(|view| view.read_only)
    }

    /// The words of the last step.
    fn last(self) -> String {
        self.label(self.count().saturating_sub(1))
    }
}

impl Radios for Steps {
    fn count(&self) -> usize {
        self.items.with(Vec::len)
    }

    fn selected(&self) -> Option<usize> {
        with_steps(self.question, |steps| steps.iter().position(|step| step.selected)).flatten()
    }

    fn can_take(&self, _: usize) -> bool {
        !self.is_locked()
    }

    fn take(&self, index: usize, by_tap: bool) {
        let value = self.items.with_untracked(|items| items.get(index).map(|step| step.value.clone()));
        if by_tap { self.question.tap(value) } else { self.question.set(value) }
    }

    fn label(&self, index: usize) -> String {
        self.items.with_untracked(|items| items.get(index).map(|step| step.label.string.clone())).unwrap_or_default()
    }
}

/// Digits typed into a scale, and the wait for another one.
fn digits(group: Group, items: Signal<Vec<Item>>) -> impl Fn(char) {
    let digits = StoredValue::new(Digits::default());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    // A wait that outlives the question would answer it after it is gone.
    on_cleanup(stop);
    move |digit| {
        stop();
        let figures: Vec<String> = items.with_untracked(|items| items.iter().map(|step| tessera_form::json(&step.value)).collect());
        match digits.try_update_value(|digits| digits.push(digit, &figures)).unwrap_or(Typed::Nothing) {
            Typed::Step(index) => group.choose(index),
            Typed::Maybe(index) => {
                let group = group.clone();
                let pane = Pane::here();
                let late = move || {
                    let _inside = pane.enter();
                    digits.update_value(Digits::forget);
                    group.choose(index);
                };
                waiting.set_value(set_timeout_with_handle(late, Duration::from_millis(WAIT_MILLIS)).ok());
            }
            Typed::Nothing => {}
        }
    }
}

/// A rating question.
#[must_use]
pub fn rating_body(question: Question) -> View {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let style = question.view.with_untracked(|view| match view.kind {
        Kind::Rating { style, .. } => style,
        _ => RateStyle::Labels,
    });
    let items = memo(move || with_steps(question, |steps| items(i18n, steps)).unwrap_or_default());
    let steps = Steps { question, items };
    let group = Group::new(question, Rc::new(steps));
    let on_digit = digits(group.clone(), items);
    let on_key = {
        let group = group.clone();
        move |event: ev::KeyboardEvent| {
            if steps.is_locked() {
                return;
            }
            let key = event.key();
            let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
            match key.chars().next() {
                Some(digit) if plain && key.len() == 1 && digit.is_ascii_digit() => {
                    event.prevent_default();
                    on_digit(digit);
                }
                _ if matches!(key.as_str(), "Delete" | "Backspace") && may_clear(question) => {
                    event.prevent_default();
                    question.set(None);
                    announcer.say(&i18n.text(keys::CLEARED));
                }
                _ => {
                    group.key(&event);
                }
            }
        }
    };

    let hovered = RwSignal::new(None::<usize>);
    let cell = move |(index, item): (usize, Item)| {
        let figure = item.label.string.clone();
        let is_figure = figure.chars().all(|character| character.is_ascii_digit());
        let cell = group.option(index, "cell");
        let words = item.label.view();
        match style {
            RateStyle::Labels => return cell.child(words),
            // Stars fill up to the one pointed at, and fall back to the chosen one when the pointer leaves.
            RateStyle::Stars => cell
                .class_if("is-filled", move || hovered.get().or_else(|| steps.selected()).is_some_and(|last| index <= last))
                .on(ev::mouseenter, move |_| hovered.set(Some(index)))
                .on(ev::mouseleave, move |_| hovered.set(None))
                .child(icon(Icon::STAR)),
            RateStyle::Smileys => cell.child(icon(face(index, items.with(Vec::len)))),
        }
        .attr("aria-label", move || is_figure.then(|| i18n.fill(keys::OF, &[("value", &figure), ("max", &steps.last())])))
        .child(el("span").child(words))
    };
    // Cells of words lie under each other where they are narrow; many figures lie in rows.
    let is_worded = move || items.with(|items| items.iter().any(|item| item.label.string.chars().nth(3).is_some()));
    let strip = move || match style {
        RateStyle::Labels if is_worded() => "scale scale-words",
        RateStyle::Labels => match steps.count() {
            0..=7 => "scale",
            8..=10 => "scale scale-11 scale-10",
            11 => "scale scale-11",
            _ => "scale scale-many",
        },
        RateStyle::Stars => "rating rating-stars",
        RateStyle::Smileys => "rating",
    };
    let has_ends = move || ends(question).iter().any(Option::is_some);
    let spoken_ends = move || {
        let [low, high] = ends(question).map(|end| end.map(|end| end.string).unwrap_or_default());
        let (first, last) = (steps.label(0), steps.last());
        i18n.fill(keys::ENDS, &[("low", &first), ("low_text", &low), ("high", &last), ("high_text", &high)])
    };
    let end_words = move || {
        let end = |class: &'static str| el("span").class(class).attr("aria-hidden", "true");
        (
            end("scale-low t-meta").child(worded(move || ends(question)[0].clone(), Words::view)),
            end("scale-high t-meta").child(worded(move || ends(question)[1].clone(), Words::view)),
            el("span").class("hidden").attr("id", question.part_id("-ends")).text(spoken_ends),
        )
    };
    let cells = move || items.get().into_iter().enumerate().map(&cell).collect::<Vec<_>>();
    let strip = el("div").class(strip).attr("role", "radiogroup").on(ev::keydown, on_key);
    let strip = stated(named(strip, question), question)
        .attr("aria-describedby", move || question.described_by_with("-ends", has_ends()))
        .child(cells);
    el("div").class("question-body scale-box").child((strip, show(has_ends, end_words))).view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_spread_over_the_scale() {
        assert_eq!((face(0, 5), face(2, 5), face(4, 5)), (Icon::FACE1, Icon::FACE3, Icon::FACE5));
        assert_eq!((face(0, 3), face(1, 3), face(2, 3)), (Icon::FACE1, Icon::FACE3, Icon::FACE5));
        assert_eq!(face(0, 1), Icon::FACE1);
    }
}
