//! What two lists differ in, as steps from one to the other.

use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::hash::Hash;
use std::time::{Duration, Instant};

/// One entry of both lists together, by its places in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// In both.
    Same(usize, usize),
    /// In the older alone.
    Removed(usize),
    /// In the newer alone.
    Added(usize),
}

/// How long a shortest way is looked for; a longer one is as true.
const LONGEST: Duration = Duration::from_millis(300);

/// The steps from `old` to `new`; where something was replaced, what was taken away comes first.
pub(super) fn steps<T: Hash + Eq + Ord>(old: &[T], new: &[T]) -> Vec<Step> {
    let changes = capture_diff_slices_deadline(Algorithm::Myers, old, new, Some(Instant::now() + LONGEST));
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    for change in changes {
        match change {
            DiffOp::Equal { old_index, new_index, len } => steps.extend((0..len).map(|at| Step::Same(old_index + at, new_index + at))),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                steps.extend(change.old_range().map(Step::Removed));
                steps.extend(change.new_range().map(Step::Added));
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(old: &str, new: &str) -> String {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let sign = |step: Step| match step {
            Step::Same(a, b) => {
                assert_eq!(old[a], new[b]);
                old[a].to_string()
            }
            Step::Removed(a) => format!("-{}", old[a]),
            Step::Added(b) => format!("+{}", new[b]),
        };
        steps(&old, &new).into_iter().map(sign).collect()
    }

    #[test]
    fn what_both_have_stays() {
        for (old, new, expected) in [
            ("", "", ""),
            ("abc", "abc", "abc"),
            ("abc", "axc", "a-b+xc"),
            ("", "ab", "+a+b"),
            ("ab", "", "-a-b"),
            ("abcabba", "cbabac", "-a-bc-ab+aba+c"),
        ] {
            let drawn = drawn(old, new);
            let (same, expected_same) = (kept(&drawn), kept(expected));
            assert_eq!(same, expected_same, "{old} to {new}: {drawn}");
        }
        assert_eq!(drawn("abc", "axc"), "a-b+xc");
    }

    /// How many stay.
    fn kept(drawn: &str) -> usize {
        drawn.chars().count() - 2 * drawn.matches(['-', '+']).count()
    }

    #[test]
    fn the_steps_lead_through_both_lists_in_order() {
        let old: Vec<usize> = (0..5_000).collect();
        let new: Vec<usize> = (0..5_000).map(|at| at * 7 % 5_003).collect();
        let steps = steps(&old, &new);
        let through = |pick: fn(&Step) -> Option<usize>| steps.iter().filter_map(pick).collect::<Vec<_>>();
        let all: Vec<usize> = (0..5_000).collect();
        assert_eq!(
            through(|step| match step {
                Step::Same(a, _) | Step::Removed(a) => Some(*a),
                Step::Added(_) => None,
            }),
            all
        );
        assert_eq!(
            through(|step| match step {
                Step::Same(_, b) | Step::Added(b) => Some(*b),
                Step::Removed(_) => None,
            }),
            all
        );
        assert!(steps.iter().all(|step| !matches!(step, Step::Same(a, b) if old[*a] != new[*b])));
    }
}
