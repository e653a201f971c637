//! Why a request came to nothing: one type for all routes, turned into an RFC 9457 body at the edge, where the language is known.

use crate::http::messages::message;
use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tessera_api::{Problem, ProblemKind};
use tessera_form::{Diagnostic, FieldError, FieldErrors, Level};

/// Seconds after which it makes sense to try again when the server is busy.
const BUSY_SECONDS: u64 = 2;
/// The same where somebody has to make room first.
const FULL_SECONDS: u64 = 30;

/// A failure on its way to the edge.
#[derive(Clone, Debug)]
pub(crate) struct Failure(Box<Details>);

#[derive(Clone, Debug)]
struct Details {
    kind: ProblemKind,
    params: Vec<(String, String)>,
    errors: FieldErrors,
    diagnostics: Vec<Diagnostic>,
    retry_after_seconds: Option<u64>,
    close: bool,
    /// The words of the first error are those of the whole.
    errors_say_all: bool,
}

impl Failure {
    pub(crate) fn new(kind: ProblemKind) -> Self {
        let retry_after_seconds = match kind {
            ProblemKind::Unavailable => Some(BUSY_SECONDS),
            ProblemKind::DiskFull => Some(FULL_SECONDS),
            _ => None,
        };
        let close = kind == ProblemKind::TooLarge;
        Self(Box::new(Details {
            kind,
            params: Vec::new(),
            errors: Vec::new(),
            diagnostics: Vec::new(),
            retry_after_seconds,
            close,
            errors_say_all: false,
        }))
    }

    /// One request field is wrong.
    pub(crate) fn field(name: &str, code: &str) -> Self {
        Self::new(ProblemKind::InvalidField).errors([(name.to_owned(), vec![field_error(code)])])
    }

    /// A question that cannot be published as it is, under the name it has: nothing on the page is marked, so the problem itself says why.
    pub(crate) fn question_changed(name: &str, version: u32) -> Self {
        let params = vec![("name".to_owned(), name.to_owned()), ("version".to_owned(), version.to_string())];
        let error = FieldError { params, ..field_error("question-changed") };
        let mut failure = Self::new(ProblemKind::InvalidField).errors([(name.to_owned(), vec![error])]);
        failure.0.errors_say_all = true;
        failure
    }

    /// A cursor that is none of ours, or one of another list: no field somebody filled in, but a request that cannot be read.
    pub(crate) fn cursor() -> Self {
        let errors = [("cursor".to_owned(), vec![field_error("cursor-format")])];
        Self::new(ProblemKind::Malformed).param("reason", "cursor").errors(errors)
    }

    /// A value for a placeholder of the message.
    pub(crate) fn param(mut self, name: &str, value: impl ToString) -> Self {
        self.0.params.push((name.to_owned(), value.to_string()));
        self
    }

    pub(crate) fn errors(mut self, errors: impl IntoIterator<Item = (String, Vec<FieldError>)>) -> Self {
        self.0.errors = errors.into_iter().collect();
        self
    }

    pub(crate) fn diagnostics(mut self, diagnostics: Vec<Diagnostic>) -> Self {
        self.0.diagnostics = diagnostics;
        self
    }

    pub(crate) fn retry_after(mut self, seconds: u64) -> Self {
        self.0.retry_after_seconds = Some(seconds);
        self.param("seconds", seconds)
    }

    /// The answer in this language.
    pub(crate) fn render(&self, language: &str, request_id: &str) -> Response {
        let Details { kind, params, errors, diagnostics, retry_after_seconds, close, errors_say_all } = &*self.0;
        let first = || errors.first().filter(|_| *errors_say_all).and_then(|(_, found)| in_words(found.first()?, language).text);
        let key = kind.name().replace('-', "_");
        let problem = Problem {
            type_uri: format!("/problems/{}", kind.name()),
            kind: *kind,
            title: message(language, &format!("problem.{key}.title"), params).unwrap_or_else(|| kind.name().to_owned()),
            status: kind.status(),
            detail: first().or_else(|| message(language, &format!("problem.{key}.detail"), params)),
            instance: (!request_id.is_empty()).then(|| request_id.to_owned()),
            errors: errors
                .iter()
                .map(|(name, found)| (name.clone(), found.iter().map(|error| in_words(error, language)).collect()))
                .collect(),
            diagnostics: diagnostics.clone(),
        };
        let mut response = (status_of(*kind), serde_json::to_string(&problem).unwrap_or_default()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.append(header::VARY, HeaderValue::from_static("Accept-Language"));
        if let Ok(language) = HeaderValue::from_str(language) {
            headers.insert(header::CONTENT_LANGUAGE, language);
        }
        if let Some(challenge) = challenge(*kind, params) {
            headers.insert(header::WWW_AUTHENTICATE, challenge);
        }
        if let Some(seconds) = retry_after_seconds {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
        }
        if *close {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}

/// How to come with a key, for those who came without one that will do (RFC 6750). A session has no scheme of its own.
fn challenge(kind: ProblemKind, params: &[(String, String)]) -> Option<HeaderValue> {
    match kind {
        ProblemKind::Unauthorized | ProblemKind::WrongPassword => Some(HeaderValue::from_static("Bearer")),
        ProblemKind::UnknownKey => Some(HeaderValue::from_static("Bearer error=\"invalid_token\"")),
        ProblemKind::ScopeMissing => {
            let scope = params.iter().find(|(name, _)| name == "scope").map_or("", |(_, value)| value);
            HeaderValue::from_str(&format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\"")).ok()
        }
        _ => None,
    }
}

/// An error of a field that the server itself found.
pub(crate) fn field_error(code: &str) -> FieldError {
    FieldError { code: code.to_owned(), params: Vec::new(), text: None, level: Level::Error }
}

/// In words, for whoever reads the body: the author's own where the form has them, else ours for the code.
fn in_words(error: &FieldError, language: &str) -> FieldError {
    let own = || message(language, &format!("field.{}", error.code.replace('-', "_")), &error.params);
    let text = error.text.clone().or_else(own).or_else(|| answer_words(error, language));
    FieldError { text, ..error.clone() }
}

/// The sentence for a code of the form engine (see [`FieldError::code`]). Its limits go by one pair of names whatever they limit, so that a
/// language needs no sentence twice; none of them counts a noun, so that none needs plural forms.
fn answer_words(error: &FieldError, language: &str) -> Option<String> {
    let param = |names: [&str; 3]| {
        let found = error.params.iter().find(|(name, value)| names.contains(&name.as_str()) && !value.is_empty());
        found.map(|(_, value)| value.clone())
    };
    let low = param(["min", "minLength", "minCount"]).filter(|low| error.code == "min" || low != "0");
    let high = param(["max", "maxLength", "maxCount"]).filter(|high| error.code == "max" || high != "0");
    let limited = |[lowest, highest, between]: [&'static str; 3], otherwise| match (&low, &high) {
        (Some(_), None) => lowest,
        (None, Some(_)) => highest,
        (Some(_), Some(_)) => between,
        (None, None) => otherwise,
    };
    let name = match error.code.as_str() {
        "required" | "requireoneanswer" => "answer_required",
        "otherempty" => "answer_otherempty",
        "email" => "answer_email",
        "url" => "answer_url",
        "number" | "requirenumeric" => "answer_number",
        "min" if low.is_some() => "answer_value_low",
        "max" if high.is_some() => "answer_value_high",
        "numeric" => limited(["answer_value_low", "answer_value_high", "answer_value_between"], "answer_number"),
        "step" => "answer_step",
        "regex" => "answer_pattern",
        "text" | "toolong" => limited(["answer_text_low", "answer_text_high", "answer_text_between"], "answer_pattern"),
        "answercount" => limited(["answer_count_low", "answer_count_high", "answer_count_between"], "answer_impossible"),
        "expression" => "answer_expression",
        "unknownquestion" => "answer_unknownquestion",
        _ => "answer_impossible",
    };
    let mut params = error.params.clone();
    params.extend(low.map(|low| ("low".to_owned(), low)));
    params.extend(high.map(|high| ("high".to_owned(), high)));
    message(language, &format!("field.{name}"), &params)
}

fn status_of(kind: ProblemKind) -> StatusCode {
    StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status_of(self.0.kind).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let kind = match &error {
            StoreError::NotFound => ProblemKind::NotFound,
            StoreError::SlugTaken => ProblemKind::SlugTaken,
            StoreError::TooMany => return Self::field("name", "keys-many"),
            StoreError::EmailTaken => return Self::field("email", "email-taken"),
            StoreError::Stale => ProblemKind::Stale,
            StoreError::Closed => ProblemKind::Closed,
            StoreError::Erased => ProblemKind::Erased,
            StoreError::OtherVersion { version: 0 } => return Self::field("response_id", "id-taken"),
            StoreError::OtherVersion { version } => return Self::new(ProblemKind::WrongVersion).param("version", version),
            StoreError::KeyReused => ProblemKind::KeyReused,
            StoreError::Busy | StoreError::Gone => ProblemKind::Unavailable,
            StoreError::DiskFull => ProblemKind::DiskFull,
            StoreError::Database(reason) => {
                tracing::error!(%reason, "the database failed");
                ProblemKind::Internal
            }
        };
        Self::new(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::messages::LANGUAGES;

    fn words(code: &str, params: &[(&str, &str)], language: &str) -> String {
        let params = params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        in_words(&FieldError { params, ..field_error(code) }, language).text.unwrap_or_default()
    }

    #[test]
    fn every_code_of_the_engine_has_words_in_every_language() {
        let codes: [(&str, &[(&str, &str)]); 20] = [
            ("required", &[]),
            ("otherempty", &[]),
            ("email", &[]),
            ("url", &[]),
            ("requirenumeric", &[]),
            ("min", &[("min", "0")]),
            ("max", &[("max", "10")]),
            ("numeric", &[("min", "1"), ("max", "")]),
            ("numeric", &[("min", "1"), ("max", "5")]),
            ("numeric", &[]),
            ("step", &[("step", "0.5")]),
            ("regex", &[]),
            ("text", &[("minLength", "3"), ("maxLength", "0")]),
            ("text", &[("minLength", "3"), ("maxLength", "9")]),
            ("toolong", &[("maxLength", "20")]),
            ("answercount", &[("minCount", "2"), ("maxCount", "0")]),
            ("answercount", &[("minCount", "0"), ("maxCount", "2")]),
            ("expression", &[]),
            ("invalidinput", &[("reason", "type")]),
            ("unknownquestion", &[]),
        ];
        for (code, params) in codes {
            let english = words(code, params, "en");
            for language in LANGUAGES {
                let words = words(code, params, language);
                assert!(!words.is_empty() && !words.contains('{'), "{language} {code}: {words}");
                assert!(language == "en" || words != english, "{language} {code}: {words}");
                let limits =
                    params.iter().filter(|(name, value)| *name != "reason" && !value.is_empty() && (*value != "0" || code == "min"));
                limits.for_each(|(_, value)| assert!(words.contains(value), "{language} {code}: {words}"));
            }
        }
    }

    #[test]
    fn the_words_of_the_author_go_first() {
        let error = FieldError { text: Some("Ours is a small house.".to_owned()), ..field_error("max") };
        assert_eq!(in_words(&error, "he").text.as_deref(), Some("Ours is a small house."));
    }
}
