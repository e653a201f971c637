//! The page without a form on it: fetching, failed, unknown, closed. Each says what is the case and what can be done.

use super::{Page, dom};
use crate::{
    client::{Client, ClientError},
    i18n::{Key, keys::respond as keys},
    modality::Layout,
    signal::RwSignal,
    view::{El, after, el, on_window, show, text},
    widgets::{
        icon::{Icon, icon},
        question::{Words, focus_id, worded, words},
    },
};
use leptos::{ev, prelude::*, task::spawn_local};
use serde_json::Value;
use std::time::Duration;
use tessera_form::localized;
use web_sys::HtmlElement;

/// Faster than this, a loading state only flickers.
const SLOW: Duration = Duration::from_secs(1);

fn state() -> El {
    el("main").class("page-state")
}

/// Fetching; shown after a second.
pub(super) fn loading(page: Page) -> El {
    let is_slow = RwSignal::new(false);
    let timer = set_timeout_with_handle(move || is_slow.set(true), SLOW).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    let bone = |class: &'static str| el("i").class(class);
    let slow = move || {
        let bones = ["bone", "bone bone-short", "bone bone-tall", "bone bone-tall", "bone bone-tall"].map(bone);
        let dots = (0..4).map(|_| el("i")).collect::<Vec<_>>();
        let wait = el("span").class("wait").attr("aria-hidden", "true").child(dots);
        (
            el("div").class("bones").attr("aria-hidden", "true").child(Vec::from(bones)),
            el("p").class("waiting t-meta").attr("role", "status").child((wait, text(page.i18n.text(keys::LOADING)))),
        )
    };
    state().attr("aria-busy", "true").child(show(move || is_slow.get(), slow))
}

/// It could not be fetched.
pub(super) fn failed(page: Page, error: ClientError) -> El {
    let i18n = page.i18n;
    dom::set_title(&i18n.text(keys::failed::TITLE));
    on_window(ev::online, move |_| page.load_if_failed());
    let why = move || match &error {
        ClientError::Offline if !dom::is_online() => i18n.text(keys::failed::OFFLINE),
        _ => i18n.text(keys::failed::TEXT),
    };
    let again = el("button").attr("type", "button").class("button").on(ev::click, move |_| page.load());
    // A remote has no Tab: the one thing to do has the focus at once, and again with any key should it have got lost.
    if page.layout.layout_untracked() == Layout::Tv {
        let button: HtmlElement = again.node();
        let take_focus = move || drop(button.focus());
        after(take_focus.clone());
        on_window(ev::keydown, move |_| take_focus());
    }
    state().attr("aria-live", "assertive").child((
        el("h1").class("t-display").child((icon(Icon::ALERT), text(move || i18n.text(keys::failed::TITLE)))),
        el("p").class("t-lead").text(why),
        el("p").child(again.child((icon(Icon::REFRESH), text(move || i18n.text(keys::RETRY))))),
    ))
}

/// There is no such form.
pub(super) fn unknown(page: Page) -> El {
    let i18n = page.i18n;
    dom::set_title(&i18n.text(keys::unknown::TITLE));
    // There is no form that says whose page this is.
    let workspace = RwSignal::new(String::new());
    spawn_local(async move {
        if let Some(name) = Client::new(i18n.locale_untracked()).workspace().await {
            workspace.set(name);
        }
    });
    let whose = move || Some(workspace.get()).filter(|name| !name.is_empty()).map(state_brand);
    state().child((whose, title(page, keys::unknown::TITLE), el("p").class("t-lead").text(move || i18n.text(keys::unknown::TEXT))))
}

/// It takes no more answers.
pub(super) fn closed(page: Page, workspace: String, closing: Option<Value>) -> El {
    let i18n = page.i18n;
    dom::set_title(&i18n.fill(keys::PAGE_TITLE, &[("title", &i18n.text(keys::closed::TITLE)), ("workspace", &workspace)]));
    state().child((
        state_brand(workspace),
        title(page, keys::closed::TITLE),
        el("p").class("t-lead as-typed").child(worded(
            move || Some(closing_words(page, closing.as_ref()).unwrap_or_else(|| i18n.text(keys::closed::TEXT).into())),
            Words::view,
        )),
    ))
}

/// What whoever asked says to those who come too late, where they say something.
pub(super) fn closing_words(page: Page, closing: Option<&Value>) -> Option<Words> {
    localized(closing?, page.i18n.locale().tag()).map(|text| words(&text))
}

/// What is the case: read first, and where the focus is.
fn title(page: Page, key: Key) -> El {
    focus_id("state-title".to_owned());
    el("h1").class("t-display").attr("id", "state-title").attr("tabindex", "-1").text(page.i18n.live(key))
}

fn state_brand(workspace: String) -> El {
    brand("p", workspace).class("brand page-state-brand")
}

/// Whose page this is.
pub(super) fn brand(name: &'static str, workspace: String) -> El {
    el(name).class("brand").child((el("i").class("brand-mark").attr("aria-hidden", "true"), el("bdi").text(workspace)))
}
