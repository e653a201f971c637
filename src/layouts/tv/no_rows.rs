//! What `rows` is for programs without tables: nothing, at no weight.

use crate::widgets::survey::Question;

#[derive(Clone, Copy)]
pub(super) struct Rows;

impl Rows {
    pub(super) fn new() -> Self {
        Self
    }

    pub(super) fn place(self, _: Question) -> u32 {
        0
    }

    pub(super) fn forward(self, _: Question) -> bool {
        false
    }

    pub(super) fn back(self, _: Question) -> bool {
        false
    }

    pub(super) fn can_go_back(self, _: Question) -> bool {
        false
    }

    pub(super) fn enter(self, _: Option<Question>) {}

    pub(super) fn enter_last(self, _: Option<Question>) {}

    pub(super) fn enter_wrong(self, _: Question) {}
}
