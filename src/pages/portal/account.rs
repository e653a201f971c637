//! The account: change the password, sign out here or everywhere.

use super::words::{plural, reason};
use crate::{
    client::{Client, ClientError},
    i18n::{
        keys::portal::{account as words, sign_in},
        use_i18n,
    },
    pages::{
        desk::{Who, use_language, use_session, use_unsaved},
        pieces::{Input, PageHeading, Remark, Weight, focus},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use tessera_api::{ProblemKind, session::NewPassword};

const CURRENT: &str = "password-current";
const NEW: &str = "password-new";
/// As the server demands.
const LEAST: usize = 12;

/// `/portal/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let email = move || match session.who() {
        Who::In(me) => me.email,
        _ => String::new(),
    };
    view! {
        <header class="work-head">
            <div>
                <PageHeading text=Signal::derive(move || i18n.text(words::TITLE)) />
                <p class="t-meta">{move || i18n.fill(words::SIGNED_IN, &[("email", &email())])}</p>
            </div>
        </header>
        <div class="stack narrow">
            <Password />
            <Leaving />
        </div>
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Changed,
    WrongPassword,
    Failed(ClientError),
}

#[component]
fn Password() -> impl IntoView {
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
            busy.try_set(false);
            let met = match came {
                Ok(()) => {
                    tried.try_set(false);
                    current.try_set(String::new());
                    new.try_set(String::new());
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
            outcome.try_set(Some(met));
        });
    };
    let current_error = Signal::derive(move || {
        let missing = (tried.get() && current.with(String::is_empty)).then(|| i18n.text(sign_in::PASSWORD_MISSING));
        missing.or_else(|| (outcome.get() == Some(Outcome::WrongPassword)).then(|| i18n.text(words::WRONG)))
    });
    let new_error =
        Signal::derive(move || (tried.get() && lacking() > 0).then(|| i18n.plural(words::SHORT, plural(lacking() as u64), &[])));
    let remark = move || match outcome.get()? {
        Outcome::Changed => Some(view! { <Remark weight=Weight::Good><p>{move || i18n.text(words::CHANGED)}</p></Remark> }),
        Outcome::Failed(error) => Some(view! { <Remark weight=Weight::Critical><p>{move || reason(i18n, &error)}</p></Remark> }),
        Outcome::WrongPassword => None,
    };
    let email = match session.who_now() {
        Who::In(me) => me.email,
        _ => String::new(),
    };
    view! {
        <section class="panel">
            <div class="panel-head"><h2 class="t-heading">{move || i18n.text(words::PASSWORD)}</h2></div>
            <form class="fields" novalidate on:submit=submit>
                // Tells a password manager whose password this is.
                <input type="email" autocomplete="username" value=email hidden readonly />
                {remark}
                <Input
                    id=CURRENT
                    label=Signal::derive(move || i18n.text(words::CURRENT))
                    error=current_error
                    value=current
                    typed=move |text| current.set(text)
                    kind="password"
                    fills="current-password"
                    latin=true
                />
                <Input
                    id=NEW
                    label=Signal::derive(move || i18n.text(words::NEW))
                    hint=Signal::derive(move || i18n.text(words::NEW_HINT))
                    error=new_error
                    value=new
                    typed=move |text| new.set(text)
                    kind="password"
                    fills="new-password"
                    latin=true
                />
                <div>
                    <button type="submit" class="button button-primary" aria-disabled=move || busy.get().then_some("true")>
                        {move || i18n.text(words::CHANGE)}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Leaving() -> impl IntoView {
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
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let remark =
        move || failure.get().map(|error| view! { <Remark weight=Weight::Critical><p>{move || reason(i18n, &error)}</p></Remark> });
    view! {
        <section class="panel fields">
            <div>
                <h2 class="t-heading">{move || i18n.text(words::LEAVE)}</h2>
                <p class="t-meta">{move || i18n.text(words::LEAVE_HINT)}</p>
            </div>
            {remark}
            <div class="row-of">
                <button type="button" class="button" on:click=move |_| leave(false)>{move || i18n.text(words::SIGN_OUT)}</button>
                <button type="button" class="button" on:click=move |_| leave(true)>{move || i18n.text(words::EVERYWHERE)}</button>
            </div>
        </section>
    }
}
