//! Each score on its own: week by week, and for a recommendation how the answers 0 to 10 fall.

use super::{kpis::unit, leading, score_name};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::portal::words::{Unit, figure, n, number, short_day, to_f64, value},
    widgets::chart::{
        Point, Tone,
        table::{Behind, Table},
        views::{ColumnChart, Columns, Gathered, TrendChart, Week},
    },
};
use leptos::prelude::*;
use tessera_api::figures::{AnswerCount, Estimate, QuestionFigures, Score, ScoreKind};

#[component]
pub(super) fn Scores(questions: Vec<QuestionFigures>) -> impl IntoView {
    let i18n = use_i18n();
    let (recommendations, others): (Vec<_>, Vec<_>) =
        leading(&questions).into_iter().partition(|(_, score)| matches!(score.kind, ScoreKind::Nps | ScoreKind::Enps));
    let weekly = |score: &Score| {
        let (score, kind) = (score.clone(), score.kind);
        view! {
            <section class="panel">
                <div class="panel-head">
                    <h2 class="t-heading">{move || i18n.fill(words::WEEKS, &[("score", &score_name(i18n, kind))])}</h2>
                </div>
                {move || weekly_chart(i18n, &score)}
            </section>
        }
    };
    let first = recommendations.into_iter().map(|(question, score)| {
        let (counts, whole) = (question.counts.clone(), score.clone());
        view! {
            <div class="tiles tiles-wide">
                {weekly(score)}
                {move || fall(i18n, &counts, &whole)}
            </div>
        }
    });
    let first = first.collect_view();
    let others = others.into_iter().filter(|(_, score)| !score.weeks.is_empty()).map(|(_, score)| weekly(score)).collect_view();
    view! { {first} <div class="tiles">{others}</div> }
}

/// A function and not a component, here and below: what it reads is tracked by its caller, so that a change of language draws it anew.
fn weekly_chart(i18n: I18n, score: &Score) -> AnyView {
    if score.weeks.is_empty() {
        return view! { <p class="t-meta">{i18n.text(words::WEEKS_FEW)}</p> }.into_any();
    }
    let unit = unit(score.kind);
    let title = i18n.fill(words::WEEKS, &[("score", &score_name(i18n, score.kind))]);
    let weeks: Vec<Week> = score
        .weeks
        .iter()
        .map(|week| {
            let Estimate { value, low, high, .. } = week.figure;
            let shown = figure(i18n, &week.figure, unit);
            Week { label: short_day(i18n, &week.week), point: Point { value, low, high }, value: shown.value, range: shown.range }
        })
        .collect();
    let rows = score.weeks.iter().map(|week| {
        let shown = figure(i18n, &week.figure, unit);
        vec![i18n.day(&week.week), shown.value, shown.range, number(i18n, week.figure.n)]
    });
    let heads = [words::WEEK, words::FIGURE, words::INTERVAL, words::ANSWERS].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: title.clone(), heads, rows: rows.collect() };
    view! {
        <TrendChart weeks label=title />
        <Behind summary=i18n.text(words::TABLE) table />
    }
    .into_any()
}

/// How the answers 0 to 10 fall.
fn fall(i18n: I18n, counts: &[AnswerCount], score: &Score) -> impl IntoView + use<> {
    let title = i18n.text(words::FALL);
    let list: Vec<Columns> = counts
        .iter()
        .map(|count| Columns {
            label: count.value.as_f64().map_or_else(|| count.text.clone(), |value| i18n.number(value)),
            count: count.count,
            count_text: number(i18n, count.count),
            tone: tone(count.value.as_f64()),
        })
        .collect();
    let share = |estimate: &Option<Estimate>| {
        estimate.as_ref().map(|estimate| (value(i18n, estimate.value, Unit::Percent), short_range(i18n, estimate)))
    };
    let total: u64 = counts.iter().map(|count| count.count).sum();
    // The server gives no interval for the middle, so it is a plain count of answers.
    let middle: u64 = counts.iter().filter(|count| tone(count.value.as_f64()) == Tone::Mid).map(|count| count.count).sum();
    let gathered = (list.len() == 11 && total > 0).then(|| {
        let low = share(&score.low_share).unwrap_or_default();
        let high = share(&score.high_share).unwrap_or_default();
        let mid = (value(i18n, 100.0 * to_f64(middle) / to_f64(total), Unit::Percent), n(i18n, middle));
        [(0, 7, low, words::LOW), (7, 2, mid, words::MID), (9, 2, high, words::HIGH)]
            .map(|(from, length, (share, range), label)| Gathered { from, length, share, label: i18n.text(label), range })
            .to_vec()
    });
    let rows = counts.iter().map(|count| {
        let share = figure(i18n, &count.share, Unit::Percent);
        vec![count.text.clone(), number(i18n, count.count), share.value, share.range]
    });
    let heads = [words::ANSWER, words::ANSWERS, words::SHARE, words::INTERVAL].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: title.clone(), heads, rows: rows.collect() };
    view! {
        <section class="panel" data-figure="">
            <div class="panel-head">
                <h2 class="t-heading">{title.clone()}</h2>
                <span class="t-meta num" data-n="">{n(i18n, score.headline.n)}</span>
            </div>
            <ColumnChart list gathered=gathered.unwrap_or_default() label=title />
            <Behind summary=i18n.text(words::TABLE) table />
        </section>
    }
}

/// An interval of shares where there is room for figures only.
fn short_range(i18n: I18n, estimate: &Estimate) -> String {
    let end = |end: f64| i18n.number(end.round());
    i18n.fill(words::RANGE_SHORT, &[("low", &end(estimate.low)), ("high", &end(estimate.high))])
}

/// Which of the three voices a score on 0 to 10 speaks with.
fn tone(score: Option<f64>) -> Tone {
    match score {
        Some(score) if score <= 6.0 => Tone::Low,
        Some(score) if score <= 8.0 => Tone::Mid,
        Some(_) => Tone::High,
        None => Tone::Plain,
    }
}
