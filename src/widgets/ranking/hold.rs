//! Taking hold with a pointer or a finger: a mouse drags at once, a finger that has rested for a moment; a finger that moves on scrolls.

use super::ranker::Ranker;
use crate::{
    signal::{Pane, StoredValue},
    view::{element, window},
    widgets::question::focus_id,
};
use leptos::{ev, prelude::*};
use std::time::Duration;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Element;

/// A finger that rests so long lifts.
const REST: Duration = Duration::from_millis(300);
/// A finger that has moved so far scrolls.
const SLIP: f64 = 10.0;
/// A mouse that has moved so far drags; a click trembles less.
const TREMBLE: f64 = 4.0;
/// So near to the upper or lower edge of the window the page moves on under the finger, by so much at a time.
const EDGE: f64 = 72.0;
const PACE: f64 = 10.0;

#[derive(Clone, Copy, Default)]
struct Grip {
    /// The place, and where the pointer came down.
    down: Option<(usize, f64, f64)>,
    timer: Option<TimeoutHandle>,
    /// Whether a pointer holds what is lifted; a key may as well.
    holds: bool,
}

/// One pointer on a list. A handle.
#[derive(Clone, Copy)]
pub(super) struct Hold {
    ranker: Ranker,
    grip: StoredValue<Grip>,
}

impl Hold {
    pub(super) fn new(ranker: Ranker) -> Self {
        let hold = Self { ranker, grip: StoredValue::new(Grip::default()) };
        on_cleanup(move || hold.forget());
        hold
    }

    fn holds(self) -> bool {
        self.grip.with_value(|grip| grip.holds)
    }

    fn set_down(self, down: Option<(usize, f64, f64)>) {
        self.grip.update_value(|grip| grip.down = down);
    }

    /// Nothing comes of what has begun.
    fn forget(self) {
        let timer = self.grip.try_update_value(|grip| std::mem::take(grip).timer).flatten();
        if let Some(timer) = timer {
            timer.clear();
        }
    }

    fn take(self, at: usize) {
        self.ranker.lift(at);
        let is_lifted = untrack(|| self.ranker.lifted()) == Some(at);
        self.grip.update_value(|grip| grip.holds = is_lifted);
    }

    fn let_go(self, keeps: bool) {
        let held = self.holds();
        self.forget();
        if held {
            let at = if keeps { self.ranker.put_down() } else { self.ranker.put_back() };
            if let Some(at) = at {
                focus_id(self.ranker.handle_id(at));
            }
        }
    }

    // A mouse or a pen.

    pub(super) fn pointer_down(self, at: usize, event: &ev::PointerEvent) {
        if event.pointer_type() != "touch" && event.button() == 0 && untrack(|| self.ranker.can_lift(at)) {
            self.set_down(Some((at, f64::from(event.client_x()), f64::from(event.client_y()))));
            if let Some(handle) = current(event) {
                // Fails only for a pointer that is gone already.
                drop(handle.set_pointer_capture(event.pointer_id()));
            }
        }
    }

    pub(super) fn pointer_moves(self, event: &ev::PointerEvent) {
        let Some((at, x, y)) = self.grip.with_value(|grip| grip.down).filter(|_| event.pointer_type() != "touch") else { return };
        let (now_x, now_y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        if !self.holds() && (now_x - x).abs().max((now_y - y).abs()) > TREMBLE {
            self.take(at);
        }
        if self.holds() {
            self.follow(current(event), now_y);
        }
    }

    pub(super) fn pointer_up(self, event: &ev::PointerEvent, keeps: bool) {
        if event.pointer_type() != "touch" {
            self.let_go(keeps);
        }
    }

    // A finger.

    pub(super) fn finger_down(self, at: usize, event: &ev::TouchEvent) {
        self.forget();
        let Some(touch) = event.touches().item(0).filter(|_| event.touches().length() == 1) else { return };
        if !untrack(|| self.ranker.can_lift(at)) {
            return;
        }
        self.set_down(Some((at, f64::from(touch.client_x()), f64::from(touch.client_y()))));
        let pane = Pane::here();
        let rested = move || {
            let _inside = pane.enter();
            self.grip.update_value(|grip| grip.timer = None);
            self.take(at);
            if self.holds() {
                tap_back();
            }
        };
        let timer = set_timeout_with_handle(rested, REST).ok();
        self.grip.update_value(|grip| grip.timer = timer);
    }

    pub(super) fn finger_moves(self, event: &ev::TouchEvent) {
        let Some(touch) = event.touches().item(0) else { return };
        let (x, y) = (f64::from(touch.client_x()), f64::from(touch.client_y()));
        if self.holds() {
            // What is held moves; the page does not.
            event.prevent_default();
            self.follow(current(event), y);
        } else if let Some((_, from_x, from_y)) = self.grip.with_value(|grip| grip.down)
            && (x - from_x).abs().max((y - from_y).abs()) > SLIP
        {
            self.forget();
        }
    }

    pub(super) fn finger_up(self, event: &ev::TouchEvent, keeps: bool) {
        if self.holds() {
            // No click follows: it would be one on whatever lies under the finger now.
            event.prevent_default();
        }
        self.let_go(keeps);
    }

    /// A long press asks for a menu; not while something is held.
    pub(super) fn menu(self, event: &ev::MouseEvent) {
        if self.holds() {
            event.prevent_default();
        }
    }

    /// Moves what is lifted to where the pointer is: over a neighbor as soon as more than half of it is passed.
    fn follow(self, handle: Option<Element>, y: f64) {
        let Some(list) = handle.and_then(|handle| handle.closest("ol").ok().flatten()) else { return };
        let rows = list.children();
        let middle = |at: usize| {
            let row = rows.item(u32::try_from(at).ok()?)?.get_bounding_client_rect();
            Some(row.top() + row.height() / 2.0)
        };
        while let Some(at) = untrack(|| self.ranker.lifted()) {
            let is_below = middle(at + 1).is_some_and(|middle| y > middle) && untrack(|| self.ranker.has_rank(at + 1));
            let is_above = at > 0 && middle(at - 1).is_some_and(|middle| y < middle);
            if !(is_below || is_above) || self.ranker.shift(is_below).is_none() {
                break;
            }
        }
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        if y < EDGE {
            window().scroll_by_with_x_and_y(0.0, -PACE);
        } else if y > height - EDGE {
            window().scroll_by_with_x_and_y(0.0, PACE);
        }
    }
}

fn current(event: &ev::Event) -> Option<Element> {
    element(event.current_target()?)
}

/// A short knock against the finger, on devices that can.
fn tap_back() {
    let navigator = window().navigator();
    let vibrate = js_sys::Reflect::get(&navigator, &"vibrate".into()).ok().and_then(|vibrate| vibrate.dyn_into::<js_sys::Function>().ok());
    if let Some(vibrate) = vibrate {
        // Refused where nobody has touched the page yet; then there is nobody to tell.
        drop(vibrate.call1(&navigator, &JsValue::from_f64(12.0)));
    }
}
