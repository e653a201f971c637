//! The strip of a rating: cells of figures, of stars, of faces over their words. Nothing is colored before it is chosen.

use super::state::{Digits, Typed, WAIT_MILLIS};
use crate::{
    i18n::{keys::respond::rating as keys, use_i18n},
    widgets::{
        announce::use_announcer,
        choice::{Group, Item, items},
        icon::{Icon, icon},
        question::{Words, focus_id, words},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use std::time::Duration;
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

/// A rating question.
#[component]
pub fn RatingBody(question: Question) -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let style = question.view.with_untracked(|view| match view.kind {
        Kind::Rating { style, .. } => style,
        _ => RateStyle::Labels,
    });
    let steps = Memo::new(move |_| with_steps(question, |steps| items(i18n, steps)).unwrap_or_default());
    let selected = Signal::derive(move || with_steps(question, |steps| steps.iter().position(|step| step.selected)).flatten());
    let is_locked = move || question.view.with(|view| view.read_only);
    let can_take = Callback::new(move |_: usize| !is_locked());
    let take = Callback::new(move |(index, by_tap): (usize, bool)| {
        let value = steps.with_untracked(|steps| steps.get(index).map(|step| step.value.clone()));
        if by_tap { question.tap(value) } else { question.set(value) }
    });
    let label = Callback::new(move |index: usize| {
        steps.with_untracked(|steps| steps.get(index).map(|step| step.label.string.clone())).unwrap_or_default()
    });
    let count = Signal::derive(move || steps.with(Vec::len));
    let group = Group::new(question, count, selected, can_take, take, label);

    let digits = StoredValue::new(Digits::default());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let choose = move |index: usize| {
        take.run((index, false));
        focus_id(group.id(index));
    };
    let on_digit = move |digit: char| {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
        let figures: Vec<String> = steps.with_untracked(|steps| steps.iter().map(|step| step.value.to_string()).collect());
        match digits.try_update_value(|digits| digits.push(digit, &figures)).unwrap_or(Typed::Nothing) {
            Typed::Step(index) => choose(index),
            Typed::Maybe(index) => {
                let wait = set_timeout_with_handle(
                    move || {
                        digits.update_value(Digits::forget);
                        choose(index);
                    },
                    Duration::from_millis(WAIT_MILLIS),
                );
                waiting.set_value(wait.ok());
            }
            Typed::Nothing => {}
        }
    };
    // A wait that outlives the question would answer it after it is gone.
    on_cleanup(move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if is_locked() {
            return;
        }
        let key = event.key();
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        match key.chars().next() {
            Some(digit) if plain && key.len() == 1 && digit.is_ascii_digit() => {
                event.prevent_default();
                on_digit(digit);
            }
            _ if matches!(key.as_str(), "Delete" | "Backspace")
                && question.view.with_untracked(|view| !view.required && view.value.is_some()) =>
            {
                event.prevent_default();
                question.set(None);
                announcer.say(&i18n.text(keys::CLEARED));
            }
            _ => {
                group.key(&event);
            }
        }
    };

    let hovered = RwSignal::new(None::<usize>);
    // Stars fill up to the one pointed at, and fall back to the chosen one when the pointer leaves.
    let is_filled =
        move |index: usize| style == RateStyle::Stars && hovered.get().or_else(|| selected.get()).is_some_and(|last| index <= last);
    let cell = move |(index, item): (usize, Item)| {
        let figure = item.label.string.clone();
        let is_figure = figure.chars().all(|character| character.is_ascii_digit());
        let content = match style {
            RateStyle::Labels => item.label.view().into_any(),
            RateStyle::Stars => view! { {icon(Icon::STAR)}<span>{item.label.view()}</span> }.into_any(),
            RateStyle::Smileys => view! { {move || icon(face(index, count.get()))}<span>{item.label.view()}</span> }.into_any(),
        };
        let spoken = move || {
            (style != RateStyle::Labels && is_figure)
                .then(|| i18n.fill(keys::OF, &[("value", &figure), ("max", &label.run(count.get().saturating_sub(1)))]))
        };
        view! {
            <button type="button" class="cell" class:is-filled=move || is_filled(index) role="radio" id=group.id(index)
                aria-checked=move || if group.is_selected(index) { "true" } else { "false" }
                aria-disabled=move || is_locked().then_some("true")
                aria-label=spoken
                tabindex=move || group.tab_index(index)
                on:click=move |event| group.click(index, &event)
                on:mouseenter=move |_| hovered.set(Some(index)) on:mouseleave=move |_| hovered.set(None)
            >{content}</button>
        }
    };
    let strip = move || match style {
        RateStyle::Labels if count.get() == 11 => "scale scale-11",
        RateStyle::Labels => "scale",
        RateStyle::Stars => "rating rating-stars",
        RateStyle::Smileys => "rating",
    };
    let has_ends = Memo::new(move |_| ends(question).iter().any(Option::is_some));
    let spoken_ends = move || {
        let [low, high] = ends(question).map(|end| end.map(|end| end.string).unwrap_or_default());
        let (first, last) = (label.run(0), label.run(count.get().saturating_sub(1)));
        i18n.fill(keys::ENDS, &[("low", &first), ("low_text", &low), ("high", &last), ("high_text", &high)])
    };
    let described = move || match (question.described_by(), has_ends.get()) {
        (Some(ids), true) => Some([ids, question.part_id("-ends")].join(" ")),
        (None, true) => Some(question.part_id("-ends")),
        (ids, false) => ids,
    };
    view! {
        <div class="question-body scale-box">
            <div class=strip role="radiogroup"
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name() aria-describedby=described
                aria-invalid=move || question.is_invalid().then_some("true")
                aria-required=move || question.view.with(|view| view.required).then_some("true")
                on:keydown=on_key
            >{move || steps.get().into_iter().enumerate().map(cell).collect_view()}</div>
            <Show when=move || has_ends.get()>
                <span class="scale-low t-meta" aria-hidden="true">{move || ends(question)[0].clone().map(Words::view)}</span>
                <span class="scale-high t-meta" aria-hidden="true">{move || ends(question)[1].clone().map(Words::view)}</span>
                <span class="hidden" id=question.part_id("-ends")>{spoken_ends}</span>
            </Show>
        </div>
    }
    .into_any()
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
