//! A panel a question: shares of its answers with whiskers, its mean, or how many wrote something; and several scores side by side.

use super::{ranks::ranks, score_name, scored};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::{
        pieces::art_missing,
        portal::words::{Unit, figure, n, number, plural},
    },
    view::{El, el},
    widgets::chart::{
        self, Figure, Row, RowStyle,
        table::{Table, behind},
        window,
    },
};
use tessera_api::figures::{Estimate, QuestionFigures, ScoreKind};

pub(super) fn questions(questions: Vec<QuestionFigures>, minimum: u64) -> El {
    let i18n = use_i18n();
    let parts = parts(&questions);
    let parts = (parts.len() > 1).then_some(move || side_by_side(i18n, &parts));
    let panels = questions
        .into_iter()
        .filter(|question| {
            question.withheld || !question.counts.is_empty() || !question.ranks.is_empty() || question.mean.is_some() || question.texts > 0
        })
        // A recommendation has its columns above.
        .filter(|question| !question.score.as_ref().is_some_and(|score| matches!(score.kind, ScoreKind::Nps | ScoreKind::Enps)))
        .map(|question| move || panel(i18n, &question, minimum));
    el("div").class("tiles").child((parts, panels.collect::<Vec<_>>()))
}

/// Scores in per cent of several questions, which can be held side by side.
fn parts(questions: &[QuestionFigures]) -> Vec<(String, Estimate)> {
    let satisfied = scored(questions).filter(|(_, score)| score.kind == ScoreKind::Csat);
    satisfied.map(|(question, score)| (question.title.clone(), score.headline)).collect()
}

fn side_by_side(i18n: I18n, parts: &[(String, Estimate)]) -> El {
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
    el("section").class("panel").child((
        el("div").class("panel-head").child(el("h2").class("t-heading").text(heading)),
        el("p").class("panel-hint t-meta").text(i18n.text(words::PARTS)),
        chart::views::rows(rows, RowStyle::Mark, window),
        behind(i18n.text(words::TABLE), table),
    ))
}

fn panel(i18n: I18n, question: &QuestionFigures, minimum: u64) -> El {
    let head = el("div").class("panel-head").child(el("h2").class("t-heading").attr("dir", "auto").text(question.title.as_str()));
    let panel = el("section").class("panel");
    if question.withheld {
        let said = i18n.fill(words::FEW_PART, &[("minimum", &number(i18n, minimum))]);
        return panel.child((head, art_missing(minimum), el("p").class("t-meta").text(said)));
    }
    let answered = el("span").class("t-meta num").attr("data-n", "").text(n(i18n, question.answered));
    let hint = i18n.fill(words::ANSWERED, &[("answered", &number(i18n, question.answered)), ("skipped", &number(i18n, question.skipped))]);
    let mean = question.score.as_ref().map(|score| score.mean).or(question.mean).map(|mean| {
        let mean = figure(i18n, &mean, Unit::Mean);
        [" ", &i18n.fill(words::MEAN_IS, &[("value", &mean.value), ("range", &mean.range)])].concat()
    });
    let texts = (question.texts > 0).then(|| {
        let count = i18n.plural(words::TEXTS, plural(question.texts), &[]);
        let read = el("a").class("link").attr("href", "#comments").attr("rel", "external").text(i18n.text(words::READ_TEXTS));
        el("p").child((count, " ", read))
    });
    panel.attr("data-figure", "").child((
        head.child(answered),
        el("p").class("panel-hint t-meta num").child((hint, mean)),
        (!question.counts.is_empty()).then(|| shares(i18n, question)),
        (!question.ranks.is_empty()).then(|| ranks(i18n, question)),
        texts,
    ))
}

/// A share an answer. The window begins at zero, so that a bar twice as long is twice as much.
fn shares(i18n: I18n, question: &QuestionFigures) -> (El, El) {
    let highest = question.counts.iter().map(|count| count.share.high).fold(0.0_f64, f64::max);
    let shown = window(0.0, highest, (0.0, 100.0), 10.0, 10.0);
    let figures: Vec<_> = question.counts.iter().map(|count| (figure(i18n, &count.share, Unit::Percent), count)).collect();
    let rows = figures.iter().map(|(figure, count)| Row {
        label: count.text.clone(),
        lang: None,
        figure: Figure { n: number(i18n, count.count), ..figure.clone() },
        value: count.share.value,
        low: count.share.low,
        high: count.share.high,
    });
    let rows: Vec<Row> = rows.collect();
    let cells = figures
        .iter()
        .map(|(figure, count)| vec![count.text.clone(), number(i18n, count.count), figure.value.clone(), figure.range.clone()]);
    let heads = [words::ANSWER, words::ANSWERS, words::SHARE, words::INTERVAL].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: question.title.clone(), heads, rows: cells.collect() };
    (chart::views::rows(rows, RowStyle::Bar, (0.0, shown.1)), behind(i18n.text(words::TABLE), table))
}
