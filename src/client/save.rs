//! One save as it goes out.

use super::json::object;
use serde_json::{Map, Value};

/// A save before it is JSON: `tessera_api::responses::SaveResponse`, and the test holds it to that.
pub struct Save<'a> {
    /// Made by the client once.
    pub response_id: &'a str,
    /// Slug of the form.
    pub form: &'a str,
    /// Version of the form the person is on.
    pub version: u32,
    /// Grows with every save of this response.
    pub step: u32,
    /// All answers so far.
    pub answers: Map<String, Value>,
    /// Whether this is the last save.
    pub completed: bool,
    /// How it came about; nothing for employees' forms.
    pub meta: Option<Meta<'a>>,
}

/// How a response came about.
pub struct Meta<'a> {
    /// Language of the interface.
    pub locale: &'a str,
    /// Layout it was answered in.
    pub layout: &'a str,
    /// Where the link stood that was followed.
    pub touchpoint: &'a str,
    /// The question the person is at.
    pub last_shown: &'a str,
    /// Names of the questions shown so far.
    pub shown: &'a [String],
    /// Active milliseconds by question.
    pub active_millis: &'a [(String, u64)],
}

impl Save<'_> {
    /// As the contract wants it.
    #[must_use]
    pub fn json(self) -> Value {
        object([
            ("response_id", self.response_id.into()),
            ("form", self.form.into()),
            ("version", self.version.into()),
            ("step", self.step.into()),
            ("answers", Value::Object(self.answers)),
            ("completed", self.completed.into()),
            ("meta", self.meta.map_or_else(|| Value::Object(Map::new()), Meta::json)),
        ])
    }
}

impl Meta<'_> {
    fn json(self) -> Value {
        object([
            ("locale", self.locale.into()),
            ("layout", self.layout.into()),
            ("touchpoint", self.touchpoint.into()),
            ("last_shown", self.last_shown.into()),
            ("shown", list(self.shown)),
            ("active_millis", times(self.active_millis)),
        ])
    }
}

/// Texts as a list.
#[must_use]
pub fn list(texts: &[String]) -> Value {
    Value::Array(texts.iter().map(|text| Value::String(text.clone())).collect())
}

/// Times by name as an object.
#[must_use]
pub fn times(times: &[(String, u64)]) -> Value {
    let mut map = Map::new();
    for (name, millis) in times {
        map.insert(name.clone(), Value::from(*millis));
    }
    Value::Object(map)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_api::responses::SaveResponse;

    #[test]
    fn a_save_is_what_the_contract_says() {
        let shown = ["a".to_owned(), "b".to_owned()];
        let active_millis = [("a".to_owned(), 1_500)];
        let meta = Meta { locale: "pl", layout: "tv", touchpoint: "sms", last_shown: "a", shown: &shown, active_millis: &active_millis };
        let answers = Map::from_iter([("a".to_owned(), Value::from(1))]);
        let save = Save { response_id: "x", form: "visit", version: 2, step: 7, answers, completed: true, meta: Some(meta) };
        let json = save.json();
        let read: SaveResponse = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), json);
        assert_eq!((read.meta.last_shown.as_str(), read.meta.active_millis.get("a")), ("a", Some(&1_500)));
    }

    #[test]
    fn of_employees_nothing_leaves_but_the_answers() {
        let save = Save { response_id: "x", form: "pulse", version: 1, step: 1, answers: Map::new(), completed: false, meta: None };
        let read: SaveResponse = serde_json::from_value(save.json()).unwrap();
        assert_eq!(read.meta, tessera_api::responses::ResponseMeta::default());
    }
}
