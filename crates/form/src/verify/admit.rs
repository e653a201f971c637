//! Whether an answer has a shape its question can have at all, whatever the other answers are.

use crate::FieldError;
use crate::InputType;
use crate::model::{DynamicDef, Family, Form, Question, RowsKind, SelectDef, TextDef, TriggerAction};
use crate::read::MAX_CHOICES;
use crate::session::error;
use crate::session::{COMMENT, MAX_HIDDEN};
use crate::text::Lower;
use crate::text::{is_empty, is_same_choice, normal, plain, to_number};
use serde_json::{Map, Value};

/// Longest text an answer may be, in UTF-16 units, where the form says nothing shorter.
const MAX_TEXT: usize = 32_768;

/// Most bytes of an answer whose shape the engine does not know.
const MAX_OPAQUE: usize = 65_536;

type Refusal = (String, FieldError);

/// The answer as it is taken in; `None` when it says nothing or is computed here anyway.
pub(super) fn admit(form: &Form, key: &str, value: &Value) -> Result<Option<Value>, Refusal> {
    if is_empty(value) {
        return Ok(None);
    }
    let value = normal(value.clone());
    let refuse = |found: FieldError| Err((key.to_owned(), found));
    if let Some(slot) = slot_of(form, key) {
        let name = form.element(slot).map_or(key, |element| &element.name).to_owned();
        let Some(question) = form.question(slot) else { return Ok(None) };
        if matches!(question.family, Family::Expression(_)) {
            return Ok(None);
        }
        return check(form, question, &value).map(|()| Some(value)).map_err(|found| (name, found));
    }
    if let Some(name) = key.strip_suffix(COMMENT)
        && let Some(question) = slot_of(form, name).and_then(|slot| form.question(slot))
    {
        let takes_words = question.comment || question.family.select().is_some_and(SelectDef::has_other);
        let Some(words) = value.as_str().filter(|_| takes_words) else { return refuse(error("unknownquestion")) };
        let limit = form.settings.max_comment as usize;
        return match limited(words, if limit > 0 { limit } else { MAX_TEXT }) {
            Ok(()) => Ok(Some(value)),
            Err(found) => refuse(found),
        };
    }
    if form.settings.calculated.iter().any(|one| one.name == key) {
        return Ok(None);
    }
    if form.is_hidden(key) {
        let checked = value.as_str().ok_or_else(|| invalid("type")).and_then(|words| limited(words, MAX_HIDDEN));
        return checked.map(|()| Some(value)).map_err(|found| (key.to_owned(), found));
    }
    let is_set_by_trigger = form.settings.triggers.iter().any(|trigger| match &trigger.action {
        TriggerAction::SetValue { to, .. } | TriggerAction::CopyValue { to, .. } => to == key,
        TriggerAction::Run { to, .. } => to.as_deref() == Some(key),
        _ => false,
    });
    if is_set_by_trigger {
        return opaque(&value).map(|()| Some(value)).map_err(|found| (key.to_owned(), found));
    }
    refuse(error("unknownquestion"))
}

fn slot_of(form: &Form, key: &str) -> Option<u32> {
    let slots = form.by_key.get(&key.lower());
    slots.iter().copied().find(|slot| form.question(*slot).is_some_and(|question| &*question.value_name == key))
}

fn invalid(reason: &str) -> FieldError {
    FieldError { params: vec![("reason".to_owned(), reason.to_owned())], ..error("invalidinput") }
}

fn limited(text: &str, most: usize) -> Result<(), FieldError> {
    let has_control = text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if has_control {
        return Err(invalid("characters"));
    }
    if crate::text::units(text) > most {
        return Err(FieldError { params: vec![("maxLength".to_owned(), most.to_string())], ..error("toolong") });
    }
    Ok(())
}

fn opaque(value: &Value) -> Result<(), FieldError> {
    if value.to_string().len() > MAX_OPAQUE { Err(invalid("size")) } else { Ok(()) }
}

fn check(form: &Form, question: &Question, value: &Value) -> Result<(), FieldError> {
    let longest = |own: Option<u32>| match own.unwrap_or(form.settings.max_text) {
        0 => MAX_TEXT,
        limit => limit as usize,
    };
    match &question.family {
        Family::Text(text) => check_text(text, value, longest(text.max_length)),
        Family::Comment(comment) => match value {
            Value::String(words) => limited(words, longest(comment.max_length)),
            _ => Err(invalid("type")),
        },
        Family::Select(list) => check_choices(form, question, list, value),
        Family::Boolean(boolean) => {
            let fits = *value == boolean.value_true || *value == boolean.value_false;
            if fits { Ok(()) } else { Err(invalid("choice")) }
        }
        Family::Rating(rating) => {
            let fits = rating.steps.iter().any(|step| is_same_choice(&step.value, value));
            if fits { Ok(()) } else { Err(invalid("choice")) }
        }
        Family::Matrix(_, matrix) => {
            let Some(rows) = value.as_object() else { return Err(invalid("type")) };
            let fits = rows.iter().all(|(row, cell)| {
                let is_row = matrix.rows.iter().any(|other| plain(&other.value) == *row);
                let is_column = |cell: &Value| matrix.columns.iter().any(|column| is_same_choice(&column.value, cell));
                is_row && cell.as_array().map_or_else(|| is_column(cell), |cells| matrix.multiple && cells.iter().all(is_column))
            });
            if fits { Ok(()) } else { Err(invalid("choice")) }
        }
        Family::Dynamic(_, dynamic) => check_rows(form, dynamic, value),
        Family::Opaque => opaque(value),
        Family::Html(_) | Family::Expression(_) | Family::Still | Family::Image(..) => Err(error("unknownquestion")),
    }
}

fn check_text(text: &TextDef, value: &Value, longest: usize) -> Result<(), FieldError> {
    if matches!(text.input, InputType::Number | InputType::Range) {
        return if to_number(value).is_some() && value.is_number() { Ok(()) } else { Err(invalid("type")) };
    }
    let words = match value {
        Value::String(words) => words.as_str(),
        // Numbers come from defaults and expressions.
        Value::Number(_) if text.input == InputType::Text => return Ok(()),
        _ => return Err(invalid("type")),
    };
    limited(words, longest)?;
    let fits = match text.input {
        InputType::Date => shape(words.get(..10).unwrap_or(words), "dddd-dd-dd"),
        InputType::DatetimeLocal => words.get(..16).is_some_and(|start| shape(start, "dddd-dd-ddTdd:dd")),
        InputType::Time => words.get(..5).is_some_and(|start| shape(start, "dd:dd")) && words.len() <= 12,
        InputType::Month => shape(words, "dddd-dd"),
        InputType::Week => shape(words, "dddd-Wdd"),
        InputType::Color => words.strip_prefix('#').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_hexdigit())),
        _ => true,
    };
    if fits { Ok(()) } else { Err(invalid("format")) }
}

/// Whether a text has a shape in which `d` is a digit and everything else itself.
fn shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.chars().zip(pattern.chars()).all(|(c, wanted)| if wanted == 'd' { c.is_ascii_digit() } else { c == wanted })
}

fn check_choices(form: &Form, question: &Question, list: &SelectDef, value: &Value) -> Result<(), FieldError> {
    let items: &[Value] = match value {
        Value::Array(items) if list.multiple => items,
        Value::Array(_) => return Err(invalid("type")),
        _ if list.multiple => return Err(invalid("type")),
        single => std::slice::from_ref(single),
    };
    let other_in_value = list.has_other() && (question.comment || !list.other_as_comment.unwrap_or(form.settings.other_as_comment));
    // Distinct answers are no more than there are choices, and each is compared with those before it.
    let most = if list.choices.from.is_some() { MAX_CHOICES } else { list.choices.items.len() + list.choices.specials.len() + 1 };
    if items.len() > most {
        return Err(invalid("choice"));
    }
    let mut own = 0;
    for (at, item) in items.iter().enumerate() {
        if items.iter().take(at).any(|before| is_same_choice(before, item)) {
            return Err(invalid("choice"));
        }
        let is_written = list.choices.from.is_some()
            || list
                .choices
                .items
                .iter()
                .chain(&list.choices.specials)
                .any(|choice| choice.role != crate::ChoiceRole::SelectAll && is_same_choice(&choice.value, item));
        if is_written {
            continue;
        }
        own += 1;
        match item {
            Value::String(words) if other_in_value && own == 1 => limited(words, MAX_TEXT)?,
            _ => return Err(invalid("choice")),
        }
    }
    if list.max_selected > 0 && items.len() > list.max_selected as usize {
        let most = list.max_selected.to_string();
        return Err(FieldError { params: vec![("maxCount".to_owned(), most)], ..error("answercount") });
    }
    let excludes = |item: &Value| list.choices.specials.iter().any(|choice| choice.exclusive && is_same_choice(&choice.value, item));
    if items.len() > 1 && items.iter().any(excludes) {
        return Err(invalid("choice"));
    }
    Ok(())
}

fn check_rows(form: &Form, dynamic: &DynamicDef, value: &Value) -> Result<(), FieldError> {
    let wrong = || invalid("type");
    match dynamic.kind {
        RowsKind::One => check_fields(form, dynamic, value.as_object().ok_or_else(wrong)?),
        RowsKind::Listed => {
            let rows = value.as_array().ok_or_else(wrong)?;
            if rows.len() > dynamic.max_count as usize {
                return Err(invalid("size"));
            }
            rows.iter().try_for_each(|row| check_fields(form, dynamic, row.as_object().ok_or_else(wrong)?))
        }
        RowsKind::Named => value.as_object().ok_or_else(wrong)?.iter().try_for_each(|(name, row)| {
            let is_row = dynamic.rows.iter().any(|other| plain(&other.choice.value) == *name);
            if is_row { check_fields(form, dynamic, row.as_object().ok_or_else(wrong)?) } else { Err(invalid("choice")) }
        }),
    }
}

fn check_fields(form: &Form, dynamic: &DynamicDef, fields: &Map<String, Value>) -> Result<(), FieldError> {
    for (key, value) in fields.iter().filter(|(_, value)| !is_empty(value)) {
        let found = question_in(form, &dynamic.template, key);
        let name = key.strip_suffix(COMMENT);
        match found {
            Some(question) => check(form, question, value)?,
            None if name.and_then(|name| question_in(form, &dynamic.template, name)).is_some() => {
                limited(value.as_str().unwrap_or_default(), MAX_TEXT)?;
            }
            None => return Err(error("unknownquestion")),
        }
    }
    Ok(())
}

/// The question of that key among elements, those in panels included.
fn question_in<'f>(form: &'f Form, slots: &[u32], key: &str) -> Option<&'f Question> {
    slots.iter().find_map(|slot| match form.question(*slot) {
        Some(question) => (*question.value_name == *key).then_some(question),
        None => question_in(form, form.children(*slot), key),
    })
}
