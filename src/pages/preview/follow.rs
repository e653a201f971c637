//! From one text of a form to the next: a session of the new one that goes on where the old one was, with the answers that still fit.

use serde_json::{Map, Value};
use std::sync::Arc;
use tessera_form::{Form, Host, Options, Session, State};

/// A session, and what the form answered by itself before anybody did.
pub(super) struct Begun {
    pub(super) session: Session,
    pub(super) given: Map<String, Value>,
}

/// Begins `form` anew.
pub(super) fn begin(form: Arc<Form>, host: Arc<dyn Host>, locale: &str) -> Begun {
    let session = Session::new(form, host, Options { locale: locale.to_owned(), ..Options::default() });
    let given = session.data();
    Begun { session, given }
}

/// Begins `form` where `old` is. `given` is what the old form answered by itself: the author may just be changing that, so the new form's own
/// stands in its place.
pub(super) fn follow(form: Arc<Form>, host: Arc<dyn Host>, locale: &str, old: &Session, given: &Map<String, Value>) -> Begun {
    let mut begun = begin(Arc::clone(&form), host, locale);
    let mut data = begun.given.clone();
    for (name, value) in old.data() {
        if given.get(&name) != Some(&value) && fits(old.form(), &form, &name) {
            data.insert(name, value);
        }
    }
    if data != begun.given {
        drop(begun.session.set_answers(data));
    }
    go_along(&mut begun.session, old);
    begun
}

/// Whether an answer is still one: of a question of the same type, or its comment. What no question asked is computed, and is computed anew.
fn fits(old: &Form, new: &Form, name: &str) -> bool {
    kind_of(old, name).is_some_and(|kind| kind_of(new, name) == Some(kind))
}

/// The type of the question whose answer, or comment, is stored under this name.
fn kind_of<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
    let owner = name.strip_suffix("-Comment");
    let mut own = form.questions().filter(|question| question.repeated_in.is_none());
    own.find(|question| question.value_name == name || owner.is_some_and(|owner| owner == question.value_name))
        .map(|question| question.type_name)
}

/// To the page of the same name, else to the one in the same place; beyond the pages where the old one was.
fn go_along(session: &mut Session, old: &Session) {
    if session.state() == State::Starting && old.state() != State::Starting {
        drop(session.start());
    }
    let (before, pages) = (old.pages(), session.pages());
    let is_beyond = matches!(old.state(), State::Preview | State::Completed);
    let here = old.page().map(|page| page.id).filter(|_| !is_beyond);
    let place = here.map_or(Some(usize::MAX), |here| before.iter().position(|(id, _)| *id == here));
    let same = place.and_then(|at| before.get(at)).and_then(|(_, name)| pages.iter().find(|(_, other)| other == name));
    let at_most = place.map(|at| at.min(pages.len().saturating_sub(1)));
    if let Some((page, _)) = same.or_else(|| at_most.and_then(|at| pages.get(at))) {
        drop(session.go_to(*page));
    }
    match old.state() {
        State::Completed => drop(session.complete()),
        State::Preview => drop(session.preview()),
        State::Starting | State::Running => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tessera_form::Moment;

    struct Still;

    impl Host for Still {
        fn now(&self) -> Moment {
            Moment { unix_millis: 0, offset_minutes: 0 }
        }

        fn regex_matches(&self, _: &str, _: bool, _: &str) -> Option<bool> {
            None
        }
    }

    fn form(definition: &Value) -> Arc<Form> {
        Arc::new(Form::from_value(definition).form)
    }

    fn answered(definition: &Value, answers: &Value) -> Begun {
        let mut begun = begin(form(definition), Arc::new(Still), "en");
        let mut data = begun.given.clone();
        data.extend(answers.as_object().cloned().unwrap_or_default());
        begun.session.set_answers(data);
        begun
    }

    fn followed(old: &Begun, definition: &Value) -> Session {
        follow(form(definition), Arc::new(Still), "en", &old.session, &old.given).session
    }

    #[test]
    fn answers_stay_as_long_as_their_question_keeps_name_and_type() {
        let old = json!({"elements": [
            {"type": "text", "name": "a"}, {"type": "text", "name": "b"}, {"type": "text", "name": "c", "showCommentArea": true},
        ]});
        let old = answered(&old, &json!({"a": "1", "b": "2", "c": "3", "c-Comment": "4"}));
        let new = json!({"elements": [
            {"type": "text", "name": "c", "title": "See", "showCommentArea": true}, {"type": "comment", "name": "b"}, {"type": "text", "name": "d"},
        ]});
        assert_eq!(Value::Object(followed(&old, &new).data()), json!({"c": "3", "c-Comment": "4"}));
    }

    #[test]
    fn a_default_that_the_author_changes_is_seen_unless_it_was_answered() {
        let old =
            json!({"elements": [{"type": "text", "name": "a", "defaultValue": "x"}, {"type": "text", "name": "b", "defaultValue": "x"}]});
        let old = answered(&old, &json!({"b": "mine"}));
        let new =
            json!({"elements": [{"type": "text", "name": "a", "defaultValue": "y"}, {"type": "text", "name": "b", "defaultValue": "y"}]});
        assert_eq!(Value::Object(followed(&old, &new).data()), json!({"a": "y", "b": "mine"}));
    }

    #[test]
    fn the_page_stays_by_name_or_by_place() {
        let page = |name: &str, question: &str| json!({"name": name, "elements": [{"type": "text", "name": question}]});
        let old = json!({"pages": [page("one", "a"), page("two", "b"), page("three", "c")]});
        let mut old = answered(&old, &json!({}));
        old.session.next();
        let name =
            |session: &Session| session.page().and_then(|page| session.pages().into_iter().find(|(id, _)| *id == page.id)).unwrap().1;
        let moved = json!({"pages": [page("zero", "z"), page("one", "a"), page("two", "b")]});
        assert_eq!(&*name(&followed(&old, &moved)), "two");
        let renamed = json!({"pages": [page("one", "a"), page("second", "b"), page("three", "c")]});
        assert_eq!(&*name(&followed(&old, &renamed)), "second");
        let cut = json!({"pages": [page("first", "a")]});
        assert_eq!(&*name(&followed(&old, &cut)), "first");
    }

    #[test]
    fn a_finished_one_is_finished_again() {
        let old = json!({"elements": [{"type": "text", "name": "a"}]});
        let mut old = answered(&old, &json!({"a": "1"}));
        old.session.complete();
        let new = json!({"elements": [{"type": "text", "name": "a"}], "completedHtml": "Thank you"});
        assert_eq!(followed(&old, &new).state(), State::Completed);
    }
}
