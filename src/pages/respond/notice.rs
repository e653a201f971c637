//! Where the answers are: a word in the corner while all is well, a sentence when it is not.

use super::{Page, dom};
use crate::{
    i18n::keys::respond::{done, saved as keys},
    outbox::{Delivery, Refusal},
    signal::{RwSignal, Signal, memo},
    view::{Child, El, View, el, on_window, show},
    widgets::icon::{Icon, icon},
};
use leptos::ev;

/// The word in the corner.
pub(super) fn saved_words(page: Page) -> Signal<String> {
    let i18n = page.i18n;
    let status = page.outbox.status();
    Signal::derive(move || {
        status.with(|status| match &status.delivery {
            _ if status.is_test => i18n.text(keys::TEST),
            // What the form itself answered is nobody's yet.
            Delivery::Nothing if !status.is_kept => String::new(),
            Delivery::Arrived(_) if status.is_durable => i18n.text(keys::SENT),
            _ if status.is_durable => i18n.text(keys::HERE),
            _ => i18n.text(keys::MEMORY),
        })
    })
}

/// What keeps the answers from the server, alive as long as the present owner.
fn trouble(page: Page) -> Signal<Kind> {
    let status = page.outbox.status();
    let is_online = RwSignal::new(dom::is_online());
    on_window(ev::online, move |_| is_online.set(true));
    on_window(ev::offline, move |_| is_online.set(false));
    memo(move || {
        status.with(|status| match &status.delivery {
            _ if status.is_test => Kind::Test,
            Delivery::Refused(refusal) if refusal.errors.is_empty() => Kind::Refused(refusal.clone()),
            waits if *waits == Delivery::Waiting || !is_online.get() => match (status.is_durable, is_online.get()) {
                (false, _) => Kind::Here,
                (true, false) => Kind::Offline,
                (true, true) => Kind::Away,
            },
            _ => Kind::Fine,
        })
    })
}

/// The same as one sentence; while all is well, the word in the corner.
pub(super) fn sentence(page: Page) -> Signal<String> {
    let i18n = page.i18n;
    let (kind, saved) = (trouble(page), saved_words(page));
    Signal::derive(move || match kind.get() {
        Kind::Fine => saved.get(),
        Kind::Test => i18n.text(keys::TEST_TEXT),
        Kind::Here => i18n.text(done::MEMORY_NOW),
        Kind::Offline => i18n.text(keys::OFFLINE_TEXT),
        Kind::Away => i18n.text(keys::WAITING_TEXT),
        Kind::Refused(refusal) => i18n.fill(keys::REFUSED_TEXT, &[("reason", &refusal.words)]),
    })
}

/// The sentence: a test, offline, the server away, answers refused.
pub(super) fn notice(page: Page) -> View {
    let i18n = page.i18n;
    let kind = trouble(page);
    let sentence = move || {
        let (title, text) = match kind.get() {
            Kind::Fine => return None,
            Kind::Test => return Some(test(page)),
            Kind::Here => (keys::MEMORY, done::MEMORY_NOW),
            Kind::Offline => (keys::OFFLINE_TITLE, keys::OFFLINE_TEXT),
            Kind::Away => (keys::WAITING_TITLE, keys::WAITING_TEXT),
            Kind::Refused(refusal) => return Some(refused(page, &refusal.words)),
        };
        let send = send_now(page).class("button button-small");
        let note = el("div").class("note note-caution page-notice").attr("role", "status");
        Some(note.child((icon(Icon::OFFLINE), titled(i18n.text(title), i18n.text(text)), send)))
    };
    sentence.view()
}

fn titled(title: String, words: String) -> El {
    el("p").child((el("strong").text(title), " ", words))
}

/// Said from the first question to the finished page, which looks as respondents see it.
fn test(page: Page) -> El {
    let note = el("div").class("note page-notice");
    note.child((icon(Icon::EYE), titled(page.i18n.text(keys::TEST), page.i18n.text(keys::TEST_TEXT))))
}

fn refused(page: Page, reason: &str) -> El {
    let words = page.i18n.fill(keys::REFUSED_TEXT, &[("reason", reason)]);
    let note = el("div").class("note note-critical page-notice").attr("role", "alert");
    note.child((icon(Icon::ALERT), titled(page.i18n.text(keys::REFUSED_TITLE), words)))
}

fn send_now(page: Page) -> El {
    el("button").attr("type", "button").on(ev::click, move |_| page.outbox.send_now()).text(move || page.i18n.text(keys::SEND_NOW))
}

/// On the finished page: why it is not in yet, and a way to try.
pub(super) fn done_notice(page: Page) -> View {
    let status = page.outbox.status();
    let refusal = memo(move || {
        status.with(|status| match &status.delivery {
            Delivery::Refused(refusal) if !refusal.closed => Some(refusal.words.clone()),
            _ => None,
        })
    });
    let is_waiting = move || status.with(|status| matches!(status.delivery, Delivery::Waiting));
    let wait = show(is_waiting, move || el("p").child(send_now(page).class("button")));
    let test = page.address.is_test.then(|| test(page));
    (test, move || refusal.get().map(|reason| refused(page, &reason)), wait).view()
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Fine,
    /// Nothing is kept, sent or counted.
    Test,
    /// The device keeps nothing, and the server is not reached.
    Here,
    Offline,
    Away,
    Refused(Refusal),
}
