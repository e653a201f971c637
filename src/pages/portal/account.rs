//! The account: change the password, sign out here or everywhere.

use super::{mishap::mishap, words::plural};
use crate::{
    client::{Client, ClientError},
    i18n::{
        Key,
        keys::portal::{account as words, keys, sign_in},
        use_i18n,
    },
    pages::{
        desk::{Who, use_language, use_session, use_unsaved},
        pieces::{Line, Typed, Weight, focus, input, page_heading, remark},
    },
    signal::{RwSignal, Signal},
    view::{Child as _, El, View, el},
};
use leptos::{
    ev::{self, SubmitEvent},
    prelude::*,
};
use tessera_api::{ProblemKind, session::NewPassword};

const CURRENT: &str = "password-current";
const NEW: &str = "password-new";
/// As the server demands.
const LEAST: usize = 12;

/// `/portal/account`
#[must_use]
pub fn account_page() -> View {
    let i18n = use_i18n();
    let session = use_session();
    let email = move || match session.who() {
        Who::In(me) => me.email,
        _ => String::new(),
    };
    let signed_in = el("p").class("t-meta").text(move || i18n.fill(words::SIGNED_IN, &[("email", &email())]));
    let head = el("header").class("work-head").child(el("div").child((page_heading(i18n.live(words::TITLE)), signed_in)));
    (head, el("div").class("stack narrow").child((password(), programs(), leaving()))).view()
}

#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Changed,
    WrongPassword,
    Failed(ClientError),
}

fn password() -> El {
    let i18n = use_i18n();
    let (session, language) = (use_session(), use_language());
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, tried) = (RwSignal::new(false), RwSignal::new(false));
    let outcome = RwSignal::new(None::<Outcome>);
    let lacking = move || LEAST.saturating_sub(new.with(|text| text.chars().count()));

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        outcome.set(None);
        if current.with_untracked(String::is_empty) {
            return focus(CURRENT);
        }
        if untrack(lacking) > 0 {
            return focus(NEW);
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let passwords = NewPassword { current: current.get_untracked(), new: new.get_untracked() };
        leptos::task::spawn_local(async move {
            let came = client.change_password(&passwords).await;
            busy.set(false);
            let met = match came {
                Ok(()) => {
                    tried.set(false);
                    current.set(String::new());
                    new.set(String::new());
                    Outcome::Changed
                }
                Err(error) if error.kind() == Some(ProblemKind::WrongPassword) => {
                    focus(CURRENT);
                    Outcome::WrongPassword
                }
                Err(error) => {
                    session.notices(&error);
                    Outcome::Failed(error)
                }
            };
            outcome.set(Some(met));
        });
    };
    let current_error = Signal::derive(move || {
        let missing = (tried.get() && current.with(String::is_empty)).then(|| i18n.text(sign_in::PASSWORD_MISSING));
        missing.or_else(|| (outcome.get() == Some(Outcome::WrongPassword)).then(|| i18n.text(words::WRONG)))
    });
    let new_error =
        Signal::derive(move || (tried.get() && lacking() > 0).then(|| i18n.plural(words::SHORT, plural(lacking() as u64), &[])));
    let said = move || match outcome.get()? {
        Outcome::Changed => Some(remark(Weight::Good, el("p").text(i18n.live(words::CHANGED)))),
        Outcome::Failed(error) => Some(mishap(i18n, error)),
        Outcome::WrongPassword => None,
    };
    let email = match session.who_now() {
        Who::In(me) => me.email,
        _ => String::new(),
    };
    // Tells a password manager whose password this is.
    let whose = el("input").attr("type", "email").attr("autocomplete", "username").attr("value", email);
    let line = |id, label, fills| Line { fills, latin: true, ..Line::words(id, label) };
    let old = line(CURRENT, words::CURRENT, "current-password");
    let fresh = Line { hint: Some(words::NEW_HINT), ..line(NEW, words::NEW, "new-password") };
    let change = el("button").attr("type", "submit").class("button button-primary");
    let form = el("form").class("fields").attr("novalidate", true).on(ev::submit, submit).child((
        whose.attr("hidden", true).attr("readonly", true),
        said,
        input(old, Typed { error: current_error, ..Typed::of(current, "password") }),
        input(fresh, Typed { error: new_error, ..Typed::of(new, "password") }),
        el("div").child(change.attr("aria-disabled", move || busy.get().then_some("true")).text(i18n.live(words::CHANGE))),
    ));
    let head = el("div").class("panel-head").child(el("h2").class("t-heading").text(i18n.live(words::PASSWORD)));
    el("section").class("panel").child((head, form))
}

/// The way to the keys of programs.
fn programs() -> El {
    let i18n = use_i18n();
    let head =
        el("div").child((el("h2").class("t-heading").text(i18n.live(keys::TITLE)), el("p").class("t-meta").text(i18n.live(keys::HINT))));
    let link = el("a").class("button").attr("href", "/portal/keys").text(i18n.live(keys::OPEN));
    el("section").class("panel fields").child((head, el("div").child(link)))
}

fn leaving() -> El {
    let i18n = use_i18n();
    let (session, language, unsaved) = (use_session(), use_language(), use_unsaved());
    let failure = RwSignal::new(None::<ClientError>);
    let leave = move |everywhere: bool| {
        let client = Client::new(untrack(|| language.i18n().locale()));
        leptos::task::spawn_local(async move {
            let came = if everywhere { client.sign_out_everywhere().await } else { client.sign_out().await };
            match came {
                Ok(()) => {
                    unsaved.with_value(|unsaved| unsaved.forget_all());
                    session.leave();
                }
                // Signed out already: that is what was wanted.
                Err(error) if error.kind() == Some(ProblemKind::Unauthorized) => session.leave(),
                Err(error) => {
                    failure.set(Some(error));
                }
            }
        });
    };
    let button = |everywhere: bool, key: Key| {
        el("button").attr("type", "button").class("button").on(ev::click, move |_| leave(everywhere)).text(i18n.live(key))
    };
    let head = el("div")
        .child((el("h2").class("t-heading").text(i18n.live(words::LEAVE)), el("p").class("t-meta").text(i18n.live(words::LEAVE_HINT))));
    el("section").class("panel fields").child((
        head,
        move || failure.get().map(|error| mishap(i18n, error)),
        el("div").class("row-of").child((button(false, words::SIGN_OUT), button(true, words::EVERYWHERE))),
    ))
}
