//! What a person is told about their answers on the way.

use super::Refusal;
use tessera_api::responses::Receipt;

/// How the last save of one response is getting on.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Delivery {
    /// Nothing was saved yet.
    #[default]
    Nothing,
    /// On the device, on its way.
    OnTheWay,
    /// On the device; the server could not be reached and will be tried again.
    Waiting,
    /// The server has it.
    Arrived(Receipt),
    /// The server will never take it.
    Refused(Refusal),
}

/// The state of the outbox, for a page that shows one response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// The response of this page.
    pub delivery: Delivery,
    /// Whether what is kept outlives the page.
    pub is_durable: bool,
    /// Saves of other responses that still wait.
    pub others: usize,
}
