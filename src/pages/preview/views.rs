//! What stands in each frame: what a respondent sees there, with nothing behind it that sends or keeps.

use super::{Previews, device::Device};
use crate::{
    i18n::{Locale, keys::respond as keys},
    layouts::{
        Frame,
        desktop::desktop_layout,
        mobile::mobile_layout,
        tv::{Ending, Reader, TvFrame, tv_layout},
    },
    modality::Layout,
    pages::respond::{Finished, finished, promised, promised_on_television},
    signal::{Signal, memo},
    view::{Child as _, El, View, effect, el, element},
    widgets::{
        icon::{Icon, icon},
        menu::{MenuItem, menu},
        survey::SurveyStore,
    },
};
use leptos::prelude::{Callback, untrack};
use std::rc::Rc;
use tessera_api::forms::Audience;
use tessera_form::State;
use web_sys::Element;

/// The survey on one device.
pub(super) fn survey(previews: Previews, device: Device, store: SurveyStore) -> View {
    match device.kind.layout {
        Layout::Tv => named(previews, device, tv_layout(store, television(previews))).view(),
        Layout::Desktop | Layout::Mobile => near(previews, device, store),
    }
}

fn near(previews: Previews, device: Device, store: SurveyStore) -> View {
    let i18n = previews.views;
    let asker = previews.asker.get_value();
    let (workspace, audience) = (asker.workspace.clone(), asker.audience);
    let frame = Frame {
        workspace: workspace.clone(),
        promise: promised(i18n, asker),
        // Nothing is saved, and nothing says so.
        saved: Signal::stored(String::new()),
        tools: Rc::new(move || language_menu(previews)),
        notice: Rc::new(View::default),
    };
    let is_done = memo(move || store.state().get() == State::Completed);
    let draw = move |is_done: bool| -> View {
        if is_done {
            let no = || Signal::stored(false);
            let about = Finished {
                i18n,
                store,
                workspace: workspace.clone(),
                audience,
                // As it is when all went well.
                has_arrived: Signal::stored(true),
                is_too_late: no(),
                is_durable: no(),
                closing: Box::new(|| None),
                notice: View::default(),
            };
            return named(previews, device, finished(about)).view();
        }
        let layout = match device.kind.layout {
            Layout::Mobile => mobile_layout(store, frame.clone()),
            _ => desktop_layout(store, frame.clone()),
        };
        named(previews, device, layout).view()
    };
    let shown = move || {
        let is_done = is_done.get();
        untrack(|| draw(is_done))
    };
    shown.view()
}

/// A page of one's own has one main part and needs no name for it; here stand four, and a screen reader lists them all.
fn named(previews: Previews, device: Device, root: El) -> El {
    let node: Element = root.node();
    let found = node.query_selector_all("main, :scope > header, :scope > footer").ok();
    let within = (0..found.as_ref().map_or(0, web_sys::NodeList::length)).filter_map(|at| found.as_ref()?.item(at));
    let itself = (node.tag_name() == "MAIN").then(|| node.clone());
    let parts: Vec<Element> = within.filter_map(element).chain(itself).collect();
    effect(move || {
        let name = previews.views.text(device.kind.title);
        for part in &parts {
            // Fails only for a malformed name.
            drop(part.set_attribute("aria-label", &name));
        }
    });
    root
}

/// The respondent's own button for the language, as long as there is a choice.
fn language_menu(previews: Previews) -> View {
    let i18n = previews.views;
    let offered = previews.offered.get_untracked();
    let row = |locale: Locale| MenuItem {
        label: Signal::stored(locale.own_name().to_owned()),
        lang: Some(locale.tag()),
        is_on: Signal::derive(move || i18n.locale() == locale),
        choose: Callback::new(move |()| previews.choose(locale)),
    };
    let label = Signal::derive(move || i18n.fill(keys::menu::LANGUAGE, &[("name", i18n.locale().own_name())]));
    let word = el("span").class("tools-word").text(move || i18n.locale().own_name().to_owned());
    let rows: Vec<MenuItem> = offered.into_iter().map(row).collect();
    let has_choice = rows.len() > 1;
    let list = has_choice.then(|| menu("menu-language", label, (icon(Icon::GLOBE), word), vec![(Signal::stored(String::new()), rows)]));
    el("div").class("tools").child(list).view()
}

fn television(previews: Previews) -> TvFrame {
    let asker = previews.asker.get_value();
    TvFrame {
        workspace: asker.workspace.clone(),
        reader: match asker.audience {
            Audience::Customers => Reader::Team,
            Audience::Employees => Reader::Nobody,
        },
        notice: Signal::stored(String::new()),
        ending: Signal::stored(Ending::Arrived),
        about: promised_on_television(previews.views, asker),
        closing: Signal::stored(None),
        languages: previews.offered.get_untracked(),
        speak: Callback::new(move |locale: Locale| previews.choose(locale)),
        is_by_choice: Signal::stored(false),
        leave_layout: Callback::new(|()| ()),
    }
}
