//! `/operator`: what only the program's own commands may ask for. No part of the API; to others it does not exist.

use crate::app::App;
use crate::http::Failure;
use crate::http::access::Operator;
use crate::http::body::Json;
use crate::store::UserRecord;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tessera_api::ProblemKind;
use tokio::io::AsyncReadExt as _;
use uuid::Uuid;

/// Where people are added.
pub(crate) const USERS: &str = "/operator/users";

/// Where a copy of everything comes from.
pub(crate) const BACKUP: &str = "/operator/backup";

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

/// Somebody who shall sign in.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct NewUser {
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) password: String,
}

pub(super) async fn add_user(_operator: Operator, State(app): State<App>, Json(new): Json<NewUser>) -> Result<StatusCode, Failure> {
    let email = new.email.trim().to_lowercase();
    let is_address =
        email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !email.contains(char::is_whitespace));
    if !is_address {
        return Err(Failure::field("email", "email-format"));
    }
    super::session::check_new_password("password", &new.password)?;
    let password_hash = app.passwords().hash(new.password).await?;
    let user = UserRecord { id: Uuid::now_v7(), email, name: new.name.trim().to_owned(), password_hash };
    app.store().create_user(app.workspace(), user, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A name of its own for a copy that is being sent.
fn scratch_name() -> String {
    format!("backup-{}.part", Uuid::new_v4().simple())
}

/// Whether a file is such a copy, by its whole name: a backup that somebody keeps in the data folder is theirs.
pub(crate) fn is_scratch(name: &str) -> bool {
    let id = name.strip_prefix("backup-").and_then(|rest| rest.strip_suffix(".part"));
    id.is_some_and(|id| id.len() == 32 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

/// Everything as it is now. Answers of employees are in it like all others: whoever runs the installation can read its files anyway.
pub(super) async fn backup(_operator: Operator, State(app): State<App>) -> Result<Body, Failure> {
    let copy = Copy { path: app.scratch().join(scratch_name()) };
    app.store().copy_to(&copy.path).await?;
    let file = tokio::fs::File::open(&copy.path).await.map_err(|error| {
        tracing::error!(%error, "the copy cannot be read");
        Failure::new(ProblemKind::Internal)
    })?;
    Ok(Body::from_stream(stream::try_unfold((file, copy), async |(mut file, copy)| {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then_some((chunk, (file, copy))))
    })))
}

/// A copy that is there as long as it is sent.
struct Copy {
    path: PathBuf,
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_file(&self.path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "the copy of a backup was left behind");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_by_its_whole_name() {
        assert!(is_scratch(&scratch_name()));
        for name in
            ["backup-mon.db", "backup-mon.db.part", "backup-.part", "backup-2026.part", "backup-0123456789ABCDEF0123456789ABCDEF.part"]
        {
            assert!(!is_scratch(name), "{name}");
        }
    }
}
