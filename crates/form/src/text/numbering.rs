//! Question numbers: "1.", "A)", "#3." and what else an author may start with.

use super::{digits, push_padded};

/// The number of the question at `index`, counting from `start` and keeping its decoration.
pub(crate) fn numbered(index: u32, start: &str) -> String {
    if start.is_empty() {
        return digits(u64::from(index) + 1) + ".";
    }
    if let Some(last) = start.bytes().rposition(|byte| byte.is_ascii_digit()) {
        let (figures, after) = start.split_at_checked(last + 1).unwrap_or((start, ""));
        let first = figures.bytes().rposition(|byte| !byte.is_ascii_digit()).map_or(0, |at| at + 1);
        let (before, figures) = figures.split_at_checked(first).unwrap_or(("", figures));
        let mut text = before.to_owned();
        push_padded(&mut text, figures.parse::<u64>().unwrap_or(1).saturating_add(u64::from(index)), figures.len());
        return text + after;
    }
    let Some((at, first)) = start.char_indices().rfind(|(_, c)| c.is_alphabetic()) else {
        return digits(u64::from(index) + 1) + start;
    };
    let part = |range: (usize, usize)| start.get(range.0..range.1).unwrap_or_default();
    let (before, after) = (part((0, at)), part((at + first.len_utf8(), start.len())));
    match letter_after(first, index) {
        Some(letter) => [before, letter.encode_utf8(&mut [0; 4]), after].concat(),
        None => [before, &digits(u64::from(index) + 1), after].concat(),
    }
}

/// The letter `index` steps after `from`, as long as there is one.
fn letter_after(from: char, index: u32) -> Option<char> {
    let letter = char::from_u32(u32::from(from).checked_add(index)?)?;
    let fits = letter.is_alphabetic() && letter.is_lowercase() == from.is_lowercase();
    fits.then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn the_first_number_keeps_its_decoration() {
        let check = |start: &str, expected: [&str; 2]| assert_eq!([numbered(0, start), numbered(1, start)], expected);
        check("", ["1.", "2."]);
        check("5", ["5", "6"]);
        check("A", ["A", "B"]);
        check("(a)", ["(a)", "(b)"]);
        check("#3.", ["#3.", "#4."]);
        check("1.1", ["1.1", "1.2"]);
        check("09", ["09", "10"]);
        check("--", ["1--", "2--"]);
    }
}
