//! One of all pages of this origin at a time: Web Locks where the browser has them (Chromium 69, Safari 15.4). Without them two tabs may send
//! the same save, which the server tells by its key, and two that are answered for the first time in the same instant are two responses.

use js_sys::{Function, Promise, Reflect};
use std::pin::Pin;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

type Work = Pin<Box<dyn Future<Output = ()>>>;

/// What sends holds this.
pub(super) const SENDING: &str = "tessera-outbox";

/// What changes a draft that another tab may change too.
pub(super) const DRAFTS: &str = "tessera-drafts";

/// Runs `work` while no other page of this origin holds `name`.
pub(super) async fn alone(name: &str, work: Work) {
    match request() {
        Some((locks, request)) => {
            let hold = Closure::once_into_js(move |_lock: JsValue| held(work));
            let granted = request.call2(&locks, &name.into(), &hold);
            if let Some(granted) = granted.ok().and_then(|granted| granted.dyn_into::<Promise>().ok()) {
                // A lock is refused only when the page goes away.
                drop(JsFuture::from(granted).await);
            }
        }
        None => work.await,
    }
}

/// Kept, and so is the lock, until the work is done.
fn held(work: Work) -> Promise {
    let mut work = Some(work);
    Promise::new(&mut |done, _| {
        if let Some(work) = work.take() {
            spawn_local(async move {
                work.await;
                drop(done.call0(&JsValue::UNDEFINED));
            });
        }
    })
}

fn request() -> Option<(JsValue, Function)> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    Some((locks, request))
}
