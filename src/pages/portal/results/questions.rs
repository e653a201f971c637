//! A panel a question: shares of its answers with whiskers, its mean, or how many wrote something; and several scores side by side.

use super::{score_name, scored};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::{
        pieces::Art,
        portal::words::{Unit, figure, n, number, plural},
    },
    widgets::chart::{
        Row, RowStyle,
        table::{Behind, Table},
        views::Rows,
        window,
    },
};
use leptos::prelude::*;
use tessera_api::figures::{AnswerCount, Estimate, QuestionFigures, ScoreKind};

#[component]
pub(super) fn Questions(questions: Vec<QuestionFigures>, minimum: u64) -> impl IntoView {
    let i18n = use_i18n();
    let parts = parts(&questions);
    let parts = (parts.len() > 1).then_some(move || side_by_side(i18n, &parts));
    let panels = questions
        .into_iter()
        .filter(|question| question.withheld || !question.counts.is_empty() || question.mean.is_some() || question.texts > 0)
        // A recommendation has its columns above.
        .filter(|question| !question.score.as_ref().is_some_and(|score| matches!(score.kind, ScoreKind::Nps | ScoreKind::Enps)))
        .map(|question| move || panel(i18n, &question, minimum))
        .collect_view();
    view! {
        <div class="tiles">{parts} {panels}</div>
    }
}

/// Scores in per cent of several questions, which can be held side by side.
fn parts(questions: &[QuestionFigures]) -> Vec<(String, Estimate)> {
    let satisfied = scored(questions).filter(|(_, score)| score.kind == ScoreKind::Csat);
    satisfied.map(|(question, score)| (question.title.clone(), score.headline)).collect()
}

/// Functions and not components, here and below: what they read is tracked by the caller, so that a change of language draws them anew.
fn side_by_side(i18n: I18n, parts: &[(String, Estimate)]) -> impl IntoView + use<> {
    let ends = parts.iter().fold((100.0_f64, 0.0_f64), |ends, (_, estimate)| (ends.0.min(estimate.low), ends.1.max(estimate.high)));
    let window = window(ends.0, ends.1, (0.0, 100.0), 10.0, 40.0);
    let heading = score_name(i18n, ScoreKind::Csat);
    let figures: Vec<_> = parts.iter().map(|(title, estimate)| (title.clone(), *estimate, figure(i18n, estimate, Unit::Percent))).collect();
    let rows = figures.iter().map(|(title, estimate, figure)| Row {
        label: title.clone(),
        lang: None,
        figure: figure.clone(),
        value: estimate.value,
        low: estimate.low,
        high: estimate.high,
    });
    let rows: Vec<Row> = rows.collect();
    let cells = figures
        .iter()
        .map(|(title, estimate, figure)| vec![title.clone(), figure.value.clone(), figure.range.clone(), number(i18n, estimate.n)]);
    let heads = [words::QUESTION, words::SHARE, words::INTERVAL, words::ANSWERS].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: heading.clone(), heads, rows: cells.collect() };
    view! {
        <section class="panel">
            <div class="panel-head"><h2 class="t-heading">{heading}</h2></div>
            <p class="panel-hint t-meta">{i18n.text(words::PARTS)}</p>
            <Rows rows style=RowStyle::Mark window />
            <Behind summary=i18n.text(words::TABLE) table />
        </section>
    }
}

fn panel(i18n: I18n, question: &QuestionFigures, minimum: u64) -> AnyView {
    let heading = view! { <h2 class="t-heading" dir="auto">{question.title.clone()}</h2> };
    if question.withheld {
        let said = i18n.fill(words::FEW_PART, &[("minimum", &number(i18n, minimum))]);
        return view! {
            <section class="panel">
                <div class="panel-head">{heading}</div>
                <Art laid=(0, minimum) />
                <p class="t-meta">{said}</p>
            </section>
        }
        .into_any();
    }
    let hint = i18n.fill(words::ANSWERED, &[("answered", &number(i18n, question.answered)), ("skipped", &number(i18n, question.skipped))]);
    let mean = question.score.as_ref().map(|score| score.mean).or(question.mean).map(|mean| {
        let mean = figure(i18n, &mean, Unit::Mean);
        i18n.fill(words::MEAN_IS, &[("value", &mean.value), ("range", &mean.range)])
    });
    let drawn = (!question.counts.is_empty()).then(|| shares(i18n, question.title.clone(), question.counts.clone()));
    let texts = (question.texts > 0).then(|| {
        let count = i18n.plural(words::TEXTS, plural(question.texts), &[]);
        view! { <p>{count} " " <a class="link" href="#comments" rel="external">{i18n.text(words::READ_TEXTS)}</a></p> }
    });
    view! {
        <section class="panel" data-figure="">
            <div class="panel-head">{heading} <span class="t-meta num" data-n="">{n(i18n, question.answered)}</span></div>
            <p class="panel-hint t-meta num">{hint} {mean.map(|mean| format!(" {mean}"))}</p>
            {drawn}
            {texts}
        </section>
    }
    .into_any()
}

/// A share an answer. The window begins at zero, so that a bar twice as long is twice as much.
fn shares(i18n: I18n, title: String, counts: Vec<AnswerCount>) -> impl IntoView + use<> {
    let highest = counts.iter().map(|count| count.share.high).fold(0.0_f64, f64::max);
    let shown = window(0.0, highest, (0.0, 100.0), 10.0, 10.0);
    let figures: Vec<_> = counts.into_iter().map(|count| (figure(i18n, &count.share, Unit::Percent), count)).collect();
    let rows = figures.iter().map(|(figure, count)| Row {
        label: count.text.clone(),
        lang: None,
        figure: crate::widgets::chart::Figure { n: number(i18n, count.count), ..figure.clone() },
        value: count.share.value,
        low: count.share.low,
        high: count.share.high,
    });
    let rows: Vec<Row> = rows.collect();
    let cells = figures
        .iter()
        .map(|(figure, count)| vec![count.text.clone(), number(i18n, count.count), figure.value.clone(), figure.range.clone()]);
    let heads = [words::ANSWER, words::ANSWERS, words::SHARE, words::INTERVAL].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: title, heads, rows: cells.collect() };
    view! {
        <Rows rows style=RowStyle::Bar window=(0.0, shown.1) />
        <Behind summary=i18n.text(words::TABLE) table />
    }
}
