//! Questions to the document that several widgets ask.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast as _;

/// Whether the target of an event lies within an element.
pub(super) fn holds(root: NodeRef<html::Div>, target: Option<web_sys::EventTarget>) -> bool {
    let node = target.and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    root.get_untracked().is_some_and(|root| root.contains(node.as_ref()))
}
