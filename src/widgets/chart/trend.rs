//! Geometry of a figure over time: a line, its intervals as one band, round grid lines, as many dates as fit.

use super::scale::{Linear, px, ticks};

/// One point in time, oldest first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// Where the pieces lie. Paths are ready for `d`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trend {
    /// Value and height of each grid line.
    pub(super) grid: Vec<(f64, f64)>,
    /// First and last pixel of the grid lines, in reading direction.
    pub(super) across: (f64, f64),
    pub(super) band: String,
    pub(super) line: String,
    /// Centre of each point.
    pub(super) dots: Vec<(f64, f64)>,
    /// Index of each point that has its date written.
    pub(super) dated: Vec<usize>,
}

/// Space around the plot: words of the grid before it, the last figure after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) before: f64,
    pub(super) after: f64,
    pub(super) top: f64,
    pub(super) foot: f64,
    pub(super) mirrored: bool,
}

/// Least pixels from one written date to the next.
const DATE_PITCH: f64 = 84.0;

impl Trend {
    pub(super) fn new(points: &[Point], frame: Frame) -> Self {
        let low = points.iter().map(|point| point.low).reduce(f64::min).unwrap_or(0.0);
        let high = points.iter().map(|point| point.high).reduce(f64::max).unwrap_or(1.0);
        let values = ticks(low, high, 4);
        let domain = (values.first().copied().unwrap_or(low), values.last().copied().unwrap_or(high));
        let up = Linear::new(domain, (frame.foot, frame.top));
        let (near, far) = (frame.before, (frame.width - frame.after).max(frame.before + 1.0));
        let across = if frame.mirrored { (frame.width - near, frame.width - far) } else { (near, far) };
        let last = u32::try_from(points.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let along = Linear::new((0.0, f64::from(last)), across);
        let at = |index: usize| along.at(f64::from(u32::try_from(index).unwrap_or(u32::MAX)));

        let dots: Vec<_> = points.iter().enumerate().map(|(i, point)| (at(i), up.at(point.value))).collect();
        let upper = points.iter().enumerate().map(|(i, point)| (at(i), up.at(point.high)));
        let lower = points.iter().enumerate().rev().map(|(i, point)| (at(i), up.at(point.low)));
        // A single week has no line to follow: its interval is a short upright bar.
        let band = match points {
            [only] => {
                let (x, top, foot) = (at(0), up.at(only.high), up.at(only.low));
                path([(x - 6.0, top), (x + 6.0, top), (x + 6.0, foot), (x - 6.0, foot)], true)
            }
            _ => path(upper.chain(lower), true),
        };
        let room = (far - near) / DATE_PITCH;
        let mut every = 1_usize;
        while f64::from(last) / f64::from(u32::try_from(every).unwrap_or(u32::MAX)) > room {
            every += 1;
        }
        Self {
            grid: values.iter().map(|value| (*value, up.at(*value))).collect(),
            across,
            band,
            line: path(dots.iter().copied(), false),
            dated: (0..points.len()).step_by(every).collect(),
            dots,
        }
    }
}

fn path(points: impl IntoIterator<Item = (f64, f64)>, closed: bool) -> String {
    let mut d = String::new();
    for (x, y) in points {
        d.push(if d.is_empty() { 'M' } else { 'L' });
        d.push_str(&px(x));
        d.push(' ');
        d.push_str(&px(y));
    }
    if closed && !d.is_empty() {
        d.push('z');
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { width: 722.0, before: 30.0, after: 86.0, top: 18.0, foot: 246.0, mirrored: false };

    fn weeks(count: usize) -> Vec<Point> {
        (0..count).map(|i| 20.0 + i as f64).map(|value| Point { value, low: value - 12.0, high: value + 12.0 }).collect()
    }

    #[test]
    fn the_line_runs_from_the_first_to_the_last_pixel_of_the_plot() {
        let trend = Trend::new(&weeks(12), FRAME);
        assert_eq!(trend.dots[0].0, 30.0);
        assert_eq!(trend.dots[11].0, 636.0);
        assert_eq!(trend.grid[0], (0.0, 246.0));
        assert!(trend.line.starts_with("M30 "));
        assert!(trend.band.ends_with('z'));
    }

    #[test]
    fn a_mirrored_trend_runs_the_other_way() {
        let trend = Trend::new(&weeks(3), Frame { mirrored: true, ..FRAME });
        assert_eq!(trend.dots[0].0, 692.0);
        assert_eq!(trend.dots[2].0, 86.0);
    }

    #[test]
    fn dates_are_thinned_until_they_fit() {
        assert_eq!(Trend::new(&weeks(12), FRAME).dated, [0, 2, 4, 6, 8, 10]);
        let narrow = Trend::new(&weeks(12), Frame { width: 300.0, ..FRAME }).dated;
        assert!(narrow.len() <= 4, "{narrow:?}");
        assert_eq!(Trend::new(&weeks(2), FRAME).dated, [0, 1]);
    }

    #[test]
    fn one_week_and_none_at_all_still_draw() {
        let one = Trend::new(&weeks(1), FRAME);
        assert_eq!(one.dots.len(), 1);
        assert!(one.band.ends_with('z'));
        let none = Trend::new(&[], FRAME);
        assert!(none.line.is_empty() && none.band.is_empty() && none.dated.is_empty());
    }
}
