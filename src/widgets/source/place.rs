//! Where a line and column of a text lie, in the units of the browser's selection.

/// The offset in UTF-16 units of a line and column, both from 1, the column in characters. Beyond the end it is the end.
pub(super) fn offset(text: &str, line: u32, column: u32) -> u32 {
    let mut at = 0_usize;
    for (number, whole) in (1..).zip(text.split_inclusive('\n')) {
        if number == line {
            let content = whole.strip_suffix('\n').unwrap_or(whole);
            let before = content.chars().take(column.saturating_sub(1) as usize);
            return units(at + before.map(char::len_utf16).sum::<usize>());
        }
        at += whole.chars().map(char::len_utf16).sum::<usize>();
    }
    units(at)
}

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
    fn a_place_is_counted_in_the_units_of_the_browser() {
        let text = "{\n  \"t\": \"שלום 🙂\",\n}";
        assert_eq!(offset(text, 1, 1), 0);
        assert_eq!(offset(text, 2, 3), 4);
        // The smiley is one character and two units.
        assert_eq!(offset(text, 2, 16), 2 + 16);
        assert_eq!(offset(text, 3, 1), 2 + 18);
    }

    #[test]
    fn a_place_beyond_the_text_is_its_end() {
        assert_eq!(offset("ab\ncd", 1, 99), 2);
        assert_eq!(offset("ab\ncd", 9, 1), 5);
        assert_eq!(offset("", 1, 1), 0);
    }

    #[test]
    fn every_line_has_a_number_also_an_empty_last_one() {
        assert_eq!(lines(""), 1);
        assert_eq!(lines("a\nb\n"), 3);
        assert_eq!(numbers(3), "1\n2\n3");
    }
}
