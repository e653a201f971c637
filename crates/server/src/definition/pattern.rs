//! Regular expressions of forms on the server: the browser's dialect, run by the linear `regex` crate.
//!
//! A pattern is rewritten so that both mean the same (`\d` is ASCII in a browser, `.` stops at four line ends, `[` needs no escape in
//! a class); what has no linear equivalent (look-around, back-references) or is read differently is refused, and so cannot be published.

use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tessera_form::{Host, Moment};

/// Bytes a compiled pattern may take.
const SIZE_LIMIT: usize = 1 << 20;
/// Compiled patterns kept.
const KEPT: usize = 1024;

const SPACES: &str = r"\t-\r \u{a0}\u{1680}\u{2000}-\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{feff}";
const WORD: &str = "0-9A-Za-z_";

/// What the engine needs from its surroundings, at one moment.
pub struct RegexHost {
    now_millis: i64,
}

type Compiled = HashMap<(String, bool), Option<Arc<Regex>>>;

static COMPILED: Mutex<Option<Compiled>> = Mutex::new(None);

impl RegexHost {
    /// A host whose time stands at `now_millis`; people's offsets are not known to the server.
    #[must_use]
    pub fn new(now_millis: i64) -> Self {
        Self { now_millis }
    }
}

impl Host for RegexHost {
    fn now(&self) -> Moment {
        Moment { unix_millis: self.now_millis, offset_minutes: 0 }
    }

    fn regex_matches(&self, pattern: &str, case_insensitive: bool, text: &str) -> Option<bool> {
        let key = (pattern.to_owned(), case_insensitive);
        let mut guard = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        let compiled = guard.get_or_insert_with(HashMap::new);
        if compiled.len() >= KEPT {
            compiled.clear();
        }
        let regex = compiled.entry(key).or_insert_with(|| compile(pattern, case_insensitive).map(Arc::new)).clone();
        drop(guard);
        Some(regex?.is_match(text))
    }
}

/// Whether this server runs the pattern exactly as a browser does.
pub(super) fn is_supported(pattern: &str, case_insensitive: bool) -> bool {
    compile(pattern, case_insensitive).is_some()
}

fn compile(pattern: &str, case_insensitive: bool) -> Option<Regex> {
    let translated = translate(pattern)?;
    RegexBuilder::new(&translated).case_insensitive(case_insensitive).size_limit(SIZE_LIMIT).dfa_size_limit(SIZE_LIMIT).build().ok()
}

/// Where a pattern is no regular expression in either dialect.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// Characters before the place.
    pub(super) position: usize,
    /// The pattern from there on, at most 20 characters.
    pub(super) near: String,
    /// Whether it is a bracket that is never closed.
    pub(super) is_open: bool,
}

/// The first mistake of a pattern; `None` when it has none that could be named.
pub(super) fn broken(pattern: &str) -> Option<Broken> {
    let found = |position: usize, is_open: bool| {
        let length = if is_open { 1 } else { 20 };
        Some(Broken { position, near: pattern.chars().skip(position).take(length).collect(), is_open })
    };
    let mut open = Vec::new();
    let mut class = None;
    // Whether there is something to the left that could be repeated.
    let mut is_repeatable = false;
    let mut characters = pattern.chars().enumerate().peekable();
    while let Some((at, character)) = characters.next() {
        let is_quantifier = class.is_none() && matches!(character, '*' | '+' | '?');
        if is_quantifier && !is_repeatable {
            return found(at, false);
        }
        match character {
            '\\' if characters.next().is_none() => return found(at, false),
            '[' if class.is_none() => {
                class = Some(at);
                characters.next_if(|(_, next)| *next == '^');
            }
            ']' => class = None,
            '(' if class.is_none() => {
                open.push(at);
                // `(?:`, `(?<name>`: what follows is no quantifier.
                characters.next_if(|(_, next)| *next == '?');
            }
            ')' if class.is_none() && open.pop().is_none() => return found(at, false),
            _ => {}
        }
        if is_quantifier {
            // One question mark more makes a repetition lazy.
            characters.next_if(|(_, next)| *next == '?');
        }
        is_repeatable = class.is_none() && !is_quantifier && !matches!(character, '(' | '|');
    }
    found(class.or(open.pop())?, true)
}

/// The same pattern in the dialect of the `regex` crate; `None` when there is none.
fn translate(pattern: &str) -> Option<String> {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '\\' => escape(&mut rest, &mut out, false)?,
            '.' => out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '[' => class(&mut rest, &mut out)?,
            // Groups: plain, `(?:` and named; look-around and inline flags are not the same in both.
            '(' if rest.peek() == Some(&'?') => {
                rest.next();
                out.push_str("(?");
                match rest.next()? {
                    ':' => out.push(':'),
                    '<' if rest.peek().is_some_and(|next| next.is_ascii_alphabetic()) => out.push('<'),
                    _ => return None,
                }
            }
            // Outside of a quantifier a browser takes braces literally, the crate does not.
            '{' => quantifier(&mut rest, &mut out)?,
            '}' => out.push_str(r"\}"),
            ']' => out.push_str(r"\]"),
            _ => out.push(character),
        }
    }
    Some(out)
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn quantifier(rest: &mut Rest<'_>, out: &mut String) -> Option<()> {
    let mut inside = String::new();
    loop {
        match rest.next()? {
            '}' => break,
            character => inside.push(character),
        }
    }
    let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(least) || !(most.is_empty() || is_number(most)) || out.is_empty() {
        return None;
    }
    out.push_str(&format!("{{{inside}}}"));
    Some(())
}

fn class(rest: &mut Rest<'_>, out: &mut String) -> Option<()> {
    let negated = rest.next_if_eq(&'^').is_some();
    if rest.peek() == Some(&']') {
        // `[]` matches nothing in a browser, `[^]` everything.
        rest.next();
        out.push_str(if negated { r"[\s\S]" } else { r"[a&&b]" });
        return Some(());
    }
    out.push_str(if negated { "[^" } else { "[" });
    loop {
        match rest.next()? {
            ']' => {
                out.push(']');
                return Some(());
            }
            '\\' => escape(rest, out, true)?,
            // Set operations and nested classes are the crate's alone.
            character @ ('[' | '&' | '~') => {
                out.push('\\');
                out.push(character);
            }
            '-' if rest.peek() == Some(&'-') => return None,
            character => out.push(character),
        }
    }
}

fn escape(rest: &mut Rest<'_>, out: &mut String, in_class: bool) -> Option<()> {
    let character = rest.next()?;
    let set = |inner: &str, negated: bool| match (in_class, negated) {
        (true, false) => inner.to_owned(),
        (_, true) => format!("[^{inner}]"),
        (false, false) => format!("[{inner}]"),
    };
    match character {
        'd' | 'D' => out.push_str(&set("0-9", character == 'D')),
        'w' | 'W' => out.push_str(&set(WORD, character == 'W')),
        's' | 'S' => out.push_str(&set(SPACES, character == 'S')),
        'b' if in_class => out.push_str(r"\x08"),
        'b' => out.push_str(r"(?-u:\b)"),
        'B' if !in_class => out.push_str(r"(?-u:\B)"),
        't' | 'n' | 'r' | 'f' | 'v' => {
            out.push('\\');
            out.push(character);
        }
        'x' => hex(rest, out, 2)?,
        'u' => hex(rest, out, 4)?,
        _ if character.is_ascii_alphanumeric() => return None,
        '/' => out.push('/'),
        _ if character.is_ascii_punctuation() => {
            out.push('\\');
            out.push(character);
        }
        _ => out.push(character),
    }
    Some(())
}

fn hex(rest: &mut Rest<'_>, out: &mut String, digits: usize) -> Option<()> {
    let code: String = rest.by_ref().take(digits).collect();
    let value = u32::from_str_radix(&code, 16).ok().filter(|_| code.len() == digits)?;
    // Half of a surrogate pair means something to a browser only.
    char::from_u32(value)?;
    out.push_str(&format!(r"\u{{{value:x}}}"));
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_they_mean_in_a_browser() {
        for (pattern, text, expected) in [
            (r"^\d+$", "12", true),
            (r"^\d+$", "١٢", false),
            (r"^\w+$", "é", false),
            (r"^[\w.-]+$", "a.b-c", true),
            (r"^.$", "\r", false),
            (r"^\s$", "\u{feff}", true),
            (r"\bcat\b", "écaté", true),
            (r"^[[]$", "[", true),
            (r"^[a&&b]+$", "a&b", true),
            (r"^\u0041\x42$", "AB", true),
            (r"^a\/b$", "a/b", true),
            (r"^(?:ab){2}$", "abab", true),
            (r"^[^\d]$", "5", false),
            (r"^[^]$", "\n", true),
            (r"[]", "x", false),
            (r"^(?<year>\d{4})-\d{1,2}$", "2026-11", true),
            (r"^\+?[0-9 ()-]{7,}$", "+48 (22) 555-01", true),
            (r"^]$", "]", true),
        ] {
            assert_eq!(RegexHost::new(0).regex_matches(pattern, false, text), Some(expected), "{pattern} on {text:?}");
        }
        assert_eq!(RegexHost::new(0).regex_matches("^ab$", true, "AB"), Some(true));
    }

    #[test]
    fn what_a_linear_engine_cannot_do_or_reads_otherwise_is_refused() {
        for pattern in [
            r"(?=a)",
            r"(?<!a)b",
            r"(a)\1",
            r"\p{L}",
            r"\k<a>",
            "(?i)a",
            "a{,3}",
            "x{1",
            "(",
            "[z-a]",
            r"\ud83d",
            r"\cA",
            "a{1000}{1000}{1000}",
        ] {
            assert!(!is_supported(pattern, false), "{pattern}");
        }
    }

    #[test]
    fn mistakes_are_found_where_they_are() {
        for (pattern, expected) in [
            ("(", Some((0, "(", true))),
            ("a(b(c)", Some((1, "(", true))),
            ("a[bc", Some((1, "[", true))),
            (r"a\(b)", Some((4, ")", false))),
            ("*a", Some((0, "*a", false))),
            ("(|+b)", Some((2, "+b)", false))),
            ("a**", Some((2, "*", false))),
            (r"a\", Some((1, r"\", false))),
            (r"^(?:a+?|[(*]\()?(?<year>\d{4})+$", None),
            ("[]a", None),
        ] {
            let found = broken(pattern);
            let found = found.as_ref().map(|broken| (broken.position, broken.near.as_str(), broken.is_open));
            assert_eq!(found, expected, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_that_explodes_when_backtracking_stays_linear() {
        let text = format!("{}!", "a".repeat(5_000));
        assert_eq!(RegexHost::new(0).regex_matches("^(a+)+$", false, &text), Some(false));
    }
}
