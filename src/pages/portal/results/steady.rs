//! Figures that are drawn anew stay as the person left them: tables that were open are open, and who stood on one still stands there.

use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Element, HtmlElement, Node};

/// What can be open, and what can be stood on.
const OPEN: &str = "details";
const STOPS: &str = "summary, a[href], button";

/// How things stand in `container`; put back once what is being drawn stands there.
pub(super) fn hold(container: &Element) {
    let open: Vec<bool> = all(container, OPEN).iter().map(|details| details.has_attribute("open")).collect();
    let active = document().active_element();
    let focus = all(container, STOPS).iter().position(|stop| active.as_ref() == Some(stop));
    if focus.is_none() && !open.contains(&true) {
        return;
    }
    let container = container.clone();
    let put_back = Closure::once_into_js(move || {
        for (details, was_open) in all(&container, OPEN).iter().zip(open) {
            if was_open {
                // Setting an attribute of a fixed name cannot fail.
                drop(details.set_attribute("open", ""));
            }
        }
        let stops = all(&container, STOPS);
        if let Some(stop) = focus.and_then(|place| stops.get(place)).and_then(|stop| stop.dyn_ref::<HtmlElement>()) {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            drop(stop.focus_with_options(&options));
        }
    });
    // After this turn, before the next paint.
    leptos::prelude::window().queue_microtask(put_back.unchecked_ref());
}

fn all(container: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = container.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index).and_then(|node: Node| node.dyn_into().ok())).collect()
}
