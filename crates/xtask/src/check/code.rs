//! Words that only certain places may use: the network, storage, clocks, the router, markup made of text.

use super::{Finding, Rule, lex, tree::Tree};

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "network only in client",
        planted: &[
            ("src/pages/planted.rs", "//! x\nuse gloo_net::http::Request;\n"),
            ("src/widgets/planted.rs", "//! x\nfn f() { window.fetch_with_str(\"/x\"); }\n"),
            ("src/widgets/planted.rs", "//! x\n#[wasm_bindgen(js_name = fetch)]\n"),
        ],
        find: network,
    },
    Rule {
        name: "storage only in outbox and session",
        planted: &[
            ("src/widgets/planted.rs", "//! x\nfn f() { window().local_storage(); }\n"),
            ("src/layouts/planted.rs", "//! x\nuse web_sys::IdbFactory;\n"),
        ],
        find: storage,
    },
    Rule {
        name: "pure crates",
        planted: &[
            ("crates/form/src/planted.rs", "//! x\nuse std::time::SystemTime;\n"),
            ("crates/insight/src/planted.rs", "//! x\nuse std::fs;\n"),
            ("crates/api/src/planted.rs", "//! x\nuse web_sys::Window;\n"),
        ],
        find: pure,
    },
    Rule {
        name: "no address in a widget",
        planted: &[
            ("src/widgets/planted.rs", "//! x\nuse leptos_router::hooks::use_navigate;\n"),
            ("src/widgets/planted.rs", "//! x\nconst A: &str = \"/api/v1/forms\";\n"),
        ],
        find: addresses,
    },
    Rule {
        name: "no markup made of text",
        planted: &[("src/widgets/planted.rs", "//! x\nfn f() { element.set_inner_html(&answer); }\n")],
        find: markup,
    },
];

fn network(tree: &Tree) -> Vec<Finding> {
    let words = [
        "gloo_net",
        "js_name = fetch",
        "fetch_with_str",
        "fetch_with_request",
        "fetch_with_str_and_init",
        "XmlHttpRequest",
        "EventSource",
        "WebSocket",
        "send_beacon",
    ];
    let elsewhere = |path: &str| !path.starts_with("src/client") && !path.starts_with("src/live");
    named(tree, "src/", elsewhere, &words, "only `src/client` talks to the server")
}

fn storage(tree: &Tree) -> Vec<Finding> {
    let words = ["local_storage", "session_storage", "IdbFactory", "indexed_db", "LocalStorageExt", "set_cookie"];
    let allowed = ["src/outbox", "src/app/session", "src/app/stored"];
    let elsewhere = |path: &str| !allowed.iter().any(|start| path.starts_with(start));
    named(tree, "src/", elsewhere, &words, "only `src/outbox` and `src/app/{session,stored}` keep things on the device")
}

fn pure(tree: &Tree) -> Vec<Finding> {
    let words = [
        "SystemTime",
        "Instant::now",
        "std::time::Instant",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::io",
        "std::thread",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "leptos",
        "tokio",
        "getrandom",
        "rand",
    ];
    ["crates/form/src/", "crates/insight/src/", "crates/api/src/"]
        .iter()
        .flat_map(|folder| named(tree, folder, |_| true, &words, "no clock, no input or output, no randomness and no screen here"))
        .collect()
}

fn addresses(tree: &Tree) -> Vec<Finding> {
    let mut findings =
        named(tree, "src/widgets/", |_| true, &["leptos_router", "Location", "use_navigate"], "a widget knows values and callbacks");
    for (path, text) in tree.files("src/widgets/", ".rs") {
        for (at, piece) in lex::pieces(lex::without_tests(text)) {
            if let lex::Piece::Text(text_of) = piece
                && (text_of.starts_with("/api/") || text_of.starts_with("/s/") || text_of.starts_with("/portal"))
            {
                findings.push(Finding::new(
                    path,
                    lex::line_of(text, at),
                    format!("a widget knows no address, but `{text_of}` stands here"),
                ));
            }
        }
    }
    findings
}

/// Text a person typed must never become markup. Allowed are what the server sanitised (a piece of authored text, the last page; on a
/// television each has its own) and our own drawings.
fn markup(tree: &Tree) -> Vec<Finding> {
    let words = ["set_inner_html", "inner_html", "insert_adjacent_html", "set_outer_html", "dangerously_set_inner_html"];
    let elsewhere = |path: &str| {
        !["src/view/mod.rs", "src/widgets/html.rs", "src/widgets/icon.rs", "src/layouts/tv/prose.rs", "src/layouts/tv/finish.rs"]
            .contains(&path)
    };
    named(tree, "src/", elsewhere, &words, "values go into text nodes; sanitised HTML has places of its own")
}

/// Each of the words in code (not in comments, texts or tests) of the files it is forbidden in.
fn named(tree: &Tree, folder: &str, forbidden_in: impl Fn(&str) -> bool, words: &[&str], why: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files(folder, ".rs").filter(|(path, _)| forbidden_in(path)) {
        let code = lex::code_only(lex::without_tests(text));
        for word in words {
            for at in lex::words(&code, word) {
                findings.push(Finding::new(path, lex::line_of(&code, at), format!("`{word}`: {why}")));
            }
        }
    }
    findings
}
