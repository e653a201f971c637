//! The lines of a text, counted and numbered.

/// How many lines a text field shows for it: one more than it has line ends.
pub(super) fn lines(text: &str) -> u32 {
    units(text.bytes().filter(|byte| *byte == b'\n').count()).saturating_add(1)
}

/// `1` to `count`, a line each.
pub(super) fn numbers(count: u32) -> String {
    let mut text = String::new();
    for number in 1..=count {
        if number > 1 {
            text.push('\n');
        }
        text.push_str(&number.to_string());
    }
    text
}

fn units(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_number_also_an_empty_last_one() {
        assert_eq!(lines(""), 1);
        assert_eq!(lines("a\nb\n"), 3);
        assert_eq!(numbers(3), "1\n2\n3");
    }
}
