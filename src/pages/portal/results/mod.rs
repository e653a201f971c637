//! The results of a form: every figure with its n and its interval, a table behind each chart, comments to read.

mod coming;
mod comments;
mod kpis;
mod part;
mod path;
mod questions;
mod ranks;
mod steady;
mod trend;

use super::words::{number, plural};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::{
        desk::Fetched,
        pieces::{Words, art_missing, empty, heading, remote},
    },
    view::{Child as _, El, View, el, show},
    widgets::icon::{Icon, icon},
};
use coming::{Coming, coming};
use comments::comments;
use kpis::kpis;
use leptos::prelude::untrack;
pub(super) use part::screen;
use part::{Part, compared, nothing_here, parts};
use path::{funneled, stops};
use std::rc::Rc;
use tessera_api::{
    figures::{QuestionFigures, Results, Score, ScoreKind},
    forms::Audience,
    paths,
};
use trend::scores;

/// `/portal/forms/{slug}/results`
#[must_use]
pub fn results_page(slug: String) -> View {
    let i18n = use_i18n();
    let asked = slug.clone();
    let (part, live) = (Part::new(), Coming::new());
    let results = Fetched::live(
        move || live.beat(),
        move |client| {
            let (slug, part) = (asked.clone(), part.query());
            async move { client.results(&slug, &part).await }
        },
    );
    let form = ["/portal/forms/", &slug].concat();
    let name: Words = {
        let slug = slug.clone();
        Rc::new(move || results.ready(|results| results.name.clone()).unwrap_or_else(|| slug.clone()))
    };
    let called = {
        let name = name.clone();
        Rc::new(move || i18n.fill(words::OF, &[("name", &name())]))
    };
    let is_open = move || results.ready(|results| results.audience == Audience::Customers && results.days.is_some()) == Some(true);
    let about = el("p").class("t-meta num").text(move || results.ready(|results| about(i18n, results)).unwrap_or_default());
    let followed = coming(slug.clone(), live);
    let back = el("a").class("button").attr("href", form);
    let has_parts = move || results.ready(|results| results.audience == Audience::Customers) == Some(true) || untrack(|| !part.is_all());
    let head = el("header").class("work-head").child((
        el("div").child((heading(name, called, None), about)),
        followed,
        back.child((icon(Icon::PENCIL), el("span").text(i18n.live(words::BACK)))),
        show(is_open, move || exports(i18n, &slug)),
    ));
    let figures = move || {
        let container = el("div");
        let node: web_sys::Element = container.node();
        container.child(move || {
            steady::hold(&node);
            results.ready(Results::clone).map(|results| untrack(|| shown(results, part)))
        })
    };
    let choices = show(has_parts, move || parts(part, results));
    (head, choices, remote(results, words::LOADING, words::FAILED, move || (figures(), written(part, live, results)))).view()
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
fn exports(i18n: I18n, slug: &str) -> El {
    let files = [("csv", words::EXPORT_CSV), ("jsonl", words::EXPORT_JSONL)].map(|(format, name)| {
        let file = el("a").attr("rel", "external").attr("href", [&paths::form_export(slug), "?format=", format].concat());
        file.attr("download", [slug, ".", format].concat()).text(i18n.live(name))
    });
    let summary = el("summary").class("button").child((icon(Icon::DOWNLOAD), el("span").text(i18n.live(words::EXPORT))));
    el("details").class("export").child((summary, el("div").class("export-list").child(files.to_vec())))
}

/// What people wrote, once there is something to count. It stays while the figures above it are counted anew.
fn written(part: Part, live: Coming, results: Fetched<Results>) -> View {
    let has_answers = move || {
        results.ready(|results| {
            has_answers(results) && (results.audience == Audience::Customers || results.questions.iter().any(|question| !question.withheld))
        }) == Some(true)
    };
    show(has_answers, move || results.now().map(|results| comments(part, live, results)))
}

/// Whether anybody started, or finished what was started before the days that are asked about.
fn has_answers(results: &Results) -> bool {
    results.days.is_some() || results.funnel.as_ref().is_some_and(|funnel| funnel.started > 0)
}

fn shown(results: Results, part: Part) -> View {
    let i18n = use_i18n();
    let has_answers = has_answers(&results);
    let Results { form, audience, minimum, funnel, questions, compared: before, .. } = results;
    let is_withheld = questions.iter().all(|question| question.withheld);
    let protected = (audience == Audience::Employees).then(|| {
        let words = move || i18n.fill(words::PROTECTED, &[("minimum", &number(i18n, minimum))]);
        el("p").class("note").child((icon(Icon::SHIELD), el("span").text(words)))
    });
    if audience == Audience::Employees && (funnel.is_none() || is_withheld) {
        return el("div").class("stack").child((protected, too_few(minimum))).view();
    }
    if !has_answers && !part.is_all() {
        return nothing_here(part).view();
    }
    if !has_answers {
        let act = el("a").class("button").attr("href", ["/portal/forms/", &form].concat()).text(i18n.live(words::EMPTY_ACT));
        return empty(words::EMPTY, words::EMPTY_HINT, act).view();
    }
    let legend = compared(i18n, before);
    (
        protected.map(|note| el("div").class("tiles").child(note)),
        el("p").class("legend t-meta").text(move || legend()),
        kpis(&questions, funnel.as_ref()),
        scores(&questions),
        self::questions::questions(questions.clone(), minimum),
        el("div").class("tiles").child((funnel.map(funneled), stops(questions))),
    )
        .view()
}

/// Fewer answers than are shown. Says why, kindly.
fn too_few(minimum: u64) -> El {
    let i18n = use_i18n();
    let heading = move || i18n.fill(words::FEW_UNKNOWN, &[("minimum", &number(i18n, minimum))]);
    el("section").class("panel state").child((
        art_missing(minimum),
        el("h2").class("t-heading").text(heading),
        el("p").text(i18n.live(words::FEW_HINT)),
    ))
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
