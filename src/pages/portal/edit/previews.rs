//! The survey as people will meet it, beside the text it is made of.

use crate::{
    i18n::I18n,
    signal::Signal,
    view::{El, el},
};
use std::rc::Rc;

/// What the last text that could be read looks like on each screen; `definition` is its sanitised definition as JSON text.
pub(super) fn previews(_i18n: I18n, _definition: Signal<Option<Rc<str>>>) -> El {
    el("div").attr("hidden", true)
}
