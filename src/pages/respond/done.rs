//! The finished page: it is in, and what happens next.

use super::{Page, dom, load::Open, notice::done_notice};
use crate::{
    i18n::keys::respond as keys,
    outbox::Delivery,
    widgets::{
        html::markup,
        mosaic::wall,
        question::{focus_id, words},
    },
};
use leptos::prelude::*;
use tessera_api::forms::Audience;

/// The finished page.
#[component]
pub(super) fn Done(page: Page, open: Open) -> impl IntoView {
    let i18n = page.i18n;
    let Open { store, workspace, audience, .. } = open;
    let status = page.outbox.status();
    let has_arrived =
        Memo::new(move |_| status.with(|status| matches!(status.delivery, Delivery::Arrived(ref receipt) if receipt.completed)));
    let is_too_late = Memo::new(move |_| status.with(|status| matches!(status.delivery, Delivery::Refused(ref refusal) if refusal.closed)));
    let completion = store.completion();
    let own_words = completion.html.as_ref().map(words);
    let onward = completion.navigate_to;
    // Going elsewhere waits until the answers are in: a page that leaves may take its last request along.
    Effect::new({
        let onward = onward.clone();
        move |_| {
            if let Some(address) = onward.as_deref().filter(|_| has_arrived.get()) {
                dom::leave_to(address);
            }
        }
    });
    // The focus was on a button that is gone.
    focus_id("done-title".to_owned());
    let title = move || {
        i18n.text(if is_too_late.get() {
            keys::closed::TITLE
        } else if has_arrived.get() {
            keys::done::TITLE
        } else {
            keys::done::TITLE_WAITING
        })
    };
    let line = move |when: crate::i18n::Key, what: String| view! { <li><span class="finished-when">{i18n.text(when)}</span><span>{what}</span></li> };
    let steps = {
        let workspace = workspace.clone();
        move || {
            if is_too_late.get() {
                return view! { <p class="t-lead">{i18n.text(keys::closed::KEPT)}</p> }.into_any();
            }
            let name = [("workspace", workspace.as_str())];
            let (now, next) = match audience {
                Audience::Customers => (i18n.fill(keys::done::CUSTOMERS_NOW, &name), i18n.text(keys::done::CUSTOMERS_NEXT)),
                Audience::Employees => (i18n.text(keys::done::EMPLOYEES_NOW), i18n.text(keys::done::EMPLOYEES_NEXT)),
            };
            let now = if has_arrived.get() { now } else { i18n.text(keys::done::WAITING_NOW) };
            view! {
                <ol class="finished-next">
                    {line(keys::done::NOW, now)}{line(keys::done::NEXT, next)}{line(keys::done::YOU, i18n.text(keys::done::YOU_TEXT))}
                </ol>
            }
            .into_any()
        }
    };
    view! {
        <main class="finished">
            <header class="top"><span class="brand"><i class="brand-mark" aria-hidden="true"></i><bdi>{workspace}</bdi></span></header>
            <div>
                <h1 class="t-display" id="done-title" tabindex="-1">{title}</h1>
                // The author's closing words, sanitised by the server with the form.
                {own_words.map(|words| markup(Signal::stored(words), None, "prose t-lead finished-words"))}
                {steps}
                {done_notice(page)}
                {onward.map(|address| view! { <p><a class="button" href=address>{i18n.text(keys::done::ONWARD)}</a></p> })}
            </div>
            <div class="finished-art" aria-hidden="true">{wall()}</div>
        </main>
    }
    .into_any()
}
