//! A view of ours as a Leptos view, which is how it is mounted.

use super::{
    View,
    dom::{self, Item, append},
    region,
};
use leptos::tachys::{
    renderer::types::{Element, Node},
    view::{Mountable, Render},
};

/// The nodes of a view between two bounds. Taken out of the document they stay together in a fragment.
pub struct Mounted {
    start: Item,
    end: Item,
}

impl Mounted {
    fn new(view: View) -> Self {
        let fragment = dom::fragment();
        let start = region::bound(&fragment);
        Self { start, end: region::bound(&append(fragment, view.0)) }
    }

    fn move_to(&self, parent: &Node, before: Option<&Node>) {
        let mut next = Some(Node::clone(&self.start));
        while let Some(node) = next {
            next = node.next_sibling().filter(|_| node != **self.end);
            if parent.insert_before(&node, before).is_err() {
                break;
            }
        }
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        self.move_to(&dom::fragment(), None);
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.move_to(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.start.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for View {
    type State = Mounted;

    fn build(self) -> Mounted {
        Mounted::new(self)
    }

    fn rebuild(self, state: &mut Mounted) {
        let new = Mounted::new(self);
        if let Some(parent) = state.start.parent_node() {
            new.move_to(&parent, Some(&state.start));
        }
        state.unmount();
        *state = new;
    }
}
