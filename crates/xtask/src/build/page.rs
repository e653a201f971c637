//! The pages, from `index.html`: the lines only Trunk reads go, what this build made comes in.

use anyhow::{Context as _, Result};
use serde_json::Value;
use std::fmt::Write as _;

/// What a page refers to.
pub(super) struct Parts<'a> {
    /// Messages the page needs first, areas with blanks between.
    pub(super) area: &'a str,
    /// What the name of the program ends with that it starts by itself.
    pub(super) tier: &'a str,
    /// The program that starts in it whatever the screen; on a respondent's page that is chosen there.
    pub(super) program: Option<&'a str>,
    /// What can run in it: `{program: {glue: address, wasm: address, sheet: address}}`.
    pub(super) programs: Value,
    pub(super) boot: String,
    /// The style sheet that every program of the page builds on.
    pub(super) sheet: &'a str,
    /// Addresses of the message files: `{language: {area: address}}`.
    pub(super) messages: &'a Value,
    /// What the page itself says when nothing starts: `{language: {...}}`.
    pub(super) sentences: &'a Value,
}

/// Puts a page together. Nothing in it is inline script or style, so that the content security policy needs no nonce.
pub(super) fn assemble(template: &str, parts: &Parts<'_>) -> Result<String> {
    let own = template.lines().filter(|line| !line.contains("data-trunk")).fold(String::new(), |mut page, line| {
        page.push_str(line);
        page.push('\n');
        page
    });
    fill_in(&own, &head(parts)?, parts.sentences)
}

/// Puts these lines and the sentences without script in their places.
pub(super) fn fill_in(template: &str, head: &str, sentences: &Value) -> Result<String> {
    let page = fill(template, "<!-- build: head -->", head)?;
    fill(&page, "<!-- build: no script -->", &no_script(sentences))
}

/// What the page knows of the messages.
pub(super) fn metas(messages: &Value, sentences: &Value) -> String {
    format!("{}\n    {}", meta("messages", messages), meta("boot", sentences))
}

fn meta(name: &str, content: &Value) -> String {
    format!("<meta name=\"tessera:{name}\" content=\"{}\" />", attribute(&content.to_string()))
}

/// A style sheet.
pub(super) fn sheet_link(sheet: &str) -> String {
    format!("    <link rel=\"stylesheet\" href=\"{sheet}\" />")
}

/// The start script stands before the sheet: it must run before the first paint and a script after a sheet waits for that.
fn head(parts: &Parts<'_>) -> Result<String> {
    let Parts { area, tier, program, programs, boot: script, sheet, messages, sentences } = parts;
    let mut head = format!("{}\n    {}", metas(messages, sentences), meta("programs", programs));
    let tier = if tier.is_empty() { String::new() } else { format!(" data-tier=\"{tier}\"") };
    let program = program.map(|name| format!(" data-program=\"{name}\"")).unwrap_or_default();
    writeln!(head, "\n    <script src=\"{script}\" data-area=\"{area}\"{tier}{program}></script>")?;
    head.push_str(&sheet_link(sheet));
    Ok(head)
}

/// A page for one of the editor's previews: empty, with the sheets of a kind of screen. Links in it lead out of the frame.
pub(super) fn frame(start: &str, sheet: &str) -> String {
    let sheets = format!("{}\n{}", sheet_link(start), sheet_link(sheet));
    format!(
        "<!doctype html>\n<html lang=\"en\" dir=\"ltr\">\n  <head>\n    <meta charset=\"utf-8\" />\n    \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n    \
         <meta name=\"color-scheme\" content=\"light dark\" />\n    <title>Tessera</title>\n    <base target=\"_blank\" />\n\
         {sheets}\n  </head>\n  <body></body>\n</html>\n"
    )
}

/// Without script we cannot know the language, so the sentence stands there in each.
fn no_script(sentences: &Value) -> String {
    let sentences = sentences.as_object().into_iter().flatten().filter_map(|(language, messages)| {
        let direction = if language == "he" { " dir=\"rtl\"" } else { "" };
        Some(format!("<p lang=\"{language}\"{direction}>{}</p>", attribute(messages.get("no_script")?.as_str()?)))
    });
    sentences.collect::<Vec<_>>().join("\n      ")
}

fn fill(page: &str, mark: &str, content: &str) -> Result<String> {
    let (before, after) = page.split_once(mark).with_context(|| format!("index.html has no {mark}"))?;
    Ok(format!("{before}{content}{after}"))
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{Parts, assemble};
    use serde_json::json;

    #[test]
    fn page_refers_to_what_was_built_and_to_nothing_of_trunk() {
        let template =
            "<head>\n<link data-trunk rel=\"rust\" />\n<!-- build: head -->\n</head>\n<noscript><!-- build: no script --></noscript>";
        let messages = json!({"en": {"respond": "/assets/locale.en.respond.1.json"}});
        let parts = Parts {
            area: "respond",
            tier: "-all",
            program: Some("editor"),
            programs: json!({"respond": {"glue": "/assets/respond.2.js", "wasm": "/assets/respond.3.wasm"}}),
            boot: "/assets/boot.4.js".into(),
            sheet: "/assets/start.5.css",
            messages: &messages,
            sentences: &json!({"he": {"no_script": "<אין>"}}),
        };
        let page = assemble(template, &parts).unwrap();
        for wanted in [
            "respond.2.js",
            "respond.3.wasm",
            "boot.4.js",
            "start.5.css",
            "data-tier=\"-all\"",
            "data-program=\"editor\"",
            "&quot;/assets/locale.en",
            "dir=\"rtl\">&lt;אין>",
        ] {
            assert!(page.contains(wanted), "{wanted} in {page}");
        }
        assert!(!page.contains("trunk"));
    }
}
