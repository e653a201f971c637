//! A walk over JSON text that keeps no tree: refuses what a parser would swallow or choke on, and tells where each value stands.
//!
//! `serde_json` stops at depth 128, keeps the last of two equal keys without a word and knows no pointer of an error. The walk is iterative, so
//! no text can exhaust the stack.

use std::collections::HashSet;
use tessera_form::Code;

/// How much a text may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Levels of objects and arrays.
    pub depth: usize,
    /// Object keys in all.
    pub keys: usize,
    /// Whether one object may have a key twice.
    pub repeats: bool,
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not JSON.
    Syntax,
    /// Nested too deeply.
    Depth,
    /// Too many object keys.
    Keys,
    /// A key twice in one object.
    DuplicateKey,
    /// A number no `f64` can hold.
    Number,
    /// Half of a surrogate pair.
    Surrogate,
}

impl Fault {
    /// What a remark about a definition calls it; its name is the key of its message elsewhere.
    #[must_use]
    pub fn code(self) -> Code {
        match self {
            Self::Syntax => Code::Json,
            Self::Depth => Code::TooDeep,
            Self::Keys => Code::TooManyKeys,
            Self::DuplicateKey => Code::RepeatedKey,
            Self::Number => Code::NumberRange,
            Self::Surrogate => Code::HalfCharacter,
        }
    }
}

/// A fault with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScanError {
    /// What.
    pub fault: Fault,
    /// RFC 6901 pointer of the value it is in.
    pub pointer: String,
    /// Byte offset in the text.
    pub offset: usize,
}

enum Next {
    Value,
    /// Behind `[`: a value or the end.
    ItemOrEnd,
    /// Behind `{`: a key or the end.
    KeyOrEnd,
    Key,
    CommaOrEnd,
}

enum Frame {
    Object { keys: HashSet<String>, pointer_length: usize },
    Array { index: usize, pointer_length: usize },
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    pointer: String,
    stack: Vec<Frame>,
    keys: usize,
    limits: Limits,
}

/// Walks over `source`; `visit` is told each value's pointer and where it begins (a member: where its key does).
///
/// # Errors
/// The first fault.
pub fn scan(source: &str, limits: Limits, visit: &mut dyn FnMut(&str, usize)) -> Result<(), ScanError> {
    let mut walk = Walk { bytes: source.as_bytes(), at: 0, pointer: String::new(), stack: Vec::new(), keys: 0, limits };
    walk.run(visit).map_err(|fault| ScanError { fault, pointer: walk.pointer, offset: walk.at })
}

/// Line and column, both from 1, the column in characters.
#[must_use]
pub fn line_and_column(source: &str, offset: usize) -> (u32, u32) {
    let before = source.get(..offset).unwrap_or(source);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

impl Walk<'_> {
    fn run(&mut self, visit: &mut dyn FnMut(&str, usize)) -> Result<(), Fault> {
        let mut next = Next::Value;
        loop {
            self.skip_space();
            next = match (next, self.peek()) {
                (Next::ItemOrEnd, Some(b']')) | (Next::KeyOrEnd, Some(b'}')) => self.leave(),
                (Next::Value | Next::ItemOrEnd, _) => {
                    if !matches!(self.stack.last(), Some(Frame::Object { .. })) {
                        visit(&self.pointer, self.at);
                    }
                    self.value()?
                }
                (Next::KeyOrEnd | Next::Key, Some(b'"')) => {
                    let begin = self.at;
                    self.key()?;
                    visit(&self.pointer, begin);
                    Next::Value
                }
                (Next::CommaOrEnd, byte) => match (self.stack.last_mut(), byte) {
                    (None, None) => return Ok(()),
                    (Some(Frame::Object { pointer_length, .. }), Some(b',')) => {
                        self.pointer.truncate(*pointer_length);
                        self.at += 1;
                        Next::Key
                    }
                    (Some(Frame::Array { index, pointer_length }), Some(b',')) => {
                        *index += 1;
                        self.pointer.truncate(*pointer_length);
                        self.pointer.push_str(&format!("/{index}"));
                        self.at += 1;
                        Next::Value
                    }
                    (Some(Frame::Object { .. }), Some(b'}')) | (Some(Frame::Array { .. }), Some(b']')) => self.leave(),
                    _ => return Err(Fault::Syntax),
                },
                _ => return Err(Fault::Syntax),
            };
        }
    }

    fn value(&mut self) -> Result<Next, Fault> {
        match self.peek() {
            Some(b'{') => {
                self.enter(Frame::Object { keys: HashSet::new(), pointer_length: self.pointer.len() })?;
                Ok(Next::KeyOrEnd)
            }
            Some(b'[') => {
                self.enter(Frame::Array { index: 0, pointer_length: self.pointer.len() })?;
                self.pointer.push_str("/0");
                Ok(Next::ItemOrEnd)
            }
            Some(b'"') => self.string().map(|_text| Next::CommaOrEnd),
            Some(b't') => self.word("true"),
            Some(b'f') => self.word("false"),
            Some(b'n') => self.word("null"),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(Fault::Syntax),
        }
    }

    fn enter(&mut self, frame: Frame) -> Result<(), Fault> {
        if self.stack.len() >= self.limits.depth {
            return Err(Fault::Depth);
        }
        self.stack.push(frame);
        self.at += 1;
        Ok(())
    }

    fn leave(&mut self) -> Next {
        if let Some(Frame::Object { pointer_length, .. } | Frame::Array { pointer_length, .. }) = self.stack.pop() {
            self.pointer.truncate(pointer_length);
        }
        self.at += 1;
        Next::CommaOrEnd
    }

    fn key(&mut self) -> Result<(), Fault> {
        let begin = self.at;
        let key = self.string()?;
        let end = self.at;
        self.keys += 1;
        if self.keys > self.limits.keys {
            return Err(Fault::Keys);
        }
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(Fault::Syntax);
        }
        self.at += 1;
        if let Some(Frame::Object { keys, pointer_length }) = self.stack.last_mut() {
            self.pointer.truncate(*pointer_length);
            self.pointer.push('/');
            self.pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            if !keys.insert(key) && !self.limits.repeats {
                self.at = begin.min(end);
                return Err(Fault::DuplicateKey);
            }
        }
        Ok(())
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut text = Vec::new();
        loop {
            let byte = self.peek().ok_or(Fault::Syntax)?;
            match byte {
                b'"' => {
                    self.at += 1;
                    // The source is UTF-8 and escapes add whole characters.
                    return String::from_utf8(text).map_err(|_invalid| Fault::Syntax);
                }
                b'\\' => {
                    let character = self.escape()?;
                    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..=0x1f => return Err(Fault::Syntax),
                _ => {
                    text.push(byte);
                    self.at += 1;
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let kind = self.bytes.get(self.at + 1).copied().ok_or(Fault::Syntax)?;
        let character = match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(Fault::Syntax),
        };
        self.at += 2;
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char, Fault> {
        let first = self.hex(self.at + 2)?;
        let code = if (0xd800..0xdc00).contains(&first) {
            if self.bytes.get(self.at + 6..self.at + 8) != Some(b"\\u") {
                return Err(Fault::Surrogate);
            }
            let second = self.hex(self.at + 8)?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(Fault::Surrogate);
            }
            self.at += 6;
            0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
        } else {
            first
        };
        let character = char::from_u32(code).ok_or(Fault::Surrogate)?;
        self.at += 6;
        Ok(character)
    }

    fn hex(&self, from: usize) -> Result<u32, Fault> {
        let digits = self.bytes.get(from..from + 4).ok_or(Fault::Syntax)?;
        digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?)).ok_or(Fault::Syntax)
    }

    fn word(&mut self, word: &str) -> Result<Next, Fault> {
        if self.bytes.get(self.at..self.at + word.len()) != Some(word.as_bytes()) {
            return Err(Fault::Syntax);
        }
        self.at += word.len();
        Ok(Next::CommaOrEnd)
    }

    fn number(&mut self) -> Result<Next, Fault> {
        let begin = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let text = self.bytes.get(begin..self.at).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        // serde_json's own reader decides what a JSON number looks like ("01" is none).
        let number: Result<serde_json::Number, _> = serde_json::from_str(text);
        match (number, text.parse::<f64>()) {
            (Ok(_), Ok(value)) if value.is_finite() => Ok(Next::CommaOrEnd),
            (_, Ok(value)) if !value.is_finite() => {
                self.at = begin;
                Err(Fault::Number)
            }
            _ => {
                self.at = begin;
                Err(Fault::Syntax)
            }
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { depth: 64, keys: 100, repeats: false };

    fn fault(source: &str) -> Option<(Fault, String)> {
        scan(source, LIMITS, &mut |_, _| ()).err().map(|error| (error.fault, error.pointer))
    }

    #[test]
    fn faults_are_found_with_their_pointer() {
        for (source, expected, pointer) in [
            (r#"{"a":{"b":1,"b":2}}"#, Fault::DuplicateKey, "/a/b"),
            (r#"{"a":[0,{"x\u0041":1,"xA":2}]}"#, Fault::DuplicateKey, "/a/1/xA"),
            (r#"[1,1e999]"#, Fault::Number, "/1"),
            (r#"{"a~/b":"\ud800"}"#, Fault::Surrogate, "/a~0~1b"),
            (r#"{"a":"\ude00\ud83d"}"#, Fault::Surrogate, "/a"),
            ("[01]", Fault::Syntax, "/0"),
            ("[NaN]", Fault::Syntax, "/0"),
            ("[1,]", Fault::Syntax, "/1"),
            ("{\"a\":1,}", Fault::Syntax, ""),
            ("{} {}", Fault::Syntax, ""),
            ("", Fault::Syntax, ""),
            ("\"open", Fault::Syntax, ""),
        ] {
            assert_eq!(fault(source), Some((expected, pointer.to_owned())), "{source}");
        }
    }

    #[test]
    fn depth_and_keys_are_limited_without_recursion() {
        assert_eq!(fault(&format!("{}{}", "[".repeat(64), "]".repeat(64))), None);
        assert_eq!(fault(&"[".repeat(1_000_000)).map(|found| found.0), Some(Fault::Depth));
        let keys = |count: usize| format!("{{{}}}", (0..count).map(|n| format!("\"{n}\":0")).collect::<Vec<_>>().join(","));
        assert_eq!(fault(&keys(100)), None);
        assert_eq!(fault(&keys(101)).map(|found| found.0), Some(Fault::Keys));
    }

    #[test]
    fn agrees_with_serde_json_on_what_is_json() {
        for source in [
            "null",
            " [ ] ",
            "{ }",
            r#"{"a":[true,false,null,-1.5e+3,"\u00e9\uD83D\uDE00\n"]}"#,
            "[1 2]",
            "{\"a\" 1}",
            "[\"\t\"]",
            "tru",
            "-",
            "1.",
        ] {
            assert_eq!(fault(source).is_none(), serde_json::from_str::<serde_json::Value>(source).is_ok(), "{source}");
        }
    }

    #[test]
    fn values_stand_where_their_key_begins() {
        let source = "{\n  \"pages\": [\n    {\"é\": 1, \"x\": [5, 6]}\n  ]\n}";
        let mut places = Vec::new();
        scan(source, LIMITS, &mut |pointer, offset| places.push((pointer.to_owned(), line_and_column(source, offset)))).unwrap();
        for (pointer, place) in [("", (1, 1)), ("/pages", (2, 3)), ("/pages/0", (3, 5)), ("/pages/0/x", (3, 14)), ("/pages/0/x/1", (3, 23))]
        {
            assert!(places.contains(&(pointer.to_owned(), place)), "{pointer}: {places:?}");
        }
    }
}
