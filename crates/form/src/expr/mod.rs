//! The expression language of surveys: conditions (`{age} > 17 and {country} = 'PL'`) and values (`{price} * {count}`).
//!
//! [`Expression::parse`] once, [`Expression::evaluate`] often, over anything that is a [`Scope`]. Semantics are those of
//! survey-core 3.1.1, oddities included, because surveys in use depend on them; the shared conformance cases pin them.

mod arithmetic;
mod compare;
mod date;
mod dates;
mod eval;
mod functions;
mod in_array;
mod number;
mod numbers;
mod operand;
mod parse;
mod parse_date;
mod path;
mod scope;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

pub use number::plain_text;
pub(crate) use number::{number_text, numeric_text, remainder, round_to};
pub(crate) use parse_date::date_millis;

pub use date::{Date, Fields};
pub use number::parse_number;
pub use path::{Part, Path, descend, same_name};
pub use scope::{JsonScope, Scope};
pub use value::{Items, Value, is_empty_json};

use syntax::{Node, Tree};

/// Longest expression that is read, in characters.
pub const MAX_LENGTH: usize = 4096;
/// Deepest nesting of brackets, calls, lists and negations.
pub const MAX_DEPTH: usize = 64;
/// Most steps one evaluation may take before it is given up and has no value.
pub const MAX_STEPS: u32 = 10_000;

/// Why a text is no expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where reading got stuck, in characters from the start.
    pub position: usize,
    /// The first characters from there on; empty at the end.
    pub near: String,
    /// What is the matter.
    pub fault: Fault,
}

/// What is the matter with a text that is no expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Shape,
    /// It is longer than [`MAX_LENGTH`].
    Length,
    /// It is nested deeper than [`MAX_DEPTH`].
    Depth,
}

impl std::fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.fault == Fault::Length {
            write!(f, "it is longer than {MAX_LENGTH} characters")
        } else if self.fault == Fault::Depth {
            write!(f, "it is nested more than {MAX_DEPTH} levels deep, from character {} on: “{}”", self.position + 1, self.near)
        } else if self.near.is_empty() {
            write!(f, "the expression breaks off at character {}", self.position + 1)
        } else {
            write!(f, "the expression cannot be read from character {} on: “{}”", self.position + 1, self.near)
        }
    }
}

impl std::error::Error for SyntaxError {}

/// A parsed expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    tree: Tree,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// When the text is no expression, is longer than [`MAX_LENGTH`] or nested deeper than [`MAX_DEPTH`].
    pub fn parse(source: &str) -> Result<Self, SyntaxError> {
        parse::parse(source).map(|tree| Self { tree })
    }

    /// Everything it reads, each path once.
    pub fn variables(&self) -> impl Iterator<Item = &Path> {
        self.tree.paths.iter()
    }

    /// Names given literally to functions that look elements up (`displayValue('q1')`): read as well, but no variables.
    pub fn mentions(&self) -> impl Iterator<Item = &str> {
        self.tree.nodes.iter().filter_map(|node| match node {
            Node::Call { function, args } if function.looks_up() => match self.tree.args(*args).first().map(|id| self.tree.node(*id)) {
                Some(Node::Text(name)) => Some(&**name),
                _ => None,
            },
            _ => None,
        })
    }

    /// Functions it calls that do not exist. Their value is null.
    pub fn unknown_functions(&self) -> impl Iterator<Item = &str> {
        self.tree.unknown.iter().map(|name| &**name)
    }

    /// Whether its value can change while its variables and [`mentions`](Self::mentions) do not: with the time, with the
    /// mode of the survey, or through a property of an element.
    #[must_use]
    pub fn is_volatile(&self) -> bool {
        self.tree.paths.iter().any(Path::is_property)
            || self.tree.nodes.iter().any(|node| matches!(node, Node::Call { function, .. } if function.is_volatile()))
    }

    /// Its value. An evaluation that takes more than [`MAX_STEPS`] steps, or at which JavaScript would throw, has none.
    #[must_use]
    pub fn evaluate<'a>(&'a self, scope: &'a dyn Scope) -> Value<'a> {
        let budget = eval::Budget::default();
        // The value borrows from tree and scope only, so it outlives the run.
        eval::run(&self.tree, scope, &budget)
    }

    /// Its value as a condition: compared with true as JavaScript's `==` does.
    #[must_use]
    pub fn is_true(&self, scope: &dyn Scope) -> bool {
        self.evaluate(scope).is_true()
    }
}
