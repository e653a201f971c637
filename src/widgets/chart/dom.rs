//! How wide a chart really is, so that its words keep their size on a phone.

use crate::{
    signal::{RwSignal, Signal, StoredValue},
    view::{El, after},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Element, ResizeObserver};

/// Pixels the element offers; `before` until it is on the screen, and for ever in an engine that cannot observe.
pub(super) fn use_width(target: &El, before: f64) -> Signal<f64> {
    let width = RwSignal::new(before);
    let element: Element = target.node();
    // Not a derived value: only the browser knows, and says so from outside.
    after(move || {
        let measured = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || {
            let offered = f64::from(measured.client_width());
            if offered > 0.0 && (offered - width.get_untracked()).abs() >= 1.0 {
                width.set(offered);
            }
        });
        let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) else { return };
        observer.observe(&element);
        let kept = StoredValue::new((observer, measure));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    });
    width.read_only()
}
