//! One object of a definition, with where it is: reads properties under their old and new names.

use super::old_names;
use super::remarks::Pointer;
use crate::model::Loc;
use serde_json::{Map, Value};

/// An object of the definition that is being read.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub(super) map: &'a Map<String, Value>,
    /// The class of the format it belongs to.
    pub(super) class: &'a str,
    /// Where it is written.
    pub(super) pointer: Pointer,
    /// Whether a property is written under an old name.
    has_old_names: bool,
}

/// Which of these words, separated by blanks, a text is, in any case.
pub(super) fn position(text: &str, words: &str) -> Option<usize> {
    words.split(' ').position(|word| word.eq_ignore_ascii_case(text))
}

impl<'a> Place<'a> {
    pub(super) fn new(map: &'a Map<String, Value>, class: &'a str, pointer: Pointer) -> Place<'a> {
        let has_old_names = map.keys().any(|key| old_names::is_old(key));
        Place { map, class, pointer, has_old_names }
    }

    /// The property and the name it is written under.
    pub(super) fn find(&self, name: &str) -> Option<(&str, &'a Value)> {
        let written = |spelling: &str| {
            let (key, value) = self.map.get_key_value(spelling)?;
            (!value.is_null()).then_some((key.as_str(), value))
        };
        if self.has_old_names { old_names::spellings(name).find_map(written) } else { written(name) }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.find(name).map(|(_, value)| value)
    }

    /// The pointer of a property, under the name it is written.
    pub(super) fn at(&self, name: &str) -> Pointer {
        self.pointer.key(self.find(name).map_or(name, |(key, _)| key))
    }

    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
    }

    /// Which of these words, separated by blanks, a property is, in any case.
    pub(super) fn which(&self, name: &str, words: &str) -> Option<usize> {
        position(self.text(name)?, words)
    }

    /// A name, however it is written (numbers occur).
    pub(super) fn word(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            number @ Value::Number(_) => Some(crate::text::json(number)),
            _ => None,
        }
    }

    pub(super) fn flag(&self, name: &str, default: bool) -> bool {
        match self.get(name) {
            Some(Value::Bool(on)) => *on,
            Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => true,
            Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => false,
            _ => default,
        }
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)? {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => crate::expr::parse_number(text),
            _ => None,
        }
    }

    /// A count: whole, not negative.
    pub(super) fn count(&self, name: &str) -> Option<u32> {
        let number = self.number(name)?;
        (number >= 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
    }

    pub(super) fn loc(&self, name: &str) -> Loc {
        Loc::read(self.get(name))
    }

    pub(super) fn list(&self, name: &str) -> &'a [Value] {
        self.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The objects of a list, each as a place of class `class`.
    pub(super) fn places(&self, name: &str, class: &'a str) -> Vec<Place<'a>> {
        let at = self.at(name);
        let mut places = Vec::new();
        for (index, value) in self.list(name).iter().enumerate() {
            if let Some(map) = value.as_object() {
                places.push(Place::new(map, class, at.item(index)));
            }
        }
        places
    }
}
