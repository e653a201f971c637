//! Answers as a reader sees them: words of choices, "Yes", formatted numbers.

use super::Session;
use crate::ChoiceRole;
use crate::model::{ExpressionDef, Family, RowsKind};
use crate::text::{has_part, is_empty, is_same_choice, plain, replaced};
use serde_json::{Map, Value};

impl Session {
    /// The answer of a question as a reader sees it.
    pub(super) fn display(&self, id: u32) -> Option<Value> {
        let value = self.node(id)?.value.clone().filter(|value| !is_empty(value));
        match value {
            Some(value) => self.display_of(id, &value),
            None => None,
        }
    }

    /// A value of a question as a reader sees it.
    pub(super) fn display_of(&self, id: u32, value: &Value) -> Option<Value> {
        let question = self.question_of(id)?;
        Some(match &question.family {
            Family::Select(_) => self.display_choices(id, value),
            Family::Text(text) if text.mask().is_some() => Value::from(text.mask()?.text(value)?),
            Family::Rating(rating) => self.words_for(id, &rating.steps, value).map_or_else(|| value.clone(), Value::from),
            Family::Boolean(boolean) => {
                let (label, word) = if *value == boolean.value_true {
                    (&boolean.label_true, crate::text::YES)
                } else {
                    (&boolean.label_false, crate::text::NO)
                };
                Value::from(self.words(id, label).map_or_else(|| word.to_owned(), |text| text.string.to_string()))
            }
            Family::Expression(expression) => Value::from(self.display_computed(id, expression, value)),
            Family::Matrix(_, matrix) => {
                let Some(rows) = value.as_object() else { return Some(value.clone()) };
                let mut shown = Map::new();
                for (row, cell) in rows {
                    let name = self.words_for(id, &matrix.rows, &Value::from(row.as_str())).unwrap_or_else(|| row.clone());
                    let words = |one: &Value| self.words_for(id, &matrix.columns, one).map_or_else(|| one.clone(), Value::from);
                    let cell = match cell {
                        Value::Array(items) => Value::Array(items.iter().map(words).collect()),
                        one => words(one),
                    };
                    shown.insert(name, cell);
                }
                Value::Object(shown)
            }
            Family::Dynamic(_, dynamic) => match dynamic.kind {
                RowsKind::One => Value::Object(self.display_row(id, 0)),
                RowsKind::Listed => {
                    let count = self.node(id).map_or(0, |node| node.rows.len());
                    Value::Array((0..count).map(|at| Value::Object(self.display_row(id, at))).collect())
                }
                RowsKind::Named => {
                    let mut shown = Map::new();
                    let rows = self.rows_of(id);
                    for (at, (row, named)) in rows.iter().zip(&dynamic.rows).enumerate() {
                        let fields = self.display_row(id, at);
                        if self.row(*row).is_some() && !fields.is_empty() {
                            shown.insert(self.choice_text(id, &named.choice).string.to_string(), Value::Object(fields));
                        }
                    }
                    Value::Object(shown)
                }
            },
            _ => value.clone(),
        })
    }

    /// The answers of one row, by the titles of its questions.
    fn display_row(&self, id: u32, at: usize) -> Map<String, Value> {
        let mut fields = Map::new();
        let row = self.node(id).and_then(|node| node.rows.get(at)).and_then(|row| self.row(*row));
        for child in row.map(|row| row.nodes.as_slice()).unwrap_or_default() {
            if !self.is_within_limits(*child) {
                continue;
            }
            if let Some(shown) = self.display(*child) {
                fields.insert(self.title_words(*child), shown);
            }
        }
        fields
    }

    fn display_choices(&self, id: u32, value: &Value) -> Value {
        match value {
            Value::Array(items) => {
                let mut words = Vec::new();
                for item in items {
                    let word = plain(&self.display_choice(id, item));
                    if !word.is_empty() {
                        words.push(word);
                    }
                }
                Value::from(words.join(", "))
            }
            single => self.display_choice(id, single),
        }
    }

    fn display_choice(&self, id: u32, value: &Value) -> Value {
        let other = self.other_words(id);
        if value.as_str() == Some("other") && self.is_other_chosen(id) && !other.is_empty() {
            return Value::from(other);
        }
        let offered = self.offered(id);
        let found = offered.iter().find(|item| item.choice.role != ChoiceRole::SelectAll && is_same_choice(&item.choice.value, value));
        match found {
            Some(item) => Value::from(&*self.choice_text(id, &item.choice).string),
            None => value.clone(),
        }
    }

    fn display_computed(&self, id: u32, expression: &ExpressionDef, value: &Value) -> String {
        let words = match value.as_f64().filter(|_| expression.style.as_ref() != "none") {
            Some(number) => formatted(number, expression),
            None => plain(value),
        };
        match self.words(id, &expression.format) {
            Some(format) if has_part(&format.string, "{0}") => replaced(&format.string, "{0}", &words),
            _ => words,
        }
    }
}

/// A number in the style an expression question asks for, written the English way.
fn formatted(number: f64, expression: &ExpressionDef) -> String {
    let style = &*expression.style;
    let (min, max) = match style {
        "currency" => (2, 2),
        "percent" => (0, 0),
        _ => (0, 3),
    };
    let min = expression.min_digits.unwrap_or(min.min(expression.max_digits.unwrap_or(min)));
    let max = expression.max_digits.unwrap_or(max.max(min)).max(min);
    let number = if style == "percent" { number * 100.0 } else { number };
    let rounded = crate::expr::round_to(number.abs(), max as usize);
    let text = crate::expr::plain_text(rounded, min as usize);
    let grouped = if expression.grouping { grouped(&text) } else { text };
    let sign = if number < 0.0 && rounded != 0.0 { "-" } else { "" };
    match style {
        "currency" => [sign, &currency_sign(&expression.currency), &grouped].concat(),
        "percent" => [sign, &grouped, "%"].concat(),
        _ => [sign, &grouped].concat(),
    }
}

fn grouped(text: &str) -> String {
    let (whole, rest) = text.find('.').map_or((text, ""), |at| text.split_at(at));
    let mut result = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            result.push(',');
        }
        result.push(digit);
    }
    result + rest
}

/// Currencies with a sign of their own, and the signs.
const CURRENCIES: &str = "USD $ EUR € GBP £ JPY ¥ ILS ₪ INR ₹ KRW ₩ CNY CN¥ CAD CA$ AUD A$ NZD NZ$ MXN MX$ BRL R$ VND ₫ TWD NT$ HKD HK$";

fn currency_sign(code: &str) -> String {
    let mut known = CURRENCIES.split(' ');
    while let (Some(name), Some(sign)) = (known.next(), known.next()) {
        if name == code {
            return sign.to_owned();
        }
    }
    [code, "\u{a0}"].concat()
}
