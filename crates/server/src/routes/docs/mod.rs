//! `/api`: the OpenAPI document as a page to read, made by the server from that very document. No script, nothing from elsewhere.
//!
//! What is around it speaks the reader's language; what the document itself says stands as it is, in English.

mod examples;
mod markup;
mod operations;

use crate::app::App;
use crate::http::{Failure, is_right_to_left, negotiate, words};
use crate::routes::qr::base;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Response};
use examples::EXAMPLES;
use markup::Markup;
use serde_json::Value;
use std::sync::Arc;
use tessera_api::keys::Scope;
use tessera_api::paths;

/// The tokens of the app, so that the page has its colors, and what the page adds.
const TOKENS: &str = include_str!("../../../../../style/tokens.css");
const PAGE: &str = include_str!("page.css");

/// What the app sets on the document by script, the page asks of the browser.
const ASKED: [(&str, &str); 3] = [
    ("[data-theme=\"dark\"] {", "prefers-color-scheme: dark"),
    ("[data-contrast=\"more\"] {", "prefers-contrast: more"),
    ("[data-contrast=\"more\"][data-theme=\"dark\"] {", "prefers-contrast: more) and (prefers-color-scheme: dark"),
];

/// The words around the document.
pub(super) struct Words(pub(super) &'static str);

impl Words {
    pub(super) fn of(&self, key: &str) -> String {
        words(self.0, &format!("docs.{key}"))
    }
}

pub(super) async fn page(State(app): State<App>, headers: HeaderMap, document: Arc<Value>) -> Result<Response, Failure> {
    let language = negotiate(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()));
    let page = write(&document, language, &base(&app, &headers));
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_LANGUAGE, language),
        (header::VARY, "Accept-Language"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    Ok((headers, page).into_response())
}

pub(super) async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, sheet()).into_response()
}

fn sheet() -> String {
    let asked = ASKED.iter().filter_map(|(rule, media)| {
        let (_, rest) = TOKENS.split_once(&format!("\n{rule}"))?;
        let (block, _) = rest.split_once('}')?;
        Some(format!("@media ({media}) {{ :root {{{block}}} }}\n"))
    });
    [TOKENS.to_owned(), asked.collect(), PAGE.to_owned()].concat()
}

fn write(document: &Value, language: &'static str, base: &str) -> String {
    let words = Words(language);
    let mut page = Markup::default();
    page.raw("<!doctype html>\n<html lang=\"").text(language);
    page.raw("\" dir=\"").raw(if is_right_to_left(language) { "rtl" } else { "ltr" });
    page.raw("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\"><title>").text(&words.of("title"));
    page.raw("</title><link rel=\"stylesheet\" href=\"/api/page.css\"><link rel=\"icon\" href=\"/icon.svg\"></head><body>");
    page.raw("<a class=\"skip\" href=\"#content\">").text(&words.of("skip")).raw("</a>");
    page.raw("<header><h1>").text(&words.of("title")).raw("</h1><p>").text(&words.of("lead")).raw("</p><p><a href=\"");
    page.text(paths::OPENAPI).raw("\">").text(&words.of("document")).raw("</a></p></header>");
    contents(&mut page, document, &words);
    page.raw("<main id=\"content\">");
    conventions(&mut page, &words);
    page.raw("<section id=\"examples\"><h2>").text(&words.of("examples")).raw("</h2><p>").text(&words.of("examples_hint")).raw("</p>");
    for example in &EXAMPLES {
        page.raw("<h3>").text(&words.of(example.heading)).raw("</h3><pre dir=\"ltr\" lang=\"en\" tabindex=\"0\"><code>");
        page.text(&example.command.replace("{base}", base)).raw("</code></pre>");
    }
    page.raw("</section>");
    operations::write(&mut page, document, &words);
    page.raw("</main></body></html>\n");
    page.finish()
}

fn contents(page: &mut Markup, document: &Value, words: &Words) {
    page.raw("<nav aria-label=\"").text(&words.of("contents")).raw("\"><ul><li><a href=\"#conventions\">");
    page.text(&words.of("conventions")).raw("</a></li><li><a href=\"#examples\">").text(&words.of("examples")).raw("</a></li>");
    for operation in operations::all(document) {
        page.raw("<li dir=\"ltr\" lang=\"en\"><a href=\"#").text(&operation.anchor()).raw("\"><code>");
        page.text(operation.method).raw(" ").text(operation.path).raw("</code></a></li>");
    }
    page.raw("</ul></nav>");
}

/// What holds of every route.
fn conventions(page: &mut Markup, words: &Words) {
    page.raw("<section id=\"conventions\"><h2>").text(&words.of("conventions")).raw("</h2><dl>");
    for (heading, part) in [
        ("keys_heading", "keys"),
        ("repeats_heading", "repeats"),
        ("edits_heading", "edits"),
        ("problems_heading", "problems"),
        ("pages_heading", "pages"),
        ("limits_heading", "limits"),
    ] {
        page.raw("<dt>").text(&words.of(heading)).raw("</dt><dd>").text(&words.of(part));
        if part == "keys" {
            page.raw("<ul lang=\"en\" dir=\"ltr\">");
            for scope in Scope::ALL {
                page.raw("<li><code>").text(scope.name()).raw("</code></li>");
            }
            page.raw("</ul>");
        }
        page.raw("</dd>");
    }
    page.raw("</dl></section>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colors_of_every_look_are_asked_for() {
        let sheet = sheet();
        for (rule, media) in ASKED {
            assert_eq!(media.matches('(').count(), media.matches(')').count(), "{media} stands in brackets");
            let begins = format!("@media ({media}) {{ :root {{");
            assert!(
                sheet.split_once(&begins).is_some_and(|(_, rest)| rest.split('}').next().is_some_and(|block| block.contains("--ground:"))),
                "{rule}"
            );
        }
    }
}
