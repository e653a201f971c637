//! What an element has besides children: attributes, classes, properties, styles.

use super::{dom::Item, keep::effect_boxed};
use std::borrow::Cow;
use wasm_bindgen::{JsCast, JsValue};

/// What is in an element goes the way of its attributes, under a name that none of them has.
pub(super) const MARKUP: &str = "";

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
    fn apply(self, item: Item, name: &'static str) -> Item;
}

macro_rules! fixed {
    ($($type:ty),*) => {
        $(impl Attribute for $type {
            fn apply(self, item: Item, name: &'static str) -> Item {
                fixed(item, name, self.word().as_deref())
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
    fn apply(self, item: Item, name: &'static str) -> Item {
        live(item, name, Box::new(move || self().word()))
    }
}

#[inline(never)]
fn fixed(item: Item, name: &'static str, value: Option<&str>) -> Item {
    set(&item, name, value);
    item
}

#[inline(never)]
fn live(item: Item, name: &'static str, value: Box<dyn Fn() -> Word>) -> Item {
    let mut last = None;
    let target = item.clone();
    effect_boxed(Box::new(move || {
        let now = value();
        if last.as_ref() != Some(&now) {
            set(&target, name, now.as_deref());
            last = Some(now);
        }
    }));
    item
}

fn set(item: &Item, name: &'static str, value: Option<&str>) {
    match value {
        _ if name == MARKUP => item.set_markup(value.unwrap_or_default()),
        Some(value) => item.set(name, value),
        None => item.unset(name),
    }
}

#[inline(never)]
pub(super) fn toggle(item: Item, name: &'static str, is_on: Box<dyn Fn() -> bool>) -> Item {
    let classes = item.class_list();
    effect_boxed(Box::new(move || {
        drop(if is_on() { classes.add_1(name) } else { classes.remove_1(name) });
    }));
    item
}

/// Writes only what differs from what stands there: writing moves the caret of a box.
#[inline(never)]
pub(super) fn property(item: Item, name: &'static str, value: Box<dyn Fn() -> JsValue>) -> Item {
    let target = item.clone();
    let name = JsValue::from_str(name);
    effect_boxed(Box::new(move || {
        let now = value();
        if js_sys::Reflect::get(&target, &name).ok().as_ref() != Some(&now) {
            drop(js_sys::Reflect::set(&target, &name, &now));
        }
    }));
    item
}

#[inline(never)]
pub(super) fn style(item: Item, name: &'static str, value: Box<dyn Fn() -> String>) -> Item {
    let style = item.unchecked_ref::<web_sys::HtmlElement>().style();
    effect_boxed(Box::new(move || drop(style.set_property(name, &value()))));
    item
}
