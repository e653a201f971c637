//! Puts each remark where in the text it belongs, with the change that puts it right where one is certain or near.

use super::places::{Place, Places, Span, characters};
use super::repair::{Change, json};
use super::scan::{self, Limits};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use tessera_api::forms::{Fix, PlacedDiagnostic};
use tessera_form::{Code, Diagnostic};

/// Puts each remark where its pointer leads; one that leads nowhere (a property that is missing) goes to the nearest value around it.
pub(super) fn place(source: &str, definition: &Value, diagnostics: Vec<Diagnostic>, limits: Limits) -> Vec<PlacedDiagnostic> {
    let index = Index::new(source, &diagnostics, limits);
    let places = Places::new(source);
    let mut found: Vec<(usize, PlacedDiagnostic)> = diagnostics
        .into_iter()
        .map(|diagnostic| {
            let offset = index.nearest(&diagnostic.pointer);
            let is_exact = index.offsets.contains_key(&diagnostic.pointer);
            let span = Span::at(source, offset).unwrap_or(Span { name: None, value: offset..offset });
            let range = about(source, &span, &diagnostic, is_exact);
            let change = if is_exact { change(source, &index, &span, &range, &diagnostic, definition) } else { None };
            (offset, placed(&places, offset, range, change, diagnostic))
        })
        .collect();
    found.sort_by_key(|(offset, _)| *offset);
    found.into_iter().map(|(_, placed)| placed).collect()
}

/// A remark with its place and its change, all counted as browsers count.
pub(super) fn placed(
    places: &Places<'_>,
    offset: usize,
    range: Range<usize>,
    change: Option<Change>,
    diagnostic: Diagnostic,
) -> PlacedDiagnostic {
    let place: Place = places.at(offset);
    let units = |byte: usize| places.at(byte).units;
    let fix = change.map(|Change { range, text }| Fix { start: units(range.start), end: units(range.end), text });
    PlacedDiagnostic { diagnostic, line: place.line, column: place.column(), start: units(range.start), end: units(range.end), fix }
}

/// Where values stand, of those that are asked about.
struct Index {
    offsets: HashMap<String, usize>,
    /// Names that elements have, where a remark wants another one.
    names: HashSet<String>,
}

impl Index {
    fn new(source: &str, diagnostics: &[Diagnostic], limits: Limits) -> Self {
        let mut wanted: HashSet<String> = HashSet::new();
        let mut needs_names = false;
        for diagnostic in diagnostics {
            let mut pointer = diagnostic.pointer.as_str();
            wanted.insert(pointer.to_owned());
            needs_names |= diagnostic.code == Code::DuplicateName.name();
            if let (Some((parent, _)), Some(better)) = (pointer.rsplit_once('/'), &diagnostic.suggestion) {
                wanted.insert([parent, better].join("/"));
            }
            while let Some((parent, _)) = pointer.rsplit_once('/') {
                wanted.insert(parent.to_owned());
                pointer = parent;
            }
        }
        let mut index = Self { offsets: HashMap::with_capacity(wanted.len()), names: HashSet::new() };
        let walked = scan::scan(source, limits, &mut |pointer, offset| {
            if wanted.contains(pointer) {
                index.offsets.insert(pointer.to_owned(), offset);
            }
            if needs_names && pointer.ends_with("/name") {
                let name = Span::at(source, offset).and_then(|span| serde_json::from_str(source.get(span.value)?).ok());
                index.names.extend(name);
            }
        });
        debug_assert!(walked.is_ok(), "the text was walked before");
        index
    }

    fn nearest(&self, pointer: &str) -> usize {
        let mut pointer = pointer;
        loop {
            if let Some(offset) = self.offsets.get(pointer) {
                return *offset;
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return 0,
            }
        }
    }
}

/// What of the text a remark is about.
fn about(source: &str, span: &Span, diagnostic: &Diagnostic, is_exact: bool) -> Range<usize> {
    let whole = || span.value.clone();
    let name = || span.name.clone().unwrap_or_else(whole);
    if !is_exact {
        return name();
    }
    let param = |wanted: &str| diagnostic.params.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    match Code::from_name(&diagnostic.code) {
        Some(Code::UnknownProperty | Code::NoEffect | Code::RepeatedKey) => name(),
        Some(Code::UnknownName) => mention(source, span, param("name"), |before| before.trim_end().ends_with('{')).unwrap_or_else(whole),
        Some(Code::UnknownFunction) => mention(source, span, param("name"), |_| true).unwrap_or_else(whole),
        Some(Code::ExpressionSyntax | Code::ExpressionEnd | Code::RegexOpen | Code::RegexSyntax) => {
            let position = param("position").and_then(|position| position.parse::<usize>().ok());
            let range = position.zip(span.text(source)).map(|(position, (begin, inside))| {
                let from = characters(inside, position - 1);
                let length = param("near").map_or(0, |near| near.chars().count());
                let rest = inside.get(from..).unwrap_or_default();
                begin + from..begin + from + characters(rest, length)
            });
            range.filter(|range| !range.is_empty()).unwrap_or_else(whole)
        }
        // Of an object or a list only the bracket would be marked.
        _ if matches!(source.get(whole()), Some("{" | "[")) => name(),
        _ => whole(),
    }
}

/// Where a text mentions a name as a whole word, behind something that fits.
fn mention(source: &str, span: &Span, name: Option<&str>, fits: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let (begin, inside) = span.text(source)?;
    let written = json(name?);
    let written = written.trim_matches('"');
    let is_word = |next: Option<char>| next.is_some_and(|next| next.is_alphanumeric() || next == '_');
    let found = inside.match_indices(written).find(|(at, _)| {
        let (before, after) = (inside.get(..*at).unwrap_or_default(), inside.get(at + written.len()..).unwrap_or_default());
        fits(before) && !is_word(before.chars().next_back()) && !is_word(after.chars().next())
    });
    found.map(|(at, _)| begin + at..begin + at + written.len())
}

fn change(source: &str, index: &Index, span: &Span, range: &Range<usize>, diagnostic: &Diagnostic, definition: &Value) -> Option<Change> {
    let meant = diagnostic.suggestion.as_deref();
    let text = match Code::from_name(&diagnostic.code)? {
        // Marked is the mention alone, unless it was not found.
        Code::UnknownName | Code::UnknownFunction if *range != span.value => json(meant?).trim_matches('"').to_owned(),
        Code::UnknownType | Code::UnknownInputType => json(meant?),
        Code::UnknownProperty => {
            let (parent, _) = diagnostic.pointer.rsplit_once('/')?;
            let is_there = index.offsets.contains_key(&[parent, meant?].join("/"));
            if is_there {
                return None;
            }
            json(meant?)
        }
        Code::DuplicateName => {
            let name: String = serde_json::from_str(source.get(span.value.clone())?).ok()?;
            let free = (2_u32..).map(|number| format!("{name}_{number}")).find(|free| !index.names.contains(free))?;
            json(&free)
        }
        Code::MarkupCleaned => json(definition.pointer(&diagnostic.pointer)?.as_str()?),
        _ => return None,
    };
    Some(Change { range: range.clone(), text })
}
