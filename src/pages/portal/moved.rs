//! Where places of a text are after it was changed in one spot: remarks about a text stay usable while the next are fetched.

/// A change between two texts, in UTF-16 units: what they have in common at both ends stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    /// Units in common at the beginning.
    head: u32,
    /// Where what they have in common at the end begins in the older text.
    tail: u32,
    /// How much longer the newer text is.
    longer: i64,
    /// How many lines more it has.
    lines: i64,
}

impl Moved {
    pub(super) fn between(old: &str, new: &str) -> Self {
        let (before, after): (Vec<u16>, Vec<u16>) = (old.encode_utf16().collect(), new.encode_utf16().collect());
        let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let most = before.len().min(after.len()) - head;
        let tail = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let count = |text: &str| signed(text.bytes().filter(|byte| *byte == b'\n').count());
        Self {
            head: small(head),
            tail: small(before.len() - tail),
            longer: signed(after.len()) - signed(before.len()),
            lines: count(new) - count(old),
        }
    }

    /// Where a part of the older text is in the newer one: the line it begins in, begin and end. `None` where the change touched it.
    pub(super) fn part(self, line: u32, start: u32, end: u32) -> Option<(u32, u32, u32)> {
        if end <= self.head {
            return Some((line, start, end));
        }
        let moved = |place: u32, by: i64| u32::try_from(i64::from(place) + by).ok();
        if start < self.tail {
            return None;
        }
        Some((moved(line, self.lines)?, moved(start, self.longer)?, moved(end, self.longer)?))
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Texts are far shorter than 2^63.
fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::Moved;

    #[test]
    fn what_was_not_touched_is_found_again() {
        let (old, new) = ("one\ntwo\nthree", "one\n🙂\ntwo?\nthree");
        let moved = Moved::between(old, new);
        assert_eq!(moved.part(1, 0, 3), Some((1, 0, 3)));
        assert_eq!(moved.part(3, 8, 13), Some((4, 12, 17)));
        assert_eq!(moved.part(2, 4, 7), None);
        assert_eq!(&new.encode_utf16().collect::<Vec<_>>()[12..17], "three".encode_utf16().collect::<Vec<_>>());
    }

    #[test]
    fn nothing_moves_where_nothing_changed() {
        let moved = Moved::between("abc", "abc");
        assert_eq!(moved.part(1, 1, 3), Some((1, 1, 3)));
        // Repeated letters are no reason to count them from both ends.
        let moved = Moved::between("aaa", "aaaa");
        assert_eq!((moved.part(1, 0, 3), moved.part(1, 3, 3)), (Some((1, 0, 3)), Some((1, 3, 3))));
    }
}
