//! What two lists differ in: the longest list that both hold stays, all else was taken away or added.

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

/// Comparisons that are made for it. Beyond them all between the common ends counts as replaced, which is true as well, and longer.
const MOST: usize = 16_000_000;

/// The steps from `old` to `new`.
pub(super) fn steps<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Step> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let mut steps: Vec<Step> = (0..head).map(|at| Step::Same(at, at)).collect();
    let middle = between(old.get(head..old_end).unwrap_or_default(), new.get(head..new_end).unwrap_or_default());
    steps.extend(middle.into_iter().map(|step| match step {
        Step::Same(a, b) => Step::Same(a + head, b + head),
        Step::Removed(a) => Step::Removed(a + head),
        Step::Added(b) => Step::Added(b + head),
    }));
    steps.extend((0..tail).map(|at| Step::Same(old_end + at, new_end + at)));
    steps
}

fn between<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Step> {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > MOST {
        return (0..old.len()).map(Step::Removed).chain((0..new.len()).map(Step::Added)).collect();
    }
    // How many entries the rests behind each pair of places have in common.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    let at = |common: &[u32], a: usize, b: usize| common.get(a * width + b).copied().unwrap_or_default();
    for (a, x) in old.iter().enumerate().rev() {
        for (b, y) in new.iter().enumerate().rev() {
            let best = if x == y { at(&common, a + 1, b + 1) + 1 } else { at(&common, a + 1, b).max(at(&common, a, b + 1)) };
            if let Some(cell) = common.get_mut(a * width + b) {
                *cell = best;
            }
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut steps = Vec::with_capacity(old.len() + new.len());
    while a < old.len() || b < new.len() {
        let is_same = old.get(a).zip(new.get(b)).is_some_and(|(x, y)| x == y);
        if is_same {
            steps.push(Step::Same(a, b));
            (a, b) = (a + 1, b + 1);
        } else if b >= new.len() || (a < old.len() && at(&common, a + 1, b) >= at(&common, a, b + 1)) {
            steps.push(Step::Removed(a));
            a += 1;
        } else {
            steps.push(Step::Added(b));
            b += 1;
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
            ("aab", "ab", "a-ab"),
        ] {
            assert_eq!(drawn(old, new), expected, "{old} to {new}");
        }
    }

    #[test]
    fn what_is_too_much_to_compare_counts_as_replaced() {
        let (old, new): (Vec<usize>, Vec<usize>) =
            ((0..5_000).collect(), (0..5_000).map(|at| if at % 5_000 == 4_999 { at } else { at + 7_000 }).collect());
        let steps = steps(&old, &new);
        assert_eq!(steps.iter().filter(|step| matches!(step, Step::Same(..))).count(), 1);
        assert_eq!(steps.len(), 4_999 * 2 + 1);
    }
}
