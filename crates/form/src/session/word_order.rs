//! The order in which people expect words.

/// Words in the order in which people expect them: numbers inside by their value.
#[derive(PartialEq, Eq)]
pub(super) struct SortKey(pub(super) String);

impl Ord for SortKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let (a, b): (Vec<char>, Vec<char>) = (self.0.trim().chars().collect(), other.0.trim().chars().collect());
        let both_digits = |at: usize| {
            let digit = |chars: &[char]| chars.get(at).is_some_and(char::is_ascii_digit);
            digit(&a) && digit(&b)
        };
        let same = a.iter().zip(&b).take_while(|(x, y)| x == y && !x.is_ascii_digit()).count();
        if both_digits(same) {
            let value = |chars: &[char]| {
                let digits: String = chars.iter().skip(same).take_while(|c| c.is_ascii_digit() || **c == '.').collect();
                crate::expr::parse_number(&digits).unwrap_or(0.0)
            };
            let order = value(&a).total_cmp(&value(&b));
            if order.is_ne() {
                return order;
            }
        }
        a.cmp(&b)
    }
}

impl PartialOrd for SortKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
