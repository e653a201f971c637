//! An answer in words, as a person would say it.

use crate::i18n::{I18n, keys::respond::choice as keys};
use tessera_form::{ChoiceView, InputType, Kind, MatrixRow, QuestionView};

/// The words of the answer; `None` when there is none.
#[must_use]
pub fn answer_words(i18n: I18n, view: &QuestionView) -> Option<String> {
    let chosen = |choices: &[ChoiceView]| {
        let words: Vec<&str> = choices.iter().filter(|choice| choice.selected).map(|choice| &*choice.text.string).collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    match &view.kind {
        Kind::Ranking(_, ranked) => chosen(&ranked.list.choices),
        Kind::Radiogroup(list) | Kind::Checkbox(list) | Kind::Dropdown(list) | Kind::Tagbox(_, list) => {
            let words = chosen(&list.choices)?;
            // Words of one's own say more than the name of the choice that asked for them.
            Some(match &list.other {
                Some(own) if !own.is_empty() => [words.as_str(), own.as_str()].join(": "),
                _ => words,
            })
        }
        Kind::Rating { steps, .. } => chosen(steps),
        Kind::Boolean { label_true, label_false, chosen, .. } => {
            let (label, key) = if (*chosen)? { (label_true, keys::YES) } else { (label_false, keys::NO) };
            Some(built_in(i18n, label).unwrap_or_else(|| if label.string.is_empty() { i18n.text(key) } else { label.string.to_string() }))
        }
        Kind::Matrix(matrix) => {
            let row = |row: &MatrixRow| Some([&*row.text.string, ": ", &row.cell(&matrix.columns, row.chosen?).string].concat());
            let rows: Vec<String> = matrix.rows.iter().filter_map(row).collect();
            (!rows.is_empty()).then(|| rows.join("; "))
        }
        // What is in them is told question by question.
        Kind::Panels(panels) => Some(i18n.number(f64::from(u32::try_from(panels.panels.len()).unwrap_or(u32::MAX)))),
        Kind::Expression { display } => (!display.is_empty()).then(|| display.clone()),
        Kind::Text { input: InputType::Password, .. } => view.value.as_ref().map(|_| "•••".to_owned()),
        Kind::Text { input: InputType::Date, .. } => view.value.as_ref().and_then(serde_json::Value::as_str).map(|day| i18n.day(day)),
        _ => view.value.as_ref().map(|value| match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Number(number) => i18n.number(number.as_f64().unwrap_or_default()),
            other => tessera_form::json(other),
        }),
    }
}

/// The engine's own English words for choices nobody named, in the language of the interface.
#[must_use]
pub fn built_in(i18n: I18n, text: &tessera_form::Text) -> Option<String> {
    // Only a fallback to English is ours to translate; in an English form the words may be the author's.
    text.lang.as_deref().filter(|lang| *lang == "en")?;
    let key = match &*text.string {
        "Yes" => keys::YES,
        "No" => keys::NO,
        "Other (describe)" => keys::SOMETHING_ELSE,
        "None" => keys::NONE,
        "Refuse to answer" => keys::REFUSE,
        "Don't know" => keys::DONT_KNOW,
        "Select All" => keys::SELECT_ALL,
        _ => return None,
    };
    Some(i18n.text(key))
}
