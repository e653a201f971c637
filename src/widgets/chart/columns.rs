//! Geometry of a score distribution: a column a score, braces that gather 0 to 6, 7 and 8, 9 and 10.

use super::scale::Span;

/// Which voice a column speaks with. Never more than these three: colour must not answer for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Low,
    Mid,
    High,
    Plain,
}

impl Tone {
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Low => "c-low",
            Self::Mid => "c-mid",
            Self::High => "c-high",
            Self::Plain => "c-bar",
        }
    }
}

/// One column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) across: Span,
    pub(super) top: f64,
    pub(super) height: f64,
}

/// Grout between columns, and the least a column with any answer shows.
const GAP: f64 = 4.0;
const LEAST: f64 = 2.0;

/// Columns for `counts` between `top` (the highest) and `foot`, over the whole width.
pub(super) fn columns(counts: &[u64], width: f64, top: f64, foot: f64, mirrored: bool) -> Vec<Column> {
    let Some(most) = counts.iter().copied().max() else { return Vec::new() };
    let pitch = width / to_f64(counts.len() as u64);
    let across = (pitch - GAP).max(1.0);
    let mut start = GAP / 2.0;
    let mut list = Vec::with_capacity(counts.len());
    for &count in counts {
        let share = if most == 0 { 0.0 } else { to_f64(count) / to_f64(most) };
        let height = if count == 0 { 0.0 } else { (share * (foot - top)).max(LEAST) };
        let left = if mirrored { width - start - across } else { start };
        list.push(Column { across: Span { start: left, length: across }, top: foot - height, height });
        start += pitch;
    }
    list
}

/// The line under a run of neighbouring columns, a little shorter than they are.
pub(super) fn brace(columns: &[Column]) -> Option<Span> {
    let start = columns.iter().map(|column| column.across.start).reduce(f64::min)?;
    let end = columns.iter().map(|column| column.across.start + column.across.length).reduce(f64::max)?;
    Some(Span { start: start + 1.0, length: end - start - 2.0 })
}

/// Counts far below 2^53: exact.
#[expect(clippy::cast_precision_loss, reason = "answers are counted in thousands, not in 2^53")]
fn to_f64(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORES: [u64; 11] = [14, 5, 7, 9, 11, 24, 28, 61, 104, 152, 197];

    #[test]
    fn the_most_frequent_score_reaches_the_top_and_none_overlap() {
        let list = columns(&SCORES, 358.0, 34.0, 206.0, false);
        assert_eq!(list.len(), 11);
        assert_eq!(list[10].top, 34.0);
        for pair in list.windows(2) {
            assert!(pair[0].across.start + pair[0].across.length < pair[1].across.start);
        }
    }

    #[test]
    fn one_answer_is_seen_and_no_answer_is_not() {
        let list = columns(&[0, 1, 1000], 300.0, 0.0, 100.0, false);
        assert_eq!(list[0].height, 0.0);
        assert_eq!(list[1].height, LEAST);
        assert_eq!(columns(&[0, 0], 100.0, 0.0, 50.0, false)[1].height, 0.0);
        assert!(columns(&[], 100.0, 0.0, 50.0, false).is_empty());
    }

    #[test]
    fn a_brace_spans_its_columns_and_only_them() {
        let list = columns(&SCORES, 358.0, 34.0, 206.0, false);
        let low = brace(&list[..7]).unwrap();
        let mid = brace(&list[7..9]).unwrap();
        assert!(low.start + low.length < mid.start);
        assert!(low.start > list[0].across.start);
        assert_eq!(brace(&[]), None);
    }

    #[test]
    fn mirrored_columns_begin_at_the_other_end() {
        let plain = columns(&SCORES, 358.0, 34.0, 206.0, false);
        let mirrored = columns(&SCORES, 358.0, 34.0, 206.0, true);
        for (a, b) in plain.iter().zip(&mirrored) {
            assert!((a.across.start + a.across.length + b.across.start - 358.0).abs() < 1e-9);
            assert_eq!(a.height, b.height);
        }
    }
}
