//! The languages of the interface, their direction, and which of them a person gets.

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    En,
    /// Hebrew.
    He,
    /// Russian.
    Ru,
    /// Polish.
    Pl,
    /// French.
    Fr,
}

/// Every language of the interface, in the order of a switch.
pub const LOCALES: [Locale; 5] = [Locale::En, Locale::He, Locale::Ru, Locale::Pl, Locale::Fr];

/// The way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of a `dir` attribute.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Locale {
    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::He => "he",
            Self::Ru => "ru",
            Self::Pl => "pl",
            Self::Fr => "fr",
        }
    }

    /// Its name in itself, the only name a person looking for it can read. Not translated, hence not in the message files.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::He => "עברית",
            Self::Ru => "Русский",
            Self::Pl => "Polski",
            Self::Fr => "Français",
        }
    }

    /// The way it is written.
    #[must_use]
    pub const fn direction(self) -> Direction {
        match self {
            Self::He => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// The language of a tag such as `pl-PL`; `iw` is the name that old Android and TV systems use for Hebrew.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let primary = if primary == "iw" { "he" } else { primary.as_str() };
        LOCALES.into_iter().find(|locale| locale.tag() == primary)
    }
}

impl From<Locale> for &'static str {
    fn from(locale: Locale) -> Self {
        locale.tag()
    }
}

/// The first language that is asked for and offered; else the first offered; else English.
///
/// `asked` is in order of preference (address, earlier choice, the browser's languages), `offered` are the languages a form is written in.
pub fn negotiate<'a>(asked: impl IntoIterator<Item = &'a str>, offered: &[Locale]) -> Locale {
    asked
        .into_iter()
        .filter_map(Locale::from_tag)
        .find(|locale| offered.is_empty() || offered.contains(locale))
        .or_else(|| offered.first().copied())
        .unwrap_or(Locale::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_asked_language_that_is_offered_wins() {
        let offered = [Locale::En, Locale::He, Locale::Pl];
        assert_eq!(negotiate(["de", "pl-PL", "en"], &offered), Locale::Pl);
        assert_eq!(negotiate(["iw-IL"], &offered), Locale::He);
        assert_eq!(negotiate(["ja"], &offered), Locale::En);
        assert_eq!(negotiate(["ru"], &[Locale::Fr]), Locale::Fr);
        assert_eq!(negotiate(["ru-RU"], &[]), Locale::Ru);
        assert_eq!(negotiate([], &[]), Locale::En);
    }
}
