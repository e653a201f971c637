//! Answers not yet accepted: kept on the device until the server has them, sent once.
//!
//! Invariants: a save has its key before it is first sent, and keeps it; a save leaves the outbox only when the server said it has it, or
//! when a newer save of the same response replaces it; a refusal for good stays and is shown, and one by a closed
//! form until that is found open again. A save that the device does not take is kept in
//! the page and sent from there; a draft goes with the last save being kept or having arrived. One response that cannot be sent does
//! not hold up another. One sender an origin, whichever tab it is in, and one at a time to change a draft. The only place but `app/session` that touches browser storage.

mod choices;
mod db;
mod drafts;
mod entry;
mod id;
mod lock;
mod sender;
mod status;

pub use choices::Choices;
pub use drafts::Change;
pub use entry::{Draft, Entry, Refusal, backoff_millis};
pub use id::time_ordered_uuid;
pub use sender::Outbox;
pub use status::{Delivery, Status};
