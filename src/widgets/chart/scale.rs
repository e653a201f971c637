//! A linear scale and the round numbers people read on an axis.

/// Maps a domain of values to a range of pixels. A range written backwards mirrors the picture for right-to-left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

/// A stretch of pixels as SVG wants it: where it starts and how long it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) start: f64,
    pub(super) length: f64,
}

impl Linear {
    pub(super) fn new(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self { domain, range }
    }

    /// Pixel of a value. What lies outside the domain stays at its edge: a mark never leaves its ruler.
    pub(super) fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let (from, to) = self.range;
        if high <= low {
            return from.midpoint(to);
        }
        let part = ((value - low) / (high - low)).clamp(0.0, 1.0);
        from + part * (to - from)
    }

    /// Pixels from one value to another, whichever way the range runs.
    pub(super) fn span(&self, low: f64, high: f64) -> Span {
        let (a, b) = (self.at(low), self.at(high));
        Span { start: a.min(b), length: (b - a).abs() }
    }
}

/// A coordinate as SVG wants it: tenths of a pixel are plenty.
#[must_use]
pub fn px(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "no drawing is millions of pixels wide")]
    let tenths = (value * 10.0).round() as i32;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match rest {
        0 => [sign, &whole.to_string()].concat(),
        rest => [sign, &whole.to_string(), ".", &rest.to_string()].concat(),
    }
}

/// The step among 1, 2, 5, 10, 20 ... that divides `length` into at most `parts`.
fn step(length: f64, parts: u32) -> f64 {
    let rough = length / f64::from(parts.max(1));
    if rough <= 0.0 || !rough.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|unit| unit * power).find(|unit| *unit >= rough * 0.999_999).unwrap_or(10.0 * power)
}

/// Round values that enclose `low..high`, at most `parts + 2` of them.
pub(super) fn ticks(low: f64, high: f64, parts: u32) -> Vec<f64> {
    let by = step(high - low, parts);
    let (first, last) = ((low / by).floor(), (high / by).ceil());
    let count = (last - first).clamp(1.0, 50.0);
    let mut values = Vec::new();
    let mut index = 0.0;
    while index <= count {
        // `+ 0.0` turns a negative zero into the one people write.
        values.push((first + index) * by + 0.0);
        index += 1.0;
    }
    values
}

/// What a ruler shows: a window of round ends around an interval, inside what the figure can be at all.
/// `step` is the roundness of the ends, `width` the least the window shows.
pub fn window(low: f64, high: f64, bounds: (f64, f64), step: f64, width: f64) -> (f64, f64) {
    let (least, most) = bounds;
    let width = width.min(most - least);
    let middle = low.midpoint(high);
    let start = (((middle - width / 2.0) / step).round() * step).clamp(least, most - width);
    let mut shown = (start, start + width);
    while shown.0 > low && shown.0 > least {
        shown.0 = (shown.0 - step).max(least);
    }
    while shown.1 < high && shown.1 < most {
        shown.1 = (shown.1 + step).min(most);
    }
    // Without a negative zero, as above.
    (shown.0 + 0.0, shown.1 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_outside_the_domain_stays_at_the_edge() {
        let scale = Linear::new((0.0, 80.0), (24.0, 216.0));
        assert_eq!(scale.at(-5.0), 24.0);
        assert_eq!(scale.at(40.0), 120.0);
        assert_eq!(scale.at(99.0), 216.0);
    }

    #[test]
    fn a_backward_range_mirrors_points_and_spans() {
        let plain = Linear::new((0.0, 100.0), (0.0, 200.0));
        let mirrored = Linear::new((0.0, 100.0), (200.0, 0.0));
        for value in [0.0, 12.5, 50.0, 100.0] {
            assert_eq!(plain.at(value) + mirrored.at(value), 200.0);
        }
        assert_eq!(mirrored.span(10.0, 30.0), Span { start: 140.0, length: 40.0 });
    }

    #[test]
    fn an_empty_domain_puts_everything_in_the_middle() {
        assert_eq!(Linear::new((3.0, 3.0), (0.0, 10.0)).at(3.0), 5.0);
    }

    #[test]
    fn ticks_are_round_and_enclose() {
        assert_eq!(ticks(3.0, 58.0, 4), [0.0, 20.0, 40.0, 60.0]);
        assert_eq!(ticks(-12.0, 7.0, 3), [-20.0, -10.0, 0.0, 10.0]);
        let fine = ticks(4.1, 4.9, 4);
        assert_eq!(fine.len(), 6);
        assert!(fine.iter().zip([4.0, 4.2, 4.4, 4.6, 4.8, 5.0]).all(|(tick, round)| (tick - round).abs() < 1e-9), "{fine:?}");
        assert!(ticks(5.0, 5.0, 4).len() >= 2);
    }

    #[test]
    fn a_window_is_round_holds_the_interval_and_keeps_to_the_bounds() {
        assert_eq!(window(35.0, 47.0, (-100.0, 100.0), 20.0, 80.0), (0.0, 80.0));
        assert_eq!(window(84.0, 90.0, (0.0, 100.0), 10.0, 40.0), (60.0, 100.0));
        assert_eq!(window(68.0, 74.0, (0.0, 100.0), 10.0, 40.0), (50.0, 90.0));
        assert_eq!(window(2.0, 97.0, (0.0, 100.0), 10.0, 40.0), (0.0, 100.0));
        assert_eq!(window(-100.0, -80.0, (-100.0, 100.0), 20.0, 80.0), (-100.0, -20.0));
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!(px(107.66), "107.7");
        assert_eq!(px(30.0), "30");
        assert_eq!(px(-0.5), "-0.5");
        assert_eq!(px(-0.04), "0");
    }
}
