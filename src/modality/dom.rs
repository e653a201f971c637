//! The browser's side of the remote: reads the screen into a focus tree, moves the real focus, listens to keys and history.
//!
//! A screen says what can take the focus by attributes. On an element: `data-focus` (its name), `data-preferred`, `data-ok` (what OK does
//! there, in words), `data-color` (the colored key that does the same). On a box around some: `data-group` (its name), `data-program` (`row`, `column`), `data-block` (sides that
//! nothing leaves by), `data-scroll` (scrolls to the focus), `data-aside`
//! (a screen is not entered there), `data-wraps`. A box with `data-layer` lies over everything before it.

mod back;
mod read;
mod scope;

pub use back::{follow_history, sentinel};
pub use scope::{FocusScope, Focused};

use super::{Intent, KeyPress, Layout, Platform, PrimaryPointer, Surroundings, intent};
use crate::view::{element, on_window, window};
use leptos::ev;

/// What can be known about the device and the container before anything is drawn. The caller adds what it has asked or stored.
#[must_use]
pub fn surroundings(width: f64, height: f64) -> Surroundings {
    let query = |query: &str| window().match_media(query).ok().flatten().is_some_and(|list| list.matches());
    let pointer = if query("(pointer: coarse)") {
        PrimaryPointer::Coarse
    } else if query("(pointer: none)") {
        PrimaryPointer::None
    } else {
        PrimaryPointer::Fine
    };
    let asked = window().location().search().ok().as_deref().and_then(asked_layout);
    Surroundings { asked, platform: platform(), width, height, pointer, ..Surroundings::default() }
}

/// The platform by the browser's own name for itself.
pub(super) fn platform() -> Platform {
    window().navigator().user_agent().map(|agent| Platform::from_user_agent(&agent)).unwrap_or_default()
}

/// Whether the remote has keys of colors.
#[must_use]
pub fn has_colored_keys() -> bool {
    platform().has_colored_keys()
}

/// `layout=` in the query of an address.
fn asked_layout(search: &str) -> Option<Layout> {
    search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("layout=")).and_then(Layout::from_name)
}

/// The time by which presses are told apart.
pub(super) fn now_millis() -> f64 {
    js_sys::Date::now()
}

/// Calls `act` with what each key means, and with whether the key is held, as long as the present owner lives. A key that `act` took
/// does nothing else.
pub fn on_intent(act: impl Fn(Intent, bool) -> bool + 'static) {
    let platform = platform();
    on_window(ev::keydown, move |event| {
        let key = event.key();
        let target = event.target().and_then(element::<web_sys::Element>);
        let is_typing = target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA"));
        let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key();
        let press = KeyPress { key: &key, code: event.key_code(), has_modifier, is_typing };
        let Some(intent) = intent(platform, press) else { return };
        if act(intent, event.repeat()) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_read_from_the_query() {
        assert_eq!(asked_layout("?lang=he&layout=tv"), Some(Layout::Tv));
        assert_eq!(asked_layout("?layout=watch"), None);
        assert_eq!(asked_layout("?mylayout=tv"), None);
        assert_eq!(asked_layout(""), None);
    }
}
