//! The words of the interface: fetched by the client, read by `i18n`.

use crate::{
    client::{ClientError, message_file},
    i18n::{Locale, Messages},
};

/// The messages of these areas in one language.
///
/// # Errors
/// When one of them cannot be fetched or read; a half-spoken interface is worse than the one before.
pub async fn load_messages(locale: Locale, areas: &[&str]) -> Result<Messages, ClientError> {
    let mut messages = Messages::default();
    for area in areas {
        let file = message_file(locale.tag(), area).await?;
        messages.add(area, file).map_err(|_broken| ClientError::Strange(200))?;
    }
    Ok(messages)
}
