//! The list with a keyboard and a pointer: an editable combobox with list autocomplete, as the ARIA practices have it. Of a question that takes
//! many it stays open for the next one, and holds what is chosen as chips.

use super::{
    Takes, answer,
    chips::{chips, take_back_last},
    chosen,
    dom::show_row,
    is_chosen, matching, placeholder,
    state::{Effect, Event, State},
};
use crate::{
    i18n::{keys::respond::choice as keys, use_i18n},
    signal::{RwSignal, memo},
    view::{Child as _, View, el, keyed, show},
    widgets::{
        announce::use_announcer,
        choice::{items_of, with_list},
        icon::{Icon, icon},
        question::{described, focus_id, named},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};

/// The box and its list.
pub(super) fn combobox(question: Question, takes: Takes) -> View {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let state = RwSignal::new(State::default());
    let items = items_of(question);
    let is_locked = move || question.view.with(|view| view.read_only);
    let is_open = move || state.with(|state| state.is_open);
    let query = move || state.with(|state| state.query.clone());
    let is_clearable = move || with_list(question, |list| list.clearable) == Some(true) && !is_locked();
    // Rows that match what is typed: their places in the whole list.
    let rows = memo(move || matching(items, &query().unwrap_or_default()));
    let row_id = move |row: usize| question.part_id(&["-r", &row.to_string()].concat());
    let input_id = question.part_id("-input");
    let list_id = question.part_id("-list");

    let take = move |at: usize| match takes {
        Takes::One => {
            answer(question, at);
        }
        Takes::Many(_, many) => {
            many.tap(at);
            // What was typed has found what it was for; the list stays, at the same choice.
            state.set(State { is_open: true, query: None, row: Some(at) });
        }
    };
    let is_one = matches!(takes, Takes::One);
    let apply = move |event: Event| {
        // The row is read before the state closes and its filter with it.
        let before = rows.get_untracked();
        let effect = state.try_update(|state| state.apply(event)).unwrap_or(Effect::Pass);
        match effect {
            Effect::Pick(row) => {
                if let Some(at) = before.get(row) {
                    take(*at);
                }
            }
            Effect::Clear if is_one && is_clearable() => question.set(None),
            _ => {}
        }
        if let Some(row) = state.with_untracked(|state| state.row.filter(|_| state.is_open)) {
            show_row(row_id(row));
        }
        effect
    };
    let chosen_row =
        move || chosen(question).filter(|_| is_one).and_then(|at| rows.with_untracked(|rows| rows.iter().position(|row| *row == at)));
    let on_key = move |event: ev::KeyboardEvent| {
        if is_locked() || event.ctrl_key() || event.meta_key() {
            return;
        }
        if let Takes::Many(_, many) = takes
            && event.key() == "Backspace"
            && untrack(query).unwrap_or_default().is_empty()
        {
            take_back_last(question, many, items);
            return;
        }
        let count = rows.with_untracked(Vec::len);
        let ours = match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !is_open() => Event::Open(chosen_row()),
            "ArrowDown" => Event::Move(true, count),
            "ArrowUp" if event.alt_key() => Event::Leave,
            "ArrowUp" => Event::Move(false, count),
            "Home" => Event::End(false, count),
            "End" => Event::End(true, count),
            "Enter" => Event::Enter,
            "Escape" => Event::Escape,
            _ => return,
        };
        if apply(ours) != Effect::Pass {
            event.prevent_default();
        }
    };
    let on_input = move |text: String| {
        let is_empty = text.is_empty();
        apply(Event::Typed(text));
        if is_one && is_empty && is_clearable() {
            question.set(None);
        }
        let count = u32::try_from(rows.with_untracked(Vec::len)).unwrap_or(u32::MAX);
        announcer.say(&i18n.plural(keys::RESULTS, count, &[]));
    };
    let shown = move || {
        let label = move || {
            chosen(question).filter(|_| is_one).and_then(|at| items.with(|items| items.get(at).map(|item| item.label.string.clone())))
        };
        query().or_else(label).unwrap_or_default()
    };
    let open = move |_| {
        if !is_locked() {
            apply(Event::Open(chosen_row()));
        }
    };
    let input = el("input")
        .class("field combo-field")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("id", input_id.clone())
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-expanded", move || if is_open() { "true" } else { "false" })
        .attr("aria-controls", list_id.clone())
        .attr("aria-activedescendant", move || state.with(|state| state.row.filter(|_| state.is_open)).map(row_id))
        .attr("disabled", is_locked)
        .attr("placeholder", move || placeholder(question).unwrap_or_else(|| i18n.text(keys::CHOOSE)))
        .prop("value", shown)
        .on(ev::input, move |event| on_input(event_target_value(&event)))
        .on(ev::keydown, on_key)
        .on(ev::click, open)
        .on(ev::blur, move |_| {
            apply(Event::Leave);
        });
    // The arrow is for the pointer; with a keyboard the box itself opens.
    let toggle = move |_| {
        let event = if is_open() { Event::Leave } else { Event::Open(chosen_row()) };
        if !is_locked() {
            apply(event);
            focus_id(input_id.clone());
        }
    };
    let arrow = el("button")
        .attr("type", "button")
        .class("combo-arrow")
        .attr("tabindex", "-1")
        .attr("aria-label", i18n.live(keys::OPEN_LIST))
        .on(ev::mousedown, keep_focus)
        .on(ev::click, toggle)
        .child(icon(Icon::DOWN));
    let row = move |(row, at): (usize, usize)| {
        let label = items.with_untracked(|items| items.get(at).map(|item| item.label.clone()))?;
        let pick = move |_| {
            take(at);
            if is_one {
                state.set(State::default());
            }
        };
        let is_off = move || match takes {
            Takes::One => false,
            Takes::Many(_, many) => many.is_off(at),
        };
        let row = el("li")
            .class("combo-row")
            .class_if("is-current", move || state.with(|state| state.row == Some(row)))
            .attr("role", "option")
            .attr("id", row_id(row))
            .attr("aria-selected", move || if is_chosen(question, at) { "true" } else { "false" })
            .attr("aria-disabled", move || is_off().then_some("true"))
            .on(ev::mousedown, keep_focus)
            .on(ev::click, pick);
        let check = show(move || is_chosen(question, at), || icon(Icon::CHECK));
        Some(row.child((el("span").class("option-text").child(label.view()), check)))
    };
    let shown_rows = move || if is_open() { rows.get() } else { Vec::new() };
    let list = el("ul")
        .class("combo-list")
        .attr("role", "listbox")
        .attr("id", list_id)
        .attr("hidden", move || !is_open())
        .attr("aria-multiselectable", (!is_one).then_some("true"));
    let list = named(list, question).child(keyed(shown_rows, move |rows| rows.into_iter().enumerate().filter_map(row).collect::<Vec<_>>()));
    let none = move || {
        let words = move || i18n.fill(keys::NO_RESULTS, &[("query", &query().unwrap_or_default())]);
        el("p").class("combo-none t-meta").text(words)
    };
    let none = show(move || is_open() && rows.with(Vec::is_empty), none);
    let held = match takes {
        Takes::One => None,
        Takes::Many(_, many) => Some(chips(question, many, items)),
    };
    (held, el("div").class("combo").child((described(input, question), arrow, list, none))).view()
}

/// Pressing must not take the focus from the box, or the list would close before the click.
fn keep_focus(event: ev::MouseEvent) {
    event.prevent_default();
}
