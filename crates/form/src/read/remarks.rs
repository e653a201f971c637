//! What the reader has to say about a definition: collects where it finds what, and puts it into words.

use super::place::Place;
use super::{checks, effects, properties, suggest};
use crate::expr::{Expression, Fault, MAX_DEPTH, MAX_LENGTH, SyntaxError};
use crate::model::{Form, Pattern};
use crate::{Code, Diagnostic, Severity};

/// Most remarks that are kept: a broken definition should not answer with a book.
const MAX_DIAGNOSTICS: usize = 500;

/// Where something is written: an RFC 6901 pointer.
#[derive(Clone, Debug, Default)]
pub(super) struct Pointer(pub(super) String);

impl Pointer {
    /// The definition itself.
    pub(super) fn root() -> Pointer {
        Pointer::default()
    }

    /// The property `key` of the object here.
    pub(super) fn key(&self, key: &str) -> Pointer {
        Pointer(join(&self.0, key))
    }

    /// The entry `index` of the list here.
    pub(super) fn item(&self, index: usize) -> Pointer {
        Pointer(join(&self.0, &index.to_string()))
    }
}

/// Appends one step to a JSON pointer.
pub(super) fn join(pointer: &str, step: &str) -> String {
    let step = step.replace('~', "~0").replace('/', "~1");
    format!("{pointer}/{step}")
}

/// The remarks so far, with the places that those still to come may need.
#[derive(Default)]
pub(super) struct Remarks {
    diagnostics: Vec<Diagnostic>,
    /// Where each expression is written, by its slot.
    formulas: Vec<Pointer>,
    /// Where each element is written, by its slot.
    elements: Vec<Pointer>,
    patterns: Vec<Pattern>,
}

impl Remarks {
    /// An element is read next.
    pub(super) fn element(&mut self, place: &Place<'_>) {
        self.elements.push(place.pointer.clone());
    }

    /// An expression was read (or could not be) that stands in a property.
    pub(super) fn formula(&mut self, place: &Place<'_>, name: &str, parsed: &Result<Expression, SyntaxError>) {
        let at = place.at(name);
        match parsed {
            Ok(expression) => {
                for name in expression.unknown_functions() {
                    let message = format!("There is no function “{name}”; its value is nothing.");
                    self.error(Code::UnknownFunction, &at.0, message, &[("name", name)]);
                }
            }
            Err(error) => {
                let (code, limit) = match error.fault {
                    Fault::Length => (Code::ExpressionLength, MAX_LENGTH),
                    Fault::Depth => (Code::ExpressionDepth, MAX_DEPTH),
                    Fault::Shape if error.near.is_empty() => (Code::ExpressionEnd, 0),
                    Fault::Shape => (Code::ExpressionSyntax, 0),
                };
                let (position, limit) = ((error.position + 1).to_string(), limit.to_string());
                let params = [("near", error.near.as_str()), ("position", position.as_str()), ("limit", limit.as_str())];
                self.error(code, &at.0, format!("This is no expression: {error}."), &params);
            }
        }
        self.formulas.push(at);
    }

    /// A regular expression was read.
    pub(super) fn pattern(&mut self, place: &Place<'_>, pattern: &str, case_insensitive: bool) {
        let pointer = place.at("regex").0;
        if let Some(construct) = super::patterns::javascript_only(pattern) {
            let message = format!("This pattern uses “{construct}”, which browser and server cannot run alike.");
            self.error(Code::RegexUnsupported, &pointer, message, &[("near", construct), ("pattern", pattern)]);
        }
        if !pattern.is_empty() {
            self.patterns.push(Pattern { pointer, pattern: pattern.to_owned(), case_insensitive });
        }
    }

    /// A type that is none of `types`.
    pub(super) fn unknown_type(&mut self, place: &Place<'_>, what: &str, kind: &str, types: &str) {
        let near = suggest::nearest(kind, types.split_ascii_whitespace());
        let message = format!("There is no {what} “{kind}”.");
        if let Some(remark) = self.error(Code::UnknownType, &place.at("type").0, message, &[("type", kind)]) {
            remark.suggestion = near;
        }
    }

    /// An element without a type.
    pub(super) fn no_type(&mut self, place: &Place<'_>) {
        self.error(Code::MissingType, &place.pointer.0, "An element needs a “type”.".to_owned(), &[]);
    }

    /// Whether a question is of a type that this version can show.
    pub(super) fn check_widget(&mut self, place: &Place<'_>) {
        let class = place.class;
        // Of a matrix that takes several answers a row there are no boxes yet.
        let is_shown = crate::tier::has_widget(class) && !(class == "matrix" && place.text("cellType") == Some("checkbox"));
        if is_shown {
            return;
        }
        let message = format!("Questions of type “{class}” cannot be shown yet.");
        self.error(Code::NoWidget, &place.at("type").0, message, &[("type", class)]);
    }

    /// More pages than are read.
    pub(super) fn too_many_pages(&mut self, place: &Place<'_>, count: usize) {
        let (limit, count) = (super::MAX_PAGES.to_string(), count.to_string());
        let message = format!("The form has {count} pages; at most {limit} are possible.");
        self.error(Code::TooManyPages, &place.at("pages").0, message, &[("limit", &limit), ("count", &count)]);
    }

    /// More choices than are read.
    pub(super) fn too_many_choices(&mut self, place: &Place<'_>, list: &str, limit: usize, count: usize) {
        let (limit, count) = (limit.to_string(), count.to_string());
        let message = format!("The list has {count} entries; at most {limit} are possible.");
        self.error(Code::TooManyChoices, &place.at(list).0, message, &[("limit", &limit), ("count", &count)]);
    }

    /// More questions than are read.
    pub(super) fn too_many_questions(&mut self, place: &Place<'_>) {
        let limit = super::MAX_QUESTIONS.to_string();
        let message = format!("The form has more than {limit} questions.");
        self.error(Code::TooManyQuestions, &place.pointer.0, message, &[("limit", &limit)]);
    }

    /// JSON, but no object.
    pub(super) fn no_object(&mut self) {
        let message = "A survey definition is a JSON object.".to_owned();
        self.error(Code::NoObject, "", message, &[]);
    }

    /// Something that forbids publishing.
    pub(super) fn error(&mut self, code: Code, pointer: &str, message: String, params: &[(&str, &str)]) -> Option<&mut Diagnostic> {
        self.push(remark(Severity::Error, code, pointer, message, params))
    }

    /// Something that was probably meant otherwise.
    pub(super) fn warning(&mut self, code: Code, pointer: &str, message: String, params: &[(&str, &str)]) {
        self.push(remark(Severity::Warning, code, pointer, message, params));
    }

    fn push(&mut self, remark: Diagnostic) -> Option<&mut Diagnostic> {
        if self.diagnostics.len() >= MAX_DIAGNOSTICS {
            return None;
        }
        self.diagnostics.push(remark);
        self.diagnostics.last_mut()
    }

    /// Reports the properties of `place` that its class does not have (nor any class in `also`).
    pub(super) fn check_names(&mut self, place: &Place<'_>, also: &[&str]) {
        self.check_names_as(place, place.class, also);
    }

    /// The same, for an object whose class its type says.
    pub(super) fn check_names_as(&mut self, place: &Place<'_>, class: &str, also: &[&str]) {
        let classes: Vec<&str> = std::iter::once(class).chain(also.iter().copied()).collect();
        for key in place.map.keys() {
            if self.diagnostics.len() >= MAX_DIAGNOSTICS {
                return;
            }
            if matches!(key.as_str(), "type" | "hideNumber" | "page") {
                continue;
            }
            let present = |class: &&str| {
                if properties::is_known(class, key) { Some(key.as_str()) } else { properties::modern(class, key) }
            };
            if let Some(present) = classes.iter().find_map(present) {
                if effects::is_idle(place, class, present, key) {
                    self.no_effect(place, key);
                }
                continue;
            }
            let near = suggest::nearest(key, classes.iter().flat_map(|class| properties::known(class)));
            let message = format!("“{key}” is not a property of {class}; it is kept but does nothing.");
            let params = [("name", key.as_str()), ("type", class)];
            let mut remark = remark(Severity::Warning, Code::UnknownProperty, &place.pointer.key(key).0, message, &params);
            remark.suggestion = near;
            self.push(remark);
        }
    }

    /// A property that is known and does nothing.
    fn no_effect(&mut self, place: &Place<'_>, key: &str) {
        let message = format!("“{key}” is kept, but does nothing yet.");
        self.warning(Code::NoEffect, &place.pointer.key(key).0, message, &[("name", key)]);
    }

    /// What there is to say about the form as a whole, and all that was said before; the patterns go to the form.
    pub(super) fn conclude(self, form: &mut Form) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics;
        form.patterns = self.patterns;
        let written = |pointers: Vec<Pointer>| pointers.into_iter().map(|pointer| pointer.0).collect::<Vec<_>>();
        checks::check(form, &written(self.formulas), &written(self.elements), &mut diagnostics);
        diagnostics
    }
}

/// A remark.
pub(super) fn remark(severity: Severity, code: Code, pointer: &str, message: String, params: &[(&str, &str)]) -> Diagnostic {
    Diagnostic {
        severity,
        code: code.name().to_owned(),
        pointer: pointer.to_owned(),
        message,
        params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        suggestion: None,
    }
}
