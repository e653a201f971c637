//! Just enough of Rust's and JavaScript's lexis to tell code from comments and literals.

/// A piece of source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    Code(char),
    Comment,
    /// What stands between the quotes, escapes as written.
    Text(&'a str),
}

/// The pieces of a source with the byte at which each starts.
pub(super) fn pieces(source: &str) -> Vec<(usize, Piece<'_>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let (piece, length) = if rest.starts_with("//") {
            (Piece::Comment, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (Piece::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if let Some((text, length)) = raw_text(rest, pieces.last()) {
            (Piece::Text(text), length)
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\''
            && let Some(length) = character(rest)
        {
            (Piece::Code(' '), length)
        } else {
            (Piece::Code(first), first.len_utf8())
        };
        pieces.push((at, piece));
        at += length.max(1);
    }
    pieces
}

/// JavaScript's text in single quotes, which in Rust would be a lifetime.
pub(super) fn script_texts(source: &str) -> Vec<(usize, &str)> {
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..)
        && let Some(first) = rest.chars().next()
    {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if matches!(first, '"' | '\'' | '`') {
            let (piece, length) = quoted(rest, first);
            if let Piece::Text(text) = piece {
                texts.push((at, text));
            }
            length
        } else {
            first.len_utf8()
        };
        at += length.max(1);
    }
    texts
}

fn quoted(rest: &str, quote: char) -> (Piece<'_>, usize) {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return (Piece::Text(rest.get(1..at).unwrap_or_default()), at + 1),
            _ => {}
        }
    }
    (Piece::Text(rest.get(1..).unwrap_or_default()), rest.len())
}

/// `r"…"` and `r#"…"#`, when the `r` is not the end of a word.
fn raw_text<'a>(rest: &'a str, before: Option<&(usize, Piece<'_>)>) -> Option<(&'a str, usize)> {
    if let Some((_, Piece::Code(last))) = before
        && (last.is_alphanumeric() || *last == '_')
        && *last != 'b'
    {
        return None;
    }
    let hashes = rest.strip_prefix('r')?.chars().take_while(|c| *c == '#').count();
    let body = rest.get(1 + hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end)?;
    Some((body.get(..length)?, 1 + hashes + 1 + length + end.len()))
}

/// The length of a character literal; none when the quote begins a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        let body = rest.get(2..)?;
        let skip = body.chars().next()?.len_utf8();
        return Some(2 + skip + body.get(skip..)?.find('\'')? + 1);
    }
    let (at, second) = chars.next()?;
    (second == '\'').then_some(at + 1)
}

/// The source without its tests, which by our custom stand at the end.
pub(super) fn without_tests(source: &str) -> &str {
    source.find("\n#[cfg(test)]").map_or(source, |at| source.get(..at).unwrap_or(source))
}

/// The source with comments and texts blanked, so that a search finds code only. Every byte stays where it is.
pub(super) fn code_only(source: &str) -> String {
    let pieces = pieces(source);
    let mut code = String::with_capacity(source.len());
    for (index, (start, piece)) in pieces.iter().enumerate() {
        let end = pieces.get(index + 1).map_or(source.len(), |(next, _)| *next);
        match piece {
            Piece::Code(c) if c.len_utf8() == end - start => code.push(*c),
            _ => code
                .extend(source.as_bytes().get(*start..end).unwrap_or_default().iter().map(|byte| if *byte == b'\n' { '\n' } else { ' ' })),
        }
    }
    code
}

/// The line of a byte, from 1.
pub(super) fn line_of(source: &str, at: usize) -> usize {
    source.get(..at).unwrap_or(source).matches('\n').count() + 1
}

/// Where a word stands in code, whole: `glob` is not in `globe`.
pub(super) fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let joins = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = code.get(..*at).and_then(|text| text.chars().next_back());
        let after = code.get(at + word.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| joins(c) && word.starts_with(joins)) && !after.is_some_and(|c| joins(c) && word.ends_with(joins))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_told_from_code() {
        let code = code_only("let a = \"gloo_net\"; // gloo_net\nlet b = r#\"x \" y\"#; let c: &'static str = 'q'; fn for_x() {}");
        assert!(!code.contains("gloo_net") && !code.contains(" y") && code.contains("&'static str") && code.contains("for_x"));
        assert_eq!(code.lines().count(), 2);
        assert_eq!(code_only("// é\nx: 'ł'").len(), "// é\nx: 'ł'".len());
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words("globe glob a.glob glob_x", "glob").collect::<Vec<_>>(), [6, 13]);
        assert_eq!(words("use crate::client;", "crate::client").count(), 1);
    }

    #[test]
    fn texts_of_a_script_are_found() {
        let texts: Vec<_> = script_texts("a('it\\'s', \"x\"); // 'no'\n`y`").into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["it\\'s", "x", "y"]);
    }
}
