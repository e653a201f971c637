//! Nothing to say about a definition: what stands for the remarks where nobody reads them (a respondent's browser).

use super::place::Place;
use crate::Diagnostic;
use crate::expr::{Expression, SyntaxError};
use crate::model::Form;

/// Where something is written, which nobody asks.
#[derive(Clone, Debug)]
pub(super) struct Pointer;

impl Pointer {
    pub(super) fn root() -> Pointer {
        Pointer
    }

    pub(super) fn key(&self, _key: &str) -> Pointer {
        Pointer
    }

    pub(super) fn item(&self, _index: usize) -> Pointer {
        Pointer
    }
}

/// No remarks.
#[derive(Default)]
pub(super) struct Remarks;

#[expect(clippy::needless_pass_by_ref_mut, clippy::unused_self, reason = "as those that are kept")]
impl Remarks {
    pub(super) fn element(&mut self, _place: &Place<'_>) {}
    pub(super) fn formula(&mut self, _place: &Place<'_>, _name: &str, _parsed: &Result<Expression, SyntaxError>) {}
    pub(super) fn pattern(&mut self, _place: &Place<'_>, _pattern: &str, _case_insensitive: bool) {}
    pub(super) fn unknown_type(&mut self, _place: &Place<'_>, _what: &str, _kind: &str, _types: &str) {}
    pub(super) fn no_type(&mut self, _place: &Place<'_>) {}
    pub(super) fn check_widget(&mut self, _place: &Place<'_>) {}
    pub(super) fn check_question(&mut self, _place: &Place<'_>) {}
    pub(super) fn too_many_pages(&mut self, _place: &Place<'_>, _count: usize) {}
    pub(super) fn too_many_choices(&mut self, _place: &Place<'_>, _list: &str, _limit: usize, _count: usize) {}
    pub(super) fn too_many_questions(&mut self, _place: &Place<'_>) {}
    pub(super) fn check_names(&mut self, _place: &Place<'_>, _also: &[&str]) {}
    pub(super) fn check_names_as(&mut self, _place: &Place<'_>, _class: &str, _also: &[&str]) {}
    pub(super) fn no_object(&mut self) {}
    pub(super) fn conclude(self, _form: &mut Form) -> Vec<Diagnostic> {
        Vec::new()
    }
}
