//! What the address of the page asks for: `/s/{slug}?lang=pl&layout=tv&touchpoint=sms`.

/// The address, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// The form.
    pub(super) slug: String,
    /// The language asked for.
    pub(super) language: Option<String>,
    /// Where the link stood.
    pub(super) touchpoint: String,
}

/// The address of this document.
pub(super) fn read() -> Address {
    let location = leptos::prelude::window().location();
    parse(&location.pathname().unwrap_or_default(), &location.search().unwrap_or_default())
}

fn parse(path: &str, search: &str) -> Address {
    let slug = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let asked = |name: &str| search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix(name)).map(str::to_owned);
    Address { slug, language: asked("lang=").filter(|language| !language.is_empty()), touchpoint: asked("touchpoint=").unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_language_and_touchpoint_are_read() {
        let read = |path, search| parse(path, search);
        let visit = Address { slug: "visit".into(), ..Address::default() };
        assert_eq!(read("/s/visit", "?lang=pl&layout=tv"), Address { language: Some("pl".into()), ..visit.clone() });
        assert_eq!(read("/s/visit", "?touchpoint=sms&lang="), Address { touchpoint: "sms".into(), ..visit.clone() });
        assert_eq!(read("/s/visit/", ""), visit);
    }
}
