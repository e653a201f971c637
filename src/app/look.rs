//! Puts light, dark or more contrast on the page, and remembers the choice for `boot.js`.

use super::stored::{CONTRAST, THEME, remember, remembered};
use crate::pages::desk::{Look, Theme};
use leptos::prelude::*;

/// What `boot.js` has already put on the page.
pub(super) fn remembered_look() -> Look {
    let theme = match remembered(CONTRAST).as_deref() {
        Some("more") => Theme::Contrast,
        _ => remembered(THEME).as_deref().map(Theme::named).unwrap_or_default(),
    };
    Look::new(theme, Callback::new(wear))
}

fn wear(theme: Theme) {
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
