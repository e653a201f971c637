//! What can be in an element: words, elements, several, perhaps nothing, or what a closure gives.

use super::{
    El,
    dom::{self, Item, append},
    keep::effect_boxed,
    region::region,
};
use std::borrow::Cow;

/// Something that can be put into an element.
pub trait Child: Sized {
    /// Puts it at the end of `parent`, which is given on.
    fn put(self, parent: Item) -> Item;

    /// The same as one type, for branches that differ.
    fn view(self) -> View {
        View(self.put(dom::fragment()))
    }
}

/// A piece of the screen that is made and not put anywhere yet: a node, or several in a fragment.
pub struct View(pub(super) Item);

impl Default for View {
    fn default() -> Self {
        ().view()
    }
}

impl Child for View {
    fn put(self, parent: Item) -> Item {
        append(parent, self.0)
    }

    fn view(self) -> View {
        self
    }
}

impl Child for El {
    fn put(self, parent: Item) -> Item {
        append(parent, self.0)
    }

    fn view(self) -> View {
        View(self.0)
    }
}

impl Child for () {
    fn put(self, parent: Item) -> Item {
        parent
    }
}

impl Child for &'static str {
    fn put(self, parent: Item) -> Item {
        append(parent, self.item())
    }
}

impl Child for String {
    fn put(self, parent: Item) -> Item {
        append(parent, self.item())
    }
}

impl<C: Child> Child for Option<C> {
    fn put(self, parent: Item) -> Item {
        match self {
            Some(child) => child.put(parent),
            None => parent,
        }
    }
}

impl<C: Child> Child for Vec<C> {
    fn put(self, parent: Item) -> Item {
        self.into_iter().fold(parent, |parent, child| child.put(parent))
    }
}

/// Made anew whenever a signal that the closure read changes; what was made before is cleaned up.
impl<F, C> Child for F
where
    F: Fn() -> C + 'static,
    C: Child,
{
    fn put(self, parent: Item) -> Item {
        region(parent, Box::new(move || self().view()))
    }
}

macro_rules! several {
    ($($name:ident)*) => {
        impl<$($name: Child),*> Child for ($($name,)*) {
            #[expect(non_snake_case, reason = "the names of the types name the values")]
            fn put(self, parent: Item) -> Item {
                let ($($name,)*) = self;
                $(let parent = $name.put(parent);)*
                parent
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
    fn item(self) -> Item;
}

impl Text for &str {
    fn item(self) -> Item {
        dom::words(self)
    }
}

impl Text for String {
    fn item(self) -> Item {
        dom::words(&self)
    }
}

impl Text for Cow<'static, str> {
    fn item(self) -> Item {
        dom::words(&self)
    }
}

impl<F: Fn() -> String + 'static> Text for F {
    fn item(self) -> Item {
        live(Box::new(self))
    }
}

#[inline(never)]
fn live(words: Box<dyn Fn() -> String>) -> Item {
    let item = dom::words("");
    let text = item.clone();
    let mut last = String::new();
    effect_boxed(Box::new(move || {
        let now = words();
        if now != last {
            text.set_words(&now);
            last = now;
        }
    }));
    item
}

/// A text node: fixed words, or a closure's, in one node that stays when they change.
#[must_use]
pub fn text(words: impl Text) -> View {
    View(words.item())
}
