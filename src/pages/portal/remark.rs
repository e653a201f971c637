//! What is to be said about a definition, in the person's language. The server says it in English, by kinds that have names.

use crate::i18n::{I18n, Key, keys::portal::remark as keys};
use tessera_form::{Code, Diagnostic};

/// The sentence of a remark; the server's own for a kind that a newer server knows.
pub(super) fn sentence(i18n: I18n, remark: &Diagnostic) -> String {
    let Some(code) = Code::from_name(&remark.code) else { return remark.message.clone() };
    let params: Vec<(&str, String)> = remark.params.iter().map(|(name, value)| (name.as_str(), param(i18n, name, value))).collect();
    let params: Vec<(&str, &str)> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
    i18n.fill(key(code), &params)
}

/// Numbers as the language writes them, names and pieces of the definition as they stand there.
fn param(i18n: I18n, name: &str, value: &str) -> String {
    let number = matches!(name, "count" | "limit" | "position").then(|| value.parse().ok()).flatten();
    number.map_or_else(|| value.to_owned(), |number| i18n.number(number))
}

fn key(code: Code) -> Key {
    match code {
        Code::Json => keys::JSON,
        Code::NoObject => keys::NO_OBJECT,
        Code::TooDeep => keys::TOO_DEEP,
        Code::TooManyKeys => keys::TOO_MANY_KEYS,
        Code::RepeatedKey => keys::REPEATED_KEY,
        Code::FileSize => keys::FILE_SIZE,
        Code::NumberRange => keys::NUMBER_RANGE,
        Code::HalfCharacter => keys::HALF_CHARACTER,
        Code::ExpressionSyntax => keys::EXPRESSION_SYNTAX,
        Code::ExpressionEnd => keys::EXPRESSION_END,
        Code::ExpressionLength => keys::EXPRESSION_LENGTH,
        Code::ExpressionDepth => keys::EXPRESSION_DEPTH,
        Code::UnknownFunction => keys::UNKNOWN_FUNCTION,
        Code::UnknownName => keys::UNKNOWN_NAME,
        Code::RegexOpen => keys::REGEX_OPEN,
        Code::RegexSyntax => keys::REGEX_SYNTAX,
        Code::RegexUnsupported => keys::REGEX_UNSUPPORTED,
        Code::RegexUnbounded => keys::REGEX_UNBOUNDED,
        Code::UnknownType => keys::UNKNOWN_TYPE,
        Code::MissingType => keys::MISSING_TYPE,
        Code::NoWidget => keys::NO_WIDGET,
        Code::UnknownProperty => keys::UNKNOWN_PROPERTY,
        Code::NoEffect => keys::NO_EFFECT,
        Code::NoName => keys::NO_NAME,
        Code::NoChoices => keys::NO_CHOICES,
        Code::DuplicateChoice => keys::DUPLICATE_CHOICE,
        Code::EmptyScale => keys::EMPTY_SCALE,
        Code::UnknownInputType => keys::UNKNOWN_INPUT_TYPE,
        Code::ImageAddress => keys::IMAGE_ADDRESS,
        Code::NoAltText => keys::NO_ALT_TEXT,
        Code::DuplicateName => keys::DUPLICATE_NAME,
        Code::Cycle => keys::CYCLE,
        Code::Echo => keys::ECHO,
        Code::TooManyPages => keys::TOO_MANY_PAGES,
        Code::TooManyChoices => keys::TOO_MANY_CHOICES,
        Code::TooManyQuestions => keys::TOO_MANY_QUESTIONS,
        Code::NoQuestions => keys::NO_QUESTIONS,
        Code::MarkupCleaned => keys::MARKUP_CLEANED,
        Code::MetricUnfit => keys::METRIC_UNFIT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;
    use tessera_form::Form;

    fn placeholders(key: Key) -> BTreeSet<String> {
        let english: Value = serde_json::from_str(include_str!("../../../locales/en.json")).unwrap();
        let text = english.pointer(&format!("/{}", key.0.replace('.', "/"))).and_then(Value::as_str).unwrap();
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    }

    #[test]
    fn what_the_engine_finds_fills_its_sentence() {
        let element = |rest: &str| format!(r#"{{"elements": [{{"name": "a", {rest}}}]}}"#);
        let many = |what: &str, count: usize| vec![what; count].join(",");
        let sources = [
            "{".to_owned(),
            "[]".to_owned(),
            "{}".to_owned(),
            r#"{"title": 1, "title": 2}"#.to_owned(),
            format!(r#"{{"a": {}1{}}}"#, "[".repeat(70), "]".repeat(70)),
            element(r#""title": "no type""#),
            element(r#""type": "txt""#),
            element(r#""type": "matrixdynamic""#),
            element(r#""type": "text", "titel": 1"#),
            element(r#""type": "text", "maskType": "pattern""#),
            element(r#""type": "text", "inputType": "txet""#),
            element(r#""type": "radiogroup", "isRequired": true"#),
            element(r#""type": "image", "imageLink": "http://example.com/a.png""#),
            element(r#""type": "radiogroup", "choices": [1, 1]"#),
            element(r#""type": "rating", "rateMin": 5, "rateMax": 1"#),
            r#"{"elements": [{"type": "text"}]}"#.to_owned(),
            element(r#""type": "text", "visibleIf": "{b = 1""#),
            element(r#""type": "text", "visibleIf": "{a} = = 1""#),
            element(&format!(r#""type": "text", "visibleIf": "{}1{}""#, "(".repeat(70), ")".repeat(70))),
            element(&format!(r#""type": "text", "visibleIf": "{} 1""#, "1 + ".repeat(1_100))),
            element(r#""type": "text", "visibleIf": "nosuch({b})""#),
            element(r#""type": "text", "validators": [{"type": "regex", "regex": "(?=x)"}]"#),
            r#"{"elements": [{"type": "text", "name": "a"}, {"type": "text", "name": "a"}]}"#.to_owned(),
            r#"{"calculatedValues": [{"name": "x", "expression": "{x}"}]}"#.to_owned(),
            r#"{"elements": [{"type": "text", "name": "a", "setValueExpression": "{b}"}, {"type": "text", "name": "b", "setValueExpression": "{a}"}]}"#.to_owned(),
            format!(r#"{{"pages": [{}]}}"#, many("{}", 201)),
            element(&format!(r#""type": "dropdown", "choices": [{}]"#, many("1", 10_001))),
        ];
        let mut met = BTreeSet::new();
        for remark in sources.iter().flat_map(|source| Form::read(source).diagnostics) {
            let code = Code::from_name(&remark.code).unwrap();
            let params: BTreeSet<String> = remark.params.iter().map(|(name, _)| name.clone()).collect();
            assert!(placeholders(key(code)).is_subset(&params), "{remark:?}");
            met.insert(code.name());
        }
        // The server's own, and two that take a definition too long for a test.
        let elsewhere = [
            Code::FileSize,
            Code::NumberRange,
            Code::HalfCharacter,
            Code::RegexOpen,
            Code::RegexSyntax,
            Code::RegexUnbounded,
            Code::MarkupCleaned,
            Code::MetricUnfit,
            Code::TooManyKeys,
            Code::TooManyQuestions,
        ];
        let unmet: Vec<Code> = Code::ALL.iter().copied().filter(|code| !met.contains(code.name()) && !elsewhere.contains(code)).collect();
        assert_eq!(unmet, []);
    }
}
