//! Remarks about a definition: the engine's and the server's own, and where in the text each belongs.

use super::sanitize::sanitize;
use super::scan::{self, Fault, Limits};
use crate::http::body::{DEFINITION_BYTES, DEFINITION_KEYS, DEPTH};
use serde_json::Value;
use std::collections::HashMap;
use tessera_api::forms::{CheckReport, PlacedDiagnostic};
use tessera_form::{Diagnostic, Severity};

const LIMITS: Limits = Limits { depth: DEPTH, keys: DEFINITION_KEYS };

/// A definition as it would be stored, with remarks.
#[derive(Debug)]
pub struct Examined {
    /// Markup sanitised.
    pub definition: Value,
    /// Remarks.
    pub diagnostics: Vec<Diagnostic>,
    /// The title in the default language.
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
    let mut diagnostics = Vec::new();
    for pointer in sanitize(&mut definition) {
        let message = "markup that could harm was taken out, the rest was tidied".to_owned();
        diagnostics.push(remark(Severity::Info, "markup-sanitized", &pointer, message));
    }
    let title = match definition.get("title") {
        Some(Value::String(title)) => Some(title.clone()),
        Some(Value::Object(titles)) => titles.get("default").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    Examined { definition, diagnostics, title }
}

/// The same for the text of a file: broken JSON is a remark with a place, too.
#[must_use]
pub fn check_source(source: &str) -> CheckReport {
    if source.len() > DEFINITION_BYTES {
        let message = format!("the file is larger than {} MiB", DEFINITION_BYTES >> 20);
        return refused(source, 0, remark(Severity::Error, "file-size", "", message));
    }
    if let Err(error) = scan::scan(source, LIMITS, &mut |_, _| ()) {
        return refused(source, error.offset, remark(Severity::Error, error.fault.code(), &error.pointer, words(error.fault).to_owned()));
    }
    let Ok(definition) = serde_json::from_str(source) else {
        return refused(source, 0, remark(Severity::Error, Fault::Syntax.code(), "", words(Fault::Syntax).to_owned()));
    };
    let examined = examine(definition);
    let publishable = examined.is_publishable();
    CheckReport { diagnostics: place(source, examined.diagnostics), definition: Some(examined.definition), publishable }
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

fn words(fault: Fault) -> &'static str {
    match fault {
        Fault::Syntax => "this is not JSON from here on",
        Fault::Depth => "objects and lists are nested more than 64 levels deep",
        Fault::Keys => "the file has too many properties",
        Fault::DuplicateKey => "this property stands twice in one object",
        Fault::Number => "no computer can hold this number",
        Fault::Surrogate => "half a character: \\u escapes of this range come in pairs",
    }
}

pub(super) fn remark(severity: Severity, code: &str, pointer: &str, message: String) -> Diagnostic {
    Diagnostic { severity, code: code.to_owned(), pointer: pointer.to_owned(), message, params: Vec::new(), suggestion: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_json_is_a_remark_with_its_place() {
        let report = check_source("{\n  \"pages\": [,]\n}");
        assert_eq!((report.diagnostics[0].line, report.diagnostics[0].column), (2, 13));
        assert_eq!(report.diagnostics[0].diagnostic.code, "json-syntax");
        assert!(!report.publishable);
    }

    #[test]
    fn remarks_stand_at_the_line_of_what_they_are_about() {
        let source = "{\n  \"elements\": [\n    { \"type\": \"html\",\n      \"html\": \"<b onclick=x>b</b>\" }\n  ]\n}";
        let report = check_source(source);
        let found = report.diagnostics.iter().find(|placed| placed.diagnostic.code == "markup-sanitized").unwrap();
        assert_eq!((found.line, found.column), (4, 7));
        assert_eq!(report.definition.unwrap()["elements"][0]["html"], "<b>b</b>");
    }
}
