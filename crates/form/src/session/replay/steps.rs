//! The steps of a case, as a person or a program would take them.

use super::ordered::What;
use crate::{ElementId, Session};
use serde_json::Value;

/// Takes one step; answers what a navigation step answered.
pub(super) fn take(session: &mut Session, kind: &str, step: &What) -> Option<bool> {
    let what = &step.value();
    match kind {
        "input" => {
            for (path, text) in step.pairs() {
                if let (Some(id), Some(text)) = (session.at_path(path), text.as_str()) {
                    session.type_in(ElementId(id), text);
                }
            }
        }
        "set" => {
            for (path, value) in step.pairs() {
                session.set_at(path, value.clone());
            }
        }
        "clear" => {
            for path in what.as_array().into_iter().flatten().filter_map(Value::as_str) {
                session.clear_at(path);
            }
        }
        "comment" | "other" => {
            for (path, text) in step.pairs() {
                let Some(id) = session.at_path(path) else { continue };
                let text = text.as_str().unwrap_or_default();
                if kind == "comment" {
                    session.set_comment(ElementId(id), text);
                } else {
                    session.set_other(ElementId(id), text);
                }
            }
        }
        "setVariable" => {
            for (name, value) in step.pairs() {
                session.set_variable(name, Some(value.clone()));
            }
        }
        "data" => session.put_data(what.as_object().cloned().unwrap_or_default(), false),
        "merge" => session.put_data(what.as_object().cloned().unwrap_or_default(), true),
        "next" => return Some(session.next().ok),
        "prev" => return Some(session.prev().ok),
        "complete" => return Some(session.complete().ok),
        "start" => return Some(session.start().ok),
        "preview" => return Some(session.preview().ok),
        "validate" => return Some(session.validate(&[]).ok),
        "cancelPreview" => drop(session.cancel_preview(None)),
        "goto" => {
            if let Some(page) = what.as_str().and_then(|name| session.form().clone().page_named(name)) {
                session.go_to(page);
            }
        }
        // Without a language survey-core speaks English, whatever language the form began in.
        "locale" => drop(session.set_locale(what.as_str().filter(|locale| !locale.is_empty()).unwrap_or("en"))),
        "readOnly" => drop(session.set_read_only(what.as_bool().unwrap_or(false))),
        "addPanel" | "addRow" => {
            if let Some(id) = what.as_str().and_then(|path| session.at_path(path)) {
                session.append_row(id);
            }
        }
        "removePanel" | "removeRow" => {
            let path = what.get(0).and_then(Value::as_str);
            let at = what.get(1).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
            if let (Some(id), Some(at)) = (path.and_then(|path| session.at_path(path)), at) {
                session.remove_row(id, at);
            }
        }
        "setProperty" => {
            let name = what.get(0).and_then(Value::as_str).unwrap_or_default();
            let property = what.get(1).and_then(Value::as_str).unwrap_or_default();
            session.set_property(name, property, what.get(2).and_then(Value::as_bool).unwrap_or(false));
        }
        _ => {}
    }
    None
}
