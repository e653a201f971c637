//! What is on a page in order: questions, and panels that hold more of them.

use super::{
    icon::{Icon, icon},
    question::{Words, error_lines, error_text, question_tile, worded, words},
    survey::{Element, Panel},
};
use crate::{
    i18n::use_i18n,
    modality::Layout,
    view::{El, View, each, el},
};
use tessera_form::{FieldError, Kind};

/// A list of questions and panels. Those that stay keep their place in the document and so the focus.
pub fn elements(read: impl Fn() -> Vec<Element> + 'static, layout: Layout) -> View {
    fn boxed(read: Box<dyn Fn() -> Vec<Element>>, layout: Layout) -> View {
        let draw = move |element: Element| match element {
            Element::Question(question) => question_tile(question, layout),
            Element::Panel(panel) => panel_box(panel, layout),
        };
        each(read, |element| u64::from(element.id().0), draw)
    }
    boxed(Box::new(read), layout)
}

/// A panel with its title.
fn panel_box(panel: Panel, layout: Layout) -> El {
    let id = ["q", &panel.id.0.to_string()].concat();
    let title_id = [&*id, "-title"].concat();
    let named_by = {
        let title_id = title_id.clone();
        move || panel.node.with(|node| node.title.is_some()).then(|| title_id.clone())
    };
    let heading = move |title: Words| {
        let number = move || panel.node.with(|node| node.number.clone()).map(Words::from);
        let title = (worded(number, |number| (el("span").class("question-number num").text(number.string), " ")), title.view());
        el("h2").class("t-heading").attr("id", title_id.clone()).child(title)
    };
    el("section").class("panel").attr("role", "group").attr("id", id).attr("aria-labelledby", named_by).child((
        worded(move || panel.node.with(|node| node.title.as_ref().map(words)), heading),
        worded(
            move || panel.node.with(|node| node.description.as_ref().map(words)),
            |hint| el("p").class("question-hint").child(hint.view()),
        ),
        group_errors(move || panel.node.with(|node| node.errors.clone())),
        elements(move || panel.node.with(|node| node.elements.clone()), layout),
        #[cfg(feature = "all-types")]
        crate::view::keyed(
            move || panel.node.with(|node| node.repeated),
            move |repeated| repeated.map(|repeated| super::panels::remove_button(panel.store, repeated)),
        ),
    ))
}

/// Errors of a panel or a page as a whole.
pub fn group_errors(errors: impl Fn() -> Vec<FieldError> + 'static) -> View {
    let i18n = use_i18n();
    let any = Kind::Unsupported { type_name: "".into() };
    error_lines(errors, move |error| el("p").class("error").child((icon(Icon::ALERT), el("span").text(error_text(i18n, &any, error)))))
}
