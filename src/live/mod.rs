//! What happens on the server, as it happens: the browser's own event source, which resumes by itself behind the last event that arrived.

use crate::signal::{RwSignal, Signal, StoredValue};
use leptos::prelude::on_cleanup;
use std::rc::Rc;
use tessera_api::paths;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Event, EventSource};

/// Events that move a form's figures.
const FIGURES: [&str; 6] = ["response.saved", "response.completed", "response.deleted", "responses.counted", "form.viewed", "reset"];

/// How it stands with the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// On its way, for the first time or again.
    Connecting,
    /// Whatever happens is told.
    Open,
    /// The server will not have us, or the browser cannot.
    Closed,
}

/// Calls `moved` whenever figures of a form may have changed, as long as the present owner is there.
pub fn follow_figures(form: &str, moved: impl Fn() + 'static) -> Signal<Connection> {
    let connection = RwSignal::new(Connection::Connecting);
    let Ok(source) = EventSource::new(&[paths::STREAM, "?form=", form].concat()) else {
        connection.set(Connection::Closed);
        return connection.read_only();
    };
    let moved = Rc::new(moved);
    let heard = Closure::<dyn Fn(Event)>::new(move |_| moved());
    let opened = Closure::<dyn Fn(Event)>::new(move |_| connection.set(Connection::Open));
    let failing = source.clone();
    let failed = Closure::<dyn Fn(Event)>::new(move |_| {
        let is_closed = failing.ready_state() == EventSource::CLOSED;
        connection.set(if is_closed { Connection::Closed } else { Connection::Connecting });
    });
    for name in FIGURES {
        // Fails for targets that are none; this is one.
        drop(source.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref()));
    }
    source.set_onopen(Some(opened.as_ref().unchecked_ref()));
    source.set_onerror(Some(failed.as_ref().unchecked_ref()));
    let kept = StoredValue::new((source, heard, opened, failed));
    on_cleanup(move || {
        kept.try_with_value(|(source, ..)| source.close());
    });
    connection.read_only()
}
