//! Rules for any file: what it is for stands in its first line; it is not too long.

use super::{Finding, Rule, tree::Tree};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "first line",
        planted: &[("src/widgets/planted.rs", "use std::fmt;\n"), ("style/planted.css", ".a { color: red; }\n")],
        find: first_lines,
    },
    Rule { name: "length", planted: &[("src/planted.rs", LONG)], find: lengths },
];

const WARNED: usize = 400;
const REFUSED: usize = 600;
const LONG: &str = {
    const BYTES: [u8; REFUSED + 1] = [b'\n'; REFUSED + 1];
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

/// Endings of the files people write, and how a comment begins in them.
const COMMENTS: [(&str, &[&str]); 6] =
    [(".rs", &["//!"]), (".css", &["/*"]), (".js", &["//", "/*"]), (".mjs", &["//", "/*"]), (".ts", &["//", "/*"]), (".sql", &["--"])];

fn first_lines(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (end, comments) in COMMENTS {
        for (path, text) in tree.files("", end) {
            let first = text.lines().next().unwrap_or_default();
            if !comments.iter().any(|comment| first.starts_with(comment)) {
                let wanted = comments.first().copied().unwrap_or_default();
                findings.push(Finding::new(path, 1, format!("say in a first line, beginning with `{wanted}`, what this file is for")));
            }
        }
    }
    findings
}

fn lengths(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (end, _) in COMMENTS {
        for (path, text) in tree.files("", end) {
            let lines = text.lines().count();
            if lines > WARNED {
                let mut finding = Finding::new(
                    path,
                    lines,
                    format!("{lines} lines; aim at 250, {REFUSED} is the limit: split it by what its parts are for"),
                );
                finding.warning = lines <= REFUSED;
                findings.push(finding);
            }
        }
    }
    findings
}
