//! Each score on its own: week by week, and for a recommendation how the answers 0 to 10 fall.

use super::{kpis::unit, leading, score_name};
use crate::{
    i18n::{I18n, keys::portal::results as words, use_i18n},
    pages::portal::words::{Unit, figure, n, number, short_day},
    view::{Child as _, El, View, el},
    widgets::chart::{
        Point, Tone,
        table::{Table, behind},
        views::{Columns, Gathered, Week, column_chart, trend_chart},
    },
};
use tessera_api::figures::{AnswerCount, Estimate, QuestionFigures, Score, ScoreKind};

pub(super) fn scores(questions: &[QuestionFigures]) -> View {
    let i18n = use_i18n();
    let weekly = |score: &Score| {
        let (score, kind) = (score.clone(), score.kind);
        let title = move || i18n.fill(words::WEEKS, &[("score", &score_name(i18n, kind))]);
        let head = el("div").class("panel-head").child(el("h2").class("t-heading").text(title));
        el("section").class("panel").child((head, move || weekly_chart(i18n, &score)))
    };
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for (question, score) in leading(questions) {
        if matches!(score.kind, ScoreKind::Nps | ScoreKind::Enps) {
            let (counts, whole) = (question.counts.clone(), score.clone());
            first.push(el("div").class("tiles tiles-wide").child((weekly(score), move || fall(i18n, &counts, &whole))));
        } else if !score.weeks.is_empty() {
            others.push(weekly(score));
        }
    }
    (first, el("div").class("tiles").child(others)).view()
}

fn weekly_chart(i18n: I18n, score: &Score) -> View {
    if score.weeks.is_empty() {
        return el("p").class("t-meta").text(i18n.text(words::WEEKS_FEW)).view();
    }
    let unit = unit(score.kind);
    let title = i18n.fill(words::WEEKS, &[("score", &score_name(i18n, score.kind))]);
    let weeks: Vec<Week> = score
        .weeks
        .iter()
        .map(|week| {
            let Estimate { value, low, high, .. } = week.figure;
            let shown = figure(i18n, &week.figure, unit);
            Week {
                label: short_day(i18n, &week.week),
                point: Point { value, low, high },
                value: shown.value,
                range: shown.range,
                n: shown.n,
            }
        })
        .collect();
    let rows = score.weeks.iter().map(|week| {
        let shown = figure(i18n, &week.figure, unit);
        vec![i18n.day(&week.week), shown.value, shown.range, number(i18n, week.figure.n)]
    });
    let heads = [words::WEEK, words::FIGURE, words::INTERVAL, words::ANSWERS].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: title.clone(), heads, rows: rows.collect() };
    (trend_chart(weeks, title), behind(i18n.text(words::TABLE), table)).view()
}

/// How the answers 0 to 10 fall.
fn fall(i18n: I18n, counts: &[AnswerCount], score: &Score) -> El {
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
    let shares = [(7, &score.low_share, words::LOW), (2, &score.middle_share, words::MID), (2, &score.high_share, words::HIGH)].map(
        |(length, share, label)| {
            let figure = figure(i18n, share.as_ref()?, Unit::Percent);
            Some(Gathered { length, share: figure.value, label: i18n.text(label), range: figure.range })
        },
    );
    // Either all eleven steps are gathered, each with its share, or none.
    let gathered = Some(shares).filter(|_| list.len() == 11).and_then(|shares| shares.into_iter().collect());
    let rows = counts.iter().map(|count| {
        let share = figure(i18n, &count.share, Unit::Percent);
        vec![count.text.clone(), number(i18n, count.count), share.value, share.range]
    });
    let heads = [words::ANSWER, words::ANSWERS, words::SHARE, words::INTERVAL].map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: title.clone(), heads, rows: rows.collect() };
    let n = el("span").class("t-meta num").attr("data-n", "").text(n(i18n, score.headline.n));
    el("section").class("panel").attr("data-figure", "").child((
        el("div").class("panel-head").child((el("h2").class("t-heading").text(title.as_str()), n)),
        column_chart(list, gathered.unwrap_or_default(), title),
        behind(i18n.text(words::TABLE), table),
    ))
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
