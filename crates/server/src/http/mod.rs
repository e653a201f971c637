//! What every route shares: bodies read strictly, failures as problems, keys, sign-in, headers, the log.
//!
//! Knows the store only through the app. Routes are in `crate::routes`.

pub(crate) mod access;
pub(crate) mod auth;
pub(crate) mod body;
pub(crate) mod cursor;
mod edge;
mod failure;
mod front;
mod headers;
pub(crate) mod keys;
pub(crate) mod limit;
pub(crate) mod lockout;
mod messages;
pub(crate) mod metrics;
mod password;
pub(crate) mod reply;

pub(crate) use access::Operator;
pub use auth::random_token;
pub(crate) use edge::edge;
pub(crate) use failure::{Failure, field_error};

pub(crate) use front::ClientAddress;
pub use front::{Front, Limits, Network};
pub(crate) use messages::{LANGUAGES, is_right_to_left, negotiate, words};
pub(crate) use password::{PasswordGate, dummy_hash};
pub use password::{generate_password, hash_password};
