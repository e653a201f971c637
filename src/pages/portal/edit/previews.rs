//! The survey as people will meet it, beside the text it is made of: brings the program that shows it, and tells it what to show.
//!
//! The names of the element, the property and the event are a contract with `pages/preview/said.rs`.

use crate::{
    i18n::{
        I18n,
        keys::portal::{edit as words, failed},
    },
    pages::{
        desk::{Who, use_session},
        respond::start,
    },
    signal::{RwSignal, Signal},
    view::{El, after, el, show},
    widgets::icon::{Icon, icon},
};
use leptos::{
    ev,
    prelude::{document, on_cleanup},
};
use std::{cell::Cell, rc::Rc};
use tessera_api::forms::Audience;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::{Event, HtmlElement};

/// The mark of the place.
const PLACE: &str = "data-previews";

thread_local! {
    /// The program stays as long as the page of the browser does.
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// What the last text that could be read looks like on each screen; `definition` is its sanitized definition as JSON text.
pub(super) fn previews(i18n: I18n, audience: Audience, definition: Signal<Option<Rc<str>>>) -> El {
    let has_failed = RwSignal::new(false);
    let (workspace, operator, privacy) = match use_session().who_now() {
        Who::In(me) => (me.workspace, me.operator, me.privacy),
        _ => (String::new(), None, None),
    };
    let place = el("div").class("previews").attr(PLACE, "").attr("data-workspace", workspace);
    let place = place.attr("data-operator", operator).attr("data-privacy", privacy);
    let place = place.attr("data-audience", (audience == Audience::Employees).then_some("employees"));
    let node: HtmlElement = place.node();
    after({
        let node = node.clone();
        move || {
            // While the text cannot be read, what the last one looked like stays.
            if let Some(text) = definition.get() {
                drop(js_sys::Reflect::set(&node, &"tesseraDefinition".into(), &JsValue::from_str(&text)));
                tell();
            }
        }
    });
    let left = send_wrapper::SendWrapper::new(node);
    on_cleanup(move || {
        drop(left.remove_attribute(PLACE));
        tell();
    });
    bring(has_failed);
    let failure = move || {
        let again = el("button").attr("type", "button").class("button").on(ev::click, move |_| bring(has_failed));
        el("div").class("state").attr("role", "alert").child((
            el("p").text(i18n.live(words::PREVIEWS_FAILED)),
            again.child((icon(Icon::REFRESH), el("span").text(i18n.live(failed::RETRY)))),
        ))
    };
    el("section")
        .class("edit-previews")
        .attr("aria-label", i18n.live(words::PREVIEWS))
        .child((place, show(move || has_failed.get(), failure)))
}

/// Says that there is something to show, or to stop showing.
fn tell() {
    if let Ok(event) = Event::new("tessera:previews") {
        // It fails only for an event that is on its way already.
        drop(document().dispatch_event(&event));
    }
}

/// Loads the program, unless it is there from an earlier visit to this page.
fn bring(has_failed: RwSignal<bool>) {
    has_failed.set(false);
    if IS_HERE.get() {
        return;
    }
    let take = move |is_loaded: bool| {
        // Asked for twice, it begins once.
        let begins = is_loaded && !IS_HERE.replace(is_loaded);
        has_failed.set(!is_loaded);
        begins
    };
    start("preview", &Closure::once_into_js(take));
}
