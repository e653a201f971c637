//! The messages of one language: read from a file, found by key, filled in.

use serde_json::Value;
use std::{error::Error, fmt};

/// The key of a text. Made by `build.rs` only, so every key exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub(crate) &'static str);

/// The key of a text that depends on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PluralKey(pub(crate) &'static str);

/// The messages loaded so far in one language.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    /// Sorted by key. A plural has an entry a form, `key#category`.
    entries: Vec<(Box<str>, Box<str>)>,
}

/// The file did not hold the messages of an area.
#[derive(Debug)]
pub struct BrokenMessages;

impl fmt::Display for BrokenMessages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a file of messages")
    }
}

impl Error for BrokenMessages {}

impl Messages {
    /// Adds one area (`respond`, `portal`): the object under that name in `locales/<language>.json`.
    ///
    /// # Errors
    /// When it is no such object.
    pub fn add(&mut self, area: &str, file: Value) -> Result<(), BrokenMessages> {
        if !file.is_object() {
            return Err(BrokenMessages);
        }
        self.flatten(area, file);
        self.entries.sort_unstable();
        Ok(())
    }

    fn flatten(&mut self, path: &str, value: Value) {
        match value {
            Value::String(text) => self.entries.push((path.into(), text.into())),
            Value::Object(group) => {
                let separator = if group.get("other").is_some_and(Value::is_string) { '#' } else { '.' };
                for (name, value) in group {
                    let mut key = String::with_capacity(path.len() + 1 + name.len());
                    key.push_str(path);
                    key.push(separator);
                    key.push_str(&name);
                    self.flatten(&key, value);
                }
            }
            _ => {}
        }
    }

    fn find(&self, key: &str) -> Option<&str> {
        let at = self.entries.binary_search_by(|(entry, _)| (**entry).cmp(key)).ok()?;
        self.entries.get(at).map(|(_, text)| &**text)
    }

    /// The text of a key; the key itself when this language lacks it.
    #[must_use]
    pub fn text(&self, key: Key) -> &str {
        self.find(key.0).unwrap_or(key.0)
    }

    /// The form of a plural for a CLDR category; the general form when this language has none for it.
    #[must_use]
    pub fn plural(&self, key: PluralKey, category: &str) -> &str {
        let mut name = String::with_capacity(key.0.len() + 6);
        name.push_str(key.0);
        name.push('#');
        let stem = name.len();
        name.push_str(category);
        if let Some(form) = self.find(&name) {
            return form;
        }
        name.truncate(stem);
        name.push_str("other");
        self.find(&name).unwrap_or(key.0)
    }
}

/// Fills in `{name}` placeholders; one without a value stays as it is.
pub(super) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        match values.iter().find(|(wanted, _)| *wanted == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        assert_eq!(fill("{a} of {b}", &[("a", "2"), ("b", "8")]), "2 of 8");
        assert_eq!(fill("{x} {", &[]), "{x} {");
        assert_eq!(fill("plain", &[("a", "1")]), "plain");
    }

    #[test]
    fn plurals_fall_back_to_the_general_form() {
        let mut messages = Messages::default();
        messages.add("t", json!({"n": {"one": "{count} tile", "other": "{count} tiles"}, "group": {"a": "A"}})).unwrap();
        assert_eq!(messages.plural(PluralKey("t.n"), "one"), "{count} tile");
        assert_eq!(messages.plural(PluralKey("t.n"), "few"), "{count} tiles");
        assert_eq!(messages.text(Key("t.group.a")), "A");
        assert_eq!(messages.text(Key("t.none")), "t.none");
        assert!(messages.add("t", json!([])).is_err());
    }
}
