//! Signing in: wrong password, locked out, no network. Nothing typed is lost in any of them.

use super::words::{clock_in, reason};
use crate::{
    client::{Client, ClientError},
    i18n::{
        Key,
        keys::portal::{shell, sign_in as words},
        use_i18n,
    },
    pages::{
        desk::{Who, use_language, use_place, use_session},
        pieces::{Line, Typed, Weight, focus, input, logo, page_heading, remark, switches},
    },
    signal::{RwSignal, Signal},
    view::{El, after, el},
};
use leptos::{
    ev::{self, SubmitEvent},
    prelude::*,
};
use std::time::Duration;
use tessera_api::{ProblemKind, session::SignIn};

const EMAIL: &str = "email";
const PASSWORD: &str = "password";

/// What stands in the way, beside a field that is empty.
#[derive(Clone, Debug, PartialEq)]
enum Obstacle {
    /// The two do not belong together; said at the password.
    Wrong,
    /// Too many tries, until a time of day.
    Locked(String),
    /// That time is over.
    LockedOver,
    /// Anything else.
    Other(ClientError),
}

/// `/portal/sign-in?next=...`
#[must_use]
pub fn sign_in_page() -> El {
    let i18n = use_i18n();
    let (session, language) = (use_session(), use_language());
    let place = use_place();
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (shown, busy) = (RwSignal::new(false), RwSignal::new(false));
    let obstacle = RwSignal::new(None::<Obstacle>);
    let tried_empty = RwSignal::new(false);

    // Whoever is in already, or comes in now, goes on to where they wanted to be.
    let next = place.asked("next").filter(|place| leads_into_portal(place)).unwrap_or_else(|| "/portal".to_owned());
    after(move || match session.who() {
        Who::In(_) => place.replace(&next),
        Who::Unknown => {
            let client = Client::new(untrack(|| language.i18n().locale()));
            // Unreachable now is said when somebody presses the button.
            leptos::task::spawn_local(async move { drop(session.ask(client).await) });
        }
        Who::Out | Who::Left => {}
    });

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried_empty.set(true);
        let missing =
            [(EMAIL, email), (PASSWORD, password)].into_iter().find(|(_, field)| field.with_untracked(|text| text.trim().is_empty()));
        if let Some((id, _)) = missing {
            obstacle.set(None);
            focus(id);
            return;
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let who = SignIn { email: email.get_untracked().trim().to_owned(), password: password.get_untracked() };
        leptos::task::spawn_local(async move {
            let came = client.sign_in(&who).await;
            busy.set(false);
            match came {
                Ok(me) => session.enter(me),
                Err(error) => {
                    let met = meet(i18n, obstacle, error);
                    let at_password = met == Obstacle::Wrong;
                    obstacle.set(Some(met));
                    if at_password {
                        focus(PASSWORD);
                    }
                }
            }
        });
    };

    let absent =
        move |field: RwSignal<String>, key: Key| (tried_empty.get() && field.with(|text| text.trim().is_empty())).then(|| i18n.text(key));
    let email_error = Signal::derive(move || absent(email, words::EMAIL_MISSING));
    let password_error = Signal::derive(move || {
        let wrong = (obstacle.get() == Some(Obstacle::Wrong)).then(|| i18n.text(words::WRONG));
        absent(password, words::PASSWORD_MISSING).or(wrong)
    });
    let said = move || {
        let (weight, said) = match obstacle.get()? {
            Obstacle::Wrong => return None,
            Obstacle::Locked(time) => (Weight::Caution, i18n.fill(words::LOCKED, &[("time", &time)])),
            Obstacle::LockedOver => (Weight::Good, i18n.text(words::LOCKED_OVER)),
            Obstacle::Other(ClientError::Offline) => (Weight::Critical, i18n.text(words::OFFLINE)),
            Obstacle::Other(error) => (Weight::Critical, reason(i18n, &error)),
        };
        Some(remark(weight, el("p").text(said)))
    };
    let line = |id, label, fills| Line { fills, latin: true, ..Line::words(id, label) };
    let kind = Signal::derive(move || if shown.get() { "text" } else { "password" });
    let secret = Typed { kind, error: password_error, ..Typed::of(password, "password") };
    let show_it = el("input").attr("type", "checkbox").prop("checked", move || shown.get());
    let show_it = show_it.on(ev::change, move |event| shown.set(event_target_checked(&event)));
    let send = el("button").attr("type", "submit").class("button button-primary");
    let form = el("form").class("fields").attr("novalidate", true).on(ev::submit, submit).child((
        input(line(EMAIL, words::EMAIL, "username"), Typed { error: email_error, ..Typed::of(email, "email") }),
        el("div").child((
            input(line(PASSWORD, words::PASSWORD, "current-password"), secret),
            el("label").class("pick").child((show_it, el("span").text(i18n.live(words::SHOW)))),
        )),
        send.attr("aria-disabled", move || busy.get().then_some("true"))
            .text(move || i18n.text(if busy.get() { words::BUSY } else { words::SUBMIT })),
    ));
    let expired = move || session.is_expired().then(|| remark(Weight::Caution, el("p").text(i18n.live(words::EXPIRED))));
    let front = el("span").text(i18n.live(shell::FRONT));
    el("main").class("gate").attr("data-density", "portal").child((
        el("a").class("brand").attr("href", "/").child((logo(), front)),
        el("div").child((page_heading(i18n.live(words::TITLE)), el("p").class("t-meta").text(i18n.live(words::HINT)))),
        expired,
        said,
        form,
        el("div").class("gate-foot").child(switches()),
    ))
}

/// What an error means here. A lock-out ends by itself, and the page says so when it does.
fn meet(i18n: crate::i18n::I18n, obstacle: RwSignal<Option<Obstacle>>, error: ClientError) -> Obstacle {
    match &error {
        ClientError::Problem { retry_after: Some(seconds), .. } if error.kind() == Some(ProblemKind::TooMany) => {
            let over = Duration::from_secs(u64::from(*seconds));
            set_timeout(
                move || {
                    obstacle.try_update(|obstacle| {
                        if matches!(obstacle, Some(Obstacle::Locked(_))) {
                            *obstacle = Some(Obstacle::LockedOver);
                        }
                    });
                },
                over,
            );
            Obstacle::Locked(untrack(|| clock_in(i18n, *seconds)))
        }
        _ if error.kind() == Some(ProblemKind::WrongPassword) => Obstacle::Wrong,
        _ => Obstacle::Other(error),
    }
}

/// Only places of the portal are gone to after signing in: the address may come from a stranger.
fn leads_into_portal(place: &str) -> bool {
    let inside = place == "/portal" || place.starts_with("/portal/") || place.starts_with("/portal?");
    inside && !place.starts_with("/portal/sign-in") && !place.contains("..")
}

#[cfg(test)]
mod tests {
    use super::leads_into_portal;

    #[test]
    fn signing_in_leads_nowhere_but_into_the_portal() {
        for place in ["/portal", "/portal/forms/visit/results", "/portal/new"] {
            assert!(leads_into_portal(place), "{place}");
        }
        for place in ["//evil.example", "https://evil.example/portal", "/portalx", "/portal/../s/x", "/portal/sign-in?next=/portal", ""] {
            assert!(!leads_into_portal(place), "{place}");
        }
    }
}
