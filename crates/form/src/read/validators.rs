//! Reads the validators of a question.

use super::builder::Builder;
use super::place::Place;
use super::{properties, suggest};
use crate::model::{Check, Pattern, Role, Validator};
use crate::{Level, Severity};
use serde_json::Value;

const KINDS: [&str; 6] = ["numeric", "text", "answercount", "regex", "email", "expression"];

/// Reads `validators` of the question in `slot`.
pub(super) fn read_validators(builder: &mut Builder, place: &Place<'_>, slot: u32) -> Vec<Validator> {
    let mut validators = Vec::new();
    for mut one in place.places("validators", "surveyvalidator") {
        let kind = one.text("type").unwrap_or_default().to_lowercase();
        let kind = kind.strip_suffix("validator").unwrap_or(&kind).to_owned();
        let class = format!("{kind}validator");
        if !properties::is_class(&class) || kind == "survey" {
            let near = suggest::nearest(&kind, KINDS.into_iter());
            let message = format!("There is no validator of type “{kind}”.");
            builder.suggest(Severity::Error, "unknown-type", &one.at("type"), message, &[("type", &kind)], near);
            continue;
        }
        one.class = class;
        builder.check_names(&one, &[]);
        let check = match kind.as_str() {
            "numeric" => Check::Numeric { min: one.number("minValue"), max: one.number("maxValue") },
            "text" => Check::Text {
                min: one.count("minLength").unwrap_or(0),
                max: one.count("maxLength").unwrap_or(0),
                digits: one.flag("allowDigits", true),
            },
            "answercount" => Check::AnswerCount { min: one.count("minCount").unwrap_or(0), max: one.count("maxCount").unwrap_or(0) },
            "regex" => read_regex(builder, &one),
            "email" => Check::Email,
            _ => Check::Expression(builder.formula(&one, "expression", Some(slot), Role::OnDemand)),
        };
        let level = match one.text("notificationType").map(str::to_lowercase).as_deref() {
            Some("warning") => Level::Warning,
            Some("info") => Level::Info,
            _ => Level::Error,
        };
        validators.push(Validator { check, text: builder.loc(&one, "text"), level });
    }
    validators
}

fn read_regex(builder: &mut Builder, place: &Place<'_>) -> Check {
    let pattern = place.get("regex").and_then(Value::as_str).unwrap_or_default().to_owned();
    let case_insensitive = place.flag("caseInsensitive", false);
    let pointer = place.at("regex");
    if let Some(construct) = javascript_only(&pattern) {
        let message = format!("This pattern uses “{construct}”, which browser and server cannot run alike.");
        let params = [("near", construct), ("pattern", pattern.as_str())];
        builder.remark(Severity::Error, "regex-unsupported", &pointer, message, &params);
    }
    if !pattern.is_empty() {
        builder.patterns.push(Pattern { pointer, pattern: pattern.clone(), case_insensitive });
    }
    Check::Regex { pattern, case_insensitive }
}

/// The first construct of a pattern that a linear engine cannot run: look-around or a reference to a group.
fn javascript_only(pattern: &str) -> Option<&'static str> {
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('1'..='9') if !in_class => return Some("\\1"),
                Some('k') if !in_class && chars.peek() == Some(&'<') => return Some("\\k"),
                Some('c') => return Some("\\c"),
                _ => {}
            },
            '[' if !in_class => {
                in_class = true;
                // `[]` is nothing and `[^]` is anything in JavaScript, an open class elsewhere.
                if chars.peek() == Some(&'^') {
                    chars.next();
                }
                if chars.peek() == Some(&']') {
                    return Some("[]");
                }
            }
            // Linear engines nest classes and know set operators inside them; JavaScript takes them as they stand.
            '[' if in_class => return Some("[["),
            '&' if in_class && chars.peek() == Some(&'&') => return Some("&&"),
            '~' if in_class && chars.peek() == Some(&'~') => return Some("~~"),
            '-' if in_class && chars.peek() == Some(&'-') => return Some("--"),
            ']' => in_class = false,
            '(' if !in_class && chars.peek() == Some(&'?') => {
                chars.next();
                match chars.next() {
                    Some('=') => return Some("(?="),
                    Some('!') => return Some("(?!"),
                    Some('<') if matches!(chars.peek(), Some('=' | '!')) => return Some("(?<="),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::javascript_only;

    #[test]
    fn constructs_of_javascript_alone_are_found() {
        let check = |pattern: &str, expected: Option<&str>| assert_eq!(javascript_only(pattern), expected, "{pattern}");
        check(r"^\d{4}-\d{2}$", None);
        check(r"(?:a|b)+", None);
        check(r"(?<year>\d+)", None);
        check(r"\\1", None);
        check(r"[(?=]", None);
        check(r"(?=.*\d)", Some("(?="));
        check(r"(?<!a)b", Some("(?<="));
        check(r"(a)\1", Some("\\1"));
        check(r"[^]", Some("[]"));
        check(r"[a&&b]", Some("&&"));
    }
}
