//! Two tabs of one browser with the same form: one person, one response. What one tab kept, the other takes up.

use super::keep::{Inner, Keeper, ROOM};
use crate::outbox::{Change, Draft};
use leptos::task::spawn_local;
use serde_json::{Map, Value};

/// Answers by name.
pub(super) type Answers = Map<String, Value>;

impl Keeper {
    /// The person comes to this tab: what was answered in another is here too.
    pub(super) fn look(self) {
        if self.is_open() {
            spawn_local(self.exchange(Box::new(move |kept| {
                self.join(kept);
                None
            })));
        }
    }

    pub(super) async fn exchange(self, change: Change) {
        if let Some(slug) = self.inner.try_with_value(|inner| inner.slug.clone()) {
            self.page.outbox.change_draft(slug, change).await;
        }
    }

    /// Takes up what another tab kept of the same form: this is the same response from now on.
    pub(super) fn join(self, kept: Option<Draft>) {
        let is_new = |inner: &Inner| {
            let theirs = kept.filter(|theirs| theirs.version == inner.version)?;
            let data = theirs.snapshot.data();
            (theirs.response_id != inner.response_id || data != inner.known).then_some((theirs, data))
        };
        let Some((theirs, data)) = self.inner.try_with_value(is_new).flatten() else { return };
        let ours = self.store.snapshot().data();
        let all = self.inner.try_update_value(|inner| {
            let room = if inner.response_id == theirs.response_id { 0 } else { ROOM };
            inner.response_id = theirs.response_id;
            inner.step = inner.step.max(theirs.step.saturating_add(room));
            inner.is_kept = true;
            inner.track.join(theirs.shown, theirs.active_millis);
            let all = merged(&inner.known, &ours, &data);
            inner.known = data;
            all
        });
        if let Some(all) = all.filter(|all| *all != ours) {
            self.store.set_answers(all);
        }
    }
}

/// The answers of this tab and of another, which both began at `known`. What one of them changed holds; what both changed stays as it is here.
pub(super) fn merged(known: &Answers, ours: &Answers, theirs: &Answers) -> Answers {
    let mut all = ours.clone();
    for name in theirs.keys().chain(known.keys()) {
        let (before, now) = (known.get(name), theirs.get(name));
        if before == now || ours.get(name) != before {
            continue;
        }
        match now {
            Some(answer) => drop(all.insert(name.clone(), answer.clone())),
            None => drop(all.remove(name)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(known: Value, ours: Value, theirs: Value, expected: Value) {
        let map = |value: Value| value.as_object().cloned().unwrap_or_default();
        assert_eq!(Value::Object(merged(&map(known), &map(ours), &map(theirs))), expected);
    }

    #[test]
    fn no_answer_of_either_tab_is_lost() {
        check(json!({}), json!({"a": 1}), json!({"b": 2}), json!({"a": 1, "b": 2}));
        check(json!({"a": 1}), json!({"a": 1}), json!({"a": 3, "b": 2}), json!({"a": 3, "b": 2}));
        check(json!({"a": 1, "b": 2}), json!({"a": 4, "b": 2}), json!({"a": 1}), json!({"a": 4}));
    }

    #[test]
    fn what_both_changed_stays_as_it_is_here() {
        check(json!({"a": 1}), json!({"a": 2}), json!({"a": 3}), json!({"a": 2}));
        check(json!({"a": 1}), json!({}), json!({"a": 3}), json!({}));
        check(json!({"a": 1}), json!({"a": 2}), json!({}), json!({"a": 2}));
    }
}
