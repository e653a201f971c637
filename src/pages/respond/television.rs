//! The survey on the television, its finished page included: one program from the first question to the last word.

use super::{Page, dom, load::Open, notice::sentence, promise::promised_on_television, states::closing_words};
use crate::{
    i18n::{LOCALES, Locale},
    layouts::tv::{Ending, Reader, TvFrame},
    outbox::{Choices, Delivery},
    signal::memo,
    view::after,
};
use leptos::prelude::*;
use tessera_api::forms::Audience;

/// What this page knows, for the television's layout; and what the page does when the answers have arrived.
pub(super) fn frame(page: Page, open: &Open) -> TvFrame {
    let Open { store, audience: reader, ref locales, .. } = *open;
    let status = page.outbox.status();
    let ending = memo(move || {
        status.with(|status| match &status.delivery {
            Delivery::Arrived(receipt) if receipt.completed => Ending::Arrived,
            Delivery::Refused(refusal) if refusal.closed => Ending::TooLate,
            _ if status.is_durable => Ending::Waiting,
            _ => Ending::WaitingHere,
        })
    });
    // Going elsewhere waits until the answers are in: a page that leaves may take its last request along.
    after(move || {
        store.state().track();
        if ending.get() == Ending::Arrived
            && let Some(address) = store.completion().navigate_to
        {
            dom::leave_to(&address);
        }
    });
    // The languages the form is written in; where it is in none of ours, all, for the interface at least.
    let offered: Vec<Locale> = LOCALES.into_iter().filter(|locale| locales.is_empty() || locales.contains(locale)).collect();
    TvFrame {
        workspace: open.workspace.clone(),
        reader: match reader {
            Audience::Customers => Reader::Team,
            Audience::Employees => Reader::Nobody,
        },
        notice: sentence(page),
        about: promised_on_television(page.i18n, open.asker()),
        ending,
        closing: {
            let closing = open.closing.clone();
            memo(move || closing_words(page, closing.as_ref()))
        },
        languages: offered,
        speak: Callback::new(move |locale: Locale| {
            Choices::Locale.write(Some(locale.tag()));
            page.speak(locale);
        }),
        is_by_choice: page.layout.is_television_by_choice(),
        leave_layout: Callback::new(move |()| page.layout.choose(None)),
    }
}
