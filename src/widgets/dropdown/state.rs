//! A list that opens, filters and closes: what keys do to it.

use tessera_form::{has_part, lower_case};

/// Where a combobox is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether the list is shown.
    pub is_open: bool,
    /// What is typed; `None` while the box shows the answer.
    pub query: Option<String>,
    /// The row the keyboard is on, among those that match.
    pub row: Option<usize>,
}

/// What happens to a combobox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The list is asked for, with the row of the answer.
    Open(Option<usize>),
    /// Letters in the box; `matches` rows remain.
    Typed(String),
    /// One row on or back among `rows`.
    Move(bool, usize),
    /// To the first or last of `rows`.
    End(bool, usize),
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// The focus left.
    Leave,
}

/// What the widget is to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing more.
    None,
    /// Answer with this row.
    Pick(usize),
    /// Take the answer back.
    Clear,
    /// The event was not ours; whoever is around may use it.
    Pass,
}

impl State {
    /// One event.
    pub fn apply(&mut self, event: Event) -> Effect {
        match event {
            Event::Open(row) => {
                self.is_open = true;
                self.row = row;
            }
            Event::Typed(query) => {
                self.is_open = true;
                self.row = (!query.is_empty()).then_some(0);
                self.query = Some(query);
            }
            Event::Move(forwards, rows) => {
                if !self.is_open {
                    self.is_open = true;
                } else if rows > 0 {
                    self.row = Some(match (self.row, forwards) {
                        (None, true) => 0,
                        (None, false) => rows - 1,
                        (Some(row), true) => (row + 1) % rows,
                        (Some(row), false) => (row + rows - 1) % rows,
                    });
                }
            }
            Event::End(last, rows) if self.is_open => self.row = if last { rows.checked_sub(1) } else { (rows > 0).then_some(0) },
            Event::End(..) => return Effect::Pass,
            Event::Enter => {
                let Some(row) = self.row.filter(|_| self.is_open) else { return Effect::Pass };
                self.close();
                return Effect::Pick(row);
            }
            // Escape closes first; a second one takes the answer back.
            Event::Escape if self.is_open => self.close(),
            Event::Escape => return Effect::Clear,
            Event::Leave => self.close(),
        }
        Effect::None
    }

    fn close(&mut self) {
        *self = Self::default();
    }
}

/// Whether a label matches what was typed: somewhere in it, whatever the case.
pub(super) fn matches(label: &str, query: &str) -> bool {
    has_part(&lower_case(label), &lower_case(query.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_closes_and_then_clears() {
        let mut state = State::default();
        assert_eq!(state.apply(Event::Typed("wi".into())), Effect::None);
        assert!(state.is_open);
        assert_eq!(state.apply(Event::Escape), Effect::None);
        assert_eq!(state, State::default());
        assert_eq!(state.apply(Event::Escape), Effect::Clear);
    }

    #[test]
    fn arrows_wrap_and_enter_picks() {
        let mut state = State::default();
        state.apply(Event::Open(Some(2)));
        state.apply(Event::Move(true, 3));
        assert_eq!(state.row, Some(0));
        state.apply(Event::Move(false, 3));
        assert_eq!(state.apply(Event::Enter), Effect::Pick(2));
        assert!(!state.is_open);
        assert_eq!(state.apply(Event::Enter), Effect::Pass);
    }

    #[test]
    fn letters_filter_anywhere_in_a_label() {
        assert!(matches("Zielona Góra", "GÓRA"));
        assert!(!matches("Łódź", "gd"));
    }
}
