//! A labeled field: label, hint and error wired to the input, as a screen reader needs them.

use crate::{
    i18n::{Key, use_i18n},
    signal::{RwSignal, Signal},
    view::{Child, El, el, show, text},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};

/// A line to type into, as it stands all the time.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Line {
    pub(in crate::pages) id: &'static str,
    pub(in crate::pages) label: Key,
    pub(in crate::pages) hint: Option<Key>,
    /// What the browser may fill in.
    pub(in crate::pages) fills: &'static str,
    /// Left to right whatever the language: addresses, passwords.
    pub(in crate::pages) latin: bool,
}

impl Line {
    /// A line for words, which the browser leaves alone.
    pub(in crate::pages) fn words(id: &'static str, label: Key) -> Self {
        Self { id, label, hint: None, fills: "off", latin: false }
    }
}

/// What changes about a line: its kind, what is in it, what is wrong with it.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Typed {
    pub(in crate::pages) kind: Signal<&'static str>,
    pub(in crate::pages) value: Signal<String>,
    /// What is in the line after a key.
    pub(in crate::pages) typed: Callback<String>,
    /// Nothing is shown while it is `None`.
    pub(in crate::pages) error: Signal<Option<String>>,
}

impl Typed {
    /// Words kept in a signal, with nothing wrong about them.
    pub(in crate::pages) fn of(kept: RwSignal<String>, kind: &'static str) -> Self {
        Self {
            kind: Signal::stored(kind),
            value: kept.into(),
            typed: Callback::new(move |text| kept.set(text)),
            error: Signal::stored(None),
        }
    }
}

/// One line to type into, with its label, hint and error wired to it.
pub(in crate::pages) fn input(line: Line, typed: Typed) -> El {
    let i18n = use_i18n();
    let Line { id, label, hint, fills, latin } = line;
    let Typed { kind, value, typed, error } = typed;
    let is_wrong = move || error.with(Option::is_some);
    let [error_id, hint_id] = ["-error", "-hint"].map(|part| [id, part].concat());
    let describing = [error_id.clone(), hint_id.clone()];
    let described = move || {
        let [error, hinted] = &describing;
        match (is_wrong(), hint) {
            (true, Some(_)) => Some([error, " ", hinted].concat()),
            (true, None) => Some(error.clone()),
            (false, Some(_)) => Some(hinted.clone()),
            (false, None) => None,
        }
    };
    let wrong = move || {
        let words = text(move || error.get().unwrap_or_default());
        el("p").class("error").attr("id", error_id.clone()).child((icon(Icon::ALERT), el("span").child(words)))
    };
    let input = el("input")
        .class("field")
        .attr("id", id)
        .attr("type", move || kind.get())
        .attr("autocomplete", fills)
        .attr("dir", latin.then_some("ltr"))
        .attr("spellcheck", latin.then_some("false"))
        .attr("autocapitalize", latin.then_some("none"))
        .attr("aria-invalid", move || is_wrong().then_some("true"))
        .attr("aria-describedby", described)
        .prop("value", move || value.get())
        .on(ev::input, move |event| typed.run(event_target_value(&event)));
    el("div").class("ask").child((
        el("label").class("ask-label t-label").attr("for", id).text(i18n.live(label)),
        hint.map(|hint| el("p").class("ask-hint t-meta").attr("id", hint_id).text(i18n.live(hint))),
        show(is_wrong, wrong),
        input,
    ))
}

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Weight {
    Good,
    Caution,
    Critical,
}

/// One sentence that matters after something was done, read out when it appears.
pub(in crate::pages) fn remark(weight: Weight, said: impl Child) -> El {
    let (class, role, sign) = match weight {
        Weight::Good => ("note note-good", "status", Icon::CHECK),
        Weight::Caution => ("note note-caution", "alert", Icon::ALERT),
        Weight::Critical => ("note note-critical", "alert", Icon::ALERT),
    };
    el("div").class(class).attr("role", role).child((icon(sign), el("div").child(said)))
}

/// Moves the focus to a control by its id, once the page has put it there.
pub(in crate::pages) fn focus(id: &'static str) {
    request_animation_frame(move || {
        use wasm_bindgen::JsCast as _;
        let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            // It may have left the page within the frame.
            drop(element.focus());
        }
    });
}
