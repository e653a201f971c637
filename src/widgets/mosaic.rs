//! A corner of a wall being laid: the one picture of the finished page, drawn from a map instead of shipped as a drawing.

use crate::view::{El, svg};

/// Rows of tiles by the kind of glass, blank where none lies yet; `0` is the place of the tile to come.
const WALL: [&str; 20] = [
    "           1",
    "  1   1    111",
    "  1   1  1 1 2",
    " 1    1  1 121",
    " 1    1 11 221",
    " 211 11  1 211",
    " 11  111 11212 1",
    " 111  21222222 1",
    " 212 1111214221",
    "121111221223321 1",
    "1221112223233311",
    "2221 1222334332111",
    "22221222333 34221",
    "3425123233    3211",
    "333222334     3321",
    " 3332330       451",
    " 334233         35",
    "  33333         32",
    "   43            4",
    "                 3",
];
const STEP: f64 = 28.0;
const TILE: f64 = 24.0;

/// The wall, in the glass colors of the theme.
#[must_use]
pub fn wall() -> El {
    let glass = ['1', '2', '3', '4', '5'].map(|glass| tiles(glass, ["g", &glass.to_string()].concat()));
    svg("svg").class("mosaic").attr("viewBox", "0 0 500 560").attr("preserveAspectRatio", "xMaxYMin").child((
        Vec::from(glass),
        tiles('0', "g0".to_owned()),
        next_tile(),
    ))
}

fn tiles(glass: char, class: String) -> El {
    let mut path = String::new();
    let mut hand = Hand(u32::from(glass));
    for (row, line) in WALL.iter().enumerate() {
        for (column, _) in line.char_indices().filter(|(_, cell)| *cell == glass) {
            let at = |index: usize| f64::from(u32::try_from(index).unwrap_or_default()) * STEP;
            lay(&mut path, at(column), at(row), &mut hand);
        }
    }
    svg("path").class(class).attr("d", path)
}

/// The person's own tile, about to be put in.
fn next_tile() -> El {
    svg("path").class("g4 mosaic-next").attr("transform", "translate(184 452) rotate(-14)").attr("d", "M0 0H24V24H0z")
}

/// Four corners, none where a ruler would have put it. Whole tenths, so that no float needs writing out.
fn lay(path: &mut String, x: f64, y: f64, hand: &mut Hand) {
    let corners = [(0.0, 0.0), (TILE, 0.0), (TILE, TILE), (0.0, TILE)];
    for (index, (dx, dy)) in corners.into_iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        for (value, separator) in [(x + dx, ' '), (y + dy, ' ')] {
            #[expect(clippy::cast_possible_truncation, reason = "positions in a small picture")]
            let whole = (value + hand.slip()) as i32;
            path.push_str(&whole.to_string());
            path.push(separator);
        }
    }
    path.push('z');
}

/// The same unsteady hand every time.
struct Hand(u32);

impl Hand {
    /// From 0 to 3.
    fn slip(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(self.0 >> 30)
    }
}
