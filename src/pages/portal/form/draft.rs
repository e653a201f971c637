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
        pieces::{Remark, Weight, focus},
        portal::{
            source::{Editor, SOURCE, Source},
            words::{indented, number, reason},
        },
    },
};
use leptos::prelude::*;
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

#[component]
pub(super) fn Draft(slug: String, form: Fetched<Loaded>) -> impl IntoView {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let source = Source::new(&format!("form.{slug}"));
    let slug = StoredValue::new(slug);
    let next = Memo::new(move |_| form.ready(|loaded| loaded.body.0.summary.version).unwrap_or_default().saturating_add(1));
    let tag = StoredValue::new(String::new());
    let saved = RwSignal::new(String::new());
    let restored = RwSignal::new(false);
    // Follows what the server has, now and after each refresh; a text the person has changed stays as it is.
    Effect::new(move |first: Option<()>| {
        let Some((fresh, text)) = form.ready(|loaded| (loaded.tag.clone(), indented(&loaded.body.1))) else { return };
        tag.set_value(fresh);
        let was = saved.get_untracked();
        saved.set(text.clone());
        let kept = if first.is_none() { source.kept() } else { None };
        match kept.filter(|kept| *kept != text) {
            Some(kept) => {
                restored.set(true);
                source.show(kept);
            }
            None if first.is_none() || source.text().get_untracked() == was => source.show(text),
            None => {}
        }
    });

    let is_changed = Memo::new(move |_| source.text().with(|text| saved.with(|saved| text != saved)));
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
                    tag.try_set_value(fresh);
                    saved.try_set(text.clone());
                    restored.try_set(false);
                    source.forget();
                }
                if publish {
                    client.act(&paths::form_publish(&slug), &random_uuid()).await?;
                }
                Ok::<_, ClientError>(())
            };
            let came = step.await;
            busy.try_set(false);
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
            outcome.try_set(Some(met));
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
                    tag.try_set_value(theirs.tag);
                    send(false);
                }
                Err(error) if session.notices(&error) => {}
                Err(error) => {
                    outcome.try_set(Some(Outcome::Failed(error)));
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
        view! { <Remark weight=Weight::Good><p>{said}</p></Remark> }.into_any()
    };
    let remark = move || match outcome.get()? {
        Outcome::Saved => Some(good(words::SAVED, 0)),
        Outcome::Published(version) => Some(good(words::PUBLISHED, version)),
        Outcome::Refused => Some(view! { <Remark weight=Weight::Critical><p>{move || i18n.text(new::REFUSED)}</p></Remark> }.into_any()),
        Outcome::Failed(error) => Some(view! { <Remark weight=Weight::Critical><p>{move || reason(i18n, &error)}</p></Remark> }.into_any()),
        Outcome::Stale => Some(
            view! {
                <Remark weight=Weight::Caution>
                    <p><b>{move || i18n.text(words::STALE)}</b></p>
                    <p>{move || i18n.text(words::STALE_HINT)}</p>
                    <div class="note-acts">
                        <button type="button" class="button" on:click=keep_mine>{move || i18n.text(words::STALE_MINE)}</button>
                        <button type="button" class="button" on:click=take_theirs>{move || i18n.text(words::STALE_THEIRS)}</button>
                    </div>
                </Remark>
            }
            .into_any(),
        ),
    };
    let restored_note = move || {
        (restored.get() && is_changed.get()).then(|| {
            view! {
                <div class="note">
                    <div>
                        <p>{i18n.text(words::RESTORED)}</p>
                        <div class="note-acts">
                            <button type="button" class="button button-small" on:click=drop_mine>{i18n.text(words::RESTORED_DROP)}</button>
                        </div>
                    </div>
                </div>
            }
        })
    };
    let publish_words = move || i18n.fill(words::PUBLISH, &[("number", &number(i18n, u64::from(next.get())))]);
    let save = move || {
        let disabled = busy.get() || !is_changed.get();
        view! {
            <button
                type="button"
                class="button"
                aria-disabled=disabled.then_some("true")
                on:click=move |_| {
                    if is_changed.get_untracked() {
                        send(false);
                    }
                }
            >
                {i18n.text(words::SAVE)}
            </button>
        }
    };
    view! {
        <section class="stack" aria-labelledby="draft">
            <div>
                <h2 class="t-heading" id="draft">{move || i18n.text(words::DRAFT_HEADING)}</h2>
                <p class="t-meta">{move || i18n.text(words::DRAFT_HINT)} " " {move || i18n.text(source::TAB)}</p>
            </div>
            {restored_note}
            <Editor source />
            {remark}
            <div class="row-of">
                <button type="button" class="button button-primary" aria-disabled=move || busy.get().then_some("true") on:click=move |_| send(true)>
                    {publish_words}
                </button>
                {save}
                <span class="t-meta" role="status">{move || is_changed.get().then(|| i18n.text(words::UNSAVED))}</span>
            </div>
        </section>
    }
}
