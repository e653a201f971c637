//! What stands in boxes without being an answer, for a reload and the other program: the session knows nothing of it, so its snapshot has
//! none of it.

use crate::{
    client::json::{object, string, whole},
    widgets::survey::{Draft, SurveyStore},
};
use serde_json::Value;
use tessera_form::FieldError;

/// What is half typed (or half turned), on whatever page.
pub(super) fn typed(store: SurveyStore) -> Value {
    let written = store.half_written().into_iter().filter_map(|question| {
        let draft = question.draft.get_untracked()?;
        Some(write(store.read(|session| session.place_of(question.id))?, &draft))
    });
    Value::Array(written.collect())
}

/// Puts it back where it stood.
pub(super) fn type_again(store: SurveyStore, typed: &Value) {
    for (place, draft) in typed.as_array().into_iter().flatten().filter_map(read) {
        if let Some(question) = store.read(|session| session.at_place(place)).and_then(|id| store.question_anywhere(id)) {
            question.draft.set(Some(draft));
        }
    }
}

fn write(place: u32, draft: &Draft) -> Value {
    object([
        ("id", place.into()),
        ("text", draft.text.as_str().into()),
        ("error", draft.error.as_ref().map_or(Value::Null, write_error)),
        ("is_told", draft.is_told.into()),
    ])
}

/// The errors of what was typed are all of one level and in our words.
fn write_error(error: &FieldError) -> Value {
    let pair = |(name, value): &(String, String)| Value::Array(vec![name.as_str().into(), value.as_str().into()]);
    object([("code", error.code.as_str().into()), ("params", Value::Array(error.params.iter().map(pair).collect()))])
}

fn read(value: &Value) -> Option<(u32, Draft)> {
    let draft = Draft {
        text: string(value, "text")?,
        error: value.get("error").and_then(FieldError::from_json),
        is_told: value.get("is_told").and_then(Value::as_bool).unwrap_or_default(),
    };
    Some((whole(value, "id")?, draft))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tessera_form::Level;

    #[test]
    fn what_is_half_typed_is_read_as_it_was_written() {
        let params = vec![("example".to_owned(), "31.12.2026".to_owned())];
        let error = FieldError { code: "date_unreadable".to_owned(), params, text: None, level: Level::Error };
        for draft in [
            Draft { text: "03.–.2026".to_owned(), ..Draft::default() },
            Draft { text: "tomorrow".to_owned(), error: Some(error), is_told: true },
        ] {
            assert_eq!(read(&write(7, &draft)), Some((7, draft)));
        }
        assert_eq!(read(&Value::Null), None);
    }
}
