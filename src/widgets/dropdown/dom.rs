//! The document's part of a list that opens: the row in view, the sheet as a modal dialog that Back closes.

use crate::{
    signal::Pane,
    view::{HAS_HISTORY, document, element, window},
};
use leptos::prelude::request_animation_frame;
use web_sys::HtmlDialogElement;

/// Scrolls the row with this id into view, as far as needed.
pub(super) fn show_row(id: String) {
    let pane = Pane::here();
    request_animation_frame(move || {
        let _inside = pane.enter();
        let Some(row) = document().get_element_by_id(&id) else { return };
        let Some(list) = row.parent_element() else { return };
        let (row_box, list_box) = (row.get_bounding_client_rect(), list.get_bounding_client_rect());
        // Whole pixels are enough for a scroll position.
        #[expect(clippy::cast_possible_truncation, reason = "positions on a screen")]
        let over = if row_box.top() < list_box.top() {
            (row_box.top() - list_box.top()) as i32
        } else if row_box.bottom() > list_box.bottom() {
            (row_box.bottom() - list_box.bottom()) as i32
        } else {
            0
        };
        list.set_scroll_top(list.scroll_top() + over);
    });
}

/// Opens a dialog over the page. The browser's own: the rest is inert, Escape closes, the focus comes back.
pub(super) fn open_dialog(dialog: &HtmlDialogElement) {
    // A dialog that is open already throws; then there is nothing to do.
    drop(dialog.show_modal());
    // Back is to close the sheet and not to leave the survey.
    if let Ok(history) = window().history()
        && HAS_HISTORY
    {
        drop(history.push_state_with_url(&"sheet".into(), "", None));
    }
}

/// Closes it; the entry that Back would have used goes with it.
pub(super) fn close_dialog(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
    if let Ok(history) = window().history()
        && HAS_HISTORY
        && history.state().ok().and_then(|state| state.as_string()).as_deref() == Some("sheet")
    {
        drop(history.back());
    }
}

/// Whether an event hit the dialog itself, which is its backdrop: its content covers all the rest.
pub(super) fn is_backdrop(event: &leptos::ev::MouseEvent) -> bool {
    event.target().and_then(element::<web_sys::Element>).is_some_and(|element| element.tag_name().eq_ignore_ascii_case("dialog"))
}
