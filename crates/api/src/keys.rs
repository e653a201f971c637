//! API keys: what a program shows instead of signing in.

use serde::{Deserialize, Serialize};

/// What every key begins with, so that those who look for leaked secrets find it.
pub const PREFIX: &str = "tsr_live_";

/// What a key may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    /// The list of forms, their drafts, checks.
    #[serde(rename = "forms:read")]
    FormsRead,
    /// New forms, drafts, publishing, closing.
    #[serde(rename = "forms:write")]
    FormsWrite,
    /// Single responses of customers' forms.
    #[serde(rename = "responses:read")]
    ResponsesRead,
    /// Sending responses in.
    #[serde(rename = "responses:write")]
    ResponsesWrite,
    /// Figures and comments.
    #[serde(rename = "results:read")]
    ResultsRead,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::FormsRead, Self::FormsWrite, Self::ResponsesRead, Self::ResponsesWrite, Self::ResultsRead];

    /// Its name on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FormsRead => "forms:read",
            Self::FormsWrite => "forms:write",
            Self::ResponsesRead => "responses:read",
            Self::ResponsesWrite => "responses:write",
            Self::ResultsRead => "results:read",
        }
    }

    /// The scope of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// A key as its keepers see it. The secret is not among it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiKey {
    /// Part of its address, and of the key itself.
    pub id: String,
    /// What the key begins with, up to the secret.
    pub prefix: String,
    /// What it is for, in the words of whoever made it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// The last day on which it counts, `YYYY-MM-DD`; absent when it does not run out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    /// The day of its last use, `YYYY-MM-DD`; absent when it was never used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_on: Option<String>,
}

/// `POST /api/v1/keys`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiKey {
    /// What it is for.
    pub name: String,
    /// What it may be used for; at least one.
    pub scopes: Vec<Scope>,
    /// The last day on which it counts, `YYYY-MM-DD` in the time zone of the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
}

/// A key that was just made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeApiKey {
    /// The key.
    #[serde(flatten)]
    pub key: ApiKey,
    /// The whole of it with its secret. Given this once: it is not kept, so a repeated request is answered without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}
