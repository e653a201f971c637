//! One question a screen on a phone: the question rests on its answers, both near the thumb.

mod advance;
mod dom;
mod swipe;

pub use swipe::{Finger, Swipe};

use super::{
    Frame, Primary,
    around::{Classes, around},
    depth, preview_pages,
};
use crate::{
    i18n::{Direction, keys::respond as keys, use_i18n},
    modality::{Layout, follow_history},
    signal::{RwSignal, Signal},
    view::{Child as _, El, after, either, el, show},
    widgets::{
        announce::use_announcer,
        icon::{Icon, icon},
        progress::{Place, progress_tiles},
        question::{focus_id, focus_question, focus_title, question_tile, say_errors, worded, words},
        survey::{SurveyStore, Walk, Went},
        toast::{Toaster, toast_place},
    },
};
use advance::{Advance, advance_by_itself};
use dom::{Touch, follow_keyboard, is_line};
use leptos::{ev, prelude::*};
use tessera_form::{Session, State};

/// The layout.
#[must_use]
pub fn mobile_layout(store: SurveyStore, frame: Frame) -> El {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let walk = Walk::new(store);
    let toaster = Toaster::new();
    let advance = Advance::new();
    let refused = RwSignal::new(false);
    let state = store.state();
    let Frame { promise, saved, tools, notice, .. } = frame;
    follow_keyboard();

    // The place is the store's from the first screen on, so that another layout takes over at the same question.
    after(move || {
        if let Some(question) = walk.current() {
            store.enter(question.id);
        }
    });
    let arrive = move |went: Went| {
        refused.set(went == Went::Refused);
        match (went, untrack(|| walk.current())) {
            (Went::Refused, Some(question)) => {
                say_errors(i18n, announcer, question);
                focus_question(question);
            }
            (Went::On, Some(question)) => focus_title(question),
            (Went::Out, _) if state.get_untracked() == State::Preview => focus_id("preview-title".to_owned()),
            _ => {}
        }
    };
    let forward = move || {
        if !advance.give_way() {
            return;
        }
        toaster.hide();
        if state.get_untracked() == State::Preview {
            let step = store.complete();
            super::focus_after(store, &step);
        } else {
            crate::widgets::question::blur_active();
            arrive(walk.forward());
        }
    };
    let back = move || {
        let went = if state.get_untracked() == State::Preview { store.cancel_preview(None).ok } else { walk.back() };
        if went {
            arrive(Went::On);
        }
        went
    };
    let is_preview = move || state.get() == State::Preview;
    let can_go_back = move || is_preview() || walk.can_go_back();
    follow_history(
        move || depth(store, walk.depth()),
        back,
        move || {
            // Sending is a press of its own.
            if !untrack(|| is_preview() || walk.is_last()) {
                forward();
            }
        },
    );
    advance_by_itself(advance, store, walk, toaster, Callback::new(arrive));

    let touch = Touch::new();
    let on_up = move |event: ev::TouchEvent| {
        let is_rtl = i18n.locale().direction() == Direction::Rtl;
        match touch.up(&event, is_rtl) {
            Some(Swipe::Forward) if !untrack(|| walk.is_last()) => forward(),
            Some(Swipe::Back) => {
                back();
            }
            _ => {}
        }
    };
    // Enter in a line of text goes on, as the key on the phone's keyboard says.
    let on_key = move |event: ev::KeyboardEvent| {
        let in_line = is_line(&event);
        if event.key() == "Enter" && !event.is_composing() && (in_line || event.ctrl_key()) {
            event.prevent_default();
            forward();
        }
    };
    let place = Signal::derive(move || Place::among_questions(walk.place()));
    let of_survey = move |read: fn(&Session) -> Option<tessera_form::Text>| {
        store.locale().track();
        store.read(read).as_ref().map(words)
    };
    let is_first = move || walk.place().0 <= 1 && !is_preview();
    let word = move || match Primary::of(store) {
        Some(Primary::Send) if !walk.is_last() && !is_preview() => Primary::Next.word(i18n),
        Some(Primary::Check) if !walk.is_at_end() => Primary::Next.word(i18n),
        Some(primary) => primary.word(i18n),
        None => Primary::Next.word(i18n),
    };
    // What a tile reads while it is made is no reason to make it anew: somebody may be writing in it.
    let tile = move || walk.current().map(|question| untrack(|| question_tile(question, Layout::Mobile)));

    let header = el("header").child((
        el("span").class("progress").child(progress_tiles(place)),
        el("span").class("t-meta num").text(move || place.get().words(i18n)),
        el("span").class("push t-meta quiet survey-s-saved").text(move || saved.get()),
        tools(),
    ));
    let context = el("div").class("survey-s-context").child((
        worded(move || of_survey(Session::title), |title| el("h1").class("t-meta").child(title.view())),
        worded(move || of_survey(Session::description).filter(|_| is_first()), |text| el("p").class("t-meta").child(text.view())),
        show(is_first, move || el("p").class("t-meta quiet").child(promise())),
        around(store, move || walk.current().filter(|_| !is_preview()), Classes { title: "t-label", hint: "t-meta", error: "error" }),
    ));
    let content = either(is_preview, move || preview_pages(store).view(), move || tile.view());
    let main = el("main")
        .on(ev::keydown, on_key)
        .on(ev::touchstart, move |event| touch.down(&event))
        .on(ev::touchmove, move |event| touch.moves(&event))
        .on(ev::touchend, on_up)
        .on(ev::touchcancel, move |_| touch.lost())
        .child((notice(), context, content));
    let back = move || {
        let button = el("button").attr("type", "button").class("button button-icon").attr("aria-label", i18n.live(keys::BACK));
        button
            .on(ev::click, move |_| {
                back();
            })
            .child(icon(Icon::BACK))
    };
    let primary = el("button").attr("type", "button").class("button button-primary").on(ev::click, move |_| forward()).text(word);
    let footer = el("footer").child((show(can_go_back, back), primary));
    el("div").class("survey-s").class_if("is-refused", move || refused.get()).child((header, main, toast_place(toaster), footer))
}
