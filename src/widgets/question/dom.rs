//! Where the focus goes in the document.

use crate::{
    signal::Pane,
    view::{document, element, may_focus, window},
    widgets::survey::Question,
};
use leptos::prelude::request_animation_frame;
use web_sys::{FocusOptions, HtmlElement};

/// What of a question's tile takes the focus, best first: a group in which something is wrong, a group's one Tab stop or a box, then what can only be read.
const CONTROLS: [&str; 3] = [
    "[role='radiogroup'][aria-invalid='true'] [tabindex='0']",
    ".question-body input:not([disabled]), .question-body textarea:not([disabled]), .question-body [tabindex='0'], .question-body [role='checkbox'], .question-body .field",
    "[tabindex='-1']",
];

/// Brings a question's title into view and puts the focus on its control.
///
/// The title is scrolled to first: focusing alone would put the control at the edge and the question out of sight.
pub fn focus_question(question: Question) {
    soon(move || {
        let Some(tile) = document().get_element_by_id(&question.dom_id()) else { return };
        let control = CONTROLS.iter().find_map(|control| tile.query_selector(control).ok().flatten());
        if !is_in_view(&tile) {
            tile.scroll_into_view();
        }
        if let Some(control) = control.and_then(element::<HtmlElement>) {
            focus_quietly(&control);
        }
    });
}

/// Puts the focus on a question's title, so that it is read first, and no keyboard comes up over it; on what it holds when it has none.
pub fn focus_title(question: Question) {
    soon(move || {
        let title = document().get_element_by_id(&question.part_id("-title")).and_then(element::<HtmlElement>);
        match title {
            Some(title) => focus_quietly(&title),
            None => focus_question(question),
        }
    });
}

/// Puts the focus on the element with this id: at once where it can take it, else once it is drawn.
pub fn focus_id(id: String) {
    if may_focus() && !takes_focus(&id) {
        soon(move || {
            takes_focus(&id);
        });
    }
}

fn takes_focus(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id).and_then(element::<HtmlElement>) else { return false };
    drop(element.focus());
    document().active_element().is_some_and(|active| active == *element)
}

/// Acts after the present batch, when what is being drawn stands in the document; not when the person went somewhere else meanwhile: a busy
/// device lets them wait for a frame, and what they type then is theirs.
fn soon(act: impl FnOnce() + 'static) {
    if !may_focus() {
        return;
    }
    let (before, pane) = (document().active_element(), Pane::here());
    request_animation_frame(move || {
        let _inside = pane.enter();
        let now = document().active_element();
        let went_elsewhere = now.is_some() && now != before && now.as_deref() != document().body().as_deref().map(AsRef::as_ref);
        if !went_elsewhere {
            act();
        }
    });
}

fn is_in_view(element: &web_sys::Element) -> bool {
    let rect = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    rect.top() >= 0.0 && rect.bottom() <= height
}

fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    drop(element.focus_with_options(&options));
}

/// Takes the focus out of the box that has it, and gives it back: what stands in it is read as if the person had left.
pub fn blur_active() {
    let active = document().active_element().filter(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"));
    let Some(active) = active.and_then(element::<HtmlElement>) else { return };
    drop(active.blur());
    focus_quietly(&active);
}
