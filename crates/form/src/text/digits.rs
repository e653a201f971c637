//! Whole numbers as texts. `format!` does the same with kilobytes of machinery that a respondent's browser would have to load.

/// A number in decimal digits.
pub(crate) fn digits(number: u64) -> String {
    let mut text = String::new();
    push_padded(&mut text, number, 0);
    text
}

/// Appends a number in at least `width` digits.
pub(crate) fn push_padded(text: &mut String, number: u64, width: usize) {
    // The longest number has twenty digits.
    let mut places = [b'0'; 20];
    let (mut rest, mut used) = (number, 0);
    for place in places.iter_mut().rev() {
        *place = b'0' + (rest % 10) as u8;
        (rest, used) = (rest / 10, used + 1);
        if rest == 0 {
            break;
        }
    }
    (used..width).for_each(|_| text.push('0'));
    places.iter().skip(places.len() - used).for_each(|digit| text.push(char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::{digits, push_padded};

    #[test]
    fn numbers_are_written_in_full() {
        assert_eq!((digits(0), digits(907), digits(u64::MAX)), ("0".to_owned(), "907".to_owned(), u64::MAX.to_string()));
        let mut text = String::from("-");
        push_padded(&mut text, 7, 3);
        push_padded(&mut text, 1234, 3);
        assert_eq!(text, "-0071234");
    }
}
