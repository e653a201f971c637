//! One of a list: radio buttons that look like tiles.

use super::{
    behaviour::{Group, Radios},
    other::other_box,
    state::{Item, items},
};
use crate::{
    i18n::use_i18n,
    modality::Layout,
    signal::{Signal, memo},
    view::{Child as _, El, View, el},
    widgets::{
        icon::{Icon, icon},
        question::described,
        survey::Question,
    },
};
use leptos::ev;
use std::rc::Rc;
use tessera_form::{ChoiceList, ChoiceRole, Kind};

/// The list of a question that has one.
pub(crate) fn with_list<T>(question: Question, read: impl FnOnce(&ChoiceList) -> T) -> Option<T> {
    question.view.with(|view| match &view.kind {
        Kind::Radiogroup(list) | Kind::Checkbox(list) | Kind::Dropdown(list) | Kind::Tagbox(_, list) => Some(read(list)),
        Kind::Ranking(_, ranked) => Some(read(&ranked.list)),
        _ => None,
    })
}

/// The lasting part of a question's choices.
pub(crate) fn items_of(question: Question) -> Signal<Vec<Item>> {
    let i18n = use_i18n();
    memo(move || with_list(question, |list| items(i18n, &list.choices)).unwrap_or_default())
}

/// Two columns on a page when asked for, or when the labels are short enough to be read at a glance; one on a phone.
pub(super) fn options_class(question: Question, layout: Layout, items: Signal<Vec<Item>>) -> &'static str {
    const GLANCE: usize = 34;
    let columns = with_list(question, |list| list.columns).unwrap_or(0);
    let is_wide = layout == Layout::Desktop
        && match columns {
            0 => items.with(|items| items.len() >= 4 && items.iter().all(|item| item.label.string.chars().count() <= GLANCE)),
            columns => columns > 1,
        };
    if is_wide { "options options-2" } else { "options" }
}

/// A radio group question.
#[must_use]
pub fn radio_body(question: Question, layout: Layout) -> View {
    el("div").class("question-body").child((radio_options(question, layout), other_box(question))).view()
}

/// The choices of a list as radio buttons.
struct Listed {
    question: Question,
    items: Signal<Vec<Item>>,
}

impl Radios for Listed {
    fn count(&self) -> usize {
        self.items.with(Vec::len)
    }

    fn selected(&self) -> Option<usize> {
        with_list(self.question, |list| list.choices.iter().position(|choice| choice.selected)).flatten()
    }

    fn can_take(&self, index: usize) -> bool {
        !self.question.view.with(|view| view.read_only)
            && with_list(self.question, |list| list.choices.get(index).is_some_and(|choice| choice.enabled)) == Some(true)
    }

    fn take(&self, index: usize, by_tap: bool) {
        let Some(item) = self.items.with_untracked(|items| items.get(index).cloned()) else { return };
        // "Other" asks for words next, so it never goes on by itself.
        if by_tap && item.role != ChoiceRole::Other { self.question.tap(Some(item.value)) } else { self.question.set(Some(item.value)) }
    }

    fn label(&self, index: usize) -> String {
        self.items.with_untracked(|items| items.get(index).map(|item| item.label.string.clone())).unwrap_or_default()
    }
}

/// The options; also of a drop-down that is short enough to show them.
#[must_use]
pub fn radio_options(question: Question, layout: Layout) -> El {
    let items = items_of(question);
    let group = Group::new(question, Rc::new(Listed { question, items }));
    let on_key = {
        let group = group.clone();
        move |event: ev::KeyboardEvent| {
            let clears = matches!(event.key().as_str(), "Delete" | "Backspace") && may_clear(question);
            if clears {
                event.prevent_default();
                question.set(None);
            } else {
                group.key(&event);
            }
        }
    };
    let option = move |(index, item): (usize, Item)| group.option(index, "option").child(face("mark", item));
    let options = el("div").class(move || options_class(question, layout, items)).attr("role", "radiogroup").on(ev::keydown, on_key);
    described(options, question).child(move || items.get().into_iter().enumerate().map(&option).collect::<Vec<_>>())
}

/// What an option looks like: a mark and its words.
pub(super) fn face(mark: &'static str, item: Item) -> (El, El) {
    (el("span").class(mark).child(icon(Icon::CHECK)), el("span").class("option-text").child(item.label.view()))
}

/// Whether Delete takes the answer back.
pub(crate) fn may_clear(question: Question) -> bool {
    question.view.with_untracked(|view| !view.required && !view.read_only && view.value.is_some())
}
