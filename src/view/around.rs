//! The document and the window that views stand in: those of the page or, in the editor's previews, of a frame in it.

#[cfg(feature = "preview")]
pub use framed::{document, frame, leave_frame, window};
#[cfg(not(feature = "preview"))]
pub use leptos::prelude::{document, window};

use wasm_bindgen::JsCast;

/// A node, or what an event is about, as an element.
#[cfg(not(feature = "preview"))]
pub fn element<T: JsCast>(thing: impl JsCast) -> Option<T> {
    thing.dyn_into().ok()
}

/// A node, or what an event is about, as an element. Each window has classes of its own, and an element keeps the class it was made with or was
/// first seen with, whichever document it stands in: so it is asked what it is, not whose.
#[cfg(feature = "preview")]
pub fn element<T: JsCast>(thing: impl JsCast) -> Option<T> {
    let kind = js_sys::Reflect::get(thing.as_ref(), &"nodeType".into()).ok()?;
    (kind.as_f64() == Some(1.0)).then(|| thing.unchecked_into())
}

/// Whether what happens here may take the focus: always on a page of one's own, and in a frame once the person is in it.
#[must_use]
pub fn may_focus() -> bool {
    #[cfg(feature = "preview")]
    return framed::has_focus();
    #[cfg(not(feature = "preview"))]
    true
}

/// Whether the history of the browser is this view's to write in. That of a frame is the page's around it.
pub const HAS_HISTORY: bool = cfg!(not(feature = "preview"));

#[cfg(feature = "preview")]
mod framed {
    use crate::signal::{PANES, Pane};
    use std::cell::RefCell;
    use web_sys::{Document, HtmlIFrameElement, Window};

    thread_local! {
        static FRAMES: RefCell<[Option<HtmlIFrameElement>; PANES]> = const { RefCell::new([const { None }; PANES]) };
    }

    /// Says in which frame a pane is from now on.
    pub fn frame(pane: Pane, frame: Option<HtmlIFrameElement>) {
        FRAMES.with_borrow_mut(|frames| {
            if let Some(place) = frames.get_mut(pane.index()) {
                *place = frame;
            }
        });
    }

    fn here() -> Option<HtmlIFrameElement> {
        FRAMES.with_borrow(|frames| frames.get(Pane::here().index()).cloned().flatten())
    }

    /// The document of the pane being worked for.
    #[must_use]
    pub fn document() -> Document {
        here().and_then(|frame| frame.content_document()).unwrap_or_else(leptos::prelude::document)
    }

    /// The window of the pane being worked for.
    #[must_use]
    pub fn window() -> Window {
        here().and_then(|frame| frame.content_window()).unwrap_or_else(leptos::prelude::window)
    }

    /// Tells the page around the frame that somebody left what is in it.
    pub fn leave_frame() {
        if let (Some(frame), Ok(event)) = (here(), web_sys::Event::new("tessera:leave")) {
            // It fails only for an event that is on its way already.
            drop(frame.dispatch_event(&event));
        }
    }

    pub(super) fn has_focus() -> bool {
        here().is_none_or(|frame| leptos::prelude::document().active_element().as_ref() == Some(frame.as_ref()))
    }
}
