//! A view of ours as a Leptos view, which is how it is mounted.

use super::{Child, El, View, region};
use leptos::prelude::document;
use leptos::tachys::{
    html::attribute::any_attribute::AnyAttribute,
    hydration::Cursor,
    no_attrs,
    renderer::types::{Element, Node},
    view::{Mountable, Position, PositionState, Render, RenderHtml},
};

/// The nodes of a view between two bounds. Taken out of the document they stay together in a fragment.
pub struct Mounted {
    start: Node,
    end: Node,
}

impl Mounted {
    fn new(view: View) -> Self {
        let fragment: Node = document().create_document_fragment().into();
        let start = region::bound(&fragment);
        view.put(&fragment);
        Self { start, end: region::bound(&fragment) }
    }

    fn move_to(&self, parent: &Node, before: Option<&Node>) {
        let mut next = Some(self.start.clone());
        while let Some(node) = next {
            next = node.next_sibling().filter(|_| node != self.end);
            if parent.insert_before(&node, before).is_err() {
                break;
            }
        }
    }
}

impl Mountable for Mounted {
    fn unmount(&mut self) {
        self.move_to(&document().create_document_fragment(), None);
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

macro_rules! leptos_view {
    ($type:ty) => {
        impl Render for $type {
            type State = Mounted;

            fn build(self) -> Mounted {
                Mounted::new(self.view())
            }

            fn rebuild(self, state: &mut Mounted) {
                let new = Mounted::new(self.view());
                if let Some(parent) = state.start.parent_node() {
                    new.move_to(&parent, Some(&state.start));
                }
                state.unmount();
                *state = new;
            }
        }

        no_attrs!($type);

        impl RenderHtml for $type {
            type AsyncOutput = Self;
            type Owned = Self;

            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self {
                self
            }

            // Nothing is rendered on a server yet; where Leptos asks for it, there is nothing.
            fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

            fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Mounted {
                self.build()
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}
leptos_view!(View);
leptos_view!(El);
