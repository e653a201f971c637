//! Which folder of `src/` may know which (docs/architecture.md). An arrow that is not in the table is broken.

use super::{Finding, Rule, lex, tree::Tree};

pub(super) const RULES: &[Rule] = &[Rule {
    name: "folder arrows",
    planted: &[
        ("src/widgets/planted.rs", "//! x\nuse crate::client::Client;\n"),
        ("src/i18n/planted.rs", "//! x\nuse crate::{\n    modality::Canvas,\n};\n"),
        ("src/modality/planted.rs", "//! x\nfn f() { tessera_form::x() }\n"),
        ("src/view/planted.rs", "//! x\nuse crate::i18n::I18n;\n"),
        ("src/layouts/planted.rs", "//! x\nuse tessera_api::Hub;\n"),
    ],
    find: arrows,
}];

/// A folder of `src/`, the folders it may name, and our crates it may name.
struct Layer {
    folder: &'static str,
    may: &'static [&'static str],
    crates: &'static [&'static str],
}

const LAYERS: &[Layer] = &[
    Layer {
        folder: "app",
        may: &["pages", "layouts", "widgets", "modality", "view", "i18n", "client", "live", "outbox", "signal"],
        crates: &["tessera_form", "tessera_api"],
    },
    Layer {
        folder: "pages",
        may: &["layouts", "widgets", "client", "live", "outbox", "i18n", "modality", "view", "signal"],
        crates: &["tessera_form", "tessera_api"],
    },
    Layer { folder: "layouts", may: &["widgets", "modality", "view", "i18n", "signal"], crates: &["tessera_form"] },
    Layer { folder: "widgets", may: &["modality", "view", "i18n", "signal"], crates: &["tessera_form"] },
    Layer { folder: "modality", may: &["view", "signal"], crates: &[] },
    Layer { folder: "signal", may: &[], crates: &[] },
    Layer { folder: "view", may: &["signal"], crates: &[] },
    Layer { folder: "i18n", may: &["signal"], crates: &[] },
    Layer { folder: "client", may: &["i18n", "signal"], crates: &["tessera_api", "tessera_form"] },
    Layer { folder: "live", may: &["client", "signal"], crates: &["tessera_api"] },
    Layer { folder: "outbox", may: &["client", "i18n", "signal"], crates: &["tessera_api", "tessera_form"] },
];

const CRATES: [&str; 4] = ["tessera_form", "tessera_api", "tessera_insight", "tessera_server"];

fn arrows(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for layer in LAYERS {
        let one_file = format!("src/{}.rs", layer.folder);
        let folder = format!("src/{}/", layer.folder);
        for (path, text) in tree.files("src/", ".rs").filter(|(path, _)| *path == one_file || path.starts_with(&folder)) {
            let code = lex::code_only(lex::without_tests(text));
            for (at, named) in named_modules(&code) {
                let is_layer = LAYERS.iter().any(|other| other.folder == named);
                if is_layer && named != layer.folder && !layer.may.contains(&named.as_str()) {
                    findings.push(Finding::new(path, lex::line_of(&code, at), format!("`{}` may not know `{named}`", layer.folder)));
                }
            }
            for named in CRATES.iter().filter(|named| !layer.crates.contains(named)) {
                for at in lex::words(&code, named) {
                    findings.push(Finding::new(
                        path,
                        lex::line_of(&code, at),
                        format!("`{}` may not know the crate `{named}`", layer.folder),
                    ));
                }
            }
        }
    }
    findings
}

/// The first names after each `crate::`, also of a group in braces.
fn named_modules(code: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    for at in lex::words(code, "crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap_or_default();
        match rest.strip_prefix('{') {
            Some(group) => named.extend(group_heads(group).into_iter().map(|name| (at, name))),
            None => named.push((at, name_at(rest))),
        }
    }
    named
}

fn group_heads(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(name_at(group.get(start..at).unwrap_or_default().trim_start()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(name_at(group.get(start..at).unwrap_or_default().trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    heads
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
