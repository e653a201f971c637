//! The switches of language and look. Native selects: every device knows how to show them.

use crate::{
    i18n::{Key, LOCALES, Locale, keys::portal::shell, use_i18n},
    pages::desk::{Theme, use_language, use_look},
    view::{El, el},
    widgets::icon::{Icon, icon},
};
use leptos::{ev, prelude::*};

/// The switches of language and look.
pub(in crate::pages) fn switches() -> (El, El) {
    (language_switch(), look_switch())
}

/// Changes the language of the interface. Each language is named in itself.
fn language_switch() -> El {
    let (i18n, language) = (use_i18n(), use_language());
    let options = LOCALES.map(|locale| {
        let option = el("option").attr("value", locale.tag()).attr("lang", locale.tag());
        option.text(locale.own_name()).prop("selected", move || i18n.locale() == locale)
    });
    switch(Icon::GLOBE, shell::LANGUAGE, options.to_vec(), move |name| {
        if let Some(locale) = Locale::from_tag(&name) {
            language.choose(locale);
        }
    })
}

/// Changes between light, dark and more contrast.
fn look_switch() -> El {
    let (i18n, look) = (use_i18n(), use_look());
    let themes = [
        (Theme::Auto, shell::THEME_AUTO),
        (Theme::Light, shell::THEME_LIGHT),
        (Theme::Dark, shell::THEME_DARK),
        (Theme::Contrast, shell::THEME_CONTRAST),
    ];
    let options = themes.map(|(theme, words)| {
        let option = el("option").attr("value", theme.name()).text(i18n.live(words));
        option.prop("selected", move || look.theme() == theme)
    });
    switch(Icon::EYE, shell::THEME, options.to_vec(), move |name| look.choose(Theme::named(&name)))
}

fn switch(sign: Icon, label: Key, options: Vec<El>, choose: impl Fn(String) + 'static) -> El {
    let i18n = use_i18n();
    let select = el("select").on(ev::change, move |event| choose(event_target_value(&event))).child(options);
    el("label").class("select").child((icon(sign), el("span").class("hidden").text(i18n.live(label)), select))
}
