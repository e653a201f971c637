//! What a line of JSON looks like: texts and figures in quiet colors, and what a remark is about underlined.
//!
//! No token of JSON goes over the end of a line, so each line is painted by itself, and only those that changed.

use super::Severity;

/// Part of a text that a remark is about, in UTF-16 units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) severity: Severity,
}

/// One line with the marks in it, counted from its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// A text, line by line.
pub(super) fn lines(text: &str, marks: &[Mark]) -> Vec<Line> {
    let mut begin = 0_u32;
    let line = |text: &str| {
        let end = begin + units(text);
        let inside = marks.iter().filter(|mark| mark.start <= end && mark.end > begin);
        let inside = inside.map(|mark| Mark { start: mark.start.saturating_sub(begin), end: mark.end.min(end) - begin, ..*mark });
        let line = Line { text: text.to_owned(), marks: inside.collect() };
        begin = end + 1;
        line
    };
    text.split('\n').map(line).collect()
}

/// How long a text is for a browser.
pub(super) fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Names, brackets, commas.
    Plain,
    /// A text that is a value.
    Text,
    /// A number or a word.
    Figure,
}

/// A piece of a line that looks the same all over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) mark: Option<Severity>,
    pub(super) text: &'a str,
}

/// The pieces of a line, in its order; together they are the line.
pub(super) fn pieces(line: &Line) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for (kind, token) in tokens(&line.text) {
        let (mut rest, end) = (token, at + units(token));
        while !rest.is_empty() {
            let mark = line.marks.iter().filter(|mark| mark.start <= at && at < mark.end).max_by_key(|mark| mark.severity);
            // As far as the same marks cover.
            let edges = line.marks.iter().flat_map(|mark| [mark.start, mark.end]).filter(|edge| *edge > at);
            let stop = edges.min().unwrap_or(end).min(end);
            let (piece, left) = rest.split_at(bytes(rest, stop - at));
            out.push(Piece { kind, mark: mark.map(|mark| mark.severity), text: piece });
            (rest, at) = (left, stop);
        }
    }
    out
}

/// The bytes of so many UTF-16 units, at least one character.
fn bytes(text: &str, count: u32) -> usize {
    let mut left = count;
    for (at, character) in text.char_indices() {
        if left == 0 {
            return at.max(1);
        }
        left = left.saturating_sub(if character.len_utf16() == 2 { 2 } else { 1 });
    }
    text.len()
}

fn tokens(line: &str) -> Vec<(Kind, &str)> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = match first {
            '"' => {
                let length = string(rest);
                let behind = rest.get(length..).unwrap_or_default().trim_start();
                (if behind.starts_with(':') { Kind::Plain } else { Kind::Text }, length)
            }
            _ if is_figure(first) => (Kind::Figure, rest.find(|next| !is_figure(next)).unwrap_or(rest.len())),
            _ => (Kind::Plain, rest.find(|next| next == '"' || is_figure(next)).unwrap_or(rest.len())),
        };
        let (token, left) = rest.split_at(length);
        out.push((kind, token));
        rest = left;
    }
    out
}

fn is_figure(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '+' | '.')
}

/// The length of a string with its quotes; an open one runs to the end.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        if character == '"' && !escaped {
            return at + 1;
        }
        escaped = character == '\\' && !escaped;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(text: &str, marks: &[(u32, u32)]) -> Vec<String> {
        let marks: Vec<Mark> = marks.iter().map(|(start, end)| Mark { start: *start, end: *end, severity: Severity::Warning }).collect();
        let sign = |piece: &Piece<'_>| {
            let kind = match piece.kind {
                Kind::Plain => "",
                Kind::Text => "t",
                Kind::Figure => "f",
            };
            [kind, if piece.mark.is_some() { "!" } else { "" }, "|", piece.text].concat()
        };
        lines(text, &marks).iter().flat_map(|line| pieces(line).iter().map(sign).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn texts_and_figures_have_their_colors_and_names_have_none() {
        assert_eq!(
            painted(r#"  "a" : "x: \"y\"", "n": [-1.5, true]"#, &[]),
            [r#"|  "#, r#"|"a""#, "| : ", r#"t|"x: \"y\"""#, "|, ", r#"|"n""#, "|: [", "f|-1.5", "|, ", "f|true", "|]"]
        );
        assert_eq!(painted("\"open\n\"b\"", &[]), ["t|\"open", "t|\"b\""]);
    }

    #[test]
    fn what_a_remark_is_about_is_marked_in_its_line_alone() {
        let text = "{\n \"🙂\": \"{visit_typ} = 1\"\n}";
        let start = units(&text[..text.find("visit").unwrap()]);
        assert_eq!(painted(text, &[(start, start + 9)]), ["|{", "| ", "|\"🙂\"", "|: ", "t|\"{", "t!|visit_typ", "t|} = 1\"", "|}"]);
        // A mark over a whole token, and one that ends beyond the text.
        assert_eq!(painted("[1, 22]", &[(4, 6), (6, 99)]), ["|[", "f|1", "|, ", "f!|22", "!|]"]);
    }

    #[test]
    fn the_pieces_are_the_line() {
        let text = r#"{"ключ": "שלום 🙂", "x": nul"#;
        let line = &lines(text, &[Mark { start: 3, end: 15, severity: Severity::Error }])[0];
        assert_eq!(pieces(line).iter().map(|piece| piece.text).collect::<String>(), text);
    }
}
