//! Whether a page is the first of this load.

use crate::signal::StoredValue;

/// The browser itself announces the first page; later ones take the focus to be announced.
#[derive(Clone, Copy)]
pub struct Arrival {
    later: StoredValue<bool>,
}

impl Arrival {
    /// Before any page.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it belongs to the owner it is made under, which a default would hide")]
    pub fn new() -> Self {
        Self { later: StoredValue::new(false) }
    }

    /// Whether a page was shown before this one.
    #[must_use]
    pub fn is_later(self) -> bool {
        let later = self.later.get_value();
        self.later.set_value(true);
        later
    }
}
