//! Whether the page follows what comes in, and the way to make it stand still.

use crate::{
    i18n::{Key, keys::portal::results as words, use_i18n},
    live::{Connection, follow_figures},
    signal::{RwSignal, StoredValue, memo},
    view::{Child as _, El, View, el, keyed},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// What comes in within this time is fetched at once.
const SETTLE: Duration = Duration::from_millis(300);

/// Counts up whenever figures may have changed; who reads it while asking asks again. A handle.
#[derive(Clone, Copy)]
pub(super) struct Coming {
    beat: RwSignal<u32>,
    is_paused: RwSignal<bool>,
}

impl Coming {
    pub(super) fn new() -> Self {
        Self { beat: RwSignal::new(0), is_paused: RwSignal::new(false) }
    }

    /// Tracked.
    pub(super) fn beat(self) -> u32 {
        self.beat.get()
    }

    /// The beat until `holds`, and then the last one before that.
    pub(super) fn beat_unless(self, holds: impl Fn() -> bool + 'static) -> impl Fn() -> u32 {
        let last = StoredValue::new(0_u32);
        let beat = memo(move || {
            if !holds() {
                last.set_value(self.beat.get());
            }
            last.get_value()
        });
        move || beat.get()
    }

    fn moved(self) {
        self.beat.update(|beat| *beat += 1);
    }
}

/// Says whether the figures follow what comes in, and lets the person stop and go on.
pub(super) fn coming(slug: String, coming: Coming) -> El {
    let i18n = use_i18n();
    let is_paused = coming.is_paused;
    let state = keyed(
        move || is_paused.get(),
        move |paused| {
            let state = if paused { state(|| words::LIVE_PAUSED, || "live-mark") } else { followed(&slug, coming) };
            el("span").class("live-state t-meta").attr("role", "status").child(state)
        },
    );
    let toggle = move |_| {
        let paused = !is_paused.get_untracked();
        is_paused.set(paused);
        if !paused {
            // What came in meanwhile.
            coming.moved();
        }
    };
    let button = el("button").attr("type", "button").class("button button-quiet button-small").on(ev::click, toggle);
    let sign = move || icon(if is_paused.get() { Icon::FORWARD } else { Icon::PAUSE });
    let said = el("span").text(move || i18n.text(if is_paused.get() { words::LIVE_GO_ON } else { words::LIVE_PAUSE }));
    el("div").class("live").child((state, button.child((sign, said))))
}

fn followed(slug: &str, coming: Coming) -> View {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let connection = follow_figures(slug, move || {
        if waiting.with_value(Option::is_none) {
            let handle = set_timeout_with_handle(
                move || {
                    waiting.try_update_value(Option::take);
                    coming.moved();
                },
                SETTLE,
            );
            waiting.set_value(handle.ok());
        }
    });
    on_cleanup(move || {
        if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    });
    let is_open = move || connection.get() == Connection::Open;
    state(move || if is_open() { words::LIVE } else { words::LIVE_LOST }, move || if is_open() { "live-mark live-on" } else { "live-mark" })
}

fn state(words: impl Fn() -> Key + 'static, class: impl Fn() -> &'static str + 'static) -> View {
    let i18n = use_i18n();
    (el("i").class(class).attr("aria-hidden", "true"), el("span").text(move || i18n.text(words()))).view()
}
