//! The editor of a survey: its text with remarks at their lines, what it looks like, the draft saved by itself, published from here.

mod languages;
mod previews;
mod saver;

use super::{
    forms::finished,
    mishap::mishap,
    source::{SOURCE, Source, editor},
    words::{clock, number, reason},
};
use crate::{
    client::{Client, ClientError, Tagged, portal::DraftForm, random_uuid},
    i18n::{
        I18n, Key,
        keys::portal::{edit as words, failed, form as form_words, new, source as source_words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Weight, focus, page_heading, remark, remote},
    },
    signal::{RwSignal, StoredValue, memo},
    view::{Child as _, El, View, after, el, show, text},
    widgets::icon::{Icon, icon},
};
use languages::{HEADING, Languages, table};
use leptos::{ev, prelude::*};
use previews::previews;
use saver::{Saver, Saving};
use tessera_api::{ProblemKind, forms::FormState};

/// A form with its draft.
type Loaded = Tagged<DraftForm>;

/// What became of publishing.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// This version is live.
    Published(u32),
    /// It is this version, letter by letter.
    Unchanged(u32),
    /// The definition has errors.
    Refused,
    Failed(ClientError),
}

/// `/portal/forms/{slug}/edit`
#[must_use]
pub fn edit_page(slug: String) -> View {
    let asked = slug.clone();
    let form = Fetched::new(move |client| {
        let slug = asked.clone();
        async move { client.form(&slug).await }
    });
    remote(form, words::LOADING, words::FAILED, move || desk(&slug, form)).view()
}

/// The page once the draft is there.
fn desk(slug: &str, form: Fetched<Loaded>) -> Option<View> {
    let i18n = use_i18n();
    let source = Source::new(&["draft.", slug].concat());
    let loaded = form.now()?;
    let audience = loaded.body.summary.audience;
    let saver = Saver::new(slug, source, loaded);
    let outcome = RwSignal::new(None);
    // A refusal is of the text that was refused.
    after(move || {
        source.text().track();
        outcome.update(|outcome| *outcome = outcome.take().filter(|outcome| !matches!(outcome, Outcome::Refused | Outcome::Unchanged(_))));
    });
    let name = move || form.ready(|loaded| loaded.body.summary.name.clone()).unwrap_or_default();
    let about = el("p").class("t-meta num").child((
        el("span").attr("role", "status").text(move || draft_line(i18n, form, saver)),
        " ",
        text(move || state_line(i18n, form)),
    ));
    let overview = el("a").class("button").attr("href", ["/portal/forms/", slug].concat()).text(i18n.live(words::OVERVIEW));
    let versions = el("a").class("button").attr("href", ["/portal/forms/", slug, "/versions"].concat()).text(i18n.live(words::VERSIONS));
    let said = move || {
        Some(match outcome.get()? {
            Outcome::Published(version) => good(i18n, version),
            Outcome::Unchanged(version) => {
                let said = i18n.fill(words::UNCHANGED, &[("number", &number(i18n, u64::from(version)))]);
                remark(Weight::Caution, el("p").text(said))
            }
            Outcome::Refused => remark(Weight::Critical, el("p").text(i18n.live(new::REFUSED))),
            Outcome::Failed(error) => mishap(i18n, error),
        })
    };
    let code = el("section").class("edit-code").attr("aria-label", i18n.live(words::CODE));
    let code = code.child((editor(source), el("p").class("t-meta").text(i18n.live(source_words::KEYS))));
    let (languages, side_by_side) = (Languages::new(source), RwSignal::new(false));
    let switch = el("button").attr("type", "button").class("button").on(ev::click, move |_| {
        side_by_side.update(|shown| *shown = !*shown);
        if side_by_side.get_untracked() {
            focus(HEADING);
        }
    });
    let switch = switch.attr("aria-expanded", move || if side_by_side.get() { "true" } else { "false" });
    let switch = switch.child((icon(Icon::GLOBE), el("span").text(move || languages.counted(i18n))));
    let head = el("header").class("work-head").child((
        el("div").child((page_heading(name), about)),
        overview,
        versions,
        switch,
        publish_button(slug, form, source, saver, outcome),
    ));
    let split = el("div").class("edit").child((code, previews(i18n, audience, memo(move || source.definition()))));
    Some(
        (
            head,
            el("div").class("edit-notes").child((said, trouble(i18n, saver))),
            split,
            show(move || side_by_side.get(), move || table(i18n, languages)),
        )
            .view(),
    )
}

fn good(i18n: I18n, version: u32) -> El {
    let said = i18n.fill(form_words::PUBLISHED, &[("number", &number(i18n, u64::from(version)))]);
    remark(Weight::Good, el("p").text(said))
}

/// `Draft of version 7, saved 13:46.`
fn draft_line(i18n: I18n, form: Fetched<Loaded>, saver: Saver) -> String {
    let next = form.ready(|loaded| loaded.body.summary.version).unwrap_or_default().saturating_add(1);
    let key = match saver.state() {
        Saving::Saved => words::SAVED,
        Saving::Sending => words::SENDING,
        Saving::Waiting | Saving::Offline | Saving::Stale | Saving::Failed(_) => words::WAITING,
    };
    i18n.fill(key, &[("number", &number(i18n, u64::from(next))), ("time", &clock(i18n, saver.at()))])
}

/// `Version 6 is live. 612 answers`
fn state_line(i18n: I18n, form: Fetched<Loaded>) -> String {
    let said = form.ready(|loaded| {
        let summary = &loaded.body.summary;
        let key = match summary.state {
            FormState::Draft => return i18n.text(form_words::DRAFT),
            FormState::Live => form_words::LIVE,
            FormState::Closed => form_words::CLOSED,
        };
        let state = i18n.fill(key, &[("number", &number(i18n, u64::from(summary.version)))]);
        [&state, " ", &finished(i18n, summary), "."].concat()
    });
    said.unwrap_or_default()
}

fn publish_button(slug: &str, form: Fetched<Loaded>, source: Source, saver: Saver, outcome: RwSignal<Option<Outcome>>) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let slug = StoredValue::new(slug.to_owned());
    let next = memo(move || form.ready(|loaded| loaded.body.summary.version).unwrap_or_default().saturating_add(1));
    let busy = RwSignal::new(false);
    // What is published, under one key until an answer came: when that got lost, the same attempt again is the same version.
    let attempt = StoredValue::new((String::new(), String::new()));
    let newest = newest_version(slug, form);
    let publish = move |_| {
        outcome.set(None);
        if source.is_empty() || untrack(|| source.is_refused()) {
            outcome.set(Some(Outcome::Refused));
            return focus(SOURCE);
        }
        if busy.get_untracked() {
            return;
        }
        let text = source.text().get_untracked();
        let version = next.get_untracked();
        if newest.with_value(|newest| newest.as_ref() == Some(&text)) {
            return outcome.set(Some(Outcome::Unchanged(version.saturating_sub(1))));
        }
        busy.set(true);
        leptos::task::spawn_local(async move {
            // What stands in the way of saving is said where saving is spoken of.
            if !saver.flush().await {
                return busy.set(false);
            }
            let client = Client::new(untrack(|| language.i18n().locale()));
            let tag = saver.tag();
            if attempt.with_value(|(tried, _)| *tried != tag) {
                attempt.set_value((tag.clone(), random_uuid()));
            }
            let (_, key) = attempt.get_value();
            let came = client.publish(&slug.get_value(), &tag, &key).await;
            busy.set(false);
            if came.as_ref().err().is_none_or(|error| *error != ClientError::Offline) {
                attempt.set_value(<_>::default());
            }
            outcome.set(match came {
                Ok(()) => {
                    newest.set_value(Some(text));
                    form.refresh();
                    Some(Outcome::Published(version))
                }
                Err(error) if session.notices(&error) => None,
                Err(error) if error.kind() == Some(ProblemKind::Stale) => {
                    saver.overtaken();
                    None
                }
                Err(error) if error.kind() == Some(ProblemKind::InvalidForm) => Some(Outcome::Refused),
                Err(error) => Some(Outcome::Failed(error)),
            });
        });
    };
    let said = move || i18n.fill(form_words::PUBLISH, &[("number", &number(i18n, u64::from(next.get())))]);
    let button = el("button").attr("type", "button").class("button button-primary").on(ev::click, publish);
    button.attr("aria-disabled", move || busy.get().then_some("true")).text(said)
}

/// The text of the newest version, once it has come; where it does not come, nothing is compared with it.
fn newest_version(slug: StoredValue<String>, form: Fetched<Loaded>) -> StoredValue<Option<String>> {
    let newest = StoredValue::new(None);
    let client = Client::new(untrack(|| use_language().i18n().locale()));
    if let Some(version) = form.now().map(|loaded| loaded.body.summary.version).filter(|version| *version > 0) {
        leptos::task::spawn_local(async move {
            if let Ok(text) = client.version(&slug.get_value(), version).await {
                newest.try_update_value(|newest| *newest = Some(text));
            }
        });
    }
    newest
}

/// What keeps the text from being saved, and the ways on.
fn trouble(i18n: I18n, saver: Saver) -> View {
    let button = move |key: Key| el("button").attr("type", "button").class("button").text(i18n.live(key));
    let state = memo(move || saver.state());
    let said = move || match state.get() {
        Saving::Saved | Saving::Waiting | Saving::Sending => None,
        Saving::Offline => Some(remark(Weight::Caution, el("p").text(i18n.live(words::OFFLINE)))),
        Saving::Failed(error) => {
            let retry = button(failed::RETRY).on(ev::click, move |_| saver.retry());
            let why = el("p").text(move || reason(i18n, &error));
            Some(remark(Weight::Critical, (why, el("p").text(i18n.live(words::KEPT)), el("div").class("note-acts").child(retry))))
        }
        Saving::Stale => {
            let mine = button(words::STALE_MINE).on(ev::click, move |_| saver.keep_mine());
            let theirs = button(words::STALE_THEIRS).on(ev::click, move |_| saver.take_theirs());
            let heading = el("p").child(el("b").text(i18n.live(words::STALE)));
            let acts = el("div").class("note-acts").child((mine, theirs));
            Some(remark(Weight::Caution, (heading, el("p").text(i18n.live(words::STALE_HINT)), acts)))
        }
    };
    said.view()
}
