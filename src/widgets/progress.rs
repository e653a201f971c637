//! How far the person is: a small tile a question (or a page, when there are many), and the same in words.

use crate::{
    i18n::{I18n, keys::respond::progress as keys, use_i18n},
    signal::Signal,
    view::{El, el, keyed},
};

/// More questions than this are shown as pages.
const MOST_TILES: u32 = 12;

/// Where the person is, from 1, among how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The one being worked on.
    pub at: u32,
    /// All of them.
    pub of: u32,
    /// Whether these are pages rather than questions.
    pub are_pages: bool,
}

impl Place {
    /// Questions while they fit, pages otherwise.
    #[must_use]
    pub fn choose(question: (u32, u32), page: (u32, u32)) -> Self {
        let (at, of) = if question.1 <= MOST_TILES { question } else { page };
        Self { at, of, are_pages: question.1 > MOST_TILES }
    }

    /// "2 of 8".
    #[must_use]
    pub fn words(self, i18n: I18n) -> String {
        i18n.fill(keys::COUNT, &[("done", &i18n.number(f64::from(self.at))), ("total", &i18n.number(f64::from(self.of)))])
    }
}

/// "About 2 minutes left": eight seconds a question is what people take at the median.
#[must_use]
pub fn time_left(i18n: I18n, questions_left: u32) -> String {
    const SECONDS_A_QUESTION: u32 = 8;
    let minutes = (questions_left * SECONDS_A_QUESTION + 30) / 60;
    if minutes == 0 { i18n.text(keys::UNDER_MINUTE) } else { i18n.plural(keys::MINUTES, minutes, &[]) }
}

/// The tiles, one picture to whoever listens.
#[must_use]
pub fn progress_tiles(place: Signal<Place>) -> El {
    let i18n = use_i18n();
    let label = move || {
        let place = place.get();
        let (at, of) = (i18n.number(f64::from(place.at)), i18n.number(f64::from(place.of)));
        i18n.fill(if place.are_pages { keys::PAGE } else { keys::QUESTION }, &[("done", &at), ("total", &of)])
    };
    let tiles = |Place { at, of, .. }: Place| {
        let tile = |tile| {
            el("i").class(match tile {
                tile if tile < at => "done",
                tile if tile == at => "now",
                _ => "",
            })
        };
        (1..=of.min(60)).map(tile).collect::<Vec<_>>()
    };
    el("div").class("progress-tiles").attr("role", "img").attr("aria-label", label).child(keyed(move || place.get(), tiles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_questions_are_shown_as_pages() {
        assert_eq!(Place::choose((2, 8), (1, 3)), Place { at: 2, of: 8, are_pages: false });
        assert_eq!(Place::choose((20, 40), (2, 5)), Place { at: 2, of: 5, are_pages: true });
    }
}
