//! Operands that stand for themselves: literals, words and variables.

use super::number;
use super::parse::Parser;
use super::path::Path;
use super::syntax::Node;

impl<'t> Parser<'t> {
    pub(super) fn operand(&mut self) -> Option<Node> {
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
        let spelled = |parser: &Self| parser.text.get(start..parser.at).map(|text| Node::Number(number::to_number(text)));
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
    pub(super) fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        if length == 0 || self.peek().is_ascii_digit() {
            return None;
        }
        self.at += length;
        rest.get(..length)
    }
}
