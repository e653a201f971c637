//! Effects and listeners that live as long as the owner they were made under.

use super::{around::window, dom::Item};
use crate::signal::{Pane, keep};
use leptos::{
    ev::EventDescriptor,
    prelude::{Effect, RenderEffect},
    reactive::diagnostics::SpecialNonReactiveZone,
};
use std::borrow::Cow;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Runs `run` now, and again after a signal that it read has changed, until the present owner is cleaned up.
pub fn effect(run: impl FnMut() + 'static) {
    effect_boxed(Box::new(run));
}

pub(super) fn effect_boxed(mut run: Box<dyn FnMut()>) {
    let pane = Pane::here();
    keep(Box::new(RenderEffect::new(move |_| {
        let _inside = pane.enter();
        run();
    })));
}

/// Runs `run` once what is being made stands in the document, and again after a signal that it read has changed.
pub fn after(run: impl FnMut() + 'static) {
    fn boxed(mut run: Box<dyn FnMut()>) {
        let pane = Pane::here();
        Effect::new(move |_: Option<()>| {
            let _inside = pane.enter();
            run();
        });
    }
    boxed(Box::new(run));
}

struct Listener {
    target: Item,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.target.remove_event_listener_with_callback(self.name, self.closure.as_ref().unchecked_ref()));
    }
}

/// Listens as long as the present owner is there; the target is given on.
pub(super) fn listen<E>(target: Item, event: E, mut handler: impl FnMut(E::EventType) + 'static) -> Item
where
    E: EventDescriptor,
    E::EventType: JsCast,
{
    let name = match event.name() {
        Cow::Borrowed(name) => name,
        // A name made up at run time is one of few.
        Cow::Owned(name) => name.leak(),
    };
    listen_boxed(target, name, Box::new(move |event: Event| handler(event.unchecked_into())))
}

#[inline(never)]
fn listen_boxed(target: Item, name: &'static str, mut handler: Box<dyn FnMut(Event)>) -> Item {
    let pane = Pane::here();
    let closure = Closure::wrap(Box::new(move |event| {
        let _inside = pane.enter();
        // Leptos warns of reading outside what is tracked, which is just what an event does.
        let _zone = SpecialNonReactiveZone::enter();
        handler(event);
    }) as Box<dyn FnMut(Event)>);
    drop(target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()));
    keep(Box::new(Listener { target: target.clone(), name, closure }));
    target
}

/// Listens to an event of the window until the present owner is cleaned up.
pub fn on_window<E>(event: E, handler: impl FnMut(E::EventType) + 'static)
where
    E: EventDescriptor,
    E::EventType: JsCast,
{
    // A window is no node, and listens as one does.
    listen(window().unchecked_into(), event, handler);
}
