//! The list that is put in order. A row is a place: what stands in it changes, the row stays, so that nothing under a finger or the focus
//! ever leaves the document.

use super::{hold::Hold, ranker::Ranker};
use crate::{
    i18n::{
        Key,
        keys::respond::{self, ranking as keys},
        use_i18n,
    },
    signal::{RwSignal, memo},
    view::{Child as _, El, View, el, element, keyed, show},
    widgets::{
        icon::{Icon, icon},
        question::{focus_id, named},
        survey::Question,
    },
};
use leptos::{ev, prelude::untrack};
use web_sys::Element;

/// A list and who has its one Tab stop. A handle.
#[derive(Clone, Copy)]
struct Rows {
    ranker: Ranker,
    hold: Hold,
    stop: RwSignal<usize>,
}

/// A ranking question.
#[must_use]
pub fn ranking_body(question: Question) -> View {
    let i18n = use_i18n();
    let ranker = Ranker::new(question);
    let rows = Rows { ranker, hold: Hold::new(ranker), stop: RwSignal::new(0) };
    let has_limit = move || ranker.limit().is_some() || (ranker.is_unset() && !ranker.picks());
    let limit = move || ranker.limit().unwrap_or_else(|| i18n.text(keys::UNSET));
    let limit = move || el("p").class("question-hint").attr("id", question.part_id("-limit")).text(limit);
    let count = memo(move || ranker.count());
    let list = el("ol")
        .class("ranks")
        .attr("role", "list")
        .on(ev::keydown, move |event| rows.key(&event))
        .on(ev::focusout, move |event| rows.left(&event))
        .child(keyed(move || count.get(), move |count| (0..count).map(|at| rows.row(at)).collect::<Vec<_>>()));
    let keys_id = question.part_id("-keys");
    let help = el("p").class("hidden").attr("id", keys_id).text(i18n.live(keys::KEYS));
    let group = named(el("div").class("question-body").attr("role", "group"), question)
        .attr("aria-describedby", move || question.described_by_with("-limit", has_limit()))
        .child((list, help, rows.foot()));
    (show(has_limit, limit), group).view()
}

impl Rows {
    fn row(self, at: usize) -> El {
        let Self { ranker, .. } = self;
        let is_lifted = move || ranker.lifted() == Some(at);
        // What has no rank stands under what has one.
        let is_first_rest = move || ranker.picks() && ranker.ranked() == at;
        let rest = show(is_first_rest, || el("p").class("t-label ranks-rest").text(use_i18n().live(keys::REST)));
        let line = el("div").class("rank").class_if("is-lifted", is_lifted).class_if("is-ranked", move || ranker.has_rank(at));
        let moves = move || (self.mover(at, false), self.mover(at, true)).view();
        el("li").child((
            rest,
            line.child((
                self.handle(at),
                show(move || !ranker.picks() || ranker.has_rank(at), moves),
                show(move || ranker.picks() && ranker.has_rank(at), move || self.remover(at)),
            )),
        ))
    }

    /// What is taken hold of: the place and what stands there.
    fn handle(self, at: usize) -> El {
        let Self { ranker, hold, stop } = self;
        let sign = move || if ranker.picks() && !ranker.has_rank(at) { icon(Icon::PLUS) } else { icon(Icon::GRIP) };
        let described = move || {
            let id = if ranker.can_lift(at) { "-keys" } else { "-limit" };
            ranker.question.part_id(id)
        };
        el("button")
            .attr("type", "button")
            .class("rank-handle")
            .attr("id", ranker.handle_id(at))
            .attr("tabindex", move || if stop.get() == at { "0" } else { "-1" })
            .attr("aria-pressed", move || ranker.can_lift(at).then(|| if ranker.lifted() == Some(at) { "true" } else { "false" }))
            .attr("aria-disabled", move || ranker.is_locked().then_some("true"))
            .attr("aria-describedby", described)
            .on(ev::focusin, move |_| stop.set(at))
            .on(ev::click, move |event| self.press(at, &event))
            .on(ev::pointerdown, move |event| hold.pointer_down(at, &event))
            .on(ev::pointermove, move |event| hold.pointer_moves(&event))
            .on(ev::pointerup, move |event| hold.pointer_up(&event, true))
            .on(ev::pointercancel, move |event| hold.pointer_up(&event, false))
            .on(ev::touchstart, move |event| hold.finger_down(at, &event))
            .on(ev::touchmove, move |event| hold.finger_moves(&event))
            .on(ev::touchend, move |event| hold.finger_up(&event, true))
            .on(ev::touchcancel, move |event| hold.finger_up(&event, false))
            .on(ev::contextmenu, move |event| hold.menu(&event))
            .child((
                el("span").class("rank-place num").attr("aria-hidden", "true").text(move || ranker.rank(at).unwrap_or_else(|| "–".into())),
                el("span").class("option-text").child(keyed(move || ranker.label(at), crate::widgets::question::Words::view)),
                el("span").class("hidden").text(move || [", ", &ranker.place_words(at)].concat()),
                el("span").class("rank-grip").child(keyed(move || ranker.picks() && !ranker.has_rank(at), move |_| sign())),
            ))
    }

    /// A click that a key or a screen reader made takes up or puts down; a mouse drags and a finger rests, so their clicks only pick.
    fn press(self, at: usize, event: &ev::MouseEvent) {
        let Self { ranker, .. } = self;
        if untrack(|| ranker.lifted().is_some()) {
            self.go(ranker.put_down());
        } else if !untrack(|| ranker.can_lift(at)) {
            self.go(ranker.pick(at));
        } else if crate::widgets::choice::is_virtual_click(event) {
            ranker.lift(at);
        }
    }

    /// The focus follows what was moved.
    fn go(self, at: Option<usize>) {
        if let Some(at) = at {
            self.stop.set(at);
            focus_id(self.ranker.handle_id(at));
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let Self { ranker, stop, .. } = self;
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let is_lifted = untrack(|| ranker.lifted().is_some());
        let last = untrack(|| ranker.count()).saturating_sub(1);
        let at = stop.get_untracked();
        let to = match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if is_lifted => ranker.shift(event.key() == "ArrowDown"),
            "Escape" if is_lifted => ranker.put_back(),
            "Escape" => return,
            _ if is_lifted => return,
            // An arrow by itself looks at the next one and changes nothing.
            "ArrowDown" => Some((at + 1).min(last)),
            "ArrowUp" => Some(at.saturating_sub(1)),
            "Home" => Some(0),
            "End" => Some(last),
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        self.go(to);
    }

    /// Who goes elsewhere with something lifted has put it down there.
    fn left(self, event: &ev::FocusEvent) {
        let list = event.current_target().and_then(element::<Element>);
        let to = event.related_target().and_then(element::<Element>);
        let is_elsewhere = list.zip(to).is_some_and(|(list, to)| !list.contains(Some(&to)));
        if is_elsewhere {
            self.ranker.put_down();
        }
    }

    fn button(self, at: usize, name: Key, sign: Icon, press: impl Fn() + 'static) -> El {
        let Self { ranker, stop, .. } = self;
        el("button")
            .attr("type", "button")
            .class("button button-icon rank-move")
            .attr("tabindex", move || if stop.get() == at { "0" } else { "-1" })
            .attr("aria-label", move || ranker.words(name, at))
            .on(ev::focusin, move |_| stop.set(at))
            .on(ev::click, move |_| press())
            .child(icon(sign))
    }

    /// Moves one place up or down by one press, and stays on what it moved.
    fn mover(self, at: usize, forwards: bool) -> El {
        let Self { ranker, stop, .. } = self;
        let part = move |at: usize| ranker.question.part_id(&[if forwards { "-down" } else { "-up" }, &at.to_string()].concat());
        let (name, sign) = if forwards { (keys::DOWN, Icon::DOWN) } else { (keys::UP, Icon::UP) };
        let is_end = move || if forwards { at + 1 >= if ranker.picks() { ranker.ranked() } else { ranker.count() } } else { at == 0 };
        let press = move || {
            if !untrack(is_end)
                && let Some(at) = ranker.step(at, forwards)
            {
                stop.set(at);
                focus_id(part(at));
            }
        };
        self.button(at, name, sign, press)
            .attr("id", part(at))
            .attr("aria-disabled", move || (is_end() || ranker.is_locked()).then_some("true"))
    }

    fn remover(self, at: usize) -> El {
        let Self { ranker, .. } = self;
        let press = move || {
            ranker.drop_rank(at);
            self.go(Some(at));
        };
        self.button(at, respond::tv::OK_TAKE_BACK, Icon::CLOSE, press).attr("aria-disabled", move || ranker.is_locked().then_some("true"))
    }

    /// Says that the order is right as it stands; and takes all of it back. One button, so that who pressed it stays on it.
    fn foot(self) -> View {
        let Self { ranker, .. } = self;
        let i18n = use_i18n();
        let is_offered = move || !(ranker.is_locked() || ranker.picks() && ranker.is_unset());
        let word = move || i18n.text(if ranker.is_unset() { keys::AS_IT_IS } else { respond::CLEAR });
        let press = move |_| {
            if untrack(|| ranker.is_unset()) {
                ranker.keep_as_it_is();
            } else {
                ranker.put_back();
                ranker.question.set(None);
                if untrack(|| ranker.picks()) {
                    self.go(Some(0));
                }
            }
        };
        let button = move || el("button").attr("type", "button").class("button").on(ev::click, press).text(word);
        show(is_offered, move || el("p").class("ranks-foot").child(button()))
    }
}
