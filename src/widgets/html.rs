//! Authored markup on the screen. It was sanitised by the server when the form was saved, and the engine escaped what is piped into it; nothing
//! else in the app turns a text into markup.

use super::question::Words;
use crate::{
    signal::Signal,
    view::{El, el},
};

/// A piece of authored markup. It holds no control of ours, so it takes the focus itself where one question is shown at a time.
pub fn markup(words: impl Into<Signal<Words>>, id: Option<String>, class: &'static str) -> El {
    let words = words.into();
    el("div")
        .class(class)
        .attr("id", id)
        .attr("tabindex", "-1")
        .attr("lang", move || words.with(|words| words.lang.clone()))
        .attr("dir", move || words.with(|words| words.lang.is_some()).then_some("auto"))
        .inner_html(move || words.with(|words| words.string.clone()))
}
