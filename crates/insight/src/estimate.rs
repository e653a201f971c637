//! A figure with what it rests on.

/// The 97.5 % point of the normal distribution: 95 % of it lies within this many standard errors.
pub const Z95: f64 = 1.959_963_984_540_054;

/// A figure, its 95 % interval and the number of answers it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure in its own unit: points, per cent, scale steps or seconds.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
    /// Answers it rests on; never 0.
    pub n: u64,
}

impl Estimate {
    /// `value` with an interval cut to `[min, max]` and widened to the value where rounding of the arithmetic has put it a hair outside.
    pub(crate) fn within(value: f64, low: f64, high: f64, n: u64, (min, max): (f64, f64)) -> Self {
        Self { value, low: low.max(min).min(value), high: high.min(max).max(value), n }
    }

    /// The same figure in another unit (`100.0` turns a proportion into per cent). `factor` is positive.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { value: self.value * factor, low: self.low * factor, high: self.high * factor, n: self.n }
    }

    /// Whether the interval leaves this value out: the usual test of "a real change" on a difference, with `0.0`.
    #[must_use]
    pub fn excludes(&self, value: f64) -> bool {
        value < self.low || value > self.high
    }
}

/// A count as a number. Exact up to 2^53, more answers than there are people.
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}
