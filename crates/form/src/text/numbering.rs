//! Question numbers: "1.", "A)", "#3." and what else an author may start with.

use super::{digits, push_padded};

/// The number of the question at `index`, counting from `start` and keeping its decoration.
pub(crate) fn numbered(index: u32, start: &str) -> String {
    if start.is_empty() {
        return digits(u64::from(index) + 1) + ".";
    }
    let chars: Vec<char> = start.chars().collect();
    let is_part = |c: &char| c.is_ascii_digit();
    if let Some(last) = chars.iter().rposition(is_part) {
        let first = chars.iter().take(last).rposition(|c| !is_part(c)).map_or(0, |at| at + 1);
        let figures: String = chars.iter().take(last + 1).skip(first).collect();
        let (before, after) = around(&chars, first, last);
        let value = figures.parse::<u64>().unwrap_or(1).saturating_add(u64::from(index));
        let mut text = before;
        push_padded(&mut text, value, figures.len());
        return text + &after;
    }
    let Some(at) = chars.iter().position(|c| c.is_alphabetic()) else {
        return digits(u64::from(index) + 1) + start;
    };
    let (before, after) = around(&chars, at, at);
    let letter = chars.get(at).and_then(|c| letter_after(*c, index));
    let Some(letter) = letter else { return [before, digits(u64::from(index) + 1), after].concat() };
    let mut text = before;
    text.push(letter);
    text + &after
}

fn around(chars: &[char], first: usize, last: usize) -> (String, String) {
    (chars.iter().take(first).collect(), chars.iter().skip(last + 1).collect())
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
