//! What an expression sees from where it stands: the answers, the variables, its own row, the choice at hand.

use super::Session;
use super::node::RowId;
use super::settle::NOBODY;
use crate::Moment;
use crate::expr::{Part, Path, Scope, Value as Seen, descend, same_name};
use crate::model::{Family, SelectKind};
use crate::text::{Lower, words};
use serde_json::Value;
use std::borrow::Cow;

/// The session, seen from one node.
pub(super) struct Lens<'s> {
    session: &'s Session,
    node: u32,
    row: Option<RowId>,
    item: Option<&'s Value>,
}

/// The answer of a question that has none, for paths that go on behind it.
static NOTHING: Value = Value::Null;

impl<'s> Lens<'s> {
    /// Seen from `node`, or from the survey itself.
    pub(super) fn of(session: &'s Session, node: u32) -> Lens<'s> {
        Lens { session, node, row: session.node(node).and_then(|node| node.row), item: None }
    }

    /// Seen from a row of `node`.
    pub(super) fn of_row(session: &'s Session, node: u32, row: RowId) -> Lens<'s> {
        Lens { session, node, row: Some(row), item: None }
    }

    /// Seen from a choice of `node`.
    pub(super) fn of_item(session: &'s Session, node: u32, item: &'s Value) -> Lens<'s> {
        Lens { item: Some(item), ..Lens::of(session, node) }
    }

    /// Seen with a choice at hand.
    pub(super) fn with_item(self, item: &'s Value) -> Lens<'s> {
        Lens { item: Some(item), ..self }
    }

    /// What stands behind the whole survey.
    fn global<'a>(&'a self, path: &'a Path) -> Option<Seen<'a>> {
        let session = self.session;
        let parts = path.parts();
        if parts.len() == 1
            && let Some(built_in) = session.built_in(path.key())
        {
            return Some(Seen::from(built_in));
        }
        if path.is_property() {
            return session.property(path.root(), parts.get(1)?.name.as_ref()).map(Seen::from);
        }
        path.find(&session.variables)
            .filter(|_| session.has_variable(parts))
            .or_else(|| session.root_value(path))
            .or_else(|| path.find(&session.data))
    }

    /// What only this place sees: the choice at hand, the row around.
    fn local<'a>(&'a self, path: &'a Path) -> Option<Seen<'a>> {
        let [_, rest @ ..] = path.parts() else { return None };
        let name = path.key();
        if let Some(item) = self.item
            && matches!(name, "item" | "choice" | "self")
        {
            return if rest.is_empty() { Some(Seen::from(item)) } else { descend(item, rest) };
        }
        if self.node == NOBODY {
            return None;
        }
        if name == "self" {
            let value = self.session.node(self.node)?.value.as_ref();
            return Some(value.map_or(Seen::Null, Seen::from));
        }
        match self.row {
            Some(row) => self.session.row_value(row, name, rest),
            None if name == "panel" => self.session.panel_value(self.node, rest),
            None => None,
        }
    }
}

words! {
    /// Names that mean something in every survey.
    enum BuiltIn {
        PageNumber = "pageno",
        PageCount = "pagecount",
        QuestionCount = "questioncount",
        CorrectAnswers = "correctanswers",
        CorrectAnswerCount = "correctanswercount",
        IncorrectAnswers = "incorrectanswers",
        IncorrectAnswerCount = "incorrectanswercount",
        Locale = "locale",
    }
}

words! {
    /// What may be asked of an element.
    enum Property {
        IsVisible = "isVisible",
        IsVisibleInSurvey = "isVisibleInSurvey",
        Visible = "visible",
        IsReadOnly = "isReadOnly",
        ReadOnly = "readOnly",
        IsRequired = "isRequired",
        IsEmpty = "isEmpty",
        IsAnswered = "isAnswered",
        Name = "name",
        Title = "title",
        Value = "value",
        Comment = "comment",
        DisplayValue = "displayValue",
        Type = "type",
        Min = "min",
        MinValue = "minValue",
        Max = "max",
        MaxValue = "maxValue",
        RateMin = "rateMin",
        RateMax = "rateMax",
    }
}

impl Scope for Lens<'_> {
    fn variable<'a>(&'a self, path: &'a Path) -> Option<Seen<'a>> {
        self.local(path).or_else(|| self.global(path))
    }

    fn now(&self) -> Moment {
        self.session.host.now()
    }

    fn is_ordered(&self, path: &Path) -> bool {
        let Some(id) = self.session.question_named(path.text()) else { return false };
        self.session.question_of(id).and_then(|question| question.family.select()).is_some_and(|list| list.kind == SelectKind::Ranking)
    }

    fn survey(&self) -> Option<&dyn Scope> {
        Some(self)
    }

    fn display_value(&self, question: &str, value: Option<&Seen<'_>>) -> Seen<'static> {
        let Some(id) = self.session.question_from(self.node, question) else { return Seen::Undefined };
        let text = match value {
            Some(value) => self.session.display_of(id, &value.to_json()),
            // A question without an answer shows as nothing, which is a text.
            None => self.session.display(id).or_else(|| Some(Value::from(""))),
        };
        text.map_or(Seen::Undefined, |text| Seen::from(text).into_owned())
    }

    fn property_value(&self, question: &str, property: &str) -> Seen<'static> {
        self.session.property(question, property).map_or(Seen::Undefined, Seen::from)
    }

    fn comment(&self, question: &str, _choice: Option<&Seen<'_>>) -> Seen<'static> {
        let Some(id) = self.session.question_from(self.node, question) else { return Seen::Undefined };
        let comment = self.session.node(id).map(|node| node.comment.clone()).unwrap_or_default();
        Seen::from(comment)
    }

    fn is_container_ready(&self, name: &str, panel: Option<&Seen<'_>>) -> bool {
        let index = panel.and_then(|panel| panel.to_json().as_u64());
        self.session.is_container_ready(name, index.and_then(|index| usize::try_from(index).ok()))
    }

    fn is_display_mode(&self) -> Option<bool> {
        Some(self.session.read_only)
    }
}

impl Session {
    /// Names that mean something in every survey, in lower case.
    pub(super) fn built_in(&self, key: &str) -> Option<Value> {
        let value = match BuiltIn::named(key)? {
            BuiltIn::PageNumber => {
                let pages = self.visible_pages();
                let at = self.page.and_then(|page| pages.iter().position(|other| *other == page));
                Value::from(at.map_or(0, |at| at + 1))
            }
            BuiltIn::PageCount => Value::from(self.visible_pages().len()),
            BuiltIn::QuestionCount => Value::from(self.quiz().questions),
            BuiltIn::CorrectAnswers | BuiltIn::CorrectAnswerCount => Value::from(self.quiz().correct),
            BuiltIn::IncorrectAnswers | BuiltIn::IncorrectAnswerCount => Value::from(self.quiz().incorrect),
            BuiltIn::Locale => Value::from(if self.locale.is_empty() { &*self.form.settings.own_locale } else { &*self.locale }),
        };
        Some(value)
    }

    /// Whether a variable has the first name of a path, or the first names together.
    fn has_variable(&self, parts: &[Part]) -> bool {
        let Some(variables) = self.variables.as_object().filter(|variables| !variables.is_empty()) else { return false };
        let mut name = String::new();
        parts.iter().any(|part| {
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&part.name.lower());
            variables.get(&name).is_some_and(|value| !value.is_null())
        })
    }

    /// The value a path of answers leads to: the longest name that a question has, then into its answer.
    fn root_value<'a>(&'a self, path: &'a Path) -> Option<Seen<'a>> {
        let parts = path.parts();
        let most = parts.iter().position(|part| part.index.is_some()).map_or(parts.len(), |at| at + 1);
        for taken in (1..=most).rev() {
            let (head, rest) = parts.split_at_checked(taken)?;
            let name = match head {
                [_] => Cow::Borrowed(path.key()),
                _ => Cow::Owned(head.iter().map(|part| part.name.lower()).collect::<Vec<_>>().join(".")),
            };
            let Some(slot) = self.form.by_key.first(&name) else { continue };
            let index = head.last().and_then(|part| part.index);
            let value = self.node(slot)?.value.as_ref();
            let value = match (value, index) {
                (Some(value), Some(index)) => {
                    let items = value.as_array()?;
                    let at = if index < 0 { items.len().checked_sub(index.unsigned_abs() as usize)? } else { index as usize };
                    items.get(at)
                }
                (value, _) => value,
            };
            return match value {
                Some(value) if rest.is_empty() => Some(Seen::from(value)),
                Some(value) => descend(value, rest),
                None if rest.is_empty() => Some(Seen::Null),
                None => descend(&NOTHING, rest),
            };
        }
        None
    }

    /// The question of that answer key, whatever its case.
    pub(super) fn question_named(&self, name: &str) -> Option<u32> {
        self.form.by_key.first(&name.lower()).or_else(|| self.form.by_name.first(name))
    }

    /// The question of that name as seen from `node`: one of its own row first.
    pub(super) fn question_from(&self, node: u32, name: &str) -> Option<u32> {
        let local = ["panel.", "row."].iter().find_map(|prefix| name.strip_prefix(prefix));
        let row = self.node(node).and_then(|node| node.row);
        if let (Some(row), Some(name)) = (row, local)
            && let Some(found) = self.in_row(row, name)
        {
            return Some(found);
        }
        self.question_named(name).or_else(|| self.at_path(name))
    }

    /// The node of a field in a row.
    pub(super) fn in_row(&self, row: RowId, name: &str) -> Option<u32> {
        self.row(row)?.nodes.iter().copied().find(|id| {
            self.question_of(*id).is_some_and(|question| same_name(&question.value_name, name))
                || self.element_of(*id).is_some_and(|element| self.question_of(*id).is_some() && same_name(&element.name, name))
        })
    }

    /// A property of an element, as `{$q.property}` and `propertyValue` read it.
    pub(super) fn property(&self, name: &str, property: &str) -> Option<Value> {
        let id = self.question_named(name).or_else(|| self.form.id(name).map(|id| id.0))?;
        let node = self.node(id)?;
        let element = self.element_of(id)?;
        let question = element.question();
        let value = match Property::named(property)? {
            Property::IsVisible | Property::IsVisibleInSurvey => Value::from(self.is_shown(id)),
            Property::Visible => Value::from(node.visible),
            Property::IsReadOnly => Value::from(self.is_read_only(id)),
            Property::ReadOnly => Value::from(node.read_only),
            Property::IsRequired => Value::from(node.required),
            Property::IsEmpty => Value::from(self.is_empty(id)),
            Property::IsAnswered => Value::from(!self.is_empty(id)),
            Property::Name => Value::from(&*element.name),
            Property::Title => Value::from(self.title_words(id)),
            Property::Value => node.value.clone()?,
            Property::Comment => Value::from(node.comment.as_str()),
            Property::DisplayValue => self.display(id)?,
            Property::Type => Value::from(&*question?.type_name),
            Property::Min | Property::MinValue => self.limits(id).0?,
            Property::Max | Property::MaxValue => self.limits(id).1?,
            end @ (Property::RateMin | Property::RateMax) => {
                let Family::Rating(rating) = &question?.family else { return None };
                let step = if end == Property::RateMin { rating.steps.first() } else { rating.steps.last() };
                step?.value.clone()
            }
        };
        Some(value)
    }
}
