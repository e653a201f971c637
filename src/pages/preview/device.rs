//! One device: a frame with a document of its own, as wide and high as the device, made as small as there is room for.

use crate::{
    i18n::{Key, Locale, keys::preview as keys},
    modality::{Canvas, Layout},
    signal::{Pane, RwSignal, StoredValue},
    view::{Child as _, Item, View, document, element, frame, may_focus},
    widgets::icon::Icon,
};
use leptos::prelude::Owner;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Document, HtmlElement, HtmlIFrameElement};

/// A kind of device.
pub(super) struct Kind {
    pub(super) layout: Layout,
    pub(super) canvas: Canvas,
    /// The page in its frame, without anything in it.
    pub(super) address: &'static str,
    /// In CSS pixels.
    pub(super) size: (u16, u16),
    pub(super) class: &'static str,
    pub(super) icon: Icon,
    pub(super) name: Key,
    pub(super) title: Key,
}

/// The devices, in the order of the screen.
pub(super) static KINDS: [Kind; 3] = [
    Kind {
        layout: Layout::Desktop,
        canvas: Canvas::L,
        address: "/preview/near",
        size: (1280, 800),
        class: "preview preview-desktop",
        icon: Icon::DESKTOP,
        name: keys::DESKTOP,
        title: keys::DESKTOP_TITLE,
    },
    Kind {
        layout: Layout::Mobile,
        canvas: Canvas::S,
        address: "/preview/near",
        size: (390, 844),
        class: "preview preview-phone",
        icon: Icon::PHONE,
        name: keys::PHONE,
        title: keys::PHONE_TITLE,
    },
    Kind {
        layout: Layout::Tv,
        canvas: Canvas::Tv,
        address: "/preview/tv",
        size: (1280, 720),
        class: "preview preview-tv",
        icon: Icon::TV,
        name: keys::TV,
        title: keys::TV_TITLE,
    },
];

/// How the portal looks, which the frames wear as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wear {
    pub(super) theme: Option<String>,
    pub(super) contrast: Option<String>,
}

/// A device on the screen. A handle.
#[derive(Clone, Copy)]
pub(super) struct Device {
    pub(super) kind: &'static Kind,
    pub(super) pane: Pane,
    /// How often its document came; 0 until it is there.
    pub(super) arrived: RwSignal<u32>,
    frame: StoredValue<Option<HtmlIFrameElement>>,
    /// Of what is drawn.
    drawn: StoredValue<Option<Owner>>,
}

impl Device {
    /// The three.
    pub(super) fn all() -> [Self; 3] {
        let mut at = 0;
        KINDS.each_ref().map(|kind| {
            at += 1;
            Self {
                kind,
                pane: Pane::within(at - 1),
                arrived: RwSignal::new(0),
                frame: StoredValue::new(None),
                drawn: StoredValue::new(None),
            }
        })
    }

    /// Its document is there.
    pub(super) fn arrive(self, node: &HtmlIFrameElement) {
        frame(self.pane, Some(node.clone()));
        self.frame.set_value(Some(node.clone()));
        self.arrived.update(|count| *count += 1);
    }

    /// What a page of its own says of itself before anything is drawn.
    pub(super) fn mark(self, locale: Locale, wear: &Wear) {
        let _inside = self.pane.enter();
        let Some(root) = document().document_element().filter(|_| self.frame.with_value(Option::is_some)) else { return };
        // A bright wall is too much light for a dark room, whatever light the author works in.
        let theme = if self.kind.layout == Layout::Tv { Some("dark") } else { wear.theme.as_deref() };
        let marks = [
            ("lang", Some(locale.tag())),
            ("dir", Some(locale.direction().as_str())),
            ("data-canvas", Some(self.kind.canvas.name())),
            ("data-layout", Some(self.kind.layout.name())),
            ("data-theme", theme),
            ("data-contrast", wear.contrast.as_deref()),
        ];
        for (name, value) in marks {
            // Fails only for a malformed name.
            match value {
                Some(value) => drop(root.set_attribute(name, value)),
                None => drop(root.remove_attribute(name)),
            }
        }
    }

    /// Draws something in the place of what is there. What is scrolled stays scrolled, who is in it stays in it, and nothing moves in: the
    /// same screen with a word changed is to look like the same screen.
    pub(super) fn draw(self, owner: &Owner, make: impl FnOnce() -> View) {
        let _inside = self.pane.enter();
        let document = document();
        let Some(body) = document.body() else { return };
        let owner = owner.child();
        let view = owner.with(make);
        let scroller = document.scrolling_element();
        let top = scroller.as_ref().map_or(0, web_sys::Element::scroll_top);
        let focused = document.active_element().filter(|_| may_focus()).map(|active| active.id()).filter(|id| !id.is_empty());
        body.set_text_content(None);
        let body: Item = body.unchecked_into();
        view.put(body);
        if let Some(again) = focused.and_then(|id| document.get_element_by_id(&id)).and_then(element::<HtmlElement>) {
            drop(again.focus());
        }
        if let Some(before) = self.drawn.try_update_value(|drawn| drawn.replace(owner)).flatten() {
            before.cleanup();
        }
        come_to_rest(&document);
        // Scrolling lays the screen out at once, which a screen at its top can do without.
        if let Some(scroller) = scroller.filter(|_| top > 0) {
            scroller.set_scroll_top(top);
        }
    }

    /// Makes the frame fit its box, which is as wide as this.
    pub(super) fn fit(self, width: f64) {
        self.frame.with_value(|frame| {
            let Some(frame) = frame else { return };
            let scale = (width / f64::from(self.kind.size.0)).to_string();
            drop(frame.style().set_property("transform", &["scale(", &scale, ")"].concat()));
        });
    }
}

/// Ends what moves in.
fn come_to_rest(document: &Document) {
    let call = |target: &JsValue, name: &str| -> Option<JsValue> {
        let function: js_sys::Function = js_sys::Reflect::get(target, &name.into()).ok()?.unchecked_into();
        function.call0(target).ok()
    };
    let Some(moving) = call(document, "getAnimations") else { return };
    for one in js_sys::Array::from(&moving).iter() {
        // What never ends cannot be ended; it throws, and goes on.
        call(&one, "finish");
    }
}
