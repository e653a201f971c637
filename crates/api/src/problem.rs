//! RFC 9457 problem bodies.

use serde::{Deserialize, Serialize};
use tessera_form::FieldErrors;

/// What went wrong, in a form a program can act on. The last segment of `type` (`/problems/<kind>`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// 400: not JSON, or not the shape asked for.
    Malformed,
    /// 400: a POST without `Idempotency-Key`.
    KeyMissing,
    /// 401: nobody is signed in, or the session is over.
    Unauthorized,
    /// 401: e-mail and password do not belong together.
    WrongPassword,
    /// 401: an API key that is not known (any more).
    UnknownKey,
    /// 403: the API key lacks the scope that this needs.
    ScopeMissing,
    /// 403: signed in, but not allowed; or a request from another site.
    Forbidden,
    /// 403: single answers to an employees' form are never given out.
    Anonymous,
    /// 404
    NotFound,
    /// 405
    MethodNotAllowed,
    /// 409: the first request with this key is still being answered.
    InFlight,
    /// 409: the slug is taken.
    SlugTaken,
    /// 409: this version of the form is not one that was published.
    WrongVersion,
    /// 410: the form takes no more responses.
    Closed,
    /// 410: the response was deleted; a save does not bring it back.
    Erased,
    /// 412: somebody else changed it meanwhile.
    Stale,
    /// 413
    TooLarge,
    /// 415
    UnsupportedMedia,
    /// 422: the definition has errors (see `diagnostics`).
    InvalidForm,
    /// 422: answers that cannot be (see `errors`).
    InvalidAnswers,
    /// 422: the same key came with another body.
    KeyReused,
    /// 422: some other field is wrong (see `errors`).
    InvalidField,
    /// 428: an edit without `If-Match`.
    MatchMissing,
    /// 429: too many tries; `Retry-After` says when again.
    TooMany,
    /// 500
    Internal,
    /// 503: busy or starting; `Retry-After`.
    Unavailable,
    /// 507: no room on the disk.
    DiskFull,
}

impl ProblemKind {
    /// Every kind, in the order of their statuses.
    pub const ALL: [Self; 27] = [
        Self::Malformed,
        Self::KeyMissing,
        Self::Unauthorized,
        Self::WrongPassword,
        Self::UnknownKey,
        Self::ScopeMissing,
        Self::Forbidden,
        Self::Anonymous,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::InFlight,
        Self::SlugTaken,
        Self::WrongVersion,
        Self::Closed,
        Self::Erased,
        Self::Stale,
        Self::TooLarge,
        Self::UnsupportedMedia,
        Self::InvalidForm,
        Self::InvalidAnswers,
        Self::KeyReused,
        Self::InvalidField,
        Self::MatchMissing,
        Self::TooMany,
        Self::Internal,
        Self::Unavailable,
        Self::DiskFull,
    ];

    /// The HTTP status it comes with, and its name as on the wire.
    const fn facts(self) -> (u16, &'static str) {
        match self {
            Self::Malformed => (400, "malformed"),
            Self::KeyMissing => (400, "key-missing"),
            Self::Unauthorized => (401, "unauthorized"),
            Self::WrongPassword => (401, "wrong-password"),
            Self::UnknownKey => (401, "unknown-key"),
            Self::ScopeMissing => (403, "scope-missing"),
            Self::Forbidden => (403, "forbidden"),
            Self::Anonymous => (403, "anonymous"),
            Self::NotFound => (404, "not-found"),
            Self::MethodNotAllowed => (405, "method-not-allowed"),
            Self::InFlight => (409, "in-flight"),
            Self::SlugTaken => (409, "slug-taken"),
            Self::WrongVersion => (409, "wrong-version"),
            Self::Closed => (410, "closed"),
            Self::Erased => (410, "erased"),
            Self::Stale => (412, "stale"),
            Self::TooLarge => (413, "too-large"),
            Self::UnsupportedMedia => (415, "unsupported-media"),
            Self::InvalidForm => (422, "invalid-form"),
            Self::InvalidAnswers => (422, "invalid-answers"),
            Self::KeyReused => (422, "key-reused"),
            Self::InvalidField => (422, "invalid-field"),
            Self::MatchMissing => (428, "match-missing"),
            Self::TooMany => (429, "too-many"),
            Self::Internal => (500, "internal"),
            Self::Unavailable => (503, "unavailable"),
            Self::DiskFull => (507, "disk-full"),
        }
    }

    /// The HTTP status it comes with.
    #[must_use]
    pub const fn status(self) -> u16 {
        self.facts().0
    }

    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().1
    }
}

/// The body of every answer that is not a success (`application/problem+json`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/<kind>`.
    #[serde(rename = "type")]
    pub type_uri: String,
    /// The kind once more, for programs.
    pub kind: ProblemKind,
    /// One sentence in the language of the request.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What this one is about and what can be done, in the language of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Request id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Question name or request field -> what is wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "by_name")]
    #[cfg_attr(feature = "openapi", schema(value_type = std::collections::BTreeMap<String, Vec<tessera_form::FieldError>>))]
    pub errors: FieldErrors,
    /// Remarks about a definition, for [`ProblemKind::InvalidForm`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<tessera_form::Diagnostic>,
}

/// Pairs of name and errors as an object.
mod by_name {
    use serde::{Deserialize as _, Deserializer, Serializer};
    use std::collections::BTreeMap;
    use tessera_form::{FieldError, FieldErrors};

    pub(super) fn serialize<S: Serializer>(errors: &FieldErrors, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(errors.iter().map(|(name, found)| (name, found)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FieldErrors, D::Error> {
        BTreeMap::<String, Vec<FieldError>>::deserialize(deserializer).map(|errors| errors.into_iter().collect())
    }
}
