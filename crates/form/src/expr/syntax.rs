//! The tree of a parsed expression: nodes in one list, pointing at each other by index.

use super::functions::Function;
use super::path::Path;

/// Index of a node.
pub(super) type Id = u16;

/// A run of entries in one of the side lists of a [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: u16,
    pub(super) count: u16,
}

impl Run {
    pub(super) fn of<'a, T>(&self, list: &'a [T]) -> &'a [T] {
        let first = usize::from(self.first);
        list.get(first..first + usize::from(self.count)).unwrap_or(&[])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// `null`, `undefined`, or an operand left out.
    Null,
    Bool(bool),
    Number(f64),
    Text(Box<str>),
    /// Index into the paths.
    Variable(u16),
    /// Operators of one precedence, grouped to the left: a chain, so that a long sum needs no deep recursion.
    Chain {
        head: Id,
        links: Run,
    },
    Not(Id),
    Empty(Id),
    NotEmpty(Id),
    List(Run),
    Call {
        function: Function,
        args: Run,
    },
}

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    Power,
    Contains,
    NotContains,
    AnyOf,
    AllOf,
    NoneOf,
}

/// What a chain applies to what stands left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) op: Op,
    pub(super) right: Id,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
    pub(super) args: Vec<Id>,
    pub(super) paths: Vec<Path>,
    /// Names of functions nobody knows.
    pub(super) unknown: Vec<Box<str>>,
    pub(super) root: Id,
}

impl Tree {
    pub(super) fn node(&self, id: Id) -> &Node {
        self.nodes.get(usize::from(id)).unwrap_or(&Node::Null)
    }

    pub(super) fn args(&self, run: Run) -> &[Id] {
        run.of(&self.args)
    }
}
