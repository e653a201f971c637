//! The frame of the portal: navigation beside the page, and the door that only lets in who is signed in.

use crate::{
    client::{Client, ClientError},
    i18n::{
        Key,
        keys::portal::{failed, shell},
        use_i18n,
    },
    pages::{
        desk::{Who, sign_in_address, use_language, use_replace, use_session},
        pieces::{Failed, LanguageSwitch, Logo, LookSwitch, Waiting},
    },
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

/// Around every page of the portal but the sign-in page.
#[component]
pub fn Frame() -> impl IntoView {
    let i18n = use_i18n();
    let (session, language) = (use_session(), use_language());
    let (location, replace) = (use_location(), use_replace());
    let failure = RwSignal::new(None::<ClientError>);
    let asked = RwSignal::new(0_u32);

    // Asks once who is here, and again when a person presses "try again".
    Effect::new(move |_| {
        asked.track();
        if session.who_now() == Who::Unknown {
            leptos::task::spawn_local(async move {
                let client = Client::new(untrack(|| language.i18n().locale()));
                let came = session.ask(client).await;
                failure.try_set(came.err());
            });
        }
    });
    // Leads to the door, and remembers where to come back to.
    let (path, query) = (location.pathname, location.search);
    Effect::new(move |_| match session.who() {
        Who::Out => {
            let (path, query) = (path.get_untracked(), query.get_untracked());
            let place = if query.is_empty() { path } else { format!("{path}?{query}") };
            replace(&sign_in_address(&place));
        }
        Who::Left => replace("/portal/sign-in"),
        Who::Unknown | Who::In(_) => {}
    });

    let is_in = Memo::new(move |_| matches!(session.who(), Who::In(_)));
    let page = move || {
        if is_in.get() {
            return view! { <Outlet /> }.into_any();
        }
        match failure.get() {
            Some(error) => {
                let retry = Callback::new(move |()| {
                    failure.set(None);
                    asked.update(|count| *count += 1);
                });
                view! { <Failed error heading=failed::SERVER retry /> }.into_any()
            }
            None => view! { <Waiting words=shell::WAITING /> }.into_any(),
        }
    };
    view! {
        <a class="skip button" href="#content" rel="external">{move || i18n.text(shell::SKIP)}</a>
        <div class="portal" data-density="portal">
            <Side />
            <main class="work" id="content" tabindex="-1">{page}</main>
        </div>
    }
}

/// One place to go.
struct Place {
    words: Key,
    sign: Icon,
    address: &'static str,
    /// Whether a page belongs to it.
    holds: fn(&str) -> bool,
}

const PLACES: [Place; 2] = [
    Place {
        words: shell::FORMS,
        sign: Icon::PENCIL,
        address: "/portal",
        holds: |path| path == "/portal" || path.starts_with("/portal/forms"),
    },
    Place { words: shell::NEW, sign: Icon::PLUS, address: "/portal/new", holds: |path| path == "/portal/new" },
];

#[component]
fn Side() -> impl IntoView {
    let i18n = use_i18n();
    let session = use_session();
    let path = use_location().pathname;
    let current = move |holds: fn(&str) -> bool| move || path.with(|path| holds(path)).then_some("page");
    let me = move || match session.who() {
        Who::In(me) => Some(me),
        _ => None,
    };
    let places = PLACES
        .map(|Place { words, sign, address, holds }| {
            view! {
                <li>
                    <a class="side-link" href=address aria-current=current(holds)>{icon(sign)}<span>{move || i18n.text(words)}</span></a>
                </li>
            }
        })
        .into_iter()
        .collect_view();
    let account = move || {
        me().map(|me| {
            view! {
                <a class="side-link" href="/portal/account" aria-current=current(|path| path == "/portal/account")>
                    {icon(Icon::USER)}
                    <span>{me.name} <span class="hidden">", " {move || i18n.text(shell::ACCOUNT)}</span></span>
                </a>
            }
        })
    };
    view! {
        <header class="side">
            <a class="brand" href="/"><Logo /><span>{move || me().map(|me| me.workspace)}</span></a>
            <nav aria-label=move || i18n.text(shell::NAV)>
                <ul class="side-links">{places}</ul>
            </nav>
            <div class="side-end">
                <LanguageSwitch />
                <LookSwitch />
                {account}
            </div>
        </header>
    }
}
