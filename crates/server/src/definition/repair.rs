//! Text that is no JSON, put right where a slip of the hand is plain to see: a comma too many or too few, a bracket or quote left open.
//!
//! Nothing is guessed and left at that: a change counts only when the text can be read further with it than without.

use super::scan::{self, Limits};
use std::ops::Range;

/// What stands there becomes something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Change {
    fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// The change that lets the reader, stopped at `offset`, go on.
pub(super) fn repair(source: &str, offset: usize, limits: Limits) -> Option<Change> {
    candidates(source, offset).into_iter().flatten().find(|change| helps(source, offset, limits, change))
}

fn helps(source: &str, offset: usize, limits: Limits, change: &Change) -> bool {
    let (Some(before), Some(after)) = (source.get(..change.range.start), source.get(change.range.end..)) else { return false };
    let changed = [before, &change.text, after].concat();
    match scan::scan(&changed, limits, &mut |_, _| ()) {
        Ok(()) => true,
        // Counted from the end, both texts have the same places behind the change.
        Err(error) => changed.len() - error.offset < source.len() - offset,
    }
}

fn candidates(source: &str, offset: usize) -> [Option<Change>; 9] {
    let (before, rest) = (source.get(..offset).unwrap_or_default(), source.get(offset..).unwrap_or_default());
    let end = before.trim_end().len();
    let insert = |at: usize, text: &str| Some(Change::new(at..at, text));
    let is_behind_comma = before.trim_end().ends_with(',');
    let is_string_open = rest.starts_with(['\n', '\r']) || rest.is_empty();
    [
        is_behind_comma.then(|| Change::new(end - 1..end, "")).filter(|_| rest.starts_with(['}', ']', ','])),
        comment(rest).map(|length| Change::new(offset..offset + length, "")),
        quoted(rest).map(|(length, text)| Change::new(offset..offset + length, text)),
        insert(end, ":"),
        insert(end, ","),
        // A quote left open runs to the end of its line, behind the comma that should follow it.
        (is_string_open && is_behind_comma).then(|| Change::new(end - 1..end, "\",")),
        is_string_open.then(|| Change::new(end..end, "\"")),
        rest.is_empty().then(|| Change::new(end - usize::from(is_behind_comma)..end, closing(before))),
        rest.chars().next().filter(|next| matches!(next, '}' | ']')).map(|next| {
            let other = if next == '}' { "]" } else { "}" };
            Change::new(offset..offset + 1, other)
        }),
    ]
}

/// The length of a comment, which JSON does not have.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.strip_prefix("/*")?.find("*/").map(|end| end + 4)
}

/// A name without quotes, or a text in quotes of another kind: its length, and how JSON writes it.
fn quoted(rest: &str) -> Option<(usize, String)> {
    let first = rest.chars().next()?;
    let ends: &[char] = match first {
        '\'' | '‘' | '’' => &['\'', '‘', '’'],
        '“' | '”' | '„' | '«' => &['“', '”', '»'],
        _ if first.is_alphabetic() || matches!(first, '_' | '$') => {
            let length = rest.find(|next: char| !next.is_alphanumeric() && !matches!(next, '_' | '$' | '-')).unwrap_or(rest.len());
            return Some((length, json(rest.get(..length)?)));
        }
        _ => return None,
    };
    let inside = rest.get(first.len_utf8()..)?.lines().next()?;
    let end = inside.find(ends)?;
    let last = inside.get(end..)?.chars().next()?;
    Some((first.len_utf8() + end + last.len_utf8(), json(inside.get(..end)?)))
}

/// A text as JSON writes it.
pub(super) fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The brackets that are still open, closed from the inside out.
fn closing(before: &str) -> String {
    let mut open = Vec::new();
    let mut bytes = before.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => {
                while let Some(inside) = bytes.next() {
                    match inside {
                        b'\\' => drop(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            b'{' => open.push('}'),
            b'[' => open.push(']'),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { depth: 64, keys: 100, repeats: true };

    #[test]
    fn slips_of_the_hand_are_put_right() {
        for (source, expected) in [
            (r#"{"a": 1,}"#, Some(r#"{"a": 1}"#)),
            (r#"{"a": [1, 2,  ]}"#, Some(r#"{"a": [1, 2  ]}"#)),
            (r#"{"a": 1 "b": 2}"#, Some(r#"{"a": 1, "b": 2}"#)),
            (r#"[{} {}]"#, Some(r#"[{}, {}]"#)),
            (r#"{"a" 1}"#, Some(r#"{"a": 1}"#)),
            (r#"{"a": {"b": [1"#, Some(r#"{"a": {"b": [1]}}"#)),
            (r#"{"a": [1, "#, Some(r#"{"a": [1]} "#)),
            (r#"{a: 1}"#, Some(r#"{"a": 1}"#)),
            (r#"{'a': “b"c”}"#, Some(r#"{"a": “b"c”}"#)),
            (r#"{"a": “b"c”}"#, Some(r#"{"a": "b\"c"}"#)),
            ("{\"a\": \"x,\n \"b\": 1}", Some("{\"a\": \"x\",\n \"b\": 1}")),
            ("{\"a\": \"x\n}", Some("{\"a\": \"x\"\n}")),
            ("{\"a\": 1, // one\n \"b\": 2}", Some("{\"a\": 1, \n \"b\": 2}")),
            ("{/* one */\"b\": 2}", Some("{\"b\": 2}")),
            (r#"{"a": [1}}"#, Some(r#"{"a": [1]}"#)),
            (r#"{"a": 01}"#, None),
            ("", None),
        ] {
            let offset = scan::scan(source, LIMITS, &mut |_, _| ()).unwrap_err().offset;
            let changed = repair(source, offset, LIMITS).map(|Change { range, text }| {
                let mut changed = source.to_owned();
                changed.replace_range(range, &text);
                changed
            });
            assert_eq!(changed.as_deref(), expected, "{source}");
        }
    }
}
