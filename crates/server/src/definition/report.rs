//! Remarks about a definition: the engine's and the server's own, and where in the text each belongs.

use super::pattern;
use super::sanitize::sanitize;
use super::scan::{self, Fault, Limits};
use super::{DEFINITION_BYTES, DEFINITION_KEYS, DEPTH};
use crate::results::catalog::{Catalog, unfit_metrics};
use serde_json::Value;
use std::collections::HashMap;
use tessera_api::forms::{CheckReport, PlacedDiagnostic};
use tessera_form::{Code, Diagnostic, Form, Reading, Severity};

/// The engine speaks of repeated keys itself, with a place for each.
const LIMITS: Limits = Limits { depth: DEPTH, keys: DEFINITION_KEYS, repeats: true };

/// A definition as it would be stored, with remarks.
#[derive(Debug)]
pub struct Examined {
    /// Markup sanitised.
    pub definition: Value,
    /// Remarks.
    pub diagnostics: Vec<Diagnostic>,
    /// The title in the form's own language.
    pub title: Option<String>,
}

impl Examined {
    /// Whether nothing forbids publishing it.
    #[must_use]
    pub fn is_publishable(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }
}

/// Sanitises and reads a definition.
#[must_use]
pub fn examine(mut definition: Value) -> Examined {
    let cleaned = sanitize(&mut definition);
    let reading = Form::from_value(&definition);
    examined(definition, reading, cleaned)
}

/// The same for the text of a file: broken JSON is a remark with a place, too.
#[must_use]
pub fn check_source(source: &str) -> CheckReport {
    // Editors on some systems put a byte order mark in front.
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.len() > DEFINITION_BYTES {
        let limit = (DEFINITION_BYTES >> 20).to_string();
        let message = format!("The file is larger than {limit} MiB.");
        return refused(source, 0, with_limit(remark(Severity::Error, Code::FileSize, "", message), limit));
    }
    if let Err(error) = scan::scan(source, LIMITS, &mut |_, _| ()) {
        return refused(source, error.offset, fault(error.fault, &error.pointer));
    }
    let Ok(mut definition) = serde_json::from_str(source) else {
        return refused(source, 0, fault(Fault::Syntax, ""));
    };
    let cleaned = sanitize(&mut definition);
    let examined = examined(definition, Form::read(source), cleaned);
    let publishable = examined.is_publishable();
    CheckReport { diagnostics: place(source, examined.diagnostics), definition: Some(examined.definition), publishable }
}

fn examined(definition: Value, reading: Reading, cleaned: Vec<String>) -> Examined {
    let Reading { form, mut diagnostics } = reading;
    for pointer in cleaned {
        let message = "Markup that could do harm was taken out of this text, the rest tidied.".to_owned();
        diagnostics.push(remark(Severity::Info, Code::MarkupCleaned, &pointer, message));
    }
    for found in form.patterns() {
        let is_known = diagnostics.iter().any(|remark| remark.severity == Severity::Error && remark.pointer == found.pointer);
        if !is_known && !pattern::is_supported(&found.pattern, found.case_insensitive) {
            diagnostics.push(refused_pattern(&found.pattern, &found.pointer));
        }
    }
    for (pointer, needed) in unfit_metrics(&Catalog::read(&form, &definition), &definition) {
        let message = format!("This question gives no score: its metric needs {needed}.");
        diagnostics.push(remark(Severity::Warning, Code::MetricUnfit, &pointer, message));
    }
    let own = form.locales().into_iter().next().unwrap_or_default();
    let title = form.title(&own).map(|title| title.string.to_string());
    Examined { definition, diagnostics, title }
}

/// Why a pattern is refused: a mistake with its place, or that the server cannot run it as browsers do.
fn refused_pattern(pattern: &str, pointer: &str) -> Diagnostic {
    let Some(broken) = pattern::broken(pattern) else {
        let message = "Browsers and this server read this regular expression differently, or it could take for ever: it uses look-around, \
                       references to groups, inline flags, or repeats too much.";
        return remark(Severity::Error, Code::RegexUnbounded, pointer, message.to_owned());
    };
    let (near, position) = (broken.near, (broken.position + 1).to_string());
    let (code, message) = if broken.is_open {
        (Code::RegexOpen, format!("The bracket “{near}” at character {position} of this pattern is never closed."))
    } else {
        (Code::RegexSyntax, format!("This pattern cannot be read from character {position} on: “{near}”."))
    };
    Diagnostic {
        params: vec![("near".to_owned(), near), ("position".to_owned(), position)],
        ..remark(Severity::Error, code, pointer, message)
    }
}

fn refused(source: &str, offset: usize, diagnostic: Diagnostic) -> CheckReport {
    let (line, column) = scan::line_and_column(source, offset);
    CheckReport { diagnostics: vec![PlacedDiagnostic { diagnostic, line, column }], definition: None, publishable: false }
}

/// Puts each remark where its pointer leads; one that leads nowhere (a property that is missing) goes to the nearest value around it.
fn place(source: &str, diagnostics: Vec<Diagnostic>) -> Vec<PlacedDiagnostic> {
    let mut offsets: HashMap<String, usize> = HashMap::new();
    for diagnostic in &diagnostics {
        let mut pointer = diagnostic.pointer.as_str();
        offsets.insert(pointer.to_owned(), 0);
        while let Some((parent, _)) = pointer.rsplit_once('/') {
            offsets.insert(parent.to_owned(), 0);
            pointer = parent;
        }
    }
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(offsets.len());
    let walked = scan::scan(source, LIMITS, &mut |pointer, offset| {
        if offsets.contains_key(pointer) {
            seen.insert(pointer.to_owned(), offset);
        }
    });
    debug_assert!(walked.is_ok(), "the text was walked before");
    let mut placed: Vec<(usize, Diagnostic)> =
        diagnostics.into_iter().map(|diagnostic| (nearest(&seen, &diagnostic.pointer), diagnostic)).collect();
    placed.sort_by_key(|(offset, _)| *offset);
    placed
        .into_iter()
        .map(|(offset, diagnostic)| {
            let (line, column) = scan::line_and_column(source, offset);
            PlacedDiagnostic { diagnostic, line, column }
        })
        .collect()
}

fn nearest(offsets: &HashMap<String, usize>, pointer: &str) -> usize {
    let mut pointer = pointer;
    loop {
        if let Some(offset) = offsets.get(pointer) {
            return *offset;
        }
        match pointer.rsplit_once('/') {
            Some((parent, _)) => pointer = parent,
            None => return 0,
        }
    }
}

fn fault(fault: Fault, pointer: &str) -> Diagnostic {
    let words = match fault {
        Fault::Syntax => "This is not JSON from here on.",
        Fault::Depth => "Objects and lists are nested more than 64 levels deep.",
        Fault::Keys => "The file has too many properties.",
        Fault::DuplicateKey => "This property stands twice in one object.",
        Fault::Number => "This number is too large.",
        Fault::Surrogate => "Half a character: \\u escapes of this range come in pairs.",
    };
    let remark = remark(Severity::Error, fault.code(), pointer, words.to_owned());
    match fault {
        Fault::Depth => with_limit(remark, LIMITS.depth.to_string()),
        Fault::Keys => with_limit(remark, LIMITS.keys.to_string()),
        _ => remark,
    }
}

fn with_limit(remark: Diagnostic, limit: String) -> Diagnostic {
    Diagnostic { params: vec![("limit".to_owned(), limit)], ..remark }
}

fn remark(severity: Severity, code: Code, pointer: &str, message: String) -> Diagnostic {
    Diagnostic { severity, code: code.name().to_owned(), pointer: pointer.to_owned(), message, params: Vec::new(), suggestion: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_is_a_remark_with_its_place() {
        let report = check_source("{\n  \"pages\": [,]\n}");
        assert_eq!((report.diagnostics[0].line, report.diagnostics[0].column), (2, 13));
        assert_eq!(report.diagnostics[0].diagnostic.code, "json");
        assert!(!report.publishable);
    }

    #[test]
    fn remarks_stand_at_the_line_of_what_they_are_about() {
        let source = "{\n  \"elements\": [\n    { \"type\": \"html\",\n      \"html\": \"<b onclick=x>b</b>\" }\n  ]\n}";
        let report = check_source(source);
        let found = report.diagnostics.iter().find(|placed| placed.diagnostic.code == "markup-cleaned").unwrap();
        assert_eq!((found.line, found.column), (4, 7));
        assert_eq!(report.definition.unwrap()["elements"][0]["html"], "<b>b</b>");
    }
}
