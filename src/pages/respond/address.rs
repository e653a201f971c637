//! What the address of the page asks for: `/s/{slug}?lang=pl&layout=tv`.

/// The address, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// The form.
    pub(super) slug: String,
    /// The language asked for.
    pub(super) language: Option<String>,
}

/// The address of this document.
pub(super) fn read() -> Address {
    let location = leptos::prelude::window().location();
    parse(&location.pathname().unwrap_or_default(), &location.search().unwrap_or_default())
}

fn parse(path: &str, search: &str) -> Address {
    let slug = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let language = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang=")).map(str::to_owned);
    Address { slug, language: language.filter(|language| !language.is_empty()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_and_language_are_read() {
        assert_eq!(parse("/s/visit", "?lang=pl&layout=tv"), Address { slug: "visit".into(), language: Some("pl".into()) });
        assert_eq!(parse("/s/visit/", ""), Address { slug: "visit".into(), language: None });
    }
}
