//! Computes a tree's value over a scope. Conditions over plain answers allocate nothing.

use std::borrow::Cow;
use std::cell::Cell;

use super::functions;
use super::number;
use super::path::Path;
use super::scope::Scope;
use super::syntax::{Id, Link, Node, Op, Tree};
use super::value::Value;
use super::{MAX_STEPS, arithmetic, compare};

/// One evaluation. Values borrow from tree and scope, not from the run.
#[derive(Clone, Copy)]
pub(super) struct Run<'s, 'b> {
    pub(super) tree: &'s Tree,
    pub(super) scope: &'s dyn Scope,
    /// Shared with the conditions of `sumInArray` and its like.
    pub(super) budget: &'b Budget,
}

/// The value of the whole tree; none when the evaluation had to be given up.
pub(super) fn run<'s>(tree: &'s Tree, scope: &'s dyn Scope, budget: &Budget) -> Value<'s> {
    let value = Run { tree, scope, budget }.value(tree.root);
    if budget.has_failed() { Value::Undefined } else { value }
}

/// How much an evaluation may still do, and whether it had to be given up.
#[derive(Default)]
pub(super) struct Budget {
    steps: Cell<u32>,
    failed: Cell<bool>,
}

impl Budget {
    /// Counts `steps`; false when the evaluation is over.
    pub(super) fn spend(&self, steps: u32) -> bool {
        let spent = self.steps.get().saturating_add(steps);
        self.steps.set(spent);
        if spent > MAX_STEPS {
            self.failed.set(true);
        }
        !self.failed.get()
    }

    /// Gives up: JavaScript would have thrown.
    pub(super) fn fail(&self) {
        self.failed.set(true);
    }

    pub(super) fn has_failed(&self) -> bool {
        self.failed.get()
    }
}

impl<'s> Run<'s, '_> {
    pub(super) fn value(&self, id: Id) -> Value<'s> {
        if !self.budget.spend(1) {
            return Value::Undefined;
        }
        match self.tree.node(id) {
            Node::Null => Value::Null,
            Node::Bool(b) => Value::Bool(*b),
            Node::Number(n) => Value::Number(*n),
            Node::Text(text) => Value::Text(Cow::Borrowed(text)),
            Node::Variable(index) => self.tree.paths.get(usize::from(*index)).map_or(Value::Null, |path| self.variable(path)),
            Node::Chain { head, links } => self.chain(*head, links.of(&self.tree.links)),
            Node::Not(id) => Value::Bool(!self.value(*id).is_truthy()),
            Node::Empty(id) => Value::Bool(self.value(*id).is_empty()),
            Node::NotEmpty(id) => Value::Bool(!self.value(*id).is_empty()),
            Node::List(items) => Value::List(self.tree.args(*items).iter().map(|id| self.value(*id)).collect()),
            Node::Call { function, args } => functions::call(self, *function, self.tree.args(*args)),
        }
    }

    fn variable(&self, path: &'s Path) -> Value<'s> {
        match self.scope.variable(path) {
            None => path.fallback(),
            Some(Value::Text(text)) if !path.is_verbatim() => converted(text),
            Some(value) => value,
        }
    }

    fn chain(&self, head: Id, links: &[Link]) -> Value<'s> {
        let mut value = self.value(head);
        let mut left = Some(head);
        for link in links {
            value = self.apply(value, left, *link);
            left = None;
        }
        value
    }

    fn apply(&self, left: Value<'s>, left_id: Option<Id>, Link { op, right: right_id }: Link) -> Value<'s> {
        match op {
            // What is certain already needs no right side. Empty operands do: it decides what stands for them.
            Op::And if !left.is_truthy() && !left.is_empty() => return left,
            Op::Or if left.is_truthy() && !left.is_empty() => return left,
            _ => {}
        }
        let right = self.value(right_id);
        match op {
            Op::Or | Op::And => {
                let (left, right) = arithmetic::filled_pair(left, right);
                if left.is_truthy() == (op == Op::Or) { left } else { right }
            }
            Op::Plus | Op::Minus | Op::Times | Op::Divide | Op::Modulo | Op::Power => {
                self.budget.spend(size(&left) + size(&right));
                arithmetic::apply(op, left, right).unwrap_or_else(|| {
                    self.budget.fail();
                    Value::Undefined
                })
            }
            _ => Value::Bool(self.compare(op, left, left_id, right, right_id)),
        }
    }

    fn compare(&self, op: Op, left: Value<'s>, left_id: Option<Id>, right: Value<'s>, right_id: Id) -> bool {
        // By far the most common comparison.
        if let (Value::Number(x), Value::Number(y)) = (&left, &right) {
            match op {
                Op::Equal => return x == y,
                Op::NotEqual => return x != y,
                Op::Less => return x < y,
                Op::LessOrEqual => return x <= y,
                Op::Greater => return x > y,
                Op::GreaterOrEqual => return x >= y,
                _ => {}
            }
        }
        self.budget.spend(size(&left) + size(&right));
        let equal = |left: Value<'s>, right: Value<'s>, ordered: bool| {
            let (left, right) = compare::aligned(left, right);
            compare::equal(&left, &right, ordered)
        };
        match op {
            Op::Equal | Op::NotEqual => {
                let ordered = left.items().is_some() && (left_id.is_some_and(|id| self.is_ordered(id)) || self.is_ordered(right_id));
                equal(left, right, ordered) == (op == Op::Equal)
            }
            Op::Less => compare::less(left, right),
            Op::Greater => compare::less(right, left),
            Op::LessOrEqual => equal(left.clone(), right.clone(), false) || compare::less(left, right),
            Op::GreaterOrEqual => equal(left.clone(), right.clone(), false) || compare::less(right, left),
            Op::Contains => compare::contains(&left, &right, true),
            Op::NotContains => compare::not_contains(&left, &right),
            Op::AnyOf => compare::any_of(&left, &right),
            Op::AllOf => compare::all_of(&left, &right),
            Op::NoneOf => !compare::any_of(&left, &right),
            Op::Or | Op::And | Op::Plus | Op::Minus | Op::Times | Op::Divide | Op::Modulo | Op::Power => false,
        }
    }

    fn is_ordered(&self, id: Id) -> bool {
        match self.tree.node(id) {
            Node::Variable(index) => self.tree.paths.get(usize::from(*index)).is_some_and(|path| self.scope.is_ordered(path)),
            _ => false,
        }
    }
}

/// How many steps a value costs that has to be gone through.
fn size(value: &Value<'_>) -> u32 {
    match value {
        Value::Text(text) => u32::try_from(text.len() / 64).unwrap_or(u32::MAX),
        other => other.items().map_or(0, |items| u32::try_from(items.len()).unwrap_or(u32::MAX)),
    }
}

/// A text that came from an answer: numbers, yes and no are meant as such, and quotes around it are not part of it.
fn converted(text: Cow<'_, str>) -> Value<'_> {
    let bytes = text.as_bytes();
    let (first, last) = match bytes {
        [] => return Value::Text(text),
        [only] => (*only, 0),
        [first, .., last] => (*first, *last),
    };
    if matches!(first, b't' | b'T') && text.eq_ignore_ascii_case("true") {
        return Value::Bool(true);
    }
    if matches!(first, b'f' | b'F') && text.eq_ignore_ascii_case("false") {
        return Value::Bool(false);
    }
    if matches!(first, b'\'' | b'"') && matches!(last, b'\'' | b'"') {
        let inside = 1..text.len() - 1;
        return match text {
            Cow::Borrowed(text) => Value::Text(Cow::Borrowed(text.get(inside).unwrap_or(""))),
            Cow::Owned(text) => Value::Text(Cow::Owned(text.get(inside).unwrap_or("").into())),
        };
    }
    // A leading zero means a code (05, 007), not a number.
    if first == b'0' && bytes.len() > 1 && !matches!(bytes.get(1), Some(b'.' | b',')) && !text.starts_with("0x") {
        return Value::Text(text);
    }
    number::numeric_text(&text).map_or(Value::Text(text), Value::Number)
}
