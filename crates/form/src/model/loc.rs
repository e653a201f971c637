//! A string as its author wrote it: one text, or one for each language.

use crate::Text;
use serde_json::Value;
use std::rc::Rc;
use std::sync::Arc;

/// The key under which survey definitions keep the text of their own language.
pub(crate) const DEFAULT: &str = "default";

/// The language of a form that names none.
const USUAL: &str = "en";

/// A localisable string.
#[derive(Clone, Debug, Default)]
pub(crate) struct Loc {
    /// Pairs of language (or [`DEFAULT`]) and text; empty when nothing is written.
    texts: Vec<(Arc<str>, Arc<str>)>,
}

impl Loc {
    /// Reads `"text"`, a number, or `{"default": "text", "fr": "texte"}`.
    pub(crate) fn read(value: Option<&Value>) -> Loc {
        match value {
            Some(Value::String(text)) => Loc::plain(text),
            Some(number @ (Value::Number(_) | Value::Bool(_))) => Loc::plain(&crate::text::json(number)),
            Some(Value::Object(map)) => {
                let mut texts = Vec::new();
                for (lang, text) in map {
                    texts.extend(text.as_str().map(|text| (Arc::from(lang.as_str()), Arc::from(text))));
                }
                Loc { texts }
            }
            _ => Loc::default(),
        }
    }

    /// A text of the form's own language.
    pub(crate) fn plain(text: &str) -> Loc {
        Loc { texts: vec![(Arc::from(DEFAULT), Arc::from(text))] }
    }

    /// Whether no text is written in any language.
    pub(crate) fn is_empty(&self) -> bool {
        self.texts.iter().all(|(_, text)| text.is_empty())
    }

    /// The languages it is written in, [`DEFAULT`] included.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(lang, _)| &**lang)
    }

    /// Every text, whatever its language.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(_, text)| &**text)
    }

    /// The text for `locale` and the language it is in when that is another one. `own` is the form's own language.
    pub(crate) fn pick<'a>(&'a self, locale: &str, own: &'a str) -> Option<(&'a str, Option<&'a str>)> {
        let exact = |wanted: &str| {
            let found = self.texts.iter().find(|(lang, _)| lang.eq_ignore_ascii_case(wanted))?;
            (!found.1.is_empty()).then_some(&*found.1)
        };
        let asked = if locale.is_empty() { own } else { locale };
        let base = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_owned();
        let is_own = base(asked).eq_ignore_ascii_case(&base(own));
        // English is in `default`, whatever stands under `en` beside it; survey-core reads it so too.
        let is_default = asked.eq_ignore_ascii_case(USUAL);
        if let Some(text) = exact(DEFAULT).filter(|_| is_default).or_else(|| exact(asked)).or_else(|| exact(&base(asked))) {
            return Some((text, None));
        }
        // A text in none of these languages is no text: names and values stand in for it, as in survey-core.
        Some((exact(DEFAULT)?, (!is_own).then_some(own)))
    }

    /// The text for `locale`, as it stands, with its language.
    pub(crate) fn text(&self, locale: &str, own: &str) -> Option<Text> {
        let (string, lang) = self.pick(locale, own)?;
        Some(Text { string: Rc::from(string), lang: lang.map(Rc::from) })
    }
}

/// The text for `locale` in a localizable string that stands outside of a form, with its language when that is another one.
#[must_use]
pub fn localized(value: &Value, locale: &str) -> Option<Text> {
    Loc::read(Some(value)).text(locale, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_language_asked_for_comes_before_the_default() {
        let check = |own: &str, asked: &str, texts: Value, expected: Option<(&str, Option<&str>)>| {
            assert_eq!(Loc::read(Some(&texts)).pick(asked, own), expected, "{own} {asked} {texts}");
        };
        let both = || json!({"default": "Hello", "he": "שלום"});
        check("he", "he", both(), Some(("שלום", None)));
        check("he", "", both(), Some(("שלום", None)));
        check("en", "he-IL", both(), Some(("שלום", None)));
        check("en", "en", both(), Some(("Hello", None)));
        check("he-IL", "he-IL", both(), Some(("שלום", None)));
        check("he", "he", json!("שלום"), Some(("שלום", None)));
        check("he", "fr", json!("שלום"), Some(("שלום", Some("he"))));
        check("en", "en", json!({"default": "Hello", "en": "Hi"}), Some(("Hello", None)));
        check("", "pl", json!({"default": "Hello", "pl": "Cześć"}), Some(("Cześć", None)));
        check("", "fr", json!({"default": "Hello"}), Some(("Hello", Some(""))));
        check("pt-br", "pt-br", json!({"pt": "Olá", "default": "Hello"}), Some(("Olá", None)));
    }
}
