//! Digits typed into a scale: "1" waits a moment, because it may be the beginning of "10".

/// How long a digit waits for another.
pub(super) const WAIT_MILLIS: u64 = 600;

/// What a digit came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The step at this index.
    Step(usize),
    /// The step at this index, unless another digit comes within [`WAIT_MILLIS`].
    Maybe(usize),
    /// No step has this figure.
    Nothing,
}

/// Digits typed so far.
#[derive(Clone, Debug, Default)]
pub struct Digits {
    pending: String,
}

impl Digits {
    /// One more digit over steps with these figures.
    pub fn push(&mut self, digit: char, steps: &[String]) -> Typed {
        self.pending.push(digit);
        let found = find(steps, &self.pending).or_else(|| {
            // Not a figure together with the one before: it stands for itself.
            self.pending.clear();
            self.pending.push(digit);
            find(steps, &self.pending)
        });
        let may_grow = steps.iter().any(|step| step.len() > self.pending.len() && step.starts_with(&self.pending));
        match found {
            Some(at) if may_grow => Typed::Maybe(at),
            Some(at) => {
                self.pending.clear();
                Typed::Step(at)
            }
            None => Typed::Nothing,
        }
    }

    /// The wait is over.
    pub fn forget(&mut self) {
        self.pending.clear();
    }
}

fn find(steps: &[String], figure: &str) -> Option<usize> {
    steps.iter().position(|step| step == figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_waits_for_ten_and_all_others_do_not() {
        let steps: Vec<String> = (0..=10).map(|step| step.to_string()).collect();
        let mut digits = Digits::default();
        assert_eq!(digits.push('7', &steps), Typed::Step(7));
        assert_eq!(digits.push('1', &steps), Typed::Maybe(1));
        assert_eq!(digits.push('0', &steps), Typed::Step(10));
        assert_eq!(digits.push('1', &steps), Typed::Maybe(1));
        assert_eq!(digits.push('5', &steps), Typed::Step(5));
        assert_eq!(digits.push('1', &steps), Typed::Maybe(1));
        digits.forget();
        assert_eq!(digits.push('0', &steps), Typed::Step(0));
    }

    #[test]
    fn short_scale_takes_one_at_once() {
        let steps: Vec<String> = (1..=5).map(|step| step.to_string()).collect();
        let mut digits = Digits::default();
        assert_eq!(digits.push('1', &steps), Typed::Step(0));
        assert_eq!(digits.push('9', &steps), Typed::Nothing);
    }
}
