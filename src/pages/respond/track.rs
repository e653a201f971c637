//! Which questions were shown, and how long a person was at each while the page was in front of them.

/// Longer than this at one question without a sign of life is a person who went away.
const AWAY_MILLIS: f64 = 120_000.0;

/// The record of one response.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Track {
    shown: Vec<String>,
    active_millis: Vec<(String, u64)>,
    current: Option<(String, f64)>,
}

impl Track {
    pub(super) fn resume(shown: Vec<String>, active_millis: Vec<(String, u64)>) -> Self {
        Self { shown, active_millis, current: None }
    }

    /// These questions are on the screen.
    pub(super) fn show(&mut self, names: impl IntoIterator<Item = String>) {
        for name in names {
            if !self.shown.contains(&name) {
                self.shown.push(name);
            }
        }
    }

    /// The person is at this question from now on; `None` while the page is hidden.
    pub(super) fn at(&mut self, name: Option<String>, now_millis: f64) {
        if let Some((name, since)) = self.current.take() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to two minutes")]
            let spent = (now_millis - since).clamp(0.0, AWAY_MILLIS) as u64;
            match self.active_millis.iter_mut().find(|(known, _)| *known == name) {
                Some((_, millis)) => *millis += spent,
                None => self.active_millis.push((name, spent)),
            }
        }
        self.current = name.map(|name| (name, now_millis));
    }

    /// Counts up to now and goes on.
    pub(super) fn tick(&mut self, now_millis: f64) {
        let name = self.current.as_ref().map(|(name, _)| name.clone());
        self.at(name, now_millis);
    }

    pub(super) fn shown(&self) -> &[String] {
        &self.shown
    }

    pub(super) fn active_millis(&self) -> &[(String, u64)] {
        &self.active_millis
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_counts_only_while_the_page_is_in_front() {
        let mut track = Track::default();
        track.at(Some("a".into()), 0.0);
        track.at(Some("b".into()), 1_500.0);
        track.at(None, 2_000.0);
        track.at(Some("b".into()), 60_000.0);
        track.tick(61_000.0);
        track.at(None, 9_999_000.0);
        assert_eq!(track.active_millis(), [("a".to_owned(), 1_500), ("b".to_owned(), 500 + 1_000 + 120_000)]);
    }

    #[test]
    fn each_question_is_shown_once() {
        let mut track = Track::default();
        track.show(["a".to_owned(), "b".to_owned()]);
        track.show(["b".to_owned(), "c".to_owned()]);
        assert_eq!(track.shown(), ["a", "b", "c"]);
    }
}
