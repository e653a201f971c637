//! Which questions were shown, and how long a person was at each while the page was in front of them.

/// Longer than this at one question without a sign of life is a person who went away.
const AWAY_MILLIS: f64 = 120_000.0;

/// The record of one response.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Track {
    shown: Vec<String>,
    active_millis: Vec<(String, u64)>,
    current: Option<(String, f64)>,
    place: Option<String>,
}

impl Track {
    pub(super) fn resume(shown: Vec<String>, active_millis: Vec<(String, u64)>) -> Self {
        Self { shown, active_millis, current: None, place: None }
    }

    /// What was shown in another tab, and for how long.
    pub(super) fn join(&mut self, shown: Vec<String>, active_millis: Vec<(String, u64)>) {
        let place = self.place.take();
        self.show(shown, place);
        for (name, millis) in active_millis {
            match self.active_millis.iter_mut().find(|(known, _)| *known == name) {
                Some((_, ours)) => *ours = millis.max(*ours),
                None => self.active_millis.push((name, millis)),
            }
        }
    }

    /// These questions are on the screen, the person at `place` among them; at none once everything is over.
    pub(super) fn show(&mut self, names: impl IntoIterator<Item = String>, place: Option<String>) {
        self.place = place;
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

    /// Where the person is, or was in the end. A page shows many questions at once: its last one is not yet where the person is.
    pub(super) fn last_shown(&self) -> &str {
        self.place.as_ref().or(self.shown.last()).map_or("", String::as_str)
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
        track.show(["a".to_owned(), "b".to_owned()], None);
        track.show(["b".to_owned(), "c".to_owned()], None);
        assert_eq!(track.shown(), ["a", "b", "c"]);
    }

    #[test]
    fn the_last_shown_is_where_the_person_is() {
        let (a, b) = ("a".to_owned(), "b".to_owned());
        let mut track = Track::default();
        assert_eq!(track.last_shown(), "");
        track.show([a.clone(), b.clone()], Some(a.clone()));
        assert_eq!(track.last_shown(), "a");
        track.show([a, b], None);
        assert_eq!(track.last_shown(), "b");
    }
}
