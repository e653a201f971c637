//! Pieces that many screens are made of: a place of the focus, buttons, lines of words.

use super::context::Tv;
use crate::{
    i18n::Key,
    modality::Color,
    view::{Child, El, View, el},
    widgets::icon::{Icon, icon},
};
use leptos::ev;

/// A button as a place of the focus: its name there, and what OK does, in words.
pub(super) fn place(class: &'static str, key: impl Into<String>, ok: impl Fn() -> String + 'static) -> El {
    el("button").attr("type", "button").class(class).attr("data-focus", key.into()).attr("data-ok", ok)
}

/// A button with a word, which is what OK does there.
pub(super) fn button(tv: Tv, key: impl Into<String>, word: Key, press: impl Fn() + 'static) -> El {
    let face = el("span").class("tv-in").text(tv.i18n.live(word));
    place("tv-tile tv-button", key, tv.i18n.live(word)).on(ev::click, move |_| press()).child(face)
}

/// The button that goes on, at which a screen is entered.
pub(super) fn next_button(tv: Tv, key: impl Into<String>, word: fn(Tv) -> String, press: fn(Tv)) -> El {
    let face = el("span").class("tv-in tv-in-ends").child((el("span").text(move || word(tv)), icon(Icon::FORWARD)));
    place("tv-tile tv-button tv-next", key, move || word(tv))
        .attr("data-preferred", "")
        .attr("data-color", Color::Green.name())
        .on(ev::click, move |_| press(tv))
        .child(face)
}

/// A list that goes down: it keeps arrows to the sides, and scrolls to what has the focus.
pub(super) fn column(list: El, group: impl Into<String>, rows: impl Child) -> El {
    list.class("tv-list")
        .attr("data-group", group.into())
        .attr("data-program", "column")
        .attr("data-block", "left right")
        .attr("data-scroll", "")
        .child(el("div").class("tv-rows").child(rows))
}

/// The mark of an option and its label.
pub(super) fn option_face(mark: &'static str, label: View) -> El {
    el("span").class("tv-in").child((el("span").class(mark).child(icon(Icon::CHECK)), el("span").child(label)))
}

/// A line of words.
pub(super) fn line(name: &'static str, class: &'static str, words: impl Fn() -> String + 'static) -> El {
    el(name).class(class).text(words)
}
