//! A quiet button with a short list under it, each row a choice that is on or off.
//!
//! A disclosure with plain buttons rather than an ARIA menu: every screen reader reads buttons, and few people know menus by keyboard.

use super::{
    icon::{Icon, icon},
    question::focus_id,
};
use crate::{
    signal::{RwSignal, Signal},
    view::{Child, El, el, element, on_window},
};
use leptos::{ev, prelude::*};
use web_sys::{EventTarget, Node};

/// One row.
#[derive(Clone)]
pub struct MenuItem {
    /// Its words.
    pub label: Signal<String>,
    /// Their language, when it is not the page's.
    pub lang: Option<&'static str>,
    /// Whether it is the one in force.
    pub is_on: Signal<bool>,
    /// Chooses it.
    pub choose: Callback<()>,
}

/// Rows under a common name; an empty name is not shown.
pub type MenuGroup = (Signal<String>, Vec<MenuItem>);

/// The button and its list. Escape and leaving it close the list.
pub fn menu(id: &'static str, label: Signal<String>, face: impl Child, groups: Vec<MenuGroup>) -> El {
    let is_open = RwSignal::new(false);
    let root = el("div").class("menu");
    let list_id = [id, "-list"].concat();
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            is_open.set(false);
            focus_id(id.to_owned());
        }
    };
    let node: Node = root.node();
    on_window(ev::pointerdown, {
        let node = node.clone();
        move |event| {
            if is_open.get_untracked() && !holds(&node, event.target()) {
                is_open.set(false);
            }
        }
    });
    let on_leave = move |event: ev::FocusEvent| {
        if event.related_target().is_some() && !holds(&node, event.related_target()) {
            is_open.set(false);
        }
    };
    let row = move |item: MenuItem| {
        let MenuItem { label, lang, is_on, choose } = item;
        let click = move |_| {
            choose.run(());
            is_open.set(false);
            focus_id(id.to_owned());
        };
        let row = el("button").attr("type", "button").class("menu-row").attr("lang", lang).on(ev::click, click);
        el("li").child(
            row.attr("aria-pressed", move || if is_on.get() { "true" } else { "false" })
                .child((el("span").text(move || label.get()), move || is_on.get().then(|| icon(Icon::CHECK)))),
        )
    };
    let group = move |(name, items): MenuGroup| {
        (
            move || Some(name.get()).filter(|name| !name.is_empty()).map(|name| el("p").class("menu-name t-meta").text(name)),
            el("ul").attr("role", "list").child(items.into_iter().map(row).collect::<Vec<_>>()),
        )
    };
    let list = move || groups.iter().cloned().map(group).collect::<Vec<_>>();
    let button = el("button").attr("type", "button").class("button button-quiet").attr("id", id);
    root.on(ev::keydown, on_key).on(ev::focusout, on_leave).child((
        button
            .attr("aria-label", move || label.get())
            .attr("aria-expanded", move || if is_open.get() { "true" } else { "false" })
            .attr("aria-controls", list_id.clone())
            .on(ev::click, move |_| is_open.update(|open| *open = !*open))
            .child(face),
        el("div").class("menu-list").attr("id", list_id).attr("hidden", move || !is_open.get()).child(move || is_open.get().then(&list)),
    ))
}

fn holds(root: &Node, target: Option<EventTarget>) -> bool {
    root.contains(target.and_then(element::<Node>).as_ref())
}
