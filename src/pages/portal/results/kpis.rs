//! The tiles on top: the first score of each kind, and how many finished. A figure, its interval, its n, one sentence.

use super::{leading, score_name};
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
        ScoreKind::Csat | ScoreKind::Ces2 => Unit::Percent,
        ScoreKind::Ces1 => Unit::Mean,
    }
}

fn scale(kind: ScoreKind) -> Scale {
    match kind {
        ScoreKind::Nps | ScoreKind::Enps => POINTS,
        ScoreKind::Csat | ScoreKind::Ces2 => SHARE,
        ScoreKind::Ces1 => Scale { bounds: (1.0, 5.0), step: 1.0, least: 4.0 },
    }
}

#[component]
pub(super) fn Kpis(questions: Vec<QuestionFigures>, funnel: Option<Funnel>) -> impl IntoView {
    let i18n = use_i18n();
    let scores = leading(&questions)
        .into_iter()
        .map(|(question, score)| {
            let score = score.clone();
            let kind = score.kind;
            view! {
                <Kpi
                    name=Signal::derive(move || score_name(i18n, kind))
                    about=Some(question.title.clone())
                    estimate=score.headline
                    unit=unit(kind)
                    scale=scale(kind)
                    said=Signal::derive(move || sentence(i18n, &score))
                />
            }
        })
        .collect_view();
    let completion = funnel.and_then(|funnel| {
        let estimate = funnel.completion_rate?;
        let said = Signal::derive(move || {
            let (finished, started) = (number(i18n, funnel.finished), number(i18n, funnel.started));
            i18n.fill(words::COMPLETION_MADE, &[("finished", &finished), ("started", &started)])
        });
        let name = Signal::derive(move || i18n.text(words::COMPLETION));
        Some(view! { <Kpi name about=None estimate unit=Unit::Percent scale=SHARE said /> })
    });
    view! { <section class="kpis">{scores} {completion}</section> }
}

/// What a score is made of.
fn sentence(i18n: I18n, score: &Score) -> String {
    let share = |estimate: &Estimate| value(i18n, estimate.value, Unit::Percent);
    match (score.kind, &score.high_share, &score.low_share) {
        (ScoreKind::Nps | ScoreKind::Enps, Some(high), Some(low)) => {
            i18n.fill(words::NPS_MADE, &[("high", &share(high)), ("low", &share(low))])
        }
        // The headline is the mean already.
        (ScoreKind::Ces1, ..) => String::new(),
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
    scale: Scale,
    said: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = Memo::new(move |_| figure(i18n, &estimate, unit));
    let ends = window(estimate.low, estimate.high, scale.bounds, scale.step, scale.least);
    let gauge = Gauge { value: estimate.value, low: estimate.low, high: estimate.high, window: ends };
    let ruler = move || view! { <Ruled gauge ends=(i18n.number(ends.0), i18n.number(ends.1)) /> };
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
