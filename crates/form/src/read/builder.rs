//! What is collected while a definition is read: slots of elements and expressions, remarks, languages, patterns.

use super::place::Place;
use super::remarks::Remarks;
use crate::expr::Expression;
use crate::model::{Element, Formula, FormulaId, Loc, Role};
use crate::sorted::sort_words;
use crate::text::{Lower, has_part};

/// The form under construction.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) elements: Vec<Element>,
    pub(super) formulas: Vec<Formula>,
    pub(super) locales: Vec<String>,
    pub(super) questions: usize,
    pub(super) remarks: Remarks,
}

impl Builder {
    /// A localised text; remembers its languages.
    pub(super) fn loc(&mut self, place: &Place<'_>, name: &str) -> Loc {
        self.note(place.loc(name))
    }

    /// Remembers the languages of a text.
    pub(super) fn note(&mut self, loc: Loc) -> Loc {
        for lang in loc.languages().filter(|lang| *lang != crate::model::DEFAULT_LANGUAGE) {
            if !self.locales.iter().any(|known| known == lang) {
                self.locales.push(lang.to_owned());
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
        Some(self.add_formula(source, place, name, owner, role))
    }

    /// Adds an expression that stands in the property `name` of `place`.
    pub(super) fn add_formula(&mut self, source: &str, place: &Place<'_>, name: &str, owner: Option<u32>, role: Role) -> FormulaId {
        let parsed = Expression::parse(source);
        self.remarks.formula(place, name, &parsed);
        let expression = parsed.ok();
        let mut keys = expression.as_ref().map(keys_of).unwrap_or_default();
        let standing = keys.is_empty() || has_part(source, "()");
        // What reads nothing is computed again whenever anything changes: it comes back when its view takes it away.
        if standing && role == Role::Compute {
            keys = vec!["*".to_owned()];
        }
        let id = FormulaId(u32::try_from(self.formulas.len()).unwrap_or(u32::MAX));
        self.formulas.push(Formula { role, owner, standing, expression, keys });
        id
    }
}

/// The lower-case names an expression reads, with every prefix of a path.
fn keys_of(expression: &Expression) -> Vec<String> {
    let mut keys = Vec::new();
    if expression.is_volatile() {
        keys.push("*".to_owned());
    }
    for path in expression.variables() {
        name_keys(path.text(), &mut keys);
    }
    for name in expression.mentions() {
        name_keys(name, &mut keys);
        // What a function looks up may be a comment as well.
        keys.push([&name.lower(), "-comment"].concat());
    }
    sort_words(&mut keys);
    keys
}

/// The keys whose change may change `{name}`.
pub(super) fn name_keys(name: &str, keys: &mut Vec<String>) {
    let name = name.trim().lower();
    let name = name.strip_prefix('#').unwrap_or(&name);
    if name.is_empty() {
        return;
    }
    if name.starts_with('$') {
        keys.push("*".to_owned());
        return;
    }
    for (at, c) in name.char_indices() {
        if (c == '.' || c == '[') && at > 0 {
            keys.extend(name.get(..at).map(str::to_owned));
        }
    }
    keys.push(name.to_owned());
    let first = name.split(['.', '[']).next().unwrap_or_default();
    for suffix in ["-total", "-unwrapped"] {
        keys.extend(first.strip_suffix(suffix).map(str::to_owned));
    }
}
