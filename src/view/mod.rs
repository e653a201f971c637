//! What is on the screen, made by plain calls: one type for every element, over Leptos' signals.
//!
//! A macro of nested types makes code for each shape of each piece of markup; here an element is made once, and what changes about it is a
//! boxed closure behind one effect. A respondent's page weighs less than half for it. Leptos keeps the signals, the owners that clean up,
//! the contexts and the mounting.
//!
//! ```ignore
//! el("button")
//!     .attr("type", "button")
//!     .attr("aria-pressed", move || if is_on.get() { "true" } else { "false" })
//!     .on(ev::click, move |_| is_on.update(|on| *on = !*on))
//!     .child((icon(Icon::CHECK), text(move || i18n.text(keys::ON))))
//! ```

mod around;
mod attributes;
mod child;
mod dom;
mod each;
mod foreign;
mod keep;
mod region;

pub use around::{HAS_HISTORY, document, element, may_focus, window};
#[cfg(feature = "preview")]
pub use around::{frame, leave_frame};
pub use attributes::{Attribute, Value};
pub use child::{Child, Text, View, text};
pub use dom::Item;
pub use each::each;
pub use foreign::Mounted;
pub use keep::{after, effect, on_window};
pub use region::{either, keyed, show};

use leptos::ev::EventDescriptor;
use wasm_bindgen::{JsCast, JsValue};

/// An element, from the moment it is made; what it is given later stands in the document at once. One number for the compiler: each call
/// below is a shell over a body that exists once, takes the element and gives it back.
#[derive(Clone)]
pub struct El(Item);

/// A new element of HTML.
#[must_use]
pub fn el(name: &'static str) -> El {
    El(dom::element(name))
}

/// A new element of SVG.
#[must_use]
pub fn svg(name: &'static str) -> El {
    El(dom::element_of("http://www.w3.org/2000/svg", name))
}

impl El {
    /// The node itself, as the type its element has.
    #[must_use]
    pub fn node<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    /// An attribute: a word, nothing (`None`, `false`: absent) or a closure that gives one.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Attribute) -> Self {
        Self(value.apply(self.0, name))
    }

    /// The classes, all of them.
    #[must_use]
    pub fn class(self, value: impl Attribute) -> Self {
        self.attr("class", value)
    }

    /// One class more while `is_on`; the others must not change then.
    #[must_use]
    pub fn class_if(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> Self {
        Self(attributes::toggle(self.0, name, Box::new(is_on)))
    }

    /// A property of the node, such as what stands in a box.
    #[must_use]
    pub fn prop<T: Into<JsValue>>(self, name: &'static str, value: impl Fn() -> T + 'static) -> Self {
        Self(attributes::property(self.0, name, Box::new(move || value().into())))
    }

    /// One property of its style.
    #[must_use]
    pub fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        Self(attributes::style(self.0, name, Box::new(value)))
    }

    /// Listens to an event, as long as the element is there.
    #[must_use]
    pub fn on<E>(self, event: E, handler: impl FnMut(E::EventType) + 'static) -> Self
    where
        E: EventDescriptor,
        E::EventType: JsCast,
    {
        Self(keep::listen(self.0, event, handler))
    }

    /// What is in it, after what is in it already.
    #[must_use]
    pub fn child(self, child: impl Child) -> Self {
        Self(child.put(self.0))
    }

    /// Words in it: fixed ones, or a closure that gives them.
    #[must_use]
    pub fn text(self, words: impl Text) -> Self {
        Self(dom::append(self.0, words.item()))
    }

    /// Markup in it: the app's own drawings, and what the server has sanitised.
    #[must_use]
    pub fn inner_html(self, html: impl Attribute) -> Self {
        self.attr(attributes::MARKUP, html)
    }
}
