//! Signing in, who is signed in.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/session`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// E-mail.
    pub email: String,
    /// Password.
    pub password: String,
}

/// `PUT /api/v1/session/password`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPassword {
    /// The one in force.
    pub current: String,
    /// The one to be; at least 12 characters.
    pub new: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// E-mail.
    pub email: String,
    /// Name.
    pub name: String,
    /// Name of the organisation.
    pub workspace: String,
    /// IANA name of the time zone whose days are counted, and whose clock the portal shows.
    pub time_zone: String,
    /// Who runs the surveys, told to respondents where the name of the organisation does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Where respondents read how personal data is treated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
    /// What addresses told to people begin with, `https://ask.example`; absent where it is the one this was asked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}
