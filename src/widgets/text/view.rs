//! One line of text, of every input type.

use super::{
    behaviour::{date_order, left, typed, written},
    state::{Entry, parse, show, shown},
};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    modality::Layout,
    view::{Child as _, El, View, el},
    widgets::{
        question::{described, words},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use serde_json::Value;
use tessera_form::{InputType, Kind};

/// The `type` of the element, how its keyboard looks, and whether it is written from left to right in every language.
fn traits(input: InputType, entry: Entry) -> (&'static str, Option<&'static str>, Option<&'static str>) {
    match input {
        InputType::Text => ("text", None, Some("auto")),
        InputType::Email => ("email", Some("email"), Some("ltr")),
        InputType::Tel => ("tel", Some("tel"), Some("ltr")),
        InputType::Url => ("url", Some("url"), Some("ltr")),
        InputType::Password => ("password", None, Some("ltr")),
        // The browser's number box swallows what it cannot read; ours keeps it and says what is wrong.
        InputType::Number => ("text", Some("decimal"), Some("ltr")),
        InputType::Date if entry != Entry::Plain => ("text", Some("numeric"), Some("ltr")),
        InputType::Date => ("date", None, Some("ltr")),
        InputType::DatetimeLocal => ("datetime-local", None, Some("ltr")),
        InputType::Month => ("month", None, Some("ltr")),
        InputType::Week => ("week", None, Some("ltr")),
        InputType::Time => ("time", None, Some("ltr")),
        InputType::Color => ("color", None, Some("ltr")),
        // It runs in the direction of the page, like its ends.
        InputType::Range => ("range", None, None),
    }
}

/// What of a text question never changes while it is shown.
struct Fixed {
    input: InputType,
    step: Option<String>,
    max_length: u32,
    autocomplete: Option<String>,
    suggestions: Vec<String>,
}

fn fixed(question: Question) -> Fixed {
    question.view.with_untracked(|view| match &view.kind {
        Kind::Text { input, step, max_length, autocomplete, suggestions, .. } => Fixed {
            input: *input,
            step: step.map(|step| tessera_form::expr::plain_text(step, 0)),
            max_length: *max_length,
            autocomplete: autocomplete.as_deref().map(str::to_owned),
            suggestions: suggestions.iter().map(|text| text.string.to_string()).collect(),
        },
        _ => Fixed { input: InputType::Text, step: None, max_length: 0, autocomplete: None, suggestions: Vec::new() },
    })
}

fn limit(value: Option<&Value>) -> Option<String> {
    value.map(|value| show(Entry::Plain, value))
}

/// The ends of what may be entered; tracked.
fn limits(question: Question) -> (Option<String>, Option<String>) {
    question.view.with(|view| match &view.kind {
        Kind::Text { min, max, .. } => (limit(min.as_ref()), limit(max.as_ref())),
        _ => (None, None),
    })
}

/// The box.
#[must_use]
pub fn text_body(question: Question, layout: Layout) -> View {
    let i18n = use_i18n();
    let Fixed { input, step, max_length, autocomplete, suggestions } = fixed(question);
    let order = move || date_order(i18n);
    let entry = move || Entry::of(input, order(), layout == Layout::Mobile);
    let (element_type, inputmode, direction) = traits(input, untrack(entry));
    let is_range = input == InputType::Range;
    let is_color = input == InputType::Color;
    let text = move || {
        let entry = entry();
        let typed = question.draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone()));
        let shown = question.view.with(|view| shown(entry, typed, view.value.as_ref()));
        // The color box alone has no way to stand empty.
        shown.unwrap_or_else(|| if is_color { "#000000".to_owned() } else { String::new() })
    };
    // A typed box explains its limits itself; only the browser's own pickers need them as attributes.
    let is_native = !matches!(element_type, "text" | "email" | "tel" | "url" | "password");
    let placeholder = move || {
        let authored = question.view.with(|view| match &view.kind {
            Kind::Text { placeholder, .. } => placeholder.as_ref().map(|text| text.string.to_string()),
            _ => None,
        });
        authored.or_else(|| matches!(entry(), Entry::Date(_)).then(|| i18n.fill(keys::text::DATE_HINT, &[("example", order().example())])))
    };
    let list_id = (!suggestions.is_empty()).then(|| question.part_id("-list"));
    let is_unset = move || (is_range || is_color) && question.view.with(|view| view.value.is_none());
    let unset_words = move || is_unset().then(|| i18n.text(keys::text::RANGE_UNSET));
    let (body_class, class) = match input {
        InputType::Text | InputType::Email | InputType::Url | InputType::Password => ("question-body", "field"),
        InputType::Range => ("question-body question-body-narrow", "range num"),
        InputType::Color => ("question-body question-body-narrow", "field field-color num"),
        _ => ("question-body question-body-narrow", "field num"),
    };
    let input = el("input")
        .class(class)
        .class_if("is-unset", is_unset)
        .attr("id", question.part_id("-input"))
        .attr("type", element_type)
        .attr("inputmode", inputmode)
        .attr("dir", direction)
        .attr("enterkeyhint", (layout == Layout::Mobile).then_some("next"))
        .attr("autocomplete", autocomplete.unwrap_or_else(|| "off".to_owned()))
        .attr("list", list_id.clone())
        .attr("min", move || limits(question).0.filter(|_| is_native))
        .attr("max", move || limits(question).1.filter(|_| is_native))
        .attr("step", step.filter(|_| is_native))
        .attr("maxlength", (max_length > 0).then(|| max_length.to_string()))
        .attr("placeholder", placeholder)
        .prop("value", text)
        .attr("disabled", move || question.view.with(|view| view.read_only))
        .attr("aria-valuetext", unset_words)
        .on(ev::input, move |event| typed(question, untrack(entry), written(&event, ' ')))
        .on(ev::blur, move |_| left(question));
    let suggested = |text: String| el("option").attr("value", text);
    el("div")
        .class(body_class)
        .child((
            described(input, question),
            list_id.map(|id| el("datalist").attr("id", id).child(suggestions.into_iter().map(suggested).collect::<Vec<_>>())),
            // The browser's slider and color box look the same with and without an answer.
            (is_range || is_color).then(|| el("p").class("t-meta range-unset").text(move || unset_words().unwrap_or_default())),
            is_range.then(|| range_foot(question)),
            // Where one question is shown at a time there is room to say it; in a column of them it would be said ten times.
            (layout == Layout::Mobile).then(|| skip_hint(question, 0)),
        ))
        .view()
}

/// Under a slider: its ends, and a box to type the value into (the slider's plain twin).
fn range_foot(question: Question) -> El {
    let i18n = use_i18n();
    let value = move || question.view.with(|view| view.value.as_ref().map(|value| show(Entry::Number, value))).unwrap_or_default();
    let change = move |event| {
        if let Ok(value) = parse(Entry::Number, &event_target_value(&event)) {
            question.set(value);
        }
    };
    let input = el("input")
        .class("field field-small num")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("dir", "ltr")
        .attr("autocomplete", "off")
        .attr("aria-label", i18n.live(keys::text::RANGE_VALUE))
        .attr("disabled", move || question.view.with(|view| view.read_only))
        .prop("value", value)
        .on(ev::change, change);
    el("div").class("field-foot t-meta num").child((
        el("span").text(move || limits(question).0.unwrap_or_default()),
        input,
        el("span").text(move || limits(question).1.unwrap_or_default()),
    ))
}

/// "You can skip this one", and how much of the room is used.
pub(super) fn skip_hint(question: Question, max_length: u32) -> El {
    let i18n = use_i18n();
    let skip = move || {
        let may_skip = question.view.with(|view| !view.required && !view.read_only && view.description.is_none());
        if may_skip { i18n.text(keys::SKIP_HINT) } else { String::new() }
    };
    let count = move || {
        let used = question.view.with(|view| view.value.as_ref().and_then(Value::as_str).map_or(0, tessera_form::units));
        i18n.fill(keys::text::COUNT, &[("used", &used.to_string()), ("max", &max_length.to_string())])
    };
    let counter = || el("span").class("num").attr("dir", "ltr").attr("aria-hidden", "true").text(count);
    el("div").class("field-foot t-meta").child((el("span").text(skip), (max_length > 0).then(counter)))
}

/// A placeholder in the words of the form.
pub(super) fn placeholder_of(question: Question) -> Option<String> {
    question.view.with(|view| match &view.kind {
        Kind::Comment { placeholder, .. } => placeholder.as_ref().map(|text| words(text).string),
        _ => None,
    })
}
