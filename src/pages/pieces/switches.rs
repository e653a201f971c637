//! The switches of language and look. Native selects: every device knows how to show them.

use crate::{
    i18n::{LOCALES, Locale, keys::portal::shell, use_i18n},
    pages::desk::{Theme, use_language, use_look},
    widgets::icon::{Icon, icon},
};
use leptos::prelude::*;

/// Changes the language of the interface. Each language is named in itself.
#[component]
pub(in crate::pages) fn LanguageSwitch() -> impl IntoView {
    let (i18n, language) = (use_i18n(), use_language());
    let options = LOCALES.map(|locale| {
        let chosen = move || i18n.locale() == locale;
        view! { <option value=locale.tag() lang=locale.tag() prop:selected=chosen>{locale.own_name()}</option> }
    });
    let choose = move |event| {
        if let Some(locale) = Locale::from_tag(&event_target_value(&event)) {
            language.choose(locale);
        }
    };
    view! {
        <label class="select">
            {icon(Icon::GLOBE)}
            <span class="hidden">{move || i18n.text(shell::LANGUAGE)}</span>
            <select on:change=choose>{options.into_iter().collect_view()}</select>
        </label>
    }
}

/// Changes between light, dark and more contrast.
#[component]
pub(in crate::pages) fn LookSwitch() -> impl IntoView {
    let (i18n, look) = (use_i18n(), use_look());
    let themes = [
        (Theme::Auto, shell::THEME_AUTO),
        (Theme::Light, shell::THEME_LIGHT),
        (Theme::Dark, shell::THEME_DARK),
        (Theme::Contrast, shell::THEME_CONTRAST),
    ];
    let options = themes.map(|(theme, words)| {
        let chosen = move || look.theme() == theme;
        view! { <option value=theme.name() prop:selected=chosen>{move || i18n.text(words)}</option> }
    });
    view! {
        <label class="select">
            {icon(Icon::EYE)}
            <span class="hidden">{move || i18n.text(shell::THEME)}</span>
            <select on:change=move |event| look.choose(Theme::named(&event_target_value(&event)))>{options.into_iter().collect_view()}</select>
        </label>
    }
}
