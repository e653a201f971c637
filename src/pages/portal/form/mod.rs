//! One form: whether it takes answers, the ways in, its draft.

mod draft;
mod ways;

use super::{
    forms::{finished, state_tag},
    words::{number, reason},
};
use crate::{
    client::{Client, ClientError, Tagged, portal::DraftForm, random_uuid},
    i18n::{
        Key,
        keys::portal::{form as words, forms},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{PageHeading, Remark, Weight, focus, remote_steady},
    },
    widgets::icon::{Icon, icon},
};
use draft::Draft;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use tessera_api::{forms::FormState, paths};
use ways::Ways;

/// A form with its draft as text.
type Loaded = Tagged<(DraftForm, String)>;

/// `/portal/forms/{slug}`
#[component]
pub fn FormPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    move || view! { <Form slug=slug.get() /> }
}

#[component]
fn Form(slug: String) -> impl IntoView {
    let address = slug.clone();
    let form = Fetched::new(move |client| {
        let slug = slug.clone();
        async move { client.form(&slug).await }
    });
    let name = {
        let slug = address.clone();
        move || form.ready(|loaded| loaded.body.0.summary.name.clone()).unwrap_or_else(|| slug.clone())
    };
    let overview = move || {
        let is_published = Memo::new(move |_| form.ready(|loaded| loaded.body.0.summary.version > 0).unwrap_or_default());
        let (slug, ways) = (address.clone(), address.clone());
        view! {
            <div class="stack">
                <State slug=slug.clone() form />
                {move || is_published.get().then(|| view! { <Ways slug=ways.clone() /> })}
                <Draft slug form />
            </div>
        }
    };
    view! {
        <header class="work-head">
            <div><PageHeading text=Signal::derive(name) /></div>
        </header>
        {remote_steady(form, words::LOADING, words::FAILED, overview)}
    }
}

/// Id of the button that closes or opens.
const SWITCH: &str = "switch";

/// Something that was done here, or did not work.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Done(Key),
    Failed(ClientError),
}

#[component]
fn State(slug: String, form: Fetched<Loaded>) -> impl IntoView {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let outcome = RwSignal::new(None::<Outcome>);
    let summary = Memo::new(move |_| form.ready(|loaded| loaded.body.0.summary.clone()));
    let state = Memo::new(move |_| summary.with(|summary| summary.as_ref().map_or(FormState::Draft, |summary| summary.state)));
    let version = Memo::new(move |_| summary.with(|summary| summary.as_ref().map_or(0, |summary| summary.version)));
    let results = format!("/portal/forms/{slug}/results");
    let slug = StoredValue::new(slug);
    // The button that was pressed goes away with the state it belongs to; the focus goes to the one that takes its place.
    let acted = StoredValue::new(false);
    Effect::new(move |_| {
        state.track();
        if acted.get_value() {
            acted.set_value(false);
            focus(SWITCH);
        }
    });
    let act = move |path: fn(&str) -> String, done: Key| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        outcome.set(None);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let path = slug.with_value(|slug| path(slug));
        leptos::task::spawn_local(async move {
            let came = client.act(&path, &random_uuid()).await;
            busy.try_set(false);
            asking.try_set(false);
            match came {
                Ok(()) => {
                    outcome.try_set(Some(Outcome::Done(done)));
                    acted.try_set_value(true);
                    form.refresh();
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    outcome.try_set(Some(Outcome::Failed(error)));
                }
            }
        });
    };
    let said = move || {
        let words = match state.get() {
            FormState::Draft => words::DRAFT,
            FormState::Live => words::LIVE,
            FormState::Closed => words::CLOSED,
        };
        i18n.fill(words, &[("number", &number(i18n, u64::from(version.get())))])
    };
    let remark = move || match outcome.get()? {
        Outcome::Done(words) => Some(view! { <Remark weight=Weight::Good><p>{move || i18n.text(words)}</p></Remark> }),
        Outcome::Failed(error) => Some(view! { <Remark weight=Weight::Critical><p>{move || reason(i18n, &error)}</p></Remark> }),
    };
    let results = move || {
        let address = results.clone();
        (version.get() > 0).then(|| {
            view! { <a class="button" href=address>{icon(Icon::CHART)}<span>{move || i18n.text(forms::RESULTS)}</span></a> }
        })
    };
    let switch = move || {
        match state.get() {
        FormState::Draft => None,
        FormState::Live if asking.get() => Some(
            view! {
                <div class="note note-caution" role="alertdialog" aria-labelledby="close-ask" aria-describedby="close-hint">
                    <div>
                        <p id="close-ask"><b>{i18n.text(words::CLOSE_ASK)}</b></p>
                        <p id="close-hint">{i18n.text(words::CLOSE_ASK_HINT)}</p>
                        <div class="note-acts">
                            <button type="button" class="button" on:click=move |_| act(paths::form_close, words::CLOSING)>{i18n.text(words::CLOSE)}</button>
                            <button type="button" class="button button-quiet" id="keep-open" on:click=move |_| {
                                asking.set(false);
                                focus(SWITCH);
                            }>
                                {i18n.text(words::KEEP_OPEN)}
                            </button>
                        </div>
                    </div>
                </div>
            }
            .into_any(),
        ),
        FormState::Live => {
            let ask = move |_| {
                asking.set(true);
                focus("keep-open");
            };
            Some(view! { <button type="button" class="button" id=SWITCH on:click=ask>{i18n.text(words::CLOSE)}</button> }.into_any())
        }
        FormState::Closed => {
            let reopen = move |_| act(paths::form_reopen, words::REOPENED);
            Some(view! { <button type="button" class="button" id=SWITCH on:click=reopen>{i18n.text(words::REOPEN)}</button> }.into_any())
        }
    }
    };
    view! {
        <section class="panel fields">
            <div>
                <p class="row-of">{move || state_tag(i18n, state.get())} <span>{said}</span></p>
                <p class="t-meta num">{move || summary.with(|summary| summary.as_ref().map(|summary| finished(i18n, summary)))}</p>
            </div>
            {remark}
            <div class="row-of">{results} {switch}</div>
        </section>
    }
}
