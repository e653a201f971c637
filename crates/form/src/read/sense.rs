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
            "radiogroup" | "checkbox" | "dropdown" | "tagbox" | "ranking" => {
                self.no_choices(place);
                self.repeated_choices(place, "choices");
            }
            "rating" => {
                self.empty_scale(place);
                self.repeated_choices(place, "rateValues");
            }
            "text" => self.unknown_input(place),
            "image" => self.picture(place),
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

    /// A picture that no page may load, or that says nothing to who cannot see it.
    fn picture(&mut self, place: &Place<'_>) {
        let written = texts(place.get("imageLink"));
        let is_video = place.which("contentMode", "video").is_some();
        let bad = written.iter().copied().find(|link| !is_shown(link, is_video));
        if place.which("contentMode", "youtube").is_some() || bad.is_some() || written.is_empty() {
            let link = bad.or_else(|| written.first().copied()).unwrap_or_default();
            let message = format!(
                "“{link}” cannot be shown: the address of a picture or video begins with https:// or /, that of a picture with data:image/ \
                 as well; pages of video sites are neither."
            );
            self.error(Code::ImageAddress, &place.at("imageLink").0, message, &[("link", link)]);
        }
        if texts(place.get("altText")).is_empty() {
            let message = "The picture has no “altText”: who does not see it learns nothing of it.".to_owned();
            self.warning(Code::NoAltText, &place.pointer.0, message, &[]);
        }
    }

    fn unknown_input(&mut self, place: &Place<'_>) {
        let Some(input) = place.text("inputType").filter(|input| !is_input_type(input)) else { return };
        let message = format!("There is no input type “{input}”; the box takes any text.");
        self.warning(Code::UnknownInputType, &place.at("inputType").0, message, &[("type", input)]);
    }
}

/// A text in each language that it is written in.
fn texts(value: Option<&Value>) -> Vec<&str> {
    let all: Vec<&Value> = match value {
        Some(Value::Object(languages)) => languages.values().collect(),
        other => other.into_iter().collect(),
    };
    all.into_iter().filter_map(Value::as_str).filter(|text| !text.trim().is_empty()).collect()
}

/// Whether the pages of respondents may load it: their content security policy lets in what comes encrypted, from this server, or written out.
/// Sites of videos give pages and no files, and a page of others in ours would follow who answers.
fn is_shown(link: &str, is_video: bool) -> bool {
    const SITES: [&str; 4] = ["youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com"];
    let link = link.trim().to_ascii_lowercase();
    if let Some(rest) = link.strip_prefix("https://") {
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        return !host.is_empty() && SITES.iter().all(|site| host != *site && !host.ends_with(&format!(".{site}")));
    }
    // Two slashes, or one of the other kind, name another server, encrypted or not.
    let is_ours = link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/\\");
    is_ours || (!is_video && link.starts_with("data:image/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Form, Severity};
    use serde_json::json;

    #[test]
    fn only_addresses_that_pages_may_load_are_shown() {
        for (link, shown) in [
            ("https://example.com/a.png", true),
            ("HTTPS://example.com/a.png", true),
            ("/pictures/a.png", true),
            ("data:image/png;base64,AAAA", true),
            ("http://example.com/a.png", false),
            ("//example.com/a.png", false),
            ("/\\example.com/a.png", false),
            ("a.png", false),
            ("data:text/html,x", false),
            ("javascript:alert(1)", false),
            ("https://", false),
            ("https://www.youtube.com/watch?v=1", false),
            ("https://youtu.be/1", false),
            ("https://notyoutube.com/a.png", true),
        ] {
            assert_eq!(is_shown(link, false), shown, "{link}");
        }
        assert!(!is_shown("data:image/gif;base64,AAAA", true));
    }

    #[test]
    fn a_picture_is_refused_in_whatever_language_its_address_is_bad() {
        let remarks = |image: Value| {
            let read = Form::from_value(&json!({ "elements": [{ "type": "text", "name": "t" }, image] }));
            read.diagnostics.into_iter().map(|found| (found.severity, found.code, found.pointer)).collect::<Vec<_>>()
        };
        let good = json!({ "type": "image", "name": "i", "imageLink": { "default": "/a.png", "pl": "/b.png" }, "altText": "A router" });
        assert_eq!(remarks(good), []);
        let bad = json!({ "type": "image", "name": "i", "imageLink": { "default": "/a.png", "pl": "http://b.example/c.png" } });
        assert_eq!(
            remarks(bad),
            [
                (Severity::Error, "image-address".to_owned(), "/elements/1/imageLink".to_owned()),
                (Severity::Warning, "no-alt-text".to_owned(), "/elements/1".to_owned()),
            ]
        );
    }
}
