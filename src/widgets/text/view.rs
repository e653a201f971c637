//! One line of text, of every input type.

use super::{
    behaviour::{date_order, left, typed},
    state::{Entry, parse, show},
};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    modality::Layout,
    widgets::{question::words, survey::Question},
};
use leptos::prelude::*;
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
            step: step.map(|step| step.to_string()),
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

/// The box.
#[component]
pub fn TextBody(question: Question, layout: Layout) -> impl IntoView {
    let i18n = use_i18n();
    let Fixed { input, step, max_length, autocomplete, suggestions } = fixed(question);
    let order = date_order(i18n);
    let entry = Entry::of(input, order, layout == Layout::Mobile);
    let (element_type, inputmode, direction) = traits(input, entry);
    let is_range = input == InputType::Range;
    let is_color = input == InputType::Color;
    let shown = move || {
        let typed = question.draft.with(|draft| draft.as_ref().map(|draft| draft.text.clone()));
        let shown = typed.or_else(|| question.view.with(|view| view.value.as_ref().map(|value| show(entry, value))));
        // The color box alone has no way to stand empty.
        shown.unwrap_or_else(|| if is_color { "#000000".to_owned() } else { String::new() })
    };
    let limits = move || {
        question.view.with(|view| match &view.kind {
            Kind::Text { min, max, .. } => (limit(min.as_ref()), limit(max.as_ref())),
            _ => (None, None),
        })
    };
    // A typed box explains its limits itself; only the browser's own pickers need them as attributes.
    let is_native = !matches!(element_type, "text" | "email" | "tel" | "url" | "password");
    let placeholder = move || {
        let authored = question.view.with(|view| match &view.kind {
            Kind::Text { placeholder, .. } => placeholder.as_ref().map(|text| text.string.to_string()),
            _ => None,
        });
        authored.or_else(|| matches!(entry, Entry::Date(_)).then(|| i18n.fill(keys::text::DATE_HINT, &[("example", order.example())])))
    };
    let list_id = (!suggestions.is_empty()).then(|| question.part_id("-list"));
    let is_unset = move || (is_range || is_color) && question.view.with(|view| view.value.is_none());
    let class = if is_range {
        "range"
    } else if matches!(input, InputType::Color) {
        "field field-color"
    } else {
        "field"
    };
    let narrow = matches!(input, InputType::Text | InputType::Email | InputType::Url | InputType::Password);
    view! {
        <div class=if narrow { "question-body" } else { "question-body question-body-narrow" }>
            <input
                class=class class:num=!narrow class:is-unset=is_unset
                id=question.part_id("-input") type=element_type inputmode=inputmode dir=direction
                enterkeyhint=(layout == Layout::Mobile).then_some("next")
                autocomplete=autocomplete.unwrap_or_else(|| "off".to_owned())
                list=list_id.clone()
                min=move || limits().0.filter(|_| is_native) max=move || limits().1.filter(|_| is_native)
                step=step.filter(|_| is_native)
                maxlength=(max_length > 0).then(|| max_length.to_string())
                placeholder=placeholder
                prop:value=shown
                disabled=move || question.view.with(|view| view.read_only)
                aria-labelledby=move || question.labelled_by() aria-label=move || question.spoken_name()
                aria-describedby=move || question.described_by()
                aria-invalid=move || question.is_invalid().then_some("true")
                aria-required=move || question.view.with(|view| view.required).then_some("true")
                aria-valuetext=move || is_unset().then(|| i18n.text(keys::text::RANGE_UNSET))
                on:input=move |event| typed(question, entry, order, event_target_value(&event))
                on:blur=move |_| left(question)
            />
            {list_id.map(|id| view! { <datalist id=id>{suggestions.into_iter().map(|text| view! { <option value=text></option> }).collect_view()}</datalist> })}
            // The browser's color box shows black where there is no answer.
            {is_color.then(|| view! { <p class="t-meta range-unset">{move || is_unset().then(|| i18n.text(keys::text::RANGE_UNSET))}</p> })}
            {is_range.then(|| view! { <RangeFoot question entry limits=Signal::derive(limits)/> })}
            // Where one question is shown at a time there is room to say it; in a column of them it would be said ten times.
            {(layout == Layout::Mobile).then(|| skip_hint(question, 0))}
        </div>
    }
    .into_any()
}

/// Under a slider: its ends, and a box to type the value into (the slider's plain twin).
#[component]
fn RangeFoot(question: Question, entry: Entry, limits: Signal<(Option<String>, Option<String>)>) -> impl IntoView {
    let i18n = use_i18n();
    let value = move || question.view.with(|view| view.value.as_ref().map(|value| show(entry, value))).unwrap_or_default();
    view! {
        <div class="field-foot t-meta num">
            <span>{move || limits.get().0}</span>
            <input class="field field-small num" type="text" inputmode="decimal" dir="ltr" autocomplete="off"
                aria-label=move || i18n.text(keys::text::RANGE_VALUE)
                disabled=move || question.view.with(|view| view.read_only)
                prop:value=value
                on:change=move |event| {
                    if let Ok(value) = parse(entry, &event_target_value(&event)) {
                        question.set(value);
                    }
                }/>
            <span>{move || limits.get().1}</span>
        </div>
    }
}

/// "You can skip this one", and how much of the room is used.
pub(super) fn skip_hint(question: Question, max_length: u32) -> AnyView {
    let i18n = use_i18n();
    let may_skip = move || question.view.with(|view| !view.required && !view.read_only && view.description.is_none());
    let used = move || question.view.with(|view| view.value.as_ref().and_then(Value::as_str).map_or(0, |text| text.encode_utf16().count()));
    let count = move || {
        let (used, max) = (used().to_string(), max_length.to_string());
        i18n.fill(keys::text::COUNT, &[("used", &used), ("max", &max)])
    };
    view! {
        <div class="field-foot t-meta">
            <span>{move || may_skip().then(|| i18n.text(keys::SKIP_HINT))}</span>
            {(max_length > 0).then(|| view! { <span class="num" dir="ltr" aria-hidden="true">{count}</span> })}
        </div>
    }
    .into_any()
}

/// A placeholder in the words of the form.
pub(super) fn placeholder_of(question: Question) -> Option<String> {
    question.view.with(|view| match &view.kind {
        Kind::Comment { placeholder, .. } => placeholder.as_ref().map(|text| words(text).string),
        _ => None,
    })
}
