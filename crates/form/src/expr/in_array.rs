//! `sumInArray` and its like: figures over one column of a list of rows, perhaps of some rows only.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::Value as Json;

use super::eval::{self, Run};
use super::functions::{Args, Function};
use super::scope::ItemScope;
use super::syntax::{Id, Node, Op, Tree};
use super::value::{Value, is_empty_json};
use super::{arithmetic, compare, number, parse};

/// What parsing a condition that comes as a text costs.
const PARSE_STEPS: u32 = 50;

/// Which rows count.
enum Condition {
    All,
    /// A condition that cannot be read lets no row through.
    None,
    /// A part of the expression itself.
    Part(Id),
    /// One that came as a text.
    Text(Box<Tree>),
}

struct Rows<'s> {
    data: Value<'s>,
    column: Cow<'s, str>,
    /// The column whose value is wanted instead of the extreme itself.
    returned: Option<Cow<'s, str>>,
    condition: Condition,
}

impl<'s> Rows<'s> {
    fn read(args: Args<'_, 's, '_>) -> Option<Self> {
        let data = args.get(0);
        if !(2..=4).contains(&args.len()) || !data.is_truthy() {
            return None;
        }
        let Value::Text(column) = args.get(1) else {
            return None;
        };
        let mut at = 2;
        let mut returned = None;
        if let Some(Node::Text(name)) = args.ids.get(2).map(|id| args.run.tree.node(*id))
            && !name.contains(['{', '}', '>', '<', '=', '!'])
        {
            at = 3;
            returned = Some(Cow::Borrowed(&**name)).filter(|name| *name != column);
        }
        Some(Self { data, column, returned, condition: condition(args, at) })
    }

    /// Visits the rows that count and have something in the column.
    fn each(&self, args: Args<'_, '_, '_>, visit: &mut dyn FnMut(&Json, &Json)) {
        let mut row = |row: &Json| {
            if !args.run.budget.spend(1) {
                return;
            }
            if let Some(cell) = row.get(&*self.column)
                && !is_empty_json(cell)
                && self.passes(args, row)
            {
                visit(row, cell);
            }
        };
        match &self.data {
            Value::List(items) => {
                for item in items {
                    if let Value::Data(item) = item {
                        row(item);
                    }
                }
            }
            Value::Data(data) => match &**data {
                Json::Array(items) => items.iter().for_each(row),
                Json::Object(members) => members.values().for_each(row),
                _ => {}
            },
            _ => {}
        }
    }

    fn passes(&self, args: Args<'_, '_, '_>, row: &Json) -> bool {
        let scope = ItemScope { item: row, outer: args.run.scope };
        let budget = args.run.budget;
        match &self.condition {
            Condition::All => true,
            Condition::None => false,
            Condition::Part(id) => Run { tree: args.run.tree, scope: &scope, budget }.value(*id).is_true(),
            Condition::Text(tree) => eval::run(tree, &scope, budget).is_true(),
        }
    }
}

fn condition(args: Args<'_, '_, '_>, at: usize) -> Condition {
    let Some(id) = args.ids.get(at).copied() else {
        return Condition::All;
    };
    let tree = args.run.tree;
    if *tree.node(id) == Node::Null {
        return Condition::All;
    }
    // An argument whose value, out here, is a text is a condition written as a text.
    if let Value::Text(text) = args.get(at)
        && !text.is_empty()
    {
        args.run.budget.spend(PARSE_STEPS);
        return match parse::parse(&text) {
            Ok(tree) if asks_for_display_values(&tree, tree.root) => Condition::All,
            Ok(tree) => Condition::Text(Box::new(tree)),
            Err(_) => Condition::None,
        };
    }
    if !can_be_written_again(tree, id) {
        return Condition::None;
    }
    if asks_for_display_values(tree, id) { Condition::All } else { Condition::Part(id) }
}

/// survey-core writes the condition out as text and reads that again. What is lost on the way matters:
/// `null` becomes nothing, and quotes inside texts their own end.
fn can_be_written_again(tree: &Tree, id: Id) -> bool {
    all_nodes(tree, id, &mut |node, parent| match node {
        Node::Null => matches!(parent, Some(Op::Contains | Op::NotContains | Op::AnyOf | Op::AllOf | Op::NoneOf)),
        Node::Text(text) => !text.contains(['\'', '"']),
        _ => true,
    })
}

/// Display values may come later; a condition that waits for them is not applied.
fn asks_for_display_values(tree: &Tree, id: Id) -> bool {
    !all_nodes(tree, id, &mut |node, _| !matches!(node, Node::Call { function: Function::DisplayValue, .. }))
}

/// Whether `check` holds for a node and everything under it; it also gets the operator the node stands right of.
fn all_nodes(tree: &Tree, id: Id, check: &mut dyn FnMut(&Node, Option<Op>) -> bool) -> bool {
    fn visit(tree: &Tree, id: Id, parent: Option<Op>, check: &mut dyn FnMut(&Node, Option<Op>) -> bool) -> bool {
        let node = tree.node(id);
        if !check(node, parent) {
            return false;
        }
        match node {
            Node::Chain { head, links } => {
                visit(tree, *head, None, check) && links.of(&tree.links).iter().all(|link| visit(tree, link.right, Some(link.op), check))
            }
            Node::Not(id) | Node::Empty(id) | Node::NotEmpty(id) => visit(tree, *id, None, check),
            Node::List(items) | Node::Call { args: items, .. } => tree.args(*items).iter().all(|id| visit(tree, *id, None, check)),
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::Text(_) | Node::Variable(_) => true,
        }
    }
    visit(tree, id, None, check)
}

/// The cell as something to compute with; a text that is no number is nothing.
fn computable(cell: &Json) -> Option<Value<'_>> {
    match Value::from(cell) {
        Value::Text(text) => number::numeric_text(&text).map(Value::Number),
        Value::Null | Value::Undefined => None,
        other => Some(other),
    }
}

pub(super) fn sum<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let Some(rows) = Rows::read(args) else {
        return Value::Number(0.0);
    };
    let mut total = Some(Value::Number(0.0));
    rows.each(args, &mut |_, cell| {
        if let Some(value) = computable(cell) {
            total = total.take().and_then(|total| arithmetic::add_rounded(&total, &value));
        }
    });
    total.unwrap_or_else(|| {
        args.run.budget.fail();
        Value::Undefined
    })
}

pub(super) fn count<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let mut count = 0.0;
    if let Some(rows) = Rows::read(args) {
        rows.each(args, &mut |_, _| count += 1.0);
    }
    Value::Number(count)
}

pub(super) fn average<'s>(args: Args<'_, 's, '_>) -> Value<'s> {
    let count = count(args).to_number();
    Value::Number(if count > 0.0 { sum(args).to_number() / count } else { 0.0 })
}

pub(super) fn extreme<'s>(args: Args<'_, 's, '_>, wanted: Ordering) -> Value<'s> {
    let Some(rows) = Rows::read(args) else {
        return Value::Undefined;
    };
    let mut best = Value::Undefined;
    let mut result = Value::Undefined;
    rows.each(args, &mut |row, cell| {
        if let Some(value) = computable(cell)
            && (best.is_none() || compare::order(&value, &best) == Some(wanted))
        {
            result = match &rows.returned {
                Some(column) => row.get(&**column).map_or(Value::Undefined, |cell| Value::from(cell).into_owned()),
                None => value.clone().into_owned(),
            };
            best = value.into_owned();
        }
    });
    result
}
