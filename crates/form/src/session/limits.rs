//! The limits of a text: its smallest and largest value as they are now, and whether its answer is between them.

use super::Session;
use crate::InputType;
use crate::model::Family;
use crate::text::to_number;
use serde_json::Value;

impl Session {
    /// Whether a text's answer is within its own limits.
    pub(super) fn is_within_limits(&self, id: u32) -> bool {
        let limits = self.limits(id);
        let Some(value) = self.value(id) else { return true };
        !(limits.0.is_some_and(|min| self.is_below(id, value, &min)) || limits.1.is_some_and(|max| self.is_below(id, &max, value)))
    }

    /// The limits of a text as they are now.
    pub(super) fn limits(&self, id: u32) -> (Option<Value>, Option<Value>) {
        let (Some(node), Some(Family::Text(text))) = (self.node(id), self.family_of(id)) else {
            return (None, None);
        };
        let has_limits = !matches!(
            text.input,
            InputType::Text | InputType::Color | InputType::Email | InputType::Password | InputType::Tel | InputType::Url
        );
        if !has_limits {
            return (None, None);
        }
        (node.min.clone().or_else(|| text.min.clone()), node.max.clone().or_else(|| text.max.clone()))
    }

    /// Whether one value of a text comes before another: as dates, numbers or words, by its input type.
    pub(super) fn is_below(&self, id: u32, a: &Value, b: &Value) -> bool {
        let is_date = matches!(
            self.family_of(id),
            Some(Family::Text(text)) if matches!(text.input, InputType::Date | InputType::DatetimeLocal)
        );
        if is_date {
            let millis = |value: &Value| crate::expr::date_millis(&crate::text::plain(value), self.host.now());
            return matches!((millis(a), millis(b)), (Some(a), Some(b)) if a < b);
        }
        match (a.as_f64(), b.as_f64()) {
            (Some(a), Some(b)) => a < b,
            (None, None) => crate::text::plain(a) < crate::text::plain(b),
            _ => matches!((to_number(a), to_number(b)), (Some(a), Some(b)) if a < b),
        }
    }
}
