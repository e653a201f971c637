//! The form: what the reader makes of a definition, and what may be asked of it without a session.

use super::{Choice, Element, Family, Formula, FormulaId, Loc, MatrixDef, Question, SelectDef, Settings};
use crate::sorted::Index;
use crate::{ChoiceRole, ElementId, Text};
use serde_json::Value;
use std::sync::Arc;

/// A survey definition, read. Immutable, and cheap to share as `Arc<Form>`.
#[derive(Debug)]
pub struct Form {
    pub(crate) elements: Vec<Element>,
    /// Slots of the pages, in order.
    pub(crate) pages: Vec<u32>,
    pub(crate) settings: Settings,
    pub(crate) formulas: Vec<Formula>,
    /// The expressions in the order in which they are evaluated: each after those that give what it reads.
    pub(crate) order: Vec<FormulaId>,
    /// The place of each expression in that order.
    pub(crate) rank: Vec<u32>,
    /// Question slots by name; repeated ones are not in it.
    pub(crate) by_name: Index,
    /// Question slots by the lower-case key of their answer.
    pub(crate) by_key: Index,
    /// Expressions by the lower-case names they read.
    pub(crate) dependents: Index,
    /// Expressions by the slot of the element they belong to.
    pub(crate) by_owner: Vec<Vec<FormulaId>>,
    /// Questions that react to changes (`setValueIf` and its like), in order.
    pub(crate) reacting: Vec<u32>,
    /// Questions that take over choices, by the key of the question they take them from.
    pub(crate) borrowers: Index,
    /// Elements by the lower-case names their texts mention.
    pub(crate) mentions: Index,
    pub(crate) locales: Vec<String>,
    pub(crate) patterns: Vec<Pattern>,
}

/// Lists that choices are passed on through, at most.
const LONGEST_LOAN: usize = 16;

/// A question, as an editor or an analyst asks for it.
#[derive(Clone, Copy, Debug)]
pub struct QuestionInfo<'a> {
    /// Its slot.
    pub id: ElementId,
    /// Its name.
    pub name: &'a str,
    /// Its `type`, as written.
    pub type_name: &'a str,
    /// The key of its answer.
    pub value_name: &'a str,
    /// The question in whose rows it is repeated, when it is.
    pub repeated_in: Option<ElementId>,
    /// Whether it takes an answer.
    pub has_input: bool,
    /// Whether it has a comment box; its text is stored under `<value_name>-Comment`.
    pub has_comment: bool,
    /// Whether it offers an answer of one's own ("other").
    pub has_other: bool,
    /// Whether an answer is a list of choices.
    pub is_multiple: bool,
    form: &'a Form,
    title: &'a Loc,
}

impl QuestionInfo<'_> {
    /// What is asked, in `locale` or its fallback, as written (nothing piped in).
    pub fn title(&self, locale: &str) -> Text {
        self.title.text(locale, &self.form.settings.own_locale).unwrap_or_else(|| Text { string: self.name.into(), lang: None })
    }
}

/// A regular expression of a form, to be checked by the server's engine before it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Where it is written.
    pub pointer: String,
    /// As written.
    pub pattern: String,
    /// Whether case is ignored.
    pub case_insensitive: bool,
}

impl Form {
    /// The title in `locale` or its fallback, as written.
    pub fn title(&self, locale: &str) -> Option<Text> {
        self.settings.title.text(locale, &self.settings.own_locale)
    }

    /// The description in `locale` or its fallback, as written.
    pub fn description(&self, locale: &str) -> Option<Text> {
        self.settings.description.text(locale, &self.settings.own_locale)
    }

    /// The names that a link may give values to, kept beside the answers (`hiddenFields`).
    pub fn hidden_fields(&self) -> impl Iterator<Item = &str> {
        self.settings.hidden.iter().map(String::as_str).filter(|name| !name.is_empty())
    }

    pub(crate) fn is_hidden(&self, name: &str) -> bool {
        self.hidden_fields().any(|hidden| hidden == name)
    }

    /// The languages it is written in, its own first.
    pub fn locales(&self) -> Vec<String> {
        let own = &self.settings.own_locale;
        let mut all = vec![own.clone()];
        for lang in &self.locales {
            if lang != own {
                all.push(lang.clone());
            }
        }
        all
    }

    /// All questions in document order, those repeated in rows included.
    pub fn questions(&self) -> impl Iterator<Item = QuestionInfo<'_>> {
        (0..).zip(&self.elements).filter_map(|(slot, element)| {
            let question = element.question()?;
            let list = question.family.select();
            Some(QuestionInfo {
                id: ElementId(slot),
                name: &element.name,
                type_name: &question.type_name,
                value_name: &question.value_name,
                repeated_in: element.template_of.map(ElementId),
                has_input: question.family.has_input(),
                has_comment: question.comment,
                has_other: list.is_some_and(SelectDef::has_other),
                is_multiple: list.is_some_and(|list| list.multiple),
                form: self,
                title: &element.title,
            })
        })
    }

    /// The slot of the question, panel or page of that name.
    pub fn id(&self, name: &str) -> Option<ElementId> {
        if let Some(slot) = self.by_name.first(name) {
            return Some(ElementId(slot));
        }
        (0..).zip(&self.elements).find(|(_, element)| &*element.name == name).map(|(slot, _)| ElementId(slot))
    }

    /// Every value a closed question may have, with its words: choices (those it takes over and special ones included), rating steps, yes
    /// and no. What people typed into the rows of another question can be no part of it.
    pub fn choice_texts(&self, id: ElementId, locale: &str) -> Vec<(Value, String)> {
        let own = &*self.settings.own_locale;
        let text = |choice: &Arc<Choice>| {
            let words = choice.text.pick(locale, own).map(|(text, _)| text.to_owned());
            (choice.value.clone(), words.unwrap_or_else(|| crate::text::plain(&choice.value)))
        };
        match self.question(id.0).map(|question| &question.family) {
            Some(Family::Select(list)) => self
                .ordinary_choices(list)
                .iter()
                .chain(list.choices.specials.iter().filter(|choice| choice.role != ChoiceRole::SelectAll))
                .map(text)
                .collect(),
            Some(Family::Rating(rating)) => rating.steps.iter().map(text).collect(),
            Some(Family::Boolean(boolean)) => [
                (&boolean.value_true, &boolean.label_true, crate::text::YES),
                (&boolean.value_false, &boolean.label_false, crate::text::NO),
            ]
            .into_iter()
            .map(|(value, label, word)| (value.clone(), label.pick(locale, own).map_or(word, |(text, _)| text).to_owned()))
            .collect(),
            _ => Vec::new(),
        }
    }

    /// The choices of a list but for the special ones: its own, or those of the list it takes them over from, which may do the same.
    fn ordinary_choices<'a>(&'a self, mut list: &'a SelectDef) -> &'a [Arc<Choice>] {
        // Two lists may name each other: then neither has any.
        for _ in 0..LONGEST_LOAN {
            let Some(from) = &list.choices.from else { return &list.choices.items };
            let Some(lender) = self.id(&from.question).and_then(|id| self.question(id.0)) else { return &list.choices.items };
            let Family::Select(lent) = &lender.family else { return &[] };
            list = lent;
        }
        &[]
    }

    /// The rows of a matrix, by the keys of their answers, with their words.
    pub fn row_texts(&self, id: ElementId, locale: &str) -> Vec<(String, String)> {
        self.matrix(id)
            .map(|matrix| self.texts_of(&matrix.rows, locale))
            .unwrap_or_default()
            .into_iter()
            .map(|(value, text)| (crate::text::plain(&value), text))
            .collect()
    }

    /// The values of a matrix's columns with their words.
    pub fn column_texts(&self, id: ElementId, locale: &str) -> Vec<(Value, String)> {
        self.matrix(id).map(|matrix| self.texts_of(&matrix.columns, locale)).unwrap_or_default()
    }

    fn matrix(&self, id: ElementId) -> Option<&MatrixDef> {
        match &self.question(id.0)?.family {
            Family::Matrix(_, matrix) => Some(matrix),
            _ => None,
        }
    }

    fn texts_of(&self, choices: &[Arc<Choice>], locale: &str) -> Vec<(Value, String)> {
        let own = &*self.settings.own_locale;
        let text = |choice: &Arc<Choice>| {
            let words = choice.text.pick(locale, own).map(|(text, _)| text.to_owned());
            (choice.value.clone(), words.unwrap_or_else(|| crate::text::plain(&choice.value)))
        };
        choices.iter().map(text).collect()
    }

    /// The regular expressions of its validators, for the server to try with its linear engine.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// The slot of the page of that name.
    #[cfg(feature = "replay")]
    pub(crate) fn page_named(&self, name: &str) -> Option<ElementId> {
        self.pages.iter().copied().find(|page| self.element(*page).is_some_and(|page| *page.name == *name)).map(ElementId)
    }

    #[inline(never)]
    pub(crate) fn element(&self, slot: u32) -> Option<&Element> {
        self.elements.get(slot as usize)
    }

    #[inline(never)]
    pub(crate) fn question(&self, slot: u32) -> Option<&Question> {
        self.element(slot)?.question()
    }

    pub(crate) fn children(&self, slot: u32) -> &[u32] {
        self.element(slot).and_then(Element::container).map_or(&[], |container| &container.children)
    }

    /// The expressions of the element in `slot`.
    pub(crate) fn formulas_of(&self, slot: u32) -> &[FormulaId] {
        self.by_owner.get(slot as usize).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn rank(&self, id: FormulaId) -> u32 {
        self.rank.get(id.0 as usize).copied().unwrap_or(u32::MAX)
    }

    #[inline(never)]
    pub(crate) fn formula(&self, id: FormulaId) -> Option<&Formula> {
        self.formulas.get(id.0 as usize)
    }

    /// Whether the first page is shown before the survey begins.
    pub(crate) fn has_start_page(&self) -> bool {
        self.settings.start_page && self.pages.len() > 1
    }
}
