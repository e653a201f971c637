//! The keys of each script, where people's fingers know them.

use crate::i18n::Locale;

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Words; capitals begin sentences.
    Words,
    /// An address: no capitals, its signs at hand.
    Address,
    /// A number.
    Number,
    /// A telephone number.
    Telephone,
    /// A color as `#rrggbb`.
    Color,
}

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Writes this.
    Write(char),
    /// Capitals.
    Shift,
    /// Between letters and signs.
    Signs,
    /// The alphabet of the next language.
    Language,
    /// A space.
    Space,
    /// A new line.
    Line,
    /// Takes the last letter back.
    Delete,
    /// Ready.
    Done,
}

const DIGITS: &str = "1234567890";

/// The letters of a language in three rows, and a fourth of those with marks where it has them.
const fn letters(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::En => &["qwertyuiop", "asdfghjkl'", "zxcvbnm,.?"],
        Locale::He => &["'קראטוןםפ?", "שדגכעיחלךף", "זסבהנמצתץ."],
        Locale::Ru => &["йцукенгшщзх", "фывапролджэ", "ячсмитьбюъё", "-,.?!"],
        Locale::Pl => &["qwertyuiop", "asdfghjkl?", "zxcvbnm,.-", "ąćęłńóśźż!"],
        Locale::Fr => &["azertyuiop", "qsdfghjklm", "wxcvbn',.?", "éèêàâçùîôœ"],
    }
}

const SIGNS: &[&str] = &["@#&%€$£₪₽", "()[]/\\+*=", "-–_:;!?\"'", "…«»„“”°~^"];
const ADDRESS_SIGNS: &str = "@.-_/:+";

/// The rows of keys shown, from the top.
#[must_use]
pub fn rows(purpose: Purpose, locale: Locale, has_signs: bool, has_lines: bool) -> Vec<Vec<Key>> {
    let write = |row: &str| row.chars().map(Key::Write).collect::<Vec<Key>>();
    match purpose {
        Purpose::Number => {
            let point = if matches!(locale, Locale::En | Locale::He) { '.' } else { ',' };
            let last = vec![Key::Write('-'), Key::Write('0'), Key::Write(point)];
            vec![write("123"), write("456"), write("789"), last, vec![Key::Delete, Key::Done]]
        }
        Purpose::Telephone => vec![write("123"), write("456"), write("789"), write("+0-"), vec![Key::Space, Key::Delete, Key::Done]],
        Purpose::Color => vec![write("01234567"), write("89abcdef"), vec![Key::Write('#'), Key::Delete, Key::Done]],
        Purpose::Words | Purpose::Address => {
            let mut rows = vec![write(DIGITS)];
            rows.extend(if has_signs { SIGNS.iter() } else { letters(locale).iter() }.map(|row| write(row)));
            if purpose == Purpose::Address && !has_signs {
                rows.push(write(ADDRESS_SIGNS));
            }
            let mut last = vec![Key::Signs, Key::Language];
            // Hebrew has no capitals, and signs have none anywhere.
            if !has_signs && locale != Locale::He {
                last.insert(0, Key::Shift);
            }
            last.push(Key::Space);
            if has_lines {
                last.push(Key::Line);
            }
            last.extend([Key::Delete, Key::Done]);
            rows.push(last);
            rows
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::LOCALES;

    #[test]
    fn every_letter_of_a_language_is_there_once() {
        let check = |locale, alphabet: &str| {
            let keys: Vec<char> = letters(locale).iter().flat_map(|row| row.chars()).collect();
            for letter in alphabet.chars() {
                assert_eq!(keys.iter().filter(|key| **key == letter).count(), 1, "{locale:?} {letter}");
            }
        };
        let latin = "abcdefghijklmnopqrstuvwxyz";
        check(Locale::En, latin);
        check(Locale::Pl, latin);
        check(Locale::Fr, latin);
        check(Locale::Pl, "ąćęłńóśźż");
        check(Locale::Fr, "éèêàâçùîôœ");
        check(Locale::He, "אבגדהוזחטיכךלמםנןסעפףצץקרשת");
        check(Locale::Ru, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя");
    }

    #[test]
    fn every_keyboard_can_delete_and_end() {
        for locale in LOCALES {
            for purpose in [Purpose::Words, Purpose::Address, Purpose::Number, Purpose::Telephone, Purpose::Color] {
                for has_signs in [false, true] {
                    let keys = rows(purpose, locale, has_signs, false).concat();
                    assert!(keys.contains(&Key::Delete) && keys.contains(&Key::Done), "{purpose:?} {locale:?}");
                }
            }
        }
    }

    #[test]
    fn an_address_can_be_written_in_every_alphabet() {
        for locale in LOCALES {
            let keys = rows(Purpose::Address, locale, false, false).concat();
            for sign in ADDRESS_SIGNS.chars().chain(DIGITS.chars()) {
                assert!(keys.contains(&Key::Write(sign)), "{locale:?} {sign}");
            }
        }
    }
}
