//! The look of the interface, and the way to change it.

use crate::signal::RwSignal;
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

/// The choice in force, and what to do when somebody makes another.
#[derive(Clone, Copy)]
pub struct Look {
    theme: RwSignal<Theme>,
    choose: Callback<Theme>,
}

impl Look {
    /// Made by the shell.
    #[must_use]
    pub fn new(theme: Theme, choose: Callback<Theme>) -> Self {
        Self { theme: RwSignal::new(theme), choose }
    }

    /// The choice; tracked.
    #[must_use]
    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// Chooses.
    pub fn choose(self, theme: Theme) {
        self.choose.run(theme);
        self.theme.set(theme);
    }
}

/// The look, from the shell.
#[must_use]
pub fn use_look() -> Look {
    expect_context()
}
