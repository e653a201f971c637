//! What stands around the frames: which device (where there is room for one), the language, a new beginning, and a word on what this is.

use super::{Previews, device::Device};
use crate::{
    i18n::{Locale, keys::preview as keys},
    view::{Child as _, El, View, el, on_window, show},
    widgets::{
        announce::{Announcer, live_region},
        icon::{Icon, icon},
    },
};
use leptos::{
    ev,
    prelude::{Owner, document, event_target_value, on_cleanup},
};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlIFrameElement, ResizeObserver};

/// The button that begins anew, where the focus goes that leaves a frame.
const AGAIN: &str = "previews-again";

/// Everything.
pub(super) fn around(previews: Previews, announcer: Announcer) -> View {
    let Previews { chrome, views, .. } = previews;
    let frames = previews.devices.iter().enumerate().map(|(at, device)| figure(previews, *device, at)).collect::<Vec<_>>();
    let has_text = move || previews.definition.with(Option::is_some);
    let note = el("p").class("previews-note").child((icon(Icon::INFO), el("span").text(chrome.live(keys::NOTE))));
    let waiting = el("p").class("previews-waiting quiet").attr("role", "status").text(chrome.live(keys::WAITING));
    let says = live_region(announcer).attr("lang", move || views.locale().tag());
    (
        bar(previews),
        show(move || !has_text(), move || waiting.clone()),
        el("div").class("previews-devices").attr("hidden", move || !has_text()).child((frames, note)),
        says,
    )
        .view()
}

fn bar(previews: Previews) -> El {
    let Previews { chrome, devices, shown, .. } = previews;
    let pick = move |at: usize, device: Device| {
        el("button")
            .attr("type", "button")
            .class("button button-small button-quiet")
            .attr("aria-pressed", move || if shown.get() == at { "true" } else { "false" })
            .on(ev::click, move |_| shown.set(at))
            .child((icon(device.kind.icon), el("span").text(chrome.live(device.kind.name))))
    };
    let picks = devices.iter().enumerate().map(|(at, device)| pick(at, *device)).collect::<Vec<_>>();
    let picks = el("div").class("previews-picks").attr("role", "group").attr("aria-label", chrome.live(keys::DEVICE)).child(picks);
    let again = el("button")
        .attr("type", "button")
        .class("button button-small")
        .attr("id", AGAIN)
        .on(ev::click, move |_| previews.start_again())
        .child((icon(Icon::REFRESH), el("span").text(chrome.live(keys::AGAIN))));
    let has_choice = move || previews.offered.with(|offered| offered.len() > 1);
    el("div").class("previews-bar").child((picks, show(has_choice, move || languages(previews)), again))
}

/// The languages the form is written in, each named in itself.
fn languages(previews: Previews) -> El {
    let Previews { chrome, views, offered, .. } = previews;
    let option = move |locale: Locale| {
        let option = el("option").attr("value", locale.tag()).attr("lang", locale.tag());
        option.text(locale.own_name()).prop("selected", move || views.locale() == locale)
    };
    let choose = move |event: Event| {
        if let Some(locale) = Locale::from_tag(&event_target_value(&event)) {
            previews.choose(locale);
        }
    };
    let options = move || offered.get().into_iter().map(option).collect::<Vec<_>>();
    let name = el("span").class("hidden").text(chrome.live(keys::LANGUAGE));
    el("label").class("select").child((icon(Icon::GLOBE), name, el("select").on(ev::change, choose).child(options)))
}

/// A device with its name over it.
fn figure(previews: Previews, device: Device, at: usize) -> El {
    let Previews { chrome, .. } = previews;
    let (width, height) = device.kind.size;
    let frame = el("iframe")
        .attr("width", width.to_string())
        .attr("height", height.to_string())
        .attr("title", chrome.live(device.kind.title))
        .on(ev::Custom::<Event>::new("tessera:leave"), move |_| previews.leave(device));
    let node: HtmlIFrameElement = frame.node();
    let stage = el("div").class("preview-stage");
    fit_always(device, &stage.node());
    let frame = frame.on(ev::load, {
        let (node, owner) = (node.clone(), Owner::current().unwrap_or_default());
        move |_| {
            device.arrive(&node);
            // Before anything is drawn that listens, too.
            owner.with(|| hear(device));
            if let Some(stage) = node.parent_element() {
                device.fit(f64::from(stage.client_width()));
            }
        }
    });
    let caption = el("figcaption").class("t-label quiet").child((icon(device.kind.icon), el("span").text(chrome.live(device.kind.title))));
    // Listened to before it is asked for.
    el("figure")
        .class(device.kind.class)
        .class_if("is-shown", move || previews.shown.get() == at)
        .child((caption, stage.child(frame.attr("src", device.kind.address))))
}

/// In its frame: a press anywhere takes the keys there, and Escape brings them back from a screen that takes
/// the arrows for itself.
fn hear(device: Device) {
    let _inside = device.pane.enter();
    on_window(ev::pointerdown, |_| drop(crate::view::window().focus()));
    if device.kind.layout == crate::modality::Layout::Tv {
        on_window(ev::keydown, move |event| {
            if event.key() == "Escape" {
                event.prevent_default();
                event.stop_immediate_propagation();
                take_focus();
            }
        });
    }
}

/// Brings the focus out of a frame.
pub(super) fn take_focus() {
    if let Some(again) = document().get_element_by_id(AGAIN).and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
        drop(again.focus());
    }
}

/// Keeps the frame as wide as its box.
fn fit_always(device: Device, stage: &Element) {
    let measured = stage.clone();
    let fit = Closure::<dyn Fn()>::new(move || device.fit(f64::from(measured.client_width())));
    let Ok(observer) = ResizeObserver::new(fit.as_ref().unchecked_ref()) else { return };
    observer.observe(stage);
    let kept = send_wrapper::SendWrapper::new((observer, fit));
    on_cleanup(move || kept.0.disconnect());
}
