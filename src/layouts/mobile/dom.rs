//! The phone's own surroundings: the keyboard that covers half the screen, the finger, what has the focus.

use super::swipe::{Finger, Swipe};
use crate::{
    signal::{Pane, StoredValue},
    view::{document, element, window},
};
use leptos::{ev, prelude::on_cleanup};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Element, HtmlElement};

/// How far above the keyboard the box being written in stays.
const CLEARANCE: f64 = 16.0;

/// Keeps the thumb bar and the box being written in above the on-screen keyboard while the layout is shown.
///
/// `visualViewport` is the one way that every engine of ours has (Chromium 61); without it the browser scrolls the box into view itself.
pub(super) fn follow_keyboard() {
    let Some(viewport) = window().visual_viewport() else { return };
    let pane = Pane::here();
    let follow = move || {
        let _inside = pane.enter();
        let Some(viewport) = window().visual_viewport() else { return };
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "a window is not that high")]
        let covered = (height - viewport.height() - viewport.offset_top()).max(0.0).round() as i32;
        if let Some(root) = document().document_element().and_then(element::<HtmlElement>) {
            drop(root.style().set_property("--keyboard", &[covered.to_string().as_str(), "px"].concat()));
        }
        lift_field(viewport.height());
    };
    let handler = StoredValue::new(Closure::wrap(Box::new(follow) as Box<dyn FnMut()>));
    handler.with_value(|handler| drop(viewport.add_event_listener_with_callback("resize", handler.as_ref().unchecked_ref())));
    on_cleanup(move || {
        let _inside = pane.enter();
        handler.try_with_value(viewport_remove);
    });
}

fn viewport_remove(handler: &Closure<dyn FnMut()>) {
    if let Some(viewport) = window().visual_viewport() {
        // Fails only for what is no function.
        drop(viewport.remove_event_listener_with_callback("resize", handler.as_ref().unchecked_ref()));
    }
}

fn lift_field(visible: f64) {
    let Some(field) = document().active_element().filter(is_text_box) else { return };
    let bar = document().query_selector(".survey-s > footer").ok().flatten().map_or(0.0, |bar| bar.get_bounding_client_rect().height());
    let over = field.get_bounding_client_rect().bottom() + CLEARANCE + bar - visible;
    if over > 0.0 {
        window().scroll_by_with_x_and_y(0.0, over);
    }
}

fn is_text_box(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA")
}

/// A finger on the question.
#[derive(Clone, Copy)]
pub(super) struct Touch {
    finger: StoredValue<Finger>,
}

impl Touch {
    pub(super) fn new() -> Self {
        Self { finger: StoredValue::new(Finger::default()) }
    }

    pub(super) fn down(self, event: &ev::TouchEvent) {
        let Some(touch) = event.touches().item(0) else { return };
        // Two fingers zoom; that is never ours.
        if event.touches().length() > 1 {
            self.lost();
            return;
        }
        let is_taken = event
            .target()
            .and_then(element::<Element>)
            .and_then(|element| element.closest("input, textarea, select, .range, .matrix, .ranks, dialog").ok().flatten())
            .is_some();
        let (x, y) = (f64::from(touch.client_x()), f64::from(touch.client_y()));
        self.finger.update_value(|finger| finger.down(x, y, event.time_stamp(), width(), is_taken));
    }

    pub(super) fn moves(self, event: &ev::TouchEvent) {
        if let Some(touch) = event.touches().item(0) {
            self.finger.update_value(|finger| finger.moves(f64::from(touch.client_x()), f64::from(touch.client_y())));
        }
    }

    pub(super) fn up(self, event: &ev::TouchEvent, is_rtl: bool) -> Option<Swipe> {
        let touch = event.changed_touches().item(0)?;
        self.finger.try_update_value(|finger| finger.up(f64::from(touch.client_x()), event.time_stamp(), width(), is_rtl)).flatten()
    }

    pub(super) fn lost(self) {
        self.finger.update_value(Finger::lost);
    }
}

fn width() -> f64 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default()
}

/// Whether a key was pressed in a box of one line that does not use Enter itself.
pub(super) fn is_line(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(element::<Element>);
    target.is_some_and(|element| {
        element.tag_name() == "INPUT" && element.get_attribute("role").is_none() && element.closest("dialog").ok().flatten().is_none()
    })
}
