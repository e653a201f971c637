//! The tiles on top: each score, how many started and finished, how long it took. A figure, its interval, its n, one sentence.

use super::{score_name, scored};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::portal::words::{Unit, figure, number, value},
    widgets::chart::{Gauge, views::Ruled, window},
};
use leptos::prelude::*;
use tessera_api::figures::{Estimate, Funnel, QuestionFigures, Score, ScoreKind};

/// What a scale can show at all, how round the ends of its ruler are, and how much a ruler shows at least.
struct Scale {
    bounds: (f64, f64),
    step: f64,
    least: f64,
}

const POINTS: Scale = Scale { bounds: (-100.0, 100.0), step: 20.0, least: 80.0 };
const SHARE: Scale = Scale { bounds: (0.0, 100.0), step: 10.0, least: 40.0 };

/// In what a score is counted.
pub(super) fn unit(kind: ScoreKind) -> Unit {
    match kind {
        ScoreKind::Nps | ScoreKind::Enps => Unit::Points,
        ScoreKind::Csat => Unit::Percent,
        ScoreKind::Ces1 | ScoreKind::Ces2 => Unit::Mean,
    }
}

fn scale(kind: ScoreKind) -> Scale {
    match kind {
        ScoreKind::Nps | ScoreKind::Enps => POINTS,
        ScoreKind::Csat => SHARE,
        ScoreKind::Ces1 => Scale { bounds: (1.0, 5.0), step: 1.0, least: 4.0 },
        ScoreKind::Ces2 => Scale { bounds: (1.0, 7.0), step: 1.0, least: 6.0 },
    }
}

#[component]
pub(super) fn Kpis(questions: Vec<QuestionFigures>, funnel: Option<Funnel>) -> impl IntoView {
    let i18n = use_i18n();
    let scores = scored(&questions)
        .map(|(question, score)| {
            let score = score.clone();
            let kind = score.kind;
            view! {
                <Kpi
                    name=Signal::derive(move || score_name(i18n, kind))
                    about=Some(question.title.clone())
                    estimate=score.headline
                    unit=unit(kind)
                    scale=Some(scale(kind))
                    said=Signal::derive(move || sentence(i18n, &score))
                />
            }
        })
        .collect_view();
    let rates = funnel.map(|funnel| {
        let Funnel { shown, started, finished, start_rate, completion_rate, median_seconds } = funnel;
        let said = move |key, of: u64, part: u64, names: (&'static str, &'static str)| {
            Signal::derive(move || i18n.fill(key, &[(names.0, &number(i18n, part)), (names.1, &number(i18n, of))]))
        };
        let name = move |key| Signal::derive(move || i18n.text(key));
        let tile = move |key, estimate: Estimate, unit, scale, said| {
            view! { <Kpi name=name(key) about=None estimate unit scale said /> }
        };
        let completion = said(words::COMPLETION_MADE, started, finished, ("finished", "started"));
        let starts = said(words::STARTS_MADE, shown, started, ("started", "shown"));
        (
            completion_rate.map(|rate| tile(words::COMPLETION, rate, Unit::Percent, Some(SHARE), completion)),
            start_rate.map(|rate| tile(words::STARTS, rate, Unit::Percent, Some(SHARE), starts)),
            median_seconds.map(|time| tile(words::TIME, time, Unit::Time, None, name(words::TIME_MADE))),
        )
    });
    view! { <section class="kpis">{scores} {rates}</section> }
}

/// What a score is made of.
fn sentence(i18n: I18n, score: &Score) -> String {
    let share = |estimate: &Estimate| value(i18n, estimate.value, Unit::Percent);
    match (score.kind, &score.high_share, &score.low_share) {
        (ScoreKind::Nps | ScoreKind::Enps, Some(high), Some(low)) => {
            i18n.fill(words::NPS_MADE, &[("high", &share(high)), ("low", &share(low))])
        }
        // The headline of a CES is its mean already.
        (ScoreKind::Ces1 | ScoreKind::Ces2, ..) => String::new(),
        _ => {
            let mean = figure(i18n, &score.mean, Unit::Mean);
            i18n.fill(words::MEAN_IS, &[("value", &mean.value), ("range", &mean.range)])
        }
    }
}

#[component]
fn Kpi(
    name: Signal<String>,
    /// The question's own words, said to who asks.
    about: Option<String>,
    estimate: Estimate,
    unit: Unit,
    scale: Option<Scale>,
    said: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| figure(i18n, &estimate, unit));
    let ruler = scale.map(|scale| {
        let shown = window(estimate.low, estimate.high, scale.bounds, scale.step, scale.least);
        let gauge = Gauge { value: estimate.value, low: estimate.low, high: estimate.high, window: shown };
        move || view! { <Ruled gauge ends=(i18n.number(shown.0), i18n.number(shown.1)) /> }
    });
    view! {
        <div class="panel kpi" data-figure="">
            <div class="kpi-line">
                <h2 class="t-label" title=about>{move || name.get()}</h2>
                <span class="t-meta num kpi-n" data-n="">{move || shown.get().n}</span>
            </div>
            <div class="kpi-line">
                <span class="t-figure">{move || shown.get().value}</span>
                <span class="t-meta num" data-interval="">{move || shown.get().range}</span>
            </div>
            {ruler}
            <p class="said">{move || said.get()}</p>
        </div>
    }
}
