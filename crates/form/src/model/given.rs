//! Which questions a link may answer to begin with; what it gives them is taken by `Session::take_given`.

use super::{Family, Form, QuestionInfo, SelectKind};
use crate::InputType;

impl Form {
    /// They, in the order of the form. What is secret is in no address, and what has parts in none that a person could write.
    pub fn questions_to_give(&self) -> impl Iterator<Item = QuestionInfo<'_>> {
        self.questions().filter(|info| info.repeated_in.is_none() && self.takes_given(info.id.0))
    }

    /// Whether the type of a question takes what a link gives.
    pub(crate) fn takes_given(&self, slot: u32) -> bool {
        match self.question(slot).map(|question| &question.family) {
            Some(Family::Text(def)) => {
                use InputType::{Date, Email, Number, Range, Tel, Text, Url};
                matches!(def.input, Text | Email | Tel | Url | Number | Range | Date)
            }
            Some(Family::Select(list)) => list.kind != SelectKind::Ranking,
            Some(Family::Comment(_) | Family::Boolean(_) | Family::Rating(_)) => true,
            _ => false,
        }
    }
}
