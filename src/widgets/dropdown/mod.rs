//! One of a list or any of it, opened on demand: a combobox with a keyboard, a sheet from the foot of a phone, plain options when the list is
//! short there.

mod chips;
mod combobox;
mod dom;
mod sheet;
mod state;

pub use state::{Effect, Event, State};

use crate::{
    modality::Layout,
    signal::Signal,
    view::{Child as _, View, either, el},
    widgets::{
        choice::{Item, Many, checkbox_options, other_box, radio_options, with_list},
        survey::Question,
    },
};
use combobox::combobox;
use sheet::sheet_picker;
use tessera_form::Composite;

/// On a phone a list of up to so many is shown at once.
const SHORT: usize = 7;

/// How many a question takes.
#[derive(Clone, Copy)]
enum Takes {
    One,
    Many(Composite, Many),
}

/// A drop-down question.
#[must_use]
pub fn dropdown_body(question: Question, layout: Layout) -> View {
    let is_short = move || with_list(question, |list| list.choices.len() <= SHORT).unwrap_or(true);
    let list = match layout {
        Layout::Desktop => combobox(question, Takes::One),
        _ => either(is_short, move || radio_options(question, layout), move || sheet_picker(question, Takes::One)),
    };
    el("div").class("question-body").child((list, other_box(question))).view()
}

/// A tag box: any of a list, opened on demand.
#[must_use]
pub fn tagbox_body(question: Question, layout: Layout) -> View {
    let Some(here) = Composite::HERE else { return View::default() };
    let many = Many::new(question);
    let is_short = move || with_list(question, |list| list.choices.len() <= SHORT).unwrap_or(true);
    let list = match layout {
        Layout::Desktop => combobox(question, Takes::Many(here, many)),
        _ => either(is_short, move || checkbox_options(question, many, layout), move || sheet_picker(question, Takes::Many(here, many))),
    };
    (many.limit_line(), el("div").class("question-body").child((list, other_box(question)))).view()
}

/// The places of the items that match what is typed.
fn matching(items: Signal<Vec<Item>>, query: &str) -> Vec<usize> {
    items.with(|items| items.iter().enumerate().filter(|(_, item)| state::matches(&item.label.string, query)).map(|(at, _)| at).collect())
}

/// Answers with the choice at this place, if it can be taken.
fn answer(question: Question, at: usize) -> bool {
    let value = with_list(question, |list| list.choices.get(at).filter(|choice| choice.enabled).map(|choice| choice.value.clone()));
    let value = value.flatten();
    let is_taken = value.is_some();
    if is_taken {
        question.set(value);
    }
    is_taken
}

/// What stands in the box while nothing is chosen; tracked.
fn placeholder(question: Question) -> Option<String> {
    with_list(question, |list| list.placeholder.as_ref().map(|text| text.string.to_string())).flatten()
}

/// Whether the choice at this place is the answer; tracked.
fn is_chosen(question: Question, at: usize) -> bool {
    with_list(question, |list| list.choices.get(at).is_some_and(|choice| choice.selected)) == Some(true)
}

/// The place of the answer in the list; tracked.
fn chosen(question: Question) -> Option<usize> {
    with_list(question, |list| list.choices.iter().position(|choice| choice.selected)).flatten()
}
