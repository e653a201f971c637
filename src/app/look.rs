//! Light, dark or more contrast: what the device says, or what the person chose.

use super::stored::{CONTRAST, THEME, remember, remembered};
use leptos::prelude::*;

/// A choice of look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the device says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Black, white and borders, light or dark as the device says.
    Contrast,
}

/// Every choice, in the order of a switch.
const THEMES: [Theme; 4] = [Theme::Auto, Theme::Light, Theme::Dark, Theme::Contrast];

impl Theme {
    /// The name it is stored and chosen by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        THEMES.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}

/// The look in force.
#[derive(Clone, Copy)]
pub struct Look {
    theme: RwSignal<Theme>,
}

impl Look {
    /// What `boot.js` has already put on the page.
    pub(super) fn remembered() -> Self {
        let theme = match remembered(CONTRAST).as_deref() {
            Some("more") => Theme::Contrast,
            _ => remembered(THEME).as_deref().map(Theme::named).unwrap_or_default(),
        };
        Self { theme: RwSignal::new(theme) }
    }

    /// The choice; tracked.
    #[must_use]
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Chooses.
    pub fn choose(self, theme: Theme) {
        let (light_or_dark, contrast) = match theme {
            Theme::Auto => (None, None),
            Theme::Light => (Some("light"), None),
            Theme::Dark => (Some("dark"), None),
            // The contrast sets do not follow the device by themselves.
            Theme::Contrast => (device_is_dark().then_some("dark"), Some("more")),
        };
        remember(THEME, light_or_dark);
        remember(CONTRAST, contrast);
        mark("data-theme", light_or_dark);
        mark("data-contrast", contrast);
        self.theme.set(theme);
    }
}

fn device_is_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}

fn mark(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // Fails only for a malformed attribute name.
    drop(match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    });
}

/// The look, from the shell.
#[must_use]
pub fn use_look() -> Look {
    expect_context()
}
