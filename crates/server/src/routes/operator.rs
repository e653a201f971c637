//! `/operator`: what only the program's own commands may ask for. No part of the API; to others it does not exist.

use crate::app::App;
use crate::http::Failure;
use crate::http::access::Operator;
use crate::http::body::Json;
use crate::store::UserRecord;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where people are added.
pub(crate) const USERS: &str = "/operator/users";

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
