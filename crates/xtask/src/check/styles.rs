//! Rules for style sheets: logical properties, so that Hebrew needs no second sheet; and in `*.tv.css` only what Chromium 69 knows.

use super::{Finding, Rule, tree::Tree};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "logical properties",
        planted: &[
            ("style/planted.css", "/* x */\n.a { margin-left: 1px; }\n"),
            ("style/planted.css", "/* x */\n.a { text-align: right; }\n"),
            ("style/planted.css", "/* x */\n.a {\n  left: 0;\n}\n"),
            ("style/widgets/planted.tv.css", "/* x */\n.a { padding-right: 1px; }\n"),
            ("style/planted.css", "/* x */\n.a { width: 3px }\n"),
        ],
        find: logical,
    },
    Rule {
        name: "television sheets",
        planted: &[
            ("style/planted.tv.css", "/* x */\n.a { gap: 1px; }\n"),
            ("style/planted.tv.css", "/* x */\n.a:focus-visible { color: red; }\n"),
            ("style/planted.tv.css", "/* x */\n.a { font-size: clamp(1rem, 2vw, 3rem); }\n"),
            ("style/planted.tv.css", "/* x */\n@layer a { .a { color: red; } }\n"),
            ("style/planted.tv.css", "/* x */\n.a { padding-inline: 1px; }\n"),
        ],
        find: television,
    },
];

/// Properties that name a side of the screen instead of a side of the text.
const PHYSICAL: [&str; 12] = [
    "left",
    "right",
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "border-left",
    "border-right",
    "width",
    "min-width",
    "max-width",
    "float",
];

/// Sizes and sides off the reading direction are as good as their logical names, which Chromium 69 partly lacks.
const FREE_ON_TELEVISION: [&str; 3] = ["width", "min-width", "max-width"];

fn logical(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("style/", ".css") {
        let television = path.ends_with(".tv.css");
        for Declaration { line, property, value } in declarations(text) {
            let sided = ["margin-", "padding-", "border-", "scroll-margin-", "scroll-padding-"]
                .iter()
                .any(|start| property.strip_prefix(start).is_some_and(|rest| ["left", "right"].iter().any(|side| rest.starts_with(side))));
            let cornered = property.starts_with("border-") && ["-left-radius", "-right-radius"].iter().any(|end| property.ends_with(end));
            let free = television && (FREE_ON_TELEVISION.contains(&property) || cornered);
            if !free && (sided || cornered || PHYSICAL.contains(&property)) {
                findings.push(Finding::new(path, line, format!("`{property}` names a side of the screen; use its logical name")));
            }
            if matches!(property, "text-align" | "clear") && matches!(value, "left" | "right") {
                findings.push(Finding::new(path, line, format!("`{property}: {value}`: say start or end")));
            }
        }
    }
    findings
}

/// What Chromium 69 drops silently or reads wrongly. It even answers `true` when asked whether it knows `gap`, and then leaves none
/// between flex items.
const UNKNOWN_PROPERTIES: [&str; 24] = [
    "gap",
    "row-gap",
    "column-gap",
    "aspect-ratio",
    "inset",
    "inset-inline",
    "inset-block",
    "inset-inline-start",
    "inset-inline-end",
    "inset-block-start",
    "inset-block-end",
    "padding-inline",
    "padding-block",
    "margin-inline",
    "margin-block",
    "border-inline",
    "border-block",
    "border-start-start-radius",
    "border-start-end-radius",
    "border-end-start-radius",
    "border-end-end-radius",
    "accent-color",
    "text-wrap",
    "translate",
];
const UNKNOWN_WORDS: [&str; 19] = [
    ":focus-visible",
    ":is(",
    ":where(",
    ":has(",
    "clamp(",
    "min(",
    "max(",
    "@container",
    "@layer",
    "@property",
    "color-mix(",
    "oklch(",
    "oklab(",
    "light-dark(",
    "dvh",
    "svh",
    "lvh",
    "cqi",
    "&",
];

fn television(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("style/", ".tv.css") {
        for Declaration { line, property, .. } in declarations(text) {
            if UNKNOWN_PROPERTIES.contains(&property) {
                findings.push(Finding::new(path, line, format!("Chromium 69 has no `{property}`")));
            }
        }
        for (number, line) in without_comments(text).lines().enumerate() {
            for word in UNKNOWN_WORDS.iter().filter(|word| holds(line, word)) {
                findings.push(Finding::new(path, number + 1, format!("Chromium 69 has no `{word}`")));
            }
        }
    }
    findings
}

/// `min(` but not the end of another name, as in `minmax(`.
fn holds(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !word.starts_with(char::is_alphabetic) || !before.is_some_and(|c| c.is_alphabetic() || c == '-')
    })
}

struct Declaration<'a> {
    line: usize,
    property: &'a str,
    value: &'a str,
}

/// The declarations of a sheet. Between two of `{`, `}` and `;` stands either one, or a selector, which is followed by `{`.
fn declarations(text: &str) -> Vec<Declaration<'_>> {
    let blanked = without_comments(text);
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in blanked.char_indices().filter(|(_, c)| matches!(c, '{' | '}' | ';')) {
        // Blanking keeps every byte where it was, so that the slice can be taken from the text itself.
        if c != '{'
            && let Some(piece) = text.get(start..at)
            && let Some((property, value)) = piece.split_once(':')
        {
            let property = property.rsplit("*/").next().unwrap_or(property).trim();
            let line = blanked.get(..at).unwrap_or_default().matches('\n').count() + 1;
            if !property.starts_with("--") {
                found.push(Declaration { line, property, value: value.trim() });
            }
        }
        start = at + 1;
    }
    found
}

fn without_comments(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let (before, comment) = rest.split_at(start);
        let end = comment.find("*/").map_or(comment.len(), |end| end + 2);
        blanked.push_str(before);
        let (comment, after) = comment.split_at(end);
        blanked.extend(comment.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        rest = after;
    }
    blanked + rest
}
