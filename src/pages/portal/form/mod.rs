//! One form: whether it takes answers, the ways in, the way to its draft.

mod along;
mod ending;
mod ways;

use super::{
    forms::{finished, state_tag},
    mishap::{Coming, mishap},
    remove::{Removal, remove},
    words::number,
};
use crate::{
    client::{Client, ClientError, Tagged, portal::DraftForm, random_uuid},
    i18n::{
        Key,
        keys::portal::{form as words, forms, remove as remove_words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_place, use_session},
        pieces::{Weight, focus, page_heading, remark, remote},
    },
    signal::{RwSignal, StoredValue, memo},
    view::{Child as _, El, View, after, el, show},
    widgets::icon::{Icon, icon},
};
use ending::ending;
use leptos::{ev, prelude::*};
use tessera_api::{forms::FormState, paths};
use ways::ways;

/// A form with its draft as text.
type Loaded = Tagged<DraftForm>;

/// `/portal/forms/{slug}`
#[must_use]
pub fn form_page(slug: String) -> View {
    let asked = slug.clone();
    let form = Fetched::new(move |client| {
        let slug = asked.clone();
        async move { client.form(&slug).await }
    });
    let address = slug.clone();
    let name = move || form.ready(|loaded| loaded.body.summary.name.clone()).unwrap_or_else(|| address.clone());
    let overview = move || {
        let is_published = move || form.ready(|loaded| loaded.body.summary.version > 0).unwrap_or_default();
        let address = slug.clone();
        el("div").class("stack").child((
            state(slug.clone(), form),
            ending(slug.clone(), form),
            show(is_published, move || ways(&address, form)),
            draft(&slug),
            removal(slug.clone(), form),
        ))
    };
    let head = el("header").class("work-head").child(el("div").child(page_heading(name)));
    (head, remote(form, words::LOADING, words::FAILED, overview)).view()
}

/// The way to the editor.
fn draft(slug: &str) -> El {
    let i18n = use_i18n();
    let edit = el("a").class("button").attr("href", ["/portal/forms/", slug, "/edit"].concat());
    el("section").class("panel").child((
        el("div").class("panel-head").child(el("h2").class("t-heading").text(i18n.live(words::DRAFT_HEADING))),
        el("p").class("panel-hint t-meta").text(i18n.live(words::DRAFT_HINT)),
        el("div").class("row-of").child(edit.child((icon(Icon::PENCIL), el("span").text(i18n.live(words::EDIT))))),
    ))
}

/// The way to be rid of it.
fn removal(slug: String, form: Fetched<Loaded>) -> El {
    let place = use_place();
    let said = Removal { offer: words::DELETE, ask: words::DELETE_ASK, hint: words::DELETE_HINT, act: remove_words::DELETE };
    let run = move |client: Client| -> Coming {
        let (slug, tag) = (slug.clone(), untrack(|| form.ready(|loaded| loaded.tag.clone())).unwrap_or_default());
        Box::pin(async move { client.delete_form(&slug, &tag).await })
    };
    remove(said, run, move || place.replace("/portal"))
}

/// Id of the button that closes or opens.
const SWITCH: &str = "switch";
/// Id of the button that leaves it open after all.
const KEEP: &str = "keep-open";

/// Something that was done here, or did not work.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Done(Key),
    Failed(ClientError),
}

fn state(slug: String, form: Fetched<Loaded>) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let outcome = RwSignal::new(None::<Outcome>);
    let summary = memo(move || form.ready(|loaded| loaded.body.summary.clone()));
    let state = memo(move || summary.with(|summary| summary.as_ref().map_or(FormState::Draft, |summary| summary.state)));
    let version = memo(move || summary.with(|summary| summary.as_ref().map_or(0, |summary| summary.version)));
    let results = ["/portal/forms/", &slug, "/results"].concat();
    let slug = StoredValue::new(slug);
    // The button that was pressed goes away with the state it belongs to; the focus goes to the one that takes its place.
    let acted = StoredValue::new(false);
    after(move || {
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
            busy.set(false);
            asking.set(false);
            match came {
                Ok(()) => {
                    outcome.set(Some(Outcome::Done(done)));
                    acted.set_value(true);
                    form.refresh();
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    outcome.set(Some(Outcome::Failed(error)));
                }
            }
        });
    };
    let said = move || {
        let is_over = summary.with(|summary| summary.as_ref().and_then(|summary| summary.ends.as_ref()).is_some_and(|ends| ends.is_over));
        let words = match state.get() {
            FormState::Closed if is_over => words::ENDED,
            FormState::Draft => words::DRAFT,
            FormState::Live => words::LIVE,
            FormState::Closed => words::CLOSED,
        };
        i18n.fill(words, &[("number", &number(i18n, u64::from(version.get())))])
    };
    let done = move || match outcome.get()? {
        Outcome::Done(words) => Some(remark(Weight::Good, el("p").text(i18n.live(words)))),
        Outcome::Failed(error) => Some(mishap(i18n, error)),
    };
    let to_results = move || {
        let link = el("a").class("button").attr("href", results.clone());
        link.child((icon(Icon::CHART), el("span").text(i18n.live(forms::RESULTS))))
    };
    let button = move |id: &'static str, key: Key| el("button").attr("type", "button").class("button").attr("id", id).text(i18n.live(key));
    let really = move || {
        let close = el("button").attr("type", "button").class("button").text(i18n.live(words::CLOSE));
        let keep = el("button").attr("type", "button").class("button button-quiet").attr("id", KEEP).text(i18n.live(words::KEEP_OPEN));
        let keep = keep.on(ev::click, move |_| {
            asking.set(false);
            focus(SWITCH);
        });
        let close = close.on(ev::click, move |_| act(paths::form_close, words::CLOSING));
        let heading = el("p").attr("id", "close-ask").child(el("b").text(i18n.live(words::CLOSE_ASK)));
        let hint = el("p").attr("id", "close-hint").text(i18n.live(words::CLOSE_ASK_HINT));
        let note = el("div").class("note note-caution").attr("role", "alertdialog").attr("aria-labelledby", "close-ask");
        let acts = el("div").class("note-acts").child((close, keep));
        note.attr("aria-describedby", "close-hint").child(el("div").child((heading, hint, acts)))
    };
    let switch = move || match state.get() {
        FormState::Draft => None,
        FormState::Live if asking.get() => Some(really()),
        FormState::Live => Some(button(SWITCH, words::CLOSE).on(ev::click, move |_| {
            asking.set(true);
            focus(KEEP);
        })),
        FormState::Closed => Some(button(SWITCH, words::REOPEN).on(ev::click, move |_| act(paths::form_reopen, words::REOPENED))),
    };
    let count = move || summary.with(|summary| summary.as_ref().map(|summary| finished(i18n, summary)).unwrap_or_default());
    let tag = move || state_tag(i18n, state.get());
    el("section").class("panel fields").child((
        el("div").child((el("p").class("row-of").child((tag, el("span").text(said))), el("p").class("t-meta num").text(count))),
        done,
        el("div").class("row-of").child((show(move || version.get() > 0, to_results), switch)),
    ))
}
