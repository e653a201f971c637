//! The one door to numbers: what each change of a response does to the counters.

use crate::definition::Published;
use crate::store::{StoreResult, StoredResponse, WorkspaceId};
use rusqlite::Connection;

/// Called inside the transaction of each change of a response, with what was kept before and what is kept now.
///
/// # Errors
/// When a counter cannot be written; the change is undone with it.
pub(crate) fn on_response_change(
    _tx: &Connection,
    _workspace: WorkspaceId,
    _form: &Published,
    _before: Option<&StoredResponse>,
    _after: &StoredResponse,
) -> StoreResult<()> {
    Ok(())
}
