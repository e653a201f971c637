//! Reads the mask of an input.

use super::place::Place;
use crate::text::mask::{Mask, MaskKind, NumberMask, Place as Spot, fields};
use crate::text::to_number;
use serde_json::Value;

/// The mask of a text, if it has one.
pub(super) fn read_mask(place: &Place<'_>) -> Option<Box<Mask>> {
    let which = place.which("maskType", "pattern numeric currency datetime")?;
    let settings = place.get("maskSettings").and_then(Value::as_object);
    let get = |name: &str| settings.and_then(|settings| settings.get(name));
    let text = |name: &str| get(name).and_then(Value::as_str);
    let flag = |name: &str, usual: bool| get(name).and_then(Value::as_bool).unwrap_or(usual);
    let limit = |name: &str| get(name).and_then(to_number);
    let sign = |name: &str, usual: &str| text(name).unwrap_or(usual).chars().next();
    let kind = match which {
        0 => MaskKind::Pattern(Spot::all(text("pattern").unwrap_or_default())),
        1 | 2 => {
            // Amounts once had words of their own before and behind.
            let has_words = text("prefix").is_some() || text("suffix").is_some();
            let symbol = text("currencySymbol").unwrap_or("$");
            let before = if has_words { text("prefix").unwrap_or_default() } else { symbol };
            let is_money = which == 2;
            MaskKind::Number(NumberMask {
                decimal: sign("decimalSeparator", "."),
                thousands: sign("thousandsSeparator", ","),
                precision: limit("precision").filter(|places| (0.0..=20.0).contains(places)).map_or(2, |places| places as usize),
                negative: flag("allowNegativeValues", true),
                min: limit("min"),
                max: limit("max"),
                before: if is_money { before.to_owned() } else { String::new() },
                after: if is_money { text("suffix").unwrap_or_default().to_owned() } else { String::new() },
                sign_first: !has_words,
            })
        }
        _ => MaskKind::Moment(fields(text("pattern").unwrap_or("mm/dd/yyyy"))),
    };
    Some(Box::new(Mask { kind, stores_text: flag("saveMaskedValue", false) }))
}
