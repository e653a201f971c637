//! Steps in the order in which they are written: answers that are set by one step are set one after the other.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::marker::PhantomData;

/// The members of an object in the order written.
#[derive(Debug)]
pub(super) struct Pairs<T>(pub(super) Vec<(String, T)>);

/// What a step is about: named values, or one value.
#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
pub(super) enum What {
    Named(Pairs<Value>),
    Plain(Value),
}

/// The steps of a case.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Steps {
    #[serde(default)]
    pub(super) steps: Vec<Pairs<What>>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrder<T> {
            type Value = Pairs<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

impl What {
    /// The value, whatever its order.
    pub(super) fn value(&self) -> Value {
        match self {
            What::Named(pairs) => Value::Object(pairs.0.iter().cloned().collect()),
            What::Plain(value) => value.clone(),
        }
    }

    /// Named values in the order written.
    pub(super) fn pairs(&self) -> &[(String, Value)] {
        match self {
            What::Named(pairs) => &pairs.0,
            What::Plain(_) => &[],
        }
    }
}
