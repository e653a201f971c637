//! What a session has beside its answers: where each view of it is, and what stands half typed in its boxes. By name, since places in a form
//! change while it is written.

use super::device::Device;
use crate::widgets::survey::SurveyStore;
use tessera_form::ElementId;

/// Puts each view of `new` where it was in `old`, and what was half typed back into its box.
pub(super) fn take_over(old: SurveyStore, new: SurveyStore, devices: &[Device]) {
    let same = |id: ElementId| {
        let about = old.read(|session| named(session.form(), id))?;
        let (name, kind) = about;
        let id = new.read(|session| session.form().id(&name))?;
        let now = new.read(|session| named(session.form(), id))?;
        (now.1 == kind).then_some(id)
    };
    for question in old.half_written() {
        let draft = question.draft.get_untracked();
        if let Some(now) = same(question.id).and_then(|id| new.question_anywhere(id)) {
            now.draft.set(draft);
        }
    }
    for device in devices {
        let _inside = device.pane.enter();
        if let Some(id) = old.active().get_untracked().and_then(same) {
            new.enter(id);
        }
    }
}

/// Name and type of a question.
fn named(form: &tessera_form::Form, id: ElementId) -> Option<(String, String)> {
    form.questions().find(|question| question.id == id).map(|question| (question.name.to_owned(), question.type_name.to_owned()))
}
