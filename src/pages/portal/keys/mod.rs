//! API keys: what there is, when each was last used, a new one, and one fewer.

mod make;

use super::{
    mishap::mishap,
    words::{day, moment},
};
use crate::{
    client::{Client, ClientError},
    i18n::{
        I18n, Key,
        keys::portal::{keys as words, remove},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Weight, page_heading, remark, remote},
    },
    signal::{RwSignal, StoredValue},
    view::{Child as _, El, View, el, keyed},
};
use leptos::{ev, prelude::*};
use make::make;
use tessera_api::{
    Page,
    keys::{ApiKey, Scope},
};

/// `/portal/keys`
#[must_use]
pub fn keys_page() -> View {
    let i18n = use_i18n();
    let list = Fetched::new(|client| async move { client.keys().await });
    let about = el("a").class("link").attr("rel", "external").attr("href", "/api").text(i18n.live(words::ABOUT));
    let hint = el("p").class("t-meta").child((el("span").text(i18n.live(words::HINT)), " ", about));
    let head = el("header").class("work-head").child(el("div").child((page_heading(i18n.live(words::TITLE)), hint)));
    let inside = move || el("div").class("stack").child((make(list), keys(list)));
    (head, remote(list, words::LOADING, words::FAILED, inside)).view()
}

/// What a scope allows.
fn scope_words(scope: Scope) -> Key {
    match scope {
        Scope::FormsRead => words::FORMS_READ,
        Scope::FormsWrite => words::FORMS_WRITE,
        Scope::ResponsesRead => words::RESPONSES_READ,
        Scope::ResponsesWrite => words::RESPONSES_WRITE,
        Scope::ResultsRead => words::RESULTS_READ,
    }
}

/// What became of the last press.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Revoked(String),
    Failed(ClientError),
}

fn keys(list: Fetched<Page<ApiKey>>) -> El {
    let i18n = use_i18n();
    let (asking, outcome) = (RwSignal::new(None::<String>), RwSignal::new(None::<Outcome>));
    let said = move || match outcome.get()? {
        Outcome::Revoked(name) => Some(remark(Weight::Good, el("p").text(move || i18n.fill(words::REVOKED, &[("name", &name)])))),
        Outcome::Failed(error) => Some(mishap(i18n, error)),
    };
    let items = move || list.ready(|page| page.items.clone()).unwrap_or_default();
    let rows = keyed(items, move |items: Vec<ApiKey>| {
        if items.is_empty() {
            return el("p").text(i18n.live(words::NONE)).view();
        }
        el("ul").child(items.into_iter().map(|key| row(i18n, key, list, asking, outcome)).collect::<Vec<_>>()).view()
    });
    let heading = el("h2").class("t-heading").attr("id", "keys").attr("tabindex", "-1").text(i18n.live(words::LIST));
    el("section").class("panel").attr("aria-labelledby", "keys").child((el("div").class("panel-head").child(heading), said, rows))
}

fn row(i18n: I18n, key: ApiKey, list: Fetched<Page<ApiKey>>, asking: RwSignal<Option<String>>, outcome: RwSignal<Option<Outcome>>) -> El {
    let ApiKey { id, prefix, name, scopes, created_at, last_day, used_on } = key;
    let today = String::from(js_sys::Date::new_0().to_iso_string());
    let is_over = last_day.as_deref().is_some_and(|last| today.get(..10).is_some_and(|today| last < today));
    let scopes = el("ul")
        .class("chips")
        .child(scopes.into_iter().map(|scope| el("li").class("tag").text(i18n.live(scope_words(scope)))).collect::<Vec<_>>());
    let facts = move || {
        let last = match &last_day {
            Some(last) => i18n.fill(if is_over { words::RAN_OUT } else { words::RUNS_OUT }, &[("day", &day(i18n, last))]),
            None => i18n.text(words::LASTS),
        };
        let used = used_on.as_ref().map_or_else(|| i18n.text(words::UNUSED), |used| i18n.fill(words::USED, &[("day", &day(i18n, used))]));
        [i18n.fill(words::MADE, &[("date", &moment(i18n, &created_at))]), last, used].join(" · ")
    };
    let code = el("code").attr("dir", "ltr").text([&*prefix, "_…"].concat());
    let acts = revoke(id, name.clone(), list, asking, outcome);
    el("li").class("key").child((
        el("p").class("row-of").child((el("b").attr("dir", "auto").text(name), code)),
        scopes,
        el("p").class("t-meta num").text(facts),
        acts,
    ))
}

/// The button that takes a key away, once one has said so twice.
fn revoke(
    id: String,
    name: String,
    list: Fetched<Page<ApiKey>>,
    asking: RwSignal<Option<String>>,
    outcome: RwSignal<Option<Outcome>>,
) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let busy = RwSignal::new(false);
    let (id, name) = (StoredValue::new(id), StoredValue::new(name));
    let named = move |key: Key| name.with_value(|name| i18n.fill(key, &[("name", name)]));
    let act = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        outcome.set(None);
        let client = Client::new(untrack(|| language.i18n().locale()));
        leptos::task::spawn_local(async move {
            let came = client.revoke_key(&id.get_value()).await;
            busy.set(false);
            asking.set(None);
            match came {
                Ok(()) => {
                    outcome.set(Some(Outcome::Revoked(name.get_value())));
                    list.refresh();
                    // The button that was pressed goes with its key.
                    crate::pages::pieces::focus("keys");
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    outcome.set(Some(Outcome::Failed(error)));
                }
            }
        });
    };
    let part = move |part: &str| id.with_value(|id| [part, id].concat());
    let is_asked = move || asking.with(|asking| id.with_value(|id| asking.as_ref() == Some(id)));
    let offer = move || {
        let offer = el("button").attr("type", "button").class("button button-small").attr("id", part("revoke-"));
        let offer = offer.attr("aria-label", move || named(words::REVOKE_OF)).text(i18n.live(words::REVOKE));
        offer.on(ev::click, move |_| {
            asking.set(Some(id.get_value()));
            focus_part(part("keep-"));
        })
    };
    let really = move || {
        let button = |class: &'static str| el("button").attr("type", "button").class(class);
        let act =
            button("button").attr("aria-disabled", move || busy.get().then_some("true")).on(ev::click, act).text(i18n.live(words::REVOKE));
        let keep = button("button button-quiet").attr("id", part("keep-")).text(i18n.live(remove::KEEP)).on(ev::click, move |_| {
            asking.set(None);
            focus_part(part("revoke-"));
        });
        let (ask, hint) = (part("ask-"), part("hint-"));
        let note = el("div").class("note note-critical").attr("role", "alertdialog").attr("aria-labelledby", ask.clone());
        let heading = el("p").attr("id", ask).child(el("b").text(move || named(words::REVOKE_ASK)));
        let said = el("p").attr("id", hint.clone()).text(i18n.live(words::REVOKE_HINT));
        note.attr("aria-describedby", hint).child(el("div").child((heading, said, el("div").class("note-acts").child((act, keep)))))
    };
    el("div").child(crate::view::either(is_asked, really, offer))
}

/// Moves the focus to a button of a key, once it is there.
fn focus_part(id: String) {
    request_animation_frame(move || {
        use wasm_bindgen::JsCast as _;
        let element = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        // It may have left the page within the frame.
        drop(element.map(|element| element.focus()));
    });
}
