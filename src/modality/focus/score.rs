//! Who may be reached by an arrow, and how far away they are: the filter and the distance of the W3C draft.

use super::{Direction, Rect};

/// Across the way counts thirty times for left and right and twice for up and down: rows are read along, columns loosely.
const ACROSS_WEIGHT_HORIZONTAL: f64 = 30.0;
const ACROSS_WEIGHT_VERTICAL: f64 = 2.0;
const ALIGNED_WEIGHT: f64 = 5.0;

/// Whether `candidate` lies in `direction` of `origin`: fully beyond it, or beside it while starting no earlier and ending later.
pub(super) fn is_ahead(origin: Rect, candidate: Rect, direction: Direction) -> bool {
    let (from, from_across) = origin.seen(direction);
    let (to, to_across) = candidate.seen(direction);
    to.start >= from.end || (to.start >= from.start && to.end > from.end && to_across.overlaps(from_across))
}

/// Whether `candidate` lies in the beam: straight ahead rather than aside.
pub(super) fn is_in_beam(origin: Rect, candidate: Rect, direction: Direction) -> bool {
    let (_, from_across) = origin.seen(direction);
    let (_, to_across) = candidate.seen(direction);
    to_across.overlaps(from_across)
}

/// A + B - C - D of the draft; lower is nearer. The draft's reward for alignment is in CSS pixels, which would make the answer depend on
/// the size of the screen; here it is in hundredths of the origin's size.
pub(super) fn distance(origin: Rect, candidate: Rect, direction: Direction) -> f64 {
    let (from, from_across) = origin.seen(direction);
    let (to, to_across) = candidate.seen(direction);
    let along = (to.start - from.end).max(0.0);
    let across = from_across.gap(to_across);
    let euclid = along.hypot(across);

    let common = from_across.overlap(to_across);
    let is_aligned = common > 0.0;
    let bias = if is_aligned { 0.0 } else { from_across.length() / 2.0 };
    let weight = if direction.is_horizontal() { ACROSS_WEIGHT_HORIZONTAL } else { ACROSS_WEIGHT_VERTICAL };
    let orthogonal = (across + bias) * weight;

    let hundredth = (origin.width * origin.height).max(0.0).sqrt() / 100.0;
    let share = if is_aligned { (common / from_across.length()).min(1.0) } else { 0.0 };
    let alignment = ALIGNED_WEIGHT * share * hundredth;
    let shared_area = (common * from.overlap(to)).sqrt();
    euclid + orthogonal - alignment - shared_area
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: Rect = Rect { x: 100.0, y: 100.0, width: 100.0, height: 100.0 };

    fn at(x: f64, y: f64) -> Rect {
        Rect { x, y, ..ORIGIN }
    }

    #[test]
    fn ahead_is_beyond_the_edge_or_overlapping_and_ending_later() {
        assert!(is_ahead(ORIGIN, at(200.0, 900.0), Direction::Right));
        assert!(is_ahead(ORIGIN, at(150.0, 150.0), Direction::Right));
        assert!(!is_ahead(ORIGIN, at(150.0, 250.0), Direction::Right));
        assert!(!is_ahead(ORIGIN, ORIGIN, Direction::Right));
        assert!(!is_ahead(ORIGIN, at(90.0, 100.0), Direction::Right));
        assert!(is_ahead(ORIGIN, at(90.0, 100.0), Direction::Left));
    }

    #[test]
    fn distances_are_those_of_the_draft() {
        // A = 10, fully aligned: - 5.
        assert!((distance(ORIGIN, at(210.0, 100.0), Direction::Right) - 5.0).abs() < 1e-9);
        // Half aligned: A = 10, C = 2.5.
        assert!((distance(ORIGIN, at(210.0, 150.0), Direction::Right) - 7.5).abs() < 1e-9);
        // Aside by 30 at 40 along: A = 50, B = (30 + 50) * 30.
        assert!((distance(ORIGIN, at(240.0, 230.0), Direction::Right) - 2450.0).abs() < 1e-9);
        // The same going down: B = (40 + 50) * 2.
        assert!((distance(ORIGIN, at(240.0, 230.0), Direction::Down) - (50.0 + 180.0)).abs() < 1e-9);
        // Overlapping by 50 x 100: D = sqrt(5000), C = 5.
        let expected = -5.0 - 5000.0_f64.sqrt();
        assert!((distance(ORIGIN, at(150.0, 100.0), Direction::Right) - expected).abs() < 1e-9);
    }
}
