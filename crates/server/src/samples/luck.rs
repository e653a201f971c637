//! Chance that can be repeated: the same seed gives the same sample content on every machine.

use uuid::{Builder, Uuid};

/// Pseudo-random numbers (`SplitMix64`: Steele, Lea and Flood, OOPSLA 2014). Not for secrets.
#[derive(Clone, Debug)]
pub(super) struct Luck(u64);

impl Luck {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Evenly from 0 to below 1.
    pub(super) fn even(&mut self) -> f64 {
        let bits = u32::try_from(self.next() >> 32).unwrap_or(0);
        f64::from(bits) / 4_294_967_296.0
    }

    /// Evenly from `from` to below `to`.
    pub(super) fn between(&mut self, from: f64, to: f64) -> f64 {
        from + self.even() * (to - from)
    }

    /// Normally distributed around 0 with deviation 1, near enough: the sum of twelve even numbers.
    pub(super) fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }

    /// True this often.
    pub(super) fn chance(&mut self, share: f64) -> bool {
        self.even() < share
    }

    /// One of the items.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = self.next().checked_rem(u64::try_from(items.len()).ok()?)?;
        items.get(usize::try_from(index).ok()?)
    }

    /// One of the items, by their weights.
    pub(super) fn weighted<T: Copy>(&mut self, items: &[(T, f64)]) -> Option<T> {
        let mut left = self.even() * items.iter().map(|(_, weight)| weight).sum::<f64>();
        items
            .iter()
            .find(|(_, weight)| {
                left -= weight;
                left < 0.0
            })
            .or(items.last())
            .map(|(item, _)| *item)
    }

    /// A step of a scale around `center`.
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the ends of the scale first")]
    pub(super) fn step(&mut self, center: f64, deviation: f64, (first, last): (i32, i32)) -> i32 {
        let aimed = center + deviation * self.normal();
        aimed.round().clamp(f64::from(first), f64::from(last)) as i32
    }

    /// An id without time.
    pub(super) fn id_v4(&mut self) -> Uuid {
        Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// An id that begins with its time.
    pub(super) fn id_v7(&mut self, unix_millis: i64) -> Uuid {
        let mut random = [0; 10];
        random.iter_mut().zip(self.bytes()).for_each(|(byte, from)| *byte = from);
        Builder::from_unix_timestamp_millis(u64::try_from(unix_millis).unwrap_or(0), &random).into_uuid()
    }

    fn bytes(&mut self) -> [u8; 16] {
        (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes()
    }
}
