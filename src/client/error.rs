//! What can come back instead of an answer, by what the caller can do about it.

use tessera_api::{Problem, ProblemKind};

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientError {
    /// No answer came: no network, no server, or it went away midway. Trying again may help, and the request may have arrived.
    Offline,
    /// The server refused and says why, in the language of the interface.
    Problem {
        /// Its words.
        problem: Box<Problem>,
        /// Seconds to wait before another try, where it says so.
        retry_after: Option<u32>,
    },
    /// An answer nobody expects from this server: a proxy's page, another version.
    Strange(u16),
}

impl ClientError {
    /// The kind of problem, where the server named one.
    #[must_use]
    pub fn kind(&self) -> Option<ProblemKind> {
        match self {
            Self::Problem { problem, .. } => Some(problem.kind),
            Self::Offline | Self::Strange(_) => None,
        }
    }
}
