//! Copying what stands in a field, with and without a clipboard.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

/// Whether what stands in the field is in the clipboard now; where it is not, it is marked for a person to copy by hand.
pub(super) async fn copy_from(line: &HtmlInputElement) -> bool {
    let navigator = window().navigator();
    let is_there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if is_there && JsFuture::from(navigator.clipboard().write_text(&line.value())).await.is_ok() {
        return true;
    }
    // Over plain http on a network of one's own there is no clipboard; what is marked the browser copies all the same.
    let before = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    drop(line.focus());
    line.select();
    let command = js_sys::Reflect::get(&document(), &"execCommand".into()).ok().and_then(|found| found.dyn_into::<js_sys::Function>().ok());
    let done = command.and_then(|command| command.call1(&document(), &"copy".into()).ok()).as_ref().and_then(JsValue::as_bool);
    if done == Some(true) {
        // The focus goes back to the button that was pressed.
        drop(before.map(|before| before.focus()));
    }
    done == Some(true)
}
