//! Rectangles and the four directions.

/// Where an arrow points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the direction of that name")]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// The way back.
    pub fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }

    /// Whether it runs along a row.
    pub fn is_horizontal(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// Where a thing is, in any unit; y grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "each is the measure of that name")]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// A stretch on one axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: f64,
    pub(super) end: f64,
}

impl Rect {
    /// As [`Direction::Down`] sees it: along the way and across it, so that each rule is written once. Going up or left, the
    /// axis is turned over.
    pub(super) fn seen(self, direction: Direction) -> (Span, Span) {
        let horizontal = Span { start: self.x, end: self.x + self.width };
        let vertical = Span { start: self.y, end: self.y + self.height };
        match direction {
            Direction::Down => (vertical, horizontal),
            Direction::Up => (vertical.turned(), horizontal),
            Direction::Right => (horizontal, vertical),
            Direction::Left => (horizontal.turned(), vertical),
        }
    }

    /// Its middle on the axis across `direction`.
    pub(super) fn middle_across(self, direction: Direction) -> f64 {
        let (_, across) = self.seen(direction);
        f64::midpoint(across.start, across.end)
    }

    /// Distance between the middles, squared.
    pub(super) fn distance_squared(self, other: Self) -> f64 {
        let dx = (self.x + self.width / 2.0) - (other.x + other.width / 2.0);
        let dy = (self.y + self.height / 2.0) - (other.y + other.height / 2.0);
        dx * dx + dy * dy
    }
}

impl Span {
    fn turned(self) -> Self {
        Self { start: -self.end, end: -self.start }
    }

    pub(super) fn length(self) -> f64 {
        self.end - self.start
    }

    /// How much two spans have in common, never negative.
    pub(super) fn overlap(self, other: Self) -> f64 {
        (self.end.min(other.end) - self.start.max(other.start)).max(0.0)
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The gap between two spans, 0 when they touch or overlap.
    pub(super) fn gap(self, other: Self) -> f64 {
        (other.start - self.end).max(self.start - other.end).max(0.0)
    }
}
