//! A list whose items keep their elements as long as their keys are in it.

use super::{El, View, keep::effect_boxed, region};
use leptos::prelude::{Owner, document};
use std::collections::HashMap;
use web_sys::Node;

/// An item that is on the screen.
struct Shown {
    node: Node,
    owner: Owner,
}

type Draw = Box<dyn FnOnce() -> El>;

/// One element for each item, in the order of the items. An element stays while its key is in the list, and moves only when it has to.
pub fn each<T: 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    key: impl Fn(&T) -> u64 + 'static,
    draw: impl Fn(T) -> El + Clone + 'static,
) -> View {
    let wanted = move || {
        let with_key = |item: T| {
            let (key, draw) = (key(&item), draw.clone());
            let draw: Draw = Box::new(move || draw(item));
            (key, draw)
        };
        items().into_iter().map(with_key).collect()
    };
    boxed(Box::new(wanted))
}

fn boxed(wanted: Box<dyn Fn() -> Vec<(u64, Draw)>>) -> View {
    let fragment: Node = document().create_document_fragment().into();
    let (start, end) = (region::bound(&fragment), region::bound(&fragment));
    // Items outlive a run of the effect, so they belong to who asked for the list and not to the effect.
    let parent = Owner::current().unwrap_or_default();
    let mut shown: HashMap<u64, Shown> = HashMap::new();
    effect_boxed(Box::new(move || {
        let wanted: Vec<(u64, Option<Shown>, Draw)> = wanted().into_iter().map(|(key, draw)| (key, shown.remove(&key), draw)).collect();
        // What is gone goes first: then what stays is where it was, and is not moved.
        #[expect(clippy::iter_over_hash_type, reason = "what leaves together may leave in any order")]
        for (_, gone) in shown.drain() {
            gone.owner.cleanup();
            if let Some(parent) = gone.node.parent_node() {
                drop(parent.remove_child(&gone.node));
            }
        }
        let mut place = start.next_sibling();
        for (key, item, draw) in wanted {
            let item = item.unwrap_or_else(|| {
                let owner = parent.child();
                let node = owner.with(draw).node();
                Shown { node, owner }
            });
            if place.as_ref() == Some(&item.node) {
                place = item.node.next_sibling();
            } else {
                region::insert(&item.node, place.as_ref().unwrap_or(&end));
            }
            shown.insert(key, item);
        }
    }));
    View::of(fragment)
}
