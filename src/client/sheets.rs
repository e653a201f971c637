//! What the editor asks for, read member by member: derived readers are several times the bytes.

use super::{
    json::{print, string, strings, whole},
    portal::Checked,
};
use serde::Deserialize as _;
use serde_json::Value;
use tessera_api::{
    forms::{Fix, PlacedDiagnostic},
    texts::{TextCell, TextLanguage, TextRow, Texts},
    versions::{Change, Difference, ElementChange, Hunk, HunkLine, VersionSummary},
};

/// The entries of a list; one that cannot be read spoils it. A list that is not there is empty.
fn list<T>(value: &Value, name: &str, read: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.get(name).and_then(Value::as_array).map_or(Some(Vec::new()), |items| items.iter().map(read).collect())
}

/// What was found in a text.
pub(super) fn checked(value: &Value) -> Option<Checked> {
    Some(Checked {
        diagnostics: list(value, "diagnostics", placed)?.into(),
        definition: value.get("definition").filter(|definition| !definition.is_null()).map(|definition| print(definition).into()),
        title: string(value, "title"),
        publishable: value.get("publishable")?.as_bool()?,
    })
}

fn placed(item: &Value) -> Option<PlacedDiagnostic> {
    Some(PlacedDiagnostic {
        diagnostic: tessera_form::Diagnostic::deserialize(item).ok()?,
        line: whole(item, "line")?,
        column: whole(item, "column")?,
        start: whole(item, "start")?,
        end: whole(item, "end")?,
        fix: item.get("fix").and_then(|fix| Some(Fix { start: whole(fix, "start")?, end: whole(fix, "end")?, text: string(fix, "text")? })),
    })
}

/// A page of versions.
pub(super) fn versions(value: &Value) -> Option<Vec<VersionSummary>> {
    list(value, "items", |item| {
        Some(VersionSummary {
            version: whole(item, "version")?,
            published_at: string(item, "published_at")?,
            published_by: string(item, "published_by"),
            finished: item.get("finished").and_then(Value::as_u64),
        })
    })
}

/// What two texts differ in.
pub(super) fn difference(value: &Value) -> Option<Difference> {
    Some(Difference {
        elements: list(value, "elements", |item| {
            Some(ElementChange {
                name: string(item, "name")?,
                kind: string(item, "kind")?,
                title: string(item, "title"),
                change: change(item)?,
                properties: strings(item, "properties"),
            })
        })?,
        settings: strings(value, "settings"),
        hunks: list(value, "hunks", |item| {
            let lines = list(item, "lines", |line| Some(HunkLine { change: change(line)?, text: string(line, "text")? }))?;
            Some(Hunk { before: whole(item, "before")?, after: whole(item, "after")?, lines })
        })?,
    })
}

fn change(value: &Value) -> Option<Change> {
    Some(match value.get("change")?.as_str()? {
        "same" => Change::Same,
        "added" => Change::Added,
        "removed" => Change::Removed,
        "changed" => Change::Changed,
        "moved" => Change::Moved,
        _ => return None,
    })
}

/// The texts of a definition.
pub(super) fn texts(value: &Value) -> Option<Texts> {
    Some(Texts {
        languages: list(value, "languages", |item| {
            Some(TextLanguage { locale: string(item, "locale")?, missing: whole(item, "missing")? })
        })?,
        rows: list(value, "rows", |item| {
            let cells = list(item, "cells", |cell| {
                Some(TextCell {
                    text: string(cell, "text"),
                    start: whole(cell, "start")?,
                    end: whole(cell, "end")?,
                    before: string(cell, "before")?,
                    after: string(cell, "after")?,
                })
            })?;
            Some(TextRow { element: string(item, "element")?, property: string(item, "property")?, cells })
        })?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_is_read_as_the_contract_says() {
        let found = json!({ "severity": "warning", "code": "unknown-name", "pointer": "/a", "message": "m", "params": [["name", "b"]], "suggestion": "c",
            "line": 1, "column": 2, "start": 3, "end": 4, "fix": { "start": 3, "end": 4, "text": "c" } });
        assert_eq!(placed(&found), serde_json::from_value(found.clone()).ok());
        let value = json!({ "items": [{ "version": 2, "published_at": "x", "published_by": "y", "finished": 3 }, { "version": 1, "published_at": "x" }] });
        assert_eq!(versions(&value), serde_json::from_value(value["items"].clone()).ok());
        let value = json!({
            "elements": [{ "name": "a", "kind": "text", "title": "A", "change": "changed", "properties": ["title"] }, { "name": "b", "kind": "page", "change": "moved" }],
            "settings": ["locale"],
            "hunks": [{ "before": 1, "after": 2, "lines": [{ "change": "same", "text": "" }, { "change": "added", "text": "x" }, { "change": "removed", "text": "y" }] }],
        });
        assert_eq!(difference(&value), serde_json::from_value(value.clone()).ok());
        let value = json!({
            "languages": [{ "locale": "pl", "missing": 1 }],
            "rows": [{ "element": "a", "property": "title", "cells": [
                { "text": "A", "start": 1, "end": 2, "before": "", "after": "" }, { "start": 2, "end": 2, "before": ",", "after": "}" }] }],
        });
        assert_eq!(texts(&value), serde_json::from_value(value.clone()).ok());
        assert_eq!(texts(&json!({ "languages": [{ "locale": "pl" }], "rows": [] })), None);
    }
}
