//! Yes or no: two radio tiles; Y and N answer while the group has the focus.

use super::{
    choice::{Group, Radios},
    icon::{Icon, icon},
    question::{Words, described, words_in},
    survey::Question,
};
use crate::{
    i18n::{I18n, keys::respond::choice as keys, use_i18n},
    view::{Child as _, View, el, keyed},
};
use leptos::ev;
use serde_json::Value;
use std::rc::Rc;
use tessera_form::Kind;

/// Yes and no. Index 0 is yes.
#[derive(Clone, Copy)]
struct YesNo {
    question: Question,
    i18n: I18n,
}

impl YesNo {
    /// The author's word, else ours.
    fn words(self, index: usize) -> Words {
        let authored = self.question.view.with(|view| match &view.kind {
            Kind::Boolean { label_true, label_false, .. } => words_in(self.i18n, if index == 0 { label_true } else { label_false }),
            _ => Words::default(),
        });
        if authored.string.is_empty() { self.i18n.text(if index == 0 { keys::YES } else { keys::NO }).into() } else { authored }
    }
}

impl Radios for YesNo {
    fn count(&self) -> usize {
        2
    }

    fn selected(&self) -> Option<usize> {
        self.question.view.with(|view| match &view.kind {
            Kind::Boolean { chosen, .. } => chosen.map(|yes| usize::from(!yes)),
            _ => None,
        })
    }

    fn can_take(&self, _: usize) -> bool {
        self.question.view.with(|view| !view.read_only)
    }

    fn take(&self, index: usize, by_tap: bool) {
        let value = Some(Value::Bool(index == 0));
        if by_tap { self.question.tap(value) } else { self.question.set(value) }
    }

    fn label(&self, index: usize) -> String {
        self.words(index).string
    }
}

/// A boolean question.
#[must_use]
pub fn boolean_body(question: Question) -> View {
    let yes_no = YesNo { question, i18n: use_i18n() };
    let group = Group::new(question, Rc::new(yes_no));
    let option = |index: usize| {
        let words = el("span").class("option-text").child(keyed(move || yes_no.words(index), Words::view));
        group.option(index, "option").child((el("span").class("mark").child(icon(Icon::CHECK)), words))
    };
    let options = (option(0), option(1));
    let on_key = move |event: ev::KeyboardEvent| {
        let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let chosen = match event.key().as_str() {
            "y" | "Y" if plain => Some(0),
            "n" | "N" if plain => Some(1),
            _ => None,
        };
        match chosen {
            Some(index) if yes_no.can_take(index) => {
                event.prevent_default();
                group.choose(index);
            }
            _ => {
                group.key(&event);
            }
        }
    };
    let pair = el("div").class("options options-pair").attr("role", "radiogroup").on(ev::keydown, on_key);
    el("div").class("question-body").child(described(pair, question).child(options)).view()
}
