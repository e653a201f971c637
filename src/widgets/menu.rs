//! A quiet button with a short list under it, each row a choice that is on or off.
//!
//! A disclosure with plain buttons rather than an ARIA menu: every screen reader reads buttons, and few people know menus by keyboard.

use super::{
    icon::{Icon, icon},
    question::focus_id,
};
use leptos::{ev, html, prelude::*};

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
#[component]
pub fn Menu(id: &'static str, label: Signal<String>, face: ViewFn, groups: Vec<MenuGroup>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let list_id = [id, "-list"].concat();
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            is_open.set(false);
            focus_id(id.to_owned());
        }
    };
    let outside = window_event_listener(ev::pointerdown, move |event| {
        if is_open.get_untracked() && !super::dom::holds(root, event.target()) {
            is_open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let on_leave = move |event: ev::FocusEvent| {
        if event.related_target().is_some() && !super::dom::holds(root, event.related_target()) {
            is_open.set(false);
        }
    };
    let row = move |item: MenuItem| {
        let MenuItem { label, lang, is_on, choose } = item;
        view! {
            <li><button type="button" class="menu-row" lang=lang aria-pressed=move || if is_on.get() { "true" } else { "false" }
                on:click=move |_| {
                    choose.run(());
                    is_open.set(false);
                    focus_id(id.to_owned());
                }
            ><span>{move || label.get()}</span>{move || is_on.get().then(|| icon(Icon::CHECK))}</button></li>
        }
    };
    let groups = StoredValue::new(groups);
    let list =
        move || {
            groups.get_value().into_iter().map(|(name, items)| view! {
            {move || Some(name.get()).filter(|name| !name.is_empty()).map(|name| view! { <p class="menu-name t-meta">{name}</p> })}
            <ul role="list">{items.into_iter().map(row).collect_view()}</ul>
        }).collect_view()
        };
    view! {
        <div class="menu" node_ref=root on:keydown=on_key on:focusout=on_leave>
            <button type="button" class="button button-quiet" id=id aria-label=move || label.get()
                aria-expanded=move || if is_open.get() { "true" } else { "false" } aria-controls=list_id.clone()
                on:click=move |_| is_open.update(|open| *open = !*open)
            >{face.run()}</button>
            <div class="menu-list" id=list_id hidden=move || !is_open.get()>{move || is_open.get().then(list)}</div>
        </div>
    }
    .into_any()
}
