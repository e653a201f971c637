//! Where the answers are: a word in the corner while all is well, a sentence when it is not.

use super::{Page, dom};
use crate::{
    i18n::keys::respond::saved as keys,
    outbox::{Delivery, Refusal},
    widgets::{
        icon::{Icon, icon},
        survey::SurveyStore,
    },
};
use leptos::{ev, prelude::*};

/// The word in the corner.
pub(super) fn saved_words(page: Page, store: SurveyStore) -> Signal<String> {
    let i18n = page.i18n;
    let status = page.outbox.status();
    Signal::derive(move || {
        let has_answers = store.progress().get().answered > 0;
        status.with(|status| match &status.delivery {
            Delivery::Nothing if !has_answers => String::new(),
            Delivery::Arrived(_) if status.is_durable => i18n.text(keys::SENT),
            _ if status.is_durable => i18n.text(keys::HERE),
            _ => i18n.text(keys::MEMORY),
        })
    })
}

/// What keeps the answers from the server, alive as long as the present owner.
fn trouble(page: Page) -> Memo<Kind> {
    let status = page.outbox.status();
    let is_online = RwSignal::new(dom::is_online());
    let online = window_event_listener(ev::online, move |_| is_online.set(true));
    let offline = window_event_listener(ev::offline, move |_| is_online.set(false));
    on_cleanup(move || {
        online.remove();
        offline.remove();
    });
    Memo::new(move |_| {
        status.with(|status| match &status.delivery {
            Delivery::Refused(refusal) if refusal.errors.is_empty() => Kind::Refused(refusal.clone()),
            Delivery::Waiting if is_online.get() => Kind::Away,
            _ if !is_online.get() => Kind::Offline,
            _ => Kind::Fine,
        })
    })
}

/// The same as one sentence; while all is well, the word in the corner.
pub(super) fn sentence(page: Page, store: SurveyStore) -> Signal<String> {
    let i18n = page.i18n;
    let (kind, saved) = (trouble(page), saved_words(page, store));
    Signal::derive(move || match kind.get() {
        Kind::Fine => saved.get(),
        Kind::Offline => i18n.text(keys::OFFLINE_TEXT),
        Kind::Away => i18n.text(keys::WAITING_TEXT),
        Kind::Refused(refusal) => i18n.fill(keys::REFUSED_TEXT, &[("reason", &refusal.words)]),
    })
}

/// The sentence: offline, the server away, answers refused.
#[component]
pub(super) fn Notice(page: Page) -> impl IntoView {
    let i18n = page.i18n;
    let kind = trouble(page);
    let send = move |_| page.outbox.send_now();
    move || {
        let (title, text) = match kind.get() {
            Kind::Fine => return ().into_any(),
            Kind::Offline => (keys::OFFLINE_TITLE, i18n.text(keys::OFFLINE_TEXT)),
            Kind::Away => (keys::WAITING_TITLE, i18n.text(keys::WAITING_TEXT)),
            Kind::Refused(refusal) => {
                let text = i18n.fill(keys::REFUSED_TEXT, &[("reason", &refusal.words)]);
                return view! {
                    <div class="note note-critical page-notice" role="alert">{icon(Icon::ALERT)}<p><strong>{i18n.text(keys::REFUSED_TITLE)}</strong>" "{text}</p></div>
                }
                .into_any();
            }
        };
        view! {
            <div class="note note-caution page-notice" role="status">
                {icon(Icon::OFFLINE)}
                <p><strong>{i18n.text(title)}</strong>" "{text}</p>
                <button type="button" class="button button-small" on:click=send>{i18n.text(keys::SEND_NOW)}</button>
            </div>
        }
        .into_any()
    }
}

/// On the finished page: why it is not in yet, and a way to try.
pub(super) fn done_notice(page: Page) -> AnyView {
    let i18n = page.i18n;
    let status = page.outbox.status();
    let is_waiting = Memo::new(move |_| status.with(|status| matches!(status.delivery, Delivery::Waiting)));
    let refusal = Memo::new(move |_| {
        status.with(|status| match &status.delivery {
            Delivery::Refused(refusal) if !refusal.closed => Some(refusal.words.clone()),
            _ => None,
        })
    });
    view! {
        {move || refusal.get().map(|reason| view! {
            <div class="note note-critical page-notice" role="alert">{icon(Icon::ALERT)}<p><strong>{i18n.text(keys::REFUSED_TITLE)}</strong>" "{i18n.fill(keys::REFUSED_TEXT, &[("reason", &reason)])}</p></div>
        })}
        <Show when=move || is_waiting.get()>
            <p><button type="button" class="button" on:click=move |_| page.outbox.send_now()>{move || i18n.text(keys::SEND_NOW)}</button></p>
        </Show>
    }
    .into_any()
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Fine,
    Offline,
    Away,
    Refused(Refusal),
}
