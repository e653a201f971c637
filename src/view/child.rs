//! What can be in an element: words, elements, several, perhaps nothing, or what a closure gives.

use super::{El, append, keep::effect_boxed, region::region};
use leptos::prelude::document;
use send_wrapper::SendWrapper;
use std::borrow::Cow;
use web_sys::Node;

/// Something that can be put into an element.
pub trait Child: Sized {
    /// Puts it at the end of `parent`.
    fn put(self, parent: &Node);

    /// The same as one type, for branches that differ.
    fn view(self) -> View {
        let fragment = document().create_document_fragment();
        self.put(&fragment);
        View::of(fragment)
    }
}

/// A piece of the screen that is made and not put anywhere yet.
#[derive(Default)]
pub struct View(Option<SendWrapper<Node>>);

impl View {
    pub(super) fn of(node: impl Into<Node>) -> Self {
        Self(Some(SendWrapper::new(node.into())))
    }
}

impl Child for View {
    fn put(self, parent: &Node) {
        if let Some(node) = &self.0 {
            append(parent, node);
        }
    }

    fn view(self) -> View {
        self
    }
}

impl Child for El {
    fn put(self, parent: &Node) {
        append(parent, &self.0);
    }

    fn view(self) -> View {
        View::of(self.node::<Node>())
    }
}

impl Child for () {
    fn put(self, _: &Node) {}

    fn view(self) -> View {
        View(None)
    }
}

impl Child for &'static str {
    fn put(self, parent: &Node) {
        append(parent, &document().create_text_node(self));
    }
}

impl Child for String {
    fn put(self, parent: &Node) {
        append(parent, &document().create_text_node(&self));
    }
}

impl<C: Child> Child for Option<C> {
    fn put(self, parent: &Node) {
        if let Some(child) = self {
            child.put(parent);
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn put(self, parent: &Node) {
        for child in self {
            child.put(parent);
        }
    }
}

/// Made anew whenever a signal that the closure read changes; what was made before is cleaned up.
impl<F, C> Child for F
where
    F: Fn() -> C + 'static,
    C: Child,
{
    fn put(self, parent: &Node) {
        region(parent, Box::new(move || self().view()));
    }
}

macro_rules! several {
    ($($name:ident)*) => {
        impl<$($name: Child),*> Child for ($($name,)*) {
            #[expect(non_snake_case, reason = "the names of the types name the values")]
            fn put(self, parent: &Node) {
                let ($($name,)*) = self;
                $($name.put(parent);)*
            }
        }
    };
}
several!(A B);
several!(A B C);
several!(A B C D);
several!(A B C D E);
several!(A B C D E F);
several!(A B C D E F G);
several!(A B C D E F G H);

/// Words, or a closure that gives them.
pub trait Text {
    /// Makes the text node and keeps it true.
    fn node(self) -> Node;
}

impl Text for &str {
    fn node(self) -> Node {
        document().create_text_node(self).into()
    }
}

impl Text for String {
    fn node(self) -> Node {
        self.as_str().node()
    }
}

impl Text for Cow<'static, str> {
    fn node(self) -> Node {
        self.as_ref().node()
    }
}

impl<F: Fn() -> String + 'static> Text for F {
    fn node(self) -> Node {
        live(Box::new(self))
    }
}

fn live(words: Box<dyn Fn() -> String>) -> Node {
    let node = document().create_text_node("");
    let text = node.clone();
    let mut last = String::new();
    effect_boxed(Box::new(move || {
        let now = words();
        if now != last {
            text.set_data(&now);
            last = now;
        }
    }));
    node.into()
}

/// A text node: fixed words, or a closure's, in one node that stays when they change.
#[must_use]
pub fn text(words: impl Text) -> View {
    View::of(words.node())
}
