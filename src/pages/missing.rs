//! What an address without a page shows.

use super::pieces::page_heading;
use crate::{
    i18n::{keys::portal, use_i18n},
    view::{El, el},
};

/// There is no such page, and where to go instead.
#[must_use]
pub fn missing_page() -> El {
    let i18n = use_i18n();
    let front = el("a").class("link").attr("href", "/").text(i18n.live(portal::shell::FRONT));
    el("main").class("gate").attr("data-density", "portal").child((
        page_heading(i18n.live(portal::failed::PAGE)),
        el("p").text(i18n.live(portal::failed::PAGE_HINT)),
        el("p").child(front),
    ))
}
