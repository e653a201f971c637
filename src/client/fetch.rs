//! The browser's own `fetch`, bound as the client needs it.

use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    /// The head of an answer; its body may still be on its way.
    pub(super) type Answer;

    type Head;

    #[wasm_bindgen(js_name = fetch)]
    fn start(path: &str, request: &Object) -> Promise;

    #[wasm_bindgen(method, getter)]
    pub(super) fn ok(this: &Answer) -> bool;

    #[wasm_bindgen(method, getter)]
    pub(super) fn status(this: &Answer) -> u16;

    #[wasm_bindgen(method, getter)]
    fn headers(this: &Answer) -> Head;

    #[wasm_bindgen(method)]
    fn get(this: &Head, name: &str) -> Option<String>;

    #[wasm_bindgen(method, js_name = text)]
    fn read(this: &Answer) -> Promise;
}

impl Answer {
    /// A header, where there is one.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers().get(name)
    }

    /// The body; `None` when the connection ends before it does.
    pub(super) async fn text(&self) -> Option<String> {
        JsFuture::from(self.read()).await.ok()?.as_string()
    }
}

/// A request on its way to be sent.
pub(super) struct Request {
    init: Object,
    headers: Object,
}

impl Request {
    pub(super) fn new(method: &str) -> Self {
        let (init, headers) = (Object::new(), Object::new());
        set(&init, "method", &method.into());
        set(&init, "headers", &headers);
        Self { init, headers }
    }

    pub(super) fn header(&self, name: &str, value: &str) {
        set(&self.headers, name, &value.into());
    }

    pub(super) fn json(&self, text: &str) {
        self.header("Content-Type", "application/json");
        set(&self.init, "body", &text.into());
    }

    /// What cuts it off.
    pub(super) fn signal(&self, signal: &AbortSignal) {
        set(&self.init, "signal", signal);
    }

    /// It outlives the page. Bodies over 64 KiB are refused then.
    pub(super) fn outlive(&self) {
        set(&self.init, "keepalive", &true.into());
    }

    /// Sends it, at once; `None` when no answer comes.
    pub(super) fn send(&self, path: &str) -> impl Future<Output = Option<Answer>> + use<> {
        let answer = start(path, &self.init);
        async move { Some(JsFuture::from(answer).await.ok()?.unchecked_into()) }
    }
}

/// A plain object takes every member.
#[inline(never)]
fn set(object: &Object, name: &str, value: &JsValue) {
    drop(Reflect::set(object, &name.into(), value));
}
