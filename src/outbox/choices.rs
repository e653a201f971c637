//! What a person chose on this device: language, theme, contrast, layout. The start script reads the same keys before the first paint.

use web_sys::Storage;

/// The choices kept. The keys are a contract with `public/boot.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    /// BCP 47 tag.
    Locale,
    /// `light` or `dark`; absent means as the device.
    Theme,
    /// `more`; absent means as the device.
    Contrast,
    /// `desktop`, `mobile` or `tv`; absent means as the device.
    Layout,
}

impl Choices {
    fn key(self) -> &'static str {
        match self {
            Self::Locale => "tessera.locale",
            Self::Theme => "tessera.theme",
            Self::Contrast => "tessera.contrast",
            Self::Layout => "tessera.layout",
        }
    }

    /// What was chosen; `None` also where storage throws.
    #[must_use]
    pub fn read(self) -> Option<String> {
        storage()?.get_item(self.key()).ok()?
    }

    /// Keeps a choice, or forgets it.
    pub fn write(self, value: Option<&str>) {
        let Some(storage) = storage() else { return };
        // A choice that cannot be kept still holds for this page.
        match value {
            Some(value) => drop(storage.set_item(self.key(), value)),
            None => drop(storage.remove_item(self.key())),
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
