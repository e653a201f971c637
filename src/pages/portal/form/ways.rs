//! The ways into a survey: a link a screen, to open and to copy.

use crate::{
    i18n::{
        Key,
        keys::portal::{form as words, hub},
        use_i18n,
    },
    pages::pieces::{Weight, remark},
    signal::RwSignal,
    view::{El, el},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

/// Name, what the address says about the layout, sign. The first suits itself to the screen.
const WAYS: [(Key, &str, Icon); 4] = [
    (words::ANY, "", Icon::GLOBE),
    (hub::DESKTOP, "?layout=desktop", Icon::DESKTOP),
    (hub::PHONE, "?layout=mobile", Icon::PHONE),
    (hub::TV, "?layout=tv", Icon::TV),
];

pub(super) fn ways(slug: &str) -> El {
    let i18n = use_i18n();
    let forbidden = RwSignal::new(false);
    // A page without an origin is none of ours.
    let origin = window().location().origin().unwrap_or_default();
    let ways = WAYS.map(|(screen, query, sign)| way(screen, sign, [&origin, "/s/", slug, query].concat(), forbidden));
    let said = move || forbidden.get().then(|| remark(Weight::Caution, el("p").text(i18n.live(words::COPY_FAILED))));
    el("section").class("panel").child((
        el("div").class("panel-head").child(el("h2").class("t-heading").text(i18n.live(words::WAYS))),
        el("p").class("panel-hint t-meta").text(i18n.live(words::WAYS_HINT)),
        said,
        el("ul").child(ways.to_vec()),
    ))
}

fn way(screen: Key, sign: Icon, address: String, forbidden: RwSignal<bool>) -> El {
    let i18n = use_i18n();
    let copied = RwSignal::new(false);
    let line = el("input").class("way-link").attr("dir", "ltr").attr("readonly", true).attr("value", address.clone());
    let line = line.attr("aria-label", i18n.live(screen));
    let node: HtmlInputElement = line.node();
    let link = el("a").class("button button-small").attr("rel", "external").attr("href", address);
    let copy = move |_| {
        let line = node.clone();
        leptos::task::spawn_local(async move {
            let is_copied = write_to_clipboard(&line.value()).await;
            copied.set(is_copied);
            forbidden.set(!is_copied);
            if !is_copied {
                // It fails only for a field that has left the page.
                drop(line.focus());
                line.select();
            }
        });
    };
    let named = move |key: Key| i18n.fill(key, &[("screen", &i18n.text(screen))]);
    let said = el("span").attr("aria-live", "polite").text(move || i18n.text(if copied.get() { words::COPIED } else { words::COPY }));
    let button = el("button").attr("type", "button").class("button button-small").on(ev::click, copy);
    let button = button
        .attr("aria-label", move || if copied.get() { i18n.text(words::COPIED) } else { named(words::COPY_OF) })
        .child((move || icon(if copied.get() { Icon::CHECK } else { Icon::COPY }), said));
    let link = link.attr("aria-label", move || named(words::OPEN_OF)).text(i18n.live(words::OPEN));
    el("li").class("way").child((
        el("span").class("way-name t-label").child((icon(sign), el("span").text(i18n.live(screen)))),
        line,
        el("span").class("way-acts").child((link, button)),
    ))
}

/// Whether it is there now. Outside a secure context there is no clipboard at all.
async fn write_to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    let is_there = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    is_there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
