//! Numbers, days and plural categories as a language has them: from the browser's `Intl`, which costs no bytes.

use super::Locale;

/// The rules of one language. Made once a language, since making an `Intl` object is slow.
pub struct Formats {
    #[cfg(target_arch = "wasm32")]
    inner: browser::Intl,
    #[cfg(not(target_arch = "wasm32"))]
    locale: Locale,
}

#[cfg(target_arch = "wasm32")]
impl Formats {
    pub(super) fn new(locale: Locale) -> Self {
        Self { inner: browser::Intl::new(locale) }
    }
    pub(super) fn category(&self, value: f64) -> &'static str {
        self.inner.category(value)
    }
    pub(super) fn number(&self, value: f64) -> String {
        self.inner.number(value)
    }
    pub(super) fn day(&self, iso: &str) -> String {
        self.inner.day(iso)
    }
    pub(super) fn month(&self, iso: &str) -> String {
        self.inner.month(iso)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Formats {
    pub(super) fn new(locale: Locale) -> Self {
        Self { locale }
    }
    pub(super) fn category(&self, value: f64) -> &'static str {
        plural_category(self.locale, value)
    }
    pub(super) fn number(&self, value: f64) -> String {
        value.to_string()
    }
    pub(super) fn day(&self, iso: &str) -> String {
        iso.to_owned()
    }
    pub(super) fn month(&self, iso: &str) -> String {
        iso.to_owned()
    }
}

/// The language the browser itself is in, with its region (`en-US`).
#[must_use]
pub fn browser_tag() -> Option<String> {
    #[cfg(target_arch = "wasm32")]
    return web_sys::window().and_then(|window| window.navigator().language());
    #[cfg(not(target_arch = "wasm32"))]
    None
}

/// The CLDR 44 cardinal category of a number, for whole and broken numbers in our five languages: what the browser's
/// `Intl.PluralRules` says, where there is no browser (tests, rendering on a server).
#[must_use]
pub fn plural_category(locale: Locale, value: f64) -> &'static str {
    let value = value.abs();
    let whole = value.fract() == 0.0;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "asked of whole numbers only, and none is negative")]
    let (last, last_two) = (value as u64 % 10, value as u64 % 100);
    match locale {
        Locale::En if value == 1.0 => "one",
        Locale::Fr if value < 2.0 => "one",
        Locale::He if value == 1.0 || (!whole && value < 1.0) => "one",
        Locale::He if value == 2.0 => "two",
        Locale::Pl if value == 1.0 => "one",
        Locale::Ru if whole && last == 1 && last_two != 11 => "one",
        Locale::Pl | Locale::Ru if whole && matches!(last, 2..=4) && !matches!(last_two, 12..=14) => "few",
        Locale::Pl | Locale::Ru if whole => "many",
        _ => "other",
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    //! The browser's own rules. Anything missing in an old engine falls back to plain text.

    use super::Locale;
    use js_sys::{Array, Date, Function, Object, Reflect};
    use wasm_bindgen::{JsCast as _, JsValue};

    pub(super) struct Intl {
        plural: Option<(JsValue, Function)>,
        number: Option<Function>,
        day: Option<Function>,
        month: Option<Function>,
        locale: Locale,
    }

    impl Intl {
        pub(super) fn new(locale: Locale) -> Self {
            let (day_options, month_options) = (Object::new(), Object::new());
            for (options, month) in [(&day_options, "short"), (&month_options, "long")] {
                set(options, "month", month);
                set(options, "year", "numeric");
                // A stored day has no time zone; read as UTC and written as UTC it stays the same day.
                set(options, "timeZone", "UTC");
            }
            set(&day_options, "day", "numeric");
            Self {
                plural: make("PluralRules", locale, &Object::new())
                    .and_then(|rules| Some((rules.clone(), Reflect::get(&rules, &"select".into()).ok()?.dyn_into().ok()?))),
                number: make("NumberFormat", locale, &Object::new()).and_then(|format| bound_format(&format)),
                day: make("DateTimeFormat", locale, &day_options).and_then(|format| bound_format(&format)),
                month: make("DateTimeFormat", locale, &month_options).and_then(|format| bound_format(&format)),
                locale,
            }
        }

        pub(super) fn category(&self, value: f64) -> &'static str {
            let said = self.plural.as_ref().and_then(|(rules, select)| select.call1(rules, &value.into()).ok()?.as_string());
            match said.as_deref() {
                Some("zero") => "zero",
                Some("one") => "one",
                Some("two") => "two",
                Some("few") => "few",
                Some("many") => "many",
                Some(_) => "other",
                None => super::plural_category(self.locale, value),
            }
        }

        pub(super) fn number(&self, value: f64) -> String {
            let said = self.number.as_ref().and_then(|format| format.call1(&JsValue::UNDEFINED, &value.into()).ok()?.as_string());
            said.unwrap_or_else(|| String::from(js_sys::Object::from(js_sys::Number::from(value)).to_string()))
        }

        pub(super) fn day(&self, iso: &str) -> String {
            write_date(self.day.as_ref(), iso)
        }

        pub(super) fn month(&self, iso: &str) -> String {
            write_date(self.month.as_ref(), iso)
        }
    }

    fn write_date(format: Option<&Function>, iso: &str) -> String {
        let said = format.and_then(|format| format.call1(&JsValue::UNDEFINED, &Date::new(&iso.into())).ok()?.as_string());
        said.unwrap_or_else(|| iso.to_owned())
    }

    fn set(object: &Object, name: &str, value: &str) {
        // Setting a property of an object made one line above cannot fail.
        drop(Reflect::set(object, &name.into(), &value.into()));
    }

    /// `new Intl[name](locale, options)`, through reflection: an engine without it gives `None` instead of an exception.
    fn make(name: &str, locale: Locale, options: &Object) -> Option<JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let constructor: Function = Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()?;
        Reflect::construct(&constructor, &Array::of2(&regional_tag(locale).as_str().into(), options)).ok()
    }

    /// The language with the region of the browser, when it is the browser's own: days are written otherwise in London than in Boston.
    fn regional_tag(locale: Locale) -> String {
        let own = super::browser_tag().filter(|tag| tag.len() > 2 && Locale::from_tag(tag) == Some(locale));
        own.unwrap_or_else(|| if locale == Locale::En { "en-GB".to_owned() } else { locale.tag().to_owned() })
    }

    /// The `format` getter of `Intl` formatters is a function already bound to them.
    fn bound_format(format: &JsValue) -> Option<Function> {
        Reflect::get(format, &"format".into()).ok()?.dyn_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_categories_follow_cldr() {
        let check = |locale, cases: &[(f64, &str)]| {
            for (value, category) in cases {
                assert_eq!(plural_category(locale, *value), *category, "{locale:?} {value}");
            }
        };
        check(Locale::En, &[(0.0, "other"), (1.0, "one"), (2.0, "other"), (1.5, "other")]);
        check(Locale::Pl, &[(1.0, "one"), (2.0, "few"), (5.0, "many"), (12.0, "many"), (22.0, "few"), (25.0, "many"), (1.5, "other")]);
        check(Locale::Ru, &[(1.0, "one"), (2.0, "few"), (5.0, "many"), (11.0, "many"), (21.0, "one"), (101.0, "one"), (0.0, "many")]);
        check(Locale::He, &[(1.0, "one"), (2.0, "two"), (3.0, "other"), (10.0, "other"), (20.0, "other")]);
        check(Locale::Fr, &[(0.0, "one"), (1.0, "one"), (1.5, "one"), (2.0, "other")]);
    }
}
