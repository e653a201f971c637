//! The way from seeing a survey to its end, and where people leave it or take their time.

use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::portal::words::{Unit, figure, number},
    widgets::chart::{
        Figure, Row, RowStyle,
        table::{Behind, Table},
        views::Rows,
    },
};
use leptos::prelude::*;
use tessera_api::figures::{Estimate, Funnel, QuestionFigures};

#[component]
pub(super) fn Funneled(funnel: Funnel) -> impl IntoView {
    let i18n = use_i18n();
    move || way(i18n, &funnel)
}

/// A function and not a component: what it reads is tracked by its caller, so that a change of language draws it anew.
fn way(i18n: I18n, funnel: &Funnel) -> impl IntoView + use<> {
    let title = i18n.text(words::WAY);
    let Funnel { shown, started, finished, start_rate, completion_rate, median_seconds } = *funnel;
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
        view! {
            <p class="row-of num time" data-figure="">
                <span>{i18n.text(words::TIME)}</span>
                <b>{time.value}</b>
                <span class="t-meta" data-interval="">{time.range}</span>
                <span class="t-meta push" data-n="">{time.n}</span>
            </p>
        }
    });
    view! {
        <section class="panel">
            <div class="panel-head"><h2 class="t-heading">{title}</h2></div>
            <p class="row-of num"><span>{i18n.text(words::SHOWN)}</span> <b>{number(i18n, shown)}</b></p>
            <p class="panel-hint t-meta">{i18n.text(words::OF_BEFORE)}</p>
            <Rows rows style=RowStyle::Bar window=(0.0, 100.0) />
            {time}
            <Behind summary=i18n.text(words::TABLE) table />
        </section>
    }
}

/// A table rather than a chart: three kinds of numbers a question are read, not compared by eye.
#[component]
pub(super) fn Stops(questions: Vec<QuestionFigures>) -> impl IntoView {
    let i18n = use_i18n();
    let questions: Vec<_> = questions.into_iter().filter(|question| !question.withheld && question.reached > 0).collect();
    (!questions.is_empty()).then(|| {
        let heads = [words::QUESTION, words::REACHED, words::LEFT, words::MEDIAN];
        let rows = questions
            .into_iter()
            .map(|question| {
                let told = move |estimate: Option<Estimate>, unit: Unit| {
                    move || {
                        estimate.map(|estimate| {
                            let figure = figure(i18n, &estimate, unit);
                            view! { {figure.value} " " <span class="t-meta">{format!("({})", figure.range)}</span> }
                        })
                    }
                };
                view! {
                    <tr>
                        <th scope="row" dir="auto">{question.title}</th>
                        <td>{move || number(i18n, question.reached)}</td>
                        <td>{told(question.drop_off, Unit::Percent)}</td>
                        <td>{told(question.median_seconds, Unit::Time)}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <section class="panel wide">
                <div class="panel-head"><h2 class="t-heading" id="stops">{move || i18n.text(words::STOPS)}</h2></div>
                <div class="behind-scroll" role="region" tabindex="0" aria-labelledby="stops">
                    <table class="table">
                        <thead>
                            <tr>{heads.map(|head| view! { <th scope="col">{move || i18n.text(head)}</th> }).into_iter().collect_view()}</tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}
