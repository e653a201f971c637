//! What is typed into a box with a mask: an answer once it is whole.

use super::Session;
use crate::model::Family;
use crate::text::mask::Mask;
use crate::{Changes, ElementId};
use serde_json::Value;

impl Session {
    /// Takes what stands in the box of a text. Where the box has a mask, the answer is what the text says, and none until it says something
    /// whole; anywhere else it is the text.
    pub fn type_in(&mut self, id: ElementId, text: &str) -> Changes {
        let form = self.form().clone();
        let Some(mask) = self.node(id.0).and_then(|node| mask_of(&form.question(node.slot)?.family)) else {
            return self.set(id, Some(Value::from(text)));
        };
        let answer = mask.answer(text);
        let unfinished = if answer.is_none() { text } else { "" };
        self.pending.setting = Some(id.0);
        self.set_value(id.0, answer);
        if let Some(node) = self.node_mut(id.0) {
            unfinished.clone_into(&mut node.other);
        }
        self.pending.touch(id.0);
        self.settle();
        self.changes()
    }

    /// Whether something stands in the box of a text that is no answer yet.
    pub(crate) fn is_unfinished(&self, id: u32, mask: &Mask) -> bool {
        let Some(node) = self.node(id).filter(|node| node.value.is_none() && !node.other.is_empty()) else { return false };
        mask.text(&Value::from("")).as_ref() != Some(&node.other)
    }
}

fn mask_of(family: &Family) -> Option<&Mask> {
    match family {
        Family::Text(text) => text.mask(),
        _ => None,
    }
}
