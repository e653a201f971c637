//! The frame of the portal: navigation beside the page, and the door that only lets in who is signed in.

use crate::{
    client::{Client, ClientError},
    i18n::{
        Key,
        keys::portal::{failed, shell},
        use_i18n,
    },
    pages::{
        desk::{Who, sign_in_address, use_language, use_place, use_session},
        pieces::{failed as failed_state, logo, switches, waiting},
    },
    signal::RwSignal,
    view::{Child as _, El, View, after, either, el, text},
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use std::rc::Rc;

/// Around every page of the portal but the sign-in page; `inside` makes the page.
#[must_use]
pub fn frame(inside: Rc<dyn Fn() -> View>) -> View {
    let i18n = use_i18n();
    let (session, language) = (use_session(), use_language());
    let place = use_place();
    let failure = RwSignal::new(None::<ClientError>);
    let asked = RwSignal::new(0_u32);

    // Asks once who is here, and again when a person presses "try again".
    after(move || {
        asked.track();
        if session.who_now() == Who::Unknown {
            leptos::task::spawn_local(async move {
                let client = Client::new(untrack(|| language.i18n().locale()));
                let came = session.ask(client).await;
                failure.set(came.err());
            });
        }
    });
    // Leads to the door, and remembers where to come back to.
    after(move || match session.who() {
        Who::Out => place.replace(&sign_in_address(&place.address())),
        Who::Left => place.replace("/portal/sign-in"),
        Who::Unknown | Who::In(_) => {}
    });

    let ways_in = move || match failure.get() {
        Some(error) => {
            let retry = Callback::new(move |()| {
                failure.set(None);
                asked.update(|count| *count += 1);
            });
            failed_state(error, failed::SERVER, retry)
        }
        None => waiting(shell::WAITING),
    };
    let is_in = move || matches!(session.who(), Who::In(_));
    let page = either(is_in, move || inside(), move || ways_in);
    let skip = el("a").class("skip button").attr("href", "#content").attr("rel", "external").text(i18n.live(shell::SKIP));
    let work = el("main").class("work").attr("id", "content").attr("tabindex", "-1").child(page);
    (skip, el("div").class("portal").attr("data-density", "portal").child((side(), work))).view()
}

/// One place to go.
struct Door {
    words: Key,
    sign: Icon,
    address: &'static str,
    /// Whether a page belongs to it.
    holds: fn(&str) -> bool,
}

const DOORS: [Door; 2] = [
    Door {
        words: shell::FORMS,
        sign: Icon::PENCIL,
        address: "/portal",
        holds: |path| path == "/portal" || path.starts_with("/portal/forms"),
    },
    Door { words: shell::NEW, sign: Icon::PLUS, address: "/portal/new", holds: |path| path == "/portal/new" },
];

fn side() -> El {
    let i18n = use_i18n();
    let session = use_session();
    let path = use_place().path();
    let link = move |sign: Icon, address: &'static str, holds: fn(&str) -> bool| {
        let link = el("a").class("side-link").attr("href", address);
        link.attr("aria-current", move || path.with(|path| holds(path)).then_some("page")).child(icon(sign))
    };
    let places = DOORS
        .map(|Door { words, sign, address, holds }| el("li").child(link(sign, address, holds).child(el("span").text(i18n.live(words)))));
    let me = move || match session.who() {
        Who::In(me) => Some(me),
        _ => None,
    };
    let account = move || {
        let named = me()?.name;
        let rest = el("span").class("hidden").child((", ", text(i18n.live(shell::ACCOUNT))));
        let link = link(Icon::USER, "/portal/account", |path| path == "/portal/account" || path == "/portal/keys");
        Some(link.child(el("span").child((named, rest))))
    };
    let workspace = el("span").text(move || me().map(|me| me.workspace).unwrap_or_default());
    let nav = el("nav").attr("aria-label", i18n.live(shell::NAV));
    el("header").class("side").child((
        el("a").class("brand").attr("href", "/").child((logo(), workspace)),
        nav.child(el("ul").class("side-links").child(places.to_vec())),
        el("div").class("side-end").child((switches(), account)),
    ))
}
