//! A text of the form on the screen, with its language where that is another than the page's.

use crate::{
    i18n::I18n,
    view::{Child, View, el, keyed, text},
};
use tessera_form::Text;

/// A text that may cross threads, as closures of views must.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub string: String,
    /// Their language, when it is a fallback.
    pub lang: Option<String>,
}

impl From<String> for Words {
    fn from(string: String) -> Self {
        Self { string, lang: None }
    }
}

/// A text of the engine, ready for a view.
#[must_use]
pub fn words(text: &Text) -> Words {
    Words { string: text.string.to_string(), lang: text.lang.as_deref().map(str::to_owned) }
}

/// The same, with the engine's built-in words in the language of the interface.
#[must_use]
pub fn words_in(i18n: I18n, text: &Text) -> Words {
    super::built_in(i18n, text).map_or_else(|| words(text), Words::from)
}

impl Words {
    /// As a text node; a fallback is set apart with its own language and direction (WCAG 3.1.2).
    #[must_use]
    pub fn view(self) -> View {
        match self.lang {
            Some(lang) => el("bdi").attr("lang", lang).text(self.string).view(),
            None => text(self.string),
        }
    }
}

/// What `draw` makes of words where there are some, made anew only when they change.
pub fn worded<C: Child>(read: impl Fn() -> Option<Words> + 'static, draw: impl Fn(Words) -> C + 'static) -> View {
    fn boxed(read: Box<dyn Fn() -> Option<Words>>, draw: Box<dyn Fn(Words) -> View>) -> View {
        keyed(read, move |words| words.map(&draw))
    }
    boxed(Box::new(read), Box::new(move |words| draw(words).view()))
}
