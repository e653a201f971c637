//! A page at a time on a large canvas: a silent rail, one column of questions, and air.

use super::{Frame, Primary, depth, focus_after, place_on_page, preview_pages};
use crate::{
    i18n::{Key, keys::respond as keys, use_i18n},
    modality::{Layout, follow_history},
    signal::{RwSignal, Signal},
    view::{El, either, el, keyed, show, text, window},
    widgets::{
        icon::{Icon, icon},
        panel::{elements, group_errors},
        progress::{progress_tiles, time_left},
        question::{focus_id, worded, words},
        summary::error_summary,
        survey::SurveyStore,
    },
};
use leptos::ev;
use tessera_form::{Session, State};

/// The layout.
#[must_use]
pub fn desktop_layout(store: SurveyStore, frame: Frame) -> El {
    let i18n = use_i18n();
    let is_summary_shown = RwSignal::new(false);
    let state = store.state();
    let Frame { workspace, promise, saved, tools, notice } = frame;

    let advance = move || {
        let Some(primary) = Primary::of_untracked(store) else { return };
        let step = primary.run(store);
        is_summary_shown.set(!step.ok);
        if step.ok {
            to_top();
        }
        if store.state().get_untracked() == State::Preview {
            focus_id("preview-title".to_owned());
        } else {
            focus_after(store, &step);
        }
    };
    let back = move || {
        is_summary_shown.set(false);
        let step = if state.get_untracked() == State::Preview { store.cancel_preview(None) } else { store.prev() };
        to_top();
        focus_after(store, &step);
        step.ok
    };
    let is_preview = move || state.get() == State::Preview;
    let can_go_back = move || store.buttons().get().prev || is_preview();
    let depth = move || depth(store, if store.buttons().get().prev { store.progress().get().page.max(1) } else { 0 });
    follow_history(depth, back, move || {
        // Sending is a press of its own.
        if Primary::of_untracked(store) != Some(Primary::Send) {
            leave_field();
            advance();
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            // The box that has the focus hears of leaving it first, so that what stands in it is read.
            leave_field();
            advance();
        }
    };
    // One tile is lifted from the start: the first that asks something.
    if store.active().get_untracked().is_none()
        && let Some(first) = store.questions().into_iter().find(|question| question.takes_answer())
    {
        store.enter(first.id);
    }

    let left = move || {
        let progress = store.progress().get();
        time_left(i18n, progress.questions.saturating_sub(progress.answered))
    };
    let place = Signal::derive(move || place_on_page(store));
    let progress = move || {
        let words = el("p").class("t-label num").text(move || place.get().words(i18n));
        (progress_tiles(place), words, el("p").class("t-meta").text(left))
    };
    let has_progress = move || store.progress().get().questions > 0 && state.get() != State::Starting;
    let rail = el("aside").class("rail").attr("aria-label", i18n.live(keys::progress::LABEL)).child(show(has_progress, progress));
    let mark = el("i").class("brand-mark").attr("aria-hidden", "true");
    let top = el("header").class("top").child((
        el("span").class("brand").child((mark, el("bdi").text(workspace))),
        el("span").class("push"),
        el("span").class("t-meta quiet").text(move || saved.get()),
        tools(),
    ));

    let is_first_page = move || store.progress().get().page == 0;
    let of_survey = move |read: fn(&Session) -> Option<tessera_form::Text>| {
        store.locale().track();
        store.read(read).as_ref().map(words)
    };
    let description = move || of_survey(Session::description).filter(|_| is_first_page());
    let intro = el("div").class("intro").child((
        worded(move || of_survey(Session::title), |title| el("h1").class("t-lead quiet").child(title.view())),
        worded(description, |text| el("p").class("intro-text").child(text.view())),
        show(is_first_page, move || el("p").class("t-meta intro-promise").child(promise())),
        worded(
            move || store.page().with(|page| page.title.as_ref().map(words)),
            |title| el("h2").class("t-heading intro-page").child(title.view()),
        ),
        worded(
            move || store.page().with(|page| page.description.as_ref().map(words)),
            |text| el("p").class("question-hint").child(text.view()),
        ),
    ));
    let questions = move || {
        el("div").class("questions").child((
            group_errors(move || store.page().with(|page| page.errors.clone())),
            elements(move || store.page().with(|page| page.elements.clone()), Layout::Desktop),
        ))
    };
    let content = either(is_preview, move || preview_pages(store), questions);

    // One button as long as there is one, whatever it does: who pressed it stays on it where nothing else takes the focus.
    let primary = move || {
        let sends = move || Primary::of(store) == Some(Primary::Send);
        let word = text(move || Primary::of(store).map(|primary| primary.word(i18n)).unwrap_or_default());
        let sign = keyed(sends, |sends| icon(if sends { Icon::SEND } else { Icon::FORWARD }));
        el("button").attr("type", "button").class("button button-primary").on(ev::click, move |_| advance()).child((word, sign))
    };
    let back = move || {
        el("button")
            .attr("type", "button")
            .class("button button-quiet")
            .on(ev::click, move |_| {
                back();
            })
            .text(i18n.live(keys::BACK))
    };
    let key = move |key: Key| el("span").class("kbd").text(i18n.live(key));
    let keys_hint = move || {
        let hint = el("span").class("push t-meta quiet actions-keys");
        hint.child((key(keys::KEY_CTRL), " ", key(keys::KEY_ENTER), " ", text(i18n.live(keys::GOES_ON))))
    };
    let kept = move || el("span").class("push t-meta").text(i18n.live(keys::errors::KEPT));
    let actions = el("div").class("actions").child((
        show(move || Primary::of(store).is_some(), primary),
        show(can_go_back, back),
        either(move || is_summary_shown.get(), kept, keys_hint),
    ));
    let main = el("main").on(ev::keydown, on_key).child((intro, notice(), error_summary(store, is_summary_shown), content, actions));
    el("div").class("survey-l").child((top, rail, main))
}

fn to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

fn leave_field() {
    crate::widgets::question::blur_active();
}
