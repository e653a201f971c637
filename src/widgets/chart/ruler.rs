//! Geometry of a ruler: one figure as a mark on a line, its 95 % interval as a band around it.

use super::scale::{Linear, Span};

/// A figure and the window of values its ruler shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gauge {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// The figure of the period before, where it stands beside one.
    pub before: Option<f64>,
    pub window: (f64, f64),
}

/// Where the pieces of a ruler lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ruler {
    pub(super) line: Span,
    pub(super) band: Span,
    pub(super) mark: Span,
    /// Where the mark of the period before stands.
    pub(super) before: Option<f64>,
}

/// Thickness of the mark.
const MARK: f64 = 5.0;

impl Ruler {
    /// `margin` is kept free at both ends for the words there.
    pub(super) fn new(gauge: Gauge, width: f64, margin: f64, mirrored: bool) -> Self {
        let ends = (margin, (width - margin).max(margin));
        let scale = Linear::new(gauge.window, if mirrored { (ends.1, ends.0) } else { ends });
        Self {
            line: Span { start: ends.0, length: ends.1 - ends.0 },
            band: scale.span(gauge.low, gauge.high),
            mark: Span { start: scale.at(gauge.value) - MARK / 2.0, length: MARK },
            before: gauge.before.map(|before| scale.at(before)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NPS: Gauge = Gauge { value: 41.0, low: 35.0, high: 47.0, before: Some(35.0), window: (0.0, 80.0) };

    #[test]
    fn the_mark_lies_in_its_band_and_the_band_on_its_line() {
        let ruler = Ruler::new(NPS, 244.0, 24.0, false);
        assert_eq!(ruler.line, Span { start: 24.0, length: 196.0 });
        assert!(ruler.band.start >= ruler.line.start);
        assert_eq!(ruler.before, Some(ruler.band.start));
        assert!(ruler.mark.start > ruler.band.start);
        assert!(ruler.mark.start + ruler.mark.length < ruler.band.start + ruler.band.length);
    }

    #[test]
    fn a_mirrored_ruler_is_the_same_seen_from_the_other_end() {
        let plain = Ruler::new(NPS, 244.0, 24.0, false);
        let mirrored = Ruler::new(NPS, 244.0, 24.0, true);
        assert!((plain.band.start + plain.band.length + mirrored.band.start - 244.0).abs() < 1e-9);
        assert!((plain.band.length - mirrored.band.length).abs() < 1e-9);
    }

    #[test]
    fn a_ruler_too_narrow_for_its_margins_does_not_turn_inside_out() {
        assert_eq!(Ruler::new(NPS, 20.0, 24.0, false).line.length, 0.0);
    }
}
