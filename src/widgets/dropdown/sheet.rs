//! The list on a phone: a sheet from the foot with a search box, the rows under the thumb.

use super::{
    Takes, answer, chosen,
    dom::{close_dialog, is_backdrop, open_dialog},
    is_chosen, matching, placeholder,
};
use crate::{
    i18n::{keys::respond as keys, use_i18n},
    signal::{RwSignal, memo},
    view::{Child as _, View, el, keyed, on_window, show},
    widgets::{
        announce::use_announcer,
        choice::{items_of, with_list},
        icon::{Icon, icon},
        question::{Words, answer_words, named},
        survey::Question,
    },
};
use leptos::{ev, prelude::*};
use std::rc::Rc;

/// The field that opens the sheet, and the sheet.
pub(super) fn sheet_picker(question: Question, takes: Takes) -> View {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let dialog = el("dialog");
    let node: web_sys::HtmlDialogElement = dialog.node();
    let is_open = RwSignal::new(false);
    let query = RwSignal::new(String::new());
    let items = items_of(question);
    let is_locked = move || question.view.with(|view| view.read_only);
    let rows = memo(move || query.with(|query| matching(items, query)));
    let close: Rc<dyn Fn()> = {
        let node = node.clone();
        Rc::new(move || {
            // Closing tells the dialog's own listener, which would go back in history a second time.
            if is_open.get_untracked() {
                is_open.set(false);
                close_dialog(&node);
            }
        })
    };
    let [on_back, on_close, on_backdrop, on_button, on_done] = [(); 5].map(|()| Rc::clone(&close));
    on_window(ev::popstate, move |_| on_back());
    let open = move |_| {
        if !is_locked() {
            query.set(String::new());
            is_open.set(true);
            open_dialog(&node);
        }
    };
    let shown = move || {
        if let Takes::Many(..) = takes {
            let said = question.view.with(|view| answer_words(i18n, view));
            return said.or_else(|| placeholder(question)).unwrap_or_else(|| i18n.text(keys::choice::CHOOSE)).into();
        }
        let label = chosen(question).and_then(|at| items.with(|items| items.get(at).map(|item| item.label.clone())));
        label.unwrap_or_else(|| placeholder(question).unwrap_or_else(|| i18n.text(keys::choice::CHOOSE)).into())
    };
    let shown = el("span").class("option-text").class_if("quiet", move || chosen(question).is_none()).child(keyed(shown, Words::view));
    let field = el("button")
        .attr("type", "button")
        .class("field field-picker")
        .attr("id", question.part_id("-input"))
        .attr("aria-haspopup", "dialog")
        .attr("aria-labelledby", move || question.labelled_by().map(|title| [title, question.part_id("-input")].join(" ")))
        .attr("aria-describedby", move || question.described_by())
        .attr("aria-disabled", move || is_locked().then_some("true"))
        .on(ev::click, open)
        .child((shown, icon(Icon::DOWN)));

    let on_search = move |text: String| {
        query.set(text);
        let count = u32::try_from(rows.with_untracked(Vec::len)).unwrap_or(u32::MAX);
        announcer.say(&i18n.plural(keys::choice::RESULTS, count, &[]));
    };
    let search = el("input")
        .class("field")
        .attr("type", "search")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .attr("aria-label", i18n.live(keys::choice::SEARCH))
        .attr("placeholder", i18n.live(keys::choice::SEARCH))
        .prop("value", move || query.get())
        .on(ev::input, move |event| on_search(event_target_value(&event)));
    let cross = el("button")
        .attr("type", "button")
        .class("button button-quiet button-icon")
        .attr("aria-label", i18n.live(keys::CLOSE))
        .on(ev::click, move |_| on_button())
        .child(icon(Icon::CLOSE));
    let is_one = matches!(takes, Takes::One);
    let row = move |at: usize| {
        let label = items.with_untracked(|items| items.get(at).map(|item| item.label.clone()))?;
        let is_enabled = move || with_list(question, |list| list.choices.get(at).is_some_and(|choice| choice.enabled)) == Some(true);
        let close = Rc::clone(&close);
        let pick = move |_| match takes {
            Takes::One => {
                if answer(question, at) {
                    close();
                }
            }
            Takes::Many(_, many) => many.tap(at),
        };
        let is_off = move || match takes {
            Takes::One => !is_enabled(),
            Takes::Many(_, many) => many.is_off(at),
        };
        let (role, mark) = if is_one { ("radio", "mark") } else { ("checkbox", "mark mark-box") };
        let row = el("button")
            .attr("type", "button")
            .class("option")
            .attr("role", role)
            .attr("aria-checked", move || if is_chosen(question, at) { "true" } else { "false" })
            .attr("aria-disabled", move || is_off().then_some("true"))
            .on(ev::click, pick);
        let mark = el("span").class(mark).child(icon(Icon::CHECK));
        Some(row.child((mark, el("span").class("option-text").child(label.view()))))
    };
    let shown_rows = move || if is_open.get() { rows.get() } else { Vec::new() };
    let list = el("div").class("sheet-rows options").attr("role", if is_one { "radiogroup" } else { "group" });
    let list = named(list, question).child(keyed(shown_rows, move |rows| rows.into_iter().filter_map(&row).collect::<Vec<_>>()));
    let none = move || el("p").class("t-meta").text(move || i18n.fill(keys::choice::NO_RESULTS, &[("query", &query.get())]));
    let none = show(move || rows.with(Vec::is_empty), none);
    // One closes the sheet by being chosen; of many nobody but the person knows which is the last.
    let done = match takes {
        Takes::One => None,
        Takes::Many(..) => {
            let button = el("button").attr("type", "button").class("button button-primary sheet-done");
            Some(button.on(ev::click, move |_| on_done()).text(i18n.live(keys::tv::KEY_DONE)))
        }
    };
    let head = el("header").class("sheet-head").child((search, cross));
    let dialog = named(dialog.class("sheet"), question)
        .on(ev::close, move |_| on_close())
        .on(ev::click, move |event| {
            if is_backdrop(&event) {
                on_backdrop();
            }
        })
        .child(el("div").class("sheet-in").child((head, list, none, done)));
    (field, dialog).view()
}
