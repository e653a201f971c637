//! The names an expression reads: `{a.b[0].c}`, `{#a}`, `{$q.isVisible}`.

use crate::text::Lower;
use std::borrow::Cow;

use serde_json::Value as Json;

use super::number;
use super::value::Value;

/// One step of a [`Path`]: a name, perhaps with an index behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The name as written.
    pub name: Box<str>,
    /// `[2]`; negative ones count from the end.
    pub index: Option<i32>,
}

/// What stands between braces.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    text: Box<str>,
    /// The first name in lower case: what scopes look for first, each time.
    key: Box<str>,
    parts: Box<[Part]>,
    verbatim: bool,
    property: bool,
    literal: Option<Json>,
}

impl Path {
    /// Reads the text between the braces. Never fails: any text names something.
    #[must_use]
    pub fn parse(source: &str) -> Self {
        let (verbatim, text) = match source.strip_prefix('#') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, source),
        };
        let mut parts = Vec::new();
        for part in text.split('.') {
            parts.push(Part::parse(part));
        }
        let mut property = false;
        if let Some(first) = parts.first_mut()
            && let Some(name) = first.name.strip_prefix('$')
        {
            property = true;
            first.name = name.into();
        }
        let key = parts.first().map(|first| first.name.lower().into()).unwrap_or_default();
        // Braces around `"name": value` are a JSON object when no variable has that name.
        let literal = if text.find(':').is_some_and(|at| at > 0) { crate::text::read_json(&["{", text, "}"].concat()) } else { None };
        Self { text: text.into(), key, parts: parts.into(), verbatim, property, literal }
    }

    /// The text between the braces, without `#`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The steps; never empty.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The first name.
    #[must_use]
    pub fn root(&self) -> &str {
        self.parts.first().map_or("", |part| &part.name)
    }

    /// The first name in lower case.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// `{#name}`: the value is taken as it is, without turning texts into numbers.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        self.verbatim
    }

    /// `{$name.property}`: reads a property of an element, not an answer.
    #[must_use]
    pub fn is_property(&self) -> bool {
        self.property
    }

    /// The value when no variable has this name: what is not there has a length of 0.
    pub(super) fn fallback(&self) -> Value<'_> {
        if self.text.ends_with(".length") {
            return Value::Number(0.0);
        }
        self.literal.as_ref().map_or(Value::Null, Value::from)
    }

    /// Follows the steps through plain data, as [`descend`] does.
    #[must_use]
    pub fn find<'a>(&self, data: &'a Json) -> Option<Value<'a>> {
        descend(data, &self.parts)
    }
}

impl Part {
    fn parse(text: &str) -> Self {
        if let Some(inside) = text.strip_suffix(']')
            && let Some(open) = inside.rfind('[')
            && let (Some(name), Some(index)) = (inside.get(..open), inside.get(open + 1..))
            && let Some(index) = number::numeric_text(index)
            && index.fract() == 0.0
            && index.abs() < f64::from(i32::MAX)
        {
            return Self { name: name.into(), index: Some(index as i32) };
        }
        Self { name: text.into(), index: None }
    }
}

/// Follows `parts` through plain data. Names ignore case and may contain points (the longest name that exists wins);
/// lists and texts have a `length`.
#[must_use]
pub fn descend<'a>(mut data: &'a Json, mut parts: &[Part]) -> Option<Value<'a>> {
    while let Some(first) = parts.first() {
        // Names up to the first indexed one may belong together.
        let most = parts.iter().position(|part| part.index.is_some()).map_or(parts.len(), |at| at + 1);
        let mut taken = most;
        let found = loop {
            let (head, rest) = parts.split_at_checked(taken)?;
            let name = if taken == 1 { Cow::Borrowed(&*first.name) } else { joined(head) };
            if let Some(found) = member(data, &name) {
                break (found, head.last(), rest);
            }
            taken -= 1;
            if taken == 0 {
                return None;
            }
        };
        let (value, last, rest) = found;
        let value = match last.and_then(|part| part.index) {
            Some(index) => Member::Data(at_index(value.data()?, index)?),
            None => value,
        };
        parts = rest;
        match value {
            Member::Data(next) => data = next,
            Member::Length(length) => return parts.is_empty().then_some(Value::Number(length)),
        }
    }
    Some(Value::from(data))
}

enum Member<'a> {
    Data(&'a Json),
    Length(f64),
}

impl<'a> Member<'a> {
    fn data(self) -> Option<&'a Json> {
        match self {
            Self::Data(data) => Some(data),
            Self::Length(_) => None,
        }
    }
}

fn joined(parts: &[Part]) -> Cow<'static, str> {
    let mut name = String::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            name.push('.');
        }
        name.push_str(&part.name);
    }
    Cow::Owned(name)
}

fn member<'a>(data: &'a Json, name: &str) -> Option<Member<'a>> {
    match data {
        Json::Object(map) => {
            map.get(name).or_else(|| map.iter().find(|(key, _)| same_name(key, name)).map(|(_, value)| value)).map(Member::Data)
        }
        Json::Array(items) if name == "length" => Some(Member::Length(items.len() as f64)),
        Json::Array(items) => name.parse::<usize>().ok().and_then(|at| items.get(at)).map(Member::Data),
        Json::String(text) if name == "length" && !text.is_empty() => Some(Member::Length(crate::text::units(text) as f64)),
        _ => None,
    }
}

/// Whether two names are the same but for case.
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    a.lower() == b.lower()
}

/// An item of a list; negative indexes count from the end.
fn at_index(data: &Json, index: i32) -> Option<&Json> {
    let items = data.as_array()?;
    let at = if index < 0 { items.len().checked_sub(index.unsigned_abs() as usize)? } else { index as usize };
    items.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reads_every_form() {
        let path = Path::parse("#a.b[-1].c");
        assert!(path.is_verbatim());
        assert_eq!((path.text(), path.root(), path.parts().len()), ("a.b[-1].c", "a", 3));
        assert_eq!(path.parts()[1].index, Some(-1));
        let path = Path::parse("$q.isVisible");
        assert!(path.is_property());
        assert_eq!(path.root(), "q");
        assert_eq!(Path::parse("a[x]").root(), "a[x]");
        assert_eq!(Path::parse("#").root(), "#");
    }

    #[test]
    fn finds_values() {
        let data = json!({"Name": "Ann", "a.b": 9, "a": {"c": 1}, "rows": [{"x": 1}, {"x": 2}], "nul": null, "e": ""});
        for (path, expected) in [
            ("name", Some(json!("Ann"))),
            ("a.b", Some(json!(9))),
            ("a.c", Some(json!(1))),
            ("rows[1].X", Some(json!(2))),
            ("rows[-1].x", Some(json!(2))),
            ("rows.0.x", Some(json!(1))),
            ("rows.length", Some(json!(2))),
            ("name.length", Some(json!(3))),
            ("missing.length", None),
            ("nul", Some(Json::Null)),
            ("rows[5]", None),
            ("rows[-3]", None),
            ("missing", None),
            ("name.x", None),
        ] {
            assert_eq!(Path::parse(path).find(&data).map(|v| v.to_json()), expected, "{path}");
        }
    }
}
