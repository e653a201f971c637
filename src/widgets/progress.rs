//! How far the person is: a small tile a question (or a page, where pages are shown and questions are many), and the same in words.

use crate::{
    i18n::{I18n, keys::respond::progress as keys, use_i18n},
    signal::Signal,
    view::{El, el, keyed},
};

/// More tiles than this are not drawn: pages are counted instead, or a tile stands for several questions.
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
    /// Where questions come one by one: among the questions, however many there are.
    #[must_use]
    pub fn among_questions((at, of): (u32, u32)) -> Self {
        Self { at, of, are_pages: false }
    }

    /// Where pages are shown: among the questions while they fit, among the pages where there are several.
    #[must_use]
    pub fn choose(question: (u32, u32), page: (u32, u32)) -> Self {
        let are_pages = question.1 > MOST_TILES && page.1 > 1;
        let (at, of) = if are_pages { page } else { question };
        Self { at, of, are_pages }
    }

    /// Which tile the person is at, and how many there are: as many as fit, the last one only at the very end.
    fn tiles(self) -> (u32, u32) {
        let tiles = self.of.min(MOST_TILES);
        let now = if self.of > MOST_TILES { (self.at * tiles / self.of).max(1) } else { self.at };
        (now, tiles)
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
    let tiles = |place: Place| {
        let (now, count) = place.tiles();
        let tile = |tile| {
            el("i").class(match tile {
                tile if tile < now => "done",
                tile if tile == now => "now",
                _ => "",
            })
        };
        (1..=count).map(tile).collect::<Vec<_>>()
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
        assert_eq!(Place::choose((3, 13), (1, 1)), Place { at: 3, of: 13, are_pages: false });
    }
    #[test]
    fn many_questions_share_twelve_tiles() {
        let check = |place, expected| assert_eq!(Place::among_questions(place).tiles(), expected, "{place:?}");
        check((2, 8), (2, 8));
        check((12, 12), (12, 12));
        check((1, 30), (1, 12));
        check((15, 30), (6, 12));
        check((29, 30), (11, 12));
        check((30, 30), (12, 12));
        check((12, 13), (11, 12));
    }
}
