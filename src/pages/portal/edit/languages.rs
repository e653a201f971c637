//! The texts of a survey in its languages, side by side. What is written into a cell goes into the source at its place, and nothing else there moves.

use crate::{
    client::{Client, ClientError},
    i18n::{I18n, keys::portal::edit as words},
    pages::{
        desk::use_language,
        portal::{mishap::mishap, moved::Moved, source::Source, words::plural},
    },
    signal::{RwSignal, Signal, StoredValue, memo},
    view::{Child as _, El, View, after, el, keyed},
};
use leptos::{ev, prelude::*};
use std::rc::Rc;
use tessera_api::texts::{TextCell, Texts};

/// Id of the heading of the table, for the focus: the table opens below what may fill the screen.
pub(super) const HEADING: &str = "languages";

/// The texts as they were in a source.
#[derive(Clone, Default)]
struct Found {
    source: Rc<str>,
    texts: Rc<Texts>,
}

/// The texts, followed as the source changes, and what was written and could not be placed yet.
#[derive(Clone, Copy)]
pub(super) struct Languages {
    source: Source,
    found: RwSignal<Found>,
    failure: RwSignal<Option<ClientError>>,
    /// Row, column, text.
    waiting: StoredValue<Vec<(usize, usize, String)>>,
}

impl Languages {
    pub(super) fn new(source: Source) -> Self {
        let languages =
            Self { source, found: RwSignal::new(Found::default()), failure: RwSignal::new(None), waiting: StoredValue::new(Vec::new()) };
        let language = use_language();
        let checked = memo(move || source.checked());
        after(move || {
            let Some(text) = checked.get() else { return };
            let client = Client::new(untrack(|| language.i18n().locale()));
            leptos::task::spawn_local(async move {
                let came = client.texts(String::from(&*text)).await;
                // The page may be gone, or the source another one by now; that one is asked about, too.
                if languages.waiting.try_with_value(Vec::len).is_none() || untrack(|| checked.get()) != Some(text.clone()) {
                    return;
                }
                match came {
                    Ok(texts) => languages.take(Found { source: text, texts: Rc::new(texts) }),
                    Err(error) => languages.failure.set(Some(error)),
                }
            });
        });
        languages
    }

    fn take(self, found: Found) {
        self.failure.set(None);
        // A text that is no JSON for a moment takes nothing from the table.
        if !found.texts.languages.is_empty() {
            self.found.set(found);
        }
        for (row, column, text) in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            self.write(row, column, text);
        }
    }

    /// `Languages 4 of 5`: in how many of the languages of the interface nothing is missing.
    pub(super) fn counted(self, i18n: I18n) -> String {
        self.found.with(|found| {
            let ours = || found.texts.languages.iter().filter(|language| crate::i18n::Locale::from_tag(&language.locale).is_some());
            let whole = ours().filter(|language| language.missing == 0).count();
            let number = |count: usize| i18n.number(f64::from(plural(count as u64)));
            i18n.fill(words::LANGUAGES, &[("whole", &number(whole)), ("all", &number(ours().count()))])
        })
    }

    fn cell<R>(self, row: usize, column: usize, read: impl FnOnce(&TextCell) -> R) -> Option<R> {
        self.found.with(|found| Some(read(found.texts.rows.get(row)?.cells.get(column)?)))
    }

    /// Puts a text into the source. Where its place was just changed itself, once the places are known again.
    fn write(self, row: usize, column: usize, text: String) {
        let Some(TextCell { text: before_it, start, end, before, after }) = untrack(|| self.cell(row, column, TextCell::clone)) else {
            return;
        };
        if before_it.unwrap_or_default() == text {
            return;
        }
        let now = self.source.text().get_untracked();
        let place = self.found.with_untracked(|found| {
            if *found.source == *now { Some((0, start, end)) } else { Moved::between(&found.source, &now).part(0, start, end) }
        });
        let Some((_, start, end)) = place else {
            return self.waiting.update_value(|waiting| waiting.push((row, column, text)));
        };
        let units: Vec<u16> = now.encode_utf16().collect();
        let part = |units: Option<&[u16]>| String::from_utf16_lossy(units.unwrap_or_default());
        let (head, tail) = (part(units.get(..start as usize)), part(units.get(end as usize..)));
        let written = js_sys::JSON::stringify(&text.into()).map(String::from).unwrap_or_default();
        self.source.type_in([head, before, written, after, tail].concat());
    }
}

/// The table.
pub(super) fn table(i18n: I18n, languages: Languages) -> View {
    let shape = memo(move || {
        languages.found.with(|found| {
            let rows: Vec<(String, String)> = found.texts.rows.iter().map(|row| (row.element.clone(), row.property.clone())).collect();
            let locales: Vec<String> = found.texts.languages.iter().map(|language| language.locale.clone()).collect();
            (locales, rows)
        })
    });
    let drawn = move |(locales, rows): (Vec<String>, Vec<(String, String)>)| {
        let locales: Rc<[String]> = locales.into();
        let head = (0..).zip(locales.iter()).map(|(at, locale)| column_head(i18n, languages, at, locale)).collect::<Vec<_>>();
        let head = el("tr").child((el("th").attr("scope", "col").text(i18n.live(words::TEXT)), head));
        let rows = (0..).zip(rows).map(|(at, row)| drawn_row(i18n, languages, at, row, locales.clone())).collect::<Vec<_>>();
        el("table").class("texts").child((el("thead").child(head), el("tbody").child(rows)))
    };
    let failed = move || languages.failure.get().map(|error| mishap(i18n, error));
    let box_of =
        el("div").class("texts-box").attr("tabindex", "0").attr("role", "region").attr("aria-label", i18n.live(words::SIDE_BY_SIDE));
    let heading = el("h2").class("t-heading").attr("id", HEADING).attr("tabindex", "-1").text(i18n.live(words::SIDE_BY_SIDE));
    let hint = el("p").class("t-meta").text(i18n.live(words::SIDE_BY_SIDE_HINT));
    el("section").class("panel stack").child((heading, hint, failed, box_of.child(keyed(move || shape.get(), drawn)))).view()
}

fn column_head(i18n: I18n, languages: Languages, at: usize, locale: &str) -> El {
    let missing = move || {
        let count = languages.found.with(|found| found.texts.languages.get(at).map_or(0, |language| language.missing));
        if count == 0 { i18n.text(words::WHOLE) } else { i18n.plural(words::MISSING, count, &[]) }
    };
    let name = el("span").attr("lang", locale.to_owned()).text(name_of(locale));
    el("th").attr("scope", "col").child((name, el("span").class("t-meta texts-missing").text(missing)))
}

/// Which way a language is written; of one that is none of ours the text itself says.
fn direction_of(locale: &str) -> &'static str {
    crate::i18n::Locale::from_tag(locale).map_or("auto", |known| known.direction().as_str())
}

/// A language in its own words; of one that is none of ours the tag.
fn name_of(locale: &str) -> String {
    crate::i18n::Locale::from_tag(locale).map_or_else(|| locale.to_owned(), |known| known.own_name().to_owned())
}

fn drawn_row(i18n: I18n, languages: Languages, row: usize, (element, property): (String, String), locales: Rc<[String]>) -> El {
    let what: Rc<str> = [element.as_str(), if element.is_empty() { "" } else { " " }, property.as_str()].concat().into();
    let head = el("th").attr("scope", "row").attr("dir", "ltr").child((el("b").text(element), el("span").text(property.as_str())));
    let cell = |(column, locale): (usize, &String)| {
        let text: Signal<Option<String>> = memo(move || languages.cell(row, column, |cell| cell.text.clone()).flatten());
        let area = el("textarea").class("field texts-cell").attr("rows", "1").attr("lang", locale.clone());
        let area = area
            .attr("dir", direction_of(locale))
            .attr("aria-label", [&what, ", ", &name_of(locale)].concat())
            .attr("placeholder", move || text.with(Option::is_none).then(|| i18n.text(words::NOT_THERE)))
            .prop("value", move || text.get().unwrap_or_default())
            .on(ev::change, move |event| languages.write(row, column, event_target_value(&event)));
        el("td").class_if("texts-none", move || text.with(Option::is_none)).child(area)
    };
    el("tr").child((head, locales.iter().enumerate().map(cell).collect::<Vec<_>>()))
}
