//! What the portal says, and how: the element with `data-previews` carries who asks (`data-workspace`,
//! `data-audience`, perhaps `data-operator` and `data-privacy`) and, as the property
//! `tesseraDefinition`, the text to show. The event `tessera:previews` tells that one of them is there or has changed, and its detail is the
//! element; without one the previews are to go. Language and look are those of the page. All of these names are a contract with
//! `pages/portal/edit/previews.rs`.

use super::device::Wear;
use crate::{i18n::Locale, pages::respond::Asker};
use leptos::prelude::{document, on_cleanup, set_timeout, window};
use std::{cell::Cell, rc::Rc, time::Duration};
use tessera_api::forms::Audience;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{Event, HtmlElement, MutationObserver, MutationObserverInit};

const EVENT: &str = "tessera:previews";
const PROPERTY: &str = "tesseraDefinition";
const PLACE: &str = "[data-previews]";

thread_local! {
    /// When the portal last said something, by the clock of the page.
    static SAID: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Calls `act` with the place of the previews whenever something is said of it, at once where something was said before this program was
/// there; without one when they are to go.
pub(super) fn listen(act: impl Fn(Option<HtmlElement>) + 'static) {
    let find = || document().query_selector(PLACE).ok().flatten().and_then(|place| place.dyn_into::<HtmlElement>().ok());
    if let Some(place) = find() {
        act(Some(place));
    }
    let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        SAID.set(Some(event.time_stamp()));
        act(find());
    });
    drop(document().add_event_listener_with_callback(EVENT, hear.as_ref().unchecked_ref()));
    // As long as the page.
    hear.forget();
}

/// The text to show, once there is one that can be read.
pub(super) fn definition(place: &HtmlElement) -> Option<Rc<str>> {
    js_sys::Reflect::get(place, &PROPERTY.into()).ok()?.as_string().map(Rc::from)
}

/// Who asks, and whom.
pub(super) fn asker(place: &HtmlElement) -> Asker {
    let audience = match place.get_attribute("data-audience").as_deref() {
        Some("employees") => Audience::Employees,
        _ => Audience::Customers,
    };
    let workspace = place.get_attribute("data-workspace").unwrap_or_default();
    Asker { workspace, operator: place.get_attribute("data-operator"), privacy: place.get_attribute("data-privacy"), audience }
}

/// The language of the portal.
pub(super) fn locale() -> Locale {
    root("lang").as_deref().and_then(Locale::from_tag).unwrap_or(Locale::En)
}

/// Its look.
pub(super) fn wear() -> Wear {
    Wear { theme: root("data-theme"), contrast: root("data-contrast") }
}

fn root(name: &str) -> Option<String> {
    document().document_element()?.get_attribute(name)
}

/// Calls `act` when language or look of the page change, until the present owner is cleaned up.
pub(super) fn follow_page(act: impl Fn() + 'static) {
    let changed = Closure::<dyn Fn()>::new(act);
    let (Ok(observer), Some(root)) = (MutationObserver::new(changed.as_ref().unchecked_ref()), document().document_element()) else {
        return;
    };
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    options.set_attribute_filter(&js_sys::Array::of3(&"lang".into(), &"data-theme".into(), &"data-contrast".into()));
    // It only fails for options that contradict each other.
    drop(observer.observe_with_options(&root, &options));
    let kept = send_wrapper::SendWrapper::new((observer, changed));
    on_cleanup(move || kept.0.disconnect());
}

/// Notes how long it took from what the portal said until all three views are drawn, among the measures that browsers keep for developers.
pub(super) fn measure() {
    let Some(start) = SAID.take() else { return };
    // Effects run after this task.
    let note = move || {
        let options = js_sys::Object::new();
        drop(js_sys::Reflect::set(&options, &"start".into(), &start.into()));
        let performance = js_sys::Reflect::get(&window(), &"performance".into()).unwrap_or_default();
        let measure =
            js_sys::Reflect::get(&performance, &"measure".into()).ok().and_then(|measure| measure.dyn_into::<js_sys::Function>().ok());
        if let Some(measure) = measure {
            drop(measure.call2(&performance, &JsValue::from_str("tessera:previews"), &options));
        }
    };
    set_timeout(note, Duration::ZERO);
}
