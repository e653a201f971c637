//! What people wrote, to be read a page at a time. Employees' words come without anything that says whose they are.

use crate::{
    client::{Client, ClientError},
    i18n::{
        I18n,
        keys::portal::{failed, forms, hub, results as words},
        use_i18n,
    },
    pages::{
        desk::{Fetched, use_language, use_session},
        pieces::{Art, Remark, Weight, remote},
        portal::words::{moment, reason},
    },
};
use leptos::prelude::*;
use tessera_api::{
    Page,
    figures::{Comment, ScoreKind},
};

#[component]
pub(super) fn Comments(
    slug: String,
    /// Name and title of each question people wrote to.
    texts: Vec<(String, String)>,
    /// Whether there are enough of them to be shown.
    is_open: bool,
    /// What the score beside a comment is.
    score: Option<ScoreKind>,
) -> impl IntoView {
    let i18n = use_i18n();
    let titles = StoredValue::new(texts);
    let body = if is_open {
        let asked = slug.clone();
        let list = Fetched::new(move |client| {
            let slug = asked.clone();
            async move { client.comments(&slug, None).await }
        });
        let show = move |page: &Page<Comment>| view! { <List page=page.clone() list slug=slug.clone() titles score /> };
        remote(list, words::COMMENTS_LOADING, words::COMMENTS_FAILED, show).into_any()
    } else {
        view! {
            <div class="panel state">
                <Art />
                <p>{move || i18n.text(words::COMMENTS_FEW)}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <section id="comments" tabindex="-1" aria-labelledby="comments-heading">
            <div class="panel-head">
                <h2 class="t-heading" id="comments-heading">{move || i18n.text(words::COMMENTS)}</h2>
            </div>
            {body}
        </section>
    }
}

#[component]
fn List(
    page: Page<Comment>,
    list: Fetched<Page<Comment>>,
    slug: String,
    titles: StoredValue<Vec<(String, String)>>,
    score: Option<ScoreKind>,
) -> impl IntoView {
    let i18n = use_i18n();
    if page.items.is_empty() {
        return view! {
            <div class="panel state">
                <Art />
                <h3 class="t-heading">{move || i18n.text(words::COMMENTS_EMPTY)}</h3>
                <p>{move || i18n.text(words::COMMENTS_EMPTY_HINT)}</p>
            </div>
        }
        .into_any();
    }
    let items = page.items.into_iter().map(|comment| view! { <Said comment titles score /> }).collect_view();
    view! {
        <div class="panel">
            <ul>{items}</ul>
            {page.next.map(|cursor| view! { <More cursor list slug /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Said(comment: Comment, titles: StoredValue<Vec<(String, String)>>, score: Option<ScoreKind>) -> impl IntoView {
    let i18n = use_i18n();
    let Comment { question, text, score: value, at, locale, layout } = comment;
    let title = titles.with_value(|titles| titles.iter().find(|(name, _)| *name == question).map(|(_, title)| title.clone()));
    let class = if value.is_some() { "comment" } else { "comment comment-plain" };
    let tile = value.map(|value| {
        let class = score_class(value, score);
        view! {
            <span class=class>
                <span aria-hidden="true">{move || i18n.number(value)}</span>
                <span class="hidden">{move || i18n.fill(words::SCORE, &[("value", &i18n.number(value))])}</span>
            </span>
        }
    });
    let about = move || about(i18n, layout.as_deref(), at.as_deref());
    view! {
        <li class=class>
            {tile}
            <div>
                <p class="t-meta" dir="auto">{title}</p>
                <p class="comment-text" dir="auto" lang=locale>{text}</p>
                <p class="t-meta num">{about}</p>
            </div>
        </li>
    }
}

fn score_class(value: f64, kind: Option<ScoreKind>) -> &'static str {
    let is_recommendation = matches!(kind, Some(ScoreKind::Nps | ScoreKind::Enps));
    match value {
        _ if !is_recommendation => "score",
        value if value <= 6.0 => "score score-low",
        value if value >= 9.0 => "score score-high",
        _ => "score",
    }
}

/// `TV, 12 May 2026, 14:03`, as far as it is known.
fn about(i18n: I18n, layout: Option<&str>, at: Option<&str>) -> String {
    let screen = layout.and_then(|layout| match layout {
        "desktop" => Some(i18n.text(hub::DESKTOP)),
        "mobile" => Some(i18n.text(hub::PHONE)),
        "tv" => Some(i18n.text(hub::TV)),
        _ => None,
    });
    [screen, at.map(|at| moment(i18n, at))].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Fetches the next page and puts it below what is there.
#[component]
fn More(cursor: String, list: Fetched<Page<Comment>>, slug: String) -> impl IntoView {
    let i18n = use_i18n();
    let (language, session) = (use_language(), use_session());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<ClientError>));
    let fetch = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let client = Client::new(untrack(|| language.i18n().locale()));
        let (slug, cursor) = (slug.clone(), cursor.clone());
        leptos::task::spawn_local(async move {
            match client.comments(&slug, Some(&cursor)).await {
                Ok(more) => list.change(|page| {
                    page.items.extend(more.items);
                    page.next = more.next;
                }),
                Err(error) => {
                    busy.try_set(false);
                    if !session.notices(&error) {
                        failure.try_set(Some(error));
                    }
                }
            }
        });
    };
    let remark =
        move || failure.get().map(|error| view! { <Remark weight=Weight::Critical><p>{move || reason(i18n, &error)}</p></Remark> });
    view! {
        <div class="more stack">
            {remark}
            <div>
                <button type="button" class="button" aria-disabled=move || busy.get().then_some("true") on:click=fetch>
                    {move || i18n.text(if failure.get().is_some() { failed::RETRY } else { forms::MORE })}
                </button>
            </div>
        </div>
    }
}
