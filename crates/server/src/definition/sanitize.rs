//! Authored markup: an allow-list of tags, links to https and mailto only, no style, no script, no relative address.
//!
//! A definition says where markup stands by the name of a property: `html` of an html question or of a closing page, and the survey's
//! `completedHtml`, `loadingHtml` and their like. Any property so named is cleaned, wherever it stands; all other texts are shown as text.

use ammonia::{Builder, UrlRelative};
use serde_json::Value;
use std::collections::HashSet;
use std::sync::LazyLock;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .url_schemes(HashSet::from(["https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("noopener noreferrer"))
        // A map could lay an invisible link over the page.
        .rm_tags(["area", "map"]);
    builder
});

/// Cleans all markup in `definition`; gives the pointers of what changed. The depth was limited when the text was read.
pub(super) fn sanitize(definition: &mut Value) -> Vec<String> {
    let mut changed = Vec::new();
    walk(definition, &mut String::new(), &mut changed);
    changed
}

fn walk(value: &mut Value, pointer: &mut String, changed: &mut Vec<String>) {
    let length = pointer.len();
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                pointer.push('/');
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                if is_markup(name) {
                    clean(member, pointer, changed);
                }
                walk(member, pointer, changed);
                pointer.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                pointer.push_str(&format!("/{index}"));
                walk(item, pointer, changed);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

fn is_markup(name: &str) -> bool {
    name == "html" || name.ends_with("Html")
}

/// A text, or one a language.
fn clean(value: &mut Value, pointer: &str, changed: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let cleaned = clean_text(text);
            if cleaned != *text {
                *text = cleaned;
                changed.push(pointer.to_owned());
            }
        }
        Value::Object(languages) => {
            for (language, text) in languages {
                clean(text, &format!("{pointer}/{language}"), changed);
            }
        }
        _ => {}
    }
}

/// Text without a tag or an entity stays as it is.
fn clean_text(text: &str) -> String {
    if text.contains(['<', '&', '>']) { CLEANER.clean(text).to_string() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_harmless_markup_is_left() {
        for (markup, expected) in [
            ("plain {name}", "plain {name}"),
            ("<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>"),
            ("<script>alert(1)</script>x", "x"),
            ("<img src=x onerror=alert(1)>", "<img>"),
            ("<p style=\"position:fixed\" class=\"top\">x</p>", "<p>x</p>"),
            ("<a href=\"javascript:alert(1)\">x</a>", "<a rel=\"noopener noreferrer\">x</a>"),
            ("<a href=\"/portal\">x</a>", "<a rel=\"noopener noreferrer\">x</a>"),
            ("<a href=\"https://example.com\" target=_top>x</a>", "<a href=\"https://example.com\" rel=\"noopener noreferrer\">x</a>"),
            ("<a href=\"mailto:a@example.com\">x</a>", "<a href=\"mailto:a@example.com\" rel=\"noopener noreferrer\">x</a>"),
            ("<form action=https://example.com><input name=password></form>", ""),
            ("<iframe src=https://example.com></iframe><svg><animate onbegin=alert(1)></svg>", ""),
        ] {
            assert_eq!(clean_text(markup), expected, "{markup}");
            assert_eq!(clean_text(&clean_text(markup)), expected, "cleaning twice: {markup}");
        }
    }

    #[test]
    fn markup_is_found_by_the_name_of_its_property_in_every_language() {
        let bad = "<i onclick=x>a</i>";
        let mut definition = json!({
            "title": bad,
            "completedHtml": { "default": bad, "pl": bad },
            "completedHtmlOnCondition": [{ "expression": "{a} < 3", "html": bad }],
            "pages": [{ "elements": [{ "type": "html", "name": "h", "html": bad }, { "type": "panel", "elements": [{ "type": "html", "html": bad }] }] }],
        });
        let changed = sanitize(&mut definition);
        assert_eq!(
            changed,
            [
                "/completedHtml/default",
                "/completedHtml/pl",
                "/completedHtmlOnCondition/0/html",
                "/pages/0/elements/0/html",
                "/pages/0/elements/1/elements/0/html"
            ]
        );
        assert_eq!(definition["title"], bad, "a title is shown as text");
        assert_eq!(definition["completedHtmlOnCondition"][0]["expression"], "{a} < 3");
        assert_eq!(definition["completedHtml"]["pl"], "<i>a</i>");
    }
}
