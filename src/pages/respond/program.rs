//! The programs of this page: for a screen that is near, and for a television; each plain, and larger with all types of question. Nobody loads
//! the layouts of the other kind, nor a table who is asked none.
//!
//! Where the screen turns out to be of the other kind (the person chose so, or the start script guessed wrong), this program loads the other
//! one, puts everything down in one text and leaves; the other one takes it up. Nothing goes through storage, which may be forbidden, and
//! nobody leaves before the other is there: the network may be gone. Where a plain program finds a form that asks more (somebody is midway in an
//! older version than the page was served for), it starts the larger one before anything is drawn. A larger one hands over to the larger other.

use super::{Page, done::done, load::Open, television};
use crate::{
    client::json,
    layouts::{Frame, desktop::desktop_layout, mobile::mobile_layout, tv::tv_layout},
    modality::Layout,
    outbox::{Delivery, Draft},
    view::{Child, View},
};
use serde_json::Value;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};

/// A program: its layouts, and who has the others.
pub struct Program {
    draw: fn(&Shown) -> Option<View>,
    has: fn(Layout) -> bool,
    /// The other one of the same tier.
    other: &'static str,
    /// This one with all types of question.
    larger: &'static str,
}

/// What is to be drawn.
pub(super) struct Shown {
    pub(super) page: Page,
    pub(super) open: Rc<Open>,
    pub(super) frame: Frame,
    pub(super) layout: Layout,
    pub(super) is_done: bool,
}

/// Whether this is a program with all types of question.
pub(super) const IS_LARGER: bool = cfg!(feature = "all-types");

/// Desktop and phone.
pub static NEAR: Program =
    Program { draw: draw_near, has: |layout| layout != Layout::Tv, other: if IS_LARGER { "tv-all" } else { "tv" }, larger: "respond-all" };

/// Television.
pub static TELEVISION: Program = Program {
    draw: draw_far,
    has: |layout| layout == Layout::Tv,
    other: if IS_LARGER { "respond-all" } else { "respond" },
    larger: "tv-all",
};

fn draw_near(shown: &Shown) -> Option<View> {
    let (store, frame) = (shown.open.store, shown.frame.clone());
    match shown.layout {
        Layout::Tv => None,
        _ if shown.is_done => Some(done(shown.page, &shown.open).view()),
        Layout::Desktop => Some(desktop_layout(store, frame).view()),
        Layout::Mobile => Some(mobile_layout(store, frame).view()),
    }
}

fn draw_far(shown: &Shown) -> Option<View> {
    (shown.layout == Layout::Tv).then(|| tv_layout(shown.open.store, television::frame(shown.page, &shown.open)).view())
}

impl Program {
    pub(super) fn has(&self, layout: Layout) -> bool {
        (self.has)(layout)
    }

    /// Nothing for a layout of the other program.
    pub(super) fn draw(&self, shown: &Shown) -> View {
        (self.draw)(shown).unwrap_or_default()
    }

    /// Starts the other program in the place of this one, which has drawn nothing yet.
    pub(super) fn start_other(&self, handed: Option<&Handed>) {
        put(handed);
        start(self.other, &JsValue::UNDEFINED);
    }

    /// Starts this program with all types of question in the place of this one, which has drawn nothing yet. It finds by itself what this one
    /// found.
    pub(super) fn start_larger(&self) {
        start(self.larger, &JsValue::UNDEFINED);
    }

    /// Loads the other program. Once it is all here `hand` gives what it goes on with, or nothing where it is not wanted any more; where it
    /// cannot be loaded `hand` is not called. `then` is told whether it takes over.
    pub(super) fn hand_over(&self, hand: impl Fn() -> Option<Handed> + 'static, then: impl Fn(bool) + 'static) {
        let take = move |is_here: bool| {
            let handed = is_here.then(&hand).flatten();
            put(handed.as_ref());
            then(handed.is_some());
            handed.is_some()
        };
        start(self.other, &Closure::once_into_js(take));
    }
}

/// Starts a program in this page, or where it is another's to begin, asks `take` first. The names are a contract with `public/boot.js`.
pub(in crate::pages) fn start(name: &str, take: &JsValue) {
    let start = js_sys::Reflect::get(&js_sys::global(), &"tesseraStart".into());
    if let Some(start) = start.ok().and_then(|start| start.dyn_into::<js_sys::Function>().ok()) {
        drop(start.call2(&JsValue::UNDEFINED, &name.into(), take));
    }
}

/// Leaves for the other program what it goes on with.
fn put(handed: Option<&Handed>) {
    let text = handed.map_or(JsValue::UNDEFINED, |handed| json::print(&handed.json()).into());
    drop(js_sys::Reflect::set(&js_sys::global(), &HANDED.into(), &text));
}

/// Where one program puts what the other takes.
const HANDED: &str = "tesseraHanded";

/// Everything the other program needs to go on as if nothing had happened.
pub(super) struct Handed {
    /// The form, as the server sent it.
    pub(super) form: String,
    pub(super) draft: Draft,
    pub(super) delivery: Delivery,
}

impl Handed {
    fn json(&self) -> Value {
        json::object([("form", self.form.as_str().into()), ("draft", self.draft.json()), ("delivery", self.delivery.json())])
    }

    /// What the other program left, once.
    pub(super) fn take() -> Option<Self> {
        let global = js_sys::global();
        let text = js_sys::Reflect::get(&global, &HANDED.into()).ok()?.as_string()?;
        drop(js_sys::Reflect::set(&global, &HANDED.into(), &JsValue::UNDEFINED));
        let value = json::parse(&text)?;
        Some(Self {
            form: json::string(&value, "form")?,
            draft: Draft::read(value.get("draft")?)?,
            delivery: Delivery::read(value.get("delivery")?),
        })
    }
}
