//! What a reload needs: answers, where the person is, what is shown as wrong.
//!
//! A snapshot is JSON from the start: it goes into the browser's storage and comes from there, and nothing else reads it. The names
//! in it are a contract with what devices hold.

use super::node::RowId;
use super::{COMMENT, Session};
use crate::model::{Form, RowsKind};
use crate::text::{digits, items};
use crate::{ElementId, FieldError, Host, State};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Most places a list of flags may name.
const MAX_FLAGS: usize = 10_000;

/// A session, put away. Made of names, so that it can be read beside the form it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Snapshot(Map<String, Value>);

impl Snapshot {
    /// As JSON.
    pub fn to_value(&self) -> Value {
        Value::Object(self.0.clone())
    }

    /// The answers in it.
    pub fn data(&self) -> Map<String, Value> {
        self.0.get("data").and_then(Value::as_object).cloned().unwrap_or_default()
    }

    /// From JSON; `None` when it is no snapshot.
    pub fn from_value(value: &Value) -> Option<Self> {
        value.as_object().cloned().map(Self)
    }
}

/// An object in the making.
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// Puts a value that says something: neither null nor false, nor empty.
    fn note(&mut self, name: &str, value: Value) {
        let says_nothing = match &value {
            Value::Null | Value::Bool(false) => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            _ => false,
        };
        if !says_nothing {
            self.put(name, value);
        }
    }

    /// Puts a value, whatever it is.
    fn keep(&mut self, name: &str, value: Option<&Value>) {
        if let Some(value) = value {
            self.put(name, value.clone());
        }
    }
}

fn number(number: Option<u32>) -> Value {
    number.map_or(Value::Null, Value::from)
}

fn as_u32(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn as_usize(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

/// The places at which flags are set.
fn places(flags: &mut dyn Iterator<Item = bool>) -> Value {
    let mut places = Vec::new();
    for (at, on) in flags.enumerate() {
        if on {
            places.push(Value::from(at));
        }
    }
    Value::Array(places)
}

/// The places in a list of them.
fn list(value: Option<&Value>) -> Vec<usize> {
    items(value).iter().filter_map(as_usize).collect()
}

fn flags(value: Option<&Value>) -> Vec<bool> {
    let places = list(value);
    let most = places.iter().max().map_or(0, |most| most.saturating_add(1).min(MAX_FLAGS));
    let mut flags = vec![false; most];
    for place in places {
        flags.get_mut(place).into_iter().for_each(|flag| *flag = true);
    }
    flags
}

impl Session {
    /// Puts the session away.
    pub fn snapshot(&self) -> Snapshot {
        let mut elements = Map::new();
        for (place, id) in (0_u32..).zip(self.all_nodes()) {
            let held = self.held(id);
            if !held.is_empty() {
                elements.insert(digits(place.into()), Value::Object(held));
            }
        }
        let page = self.page.and_then(|page| self.form.element(page));
        let mut fields = Fields(Map::new());
        fields.put("locale", Value::from(self.locale.as_str()));
        fields.put("state", Value::from(self.state.name()));
        fields.put("data", self.data.clone());
        fields.put("read_only", Value::Bool(self.read_only));
        fields.note("variables", self.variables.clone());
        fields.note("elements", Value::Object(elements));
        let pair = |(from, to): &(u32, u32)| Value::Array(vec![Value::from(*from), Value::from(*to)]);
        fields.note("skipped", Value::Array(self.skipped.iter().map(pair).collect()));
        let mut complete_by = Map::new();
        for (trigger, page) in &self.complete_by {
            complete_by.insert(digits((*trigger).into()), number(*page));
        }
        fields.note("complete_by", Value::Object(complete_by));
        if let Some(page) = page {
            fields.put("page", Value::from(&*page.name));
        }
        fields.note("single", number(self.single));
        Snapshot(fields.0)
    }

    /// Where an element stands among all that are there, pages and what is in panels included: what a draft keeps in the place of its id, since a
    /// session taken up again numbers what repeats anew.
    pub fn place_of(&self, id: ElementId) -> Option<u32> {
        let at = self.all_nodes().iter().position(|node| *node == id.0)?;
        u32::try_from(at).ok()
    }

    /// The element that stands at a place.
    pub fn at_place(&self, place: u32) -> Option<ElementId> {
        self.all_nodes().get(place as usize).copied().map(ElementId)
    }

    /// Every live node: pages in order, what is in them, rows after what is in a question.
    fn all_nodes(&self) -> Vec<u32> {
        let mut waiting: Vec<u32> = self.form.pages.iter().rev().copied().collect();
        let mut found = Vec::new();
        while let Some(id) = waiting.pop() {
            found.push(id);
            self.push_inside(id, &mut waiting);
        }
        found
    }

    /// Puts what is in an element onto a stack, the first on top.
    fn push_inside(&self, id: u32, waiting: &mut Vec<u32>) {
        let from = waiting.len();
        waiting.extend(self.children_of(id));
        for row in self.rows_of(id) {
            waiting.extend(self.top_of(row));
        }
        if let Some(inside) = waiting.get_mut(from..) {
            inside.reverse();
        }
    }

    /// What is stored of a question: its answer and its comment.
    pub(super) fn stored_of(&self, id: u32) -> (Option<Value>, String) {
        let none = (None, String::new());
        let (Some(node), Some(question)) = (self.node(id), self.question_of(id)) else { return none };
        let holder = match node.row {
            None => Some(&self.data),
            Some(row) => self.stored_row(row),
        };
        let Some(fields) = holder.and_then(Value::as_object) else { return none };
        let comment = fields.get(&[&*question.value_name, COMMENT].concat()).and_then(Value::as_str);
        (fields.get(&*question.value_name).cloned(), comment.unwrap_or_default().to_owned())
    }

    /// The part of a question's answer that belongs to a row.
    fn stored_row(&self, row: RowId) -> Option<&Value> {
        let row = self.row(row).map(|found| (row, found))?;
        let owner = self.node(row.1.owner)?;
        let answer = owner.value.as_ref()?;
        match self.dynamic(row.1.owner)?.kind {
            RowsKind::One => Some(answer),
            RowsKind::Named => answer.get(crate::text::plain(row.1.name.as_ref()?)),
            RowsKind::Listed => answer.get(owner.rows.iter().position(|other| *other == row.0)?),
        }
    }

    /// What there is to keep of one element beside its stored answer.
    fn held(&self, id: u32) -> Map<String, Value> {
        let mut fields = Fields(Map::new());
        let Some(node) = self.node(id) else { return fields.0 };
        let Some(element) = self.form.element(node.slot) else { return fields.0 };
        let (value, comment) = self.stored_of(id);
        // The answer as its input holds it, when that is not what is stored.
        if value != node.value {
            fields.put("differs", Value::Bool(true));
            fields.keep("value", node.value.as_ref());
        }
        if comment != node.comment {
            fields.put("comment", Value::from(node.comment.as_str()));
        }
        fields.note("edited", Value::Bool(node.edited));
        fields.note("other", Value::from(node.other.as_str()));
        fields.note("dropped", Value::Array(node.dropped.clone()));
        fields.note("errors", Value::Array(node.errors.iter().map(FieldError::to_json).collect()));
        if (element.visible, element.read_only, element.required) != (node.visible, node.read_only, node.required) {
            fields.put("flags", Value::Array([node.visible, node.read_only, node.required].map(Value::Bool).to_vec()));
        }
        fields.note("hidden", places(&mut node.hidden_choices.iter().copied()));
        fields.note("disabled", places(&mut node.disabled_choices.iter().copied()));
        fields.keep("min", node.min.as_ref());
        fields.keep("max", node.max.as_ref());
        if self.dynamic(id).is_some() {
            let is_hidden = |row: &RowId| self.row(*row).is_some_and(|row| !row.visible);
            let hidden = places(&mut node.rows.iter().map(is_hidden));
            fields.put("rows", Value::Array(vec![Value::from(node.rows.len()), hidden, number(node.laid)]));
        }
        fields.0
    }

    /// Takes up a session that was put away: nothing is evaluated, everything is as it was.
    pub fn restore(form: Arc<Form>, host: Arc<dyn Host>, snapshot: &Snapshot) -> Session {
        let mut session = Session::bare(form, host);
        session.plant();
        let get = |name: &str| snapshot.0.get(name);
        let object = |name: &str| Value::Object(get(name).and_then(Value::as_object).cloned().unwrap_or_default());
        get("locale").and_then(Value::as_str).unwrap_or_default().clone_into(&mut session.locale);
        session.state = get("state").and_then(Value::as_str).and_then(State::named).unwrap_or(State::Running);
        session.data = object("data");
        session.variables = object("variables");
        session.read_only = get("read_only").and_then(Value::as_bool).unwrap_or_default();
        session.single = get("single").and_then(as_u32);
        for pair in items(get("skipped")) {
            if let (Some(from), Some(to)) = (pair.get(0).and_then(as_u32), pair.get(1).and_then(as_u32)) {
                session.skipped.push((from, to));
            }
        }
        for (trigger, page) in get("complete_by").and_then(Value::as_object).into_iter().flatten() {
            if let Ok(trigger) = trigger.parse() {
                session.complete_by.push((trigger, as_u32(page)));
            }
        }
        if let Some(name) = get("page").and_then(Value::as_str) {
            let is_named = |page: &u32| session.form.element(*page).is_some_and(|page| &*page.name == name);
            session.page = session.form.pages.iter().copied().find(is_named);
        }
        let elements = get("elements").and_then(Value::as_object);
        let nothing = Map::new();
        let mut place = 0_u32;
        let mut waiting: Vec<u32> = session.form.pages.iter().rev().copied().collect();
        while let Some(id) = waiting.pop() {
            let held = elements.and_then(|elements| elements.get(&digits(place.into()))).and_then(Value::as_object);
            session.take_up(id, held.unwrap_or(&nothing));
            place += 1;
            session.push_inside(id, &mut waiting);
        }
        session.notice_structure();
        session.pending.forget_changes();
        session
    }

    fn take_up(&mut self, id: u32, held: &Map<String, Value>) {
        let get = |name: &str| held.get(name).filter(|value| !value.is_null());
        let is = |name: &str| get(name).and_then(Value::as_bool).unwrap_or_default();
        let word = |name: &str| get(name).and_then(Value::as_str).map(str::to_owned);
        let (value, comment) = self.stored_of(id);
        let Some(node) = self.node_mut(id) else { return };
        node.value = if is("differs") { get("value").cloned() } else { value };
        node.comment = word("comment").unwrap_or(comment);
        node.edited = is("edited");
        node.other = word("other").unwrap_or_default();
        node.dropped = items(get("dropped")).to_vec();
        node.errors = items(get("errors")).iter().filter_map(FieldError::from_json).collect();
        if let [Value::Bool(visible), Value::Bool(read_only), Value::Bool(required)] = items(get("flags")) {
            (node.visible, node.read_only, node.required) = (*visible, *read_only, *required);
        }
        node.hidden_choices = flags(get("hidden"));
        node.disabled_choices = flags(get("disabled"));
        node.min = get("min").cloned();
        node.max = get("max").cloned();
        if let Some(rows) = get("rows")
            && let Some(count) = rows.get(0).and_then(as_usize)
        {
            let laid = rows.get(2).map_or(u32::try_from(count).ok(), as_u32);
            self.regrow(id, count, &list(rows.get(1)));
            if let Some(node) = self.node_mut(id) {
                node.laid = laid;
            }
            if laid.is_none() {
                self.pending.unseen.push(id);
            }
        }
    }
}
