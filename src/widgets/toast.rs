//! One line over the thumb bar with one way back, for five seconds. Never two.

use super::icon::{Icon, icon};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    signal::{RwSignal, StoredValue},
    view::{El, el, text},
};
use leptos::{ev, prelude::*};
use std::{rc::Rc, time::Duration};

/// How long it stays.
const SHOWN: Duration = Duration::from_secs(5);

/// What a toast says and takes back.
#[derive(Clone)]
pub struct Toast {
    /// The line.
    pub words: String,
    /// Takes it back.
    pub undo: Rc<dyn Fn()>,
}

/// The place of the toast. A handle.
#[derive(Clone, Copy)]
pub struct Toaster {
    toast: RwSignal<Option<Toast>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Toaster {
    /// No toast yet.
    #[must_use]
    pub fn new() -> Self {
        Self { toast: RwSignal::new(None), timer: StoredValue::new(None) }
    }

    /// Shows a toast in the place of the one before.
    pub fn show(self, toast: Toast) {
        self.stop();
        self.toast.set(Some(toast));
        self.wait();
    }

    /// Takes it away.
    pub fn hide(self) {
        self.stop();
        self.toast.set(None);
    }

    fn wait(self) {
        let handle = set_timeout_with_handle(move || self.toast.set(None), SHOWN);
        self.timer.set_value(handle.ok());
    }

    fn stop(self) {
        if let Some(handle) = self.timer.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}

impl Default for Toaster {
    fn default() -> Self {
        Self::new()
    }
}

/// The toast itself. It waits while it has the focus: five seconds are short for whoever tabs to it.
#[must_use]
pub fn toast_place(toaster: Toaster) -> El {
    let i18n = use_i18n();
    on_cleanup(move || toaster.stop());
    let slab = move |toast: Toast| {
        let undo = move |_| {
            toaster.hide();
            (toast.undo)();
        };
        el("div").class("toast").on(ev::focusin, move |_| toaster.stop()).on(ev::focusout, move |_| toaster.wait()).child((
            el("span").text(toast.words),
            el("button").attr("type", "button").on(ev::click, undo).child((icon(Icon::UNDO), text(i18n.text(keys::UNDO)))),
        ))
    };
    el("div").class("toast-place").attr("role", "status").child(move || toaster.toast.get().map(slab))
}
