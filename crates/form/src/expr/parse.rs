//! From text to tree. The language was defined by a grammar with ordered choice, and surveys rely on what that accepts
//! by accident (a missing last bracket, words without blanks around them), so this follows the same choices.

use std::borrow::Cow;

use super::functions::Function;
use super::syntax::{Id, Link, Node, Op, Run, Tree};
use super::{Fault, MAX_DEPTH, MAX_LENGTH, SyntaxError};
use crate::text::{has_part, replaced};

/// Spellings that are read as others, everywhere in the text. All keep its length, so positions stay true.
const REWRITES: [(&str, &str); 4] = [("=>", ">="), ("=<", "<="), ("<>", "!="), ("equals", "equal ")];

/// Operators from the loosest to the tightest. Within a level the longer spelling stands first.
const LEVELS: [&[(&str, Op)]; 7] = [
    &[("||", Op::Or), ("or", Op::Or)],
    &[("&&", Op::And), ("and", Op::And)],
    &[
        ("<=", Op::LessOrEqual),
        ("lessorequal", Op::LessOrEqual),
        (">=", Op::GreaterOrEqual),
        ("greaterorequal", Op::GreaterOrEqual),
        ("==", Op::Equal),
        ("equal", Op::Equal),
        ("=", Op::Equal),
        ("!=", Op::NotEqual),
        ("notequal", Op::NotEqual),
        ("<", Op::Less),
        ("less", Op::Less),
        (">", Op::Greater),
        ("greater", Op::Greater),
    ],
    &[("+", Op::Plus), ("-", Op::Minus)],
    &[("*", Op::Times), ("/", Op::Divide), ("%", Op::Modulo)],
    &[("^", Op::Power), ("power", Op::Power)],
    &[
        ("*=", Op::Contains),
        ("contains", Op::Contains),
        ("contain", Op::Contains),
        ("notcontains", Op::NotContains),
        ("notcontain", Op::NotContains),
        ("anyof", Op::AnyOf),
        ("allof", Op::AllOf),
        ("noneof", Op::NoneOf),
    ],
];
/// The only level whose right operand may be left out.
const SET_LEVEL: usize = 6;

pub(super) fn parse(source: &str) -> Result<Tree, SyntaxError> {
    if source.chars().count() > MAX_LENGTH {
        return Err(SyntaxError { position: MAX_LENGTH, near: String::new(), fault: Fault::Length });
    }
    let mut text = Cow::Borrowed(source);
    for (from, to) in REWRITES {
        if has_part(&text, from) {
            text = Cow::Owned(replaced(&text, from, to));
        }
    }
    let mut parser = Parser { text: &text, at: 0, furthest: 0, depth: 0, stuck: None, tree: Tree::default() };
    match parser.expression() {
        // An expression that is nothing but "no value" is none.
        Some(root) if parser.at == text.len() && *parser.tree.node(root) != Node::Null => {
            parser.tree.root = root;
            Ok(parser.tree)
        }
        _ => {
            let (byte, fault) = parser.stuck.map_or((parser.furthest.max(parser.at), Fault::Shape), |at| (at, Fault::Depth));
            let rest = source.get(byte..).unwrap_or("");
            let position = source.get(..byte).map_or(0, |before| before.chars().count());
            Err(SyntaxError { position, near: rest.chars().take(20).collect(), fault })
        }
    }
}

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How far any attempt got: where the mistake is, if there is one.
    furthest: usize,
    depth: usize,
    /// Where the nesting went too deep; nothing matches from then on.
    stuck: Option<usize>,
    pub(super) tree: Tree,
}

/// A place to return to when a choice does not work out.
struct Mark {
    at: usize,
    nodes: usize,
    links: usize,
    args: usize,
    paths: usize,
    unknown: usize,
}

impl<'t> Parser<'t> {
    fn mark(&self) -> Mark {
        let t = &self.tree;
        Mark { at: self.at, nodes: t.nodes.len(), links: t.links.len(), args: t.args.len(), paths: t.paths.len(), unknown: t.unknown.len() }
    }

    fn reset(&mut self, mark: &Mark) {
        self.furthest = self.furthest.max(self.at);
        self.at = mark.at;
        let t = &mut self.tree;
        t.nodes.truncate(mark.nodes);
        t.links.truncate(mark.links);
        t.args.truncate(mark.args);
        t.paths.truncate(mark.paths);
        t.unknown.truncate(mark.unknown);
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// A keyword in any case; what follows it does not matter.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.rest().as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
        if found {
            self.at += word.len();
        }
        found
    }

    fn push(&mut self, node: Node) -> Id {
        self.tree.nodes.push(node);
        // At most one node a character, and texts are limited to 4,096.
        (self.tree.nodes.len() - 1) as Id
    }

    fn expression(&mut self) -> Option<Id> {
        self.blanks();
        let id = self.level(0)?;
        self.blanks();
        Some(id)
    }

    fn level(&mut self, level: usize) -> Option<Id> {
        let Some(operators) = LEVELS.get(level) else {
            return self.factor();
        };
        let head = self.level(level + 1)?;
        let mut links = Vec::new();
        loop {
            let mark = self.mark();
            self.blanks();
            let Some((_, op)) = operators.iter().find(|(word, _)| self.eat_word(word)) else {
                self.reset(&mark);
                break;
            };
            self.blanks();
            match self.level(level + 1) {
                Some(right) => links.push(Link { op: *op, right }),
                None if level == SET_LEVEL && self.stuck.is_none() => {
                    let right = self.push(Node::Null);
                    links.push(Link { op: *op, right });
                }
                None => {
                    self.reset(&mark);
                    break;
                }
            }
        }
        if links.is_empty() {
            return Some(head);
        }
        let run = Run { first: self.tree.links.len() as u16, count: links.len() as u16 };
        self.tree.links.append(&mut links);
        Some(self.push(Node::Chain { head, links: run }))
    }

    fn factor(&mut self) -> Option<Id> {
        if self.depth >= MAX_DEPTH {
            self.stuck.get_or_insert(self.at);
        }
        if self.stuck.is_some() {
            return None;
        }
        self.depth += 1;
        let mark = self.mark();
        let found = self.bracket().or_else(|| self.retry(&mark, Self::call)).or_else(|| self.retry(&mark, Self::negation));
        let found = found.or_else(|| self.retry(&mark, Self::atom)).or_else(|| self.retry(&mark, Self::list));
        if found.is_none() {
            self.reset(&mark);
        }
        self.depth -= 1;
        found
    }

    fn retry(&mut self, mark: &Mark, rule: fn(&mut Self) -> Option<Id>) -> Option<Id> {
        self.reset(mark);
        rule(self)
    }

    fn bracket(&mut self) -> Option<Id> {
        if !self.eat(b'(') {
            return None;
        }
        let id = self.expression()?;
        self.eat(b')');
        Some(id)
    }

    fn call(&mut self) -> Option<Id> {
        let name = self.word()?;
        if !self.eat(b'(') {
            return None;
        }
        let args = self.sequence();
        self.eat(b')');
        let function = Function::named(name).unwrap_or_else(|| {
            self.tree.unknown.push(name.into());
            Function::Unknown
        });
        Some(self.push(Node::Call { function, args }))
    }

    fn list(&mut self) -> Option<Id> {
        if !self.eat(b'[') {
            return None;
        }
        let items = self.sequence();
        self.eat(b']').then(|| self.push(Node::List(items)))
    }

    /// Comma-separated expressions. Without a first one, or with "no value" as the first one, there are none.
    fn sequence(&mut self) -> Run {
        let mut items = Vec::new();
        let mark = self.mark();
        let first = self.expression();
        if first.is_none() {
            self.reset(&mark);
        }
        items.extend(first);
        loop {
            let mark = self.mark();
            self.blanks();
            if self.eat(b',')
                && let Some(item) = self.expression()
            {
                items.push(item);
            } else {
                self.reset(&mark);
                break;
            }
        }
        if first.is_none_or(|id| *self.tree.node(id) == Node::Null) {
            items.clear();
        }
        let run = Run { first: self.tree.args.len() as u16, count: items.len() as u16 };
        self.tree.args.append(&mut items);
        run
    }

    fn negation(&mut self) -> Option<Id> {
        if !self.eat(b'!') && !self.eat_word("negate") {
            return None;
        }
        self.blanks();
        let id = self.factor()?;
        Some(self.push(Node::Not(id)))
    }

    /// A plain operand, and "empty" or "notempty" behind it.
    fn atom(&mut self) -> Option<Id> {
        self.blanks();
        let node = self.operand()?;
        let id = self.push(node);
        let mark = self.mark();
        self.blanks();
        if self.eat_word("empty") {
            return Some(self.push(Node::Empty(id)));
        }
        if self.eat_word("notempty") {
            return Some(self.push(Node::NotEmpty(id)));
        }
        self.reset(&mark);
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_surveys_get_away_with() {
        for (text, same_as) in [
            ("({a} + 1", "({a} + 1)"),
            ("iif({a}, 1, sum(2, 3", "iif({a}, 1, sum(2, 3))"),
            ("{a}>5and{b}<3", "{a} > 5 and {b} < 3"),
            ("{a} => 5 || {a} <> 3", "{a} >= 5 or {a} != 3"),
            ("{a} =< 5 && {a} equals 3", "{a} <= 5 AND {a} = 3"),
            ("{a} =! {b}", "{a} = (!{b})"),
            ("negate{a}", "! {a}"),
            ("{a}notempty", "{a} notempty"),
            ("{a} contain 5 *= 6", "{a} contains 5 contains 6"),
            ("sum(,1)", "sum()"),
            ("\"x\"", "'x'"),
            ("word", "'word'"),
        ] {
            assert_eq!(shape(text), shape(same_as), "{text}");
        }
    }

    #[test]
    fn refuses_what_they_do_not() {
        for text in [
            "",
            " ",
            "null",
            "-{a}",
            "1e5",
            "007",
            ".5",
            "5.",
            "1,5",
            "not {a}",
            "({a}) empty",
            "sum({a}) empty",
            "{}",
            "{a",
            "a}",
            "{a} +",
            "= 5",
            "{a} {b}",
            "[1, 2",
            "'it's'",
            "'a\"",
            "{a} === 5",
            "{a} is empty",
            "trueish",
            "nullable",
            "0x1F",
            "--5",
            "sum (1)",
            "{a} ! = 5",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn operators_bind_as_agreed() {
        for (text, same_as) in [
            ("{a} or {b} and {c}", "{a} or ({b} and {c})"),
            ("{a} + 1 > {b} * 2", "({a} + 1) > ({b} * 2)"),
            ("1 + 2 * 3 ^ 4", "1 + (2 * (3 ^ 4))"),
            ("{a} contains {b} + 1", "({a} contains {b}) + 1"),
            ("!{a} = {b}", "(!{a}) = {b}"),
            ("{a} = {b} and !{c} empty", "({a} = {b}) and (!({c} empty))"),
        ] {
            // Brackets leave no node behind, so equal shapes are equal trees.
            assert_eq!(shape(text), shape(same_as), "{text}");
        }
    }

    fn shape(text: &str) -> String {
        let tree = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        outline(&tree, tree.root)
    }

    /// The tree as text, whatever the order its nodes were made in.
    fn outline(tree: &Tree, id: Id) -> String {
        let inner = |ids: &[Id]| ids.iter().map(|id| outline(tree, *id)).collect::<Vec<_>>().join(", ");
        match tree.node(id) {
            Node::Chain { head, links } => {
                let links: Vec<_> = links.of(&tree.links).iter().map(|link| format!("{:?} {}", link.op, inner(&[link.right]))).collect();
                format!("({} {})", inner(&[*head]), links.join(" "))
            }
            Node::Not(id) => format!("not {}", inner(&[*id])),
            Node::Empty(id) => format!("empty {}", inner(&[*id])),
            Node::NotEmpty(id) => format!("notempty {}", inner(&[*id])),
            Node::List(items) => format!("[{}]", inner(tree.args(*items))),
            Node::Call { function, args } => format!("{function:?}({})", inner(tree.args(*args))),
            Node::Variable(index) => tree.paths[usize::from(*index)].text().to_owned(),
            leaf => format!("{leaf:?}"),
        }
    }
}
