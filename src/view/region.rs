//! A stretch of children that a closure makes anew when what it read changes.

use super::{
    Child, View,
    around::{document, may_focus},
    dom::{self, Item},
    keep::effect_boxed,
};
use crate::signal::memo;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

/// Between two empty text nodes, so that the stretch is found wherever it was moved to.
#[inline(never)]
pub(super) fn region(parent: Item, make: Box<dyn Fn() -> View>) -> Item {
    let (start, end) = (bound(&parent), bound(&parent));
    effect_boxed(Box::new(move || {
        let made = make();
        let focused = clear(&start, &end);
        insert(&made.0, &end);
        if let Some(id) = focused {
            refocus(&id);
        }
    }));
    parent
}

pub(super) fn bound(parent: &Item) -> Item {
    let item = dom::words("");
    parent.take(&item);
    item
}

pub(super) fn insert(node: &Node, before: &Node) {
    if let Some(parent) = before.parent_node() {
        drop(parent.insert_before(node, Some(before)));
    }
}

/// Takes everything between the bounds away; the id of what had the focus in there, if it had one.
fn clear(start: &Node, end: &Node) -> Option<String> {
    let mut focused = None;
    let active = document().active_element();
    while let Some(node) = start.next_sibling().filter(|node| node != end) {
        if let Some(active) = active.as_ref().filter(|active| node.contains(Some(active))) {
            focused = Some(active.id()).filter(|id| !id.is_empty());
        }
        let Some(parent) = node.parent_node() else { break };
        if parent.remove_child(&node).is_err() {
            break;
        }
    }
    focused
}

/// Who stood on something that was made anew stands on it again.
fn refocus(id: &str) {
    if may_focus()
        && let Some(element) = document().get_element_by_id(id)
    {
        drop(element.unchecked_into::<HtmlElement>().focus());
    }
}

/// What `draw` makes of what `read` gives, made anew only when that is another value (or when `draw` itself reads what changes).
pub fn keyed<T, C>(read: impl Fn() -> T + 'static, draw: impl Fn(T) -> C + 'static) -> View
where
    T: Clone + PartialEq + 'static,
    C: Child,
{
    let value = memo(read);
    Child::view(move || draw(value.get()))
}

/// `then` while `is_on`, made anew only when that changes.
pub fn show<C: Child>(is_on: impl Fn() -> bool + 'static, then: impl Fn() -> C + 'static) -> View {
    chosen(Box::new(is_on), Box::new(move || then().view()), Box::new(View::default))
}

/// `then` while `is_on`, else `otherwise`; made anew only when that changes.
pub fn either<A: Child, B: Child>(
    is_on: impl Fn() -> bool + 'static,
    then: impl Fn() -> A + 'static,
    otherwise: impl Fn() -> B + 'static,
) -> View {
    chosen(Box::new(is_on), Box::new(move || then().view()), Box::new(move || otherwise().view()))
}

#[inline(never)]
fn chosen(is_on: Box<dyn Fn() -> bool>, then: Box<dyn Fn() -> View>, otherwise: Box<dyn Fn() -> View>) -> View {
    keyed(is_on, move |is_on| if is_on { then() } else { otherwise() })
}
