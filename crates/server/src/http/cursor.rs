//! Cursors of lists: the key of the last item, opaque and signed, so that one made by hand or for another list is refused.
//!
//! A page is "what comes behind this key" and never "what comes after so many": whatever is added or taken away between two pages, no item
//! is skipped and none comes twice.

use super::Failure;
use crate::app::App;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// Items of a page, when nothing is asked for, and at most.
pub(crate) const PAGE: u32 = 50;
const LONGEST_PAGE: u32 = 200;
/// Bytes of a signature.
const SIGNED: usize = 16;
/// A block of SHA-256.
const BLOCK: usize = 64;

/// How many items a page shall have.
pub(crate) fn limit(asked: Option<u32>) -> Result<u32, Failure> {
    let limit = asked.unwrap_or(PAGE);
    if limit == 0 || limit > LONGEST_PAGE { Err(Failure::field("limit", "limit-range")) } else { Ok(limit) }
}

/// The cursor behind the item `key` of `list`.
pub(crate) fn write(app: &App, list: &str, key: &[u8]) -> String {
    key.iter().chain(&sign(app, list, key)).map(|byte| format!("{byte:02x}")).collect()
}

/// The key in a cursor of `list`.
pub(crate) fn read(app: &App, list: &str, cursor: &str) -> Result<Vec<u8>, Failure> {
    let mut bytes = unhex(cursor).ok_or_else(Failure::cursor)?;
    let signature = bytes.split_off(bytes.len().checked_sub(SIGNED).ok_or_else(Failure::cursor)?);
    if bool::from(signature.ct_eq(&sign(app, list, &bytes))) { Ok(bytes) } else { Err(Failure::cursor()) }
}

/// The same page's address with another cursor, as the next one (RFC 8288).
pub(crate) fn link_next(mut response: Response, path: &str, limit: u32, next: Option<&str>) -> Response {
    let link = next.and_then(|next| HeaderValue::from_str(&format!("<{path}?limit={limit}&cursor={next}>; rel=\"next\"")).ok());
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}

/// HMAC-SHA-256 (RFC 2104), cut short: it keeps mistakes out, not secrets in. The random id of the workspace is the key.
fn sign(app: &App, list: &str, key: &[u8]) -> [u8; SIGNED] {
    let padded = |pad: u8| {
        let mut block = [pad; BLOCK];
        block.iter_mut().zip(app.workspace().0.as_bytes()).for_each(|(byte, own)| *byte ^= own);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(list).chain_update([0]).chain_update(key).finalize();
    let outer = Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize();
    let mut signature = [0; SIGNED];
    signature.iter_mut().zip(outer).for_each(|(byte, from)| *byte = from);
    signature
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = text.as_bytes().chunks(2);
    pairs.map(|pair| if let [high, low] = pair { Some(digit(high)? << 4 | digit(low)?) } else { None }).collect()
}
