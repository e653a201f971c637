//! Every word on a screen comes from the message files: no text node, no spoken label, no sentence written into the code.

use super::{Finding, Rule, lex, tree::Tree};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "words in views",
        planted: &[
            ("src/widgets/planted.rs", "//! x\nfn f() { el(\"p\").text(\"Hello\") }\n"),
            ("src/widgets/planted.rs", "//! x\nfn f() { el(\"p\").text(move || if a { \"Hello\".to_owned() } else { b() }) }\n"),
            ("src/pages/planted.rs", "//! x\nfn f() { el(\"p\").child((icon(Icon::OK), \"Hello\")) }\n"),
            ("src/layouts/planted.rs", "//! x\nfn f() { el(\"input\").attr(\"placeholder\", \"Your name\") }\n"),
            ("src/app/planted.rs", "//! x\nfn f() { el(\"b\").attr(\n    \"aria-label\",\n    move || \"Close\",\n) }\n"),
        ],
        find: views,
    },
    Rule {
        name: "words in markup",
        planted: &[
            ("src/widgets/planted.rs", "//! x\nfn f() { view! { <p>\"Hello\"</p> } }\n"),
            ("src/widgets/planted.rs", "//! x\nfn f() { view! { <p class=\"a\" on:click=move |_| a.set(b > c)>Hello</p> } }\n"),
            ("src/pages/planted.rs", "//! x\nfn f() { view! { <p>{move || x().then(|| view! { <b aria-label=\"Close\"/> })}</p> } }\n"),
            ("src/layouts/planted.rs", "//! x\nfn f() { view! { <input placeholder=\"Your name\" /> } }\n"),
        ],
        find: markup,
    },
    Rule {
        name: "sentences in code",
        planted: &[
            ("src/widgets/planted.rs", "//! x\nfn f() { note.set(\"Saved on this device\".into()) }\n"),
            ("crates/server/src/http/planted.rs", "//! x\nfn f() { problem.with_detail(\"Please sign in first\") }\n"),
            ("public/boot.js", "// x\ntell('This browser is too old');\n"),
        ],
        find: sentences,
    },
];

/// Attributes that people read or hear.
const SPOKEN: [&str; 9] = [
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "aria-valuetext",
    "aria-placeholder",
    "title",
    "placeholder",
    "alt",
    "label",
];

/// Texts that a call of the view's builder puts on the screen, or that an attribute speaks.
fn views(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("src/", ".rs") {
        let source = lex::without_tests(text);
        let code = lex::code_only(source);
        let mut spoken = None;
        for (at, piece) in lex::pieces(source) {
            let lex::Piece::Text(words) = piece else { continue };
            let (call, is_first) = call_around(&code, at);
            if call == "attr" && is_first {
                spoken = SPOKEN.contains(&words).then_some(words);
            } else if has_words(words) && (matches!(call, "text" | "child") || call == "attr" && spoken.is_some()) {
                findings.push(Finding::new(path, lex::line_of(source, at), format!("`{words}` belongs in locales/")));
            }
        }
    }
    findings
}

/// The name of the call whose arguments a byte is among, and whether it begins the first one. Blocks, and the tuple that is the only argument,
/// are looked through.
fn call_around(code: &str, at: usize) -> (&str, bool) {
    let mut depth = 0_usize;
    let mut end = at;
    while let Some(open) = code.get(..end).and_then(|before| before.rfind(['(', ')', '[', ']', '{', '}'])) {
        end = open;
        let before = code.get(..open).unwrap_or_default();
        match code.as_bytes().get(open) {
            Some(b')' | b']' | b'}') => depth += 1,
            _ if depth > 0 => depth -= 1,
            // Statements of a block are no texts, but what a branch ends with is.
            Some(b'{') if code.get(open..at).is_some_and(|block| block.contains(';')) => return ("", false),
            Some(b'{') => {}
            Some(b'(') if !before.ends_with('(') => {
                let start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |start| start + 1);
                let is_first = code.get(open + 1..at).is_some_and(|between| between.trim().is_empty());
                return (before.get(start..).unwrap_or_default(), is_first);
            }
            Some(b'(') => {}
            _ => return ("", false),
        }
    }
    ("", false)
}

fn markup(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("src/", ".rs") {
        let source = lex::without_tests(text);
        let code = lex::code_only(source);
        for at in lex::words(&code, "view!") {
            let Some(open) = code.get(at..).and_then(|rest| rest.find('{')).map(|offset| at + offset + 1) else { continue };
            let end = closing(&code, open).unwrap_or(code.len());
            let body = Markup { source, code: &code, at: open, end };
            for (offset, what) in body.words() {
                findings.push(Finding::new(path, lex::line_of(source, offset), format!("{what} belongs in locales/")));
            }
        }
    }
    findings
}

/// The byte of the bracket that closes what is open at `from`, in blanked code.
fn closing(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in code.get(from..)?.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' if depth == 0 => return Some(from + at),
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The body of one `view!`, walked tag by tag. Blocks of Rust are stepped over: a `view!` in one is found by itself.
struct Markup<'a> {
    source: &'a str,
    code: &'a str,
    at: usize,
    end: usize,
}

impl Markup<'_> {
    fn words(mut self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        while self.at < self.end {
            match self.next() {
                Some('<') => self.tag(&mut found),
                Some('{' | '(') => self.block(),
                Some('"') => self.literal("the text", &mut found),
                Some(c) if c.is_alphabetic() && self.is_code() => {
                    found.push((self.at, "this bare text".to_owned()));
                    self.at += self.code.get(self.at..self.end).and_then(|rest| rest.find(['<', '{'])).unwrap_or(self.end);
                }
                Some(c) => self.at += c.len_utf8(),
                None => break,
            }
        }
        found
    }

    fn next(&self) -> Option<char> {
        self.source.get(self.at..self.end)?.chars().next()
    }

    /// Not in a comment: there the code is blank.
    fn is_code(&self) -> bool {
        self.code.get(self.at..).is_some_and(|rest| !rest.starts_with(' '))
    }

    fn block(&mut self) {
        self.at = closing(self.code, self.at + 1).map_or(self.end, |end| end + 1);
    }

    fn literal(&mut self, what: &str, found: &mut Vec<(usize, String)>) {
        let pieces = lex::pieces(self.source.get(self.at..).unwrap_or_default());
        if let Some((_, lex::Piece::Text(text))) = pieces.first() {
            if has_words(text) {
                found.push((self.at, format!("{what} `{text}`")));
            }
            self.at += text.len() + 2;
        } else {
            self.at += 1;
        }
    }

    /// From `<` to `>`; a `>` of `=>` and `->` or in brackets ends nothing.
    fn tag(&mut self, found: &mut Vec<(usize, String)>) {
        self.at += 1;
        let mut name = String::new();
        let mut before = ' ';
        while let Some(c) = self.next() {
            match c {
                '>' if !matches!(before, '=' | '-') => {
                    self.at += 1;
                    return;
                }
                '{' | '(' | '[' => {
                    self.block();
                    before = ')';
                    continue;
                }
                '"' => {
                    if SPOKEN.contains(&name.as_str()) {
                        let what = format!("the {name}");
                        self.literal(&what, found);
                    } else {
                        self.literal("", &mut Vec::new());
                    }
                    before = '"';
                    continue;
                }
                c if c.is_alphanumeric() || matches!(c, '-' | '_' | ':') => {
                    if before.is_whitespace() {
                        name.clear();
                    }
                    name.push(c);
                }
                _ => {}
            }
            before = c;
            self.at += c.len_utf8();
        }
    }
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn sentences(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let folders = ["src/widgets/", "src/layouts/", "src/pages/", "src/app/", "crates/server/src/http/", "crates/server/src/routes/"];
    for (path, text) in folders.iter().flat_map(|folder| tree.files(folder, ".rs")) {
        let source = lex::without_tests(text);
        let pieces = lex::pieces(source);
        for (index, (at, piece)) in pieces.iter().enumerate() {
            if let lex::Piece::Text(sentence) = piece
                && is_sentence(sentence)
                && !for_developers(source.get(..*at).unwrap_or_default())
                && pieces.get(index + 1).is_some()
            {
                findings.push(Finding::new(
                    path,
                    lex::line_of(source, *at),
                    format!("`{sentence}` reads like a sentence for people; it belongs in locales/"),
                ));
            }
        }
    }
    if let Some(script) = tree.get("public/boot.js") {
        for (at, text) in lex::script_texts(script).into_iter().filter(|(_, text)| is_sentence(text)) {
            findings.push(Finding::new("public/boot.js", lex::line_of(script, at), format!("`{text}` belongs in locales/")));
        }
    }
    findings
}

/// survey-core's own words, by which its forms name special choices; the app puts its own in their place.
const ORACLE: [&str; 3] = ["Refuse to answer", "Don't know", "Other (describe)"];

/// A capital letter, then words: `Saved on this device`, not `GET`, `/s/{slug}` or `Content-Type`.
fn is_sentence(text: &str) -> bool {
    let starts = text.chars().next().is_some_and(char::is_uppercase);
    let words: Vec<&str> = text.split_whitespace().collect();
    starts
        && !ORACLE.contains(&text)
        && words.len() > 1
        && words.iter().skip(1).any(|word| word.chars().count() > 1 && word.chars().all(|c| c.is_lowercase() || c == ',' || c == '.'))
}

/// A reason for a lint, a log line, a description in the API's own documentation: nobody meets these on a screen.
fn for_developers(before: &str) -> bool {
    let tail: String = before.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let openers = [
        "reason = ",
        "description = ",
        "summary = ",
        "expect(",
        "panic!(",
        "debug!(",
        "info!(",
        "warn!(",
        "error!(",
        "title = ",
        "context(",
        "example = ",
    ];
    openers.iter().any(|opener| tail.trim_end().ends_with(opener.trim_end()))
}
