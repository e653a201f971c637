//! Every text of a definition in every language: what it says, where it is missing, and where in the source each translation belongs, so that it can be
//! written there without touching anything else.

use super::places::{Places, Span};
use super::repair::json;
use super::scan::{self, Limits};
use super::{DEFINITION_BYTES, DEFINITION_KEYS, DEPTH};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use tessera_api::texts::{TextCell, TextLanguage, TextRow, Texts};

/// Properties that people read.
const READ: [&str; 41] = [
    "addPanelText",
    "addRowText",
    "altText",
    "commentPlaceholder",
    "commentText",
    "completeText",
    "completedBeforeHtml",
    "completedHtml",
    "confirmDeleteText",
    "description",
    "dontKnowText",
    "emptyRowsText",
    "format",
    "html",
    "labelFalse",
    "labelTrue",
    "loadingHtml",
    "maxErrorText",
    "maxRateDescription",
    "minErrorText",
    "minRateDescription",
    "navigationTitle",
    "noEntriesText",
    "noRowsText",
    "noneText",
    "otherErrorText",
    "otherPlaceholder",
    "otherText",
    "pageNextText",
    "pagePrevText",
    "placeholder",
    "previewText",
    "refuseText",
    "removePanelText",
    "removeRowText",
    "requiredErrorText",
    "selectAllText",
    "startSurveyText",
    "templateTitle",
    "text",
    "title",
];
/// Lists whose plain entries are read as they stand.
const CHOICES: [&str; 4] = ["choices", "columns", "rateValues", "rows"];
/// The language of a form that names none.
const OWN: &str = "en";

/// Languages side by side, at most.
const MOST_LANGUAGES: usize = 100;
/// Bytes that the texts may take in all languages together: each language repeats what stands alone. Those of ours are always among them.
const MOST_BYTES: usize = 256 << 20;
/// Bytes of a cell beside its text.
const CELL_BYTES: usize = 128;

/// The texts of a source, in its own languages and in `languages`; of further ones as many as there is room for. Nothing of a source that is longer
/// than a definition may be.
#[must_use]
pub fn texts(source: &str, languages: &[&str]) -> Texts {
    if source.len() > DEFINITION_BYTES { Texts::default() } else { texts_within(source, languages, MOST_BYTES) }
}

fn texts_within(source: &str, languages: &[&str], most_bytes: usize) -> Texts {
    let limits = Limits { depth: DEPTH, keys: DEFINITION_KEYS, repeats: true };
    let mut offsets = HashMap::new();
    let walked = scan::scan(source, limits, &mut |pointer, offset| {
        offsets.insert(pointer.to_owned(), offset);
    });
    let (Ok(()), Ok(definition)) = (walked, serde_json::from_str::<Value>(source)) else { return Texts::default() };
    let own = definition.get("locale").and_then(Value::as_str).filter(|locale| !locale.is_empty()).unwrap_or(OWN);
    let mut found = Vec::new();
    collect(&definition, "", "", &mut found);
    found.sort_by_key(|text| offsets.get(&text.pointer).copied());

    let mut locales = vec![own.to_owned()];
    locales.extend(languages.iter().filter(|locale| **locale != own).map(|locale| (*locale).to_owned()));
    let others: BTreeSet<&String> = found.iter().filter_map(|text| text.value.as_object()).flat_map(|texts| texts.keys()).collect();
    let others: Vec<String> = others.into_iter().filter(|key| *key != "default" && !locales.contains(key)).cloned().collect();
    let alone = found.iter().map(|text| CELL_BYTES + text.value.as_str().map_or(0, str::len)).sum::<usize>();
    let room = (most_bytes / alone.max(1)).min(MOST_LANGUAGES).max(locales.len());
    locales.extend(others);
    locales.truncate(room);

    let book = Book { source, places: Places::new(source), offsets };
    let rows: Vec<TextRow> = found.iter().filter_map(|text| book.row(text, &locales)).collect();
    let missing = |at: usize| rows.iter().filter(|row| row.cells.get(at).is_some_and(|cell| cell.text.is_none())).count();
    let languages = locales.into_iter().enumerate();
    let languages = languages.map(|(at, locale)| TextLanguage { locale, missing: u32::try_from(missing(at)).unwrap_or(u32::MAX) });
    Texts { languages: languages.collect(), rows }
}

/// A text that was found.
struct Found<'a> {
    pointer: String,
    element: &'a str,
    property: &'a str,
    value: &'a Value,
    /// Whether it is the value of a choice, too.
    is_choice: bool,
}

fn collect<'a>(value: &'a Value, pointer: &str, element: &'a str, out: &mut Vec<Found<'a>>) {
    match value {
        Value::Object(members) => {
            let element = members.get("name").and_then(Value::as_str).unwrap_or(element);
            for (property, member) in members {
                let pointer = format!("{pointer}/{}", property.replace('~', "~0").replace('/', "~1"));
                if READ.contains(&property.as_str()) && is_text(member) {
                    out.push(Found { pointer, element, property, value: member, is_choice: false });
                    continue;
                }
                if CHOICES.contains(&property.as_str()) {
                    let plain = member.as_array().into_iter().flatten().enumerate().filter(|(_, entry)| entry.is_string());
                    out.extend(plain.map(|(index, value)| Found {
                        pointer: format!("{pointer}/{index}"),
                        element,
                        // What it is called once it has one.
                        property: "text",
                        value,
                        is_choice: true,
                    }));
                }
                collect(member, &pointer, element, out);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, &format!("{pointer}/{index}"), element, out))
        }
        _ => {}
    }
}

/// A text, or one a language.
fn is_text(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.is_empty(),
        Value::Object(texts) => {
            !texts.is_empty() && texts.iter().all(|(key, text)| text.is_string() && (key == "default" || is_locale(key)))
        }
        _ => false,
    }
}

fn is_locale(key: &str) -> bool {
    let primary = key.split(['-', '_']).next().unwrap_or_default();
    matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A source with the places of its values.
struct Book<'a> {
    source: &'a str,
    places: Places<'a>,
    offsets: HashMap<String, usize>,
}

impl Book<'_> {
    fn span(&self, pointer: &str) -> Option<Span> {
        Span::at(self.source, *self.offsets.get(pointer)?)
    }

    fn row(&self, found: &Found<'_>, locales: &[String]) -> Option<TextRow> {
        let cell = |(at, locale): (usize, &String)| match found.value {
            Value::String(text) => self.alone(found, text, locale, at == 0),
            _ => self.among(found, locale, at == 0),
        };
        let cells = locales.iter().enumerate().map(cell).collect::<Option<Vec<_>>>()?;
        Some(TextRow { element: found.element.to_owned(), property: found.property.to_owned(), cells })
    }

    fn cell(&self, text: Option<&str>, range: Range<usize>, before: String, after: &str) -> TextCell {
        let units = |byte: usize| self.places.at(byte).units;
        let text = text.filter(|text| !text.is_empty()).map(str::to_owned);
        TextCell { text, start: units(range.start), end: units(range.end), before, after: after.to_owned() }
    }

    /// Of a text that stands alone: another language makes it one of several.
    fn alone(&self, found: &Found<'_>, text: &str, locale: &str, is_own: bool) -> Option<TextCell> {
        let range = self.span(&found.pointer)?.value;
        let value = json(text);
        let several = || format!("{{ \"default\": {value}, {}: ", json(locale));
        let choice = |rest: &str| format!("{{ \"value\": {value}, \"text\": {rest}");
        Some(match (found.is_choice, is_own) {
            (false, true) => self.cell(Some(text), range, String::new(), ""),
            (false, false) => self.cell(None, range, several(), " }"),
            (true, true) => self.cell(Some(text), range, choice(""), " }"),
            (true, false) => self.cell(None, range, choice(&several()), " } }"),
        })
    }

    /// Of one of several: in its place, or behind the last.
    fn among(&self, found: &Found<'_>, locale: &str, is_own: bool) -> Option<TextCell> {
        let texts = found.value.as_object()?;
        let names = if is_own { ["default", locale] } else { [locale, locale] };
        let pointer = |key: &str| format!("{}/{}", found.pointer, key.replace('~', "~0").replace('/', "~1"));
        if let Some(name) = names.into_iter().find(|name| texts.contains_key(*name)) {
            let range = self.span(&pointer(name))?.value;
            return Some(self.cell(texts.get(name).and_then(Value::as_str), range, String::new(), ""));
        }
        let last = texts.keys().filter_map(|key| self.offsets.get(&pointer(key))).max()?;
        let end = Span::at(self.source, *last)?.value.end;
        // As the last one stands behind the one before it, so does this.
        let ahead = self.source.get(..*last)?;
        let space = ahead.get(ahead.trim_end().len()..)?;
        Some(self.cell(None, end..end, format!(",{space}{}: ", json(names[0])), ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "{\n  \"title\": \"🙂 Care\",\n  \"elements\": [\n    { \"type\": \"radiogroup\", \"name\": \"a\",\n      \"title\": {\n        \"default\": \"A\",\n        \"pl\": \"Ą\"\n      },\n      \"choices\": [ \"x\", { \"value\": \"y\", \"text\": { \"default\": \"Y\" } }, 3 ] }\n  ]\n}";

    /// The source with a text written into a language of a row.
    fn written(source: &str, row: usize, locale: &str, text: &str) -> String {
        let texts = texts(source, &["en", "pl"]);
        let column = texts.languages.iter().position(|language| language.locale == locale).unwrap();
        let TextCell { start, end, before, after, .. } = texts.rows[row].cells[column].clone();
        let units: Vec<u16> = source.encode_utf16().collect();
        let part = |range: &[u16]| String::from_utf16(range).unwrap();
        [part(&units[..start as usize]), before, json(text), after, part(&units[end as usize..])].concat()
    }

    #[test]
    fn texts_stand_side_by_side_with_what_is_missing() {
        let found = texts(SOURCE, &["en", "pl"]);
        let languages: Vec<_> = found.languages.iter().map(|language| (language.locale.as_str(), language.missing)).collect();
        assert_eq!(languages, [("en", 0), ("pl", 3)]);
        let rows: Vec<_> =
            found.rows.iter().map(|row| (row.element.as_str(), row.property.as_str(), row.cells[0].text.as_deref().unwrap())).collect();
        assert_eq!(rows, [("", "title", "🙂 Care"), ("a", "title", "A"), ("a", "text", "x"), ("a", "text", "Y")]);
    }

    #[test]
    fn a_translation_goes_where_it_belongs_and_nothing_else_moves() {
        for (row, locale, from, to) in [
            (0, "en", "\"🙂 Care\"", "\"\\\"T\\\"\""),
            (0, "pl", "\"🙂 Care\"", "{ \"default\": \"🙂 Care\", \"pl\": \"\\\"T\\\"\" }"),
            (1, "en", "\"A\"", "\"\\\"T\\\"\""),
            (1, "pl", "\"Ą\"", "\"\\\"T\\\"\""),
            (2, "en", "\"x\"", "{ \"value\": \"x\", \"text\": \"\\\"T\\\"\" }"),
            (2, "pl", "\"x\"", "{ \"value\": \"x\", \"text\": { \"default\": \"x\", \"pl\": \"\\\"T\\\"\" } }"),
            (3, "pl", "\"default\": \"Y\"", "\"default\": \"Y\", \"pl\": \"\\\"T\\\"\""),
        ] {
            let expected = SOURCE.replacen(from, to, 1);
            assert_eq!(written(SOURCE, row, locale, "\"T\""), expected);
            assert!(serde_json::from_str::<Value>(&expected).is_ok());
        }
    }

    #[test]
    fn a_new_language_stands_as_the_one_before_it() {
        let found = texts(SOURCE, &["en", "fr"]);
        assert_eq!(found.languages.iter().map(|language| language.locale.as_str()).collect::<Vec<_>>(), ["en", "fr", "pl"]);
        assert_eq!(found.rows[1].cells[1].before, ",\n        \"fr\": ");
    }

    /// `count` languages for one text, beside `plain` questions with a text each.
    fn many(count: usize, plain: usize) -> String {
        let letters = |index: usize, place: u32| char::from(b'a' + u8::try_from(index / 26_usize.pow(place) % 26).unwrap());
        let languages = (0..count).map(|index| format!("\"{}{}{}\": \"T\"", letters(index, 2), letters(index, 1), letters(index, 0)));
        let questions = (0..plain).map(|index| format!("{{\"name\": \"q{index}\", \"title\": \"{}\"}}", "x".repeat(1_000)));
        let (languages, questions) = (languages.collect::<Vec<_>>().join(","), questions.collect::<Vec<_>>().join(","));
        format!("{{\"title\": {{{languages}}}, \"elements\": [{questions}]}}")
    }

    #[test]
    fn there_are_no_more_languages_than_there_is_room_for() {
        assert_eq!(texts(&many(5_000, 0), &["en", "pl"]).languages.len(), MOST_LANGUAGES);
        let long = texts_within(&many(5_000, 10), &["en", "pl"], 8 * 10 * (1_000 + 2 * CELL_BYTES));
        assert_eq!((long.languages.len(), long.rows.len()), (8, 11));
        assert_eq!(texts_within(&many(5_000, 10), &["en", "pl", "fr"], 0).languages.len(), 3);
        let too_long = format!("{{\"title\": \"{}\"}}", "x".repeat(DEFINITION_BYTES));
        assert_eq!(texts(&too_long, &["en"]), Texts::default());
    }

    #[test]
    fn expressions_and_values_are_no_texts() {
        let source =
            r#"{"locale": "pl", "elements": [{"type": "text", "name": "a", "visibleIf": "{b} = 1", "defaultValue": "x", "title": "T"}]}"#;
        let found = texts(source, &["en", "pl"]);
        assert_eq!((found.rows.len(), found.languages[0].locale.as_str()), (1, "pl"));
        assert_eq!(texts("{", &["en"]), Texts::default());
    }
}
