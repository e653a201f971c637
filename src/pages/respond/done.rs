//! The finished page: it is in, and what happens next.

use super::{
    Page, dom,
    load::Open,
    notice::done_notice,
    states::{brand, closing_words},
};
use crate::{
    i18n::{I18n, Key, keys::respond as keys},
    modality::follow_history,
    outbox::Delivery,
    signal::{Signal, memo},
    view::{El, View, after, el},
    widgets::{
        html::markup,
        mosaic::wall,
        question::{Words, focus_id, words},
        survey::SurveyStore,
    },
};
use tessera_api::forms::Audience;

/// The finished page.
pub(super) fn done(page: Page, open: &Open) -> El {
    let i18n = page.i18n;
    let Open { store, audience, .. } = *open;
    let status = page.outbox.status();
    let has_arrived = memo(move || status.with(|status| matches!(status.delivery, Delivery::Arrived(ref receipt) if receipt.completed)));
    let is_too_late = memo(move || status.with(|status| matches!(status.delivery, Delivery::Refused(ref refusal) if refusal.closed)));
    // Going elsewhere waits until the answers are in: a page that leaves may take its last request along.
    after({
        let onward = store.completion().navigate_to;
        move || {
            if let Some(address) = onward.as_deref().filter(|_| has_arrived.get()) {
                dom::leave_to(address);
            }
        }
    });
    // No way back into what was sent: Back leaves at once.
    follow_history(|| 0, || false, || {});
    // The focus was on a button that is gone.
    focus_id("done-title".to_owned());
    // Where the device keeps nothing, waiting answers end with the page.
    let is_durable = memo(move || status.with(|status| status.is_durable));
    let workspace = open.workspace.clone();
    let closing = open.closing.clone();
    let closing = Box::new(move || closing_words(page, closing.as_ref()));
    finished(Finished { i18n, store, workspace, audience, has_arrived, is_too_late, is_durable, closing, notice: done_notice(page) })
}

/// What the finished page says, and of what.
pub(in crate::pages) struct Finished {
    pub(in crate::pages) i18n: I18n,
    pub(in crate::pages) store: SurveyStore,
    pub(in crate::pages) workspace: String,
    pub(in crate::pages) audience: Audience,
    /// The server has the answers.
    pub(in crate::pages) has_arrived: Signal<bool>,
    /// The survey closed before they came.
    pub(in crate::pages) is_too_late: Signal<bool>,
    /// Until then the device keeps them.
    pub(in crate::pages) is_durable: Signal<bool>,
    /// What the owner says to answers that come too late.
    pub(in crate::pages) closing: Box<dyn Fn() -> Option<Words>>,
    /// Why they are not in yet.
    pub(in crate::pages) notice: View,
}

/// The page itself.
pub(in crate::pages) fn finished(about: Finished) -> El {
    let Finished { i18n, store, workspace, audience, has_arrived, is_too_late, is_durable, closing, notice } = about;
    let completion = store.completion();
    let own_words = completion.html.as_ref().map(words);
    let title = move || {
        i18n.text(if is_too_late.get() {
            keys::closed::TITLE
        } else if has_arrived.get() {
            keys::done::TITLE
        } else if is_durable.get() {
            keys::done::TITLE_WAITING
        } else {
            keys::done::TITLE_MEMORY
        })
    };
    let line =
        move |when: Key, what: String| el("li").child((el("span").class("finished-when").text(i18n.text(when)), el("span").text(what)));
    let steps = {
        let workspace = workspace.clone();
        move || {
            if is_too_late.get() {
                let theirs = closing().map(|words| el("p").class("t-lead as-typed").child(words.view()));
                return el("div").child((theirs, el("p").class("t-lead").text(i18n.text(keys::closed::KEPT))));
            }
            let name = [("workspace", workspace.as_str())];
            let (now, next) = match audience {
                Audience::Customers => (i18n.fill(keys::done::CUSTOMERS_NOW, &name), i18n.text(keys::done::CUSTOMERS_NEXT)),
                Audience::Employees => (i18n.text(keys::done::EMPLOYEES_NOW), i18n.text(keys::done::EMPLOYEES_NEXT)),
            };
            // Only this page sends what waits: nothing of it runs once it is closed.
            let (now, you) = if has_arrived.get() {
                (now, keys::done::YOU_TEXT)
            } else if is_durable.get() {
                (i18n.text(keys::done::WAITING_NOW), keys::done::YOU_WAITING)
            } else {
                (i18n.text(keys::done::MEMORY_NOW), keys::done::YOU_MEMORY)
            };
            let lines = (line(keys::done::NOW, now), line(keys::done::NEXT, next), line(keys::done::YOU, i18n.text(you)));
            el("ol").class("finished-next").child(lines)
        }
    };
    let onward = completion
        .navigate_to
        .map(|address| el("p").child(el("a").class("button").attr("href", address).text(i18n.text(keys::done::ONWARD))));
    el("main").class("finished").child((
        el("header").class("top").child(brand("span", workspace)),
        el("div").child((
            el("h1").class("t-display").attr("id", "done-title").attr("tabindex", "-1").text(title),
            // The author's closing words, sanitised by the server with the form.
            own_words.map(|words| markup(Signal::stored(words), None, "prose t-lead finished-words")),
            steps,
            notice,
            onward,
        )),
        el("div").class("finished-art").attr("aria-hidden", "true").child(wall()),
    ))
}
