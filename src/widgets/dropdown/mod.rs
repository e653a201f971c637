//! One of a list, opened on demand: a combobox with a keyboard, a sheet from the foot of a phone, plain radios when the list is short there.

mod combobox;
mod dom;
mod sheet;
mod state;

pub use state::{Effect, Event, State};

use crate::{
    modality::Layout,
    widgets::{
        choice::{OtherBox, RadioOptions},
        survey::Question,
    },
};
use combobox::Combobox;
use leptos::prelude::*;
use sheet::SheetPicker;

/// On a phone a list of up to so many is shown at once.
const SHORT: usize = 7;

/// A drop-down question.
#[component]
pub fn DropdownBody(question: Question, layout: Layout) -> impl IntoView {
    let is_short = Memo::new(move |_| crate::widgets::choice::with_list(question, |list| list.choices.len() <= SHORT).unwrap_or(true));
    let body = move || match layout {
        Layout::Desktop => view! { <Combobox question/> }.into_any(),
        _ if is_short.get() => view! { <RadioOptions question layout/> }.into_any(),
        _ => view! { <SheetPicker question/> }.into_any(),
    };
    view! { <div class="question-body">{body}<OtherBox question/></div> }.into_any()
}
