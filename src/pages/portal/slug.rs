//! The part of an address a form gets: what is allowed, and what a title suggests.

/// Most characters of a slug.
const MOST: usize = 64;

/// Whether the server takes it.
pub(super) fn is_slug(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MOST).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('-') && !text.ends_with('-')
}

/// The nearest slug to some words; empty when they have no Latin letter or digit in them.
pub(super) fn slug_of(words: &str) -> String {
    let mut slug = String::new();
    for letter in words.chars().flat_map(char::to_lowercase) {
        let plain = if letter.is_ascii_alphanumeric() { Some(letter) } else { unaccented(letter) };
        match plain {
            Some(plain) => slug.push(plain),
            None if letter.is_alphanumeric() || letter == '\'' || letter == '’' => {}
            None if slug.is_empty() || slug.ends_with('-') => {}
            None => slug.push('-'),
        }
        if slug.len() >= MOST {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The letter under the accents of Polish, French, German and the Nordic languages.
fn unaccented(letter: char) -> Option<char> {
    const LETTERS: [(&str, char); 12] = [
        ("àáâãäåąæ", 'a'),
        ("çćč", 'c'),
        ("ďđð", 'd'),
        ("èéêëęě", 'e'),
        ("ìíîï", 'i'),
        ("ł", 'l'),
        ("ñńň", 'n'),
        ("òóôõöøœ", 'o'),
        ("śšß", 's'),
        ("ùúûüů", 'u'),
        ("ýÿ", 'y'),
        ("źżž", 'z'),
    ];
    LETTERS.iter().find(|(accented, _)| accented.contains(letter)).map(|(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_has_lower_case_letters_digits_and_hyphens_inside() {
        for slug in ["visit", "visit-2", "2026", &"a".repeat(64)] {
            assert!(is_slug(slug), "{slug}");
        }
        for text in ["", "Visit", "a b", "-a", "a-", "wizyta_1", "ż", &"a".repeat(65)] {
            assert!(!is_slug(text), "{text}");
        }
    }

    #[test]
    fn a_title_suggests_a_slug_or_nothing() {
        let check = |words, slug| assert_eq!(slug_of(words), slug, "{words}");
        check("Your installation visit", "your-installation-visit");
        check("  Wizyta – instalatora: Łódź! ", "wizyta-instalatora-lodz");
        check("L’été", "lete");
        check("שלום", "");
        check("Puls 2026 (maj)", "puls-2026-maj");
        assert!(slug_of(&"long words ".repeat(20)).len() <= MOST);
    }

    #[test]
    fn every_suggestion_is_a_slug() {
        for words in ["A-B", "--x--", "é", "9", "a".repeat(70).as_str(), "привет x"] {
            let slug = slug_of(words);
            assert!(slug.is_empty() || is_slug(&slug), "{words} -> {slug}");
        }
    }
}
