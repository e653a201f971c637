//! What people wrote, to be read: by question, a page at a time. Employees' words come without anything that says whose they are.

use crate::{
    app::{fetch::Fetched, use_language, use_session},
    client::{Client, ClientError},
    i18n::{
        I18n,
        keys::portal::{failed, forms, hub, results as words},
        use_i18n,
    },
    pages::{
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
    let question = RwSignal::new(None::<String>);
    let body = if is_open {
        let asked = slug.clone();
        let list = Fetched::new(move |client| {
            let (slug, question) = (asked.clone(), question.get());
            async move { client.comments(&slug, question.as_deref(), None).await }
        });
        let show = move |page: &Page<Comment>| view! { <List page=page.clone() list slug=slug.clone() question score /> };
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
    let choose = move |event| question.set(Some(event_target_value(&event)).filter(|name| !name.is_empty()));
    let choice = (is_open && texts.len() > 1).then(|| {
        let options = texts.into_iter().map(|(name, title)| view! { <option value=name>{title}</option> }).collect_view();
        view! {
            <label class="select push">
                <span>{move || i18n.text(words::COMMENTS_OF)}</span>
                <select on:change=choose>
                    <option value="">{move || i18n.text(words::COMMENTS_ALL)}</option>
                    {options}
                </select>
            </label>
        }
    });
    view! {
        <section id="comments" tabindex="-1" aria-labelledby="comments-heading">
            <div class="panel-head">
                <h2 class="t-heading" id="comments-heading">{move || i18n.text(words::COMMENTS)}</h2>
                {choice}
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
    question: RwSignal<Option<String>>,
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
    let items = page.items.into_iter().map(|comment| view! { <Said comment score /> }).collect_view();
    view! {
        <div class="panel">
            <ul>{items}</ul>
            {page.next.map(|cursor| view! { <More cursor list slug question /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Said(comment: Comment, score: Option<ScoreKind>) -> impl IntoView {
    let i18n = use_i18n();
    let Comment { text, score: value, at, locale, layout, .. } = comment;
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
fn More(cursor: String, list: Fetched<Page<Comment>>, slug: String, question: RwSignal<Option<String>>) -> impl IntoView {
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
        let (slug, cursor, asked) = (slug.clone(), cursor.clone(), question.get_untracked());
        leptos::task::spawn_local(async move {
            match client.comments(&slug, asked.as_deref(), Some(&cursor)).await {
                // Another question was chosen meanwhile: its list is not this one's.
                Ok(_) if question.try_get_untracked() != Some(asked) => {}
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
    let remark = move || failure.get().map(|error| view! { <Remark weight=Weight::Critical><p>{reason(i18n, &error)}</p></Remark> });
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
