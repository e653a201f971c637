//! The heading of a page. It names the document, and it takes the focus when the page opens, so that a screen reader says where one is.

use crate::{
    i18n::{keys::portal::shell, use_i18n},
    pages::desk::{Arrival, Who, use_session},
    view::{El, after, el},
};
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::HtmlElement;

/// Words that may change while they are on the screen.
pub(in crate::pages) type Words = Rc<dyn Fn() -> String>;

/// The one `h1` of a page, which names the document, too.
pub(in crate::pages) fn page_heading(words: impl Fn() -> String + 'static) -> El {
    let words: Words = Rc::new(words);
    heading(words.clone(), words, None)
}

/// The same where the document has a name of its own; `site` is whose site it is where nobody need be signed in for that.
pub(in crate::pages) fn heading(words: Words, name: Words, site: Option<Words>) -> El {
    let i18n = use_i18n();
    let session = use_session();
    let heading = el("h1").class("t-display").attr("tabindex", "-1").attr("dir", "auto").text(move || words());
    if expect_context::<Arrival>().is_later() {
        let target: HtmlElement = heading.node();
        // The router puts a page into the document some turns after it is made. A heading that left it meanwhile cannot take the focus;
        // nothing is lost.
        request_animation_frame(move || drop(target.focus()));
    }
    after(move || {
        let page = name();
        let signed_in = || match session.who() {
            Who::In(me) => me.workspace,
            _ => String::new(),
        };
        let site = site.as_ref().map_or_else(signed_in, |site| site());
        // Whose site it is may not be known yet; ours is nobody's business.
        let title = if site.is_empty() { page } else { i18n.fill(shell::TITLE, &[("page", &page), ("site", &site)]) };
        document().set_title(&title);
    });
    heading
}
