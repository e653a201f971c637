//! The way from seeing a survey to its end, and where people leave it or take their time.

use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::portal::words::{Unit, figure, number},
    view::{Child as _, El, View, el},
    widgets::chart::{
        self, Figure, Row, RowStyle,
        table::{Table, behind},
    },
};
use tessera_api::figures::{Estimate, Funnel, QuestionFigures};

pub(super) fn funneled(funnel: Funnel) -> View {
    let i18n = use_i18n();
    (move || way(i18n, &funnel)).view()
}

fn way(i18n: I18n, funnel: &Funnel) -> El {
    let title = i18n.text(words::WAY);
    let Funnel { shown, started, finished, start_rate, completion_rate, median_seconds, .. } = *funnel;
    let steps = [(words::STARTED, started, start_rate), (words::FINISHED, finished, completion_rate)];
    let row = |(key, count, rate): &(_, u64, Option<Estimate>)| {
        let rate = (*rate)?;
        let words = figure(i18n, &rate, Unit::Percent);
        Some(Row {
            label: i18n.text(*key),
            lang: None,
            figure: Figure { n: number(i18n, *count), ..words },
            value: rate.value,
            low: rate.low,
            high: rate.high,
        })
    };
    let rows: Vec<Row> = steps.iter().filter_map(row).collect();
    let cell = |(key, count, rate): &(_, u64, Option<Estimate>)| {
        let rate = rate.map(|rate| figure(i18n, &rate, Unit::Percent)).unwrap_or_default();
        vec![i18n.text(*key), number(i18n, *count), rate.value, rate.range]
    };
    let first = vec![i18n.text(words::SHOWN), number(i18n, shown), String::new(), String::new()];
    let heads = vec![title.clone(), i18n.text(words::PEOPLE), i18n.text(words::OF_BEFORE), i18n.text(words::INTERVAL)];
    let table = Table { caption: title.clone(), heads, rows: std::iter::once(first).chain(steps.iter().map(cell)).collect() };
    let time = median_seconds.map(|time| {
        let time = figure(i18n, &time, Unit::Time);
        el("p").class("row-of num time").attr("data-figure", "").child((
            el("span").text(i18n.text(words::TIME)),
            el("b").text(time.value),
            el("span").class("t-meta").attr("data-interval", "").text(time.range),
            el("span").class("t-meta push").attr("data-n", "").text(time.n),
        ))
    });
    let seen = (el("span").text(i18n.text(words::SHOWN)), el("b").text(number(i18n, shown)));
    el("section").class("panel").child((
        el("div").class("panel-head").child(el("h2").class("t-heading").text(title)),
        el("p").class("row-of num").child(seen),
        el("p").class("panel-hint t-meta").text(i18n.text(words::OF_BEFORE)),
        chart::views::rows(rows, RowStyle::Bar, (0.0, 100.0)),
        time,
        behind(i18n.text(words::TABLE), table),
    ))
}

/// A table rather than a chart: three kinds of numbers a question are read, not compared by eye.
pub(super) fn stops(questions: Vec<QuestionFigures>) -> Option<El> {
    let i18n = use_i18n();
    let told = move |estimate: Option<Estimate>, unit: Unit| {
        let told = move || {
            estimate.map(|estimate| {
                let figure = figure(i18n, &estimate, unit);
                (figure.value, " ", el("span").class("t-meta").text(["(", &figure.range, ")"].concat()))
            })
        };
        el("td").child(told)
    };
    let row = |question: QuestionFigures| {
        let reached = question.reached;
        el("tr").child((
            el("th").attr("scope", "row").attr("dir", "auto").text(question.title),
            el("td").text(move || number(i18n, reached)),
            told(question.drop_off, Unit::Percent),
            told(question.median_seconds, Unit::Time),
        ))
    };
    let rows: Vec<El> = questions.into_iter().filter(|question| !question.withheld && question.reached > 0).map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let heads =
        [words::QUESTION, words::REACHED, words::LEFT, words::MEDIAN].map(|head| el("th").attr("scope", "col").text(i18n.live(head)));
    let table = el("table").class("table").child((el("thead").child(el("tr").child(heads.to_vec())), el("tbody").child(rows)));
    let scroll = el("div").class("behind-scroll").attr("role", "region").attr("tabindex", "0").attr("aria-labelledby", "stops");
    let heading = el("h2").class("t-heading").attr("id", "stops").text(i18n.live(words::STOPS));
    Some(el("section").class("panel wide").child((el("div").class("panel-head").child(heading), scroll.child(table))))
}
