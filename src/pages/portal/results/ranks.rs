//! What was put in order: the mean rank of each choice with its interval, the best on top; who came first, in the table behind.

use crate::{
    i18n::{I18n, keys::portal::results as words},
    pages::portal::words::{Unit, figure, number},
    view::{El, el},
    widgets::chart::{
        self, Row, RowStyle,
        table::{Table, behind},
    },
};
use tessera_api::figures::{QuestionFigures, RankFigures};

/// A rank a row, between the first and the last there is.
pub(super) fn ranks(i18n: I18n, question: &QuestionFigures) -> (El, El, El) {
    let mut ranks: Vec<&RankFigures> = question.ranks.iter().collect();
    // Who nobody ranked, or too few, comes last.
    let place = |rank: &RankFigures| rank.mean.map_or(f64::INFINITY, |mean| mean.value);
    ranks.sort_by(|a, b| place(a).total_cmp(&place(b)));
    let last = f64::from(u32::try_from(ranks.len().max(2)).unwrap_or(u32::MAX));
    let row = |rank: &&RankFigures| {
        let mean = rank.mean?;
        let figure = figure(i18n, &mean, Unit::Mean);
        Some(Row { label: rank.text.clone(), lang: None, figure, value: mean.value, low: mean.low, high: mean.high })
    };
    let rows: Vec<Row> = ranks.iter().filter_map(row).collect();
    let cells = |rank: &&RankFigures| {
        let mean = rank.mean.map(|mean| (figure(i18n, &mean, Unit::Mean), number(i18n, mean.n)));
        let (mean, n) = mean.unwrap_or_default();
        let first = figure(i18n, &rank.first, Unit::Percent);
        let first_n = number(i18n, rank.first.n);
        vec![rank.text.clone(), mean.value, mean.range, n, first.value, first.range, first_n]
    };
    let heads = [words::ANSWER, words::RANK, words::INTERVAL, words::RANKED_BY, words::FIRST, words::INTERVAL, words::ANSWERS];
    let heads = heads.map(|key| i18n.text(key)).to_vec();
    let table = Table { caption: question.title.clone(), heads, rows: ranks.iter().map(cells).collect() };
    (
        el("p").class("panel-hint t-meta").text(i18n.text(words::RANKS)),
        chart::views::rows(rows, RowStyle::Mark, (1.0, last)),
        behind(i18n.text(words::TABLE), table),
    )
}
