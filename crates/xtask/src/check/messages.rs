//! Rules for the message files: every language whole, plural forms there, placeholders equal, French spaces whole, nothing left in English,
//! nothing unused.

use super::{Finding, Rule, lex, tree::Tree};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const REFERENCE: &str = "locales/en.json";
/// Messages that are rightly the same as in English: `<language> <key>` a line.
const SAME: &str = "locales/same-as-english.txt";

pub(super) const RULES: &[Rule] = &[
    Rule { name: "languages whole", planted: &[("locales/pl.json", "{}")], find: whole },
    Rule {
        name: "plural forms",
        planted: &[
            ("locales/zz-ru.json", "{\"a\": {\"n\": {\"one\": \"{count} x\", \"other\": \"{count} y\"}}}"),
            ("locales/zz-en.json", "{\"a\": {\"n\": {\"one\": \"{count} x\", \"other\": \"y\", \"planted\": \"z\"}}}"),
        ],
        find: plurals,
    },
    Rule { name: "placeholders", planted: &[("locales/en.json", "{\"boot\": {\"no_script\": \"{planted} a\"}}")], find: placeholders },
    Rule { name: "translated", planted: &[("locales/he.json", SAME_PLANT)], find: translated },
    Rule {
        name: "French spaces",
        planted: &[
            ("locales/zz-fr.json", "{\"a\": \"Vraiment ?\"}"),
            ("locales/zz-fr.json", "{\"a\": {\"n\": {\"one\": \"Un : x\", \"other\": \"« x\u{a0}»\"}}}"),
        ],
        find: french_spaces,
    },
    Rule { name: "messages used", planted: &[("locales/en.json", "{\"respond\": {\"planted_and_never_used\": \"x\"}}")], find: used },
];

const SAME_PLANT: &str =
    "{\"boot\": {\"no_script\": \"This page needs JavaScript. Turn it on in the browser's settings and load the page again.\"}}";

/// CLDR's categories for whole numbers as people meet them on a screen. French has `many` only from a million on.
const CATEGORIES: [(&str, &[&str]); 5] = [
    ("en", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("he", &["one", "two", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("ru", &["one", "few", "many", "other"]),
];

/// Messages by key; a plural's forms by category, a plain text under the empty one.
type Messages = BTreeMap<String, BTreeMap<String, String>>;

fn languages(tree: &Tree) -> Vec<(String, String, Messages)> {
    let files = tree.files("locales/", ".json").filter_map(|(path, text)| {
        // A planted file is called after the language it stands for.
        let language = path.strip_prefix("locales/")?.strip_suffix(".json")?.rsplit('-').next()?.to_owned();
        let mut messages = Messages::new();
        flatten(&serde_json::from_str(text).unwrap_or(Value::Null), "", &mut messages);
        Some((path.to_owned(), language, messages))
    });
    files.collect()
}

fn flatten(value: &Value, path: &str, messages: &mut Messages) {
    match value {
        Value::String(text) => {
            messages.entry(path.to_owned()).or_default().insert(String::new(), text.clone());
        }
        Value::Object(group) if group.get("other").is_some_and(Value::is_string) => {
            let forms = group.iter().filter_map(|(category, form)| Some((category.clone(), form.as_str()?.to_owned())));
            messages.insert(path.to_owned(), forms.collect());
        }
        Value::Object(group) => {
            for (name, value) in group {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(value, &path, messages);
            }
        }
        _ => {}
    }
}

fn reference(tree: &Tree) -> Messages {
    languages(tree).into_iter().find(|(path, ..)| path == REFERENCE).map(|(_, _, messages)| messages).unwrap_or_default()
}

fn whole(tree: &Tree) -> Vec<Finding> {
    let english = reference(tree);
    let mut findings = Vec::new();
    let files = languages(tree);
    for (code, _) in CATEGORIES {
        if !files.iter().any(|(_, language, _)| language == code) {
            findings.push(Finding::new(&format!("locales/{code}.json"), 1, "the language is missing"));
        }
    }
    for (path, _, messages) in &files {
        if messages.is_empty() {
            findings.push(Finding::new(path, 1, "no messages, or not JSON"));
        }
        let lacks = english.keys().filter(|key| !messages.contains_key(*key)).map(|key| format!("lacks {key}"));
        let strays = messages.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("{key} is not in the English file"));
        findings.extend(lacks.chain(strays).map(|message| Finding::new(path, 1, message)));
    }
    findings
}

fn plurals(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, language, messages) in languages(tree) {
        let wanted = CATEGORIES.iter().find(|(code, _)| *code == language).map_or(&[][..], |(_, categories)| *categories);
        for (key, forms) in messages.iter().filter(|(_, forms)| !forms.contains_key("")) {
            for category in wanted.iter().filter(|category| !forms.contains_key(**category)) {
                findings.push(Finding::new(&path, 1, format!("{key} has no form for `{category}`")));
            }
            for stray in forms.keys().filter(|category| !["zero", "one", "two", "few", "many", "other"].contains(&category.as_str())) {
                let message =
                    format!("{key}.{stray} is no form of a number; a group may not call a message `other`, that makes it a plural");
                findings.push(Finding::new(&path, 1, message));
            }
        }
    }
    findings
}

fn placeholders(tree: &Tree) -> Vec<Finding> {
    let english = reference(tree);
    let mut findings = Vec::new();
    for (path, _, messages) in languages(tree) {
        for (key, forms) in &messages {
            let Some(model) = english.get(key).and_then(|forms| forms.get("").or_else(|| forms.get("other"))) else { continue };
            let wanted = names(model);
            for (category, form) in forms {
                let mut has = names(form);
                // "One tile" and "two tiles" need no digit.
                if ["zero", "one", "two"].contains(&category.as_str()) && wanted.contains("count") {
                    has.insert("count");
                }
                if has != wanted {
                    findings.push(Finding::new(&path, 1, format!("{key}: the placeholders {has:?} are not the English ones, {wanted:?}")));
                }
            }
        }
    }
    // The English file is its own model, so a stray placeholder there shows in the others; report it at its source too.
    let strays: Vec<String> = findings.iter().filter(|f| f.path != REFERENCE).map(|f| f.message.clone()).collect();
    if !strays.is_empty() && strays.len() >= CATEGORIES.len() - 1 {
        findings.push(Finding::new(REFERENCE, 1, "placeholders differ in every other language"));
    }
    findings
}

fn names(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn translated(tree: &Tree) -> Vec<Finding> {
    let english = reference(tree);
    let listed: BTreeSet<&str> = tree.get(SAME).unwrap_or_default().lines().map(str::trim).collect();
    let mut findings = Vec::new();
    for (path, language, messages) in languages(tree).into_iter().filter(|(path, ..)| path != REFERENCE) {
        for (key, forms) in &messages {
            let same = english.get(key).is_some_and(|original| original.values().any(|text| forms.values().any(|form| form == text)));
            let has_words = forms.values().any(|form| without_placeholders(form).chars().filter(|c| c.is_alphabetic()).count() > 1);
            if same && has_words && !listed.contains(format!("{language} {key}").as_str()) {
                findings.push(Finding::new(&path, 1, format!("{key} is still English; if that is right, list it in {SAME}")));
            }
        }
    }
    findings
}

/// Before `: ; ! ? »` and after `«` French has a space that no line may end at: a no-break space, a narrow one before `; ! ?`.
fn french_spaces(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, language, messages) in languages(tree) {
        for (key, forms) in messages.iter().filter(|_| language == "fr") {
            let breaks = |form: &String| [" :", " ;", " !", " ?", " »", "« "].into_iter().any(|broken| form.contains(broken));
            if forms.values().any(breaks) {
                let message =
                    format!("{key}: a line may end at a space beside a mark; U+00A0 before `:` and inside « », U+202F before `; ! ?`");
                findings.push(Finding::new(&path, 1, message));
            }
        }
    }
    findings
}

fn without_placeholders(text: &str) -> String {
    text.split('{').enumerate().map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or(part, |(_, rest)| rest) }).collect()
}

/// A message is used when its constant is named in the app, or its code stands as text in the server or beneath it, or when it is one the pages carry.
fn used(tree: &Tree) -> Vec<Finding> {
    let app: String = tree.files("src/", ".rs").map(|(_, text)| lex::code_only(lex::without_tests(text))).collect();
    let server: String = ["server", "api", "form"]
        .iter()
        .flat_map(|crate_name| tree.files("crates/", ".rs").filter(move |(path, _)| path.split('/').nth(1) == Some(*crate_name)))
        .map(|(_, text)| text)
        .collect();
    let build: String = tree.files("crates/xtask/src/build/", ".rs").map(|(_, text)| text).collect();
    let mut findings = Vec::new();
    for key in reference(tree).keys() {
        let name = key.rsplit('.').next().unwrap_or(key);
        let constant = format!("::{}", name.to_uppercase());
        // The server's messages are found by the code of the problem, `step-zero` for `step_zero`.
        let in_server = key.starts_with("server.") && (quoted(&server, name) || quoted(&server, &name.replace('_', "-")));
        let in_page = key.starts_with("boot.") && key.split('.').all(|part| part == "title" || part == "text" || quoted(&build, part));
        if lex::words(&app, &constant).next().is_none() && !in_server && !in_page {
            findings.push(Finding::new(REFERENCE, 1, format!("{key} is used nowhere; take it out of every language")));
        }
    }
    findings
}

fn quoted(text: &str, word: &str) -> bool {
    text.contains(&format!("\"{word}\""))
}
