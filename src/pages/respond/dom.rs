//! The document around the page: its language, direction and title, the browser's languages.

use crate::i18n::Locale;
use leptos::prelude::*;

/// Language and direction of the whole document.
pub(super) fn set_language(locale: Locale) {
    mark("lang", Some(locale.tag()));
    mark("dir", Some(locale.direction().as_str()));
}

/// Sets an attribute of the root element, or takes it away.
pub(super) fn mark(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // Fails only for a malformed name.
    match value {
        Some(value) => drop(root.set_attribute(name, value)),
        None => drop(root.remove_attribute(name)),
    }
}

/// The title of the browser's tab.
pub(super) fn set_title(title: &str) {
    document().set_title(title);
}

/// The languages the browser asks for, best first.
pub(super) fn languages() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|language| language.as_string()).collect()
}

/// Whether the device prefers a dark screen.
pub(super) fn device_is_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

/// Whether the device asks for more contrast.
pub(super) fn device_wants_contrast() -> bool {
    matches("(prefers-contrast: more)")
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Whether the browser knows that it is offline. `true` when it does not know.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

/// Whether the page is in front of the person.
pub(super) fn is_visible() -> bool {
    !document().hidden()
}

/// The size of the window.
pub(super) fn size() -> (f64, f64) {
    let read =
        |value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    (read(window().inner_width()), read(window().inner_height()))
}

/// Goes to another site.
pub(super) fn leave_to(address: &str) {
    // An address the browser does not take leaves the person on the finished page, which offers it as a link.
    drop(window().location().assign(address));
}
