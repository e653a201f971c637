//! Places in a text as its readers count them: bytes for us, lines and characters for people, UTF-16 units for browsers.

use std::ops::Range;

/// One known place in so many bytes of text.
const EVERY: usize = 1024;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    byte: usize,
    characters: u32,
    /// Characters before its line.
    before: u32,
    /// UTF-16 units before it.
    pub(super) units: u32,
    /// From 1.
    pub(super) line: u32,
}

impl Place {
    /// From 1, in characters.
    pub(super) fn column(self) -> u32 {
        self.characters - self.before + 1
    }

    fn pass(&mut self, character: char) {
        self.byte += character.len_utf8();
        self.characters += 1;
        self.units += if character.len_utf16() == 2 { 2 } else { 1 };
        if character == '\n' {
            self.line += 1;
            self.before = self.characters;
        }
    }
}

/// A text with some places known beforehand, so that the many of a long text on one line are found without counting from its start.
pub(super) struct Places<'a> {
    source: &'a str,
    known: Vec<Place>,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        let mut place = Place { byte: 0, characters: 0, before: 0, units: 0, line: 1 };
        let mut known = Vec::with_capacity(source.len() / EVERY + 1);
        for character in source.chars() {
            if place.byte >= known.len() * EVERY {
                known.push(place);
            }
            place.pass(character);
        }
        known.push(place);
        Self { source, known }
    }

    /// The place of a byte; beyond the end the end.
    pub(super) fn at(&self, byte: usize) -> Place {
        let byte = byte.min(self.source.len());
        let index = self.known.partition_point(|known| known.byte <= byte).saturating_sub(1);
        let mut place = self.known.get(index).copied().unwrap_or(Place { byte: 0, characters: 0, before: 0, units: 0, line: 1 });
        for character in self.source.get(place.byte..byte).unwrap_or_default().chars() {
            place.pass(character);
        }
        place
    }
}

/// Where the parts of a member or an entry stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The name with its quotes; an entry of a list has none.
    pub(super) name: Option<Range<usize>>,
    /// The value; of an object or a list the bracket alone.
    pub(super) value: Range<usize>,
}

impl Span {
    /// What begins at a byte of a text known to be JSON: a member at its name, an entry at its value.
    pub(super) fn at(source: &str, begin: usize) -> Option<Self> {
        let first = token(source, begin)?;
        let colon = space(source, first.end);
        if source.as_bytes().get(begin) != Some(&b'"') || source.as_bytes().get(colon) != Some(&b':') {
            return Some(Self { name: None, value: first });
        }
        Some(Self { name: Some(first), value: token(source, space(source, colon + 1))? })
    }

    /// The text inside the quotes, as it is written; `None` where the value is no text.
    pub(super) fn text<'a>(&self, source: &'a str) -> Option<(usize, &'a str)> {
        let inner = source.get(self.value.clone())?.strip_prefix('"')?.strip_suffix('"')?;
        Some((self.value.start + 1, inner))
    }
}

/// The first byte at or behind `at` that is no space.
fn space(source: &str, at: usize) -> usize {
    let rest = source.as_bytes().get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// A string, a bracket, or a run of other characters.
fn token(source: &str, begin: usize) -> Option<Range<usize>> {
    let rest = source.as_bytes().get(begin..)?;
    let length = match rest.first()? {
        b'"' => {
            let mut escaped = false;
            let end = rest.iter().skip(1).position(|byte| {
                let ends = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                ends
            });
            end? + 2
        }
        b'{' | b'[' => 1,
        _ => rest.iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b',' | b']' | b'}')).count(),
    };
    Some(begin..begin + length)
}

/// The bytes before the `count`th character that the inside of a string stands for.
pub(super) fn characters(inside: &str, count: usize) -> usize {
    let mut at = 0;
    for _ in 0..count {
        let rest = inside.get(at..).unwrap_or_default();
        // Half of a pair; the other half follows.
        let is_high = |rest: &str| {
            let code = rest.get(2..6).and_then(|digits| u16::from_str_radix(digits, 16).ok());
            code.is_some_and(|code| (0xd800..0xdc00).contains(&code))
        };
        at += match rest.as_bytes() {
            [b'\\', b'u', ..] if is_high(rest) => 12,
            [b'\\', b'u', ..] => 6,
            [b'\\', ..] => 2,
            _ => rest.chars().next().map_or(0, char::len_utf8),
        };
    }
    at.min(inside.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_lines_characters_and_units() {
        let source = format!("é🙂\n{}🙂x\ny", "ab🙂".repeat(1000));
        let places = Places::new(&source);
        let seen = |what: &str| {
            let place = places.at(source.find(what).unwrap());
            (place.line, place.column(), place.units)
        };
        assert_eq!(seen("🙂\n"), (1, 2, 1));
        assert_eq!(seen("x\n"), (2, 3002, 4 + 4000 + 2));
        assert_eq!(seen("y"), (3, 1, 4 + 4000 + 4));
        assert_eq!(places.at(source.len() + 9).units, u32::try_from(source.encode_utf16().count()).unwrap());
    }

    #[test]
    fn the_parts_of_a_member_are_found() {
        let source = r#"{"a\"b" : "x\\" , "n":[1.5e3,{}]}"#;
        let parts = |at: usize| {
            let span = Span::at(source, at).unwrap();
            (span.name.map(|name| &source[name]), &source[span.value])
        };
        assert_eq!(parts(1), (Some(r#""a\"b""#), r#""x\\""#));
        assert_eq!(parts(18), (Some(r#""n""#), "["));
        assert_eq!(parts(23), (None, "1.5e3"));
    }

    #[test]
    fn escapes_count_as_what_they_stand_for() {
        let inside = r#"a\"\u00e9\ud83d\ude00é!"#;
        let rest = |count| &inside[characters(inside, count)..];
        assert_eq!((rest(1), rest(2), rest(3), rest(4)), (r#"\"\u00e9\ud83d\ude00é!"#, r"\u00e9\ud83d\ude00é!", r"\ud83d\ude00é!", "é!"));
        assert_eq!(rest(99), "");
    }
}
