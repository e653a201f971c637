//! What an element has besides children: attributes, classes, properties, styles.

use super::keep::effect_boxed;
use std::borrow::Cow;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Gives an element what it is called, or takes it away.
pub(super) type Set = fn(&Element, &'static str, Option<&str>);

type Word = Option<Cow<'static, str>>;

/// What an attribute can be worth. Not there: `None`, `false`.
pub trait Value {
    /// As the document keeps it.
    fn word(self) -> Option<Cow<'static, str>>;
}

impl Value for &'static str {
    fn word(self) -> Word {
        Some(Cow::Borrowed(self))
    }
}

impl Value for String {
    fn word(self) -> Word {
        Some(Cow::Owned(self))
    }
}

impl Value for bool {
    fn word(self) -> Word {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<V: Value> Value for Option<V> {
    fn word(self) -> Word {
        self.and_then(Value::word)
    }
}

/// A value, or a closure that gives one and is asked again when a signal it read changes.
pub trait Attribute {
    /// Sets it, now and whenever it changes.
    fn apply(self, element: &Element, name: &'static str, set: Set);
}

macro_rules! fixed {
    ($($type:ty),*) => {
        $(impl Attribute for $type {
            fn apply(self, element: &Element, name: &'static str, set: Set) {
                set(element, name, self.word().as_deref());
            }
        })*
    };
}
fixed!(&'static str, String, bool, Option<&'static str>, Option<String>);

impl<F, V> Attribute for F
where
    F: Fn() -> V + 'static,
    V: Value,
{
    fn apply(self, element: &Element, name: &'static str, set: Set) {
        live(element.clone(), name, Box::new(move || self().word()), set);
    }
}

fn live(element: Element, name: &'static str, value: Box<dyn Fn() -> Word>, set: Set) {
    let mut last = None;
    effect_boxed(Box::new(move || {
        let now = value();
        if last.as_ref() != Some(&now) {
            set(&element, name, now.as_deref());
            last = Some(now);
        }
    }));
}

/// A name that cannot be one leaves the element as it is; names are written in the code.
pub(super) fn set(element: &Element, name: &'static str, value: Option<&str>) {
    drop(match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    });
}

pub(super) fn toggle(element: &Element, name: &'static str, is_on: Box<dyn Fn() -> bool>) {
    let classes = element.class_list();
    effect_boxed(Box::new(move || {
        drop(if is_on() { classes.add_1(name) } else { classes.remove_1(name) });
    }));
}

/// Writes only what differs from what stands there: writing moves the caret of a box.
pub(super) fn property(element: &Element, name: &'static str, value: Box<dyn Fn() -> JsValue>) {
    let element = element.clone();
    let name = JsValue::from_str(name);
    effect_boxed(Box::new(move || {
        let now = value();
        if js_sys::Reflect::get(&element, &name).ok().as_ref() != Some(&now) {
            drop(js_sys::Reflect::set(&element, &name, &now));
        }
    }));
}

pub(super) fn style(element: &Element, name: &'static str, value: Box<dyn Fn() -> String>) {
    let style = element.unchecked_ref::<web_sys::HtmlElement>().style();
    effect_boxed(Box::new(move || drop(style.set_property(name, &value()))));
}
