//! What did not work, said where it was tried; and the button that fetches more, which may not work either.

use super::words::reason;
use crate::{
    client::{Client, ClientError},
    i18n::{
        I18n,
        keys::portal::{failed, forms as words},
        use_i18n,
    },
    pages::{
        desk::{use_language, use_session},
        pieces::{Weight, remark},
    },
    signal::RwSignal,
    view::{El, el},
};
use leptos::{ev, prelude::*};
use std::pin::Pin;

/// Why something did not work.
pub(super) fn mishap(i18n: I18n, error: ClientError) -> El {
    remark(Weight::Critical, el("p").text(move || reason(i18n, &error)))
}

/// The next page on its way to the list it belongs to.
pub(super) type Coming = Pin<Box<dyn Future<Output = Result<(), ClientError>>>>;

/// Fetches the next page of a list and puts it below what is there.
pub(super) fn more(fetch: impl Fn(Client) -> Coming + 'static) -> El {
    boxed(Box::new(fetch))
}

fn boxed(fetch: Box<dyn Fn(Client) -> Coming>) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ClientError>));
    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let coming = fetch(Client::new(untrack(|| language.i18n().locale())));
        leptos::task::spawn_local(async move {
            let came = coming.await;
            busy.set(false);
            if let Err(error) = came
                && !session.notices(&error)
            {
                failure.set(Some(error));
            }
        });
    };
    let button = el("button").attr("type", "button").class("button").on(ev::click, press);
    let button = button
        .attr("aria-disabled", move || busy.get().then_some("true"))
        .text(move || i18n.text(if failure.with(Option::is_some) { failed::RETRY } else { words::MORE }));
    el("div").class("more stack").child((move || failure.get().map(|error| mishap(i18n, error)), el("div").child(button)))
}
