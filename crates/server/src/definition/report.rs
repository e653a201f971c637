//! Remarks about a definition: the engine's and the server's own, and where in the text each belongs.

use super::places::Places;
use super::repair::repair;
use super::sanitize::sanitize;
use super::scan::{self, Fault, Limits};
use super::{DEFINITION_BYTES, DEFINITION_KEYS, DEPTH};
use super::{fixes, pattern};
use crate::results::catalog::{Catalog, unfit_metrics};
use crate::results::tally::value_text;
use serde_json::Value;
use tessera_api::forms::{CheckReport, LinkChoice, LinkField};
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
    /// The languages it is written in, its own first.
    pub locales: Vec<String>,
    /// What a link may give along.
    pub given: Vec<LinkField>,
}

impl Examined {
    /// Whether nothing forbids publishing it.
    #[must_use]
    pub fn is_publishable(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }
}

/// Sanitises and reads the text of a definition. Of one that is no JSON only the remark is left.
#[must_use]
pub fn examine(source: &str) -> Examined {
    read(source).unwrap_or_else(|unread| Examined {
        definition: Value::Null,
        diagnostics: vec![unread.1],
        title: None,
        locales: Vec::new(),
        given: Vec::new(),
    })
}

/// The same with a place in the text for each remark, and a change that puts it right where there is one.
#[must_use]
pub fn check_source(source: &str) -> CheckReport {
    let examined = match read(source) {
        Ok(examined) => examined,
        Err(unread) => return refused(source, unread.0, unread.1),
    };
    let publishable = examined.is_publishable();
    let Examined { definition, diagnostics, title, .. } = examined;
    CheckReport { diagnostics: fixes::place(source, &definition, diagnostics, LIMITS), definition: Some(definition), title, publishable }
}

/// From which byte on a text cannot be read, and why.
type Unread = Box<(usize, Diagnostic)>;

/// Reads a text; where it cannot be read, says why and from which byte on.
fn read(source: &str) -> Result<Examined, Unread> {
    if source.len() > DEFINITION_BYTES {
        let limit = (DEFINITION_BYTES >> 20).to_string();
        let message = format!("The file is larger than {limit} MiB.");
        return Err(Box::new((0, with_limit(remark(Severity::Error, Code::FileSize, "", message), limit))));
    }
    scan::scan(source, LIMITS, &mut |_, _| ()).map_err(|error| Box::new((error.offset, fault(error.fault, &error.pointer))))?;
    let mut definition = serde_json::from_str(source).map_err(|_unread| Box::new((0, fault(Fault::Syntax, ""))))?;
    let cleaned = sanitize(&mut definition);
    Ok(examined(definition, Form::read(source), cleaned))
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
    let locales = form.locales();
    let title = form.title(locales.first().map_or("", String::as_str)).map(|title| title.string.to_string());
    let given = given(&form, locales.first().map_or("", String::as_str));
    Examined { definition, diagnostics, title, locales, given }
}

/// What a link to the form may give along.
fn given(form: &Form, locale: &str) -> Vec<LinkField> {
    let choice = |(value, text): (Value, String)| {
        let value = value.as_str().map(str::to_owned).or_else(|| value_text(&value))?;
        Some(LinkChoice { value, text })
    };
    let questions = form.questions_to_give().map(|info| LinkField {
        name: info.name.to_owned(),
        title: Some(info.title(locale).string.to_string()),
        several: info.is_multiple,
        choices: form.choice_texts(info.id, locale).into_iter().filter_map(choice).collect(),
    });
    let hidden = form.hidden_fields().map(|name| LinkField { name: name.to_owned(), title: None, several: false, choices: Vec::new() });
    questions.chain(hidden).collect()
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
    let change = if diagnostic.code == Code::Json.name() { repair(source, offset, LIMITS) } else { None };
    let length = source.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let placed = fixes::placed(&Places::new(source), offset, offset..offset + length, change, diagnostic);
    CheckReport { diagnostics: vec![placed], definition: None, title: None, publishable: false }
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

    /// The text once the first change that is offered is made.
    fn fixed(source: &str) -> Option<String> {
        let fix = check_source(source).diagnostics.into_iter().find_map(|placed| placed.fix)?;
        let units: Vec<u16> = source.encode_utf16().collect();
        let (start, end) = (fix.start as usize, fix.end as usize);
        Some(String::from_utf16(&[&units[..start], &fix.text.encode_utf16().collect::<Vec<_>>(), &units[end..]].concat()).unwrap())
    }

    #[test]
    fn one_press_puts_right_what_was_plainly_meant() {
        let element =
            |rest: &str| format!("{{\"title\": \"🙂\", \"elements\": [{{\"type\": \"text\", \"name\": \"visit_type\"}}, {rest}]}}");
        for (wrong, right) in [
            (
                r#"{"type": "text", "name": "b", "visibleIf": "{ visit_typ } = 1"}"#,
                r#"{"type": "text", "name": "b", "visibleIf": "{ visit_type } = 1"}"#,
            ),
            (r#"{"type": "txet", "name": "b"}"#, r#"{"type": "text", "name": "b"}"#),
            (r#"{"type": "text", "name": "b", "titel": "x"}"#, r#"{"type": "text", "name": "b", "title": "x"}"#),
            (r#"{"type": "text", "name": "visit_type"}"#, r#"{"type": "text", "name": "visit_type_2"}"#),
            (
                r#"{"type": "html", "name": "b", "html": "<b onclick='x'>\"b\"</b>"}"#,
                r#"{"type": "html", "name": "b", "html": "<b>\"b\"</b>"}"#,
            ),
            (r#"{"type": "text", "name": "b",}"#, r#"{"type": "text", "name": "b"}"#),
        ] {
            let fixed = fixed(&element(wrong));
            assert_eq!(fixed.as_deref(), Some(element(right).as_str()));
            assert_eq!(check_source(&fixed.unwrap()).diagnostics, []);
        }
    }

    #[test]
    fn a_property_is_not_renamed_to_one_that_stands_beside_it() {
        let source = r#"{"elements": [{"type": "text", "name": "a", "title": "x", "titel": "y"}]}"#;
        let report = check_source(source);
        assert_eq!((report.diagnostics[0].diagnostic.suggestion.as_deref(), &report.diagnostics[0].fix), (Some("title"), &None));
    }

    #[test]
    fn what_a_remark_is_about_is_marked() {
        let source = r#"{"elements": [{"type": "text", "name": "a", "visibleIf": "{a} = \"é\" and and {b}", "validators": [{"type": "regex", "regex": "a(b"}]}]}"#;
        let units: Vec<u16> = source.encode_utf16().collect();
        let marked: Vec<String> = check_source(source)
            .diagnostics
            .iter()
            .map(|placed| String::from_utf16(&units[placed.start as usize..placed.end as usize]).unwrap())
            .collect();
        assert_eq!(marked, ["{b}", "("]);
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
