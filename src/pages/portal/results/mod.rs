//! The results of a form: every figure with its n and its interval, a table behind each chart, comments to read.

mod comments;
mod kpis;
mod path;
mod questions;
mod trend;

use super::words::{number, plural};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::{
        desk::Fetched,
        pieces::{Art, Empty, PageHeading, remote},
    },
    widgets::icon::{Icon, icon},
};
use comments::Comments;
use kpis::Kpis;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use path::{Funneled, Stops};
use questions::Questions;
use tessera_api::{
    figures::{QuestionFigures, Results, Score, ScoreKind},
    forms::Audience,
    paths,
};
use trend::Scores;

/// `/portal/forms/{slug}/results`
#[component]
pub fn ResultsPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    move || view! { <Figures slug=slug.get() /> }
}

#[component]
fn Figures(slug: String) -> impl IntoView {
    let i18n = use_i18n();
    let address = slug.clone();
    let results = Fetched::new(move |client| {
        let slug = slug.clone();
        async move { client.results(&slug).await }
    });
    let name = {
        let slug = address.clone();
        move || results.ready(|results| results.name.clone()).unwrap_or_else(|| slug.clone())
    };
    let named = name.clone();
    let exports = {
        let slug = address.clone();
        move || {
            let is_open = results.ready(|results| results.audience == Audience::Customers && results.days.is_some());
            (is_open == Some(true)).then(|| view! { <Exports slug=slug.clone() /> })
        }
    };
    view! {
        <header class="work-head">
            <div>
                <PageHeading text=Signal::derive(name) name=Signal::derive(move || i18n.fill(words::OF, &[("name", &named())])) />
                <p class="t-meta num">{move || results.ready(|results| about(i18n, results))}</p>
            </div>
            <a class="button" href=format!("/portal/forms/{address}")>{icon(Icon::PENCIL)}<span>{move || i18n.text(words::BACK)}</span></a>
            {exports}
        </header>
        {remote(results, words::LOADING, words::FAILED, |results| view! { <Shown results=results.clone() /> })}
    }
}

/// How many of how many, and when.
fn about(i18n: I18n, results: &Results) -> String {
    let people = results.funnel.as_ref().map(|funnel| {
        let finished = number(i18n, funnel.finished);
        i18n.plural(words::FINISHED_OF, plural(funnel.started), &[("finished", &finished)])
    });
    let days = results.days.as_ref().map(|(from, to)| {
        if from == to {
            i18n.fill(words::DAY, &[("day", &i18n.day(from))])
        } else {
            i18n.fill(words::DAYS, &[("from", &i18n.day(from)), ("to", &i18n.day(to))])
        }
    });
    [people, days].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Rows to take away. Never offered for employees' forms: the server would refuse.
#[component]
fn Exports(slug: String) -> impl IntoView {
    let i18n = use_i18n();
    let files = [("csv", words::EXPORT_CSV), ("jsonl", words::EXPORT_JSONL)]
        .map(|(format, name)| {
            let address = format!("{}?format={format}", paths::form_export(&slug));
            view! { <a rel="external" href=address download=format!("{slug}.{format}")>{move || i18n.text(name)}</a> }
        })
        .into_iter()
        .collect_view();
    view! {
        <details class="export">
            <summary class="button">{icon(Icon::DOWNLOAD)}<span>{move || i18n.text(words::EXPORT)}</span></summary>
            <div class="export-list">{files}</div>
        </details>
    }
}

#[component]
fn Shown(results: Results) -> impl IntoView {
    let i18n = use_i18n();
    let Results { form, audience, minimum, funnel, questions, comments, .. } = results;
    let is_withheld = questions.iter().all(|question| question.withheld);
    let protected = (audience == Audience::Employees).then(|| {
        view! {
            <p class="note">
                {icon(Icon::SHIELD)}
                <span>{move || i18n.fill(words::PROTECTED, &[("minimum", &number(i18n, minimum))])}</span>
            </p>
        }
    });
    if audience == Audience::Employees && (funnel.is_none() || is_withheld) {
        return view! { <div class="stack">{protected}<TooFew minimum /></div> }.into_any();
    }
    let has_answers = funnel.as_ref().is_some_and(|funnel| funnel.started > 0);
    if !has_answers {
        let address = format!("/portal/forms/{form}");
        return view! {
            <Empty heading=words::EMPTY hint=words::EMPTY_HINT>
                <a class="button" href=address>{move || i18n.text(words::EMPTY_ACT)}</a>
            </Empty>
        }
        .into_any();
    }
    let texts: Vec<(String, String)> =
        questions.iter().filter(|question| question.texts > 0).map(|question| (question.name.clone(), question.title.clone())).collect();
    // What people wrote stands beside the score the form is about.
    let score = leading(&questions).first().map(|(_, score)| score.kind);
    view! {
        {protected.map(|note| view! { <div class="tiles">{note}</div> })}
        <p class="legend t-meta">{move || i18n.text(words::LEGEND)}</p>
        <Kpis questions=questions.clone() funnel=funnel.clone() />
        <Scores questions=questions.clone() />
        <Questions questions=questions.clone() minimum />
        <div class="tiles">
            {funnel.map(|funnel| view! { <Funneled funnel /> })}
            <Stops questions />
        </div>
        <Comments slug=form texts is_open=comments score />
    }
    .into_any()
}

/// Fewer answers than are shown. Says why, kindly.
#[component]
fn TooFew(minimum: u64) -> impl IntoView {
    let i18n = use_i18n();
    let least = move || number(i18n, minimum);
    view! {
        <section class="panel state">
            <Art laid=(0, minimum) />
            <h2 class="t-heading">{move || i18n.fill(words::FEW_UNKNOWN, &[("minimum", &least())])}</h2>
            <p>{move || i18n.text(words::FEW_HINT)}</p>
        </section>
    }
}

/// The score of a question with the question, where it has one that is shown.
fn scored(questions: &[QuestionFigures]) -> impl Iterator<Item = (&QuestionFigures, &Score)> {
    questions.iter().filter(|question| !question.withheld).filter_map(|question| Some((question, question.score.as_ref()?)))
}

/// The first score of each kind, recommendation before satisfaction before effort: what a form is about. The others are its parts.
fn leading(questions: &[QuestionFigures]) -> Vec<(&QuestionFigures, &Score)> {
    const ORDER: [ScoreKind; 5] = [ScoreKind::Nps, ScoreKind::Enps, ScoreKind::Csat, ScoreKind::Ces1, ScoreKind::Ces2];
    ORDER.into_iter().filter_map(|kind| scored(questions).find(|(_, score)| score.kind == kind)).collect()
}

/// What a kind of score is called.
fn score_name(i18n: I18n, kind: ScoreKind) -> String {
    i18n.text(match kind {
        ScoreKind::Nps => words::NPS,
        ScoreKind::Enps => words::ENPS,
        ScoreKind::Csat => words::CSAT,
        ScoreKind::Ces1 => words::CES1,
        ScoreKind::Ces2 => words::CES2,
    })
}
