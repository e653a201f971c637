//! What a reload needs: answers, where the person is, what is shown as wrong.

use super::{Options, Session};
use crate::model::Form;
use crate::{FieldError, Host, State};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A session, put away. Made of names, so that it can be read beside the form it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The language asked for.
    pub locale: String,
    /// Where the person is in the survey.
    pub state: State,
    /// The page shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The answers.
    pub data: Map<String, Value>,
    /// The variables that a program set.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub variables: Map<String, Value>,
    /// Whether answers can only be looked at.
    #[serde(default)]
    pub read_only: bool,
    /// What is not in the answers, by question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<u32, Held>,
    /// Jumps made by triggers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<(u32, u32)>,
    /// Triggers that want the survey completed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub complete_by: BTreeMap<u32, Option<u32>>,
    /// The one question or panel shown, where the form shows one at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single: Option<u32>,
}

/// What a snapshot holds of one question beside its stored answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The answer as its input holds it, when that is not what is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// Whether the input holds something else than what is stored.
    #[serde(default, skip_serializing_if = "is_false")]
    differs: bool,
    /// Whether a person gave the answer, rather than a default.
    #[serde(default, skip_serializing_if = "is_false")]
    edited: bool,
    /// The words of "other", where they are no comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    other: String,
    /// Chosen values that went with their choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    dropped: Vec<Value>,
    /// What is shown as wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// Whether it is shown, where a trigger or a program decided that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    visible: Option<bool>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

impl Session {
    /// Puts the session away.
    pub fn snapshot(&self) -> Snapshot {
        let mut questions = BTreeMap::new();
        for (id, node) in (0..).zip(&self.nodes).filter(|(_, node)| node.is_live) {
            let held = self.held(id, node);
            if held != Held::default() {
                questions.insert(id, held);
            }
        }
        let calculated: Vec<String> = self.form.settings.calculated.iter().map(|value| value.name.to_lowercase()).collect();
        let variables = self.variables.as_object().into_iter().flatten().filter(|(name, _)| !calculated.contains(name));
        Snapshot {
            locale: self.locale.clone(),
            state: self.state,
            page: self.page.and_then(|page| self.form.element(page)).map(|page| page.name.to_string()),
            data: self.data.as_object().cloned().unwrap_or_default(),
            variables: variables.map(|(name, value)| (name.clone(), value.clone())).collect(),
            read_only: self.read_only,
            questions,
            skipped: self.skipped.clone(),
            complete_by: self.complete_by.clone(),
            single: self.single,
        }
    }

    fn held(&self, id: u32, node: &super::node::Node) -> Held {
        let element = self.form.element(node.slot);
        let stored = element.and_then(crate::model::Element::question).filter(|_| node.row.is_none());
        let stored = stored.and_then(|question| self.stored(&question.value_name));
        let differs = node.row.is_none() && self.question_of(id).is_some() && stored != node.value.as_ref();
        let is_decided = element.is_some_and(|element| element.visible_if.is_none() && element.visible != node.visible);
        Held {
            value: node.value.clone().filter(|_| differs),
            differs,
            edited: node.edited,
            other: node.other.clone(),
            dropped: node.dropped.clone(),
            errors: node.errors.clone(),
            visible: is_decided.then_some(node.visible),
        }
    }

    /// Takes up a session that was put away.
    pub fn restore(form: Arc<Form>, host: Arc<dyn Host>, snapshot: &Snapshot) -> Session {
        let options = Options { locale: snapshot.locale.clone(), variables: snapshot.variables.clone(), ..Options::default() };
        let mut session = Session::new(form, host, options);
        session.read_only = snapshot.read_only;
        session.replace_data(snapshot.data.clone(), false);
        for id in 0..u32::try_from(session.nodes.len()).unwrap_or(u32::MAX) {
            let held = snapshot.questions.get(&id).cloned().unwrap_or_default();
            if let Some(visible) = held.visible
                && let Some(node) = session.node_mut(id)
            {
                node.visible = visible;
            }
            let Some(node) = session.node_mut(id) else { continue };
            if held.differs {
                node.value = held.value;
            }
            node.edited = held.edited;
            node.other = held.other;
            node.dropped = held.dropped;
            node.errors = held.errors;
        }
        let session_form = session.form.clone();
        for (slot, formula) in (0..).zip(&session_form.formulas) {
            // Defaults are in the answers already; everything else follows from them.
            if formula.role.is_condition() && formula.role != crate::model::Role::DefaultValue {
                session.schedule(crate::model::FormulaId(slot), formula.owner);
            }
        }
        session.data = Value::Object(snapshot.data.clone());
        session.state = State::Running;
        session.run_conditions();
        session.data = Value::Object(snapshot.data.clone());
        session.state = snapshot.state;
        let page = snapshot.page.as_ref().and_then(|name| {
            let pages = &session.form.pages;
            pages.iter().copied().find(|page| session.form.element(*page).is_some_and(|page| *page.name == **name))
        });
        session.page = page;
        session.single = snapshot.single;
        session.skipped.clone_from(&snapshot.skipped);
        session.complete_by.clone_from(&snapshot.complete_by);
        session.pending = super::settle::Pending::default();
        session.notice_structure();
        session.pending.forget_changes();
        session
    }
}
