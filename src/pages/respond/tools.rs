//! Language and appearance: two quiet buttons with a list each.

use super::{Page, dom, screen::Screen};
use crate::{
    i18n::{I18n, Key, LOCALES, Locale, keys::respond as keys},
    modality::Layout,
    outbox::Choices,
    signal::{RwSignal, Signal},
    view::{El, after, el},
    widgets::{
        icon::{Icon, icon},
        menu::{MenuItem, menu},
    },
};
use leptos::prelude::*;

/// Light or dark, as the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Auto,
    Light,
    Dark,
}

/// The look in force. A handle.
#[derive(Clone, Copy)]
pub(super) struct Look {
    theme: RwSignal<Theme>,
    contrast: RwSignal<bool>,
}

impl Look {
    /// What was chosen on this device before; what the device asks for otherwise.
    pub(super) fn new(screen: Screen) -> Self {
        let theme = match Choices::Theme.read().as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        };
        let contrast = Choices::Contrast.read().as_deref() == Some("more") || dom::device_wants_contrast();
        let look = Self { theme: RwSignal::new(theme), contrast: RwSignal::new(contrast) };
        after(move || look.apply(screen));
        look
    }

    fn apply(self, screen: Screen) {
        let contrast = self.contrast.get();
        let theme = match self.theme.get() {
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
            // A bright wall is too much light for a dark room.
            Theme::Auto if screen.layout() == Layout::Tv => Some("dark"),
            // The sets with more contrast do not follow the device by themselves.
            Theme::Auto if contrast && dom::device_is_dark() => Some("dark"),
            Theme::Auto => None,
        };
        dom::mark("data-theme", theme);
        dom::mark("data-contrast", contrast.then_some("more"));
    }

    fn choose_theme(self, theme: Theme) {
        self.theme.set(theme);
        Choices::Theme.write(match theme {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        });
    }

    fn toggle_contrast(self) {
        self.contrast.update(|contrast| *contrast = !*contrast);
        Choices::Contrast.write(self.contrast.get_untracked().then_some("more"));
    }
}

/// The two buttons.
pub(super) fn tools(page: Page, locales: &[Locale]) -> El {
    let i18n = page.i18n;
    // The languages the form is written in; where it is in none of ours, all, for the interface at least.
    let offered =
        if locales.is_empty() { LOCALES.to_vec() } else { LOCALES.into_iter().filter(|locale| locales.contains(locale)).collect() };
    let languages = offered
        .into_iter()
        .map(|locale| MenuItem {
            label: Signal::stored(locale.own_name().to_owned()),
            lang: Some(locale.tag()),
            is_on: Signal::derive(move || i18n.locale() == locale),
            choose: Callback::new(move |()| {
                Choices::Locale.write(Some(locale.tag()));
                page.speak(locale);
            }),
        })
        .collect::<Vec<_>>();
    let look = page.look;
    let theme = move |key: Key, theme: Theme| {
        item(i18n, key, Signal::derive(move || look.theme.get() == theme), Callback::new(move |()| look.choose_theme(theme)))
    };
    let layout = move |key: Key, layout: Option<Layout>| {
        item(i18n, key, Signal::derive(move || page.layout.chosen() == layout), Callback::new(move |()| page.layout.choose(layout)))
    };
    let groups = vec![
        (
            Signal::derive(move || i18n.text(keys::menu::THEME)),
            vec![
                theme(keys::menu::THEME_AUTO, Theme::Auto),
                theme(keys::menu::THEME_LIGHT, Theme::Light),
                theme(keys::menu::THEME_DARK, Theme::Dark),
            ],
        ),
        (
            Signal::derive(move || i18n.text(keys::menu::CONTRAST_TITLE)),
            vec![item(i18n, keys::menu::CONTRAST, look.contrast.into(), Callback::new(move |()| look.toggle_contrast()))],
        ),
        (
            Signal::derive(move || i18n.text(keys::menu::LAYOUT)),
            vec![
                layout(keys::menu::LAYOUT_AUTO, None),
                layout(keys::menu::LAYOUT_DESKTOP, Some(Layout::Desktop)),
                layout(keys::menu::LAYOUT_MOBILE, Some(Layout::Mobile)),
                layout(keys::menu::LAYOUT_TV, Some(Layout::Tv)),
            ],
        ),
    ];
    let language_label = Signal::derive(move || i18n.fill(keys::menu::LANGUAGE, &[("name", i18n.locale().own_name())]));
    let language_word = Signal::derive(move || i18n.locale().own_name().to_owned());
    let globe = (icon(Icon::GLOBE), el("span").class("tools-word").text(move || language_word.get()));
    el("div").class("tools").child((
        (languages.len() > 1).then(|| menu("menu-language", language_label, globe, vec![(Signal::stored(String::new()), languages)])),
        menu("menu-look", Signal::derive(move || i18n.text(keys::menu::SETTINGS)), icon(Icon::LOOK), groups),
    ))
}

fn item(i18n: I18n, key: Key, is_on: Signal<bool>, choose: Callback<()>) -> MenuItem {
    MenuItem { label: Signal::derive(move || i18n.text(key)), lang: None, is_on, choose }
}
