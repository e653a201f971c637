//! What people wrote, to be read a page at a time. Employees' words come without anything that says whose they are.

use super::coming::Coming;
use super::part::{Part, screen};
use crate::{
    client::{Client, ClientError},
    i18n::{I18n, Key, keys::portal::results as words, use_i18n},
    pages::{
        desk::Fetched,
        pieces::{art, remote},
        portal::{mishap::more, words::moment},
    },
    signal::{RwSignal, StoredValue, memo},
    view::{Child as _, El, View, each, either, el, show},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};
use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    rc::Rc,
    time::Duration,
};
use tessera_api::{
    Page,
    figures::{Comment, Results, ScoreKind},
};

/// A burst of key strokes is one question.
const SETTLE: Duration = Duration::from_millis(250);

/// What the list needs to know of the form.
#[derive(Clone)]
struct About {
    slug: String,
    /// Name and title of each question.
    titles: Rc<[(String, String)]>,
    /// What the score beside a comment is: the one the form is about.
    score: Option<ScoreKind>,
}

pub(super) fn comments(part: Part, live: Coming, results: Results) -> El {
    let i18n = use_i18n();
    let titles = results.questions.iter().map(|question| (question.name.clone(), question.title.clone())).collect();
    let score = super::leading(&results.questions).first().map(|(_, score)| score.kind);
    let about = About { slug: results.form, titles, score };
    let sought = RwSignal::new(String::new());
    let body = if results.comments { listed(i18n, about, (part, live), sought) } else { few(i18n, None, words::COMMENTS_FEW).view() };
    let heading = el("h2").class("t-heading").attr("id", "comments-heading").text(i18n.live(words::COMMENTS));
    let section = el("section").attr("id", "comments").attr("tabindex", "-1").attr("aria-labelledby", "comments-heading");
    section.child((el("div").class("panel-head").child((heading, results.comments.then(|| search(i18n, sought)))), body))
}

/// A line for words to look for. Asked for once the person has stopped typing.
fn search(i18n: I18n, sought: RwSignal<String>) -> El {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |event| {
        let text = event_target_value(&event);
        let handle = set_timeout_with_handle(move || sought.set(text.trim().to_owned()), SETTLE).ok();
        if let Some(before) = waiting.try_update_value(|waiting| std::mem::replace(waiting, handle)).flatten() {
            before.clear();
        }
    };
    let input = el("input").class("field").attr("type", "search").attr("maxlength", "200").on(ev::input, typed);
    let input = input.attr("placeholder", i18n.live(words::SEARCH)).attr("aria-label", i18n.live(words::SEARCH)).attr("dir", "auto");
    el("div").class("search").child((icon(Icon::SEARCH), input))
}

/// Why there is nothing to read.
fn few(i18n: I18n, heading: Option<Key>, words: Key) -> El {
    let heading = heading.map(|heading| el("h3").class("t-heading").text(i18n.live(heading)));
    el("div").class("panel state").child((art(), heading, el("p").text(i18n.live(words))))
}

fn listed(i18n: I18n, about: About, (part, live): (Part, Coming), sought: RwSignal<String>) -> View {
    // Who has gone on to older ones reads there; the newest come to the first page alone.
    let has_gone_on = RwSignal::new(false);
    let beat = live.beat_unless(move || has_gone_on.get());
    let query = move || {
        let mut query = part.query();
        query.extend(Some(("q", sought.get())).filter(|(_, words)| !words.is_empty()));
        query
    };
    let asked = about.slug.clone();
    let list = Fetched::live(beat, move |client| {
        has_gone_on.set(false);
        let (slug, query) = (asked.clone(), query());
        async move { client.comments(&slug, query, None).await }
    });
    // Where hardly anybody wrote what is looked for, a page may be empty and not be the last.
    let is_empty = memo(move || list.ready(|page| page.items.is_empty() && page.next.is_none()) != Some(false));
    let none = move || {
        if sought.with(String::is_empty) && part.is_all() {
            few(i18n, Some(words::COMMENTS_EMPTY), words::COMMENTS_EMPTY_HINT)
        } else {
            few(i18n, Some(words::COMMENTS_NONE), words::COMMENTS_NONE_HINT)
        }
    };
    let filled = move || {
        let items = move || list.ready(|page| page.items.clone()).unwrap_or_default();
        let About { slug, titles, score } = about.clone();
        let rows = each(items, identity, move |comment| said(i18n, comment, &titles, score));
        let has_more = move || list.ready(|page| page.next.is_some()) == Some(true);
        let more = move || {
            let slug = slug.clone();
            more(move |client| {
                has_gone_on.set(true);
                Box::pin(next(client, slug.clone(), untrack(query), list))
            })
        };
        el("div").class("panel").child((el("ul").child(rows), show(has_more, more)))
    };
    remote(list, words::COMMENTS_LOADING, words::COMMENTS_FAILED, move || either(move || is_empty.get(), none, filled.clone()))
}

/// Tells comments apart: whose, to which question, in which words.
fn identity(comment: &Comment) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&comment.response_id, &comment.question, &comment.text).hash(&mut hasher);
    hasher.finish()
}

async fn next(client: Client, slug: String, query: Vec<(&'static str, String)>, list: Fetched<Page<Comment>>) -> Result<(), ClientError> {
    let cursor = untrack(|| list.ready(|page| page.next.clone())).flatten();
    let more = client.comments(&slug, query, cursor.as_deref()).await?;
    list.change(|page| {
        page.items.extend(more.items);
        page.next = more.next;
    });
    Ok(())
}

fn said(i18n: I18n, comment: Comment, texts: &[(String, String)], score: Option<ScoreKind>) -> El {
    let Comment { question, text, score: value, at, locale, layout, touchpoint, response_id } = comment;
    let title = texts.iter().find(|(name, _)| *name == question).map(|(_, title)| title.clone());
    let tile = value.map(|value| {
        el("span").class(score_class(value, score)).child((
            el("span").attr("aria-hidden", "true").text(move || i18n.number(value)),
            el("span").class("hidden").text(move || i18n.fill(words::SCORE, &[("value", &i18n.number(value))])),
        ))
    });
    let about = move || circumstances(i18n, layout.as_deref(), touchpoint.as_deref(), at.as_deref());
    el("li").class(if value.is_some() { "comment" } else { "comment comment-plain" }).child((
        tile,
        el("div").child((
            el("p").class("t-meta").attr("dir", "auto").child(title),
            el("p").class("comment-text").attr("dir", "auto").attr("lang", locale).text(text),
            el("p").class("t-meta num").text(about),
            response_id.map(|id| whole(i18n, &id)),
        )),
    ))
}

/// The way to the response a comment is part of.
fn whole(i18n: I18n, id: &str) -> El {
    el("a").class("t-meta").attr("href", ["/portal/responses/", id].concat()).text(i18n.live(words::WHOLE))
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

/// `TV, tv-menu, 12 May 2026, 14:03`, as far as it is known.
fn circumstances(i18n: I18n, layout: Option<&str>, touchpoint: Option<&str>, at: Option<&str>) -> String {
    let screen = layout.map(|layout| screen(i18n, layout));
    [screen, touchpoint.map(str::to_owned), at.map(|at| moment(i18n, at))].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
