//! What a person is told about their answers on the way.

use super::Refusal;
use crate::client::{json::object, receipt};
use serde_json::Value;
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

impl Delivery {
    /// For another program of the same page. What is on its way is on the device, and that program sends it.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Arrived(receipt) => object([
                ("response_id", receipt.response_id.as_str().into()),
                ("step", receipt.step.into()),
                ("completed", receipt.completed.into()),
            ]),
            Self::Refused(refusal) => refusal.json(),
            Self::Nothing => Value::Null,
            Self::OnTheWay | Self::Waiting => Value::Bool(true),
        }
    }

    /// What another program of the same page said.
    #[must_use]
    pub fn read(value: &Value) -> Self {
        match (receipt(value), Refusal::read(value)) {
            (Some(receipt), _) => Self::Arrived(receipt),
            (None, Some(refusal)) => Self::Refused(refusal),
            _ if value.is_null() => Self::Nothing,
            _ => Self::Waiting,
        }
    }
}

/// The state of the outbox, for a page that shows one response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// The response of this page.
    pub delivery: Delivery,
    /// Somebody only tries the form: its saves are as if they had arrived, and go nowhere.
    pub is_test: bool,
    /// Whether what is kept outlives the page.
    pub is_durable: bool,
    /// Whether the device has something of what is being answered.
    pub is_kept: bool,
    /// Saves of other responses that still wait.
    pub others: usize,
}
