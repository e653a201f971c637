//! The draft of a form: edited, checked, saved under its tag, published. A change by somebody else meanwhile loses nothing.

use super::Loaded;
use crate::{
    client::{Client, ClientError, random_uuid},
    i18n::{
        Key,
        keys::portal::{form as words, new, source},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Weight, focus, remark},
        portal::{
            mishap::mishap,
            source::{SOURCE, Source, editor},
            words::{indented, number},
        },
    },
    signal::{RwSignal, StoredValue, memo},
    view::{El, after, el, show, text},
};
use leptos::{ev, prelude::*};
use tessera_api::{ProblemKind, paths};

/// What became of the last press.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Saved,
    /// This version is live.
    Published(u32),
    /// Somebody else saved meanwhile.
    Stale,
    /// The definition has errors.
    Refused,
    Failed(ClientError),
}

pub(super) fn draft(slug: String, form: Fetched<Loaded>) -> El {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let source = Source::new(&["form.", &slug].concat());
    let slug = StoredValue::new(slug);
    let next = memo(move || form.ready(|loaded| loaded.body.0.summary.version).unwrap_or_default().saturating_add(1));
    let tag = StoredValue::new(String::new());
    let saved = RwSignal::new(String::new());
    let restored = RwSignal::new(false);
    // Follows what the server has, now and after each refresh; a text the person has changed stays as it is.
    let mut later = false;
    after(move || {
        let is_first = !std::mem::replace(&mut later, true);
        let Some((fresh, text)) = form.ready(|loaded| (loaded.tag.clone(), indented(&loaded.body.1))) else { return };
        tag.set_value(fresh);
        let was = saved.get_untracked();
        saved.set(text.clone());
        let kept = if is_first { source.kept() } else { None };
        match kept.filter(|kept| *kept != text) {
            Some(kept) => {
                restored.set(true);
                source.show(kept);
            }
            None if is_first || source.text().get_untracked() == was => source.show(text),
            None => {}
        }
    });

    let is_changed = memo(move || source.text().with(|text| saved.with(|saved| text != saved)));
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Outcome>);

    let send = move |publish: bool| {
        outcome.set(None);
        if source.is_empty() || (publish && untrack(|| source.is_refused())) {
            outcome.set(Some(Outcome::Refused));
            return focus(SOURCE);
        }
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let text = source.text().get_untracked();
        let changed = is_changed.get_untracked();
        let version = next.get_untracked();
        leptos::task::spawn_local(async move {
            let slug = slug.get_value();
            let step = async {
                if changed {
                    let fresh = client.save_draft(&slug, &text, &tag.get_value()).await?;
                    tag.set_value(fresh);
                    saved.set(text.clone());
                    restored.set(false);
                    source.forget();
                }
                if publish {
                    client.act(&paths::form_publish(&slug), &random_uuid()).await?;
                }
                Ok::<_, ClientError>(())
            };
            let came = step.await;
            busy.set(false);
            let met = match came {
                Ok(()) if publish => Outcome::Published(version),
                Ok(()) => Outcome::Saved,
                Err(error) if session.notices(&error) => return,
                Err(error) => match error.kind() {
                    Some(ProblemKind::Stale) => Outcome::Stale,
                    Some(ProblemKind::InvalidForm) => Outcome::Refused,
                    // What is no JSON never left the page.
                    _ if error == ClientError::Strange(0) => Outcome::Refused,
                    _ => Outcome::Failed(error),
                },
            };
            let is_published = matches!(met, Outcome::Published(_));
            outcome.set(Some(met));
            if is_published {
                form.refresh();
            }
        });
    };
    // Theirs: drop the own text, then fetch. Mine: learn the new tag, then save over it.
    let take_theirs = move |_| {
        source.forget();
        source.show(saved.get_untracked());
        outcome.set(None);
        form.refresh();
    };
    let keep_mine = move |_| {
        let client = Client::new(untrack(|| language.i18n().locale()));
        leptos::task::spawn_local(async move {
            match client.form(&slug.get_value()).await {
                Ok(theirs) => {
                    tag.set_value(theirs.tag);
                    send(false);
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    outcome.set(Some(Outcome::Failed(error)));
                }
            }
        });
    };
    let drop_mine = move |_| {
        source.forget();
        source.show(saved.get_untracked());
        restored.set(false);
    };

    let good = move |words: Key, count: u32| {
        let said = i18n.fill(words, &[("number", &number(i18n, u64::from(count)))]);
        remark(Weight::Good, el("p").text(said))
    };
    let stale = move || {
        let mine = el("button").attr("type", "button").class("button").on(ev::click, keep_mine).text(i18n.live(words::STALE_MINE));
        let theirs = el("button").attr("type", "button").class("button").on(ev::click, take_theirs).text(i18n.live(words::STALE_THEIRS));
        let heading = el("p").child(el("b").text(i18n.live(words::STALE)));
        let acts = el("div").class("note-acts").child((mine, theirs));
        remark(Weight::Caution, (heading, el("p").text(i18n.live(words::STALE_HINT)), acts))
    };
    let said = move || match outcome.get()? {
        Outcome::Saved => Some(good(words::SAVED, 0)),
        Outcome::Published(version) => Some(good(words::PUBLISHED, version)),
        Outcome::Refused => Some(remark(Weight::Critical, el("p").text(i18n.live(new::REFUSED)))),
        Outcome::Failed(error) => Some(mishap(i18n, error)),
        Outcome::Stale => Some(stale()),
    };
    let restored_note = move || {
        let forget = el("button").attr("type", "button").class("button button-small").on(ev::click, drop_mine);
        let acts = el("div").class("note-acts").child(forget.text(i18n.live(words::RESTORED_DROP)));
        el("div").class("note").child(el("div").child((el("p").text(i18n.live(words::RESTORED)), acts)))
    };
    let publish_words = move || i18n.fill(words::PUBLISH, &[("number", &number(i18n, u64::from(next.get())))]);
    let publish = el("button").attr("type", "button").class("button button-primary").on(ev::click, move |_| send(true));
    let save = el("button").attr("type", "button").class("button").on(ev::click, move |_| {
        if is_changed.get_untracked() {
            send(false);
        }
    });
    let unsaved = move || if is_changed.get() { i18n.text(words::UNSAVED) } else { String::new() };
    let hint = el("p").class("t-meta").child((text(i18n.live(words::DRAFT_HINT)), " ", text(i18n.live(source::TAB))));
    el("section").class("stack").attr("aria-labelledby", "draft").child((
        el("div").child((el("h2").class("t-heading").attr("id", "draft").text(i18n.live(words::DRAFT_HEADING)), hint)),
        show(move || restored.get() && is_changed.get(), restored_note),
        editor(source),
        said,
        el("div").class("row-of").child((
            publish.attr("aria-disabled", move || busy.get().then_some("true")).text(publish_words),
            save.attr("aria-disabled", move || (busy.get() || !is_changed.get()).then_some("true")).text(i18n.live(words::SAVE)),
            el("span").class("t-meta").attr("role", "status").text(unsaved),
        )),
    ))
}
