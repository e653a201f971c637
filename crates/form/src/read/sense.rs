//! Questions that read well and still make no sense: choices there are none of or twice, scales without a step, no name.

use super::families::is_input_type;
use super::place::Place;
use super::remarks::Remarks;
use crate::Code;
use crate::text::json;
use serde_json::Value;
use std::collections::HashMap;

/// What offers something to choose beside the list itself.
const OTHER_CHOICES: [&str; 4] = ["showNoneItem", "showOtherItem", "showRefuseItem", "showDontKnowItem"];

impl Remarks {
    /// What there is to say about a question as a whole. Cells of a table get some of theirs from elsewhere, and are not asked.
    pub(super) fn check_question(&mut self, place: &Place<'_>) {
        if place.word("name").is_none() {
            let message = "The question has no “name”: its answers go by its place in the form, which may change.".to_owned();
            self.warning(Code::NoName, &place.pointer.0, message, &[]);
        }
        match place.class {
            "radiogroup" | "checkbox" | "dropdown" => {
                self.no_choices(place);
                self.repeated_choices(place, "choices");
            }
            "rating" => {
                self.empty_scale(place);
                self.repeated_choices(place, "rateValues");
            }
            "text" => self.unknown_input(place),
            _ => {}
        }
    }

    /// An answer is demanded where nothing can be chosen: nobody would get past it.
    fn no_choices(&mut self, place: &Place<'_>) {
        let is_offered = !place.list("choices").is_empty()
            || place.word("choicesFromQuestion").is_some()
            || (place.number("choicesMin").is_some() && place.number("choicesMax").is_some())
            || OTHER_CHOICES.iter().any(|name| place.flag(name, false));
        if place.flag("isRequired", false) && !is_offered {
            let message = "An answer is required, but there is nothing to choose.".to_owned();
            self.error(Code::NoChoices, &place.at("isRequired").0, message, &[]);
        }
    }

    /// Two choices of one value cannot be told apart once they are stored.
    fn repeated_choices(&mut self, place: &Place<'_>, list: &str) {
        let at = place.at(list);
        let mut seen = HashMap::new();
        for (index, written) in place.list(list).iter().enumerate() {
            let value = match written {
                Value::Object(map) => map.get("value").map(json),
                Value::String(text) => Some(text.split_once('|').map_or(text.as_str(), |(value, _)| value).to_owned()),
                other => Some(json(other)),
            };
            let Some(value) = value else { continue };
            let times = seen.entry(value.clone()).or_insert(0_u32);
            *times += 1;
            // Once a value, however often it stands there.
            if *times == 2 {
                let message = format!("The value “{value}” stands for two choices.");
                self.warning(Code::DuplicateChoice, &at.item(index).0, message, &[("name", &value)]);
            }
        }
    }

    fn empty_scale(&mut self, place: &Place<'_>) {
        let has_own = !place.list("rateValues").is_empty();
        // What is not written is 1 and 5, unless a number of steps says otherwise.
        let has_count = place.number("rateCount").is_some();
        let (min, max) = (place.number("rateMin"), place.number("rateMax"));
        let is_known = min.is_some() && max.is_some() || !has_count;
        let (min, max) = (min.unwrap_or(1.0), max.unwrap_or(5.0));
        if !has_own && is_known && min >= max {
            let name = if place.get("rateMin").is_some() { "rateMin" } else { "rateMax" };
            let (min, max) = (crate::expr::plain_text(min, 0), crate::expr::plain_text(max, 0));
            let message = format!("The scale begins at {min} and ends at {max}: it has no steps.");
            self.warning(Code::EmptyScale, &place.at(name).0, message, &[("min", &min), ("max", &max)]);
        }
    }

    fn unknown_input(&mut self, place: &Place<'_>) {
        let Some(input) = place.text("inputType").filter(|input| !is_input_type(input)) else { return };
        let message = format!("There is no input type “{input}”; the box takes any text.");
        self.warning(Code::UnknownInputType, &place.at("inputType").0, message, &[("type", input)]);
    }
}
