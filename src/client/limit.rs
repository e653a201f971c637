//! A time limit on a request: without one, a connection that died silently is waited for until the browser itself gives up.

use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{AbortController, AbortSignal};

/// How long an answer may take.
const LIMIT_MILLIS: i32 = 20_000;

/// Cuts a request off when its time is over; dropped with the answer.
pub(super) struct Limit {
    controller: AbortController,
    timer: i32,
    _cut: Closure<dyn FnMut()>,
}

impl Limit {
    /// Starts the clock; `None` where the browser cannot cut requests off.
    pub(super) fn start() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let cut = {
            let controller = controller.clone();
            Closure::wrap(Box::new(move || controller.abort()) as Box<dyn FnMut()>)
        };
        let timer =
            web_sys::window()?.set_timeout_with_callback_and_timeout_and_arguments_0(cut.as_ref().unchecked_ref(), LIMIT_MILLIS).ok()?;
        Some(Self { controller, timer, _cut: cut })
    }

    /// What the request listens to.
    pub(super) fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.timer);
        }
    }
}
