//! The last word when the program itself breaks: a sentence and a way on, put up without the program.

use crate::i18n::{I18n, keys::portal::failed};
use js_sys::Reflect;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

thread_local! {
    /// The words, kept ready: after a panic nothing may be asked any more.
    static WORDS: RefCell<Option<[String; 3]>> = const { RefCell::new(None) };
}

/// Learns the words in the language of the interface.
pub(super) fn learn(i18n: I18n) {
    let words = untrack(|| [failed::BROKEN, failed::BROKEN_HINT, failed::RELOAD].map(|key| i18n.text(key)));
    WORDS.with(|kept| *kept.borrow_mut() = Some(words));
}

/// From here on a breakdown of the program puts the last word on the screen.
///
/// What is shipped panics by a trap, without hooks: the page hears of it as an uncaught error, or as a broken promise when a task was
/// running. Nothing but this listener runs afterwards.
pub(super) fn watch() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| leptos::logging::error!("{info}")));
    for (event, field) in [("error", "error"), ("unhandledrejection", "reason")] {
        let listen = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let cause = Reflect::get(&event, &field.into()).unwrap_or_default();
            let name = Reflect::get(&cause, &"name".into()).ok().and_then(|name| name.as_string());
            if name.as_deref() == Some("RuntimeError") {
                show();
            }
        });
        // Fails only for a malformed event name.
        drop(window().add_event_listener_with_callback(event, listen.as_ref().unchecked_ref()));
        // As long as the page.
        listen.forget();
    }
}

fn show() -> Option<()> {
    let words = WORDS.with(|kept| kept.try_borrow().ok()?.clone())?;
    let document = web_sys::window()?.document()?;
    let body = document.body()?;
    let notice = document.create_element("div").ok()?;
    notice.set_attribute("role", "alert").ok()?;
    notice.set_attribute("class", "broken note note-critical").ok()?;
    let [heading, hint, reload] = words;
    for (tag, text) in [("strong", heading), ("p", hint), ("button", reload)] {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(&text));
        if tag == "button" {
            element.set_class_name("button");
            let press = Closure::<dyn FnMut()>::new(|| {
                let reloaded = web_sys::window().map(|window| window.location().reload());
                drop(reloaded);
            });
            element.add_event_listener_with_callback("click", press.as_ref().unchecked_ref()).ok()?;
            // The page is over; this listener is all that is left of it.
            press.forget();
        }
        notice.append_child(&element).ok()?;
    }
    body.prepend_with_node_1(&notice).ok()?;
    Some(())
}
