//! The message files of the interface: where the page says they are, and their bytes.

use super::{Client, ClientError};
use std::collections::BTreeMap;

/// Language -> area -> address, as the build wrote it into the page.
fn addresses() -> BTreeMap<String, BTreeMap<String, String>> {
    let meta = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("meta[name='tessera:messages']").ok()?)
        .and_then(|meta| meta.get_attribute("content"));
    meta.and_then(|content| serde_json::from_str(&content).ok()).unwrap_or_default()
}

/// The bytes of one area of the messages in one language, given by its tag.
///
/// # Errors
/// When the page names none, or they do not come.
pub async fn message_bytes(language: &'static str, area: &str) -> Result<Vec<u8>, ClientError> {
    let all = addresses();
    let address = all.get(language).and_then(|own| own.get(area)).ok_or(ClientError::Strange(404))?;
    Client::new(language).bytes(address).await
}
