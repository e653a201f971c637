//! Putting in order: OK takes one up, up and down move it, OK puts it down, Back puts it back. A pointer clicks where it should go.

use super::{
    context::Tv,
    parts::{button, column, line, place},
    tiles::{is_locked, tile_key},
};
use crate::{
    i18n::keys::respond::ranking as keys,
    modality::{Intent, focus::Direction},
    signal::memo,
    view::{El, after, el, keyed, show},
    widgets::{
        question::{Words, named},
        ranking::Ranker,
        survey::Question,
    },
};
use leptos::{ev, prelude::*};

/// A ranking question.
pub(super) fn ranking(tv: Tv, question: Question) -> El {
    let ranker = Ranker::new(question);
    let go = move |at: Option<usize>| {
        if let Some(at) = at {
            tv.scope.go_to(&tile_key(question, at));
        }
    };
    // Back undoes while something is lifted, and the foot says so.
    after(move || tv.is_holding.set(ranker.lifted().is_some()));
    tv.listen(move |intent| {
        if untrack(|| ranker.lifted().is_none()) {
            return false;
        }
        match intent {
            Intent::Move(Direction::Down) => go(ranker.shift(true)),
            Intent::Move(Direction::Up) => go(ranker.shift(false)),
            Intent::Move(_) => {}
            Intent::Back => go(ranker.put_back()),
            Intent::Ok => go(ranker.put_down()),
            Intent::Digit(_) | Intent::Color(_) => return false,
        }
        true
    });
    let press = move |at: usize| {
        match untrack(|| ranker.lifted()) {
            // OK never comes here while something is lifted, a click does.
            Some(from) => {
                let mut here = Some(from);
                while here.is_some_and(|here| here != at) {
                    here = ranker.shift(here.is_some_and(|here| here < at));
                }
                go(ranker.put_down());
            }
            None if untrack(|| ranker.can_lift(at)) => ranker.lift(at),
            None => go(ranker.pick(at)),
        }
    };
    let row = move |at: usize| {
        let ok = move || match ranker.lifted() {
            Some(_) => tv.i18n.text(keys::OK_DROP),
            None if ranker.can_lift(at) => ranker.words(keys::OK_LIFT, at),
            None => ranker.words(keys::OK_RANK, at),
        };
        let figure = move || ranker.rank(at).unwrap_or_else(|| "–".into());
        let label = keyed(move || ranker.label(at), Words::view);
        place("tv-tile tv-option tv-rank", tile_key(question, at), ok)
            .class_if("is-held", move || ranker.lifted() == Some(at))
            .attr("data-ranked", move || ranker.has_rank(at))
            .attr("id", tile_key(question, at))
            .attr("aria-pressed", move || if ranker.lifted() == Some(at) { "true" } else { "false" })
            .attr("aria-disabled", move || is_locked(question).then_some("true"))
            .on(ev::click, move |_| press(at))
            .child(el("span").class("tv-in").child((
                el("span").class("tv-place num").attr("aria-hidden", "true").text(figure),
                el("span").child((label, el("span").class("hidden").text(move || [", ", &ranker.place_words(at)].concat()))),
            )))
    };
    let count = memo(move || ranker.count());
    let rows = keyed(move || count.get(), move |count| (0..count).map(row).collect::<Vec<_>>());
    let list = named(el("div").attr("role", "group"), question).attr("aria-describedby", move || question.described_by());
    let list = column(list, question.part_id("-list"), rows);
    // What is to be said: how to move what is lifted, how many may be picked, or that nothing has a rank yet.
    let said = move || match ranker.lifted() {
        Some(_) => tv.i18n.text(keys::LIFTED_HINT),
        None if ranker.is_unset() && !ranker.picks() => tv.i18n.text(keys::UNSET),
        None => ranker.limit().unwrap_or_default(),
    };
    let is_offered = move || ranker.is_unset() && !ranker.picks() && !ranker.is_locked();
    let keep = move || {
        ranker.keep_as_it_is();
        tv.offer_next(question);
    };
    let keep = move || {
        let key = question.part_id("-keep");
        el("div").class("tv-keep").attr("data-group", question.part_id("-keeps")).child(button(tv, key, keys::AS_IT_IS, keep))
    };
    el("div").class("tv-body tv-body-list").child((line("p", "tv-meta tv-said", said), list, show(is_offered, keep)))
}
