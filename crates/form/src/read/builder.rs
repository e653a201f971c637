//! What is collected while a definition is read: slots of elements and expressions, remarks, languages, patterns.

use super::place::{Place, join};
use super::{properties, suggest};
use crate::expr::Expression;
use crate::model::{Element, Formula, FormulaId, Loc, Pattern, Role};
use crate::{Diagnostic, Severity};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Most remarks that are kept: a broken definition should not answer with a book.
const MAX_DIAGNOSTICS: usize = 500;

/// The form under construction.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) elements: Vec<Element>,
    pub(super) formulas: Vec<Formula>,
    /// Where each expression is written, by its slot.
    pub(super) formula_places: Vec<String>,
    /// Where each element is written, by its slot.
    pub(super) element_places: Vec<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) locales: BTreeSet<String>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) questions: usize,
}

impl Builder {
    /// Adds a remark.
    pub(super) fn remark(
        &mut self,
        severity: Severity,
        code: &str,
        pointer: &str,
        message: String,
        params: &[(&str, &str)],
    ) -> Option<&mut Diagnostic> {
        if self.diagnostics.len() >= MAX_DIAGNOSTICS {
            return None;
        }
        self.diagnostics.push(Diagnostic {
            severity,
            code: code.to_owned(),
            pointer: pointer.to_owned(),
            message,
            params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            suggestion: None,
        });
        self.diagnostics.last_mut()
    }

    /// Adds a remark with what was probably meant.
    pub(super) fn suggest(
        &mut self,
        severity: Severity,
        code: &str,
        pointer: &str,
        message: String,
        params: &[(&str, &str)],
        suggestion: Option<String>,
    ) {
        if let Some(remark) = self.remark(severity, code, pointer, message, params) {
            remark.suggestion = suggestion;
        }
    }

    /// Reports the properties of `place` that its class does not have (nor any class in `also`).
    pub(super) fn check_names(&mut self, place: &Place<'_>, also: &[&str]) {
        let classes: Vec<&str> = std::iter::once(place.class.as_str()).chain(also.iter().copied()).collect();
        for key in place.map.keys() {
            if self.diagnostics.len() >= MAX_DIAGNOSTICS {
                return;
            }
            let is_known = matches!(key.as_str(), "type" | "hideNumber" | "page")
                || classes.iter().any(|class| properties::is_known(class, key) || properties::modern(class, key).is_some());
            if is_known {
                continue;
            }
            let near = suggest::nearest(key, classes.iter().flat_map(|class| properties::known(class)));
            let message = format!("“{key}” is not a property of {}; it is kept but does nothing.", place.class);
            let params = [("name", key.as_str()), ("type", place.class.as_str())];
            self.suggest(Severity::Warning, "unknown-property", &join(&place.pointer, key), message, &params, near);
        }
    }

    /// A localised text; remembers its languages.
    pub(super) fn loc(&mut self, place: &Place<'_>, name: &str) -> Loc {
        self.note(place.loc(name))
    }

    /// Remembers the languages of a text.
    pub(super) fn note(&mut self, loc: Loc) -> Loc {
        for lang in loc.languages().filter(|lang| *lang != crate::model::DEFAULT_LANGUAGE) {
            if !self.locales.contains(lang) {
                self.locales.insert(lang.to_owned());
            }
        }
        loc
    }

    /// Reads an expression property; an empty one is none.
    pub(super) fn formula(&mut self, place: &Place<'_>, name: &str, owner: Option<u32>, role: Role) -> Option<FormulaId> {
        let source = place.text(name)?;
        if source.trim().is_empty() {
            return None;
        }
        Some(self.add_formula(source, &place.at(name), owner, role))
    }

    /// Adds an expression.
    pub(super) fn add_formula(&mut self, source: &str, pointer: &str, owner: Option<u32>, role: Role) -> FormulaId {
        let expression = match Expression::parse(source) {
            Ok(expression) => Some(expression),
            Err(error) => {
                let near = error.near.clone();
                let message = format!("This is no expression: {error}.");
                let position = error.position.to_string();
                let params = [("near", near.as_str()), ("position", position.as_str())];
                self.remark(Severity::Error, "expression-syntax", pointer, message, &params);
                None
            }
        };
        for name in expression.iter().flat_map(Expression::unknown_functions) {
            let message = format!("There is no function “{name}”; its value is nothing.");
            self.remark(Severity::Error, "unknown-function", pointer, message, &[("name", name)]);
        }
        let keys = expression.as_ref().map(keys_of).unwrap_or_default();
        let id = FormulaId(u32::try_from(self.formulas.len()).unwrap_or(u32::MAX));
        self.formulas.push(Formula { role, owner, standing: keys.is_empty() || source.contains("()"), expression, keys });
        self.formula_places.push(pointer.to_owned());
        id
    }
}

/// The lower-case names an expression reads, with every prefix of a path.
fn keys_of(expression: &Expression) -> Vec<Arc<str>> {
    let mut keys: BTreeSet<String> = BTreeSet::new();
    if expression.is_volatile() {
        keys.insert("*".to_owned());
    }
    for path in expression.variables() {
        name_keys(path.text(), &mut keys);
    }
    for name in expression.mentions() {
        name_keys(name, &mut keys);
        // What a function looks up may be a comment as well.
        keys.insert(format!("{}-comment", name.to_lowercase()));
    }
    keys.into_iter().map(Arc::from).collect()
}

/// The keys whose change may change `{name}`.
pub(super) fn name_keys(name: &str, keys: &mut BTreeSet<String>) {
    let name = name.trim().to_lowercase();
    let name = name.strip_prefix('#').unwrap_or(&name);
    if name.is_empty() {
        return;
    }
    if name.starts_with('$') {
        keys.insert("*".to_owned());
        return;
    }
    for (at, c) in name.char_indices() {
        if (c == '.' || c == '[') && at > 0 {
            keys.extend(name.get(..at).map(str::to_owned));
        }
    }
    keys.insert(name.to_owned());
    let first = name.split(['.', '[']).next().unwrap_or_default();
    for suffix in ["-total", "-unwrapped"] {
        keys.extend(first.strip_suffix(suffix).map(str::to_owned));
    }
}
