//! A first look at the bytes of a definition: nesting, number of keys, repeated keys. Iterative, so nothing can exhaust the stack.

use super::remarks::join;
use std::collections::HashSet;

/// Deepest nesting that is read.
pub(super) const MAX_DEPTH: usize = 64;
/// Most object keys that are read: room for 5,000 questions of some 80 properties, choices included.
pub(super) const MAX_KEYS: usize = 400_000;

/// What the look found wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// Nested deeper than [`MAX_DEPTH`], first here.
    TooDeep { pointer: String },
    /// More than [`MAX_KEYS`] keys.
    TooManyKeys,
    /// A key that an object already has.
    RepeatedKey { pointer: String, key: String },
}

enum Level {
    Object { keys: HashSet<String>, key: String, expects_key: bool },
    Array { index: usize },
}

/// Looks through `source`, which may be broken JSON: it is the parser's business to say so.
pub(super) fn scan(source: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut key_count = 0_usize;
    let mut chars = source.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '{' | '[' => {
                if levels.len() >= MAX_DEPTH {
                    findings.push(Finding::TooDeep { pointer: pointer(&levels) });
                    return findings;
                }
                levels.push(if c == '{' {
                    Level::Object { keys: HashSet::new(), key: String::new(), expects_key: true }
                } else {
                    Level::Array { index: 0 }
                });
            }
            '}' | ']' => drop(levels.pop()),
            ',' => match levels.last_mut() {
                Some(Level::Object { expects_key, .. }) => *expects_key = true,
                Some(Level::Array { index }) => *index += 1,
                None => {}
            },
            '"' => {
                let end = skip_string(&mut chars);
                let Some(Level::Object { keys, key, expects_key }) = levels.last_mut() else { continue };
                if !std::mem::take(expects_key) {
                    continue;
                }
                let quoted = source.get(at..end).unwrap_or_default();
                *key = serde_json::from_str(quoted).unwrap_or_default();
                let is_new = keys.insert(key.clone());
                let key = key.clone();
                key_count += 1;
                if key_count == MAX_KEYS + 1 {
                    findings.push(Finding::TooManyKeys);
                }
                if !is_new {
                    findings.push(Finding::RepeatedKey { pointer: pointer(&levels), key });
                }
            }
            _ => {}
        }
    }
    findings
}

/// Moves behind the closing quote and returns where that is.
fn skip_string(chars: &mut std::str::CharIndices<'_>) -> usize {
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return at + 1,
            '\\' => drop(chars.next()),
            _ => {}
        }
    }
    chars.offset()
}

fn pointer(levels: &[Level]) -> String {
    levels.iter().fold(String::new(), |path, level| match level {
        Level::Object { key, expects_key: false, .. } => join(&path, key),
        Level::Object { .. } => path,
        Level::Array { index } => join(&path, &index.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::{Finding, scan};

    #[test]
    fn repeated_keys_are_found_where_they_are() {
        let found = scan(r#"{"a": [{"b": 1, "c": "\"b\"", "b": 2}], "d": {"b": 3}}"#);
        assert_eq!(found, [Finding::RepeatedKey { pointer: "/a/0/b".into(), key: "b".into() }]);
    }

    #[test]
    fn deep_nesting_ends_the_look() {
        let deep = "[".repeat(1_000_000);
        assert!(matches!(scan(&deep).as_slice(), [Finding::TooDeep { .. }]));
    }

    #[test]
    fn strings_may_hold_anything() {
        assert!(scan(r#"{"a": "{[\"\\", "b": "}]"}"#).is_empty());
        assert!(scan(r#"{"a": "never closed"#).is_empty());
    }
}
