//! The contract between the app and the server: requests, responses, figures, problem bodies, route paths. serde only.
//!
//! Conventions (`docs/architecture.md`): JSON, RFC 9457 problems, `Idempotency-Key` on POST, `ETag`/`If-Match` on edits, opaque
//! cursors, UTC RFC 3339 instants, choice answers as values and never as label text.
#![warn(missing_docs)]

pub mod figures;
pub mod forms;
pub mod keys;
pub mod paths;
mod problem;
pub mod responses;
pub mod session;
pub mod texts;
pub mod versions;

pub use problem::{Problem, ProblemKind};

use serde::{Deserialize, Serialize};

/// One page of a list. `next` is an opaque cursor for the following page, absent at the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items, in the order of the list.
    pub items: Vec<T>,
    /// Where to go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What the public front page needs: who runs this installation and what may be tried.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hub {
    /// Name of the organisation.
    pub workspace: String,
    /// Published forms that their owners list on the front page.
    pub forms: Vec<forms::FormTeaser>,
}
