//! The page without a form on it: fetching, failed, unknown, closed. Each says what is the case and what can be done.

use super::{Page, dom};
use crate::{
    client::ClientError,
    i18n::{keys::respond as keys, use_i18n},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// Faster than this, a loading state only flickers.
const SLOW: Duration = Duration::from_secs(1);

/// Fetching; shown after a second.
#[component]
pub(super) fn Loading() -> impl IntoView {
    let i18n = use_i18n();
    let is_slow = RwSignal::new(false);
    let timer = set_timeout_with_handle(move || is_slow.set(true), SLOW).ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    view! {
        <main class="page-state" aria-busy="true">
            <Show when=move || is_slow.get()>
                <div class="bones" aria-hidden="true">
                    <i class="bone"></i><i class="bone bone-short"></i><i class="bone bone-tall"></i><i class="bone bone-tall"></i><i class="bone bone-tall"></i>
                </div>
                <p class="waiting t-meta" role="status"><span class="wait" aria-hidden="true"><i></i><i></i><i></i><i></i></span>{i18n.text(keys::LOADING)}</p>
            </Show>
        </main>
    }
    .into_any()
}

/// It could not be fetched.
#[component]
pub(super) fn Failed(page: Page, error: ClientError) -> impl IntoView {
    let i18n = use_i18n();
    dom::set_title(&i18n.text(keys::failed::TITLE));
    let online = window_event_listener(ev::online, move |_| page.load_if_failed());
    on_cleanup(move || online.remove());
    let text = move || match &error {
        ClientError::Offline if !dom::is_online() => i18n.text(keys::failed::OFFLINE),
        _ => i18n.text(keys::failed::TEXT),
    };
    view! {
        <main class="page-state" aria-live="assertive">
            <h1 class="t-display">{icon(Icon::ALERT)}{move || i18n.text(keys::failed::TITLE)}</h1>
            <p class="t-lead">{text}</p>
            <p><button type="button" class="button" on:click=move |_| page.load()>{icon(Icon::REFRESH)}{move || i18n.text(keys::RETRY)}</button></p>
        </main>
    }
    .into_any()
}

/// There is no such form.
#[component]
pub(super) fn Unknown() -> impl IntoView {
    let i18n = use_i18n();
    dom::set_title(&i18n.text(keys::unknown::TITLE));
    view! {
        <main class="page-state">
            <h1 class="t-display">{move || i18n.text(keys::unknown::TITLE)}</h1>
            <p class="t-lead">{move || i18n.text(keys::unknown::TEXT)}</p>
        </main>
    }
    .into_any()
}

/// It takes no more answers.
#[component]
pub(super) fn Closed(workspace: String) -> impl IntoView {
    let i18n = use_i18n();
    dom::set_title(&i18n.fill(keys::PAGE_TITLE, &[("title", &i18n.text(keys::closed::TITLE)), ("workspace", &workspace)]));
    view! {
        <main class="page-state">
            <p class="brand page-state-brand"><i class="brand-mark" aria-hidden="true"></i><bdi>{workspace}</bdi></p>
            <h1 class="t-display">{move || i18n.text(keys::closed::TITLE)}</h1>
            <p class="t-lead">{move || i18n.text(keys::closed::TEXT)}</p>
        </main>
    }
    .into_any()
}
