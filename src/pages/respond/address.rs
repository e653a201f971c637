//! What the address of the page asks for and gives along: `/s/{slug}?lang=pl&layout=tv&touchpoint=sms&answer.product=tv&test`.

/// The address, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Address {
    /// The form.
    pub(super) slug: String,
    /// The language asked for.
    pub(super) language: Option<String>,
    /// Where the link stood.
    pub(super) touchpoint: String,
    /// Somebody only tries the form: nothing is kept, sent or counted.
    pub(super) is_test: bool,
    /// Names with the texts that the link gives them: questions and hidden fields.
    pub(super) given: Vec<(String, String)>,
}

/// The address of this document.
pub(super) fn read() -> Address {
    let location = leptos::prelude::window().location();
    parse(&location.pathname().unwrap_or_default(), &location.search().unwrap_or_default(), &decoded)
}

/// As a form on a page would have sent it. What cannot be decoded was cut off on its way, and says nothing.
fn decoded(text: &str) -> Option<String> {
    js_sys::decode_uri_component(&text.replace('+', " ")).ok().map(String::from)
}

fn parse(path: &str, search: &str, decode: &dyn Fn(&str) -> Option<String>) -> Address {
    let slug = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let asked = |name: &str| search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix(name)).map(str::to_owned);
    let given = search.trim_start_matches('?').split('&').filter_map(|pair| {
        let (name, text) = pair.strip_prefix("answer.")?.split_once('=')?;
        Some((decode(name)?, decode(text)?))
    });
    Address {
        slug,
        language: asked("lang=").filter(|language| !language.is_empty()),
        touchpoint: asked("touchpoint=").unwrap_or_default(),
        is_test: asked("test").is_some_and(|rest| rest.is_empty() || rest.starts_with('=')),
        given: given.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_language_and_touchpoint_are_read() {
        let read = |path, search| parse(path, search, &|text| Some(text.to_owned()));
        let visit = Address { slug: "visit".into(), ..Address::default() };
        assert_eq!(read("/s/visit", "?lang=pl&layout=tv"), Address { language: Some("pl".into()), ..visit.clone() });
        assert_eq!(read("/s/visit", "?touchpoint=sms&lang="), Address { touchpoint: "sms".into(), ..visit.clone() });
        assert_eq!(read("/s/visit", "?layout=tv&test"), Address { is_test: true, ..visit.clone() });
        assert_eq!(read("/s/visit", "?testing&touchpoint=test"), Address { touchpoint: "test".into(), ..visit.clone() });
        assert_eq!(read("/s/visit/", ""), visit);
    }

    #[test]
    fn what_is_given_along_is_read_in_order_and_what_was_cut_off_is_not() {
        let decode = |text: &str| (!text.ends_with('%')).then(|| text.to_owned());
        let given = parse("/s/visit", "?answer.a=1&lang=pl&answer.a=2&answer.b=x%&answer.c&answer.=y", &decode).given;
        let expected = [("a", "1"), ("a", "2"), ("", "y")];
        assert_eq!(given, expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }
}
