//! What a respondent's page reads off the wire, member by member: derived readers are several times the bytes, and every page would load them.
//!
//! The types are the contract's own; the tests hold both ways of reading them against each other.

use super::json::{string, whole};
use serde_json::Value;
use tessera_api::{
    Problem, ProblemKind,
    forms::{Audience, FormState, LiveForm},
    responses::Receipt,
};
use tessera_form::{FieldError, FieldErrors};

/// The form as a respondent gets it.
#[must_use]
pub fn live_form(value: &mut Value) -> Option<LiveForm> {
    Some(LiveForm {
        slug: string(value, "slug")?,
        version: whole(value, "version")?,
        state: match value.get("state")?.as_str()? {
            "live" => FormState::Live,
            "closed" => FormState::Closed,
            _ => FormState::Draft,
        },
        audience: match value.get("audience")?.as_str()? {
            "employees" => Audience::Employees,
            _ => Audience::Customers,
        },
        workspace: string(value, "workspace")?,
        operator: string(value, "operator"),
        privacy: string(value, "privacy"),
        closing: taken(value, "closing"),
        definition: taken(value, "definition"),
    })
}

/// A member that is there.
fn taken(value: &mut Value, name: &str) -> Option<Value> {
    value.get_mut(name).map(Value::take).filter(|member| !member.is_null())
}

/// What the server says it has.
#[must_use]
pub fn receipt(value: &Value) -> Option<Receipt> {
    Some(Receipt { response_id: string(value, "response_id")?, step: whole(value, "step")?, completed: value.get("completed")?.as_bool()? })
}

pub(super) fn problem(value: &Value) -> Option<Problem> {
    let name = value.get("kind")?.as_str()?;
    Some(Problem {
        type_uri: string(value, "type")?,
        kind: ProblemKind::ALL.into_iter().find(|kind| kind.name() == name)?,
        title: string(value, "title")?,
        status: whole(value, "status").and_then(|status| u16::try_from(status).ok())?,
        detail: string(value, "detail"),
        instance: string(value, "instance"),
        errors: value.get("errors").map(errors).unwrap_or_default(),
        diagnostics: diagnostics(value),
    })
}

/// Only the portal shows what is wrong with a definition.
#[cfg(feature = "app")]
fn diagnostics(value: &Value) -> Vec<tessera_form::Diagnostic> {
    value.get("diagnostics").and_then(|list| serde::Deserialize::deserialize(list).ok()).unwrap_or_default()
}

#[cfg(not(feature = "app"))]
fn diagnostics(_: &Value) -> Vec<tessera_form::Diagnostic> {
    Vec::new()
}

/// Question -> what is wrong with it.
#[must_use]
pub fn errors(value: &Value) -> FieldErrors {
    let mut errors = Vec::new();
    for (name, list) in value.as_object().into_iter().flatten() {
        let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
        errors.push((name.clone(), list.iter().filter_map(FieldError::from_json).collect()));
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde_json::json;

    fn derived<T: DeserializeOwned>(value: &Value) -> Option<T> {
        serde_json::from_value(value.clone()).ok()
    }

    #[test]
    fn a_form_is_read_as_the_contract_says() {
        for definition in [json!({"pages": []}), Value::Null] {
            let value = json!({"slug": "visit", "version": 3, "state": "closed", "audience": "employees", "workspace": "N",
                "operator": "N AS", "closing": {"en": "Bye"}, "definition": definition});
            assert_eq!(live_form(&mut value.clone()), derived(&value));
        }
    }

    #[test]
    fn a_receipt_is_read_as_the_contract_says() {
        let value = json!({"response_id": "x", "step": 2, "completed": true});
        assert_eq!(receipt(&value), derived(&value));
        assert!(receipt(&json!({"step": 2})).is_none());
    }

    #[test]
    fn each_problem_is_read_as_the_contract_says() {
        let errors =
            json!({"nps": [{"code": "max", "params": [["max", "10"]], "level": "warning"}, {"code": "required", "text": "Please"}]});
        for kind in ProblemKind::ALL {
            let value =
                json!({"type": "/problems/x", "kind": kind.name(), "title": "T", "status": kind.status(), "detail": "D", "errors": errors});
            assert_eq!(problem(&value), derived(&value));
        }
        assert!(problem(&json!({"kind": "of another server"})).is_none());
    }
}
