//! What becomes of answers whose choice is not offered any more.

use super::Session;
use crate::model::{Composite, Family, SelectDef};
use crate::text::is_same_choice;
use serde_json::Value;

impl Session {
    /// Which choices are offered changed: chosen ones that went are dropped, those that came back are chosen again.
    pub(super) fn choices_changed(&mut self, id: u32) {
        self.pending.touch(id);
        if self.pending.is_loading {
            return;
        }
        self.drop_unoffered(id);
        if let Some(key) = self.key_of(id) {
            self.lenders_changed(&key);
        }
    }

    /// Drops chosen values that are not offered.
    pub(super) fn drop_unoffered(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(family) = self.question_in(&form, id).map(|question| &question.family) else { return };
        let offered = self.offered_values(id);
        let is_offered = |value: &Value| is_among(&offered, value);
        let (multiple, keeps_unknown) = match family {
            Family::Select(list) => (list.multiple, list.has_other()),
            Family::Rating(_) => (false, false),
            _ => return,
        };
        let stays = |session: &Session, value: &Value| {
            is_offered(value) || (keeps_unknown && family.select().is_some_and(|list| session.has_unknown(id, list, value)))
        };
        if !multiple {
            let is_gone = self.value(id).is_some_and(|value| !stays(self, value));
            if is_gone {
                self.clear_value(id);
            }
            return;
        }
        let before = self.chosen_values(id);
        if Composite::HERE.is_some() && family.select().is_some_and(SelectDef::ranks_all) {
            return self.rank_whole(id, before, offered);
        }
        let dropped = self.node(id).map(|node| node.dropped.clone()).unwrap_or_default();
        let (mut kept, mut still_gone, mut gone) = (Vec::new(), Vec::new(), Vec::new());
        for value in &before {
            if stays(self, value) { &mut kept } else { &mut gone }.push(value.clone());
        }
        for value in dropped {
            if !is_offered(&value) {
                still_gone.push(value);
            } else if !before.contains(&value) {
                kept.push(value);
            }
        }
        still_gone.append(&mut gone);
        if kept != before {
            self.set_value(id, Some(Value::Array(kept)));
        }
        if let Some(node) = self.node_mut(id) {
            node.dropped = still_gone;
        }
    }

    /// What is ranked is ranked whole: a choice that went takes its rank with it, one that came is last.
    fn rank_whole(&mut self, id: u32, before: Vec<Value>, offered: Vec<Value>) {
        if before.is_empty() {
            return;
        }
        let mut order: Vec<Value> = before.iter().filter(|value| is_among(&offered, value)).cloned().collect();
        let new: Vec<Value> = offered.into_iter().filter(|value| !is_among(&order, value)).collect();
        order.extend(new);
        if order.is_empty() {
            self.clear_value(id);
        } else if order != before {
            self.set_value(id, Some(Value::Array(order)));
        }
    }

    #[inline(never)]
    fn offered_values(&self, id: u32) -> Vec<Value> {
        self.offered(id).into_iter().map(|item| item.choice.value.clone()).collect()
    }

    /// The chosen values, to be changed.
    #[inline(never)]
    pub(super) fn chosen_values(&self, id: u32) -> Vec<Value> {
        self.chosen(id).into_iter().cloned().collect()
    }

    /// At completion: drops chosen values that are not offered.
    pub(super) fn drop_unused(&mut self, id: u32) {
        let form = self.form.clone();
        let Some(question) = self.question_in(&form, id) else { return };
        if let Family::Matrix(..) = &question.family {
            return self.drop_hidden_cells(id);
        }
        let Family::Select(list) = &question.family else { return };
        let keeps_unknown = list.has_other() && !self.stores_other_as_comment(id);
        if keeps_unknown {
            return;
        }
        let offered = self.offered_values(id);
        let mut kept = self.chosen_values(id);
        let before = kept.len();
        kept.retain(|value| is_among(&offered, value));
        if kept.len() == before {
            return;
        }
        if list.multiple && !kept.is_empty() {
            self.set_value(id, Some(Value::Array(kept)));
        } else {
            self.clear_value(id);
        }
    }

    /// Questions that take over choices from the one of this key find out theirs again.
    pub(super) fn lenders_changed(&mut self, key: &str) {
        let form = self.form.clone();
        for slot in form.borrowers.get(key) {
            for id in self.nodes_of(*slot) {
                self.pending.structure = true;
                self.choices_changed(id);
            }
        }
    }
}

fn is_among(values: &[Value], value: &Value) -> bool {
    values.iter().any(|other| is_same_choice(other, value))
}
