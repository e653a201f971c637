//! "Did you mean": the known name nearest to a misspelt one.

/// The candidate that a slip of the hand may have turned into `word`; `None` when none is near enough.
pub(super) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    let limit = match wanted.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    candidates
        .map(|name| (distance(&wanted, &name.to_lowercase().chars().collect::<Vec<_>>()), name))
        .filter(|(steps, _)| *steps <= limit)
        .min()
        .map(|(_, name)| name.to_owned())
}

/// Steps between two words, counting the swap of two neighbours as one.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..width).collect();
    for (row, x) in a.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, y) in b.iter().enumerate() {
            let at = |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&above, column) + usize::from(x != y)).min(at(&above, column + 1) + 1).min(at(&line, column) + 1);
            let swapped = row > 0 && column > 0 && a.get(row - 1) == Some(y) && b.get(column - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_hand_are_forgiven() {
        let names = ["visibleIf", "enableIf", "title", "isRequired"];
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(nearest(word, names.into_iter()).as_deref(), expected, "{word}");
        };
        check("visibelIf", Some("visibleIf"));
        check("titel", Some("title"));
        check("isrequired", Some("isRequired"));
        check("somethingElse", None);
        check("x", None);
    }
}
