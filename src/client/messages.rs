//! The message files of the interface: where the page says they are, and what is in them.

use super::{Client, ClientError, json};
use serde_json::Value;

/// Language -> area -> address, as the build wrote it into the page.
fn addresses() -> Option<Value> {
    let document = web_sys::window()?.document()?;
    let meta = document.query_selector("meta[name='tessera:messages']").ok()??;
    json::parse(&meta.get_attribute("content")?)
}

/// One area of the messages in one language, given by its tag.
///
/// # Errors
/// When the page names none, or they do not come.
pub async fn message_file(language: &'static str, area: &str) -> Result<Value, ClientError> {
    let address = addresses().and_then(|all| json::string(all.get(language)?, area)).ok_or(ClientError::Strange(404))?;
    let text = Client::new(language).get_text(&address).await?;
    json::parse(&text).ok_or(ClientError::Strange(200))
}
