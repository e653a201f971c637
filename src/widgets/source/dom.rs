//! The text area itself: its caret, and changes of its text that the browser's own undo takes back.

use super::{paint::Line, place::lines};
use crate::view::{El, el};
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{HtmlTextAreaElement, Node};

#[wasm_bindgen]
extern "C" {
    /// Old, and the one way to change a text as if somebody had typed it.
    #[wasm_bindgen(js_namespace = document, js_name = execCommand)]
    fn exec_command(name: &str, shows: bool, text: &str) -> bool;
}

/// Puts a text where `start` to `end` was, as if it had been typed there. The text area tells of it itself, or gives `false`.
pub(super) fn replace(area: &HtmlTextAreaElement, start: u32, end: u32, text: &str) -> bool {
    // All of these fail only for a text area that has left the page.
    drop(area.focus());
    drop(area.set_selection_range(start, end));
    let command = if text.is_empty() { "delete" } else { "insertText" };
    if exec_command(command, false, text) {
        return true;
    }
    drop(area.set_range_text_with_start_and_end(text, start, end));
    false
}

/// The line of the caret, from 1.
pub(super) fn caret_line(area: &HtmlTextAreaElement) -> u32 {
    let caret = area.selection_start().ok().flatten().unwrap_or_default() as usize;
    let mut units = area.value().encode_utf16().take(caret).filter(|unit| *unit == u16::from(b'\n')).count();
    units += 1;
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Puts the caret somewhere, in the middle of the view: the lines above and below say where one is.
pub(super) fn go_to(area: &HtmlTextAreaElement, view: &web_sys::Element, at: u32, line: u32) {
    let height = f64::from(area.scroll_height()) / f64::from(lines(&area.value()));
    let middle = f64::from(line.saturating_sub(1)) * height - f64::from(view.client_height()) / 2.0;
    // Both fail only for a text area that has left the page.
    drop(area.focus());
    drop(area.set_selection_range(at, at));
    #[expect(clippy::cast_possible_truncation, reason = "a scroll position in pixels")]
    view.set_scroll_top(middle.max(0.0) as i32);
}

/// The painted lines under a text area. Those that stay as they were keep their elements.
pub(super) struct Painted {
    sheet: Node,
    shown: RefCell<Vec<(Line, Node)>>,
}

impl Painted {
    pub(super) fn new(sheet: Node) -> Self {
        Self { sheet, shown: RefCell::default() }
    }

    pub(super) fn show(&self, lines: Vec<Line>, draw: fn(El, &Line) -> El) {
        let mut shown = self.shown.borrow_mut();
        let same = |pair: &((Line, Node), &Line)| pair.0.0 == *pair.1;
        let head = shown.iter().zip(&lines).take_while(|((old, _), new)| old == *new).count();
        let most = shown.len().min(lines.len()) - head;
        let tail = shown.iter().rev().cloned().zip(lines.iter().rev()).take(most).take_while(same).count();
        let (end, fresh) = (shown.len() - tail, lines.len() - tail);
        let before = shown.get(end).map(|(_, node)| node.clone());
        let new = lines.into_iter().take(fresh).skip(head).map(|line| {
            let node: Node = draw(el("span"), &line).node();
            // Both are nodes of this very sheet.
            drop(self.sheet.insert_before(&node, before.as_ref()));
            (line, node)
        });
        let new: Vec<_> = new.collect();
        for (_, gone) in shown.splice(head..end, new) {
            drop(self.sheet.remove_child(&gone));
        }
    }
}
