//! Texts as JavaScript counts them, in UTF-16 units.

use std::cmp::Ordering;

/// `text.length`.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// JavaScript's order of texts, that of their units: what takes two of them comes before the last characters that take one.
pub(crate) fn unit_order(x: &str, y: &str) -> Ordering {
    let rank = |c: char| u32::from(c) + if ('\u{e000}'..='\u{ffff}').contains(&c) { 0x11_0000 } else { 0 };
    x.chars().map(rank).cmp(y.chars().map(rank))
}

/// The units from `from` up to `to`; half a character is what a browser makes of one.
pub(crate) fn substring(text: &str, from: usize, to: usize) -> String {
    let mut part = String::new();
    let mut at = 0;
    for c in text.chars() {
        let end = at + c.len_utf16();
        match end.min(to).saturating_sub(at.max(from)) {
            0 => {}
            inside if inside < c.len_utf16() => part.push(char::REPLACEMENT_CHARACTER),
            _ => part.push(c),
        }
        at = end;
    }
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_cut_and_ordered_by_units() {
        assert_eq!((units("a😀ż"), units("")), (4, 0));
        let cut = |from, to| substring("a😀ż", from, to);
        assert_eq!([cut(0, 3), cut(1, 2), cut(2, 4), cut(2, 2), cut(3, 99)], ["a😀", "\u{fffd}", "\u{fffd}ż", "", "ż"]);
        let texts = ["", "a", "b", "ba", "ż", "\u{d7ff}", "😀", "\u{e000}", "\u{ffff}"];
        for (at, x) in texts.iter().enumerate() {
            for (other, y) in texts.iter().enumerate() {
                assert_eq!(unit_order(x, y), at.cmp(&other), "{x:?} {y:?}");
                assert_eq!(unit_order(x, y), x.encode_utf16().cmp(y.encode_utf16()));
            }
        }
    }
}
