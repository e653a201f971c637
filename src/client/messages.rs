//! The message files of the interface: where the page says they are, and their bytes.

use super::{Client, ClientError};
use crate::i18n::{Locale, Messages};
use std::collections::BTreeMap;

/// Language -> area -> address, as the build wrote it into the page.
fn addresses() -> BTreeMap<String, BTreeMap<String, String>> {
    let meta = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("meta[name='tessera:messages']").ok()?)
        .and_then(|meta| meta.get_attribute("content"));
    meta.and_then(|content| serde_json::from_str(&content).ok()).unwrap_or_default()
}

/// The messages of these areas in one language.
///
/// # Errors
/// When one of them cannot be fetched or read; a half-spoken interface is worse than the one before.
pub async fn load_messages(locale: Locale, areas: &[&str]) -> Result<Messages, ClientError> {
    let all = addresses();
    let own = all.get(locale.tag());
    let mut messages = Messages::default();
    for area in areas {
        let address = own.and_then(|own| own.get(*area)).ok_or(ClientError::Strange(404))?;
        let bytes = Client::new(locale).bytes(address).await?;
        messages.add(area, &bytes).map_err(|_broken| ClientError::Strange(200))?;
    }
    Ok(messages)
}
