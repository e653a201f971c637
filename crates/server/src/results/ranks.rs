//! Rankings: where each choice came on average, and how many put it first.

use super::catalog::{Question, Shape};
use super::counted::Counts;
use super::scores::wire;
use super::tally::value_text;
use std::collections::BTreeMap;
use tessera_api::figures::RankFigures;
use tessera_insight::{mean_on_scale, share};

/// The text under which a value at a rank is counted.
pub(super) fn cell(rank: u64, value: &str) -> String {
    format!("{rank} {value}")
}

/// What such a text says.
pub(super) fn of_cell(text: &str) -> Option<(u64, &str)> {
    let (rank, value) = text.split_once(' ')?;
    Some((rank.parse().ok()?, value))
}

/// The figures of each choice. A mean is of those who ranked it, which where only some are picked may be fewer than answered; below
/// `minimum` there is none.
pub(super) fn ranks(question: &Question, counts: &Counts, answered: u64, minimum: u64) -> Vec<RankFigures> {
    if question.shape != Shape::Ranked {
        return Vec::new();
    }
    let none = BTreeMap::new();
    let deepest = counts.ranks().values().filter_map(|ranks| ranks.keys().last()).max().copied().unwrap_or(0);
    let last = deepest.max(u64::try_from(question.choices.len()).unwrap_or(u64::MAX));
    let figures = |(value, text): &(serde_json::Value, String)| {
        let ranks = counts.ranks().get(&value_text(value)?).unwrap_or(&none);
        let ranked: u64 = ranks.values().sum();
        let points: Vec<(f64, u64)> = ranks.iter().map(|(rank, n)| (real(*rank), *n)).collect();
        let mean = mean_on_scale(&points, 1.0, real(last)).filter(|_| ranked >= minimum);
        let first = share(ranks.get(&1).copied().unwrap_or(0), answered)?;
        Some(RankFigures { value: value.clone(), text: text.clone(), mean: mean.map(wire), first: wire(first) })
    };
    question.choices.iter().filter_map(figures).collect()
}

/// A rank as a number; lists have at most some thousands of entries.
fn real(rank: u64) -> f64 {
    u32::try_from(rank).map_or(f64::NAN, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_what_was_put_into_it() {
        for value in ["\"a b\"", "7", "true", "\"2 \\\"b\\\"\""] {
            assert_eq!(of_cell(&cell(12, value)), Some((12, value)));
        }
        assert_eq!(of_cell("\"a\""), None);
    }
}
