//! A new API key: its name, what it may do, its last day; and the secret, this once.

use super::scope_words;
use crate::{
    client::{Client, ClientError, random_uuid},
    i18n::{
        Key,
        keys::portal::{form, keys as words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Line, Typed, Weight, focus, input, remark},
        portal::{copy::copy_from, mishap::mishap},
    },
    signal::{RwSignal, Signal},
    view::{El, el},
    widgets::icon::{Icon, icon},
};
use leptos::{
    ev::{self, SubmitEvent},
    prelude::*,
};
use tessera_api::{
    Page,
    keys::{ApiKey, NewApiKey, Scope},
};
use web_sys::HtmlInputElement;

const NAME: &str = "key-name";
const LAST: &str = "key-last";
const SCOPES: &str = "key-scopes";
/// Where the secret is shown.
const SECRET: &str = "key-secret";

/// What became of the last press.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// The whole key.
    Made(String),
    Failed(ClientError),
}

impl Outcome {
    /// The server's words about one field.
    fn about(&self, field: &str) -> Option<String> {
        let Self::Failed(ClientError::Problem { problem, .. }) = self else { return None };
        problem.errors.iter().find(|(name, _)| name == field)?.1.first()?.text.clone()
    }
}

pub(super) fn make(list: Fetched<Page<ApiKey>>) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (name, last_day) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let scopes = RwSignal::new(Vec::<Scope>::new());
    let (busy, outcome) = (RwSignal::new(false), RwSignal::new(None::<Outcome>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        outcome.set(None);
        let new = NewApiKey {
            name: name.get_untracked(),
            scopes: scopes.get_untracked(),
            last_day: Some(last_day.get_untracked()).filter(|day| !day.is_empty()),
        };
        let client = Client::new(untrack(|| language.i18n().locale()));
        leptos::task::spawn_local(async move {
            // A key of its own for each press: a repeated request would be answered without the secret.
            let came = client.make_key(&new, &random_uuid()).await;
            busy.set(false);
            match came {
                Ok(made) => {
                    name.set(String::new());
                    last_day.set(String::new());
                    scopes.set(Vec::new());
                    outcome.set(made.secret.map(Outcome::Made));
                    list.refresh();
                    focus(SECRET);
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    let failed = Outcome::Failed(error);
                    let fields = [(NAME, "name"), (SCOPES, "scopes"), (LAST, "last_day")];
                    if let Some((id, _)) = fields.into_iter().find(|(_, field)| failed.about(field).is_some()) {
                        focus(id);
                    }
                    outcome.set(Some(failed));
                    // Its answer may have got lost after it was made.
                    list.refresh();
                }
            }
        });
    };
    let wrong = move |field: &'static str| Signal::derive(move || outcome.with(|outcome| outcome.as_ref()?.about(field)));
    let said = move || match outcome.get()? {
        Outcome::Made(secret) => Some(shown_once(secret)),
        failed if ["name", "scopes", "last_day"].iter().any(|field| failed.about(field).is_some()) => None,
        Outcome::Failed(error) => Some(mishap(i18n, error)),
    };
    let button = el("button").attr("type", "submit").class("button").attr("aria-disabled", move || busy.get().then_some("true"));
    let fields = el("form").class("fields").attr("novalidate", true).on(ev::submit, submit).child((
        input(
            Line { hint: Some(words::NAME_HINT), ..Line::words(NAME, words::NAME) },
            Typed { error: wrong("name"), ..Typed::of(name, "text") },
        ),
        choices(scopes, wrong("scopes")),
        el("div")
            .class("pair")
            .child(input(Line::words(LAST, words::LAST), Typed { error: wrong("last_day"), ..Typed::of(last_day, "date") })),
        el("div").child(button.text(i18n.live(words::MAKE))),
    ));
    let head = el("div").class("panel-head").child(el("h2").class("t-heading").attr("id", "new-key").text(i18n.live(words::NEW)));
    el("section").class("panel fields").attr("aria-labelledby", "new-key").child((head, said, fields))
}

/// What it may do.
fn choices(scopes: RwSignal<Vec<Scope>>, error: Signal<Option<String>>) -> El {
    let i18n = use_i18n();
    let choice = move |scope: Scope| {
        let tick = el("input").attr("type", "checkbox").prop("checked", move || scopes.with(|scopes| scopes.contains(&scope)));
        let tick = tick.on(ev::change, move |_| {
            scopes.update(|scopes| match scopes.iter().position(|one| *one == scope) {
                Some(at) => drop(scopes.remove(at)),
                None => scopes.push(scope),
            });
        });
        let name = el("code").class("t-meta").attr("dir", "ltr").text(scope.name());
        el("label").class("pick").child((tick, el("span").child((el("span").text(i18n.live(scope_words(scope))), " ", name))))
    };
    let wrong = move || {
        error.get().map(|words| el("p").class("error").attr("id", "key-scopes-error").child((icon(Icon::ALERT), el("span").text(words))))
    };
    let described = move || error.with(Option::is_some).then_some("key-scopes-error");
    el("fieldset").attr("id", SCOPES).attr("tabindex", "-1").attr("aria-describedby", described).child((
        el("legend").class("t-label").text(i18n.live(words::SCOPES)),
        wrong,
        Scope::ALL.map(choice).to_vec(),
    ))
}

/// The secret: here now, and nowhere later.
fn shown_once(secret: String) -> El {
    let i18n = use_i18n();
    let copied = RwSignal::new(None::<bool>);
    let line = el("input").class("field code-line").attr("id", SECRET).attr("dir", "ltr").attr("readonly", true).attr("value", secret);
    let line = line.attr("aria-label", i18n.live(words::SECRET));
    let node: HtmlInputElement = line.node();
    let copy = move |_| {
        let line = node.clone();
        leptos::task::spawn_local(async move { copied.set(Some(copy_from(&line).await)) });
    };
    let words = move || -> Key {
        match copied.get() {
            Some(true) => form::COPIED,
            Some(false) => words::COPY_FAILED,
            None => words::COPY,
        }
    };
    let button = el("button").attr("type", "button").class("button").on(ev::click, copy).child((
        move || icon(if copied.get() == Some(true) { Icon::CHECK } else { Icon::COPY }),
        el("span").attr("aria-live", "polite").text(move || i18n.text(words())),
    ));
    remark(Weight::Good, (el("p").child(el("b").text(i18n.live(words::ONCE))), line, el("div").class("note-acts").child(button)))
}
