//! From text to tree. The language was defined by a grammar with ordered choice, and surveys rely on what that accepts
//! by accident (a missing last bracket, words without blanks around them), so this follows the same choices.

use std::borrow::Cow;

use super::functions::Function;
use super::path::Path;
use super::syntax::{Id, Link, Node, Op, Run, Tree};
use super::{MAX_DEPTH, MAX_LENGTH, SyntaxError};

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
        return Err(SyntaxError { position: MAX_LENGTH, near: String::new() });
    }
    let mut text = Cow::Borrowed(source);
    for (from, to) in REWRITES {
        if text.contains(from) {
            text = Cow::Owned(text.replace(from, to));
        }
    }
    let mut parser = Parser { text: &text, at: 0, furthest: 0, depth: 0, stuck: None, tree: Tree::default() };
    match parser.expression() {
        // An expression that is nothing but "no value" is none.
        Some(root) if parser.at == text.len() && *parser.tree.node(root) != Node::Null => {
            parser.tree.root = root;
            Ok(parser.tree)
        }
        _ => Err(error_at(source, parser.stuck.unwrap_or(parser.furthest.max(parser.at)))),
    }
}

fn error_at(source: &str, byte: usize) -> SyntaxError {
    let rest = source.get(byte..).unwrap_or("");
    SyntaxError { position: source.get(..byte).map_or(0, |before| before.chars().count()), near: rest.chars().take(20).collect() }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    /// How far any attempt got: where the mistake is, if there is one.
    furthest: usize,
    depth: usize,
    /// Where the nesting went too deep; nothing matches from then on.
    stuck: Option<usize>,
    tree: Tree,
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

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == byte;
        self.at += usize::from(found);
        found
    }

    /// A keyword in any case; what follows it does not matter.
    fn eat_word(&mut self, word: &str) -> bool {
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

    fn operand(&mut self) -> Option<Node> {
        let rest = self.rest();
        for word in ["undefined", "null"] {
            if rest.starts_with(word) {
                self.at += word.len();
                return Some(Node::Null);
            }
        }
        if self.eat_word("true") {
            return Some(Node::Bool(true));
        }
        if self.eat_word("false") {
            return Some(Node::Bool(false));
        }
        match self.peek() {
            b'-' | b'0'..=b'9' => self.number(),
            b'\'' | b'"' => self.quoted(),
            b'{' => self.variable(),
            _ => self.word().map(|word| Node::Text(word.into())),
        }
    }

    fn digits(&mut self) -> usize {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        count
    }

    fn number(&mut self) -> Option<Node> {
        let start = self.at;
        let spelled = |parser: &Self| parser.text.get(start..parser.at).and_then(|text| text.parse().ok()).map(Node::Number);
        if self.rest().starts_with("0x") {
            self.at += 2;
            let from = self.at;
            if self.digits() > 0 {
                let digits = self.text.get(from..self.at)?;
                // More than 32 bits of it would be a mistake, but is a number all the same.
                return Some(Node::Number(digits.bytes().fold(0.0, |n, b| n * 16.0 + f64::from(b - b'0'))));
            }
            self.at = start;
        }
        self.eat(b'-');
        let whole_at = self.at;
        if self.digits() == 0 {
            return None;
        }
        let whole_end = self.at;
        if self.eat(b'.') && self.digits() > 0 {
            return spelled(self);
        }
        // A whole number does not go on after a leading zero.
        self.at = if self.text.as_bytes().get(whole_at) == Some(&b'0') { whole_at + 1 } else { whole_end };
        spelled(self)
    }

    /// Text in quotes. Neither kind of quote may stand inside without a backslash.
    fn quoted(&mut self) -> Option<Node> {
        let quote = self.peek();
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            if let Some(escaped) = rest.strip_prefix('\\').and_then(|r| r.chars().next()).filter(|c| matches!(c, '\'' | '"')) {
                text.push(escaped);
                self.at += 2;
                continue;
            }
            let c = rest.chars().next()?;
            self.at += c.len_utf8();
            match c {
                '\'' | '"' if c as u32 == u32::from(quote) => return Some(Node::Text(text.into())),
                '\'' | '"' => {
                    self.at -= 1;
                    return None;
                }
                other => text.push(other),
            }
        }
    }

    fn variable(&mut self) -> Option<Node> {
        self.at += 1;
        let rest = self.rest();
        let length = rest.find(['{', '}']).unwrap_or(rest.len());
        self.at += length;
        if length == 0 || !self.eat(b'}') {
            return None;
        }
        let path = Path::parse(rest.get(..length)?);
        let index = match self.tree.paths.iter().position(|known| *known == path) {
            Some(index) => index,
            None => {
                self.tree.paths.push(path);
                self.tree.paths.len() - 1
            }
        };
        Some(Node::Variable(index as u16))
    }

    /// Letters, then letters and digits.
    fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        if length == 0 || self.peek().is_ascii_digit() {
            return None;
        }
        self.at += length;
        rest.get(..length)
    }
}
