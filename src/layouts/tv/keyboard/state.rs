//! What pressing keys does to a text; no document, no signals.

use super::alphabets::{Key, Purpose};
use crate::i18n::{LOCALES, Locale};

/// Capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shift {
    /// None.
    #[default]
    Off,
    /// For the next letter.
    Once,
    /// Until pressed again.
    Locked,
}

/// A keyboard being written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyboard {
    /// What for.
    pub purpose: Purpose,
    /// Whose letters.
    pub locale: Locale,
    /// Capitals.
    pub shift: Shift,
    /// Whether signs are shown instead of letters.
    pub has_signs: bool,
}

impl Keyboard {
    /// A keyboard for going on after `text`. Addresses are in Latin letters whatever the language of the page.
    #[must_use]
    pub fn new(purpose: Purpose, locale: Locale, text: &str) -> Self {
        let is_latin = !matches!(locale, Locale::He | Locale::Ru);
        let locale = if purpose == Purpose::Address && !is_latin { Locale::En } else { locale };
        Self { purpose, locale, shift: Shift::Off, has_signs: false }.ready_after(text)
    }

    /// The text after a key, when it changed; at most `max` characters long, 0 for any length.
    pub fn press(&mut self, key: Key, text: &str, max: u32) -> Option<String> {
        match key {
            Key::Write(letter) => self.write(letter, text, max),
            Key::Space => self.write(' ', text, max),
            Key::Line => self.write('\n', text, max),
            Key::Delete => {
                let shorter: String = text.chars().take(text.chars().count().checked_sub(1)?).collect();
                *self = self.ready_after(&shorter);
                Some(shorter)
            }
            Key::Shift => {
                self.shift = match self.shift {
                    Shift::Off => Shift::Once,
                    Shift::Once => Shift::Locked,
                    Shift::Locked => Shift::Off,
                };
                None
            }
            Key::Signs => {
                self.has_signs = !self.has_signs;
                None
            }
            Key::Language => {
                self.locale = self.next_locale();
                None
            }
            Key::Done => None,
        }
    }

    /// The letters behind the language key.
    #[must_use]
    pub fn next_locale(&self) -> Locale {
        let after = LOCALES.iter().cycle().skip_while(|locale| **locale != self.locale).nth(1);
        after.copied().unwrap_or(self.locale)
    }

    /// A letter as it will be written now.
    #[must_use]
    pub fn shown(&self, letter: char) -> String {
        if self.shift == Shift::Off || self.has_signs { letter.to_string() } else { letter.to_uppercase().collect() }
    }

    fn write(&mut self, letter: char, text: &str, max: u32) -> Option<String> {
        let has_room = max == 0 || text.chars().count() < usize::try_from(max).unwrap_or(usize::MAX);
        if !has_room {
            return None;
        }
        let mut longer = text.to_owned();
        longer.push_str(&self.shown(letter));
        *self = self.ready_after(&longer);
        Some(longer)
    }

    /// Capitals begin a text and a sentence, unless they are locked or an address is written.
    fn ready_after(self, text: &str) -> Self {
        if self.shift == Shift::Locked {
            return self;
        }
        let before = text.trim_end_matches([' ', '\n']);
        let begins = before.is_empty() || (before.len() < text.len() && before.ends_with(['.', '?', '!']));
        let shift = if begins && self.purpose == Purpose::Words { Shift::Once } else { Shift::Off };
        Self { shift, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(keyboard: &mut Keyboard, keys: &[Key], max: u32) -> String {
        keys.iter().fold(String::new(), |text, key| keyboard.press(*key, &text, max).unwrap_or(text))
    }

    fn keys(text: &str) -> Vec<Key> {
        text.chars().map(|letter| if letter == ' ' { Key::Space } else { Key::Write(letter) }).collect()
    }

    #[test]
    fn sentences_begin_with_a_capital() {
        let mut keyboard = Keyboard::new(Purpose::Words, Locale::En, "");
        assert_eq!(write(&mut keyboard, &keys("so so. fine"), 0), "So so. Fine");
        let mut keyboard = Keyboard::new(Purpose::Words, Locale::Ru, "");
        assert_eq!(write(&mut keyboard, &keys("да. нет"), 0), "Да. Нет");
        let mut keyboard = Keyboard::new(Purpose::Words, Locale::He, "");
        assert_eq!(write(&mut keyboard, &keys("שלום"), 0), "שלום");
    }

    #[test]
    fn an_address_has_no_capitals_and_latin_letters() {
        let mut keyboard = Keyboard::new(Purpose::Address, Locale::He, "");
        assert_eq!(keyboard.locale, Locale::En);
        assert_eq!(write(&mut keyboard, &keys("ingrid@nordlys.example"), 0), "ingrid@nordlys.example");
        assert_eq!(Keyboard::new(Purpose::Address, Locale::Fr, "").locale, Locale::Fr);
    }

    #[test]
    fn shift_is_for_one_letter_and_locks_when_pressed_twice() {
        let mut keyboard = Keyboard::new(Purpose::Words, Locale::En, "x");
        assert_eq!(write(&mut keyboard, &[Key::Shift, Key::Write('a'), Key::Write('b')], 0), "Ab");
        let mut keyboard = Keyboard::new(Purpose::Words, Locale::En, "x");
        let locked = [Key::Shift, Key::Shift, Key::Write('a'), Key::Write('b'), Key::Shift, Key::Write('c')];
        assert_eq!(write(&mut keyboard, &locked, 0), "ABc");
    }

    #[test]
    fn a_full_box_takes_no_more_and_an_empty_one_gives_none() {
        let mut keyboard = Keyboard::new(Purpose::Number, Locale::En, "");
        assert_eq!(write(&mut keyboard, &keys("12345"), 3), "123");
        assert_eq!(keyboard.press(Key::Delete, "", 3), None);
        assert_eq!(keyboard.press(Key::Delete, "ós", 0).as_deref(), Some("ó"));
    }

    #[test]
    fn the_language_key_goes_round() {
        let mut keyboard = Keyboard::new(Purpose::Words, Locale::Pl, "");
        for expected in [Locale::Fr, Locale::En, Locale::He, Locale::Ru, Locale::Pl] {
            assert_eq!(keyboard.press(Key::Language, "", 0), None);
            assert_eq!(keyboard.locale, expected);
        }
    }
}
