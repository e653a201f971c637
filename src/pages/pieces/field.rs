//! A labeled field: label, hint and error wired to the input, as a screen reader needs them.

use crate::widgets::icon::{Icon, icon};
use leptos::prelude::*;

/// Label, hint and error around one control that has the id `id`.
#[component]
fn Field(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    /// What is wrong; nothing is shown while it is `None`.
    #[prop(optional, into)]
    error: Option<Signal<Option<String>>>,
    children: Children,
) -> impl IntoView {
    let wrong = move || {
        let words = error.and_then(|error| error.get())?;
        Some(view! { <p class="error" id=format!("{id}-error")>{icon(Icon::ALERT)}<span>{words}</span></p> })
    };
    view! {
        <div class="ask">
            <label class="ask-label t-label" for=id>{move || label.get()}</label>
            {hint.map(|hint| view! { <p class="ask-hint t-meta" id=format!("{id}-hint")>{move || hint.get()}</p> })}
            {wrong}
            {children()}
        </div>
    }
}

/// The ids a control's `aria-describedby` names.
fn described(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let names: Vec<String> =
        [(has_error, "error"), (has_hint, "hint")].iter().filter(|(is, _)| *is).map(|(_, part)| format!("{id}-{part}")).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// One line to type into, with its label, hint and error.
#[component]
pub(in crate::pages) fn Input(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Option<Signal<String>>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] value: Signal<String>,
    /// What is in the line after a key.
    #[prop(into)]
    typed: Callback<String>,
    #[prop(into, default = Signal::stored("text"))] kind: Signal<&'static str>,
    #[prop(default = "off")] fills: &'static str,
    /// Left to right whatever the language: addresses, passwords.
    #[prop(optional)]
    latin: bool,
) -> impl IntoView {
    let is_wrong = move || error.with(Option::is_some);
    let input = view! {
        <input
            class="field"
            id=id
            type=move || kind.get()
            autocomplete=fills
            dir=latin.then_some("ltr")
            spellcheck=latin.then_some("false")
            autocapitalize=latin.then_some("none")
            aria-invalid=move || is_wrong().then_some("true")
            aria-describedby=move || described(id, hint.is_some(), is_wrong())
            prop:value=move || value.get()
            on:input=move |event| typed.run(event_target_value(&event))
        />
    };
    match hint {
        Some(hint) => view! { <Field id label hint error>{input}</Field> }.into_any(),
        None => view! { <Field id label error>{input}</Field> }.into_any(),
    }
}

/// How much a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Weight {
    Good,
    Caution,
    Critical,
}

/// One sentence that matters after something was done, read out when it appears.
#[component]
pub(in crate::pages) fn Remark(weight: Weight, children: Children) -> impl IntoView {
    let (class, role, sign) = match weight {
        Weight::Good => ("note note-good", "status", Icon::CHECK),
        Weight::Caution => ("note note-caution", "alert", Icon::ALERT),
        Weight::Critical => ("note note-critical", "alert", Icon::ALERT),
    };
    view! { <div class=class role=role>{icon(sign)}<div>{children()}</div></div> }
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
