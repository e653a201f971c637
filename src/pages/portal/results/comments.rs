//! What people wrote, to be read a page at a time. Employees' words come without anything that says whose they are.

use crate::{
    client::{Client, ClientError},
    i18n::{
        I18n, Key,
        keys::portal::{hub, results as words},
        use_i18n,
    },
    pages::{
        desk::Fetched,
        pieces::{art, remote},
        portal::{mishap::more, words::moment},
    },
    view::{Child as _, El, View, each, el, show},
};
use leptos::prelude::*;
use std::rc::Rc;
use tessera_api::{
    Page,
    figures::{Comment, ScoreKind},
};

/// `texts` are name and title of each question people wrote to; `is_open` whether there are enough of them to be shown, `score` what the
/// score beside a comment is.
pub(super) fn comments(slug: String, texts: Vec<(String, String)>, is_open: bool, score: Option<ScoreKind>) -> El {
    let i18n = use_i18n();
    let body = if is_open { listed(i18n, slug, texts.into(), score) } else { few(i18n, None, words::COMMENTS_FEW).view() };
    let heading = el("h2").class("t-heading").attr("id", "comments-heading").text(i18n.live(words::COMMENTS));
    let section = el("section").attr("id", "comments").attr("tabindex", "-1").attr("aria-labelledby", "comments-heading");
    section.child((el("div").class("panel-head").child(heading), body))
}

/// Why there is nothing to read.
fn few(i18n: I18n, heading: Option<Key>, words: Key) -> El {
    let heading = heading.map(|heading| el("h3").class("t-heading").text(i18n.live(heading)));
    el("div").class("panel state").child((art(), heading, el("p").text(i18n.live(words))))
}

fn listed(i18n: I18n, slug: String, texts: Rc<[(String, String)]>, score: Option<ScoreKind>) -> View {
    let asked = slug.clone();
    let list = Fetched::new(move |client| {
        let slug = asked.clone();
        async move { client.comments(&slug, None).await }
    });
    let shown = move || {
        if untrack(|| list.ready(|page| page.items.is_empty())) != Some(false) {
            return few(i18n, Some(words::COMMENTS_EMPTY), words::COMMENTS_EMPTY_HINT);
        }
        let items = move || list.ready(|page| (0..).zip(page.items.iter().cloned()).collect()).unwrap_or_default();
        let texts = texts.clone();
        let rows = each(items, |(place, _)| *place, move |(_, comment)| said(i18n, comment, &texts, score));
        let has_more = move || list.ready(|page| page.next.is_some()) == Some(true);
        let slug = slug.clone();
        let more = move || {
            let slug = slug.clone();
            more(move |client| Box::pin(next(client, slug.clone(), list)))
        };
        el("div").class("panel").child((el("ul").child(rows), show(has_more, more)))
    };
    remote(list, words::COMMENTS_LOADING, words::COMMENTS_FAILED, shown)
}

async fn next(client: Client, slug: String, list: Fetched<Page<Comment>>) -> Result<(), ClientError> {
    let cursor = untrack(|| list.ready(|page| page.next.clone())).flatten();
    let more = client.comments(&slug, cursor.as_deref()).await?;
    list.change(|page| {
        page.items.extend(more.items);
        page.next = more.next;
    });
    Ok(())
}

fn said(i18n: I18n, comment: Comment, texts: &[(String, String)], score: Option<ScoreKind>) -> El {
    let Comment { question, text, score: value, at, locale, layout } = comment;
    let title = texts.iter().find(|(name, _)| *name == question).map(|(_, title)| title.clone());
    let tile = value.map(|value| {
        el("span").class(score_class(value, score)).child((
            el("span").attr("aria-hidden", "true").text(move || i18n.number(value)),
            el("span").class("hidden").text(move || i18n.fill(words::SCORE, &[("value", &i18n.number(value))])),
        ))
    });
    let about = move || about(i18n, layout.as_deref(), at.as_deref());
    el("li").class(if value.is_some() { "comment" } else { "comment comment-plain" }).child((
        tile,
        el("div").child((
            el("p").class("t-meta").attr("dir", "auto").child(title),
            el("p").class("comment-text").attr("dir", "auto").attr("lang", locale).text(text),
            el("p").class("t-meta num").text(about),
        )),
    ))
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
