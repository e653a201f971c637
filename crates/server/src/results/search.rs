//! Words looked for in what people wrote: all of them, anywhere in the text, capitals and accents aside.

/// Words longer or more than this are not looked for: nobody types them.
const LONGEST: usize = 200;

/// What is looked for. The default finds everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search(Vec<String>);

impl Search {
    /// From what somebody typed; `None` when it is too long.
    #[must_use]
    pub fn typed(text: &str) -> Option<Self> {
        (text.chars().count() <= LONGEST).then(|| Self(folded(text).split_whitespace().map(str::to_owned).collect()))
    }

    /// Whether a text has all the words.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let text = folded(text);
        self.0.iter().all(|word| text.contains(word))
    }
}

/// Small letters without accents: "Église" and "eglise", "Żółw" and "zolw", "ёлка" and "елка" are found by each other, Hebrew without its points.
/// Hyphens of any kind are passed over, "Wi-Fi" and "wifi" being one word, and each apostrophe is the one on the keyboard.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let is_hyphen = |letter: char| matches!(letter, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5be}');
    let plain = text.nfkd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter) && !is_hyphen(*letter));
    let typed = |letter| match letter {
        'ł' => 'l',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        letter => letter,
    };
    plain.flat_map(char::to_lowercase).map(typed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_capitals_and_accents() {
        for (typed, text, found) in [
            ("wifi cellar", "No WiFi in the CELLAR", true),
            ("wifi cellar", "No WiFi at all", false),
            ("eglise", "Près de l’Église", true),
            ("zolw", "Żółw przyszedł", true),
            ("елка", "Ёлка", true),
            ("שלום", "שָׁלוֹם", true),
            ("wi-fi", "No Wi\u{2011}Fi here", true),
            ("wifi", "No Wi-Fi here", true),
            ("wi-fi", "no wifi", true),
            ("l'eglise", "Près de l’Église", true),
            ("", "anything", true),
            ("   ", "anything", true),
            ("strasse", "Straße", false),
        ] {
            assert_eq!(Search::typed(typed).unwrap().finds(text), found, "{typed} in {text}");
        }
        assert_eq!(Search::typed(&"a".repeat(201)), None);
    }
}
