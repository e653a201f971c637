//! The matrix in its window.

use crate::view::{element, window};
use leptos::ev;
use web_sys::Element;

/// The head stays at the top of the window while the rows go by under it; what takes the focus must not lie under it too (WCAG 2.4.11).
pub(super) fn keep_clear(event: ev::FocusEvent) {
    let target: Option<Element> = event.target().and_then(element);
    let head =
        target.as_ref().and_then(|target| target.closest(".matrix").ok().flatten()?.query_selector(".matrix-head th").ok().flatten());
    let (Some(target), Some(head)) = (target, head) else { return };
    let (target, head) = (target.get_bounding_client_rect(), head.get_bounding_client_rect());
    // In cards there is no head on the screen.
    let hidden = head.bottom() - target.top();
    if head.height() > 1.0 && hidden > 0.0 && head.top() <= 1.0 {
        window().scroll_by_with_x_and_y(0.0, -hidden - RING);
    }
}

/// Room for the ring around what has the focus.
const RING: f64 = 8.0;
