//! Choices put in order: what moving one does. Plain Rust, no document, no signals.

use serde_json::Value;
use tessera_form::RankList;

/// Choices as they are shown, the first `ranked` of them with a rank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// Their values, from the top.
    pub values: Vec<Value>,
    /// How many have a rank.
    pub ranked: usize,
}

/// What may be done to an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Whether only what is picked is ranked.
    pub picks: bool,
    /// Most that may be picked; 0 is no limit.
    pub most: usize,
}

impl Rules {
    /// Those of a question.
    #[must_use]
    pub fn of(ranks: &RankList) -> Self {
        Self { picks: ranks.picks, most: ranks.list.max_selected as usize }
    }
}

impl Order {
    /// That of a question's answer.
    #[must_use]
    pub fn of(ranks: &RankList) -> Self {
        let choices = &ranks.list.choices;
        let ranked = choices.iter().take_while(|choice| choice.selected).count();
        Self { values: choices.iter().map(|choice| choice.value.clone()).collect(), ranked }
    }

    /// The answer it stands for.
    #[must_use]
    pub fn answer(&self) -> Option<Value> {
        let ranked: Vec<Value> = self.values.iter().take(self.ranked).cloned().collect();
        (!ranked.is_empty()).then_some(Value::Array(ranked))
    }

    /// The order as it is begun with: where everything is ranked, what stands first is first as soon as somebody takes hold of anything.
    pub fn begin(&mut self, rules: Rules) {
        if !rules.picks {
            self.ranked = self.values.len();
        }
    }

    /// Whether one more may be picked.
    #[must_use]
    pub fn has_room(&self, rules: Rules) -> bool {
        rules.most == 0 || self.ranked < rules.most
    }

    /// Moves one a place down (`forwards`) or up; gives its new place, nothing where it cannot go on. Where only some are picked, the way
    /// leads over the end of the ranked ones: down is out, up is in.
    pub fn shift(&mut self, at: usize, forwards: bool, rules: Rules) -> Option<usize> {
        match (at < self.ranked, forwards) {
            (true, true) if at + 1 < self.ranked => {
                self.values.swap(at, at + 1);
                Some(at + 1)
            }
            (true, true) if rules.picks => {
                self.ranked -= 1;
                Some(at)
            }
            (true, false) if at > 0 => {
                self.values.swap(at, at - 1);
                Some(at - 1)
            }
            (false, false) if rules.picks => self.pick(at, rules),
            _ => None,
        }
    }

    /// Gives one that has none the last rank.
    pub fn pick(&mut self, at: usize, rules: Rules) -> Option<usize> {
        if !self.has_room(rules) {
            return None;
        }
        self.values.get_mut(self.ranked..=at)?.rotate_right(1);
        self.ranked += 1;
        Some(self.ranked - 1)
    }

    /// Takes the rank of one away.
    pub fn put_back(&mut self, at: usize) {
        if let Some(rest) = self.values.get_mut(at..self.ranked) {
            rest.rotate_left(1);
            self.ranked -= 1;
        }
    }

    /// Where a value stands.
    #[must_use]
    pub fn place(&self, value: &Value) -> Option<usize> {
        self.values.iter().position(|other| other == value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Rules = Rules { picks: false, most: 0 };
    const TWO: Rules = Rules { picks: true, most: 2 };

    fn order(values: &[&str], ranked: usize) -> Order {
        Order { values: values.iter().map(|value| Value::from(*value)).collect(), ranked }
    }

    #[test]
    fn nothing_is_ranked_before_somebody_begins() {
        let mut whole = order(&["a", "b", "c"], 0);
        assert_eq!((whole.answer(), whole.shift(0, true, ALL)), (None, None));
        whole.begin(ALL);
        assert_eq!(whole.answer(), Some(Value::from(vec!["a", "b", "c"])));
        let mut some = order(&["a", "b", "c"], 0);
        some.begin(TWO);
        assert_eq!(some.answer(), None);
    }

    #[test]
    fn the_ends_do_not_wrap() {
        let mut whole = order(&["a", "b", "c"], 3);
        assert_eq!(whole.shift(0, false, ALL), None);
        assert_eq!(whole.shift(0, true, ALL), Some(1));
        assert_eq!(whole.shift(1, true, ALL), Some(2));
        assert_eq!(whole.shift(2, true, ALL), None);
        assert_eq!(whole, order(&["b", "c", "a"], 3));
    }

    #[test]
    fn out_and_in_go_over_the_end_of_the_ranked_and_no_further_than_the_most() {
        let mut some = order(&["a", "b", "c"], 0);
        assert_eq!(some.shift(2, false, TWO), Some(0));
        assert_eq!(some.shift(2, false, TWO), Some(1));
        assert_eq!(some, order(&["c", "b", "a"], 2));
        assert_eq!(some.shift(2, false, TWO), None, "two are the most");
        assert_eq!(some.shift(1, true, TWO), Some(1));
        assert_eq!(some.answer(), Some(Value::from(vec!["c"])));
        some.put_back(0);
        assert_eq!(some.answer(), None);
    }

    #[test]
    fn who_is_taken_out_leaves_the_order_of_the_others() {
        let mut some = order(&["a", "b", "c", "d"], 3);
        some.put_back(0);
        assert_eq!(some, order(&["b", "c", "a", "d"], 2));
    }
}
