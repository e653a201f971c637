//! What the links give along, answers to begin with and hidden fields: put together here, so that nobody has to know how a link says it.

use crate::{
    i18n::{keys::portal::form as words, use_i18n},
    signal::{RwSignal, memo},
    view::{El, el, keyed, show},
    widgets::icon::{Icon, icon},
};
use leptos::ev;
use std::rc::Rc;
use tessera_api::forms::LinkField;

/// A name and what it gets.
pub(super) type Given = Vec<(String, String)>;

/// How a link says it.
pub(super) fn parts(given: &Given) -> impl Iterator<Item = String> {
    let part = |text: &str| String::from(js_sys::encode_uri_component(text));
    given.iter().map(move |(name, value)| ["answer.", &part(name), "=", &part(value)].concat())
}

/// What is chosen so far, and a way to choose more. Nothing where the form has nothing to give.
pub(super) fn along(fields: &[LinkField], given: RwSignal<Given>) -> Option<El> {
    if fields.is_empty() {
        return None;
    }
    let i18n = use_i18n();
    let fields: Rc<[LinkField]> = fields.into();
    let (name, value) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let named = {
        let fields = fields.clone();
        move |name: &str| fields.iter().find(|field| field.name == name).cloned()
    };
    let option = |field: &LinkField| el("option").attr("value", field.name.clone()).text(words_of(field));
    let none = el("option").attr("value", "").text(i18n.live(words::LINK_FIELD_NONE));
    let select = el("select").class("field").attr("id", "link-field").prop("value", move || name.get()).on(ev::change, move |event| {
        value.set(String::new());
        name.set(leptos::prelude::event_target_value(&event));
    });
    let asked = el("div").class("ask").child((
        el("label").class("ask-label t-label").attr("for", "link-field").text(i18n.live(words::LINK_FIELD)),
        select.child((none, fields.iter().map(option).collect::<Vec<_>>())),
    ));
    let box_of = {
        let named = named.clone();
        move |name: String| named(&name).map(|field| answer(&field, value))
    };
    let add = {
        let named = named.clone();
        move |event: leptos::web_sys::SubmitEvent| {
            event.prevent_default();
            let pair = (name.get_untracked(), value.get_untracked());
            let Some(field) = named(&pair.0).filter(|_| !pair.1.is_empty()) else { return };
            given.update(|given| {
                given.retain(|other| *other != pair && (field.several || other.0 != pair.0));
                given.push(pair);
            });
            name.set(String::new());
            value.set(String::new());
        }
    };
    let can_add = memo(move || value.with(|value| !value.is_empty()));
    let button = el("button").attr("type", "submit").class("button").attr("aria-disabled", move || (!can_add.get()).then_some("true"));
    let button = button.text(i18n.live(words::LINK_ADD));
    let chosen = move |list: Given| {
        let chip = |pair: (String, String)| {
            let field = named(&pair.0);
            let title = field.as_ref().map_or_else(|| pair.0.clone(), |field| field.title.clone().unwrap_or_else(|| field.name.clone()));
            let text = field.and_then(|field| field.choices.into_iter().find(|choice| choice.value == pair.1)).map(|choice| choice.text);
            let said = [&title, ": ", text.as_ref().unwrap_or(&pair.1)].concat();
            let without = i18n.fill(words::LINK_REMOVE, &[("answer", &said)]);
            let take_off = move |_| given.update(|given| given.retain(|other| *other != pair));
            let button = el("button").attr("type", "button").class("chip").attr("aria-label", without).on(ev::click, take_off);
            el("li").child(button.child((el("span").attr("dir", "auto").text(said), icon(Icon::CLOSE))))
        };
        el("ul").class("chips").child(list.into_iter().map(chip).collect::<Vec<_>>())
    };
    Some(el("form").class("stack").on(ev::submit, add).child((
        el("div").class("pair").child((asked, keyed(move || name.get(), box_of))),
        show(move || name.with(|name| !name.is_empty()), move || el("div").class("row-of").child(button.clone())),
        keyed(move || given.get(), chosen),
    )))
}

/// What a question asks with the name it has; of a hidden field the name.
fn words_of(field: &LinkField) -> String {
    match &field.title {
        Some(title) if *title != field.name => [title, " (", &field.name, ")"].concat(),
        _ => field.name.clone(),
    }
}

/// Where the value is chosen or typed.
fn answer(field: &LinkField, value: RwSignal<String>) -> El {
    let i18n = use_i18n();
    let label = el("label").class("ask-label t-label").attr("for", "link-value").text(i18n.live(words::LINK_VALUE));
    let typed = move |event| value.set(leptos::prelude::event_target_value(&event));
    let input = if field.choices.is_empty() {
        el("input").attr("type", "text").attr("autocomplete", "off").attr("dir", "auto").attr("maxlength", "500").on(ev::input, typed)
    } else {
        let none = el("option").attr("value", "").text(i18n.live(words::LINK_VALUE_NONE));
        let options = field.choices.iter().map(|choice| el("option").attr("value", choice.value.clone()).text(choice.text.clone()));
        el("select").child((none, options.collect::<Vec<_>>())).on(ev::change, typed)
    };
    el("div").class("ask").child((label, input.class("field").attr("id", "link-value").prop("value", move || value.get())))
}
