//! What happens on the server, as it happens: the browser's own event source, which resumes by itself behind the last event that arrived.
//!
//! It gives up for good after any answer but a stream, as a proxy sends one while a server starts again, and over HTTP/1.1 each open one takes one
//! of the six connections a browser has for a server. So it is opened anew after a while, and closed while nobody looks.

use crate::signal::{RwSignal, Signal, StoredValue};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{rc::Rc, time::Duration};
use tessera_api::paths;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Event, EventSource};

/// Events that move a form's figures.
const FIGURES: [&str; 6] = ["response.saved", "response.completed", "response.deleted", "responses.counted", "form.viewed", "reset"];

/// How long until it is opened anew, at first; each time in vain it is twice as long.
const AGAIN: Duration = Duration::from_secs(2);
/// At most.
const RARELY: Duration = Duration::from_secs(60);

/// How it stands with the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// On its way, for the first time or again.
    Connecting,
    /// Whatever happens is told.
    Open,
    /// The server will not have us for now, or the browser cannot.
    Closed,
}

/// Calls `moved` whenever figures of a form may have changed, as long as the present owner is there.
pub fn follow_figures(form: &str, moved: impl Fn() + 'static) -> Signal<Connection> {
    let connection = RwSignal::new(Connection::Connecting);
    let address = [paths::STREAM, "?form=", form].concat();
    let stream = Stream { connection, parts: StoredValue::new(Parts { address, ..Parts::default() }) };
    let moved = Rc::new(moved);
    let heard = {
        let moved = Rc::clone(&moved);
        Closure::new(move |_| moved())
    };
    let opened = Closure::new(move |_| {
        stream.has_opened();
        // A new source knows of no event before it.
        moved();
    });
    let failed = Closure::new(move |_| stream.has_failed());
    stream.parts.update_value(|parts| parts.listeners = Some(Listeners { heard, opened, failed }));
    stream.open();
    let looked = window_event_listener(ev::visibilitychange, move |_| stream.look());
    on_cleanup(move || {
        looked.remove();
        stream.close();
    });
    connection.read_only()
}

/// The source, opened and closed as need be. A handle.
#[derive(Clone, Copy)]
struct Stream {
    connection: RwSignal<Connection>,
    parts: StoredValue<Parts>,
}

#[derive(Default)]
struct Parts {
    address: String,
    listeners: Option<Listeners>,
    source: Option<EventSource>,
    timer: Option<TimeoutHandle>,
    /// Tries in vain since it was last open.
    tries: u32,
}

struct Listeners {
    heard: Closure<dyn Fn(Event)>,
    opened: Closure<dyn Fn(Event)>,
    failed: Closure<dyn Fn(Event)>,
}

impl Stream {
    fn open(self) {
        self.close();
        let Some(Ok(source)) = self.parts.try_with_value(|parts| EventSource::new(&parts.address)) else {
            return self.connection.set(Connection::Closed);
        };
        self.parts.update_value(|parts| {
            if let Some(Listeners { heard, opened, failed }) = &parts.listeners {
                for name in FIGURES {
                    // Fails for targets that are none; this is one.
                    drop(source.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref()));
                }
                source.set_onopen(Some(opened.as_ref().unchecked_ref()));
                source.set_onerror(Some(failed.as_ref().unchecked_ref()));
            }
            parts.source = Some(source);
        });
    }

    fn close(self) {
        let parts = self.parts.try_update_value(|parts| (parts.source.take(), parts.timer.take()));
        let (source, timer) = parts.unwrap_or_default();
        if let Some(source) = source {
            source.close();
        }
        if let Some(timer) = timer {
            timer.clear();
        }
    }

    fn has_opened(self) {
        self.connection.set(Connection::Open);
        self.parts.try_update_value(|parts| parts.tries = 0);
    }

    fn has_failed(self) {
        let ended = self.parts.try_update_value(|parts| {
            let is_closed = parts.source.as_ref().is_some_and(|source| source.ready_state() == EventSource::CLOSED);
            is_closed.then(|| {
                let wait = AGAIN.saturating_mul(1 << parts.tries.min(5)).min(RARELY);
                parts.tries = parts.tries.saturating_add(1);
                wait
            })
        });
        let Some(wait) = ended.flatten() else { return self.connection.set(Connection::Connecting) };
        self.connection.set(Connection::Closed);
        let timer = set_timeout_with_handle(move || self.open(), wait).ok();
        self.parts.update_value(|parts| parts.timer = timer);
    }

    /// Nobody may look, or somebody again.
    fn look(self) {
        if document().hidden() {
            self.close();
            self.connection.set(Connection::Connecting);
        } else if self.parts.with_value(|parts| parts.source.is_none()) {
            self.open();
        }
    }
}
