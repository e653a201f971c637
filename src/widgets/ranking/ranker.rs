//! Putting in order, whatever it looks like and whatever is pressed: one is lifted, moved and put down, or put back where it was.
//!
//! Invariant: the answer changes when something is put down, never while it moves; nothing has a rank before somebody gave one.

use super::state::{Order, Rules};
use crate::{
    i18n::{
        I18n, Key,
        keys::respond::{ranking as keys, tv},
        use_i18n,
    },
    signal::{RwSignal, Signal},
    widgets::{
        announce::{Announcer, use_announcer},
        choice::{Item, Many, items_of},
        question::Words,
        survey::Question,
    },
};
use leptos::prelude::untrack;
use serde_json::Value;
use tessera_form::{Kind, RankList};

/// What is lifted.
#[derive(Clone, Debug, PartialEq)]
struct Lift {
    /// Where it is now.
    at: usize,
    /// Where it was taken up.
    from: usize,
    /// Everything, as it would be if it were put down here.
    order: Order,
}

/// The choices of a question that are put in order. What only reads is tracked. A handle.
#[derive(Clone, Copy)]
pub struct Ranker {
    pub(super) question: Question,
    items: Signal<Vec<Item>>,
    lift: RwSignal<Option<Lift>>,
    many: Many,
    i18n: I18n,
    announcer: Announcer,
}

impl Ranker {
    /// Those of a question.
    #[must_use]
    pub fn new(question: Question) -> Self {
        Self {
            question,
            items: items_of(question),
            lift: RwSignal::new(None),
            many: Many::new(question),
            i18n: use_i18n(),
            announcer: use_announcer(),
        }
    }

    fn with_ranks<T: Default>(self, read: impl FnOnce(&RankList) -> T) -> T {
        self.question.view.with(|view| match &view.kind {
            Kind::Ranking(_, ranks) => read(ranks),
            _ => T::default(),
        })
    }

    fn rules(self) -> Rules {
        self.with_ranks(Rules::of)
    }

    /// The order on the screen.
    fn order(self) -> Order {
        self.lift.with(|lift| lift.as_ref().map(|lift| lift.order.clone())).unwrap_or_else(|| self.with_ranks(Order::of))
    }

    /// How many choices there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.with_ranks(|ranks| ranks.list.choices.len())
    }

    /// How many have a rank.
    #[must_use]
    pub fn ranked(self) -> usize {
        self.order().ranked
    }

    /// Whether only what is picked is ranked.
    #[must_use]
    pub fn picks(self) -> bool {
        self.rules().picks
    }

    /// Whether one has a rank.
    #[must_use]
    pub fn has_rank(self, at: usize) -> bool {
        at < self.ranked()
    }

    /// Whether nothing can be moved.
    #[must_use]
    pub fn is_locked(self) -> bool {
        self.question.view.with(|view| view.read_only)
    }

    /// Whether there is no answer, and nothing lifted that would make one.
    #[must_use]
    pub fn is_unset(self) -> bool {
        self.ranked() == 0
    }

    /// Whether one can be taken up: where only some are ranked, one of those.
    #[must_use]
    pub fn can_lift(self, at: usize) -> bool {
        !self.is_locked() && (self.has_rank(at) || !self.picks())
    }

    /// The id of what stands at a place, in the document.
    #[must_use]
    pub fn handle_id(self, at: usize) -> String {
        self.question.part_id(&["-", &at.to_string()].concat())
    }

    /// Where the one that is lifted is.
    #[must_use]
    pub fn lifted(self) -> Option<usize> {
        self.lift.with(|lift| lift.as_ref().map(|lift| lift.at))
    }

    /// What may be picked, in words.
    #[must_use]
    pub fn limit(self) -> Option<String> {
        self.many.limit().filter(|_| self.picks())
    }

    /// What stands at a place.
    #[must_use]
    pub fn label(self, at: usize) -> Words {
        let order = self.order();
        let value = order.values.get(at);
        let label = |items: &Vec<Item>| items.iter().find(|item| Some(&item.value) == value).map(|item| item.label.clone());
        self.items.with(label).unwrap_or_default()
    }

    /// The rank at a place, as a figure.
    #[must_use]
    pub fn rank(self, at: usize) -> Option<String> {
        self.has_rank(at).then(|| self.number(at + 1))
    }

    fn number(self, count: usize) -> String {
        self.i18n.number(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
    }

    /// A sentence about what stands at a place.
    #[must_use]
    pub fn words(self, key: Key, at: usize) -> String {
        let count = if self.picks() { self.ranked() } else { self.count() };
        self.i18n.fill(key, &[("answer", &self.label(at).string), ("at", &self.number(at + 1)), ("count", &self.number(count))])
    }

    /// What a place says of itself after its words.
    #[must_use]
    pub fn place_words(self, at: usize) -> String {
        if self.has_rank(at) {
            let count = if self.picks() { self.ranked() } else { self.count() };
            self.i18n.fill(tv::POSITION, &[("at", &self.number(at + 1)), ("count", &self.number(count))])
        } else {
            self.i18n.text(keys::REST)
        }
    }

    fn say(self, key: Key, at: usize) {
        self.announcer.say(&untrack(|| self.words(if self.has_rank(at) { key } else { keys::OUT }, at)));
    }

    /// Takes one up.
    pub fn lift(self, at: usize) {
        untrack(|| {
            if self.is_locked() || self.lifted().is_some() || at >= self.count() {
                return;
            }
            let mut order = self.order();
            order.begin(self.rules());
            self.lift.set(Some(Lift { at, from: at, order }));
            self.say(keys::LIFTED, at);
        });
    }

    /// Moves the one that is lifted a place down (`forwards`) or up; its new place.
    pub fn shift(self, forwards: bool) -> Option<usize> {
        let rules = untrack(|| self.rules());
        let mut moved = None;
        self.lift.update(|lift| {
            if let Some(lift) = lift
                && let Some(at) = lift.order.shift(lift.at, forwards, rules)
            {
                lift.at = at;
                moved = Some(at);
            }
        });
        match moved {
            Some(at) => self.say(keys::AT, at),
            None => self.say_full(),
        }
        moved
    }

    /// Puts it down where it is: that is the answer. Gives its place.
    pub fn put_down(self) -> Option<usize> {
        let lift = self.lift.try_update(Option::take).flatten()?;
        let value = lift.order.values.get(lift.at).cloned();
        self.question.set(lift.order.answer());
        let at = value.and_then(|value| untrack(|| self.order()).place(&value)).unwrap_or(lift.at);
        self.say(keys::PUT_DOWN, at);
        Some(at)
    }

    /// Puts it back where it was taken up; nothing has changed. Gives that place.
    pub fn put_back(self) -> Option<usize> {
        let lift = self.lift.try_update(Option::take).flatten()?;
        self.announcer.say(&untrack(|| self.i18n.fill(keys::RETURNED, &[("answer", &self.label(lift.from).string)])));
        Some(lift.from)
    }

    /// Moves one a place down or up at once. Gives its place.
    pub fn step(self, at: usize, forwards: bool) -> Option<usize> {
        self.change(|order, rules| {
            order.begin(rules);
            order.shift(at, forwards, rules)
        })
    }

    /// Gives one the last rank. Gives its place.
    pub fn pick(self, at: usize) -> Option<usize> {
        self.change(|order, rules| order.pick(at, rules))
    }

    /// Takes the rank of one away.
    pub fn drop_rank(self, at: usize) {
        self.change(|order, _| {
            order.put_back(at);
            Some(order.ranked)
        });
    }

    /// Says that the order is right as it stands.
    pub fn keep_as_it_is(self) {
        self.change(|order, rules| {
            order.begin(rules);
            Some(0)
        });
    }

    fn change(self, act: impl FnOnce(&mut Order, Rules) -> Option<usize>) -> Option<usize> {
        if untrack(|| self.is_locked()) {
            return None;
        }
        // Whatever is lifted is put down first: two hands would pull at one list.
        self.put_down();
        let (mut order, rules) = untrack(|| (self.order(), self.rules()));
        let Some(at) = act(&mut order, rules) else {
            self.say_full();
            return None;
        };
        let value: Option<Value> = order.values.get(at).cloned();
        self.question.set(order.answer());
        let at = value.and_then(|value| untrack(|| self.order()).place(&value)).unwrap_or(at);
        self.say(keys::AT, at);
        Some(at)
    }

    /// Why nothing more can be picked, where that is why.
    fn say_full(self) {
        let reason = untrack(|| self.limit().filter(|_| !self.order().has_room(self.rules())));
        if let Some(reason) = reason {
            self.announcer.say(&reason);
        }
    }
}
