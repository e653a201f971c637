//! The source field with its checks: asks the server for remarks whenever the person pauses, and keeps what is not saved.

use super::{moved::Moved, remark, words::plural};
use crate::{
    client::{Client, ClientError, portal::Checked},
    i18n::{I18n, keys::portal::source as words, use_i18n},
    pages::desk::{Language, Session, Unsaved, use_language, use_session, use_unsaved},
    signal::{RwSignal, Signal, StoredValue, memo},
    view::El,
    widgets::source::{Severity, SourceField, SourceFix, SourceRemark, source_field},
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{rc::Rc, time::Duration};
use tessera_api::forms::{Fix, PlacedDiagnostic};
use tessera_form::Code;

/// Id of the text area, for the focus.
pub(super) const SOURCE: &str = "source";

/// A pause as people make it between two thoughts.
const PAUSE: Duration = Duration::from_millis(450);

/// How the check of the text stands.
#[derive(Clone, Debug, Default, PartialEq)]
enum Check {
    /// Nothing to check.
    #[default]
    Empty,
    /// Waiting for a pause, or for the server.
    Running,
    /// Done, for the text as it is.
    Done,
    /// Not to be had.
    Failed(ClientError),
}

/// What was found in a text, with the text.
#[derive(Clone)]
struct Report {
    text: Rc<str>,
    found: Checked,
}

/// A definition being written.
#[derive(Clone, Copy)]
pub(super) struct Source {
    text: RwSignal<String>,
    check: RwSignal<Check>,
    /// The last report: remarks stay while the next is fetched, so that the list does not blink.
    report: RwSignal<Option<Report>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Counts texts; a report about an earlier one comes too late.
    round: StoredValue<u32>,
    /// Where it is kept until it is saved.
    place: StoredValue<String>,
    unsaved: Unsaved,
    language: Language,
    session: Session,
}

impl Source {
    pub(super) fn new(place: &str) -> Self {
        let source = Self {
            text: RwSignal::new(String::new()),
            check: RwSignal::default(),
            report: RwSignal::default(),
            timer: StoredValue::new(None),
            round: StoredValue::new(0),
            place: StoredValue::new(place.to_owned()),
            unsaved: use_unsaved(),
            language: use_language(),
            session: use_session(),
        };
        on_cleanup(move || source.stop());
        source
    }

    /// Puts a text there that needs no keeping: it is what the server has.
    pub(super) fn show(self, text: String) {
        self.text.set(text);
        self.check_after(Duration::ZERO);
    }

    /// The person changed it.
    pub(super) fn type_in(self, text: String) {
        self.place.with_value(|place| self.unsaved.with_value(|unsaved| unsaved.keep(place, &text)));
        self.text.set(text);
        self.check_after(PAUSE);
    }

    /// What was typed there on an earlier visit and never saved.
    pub(super) fn kept(self) -> Option<String> {
        self.place.with_value(|place| self.unsaved.with_value(|unsaved| unsaved.text(place)))
    }

    /// It is saved, or given up.
    pub(super) fn forget(self) {
        self.place.with_value(|place| self.unsaved.with_value(|unsaved| unsaved.forget(place)));
    }

    pub(super) fn text(self) -> Signal<String> {
        self.text.read_only()
    }

    /// The title of the last text that could be read; tracked.
    pub(super) fn title(self) -> Option<String> {
        self.report.with(|report| report.as_ref()?.found.title.clone())
    }

    /// The sanitised definition of the text, as JSON text, where it can be read; tracked.
    pub(super) fn definition(self) -> Option<Rc<str>> {
        self.report.with(|report| report.as_ref()?.found.definition.clone())
    }

    /// The text that was checked last; tracked.
    pub(super) fn checked(self) -> Option<Rc<str>> {
        self.report.with(|report| report.as_ref().map(|report| report.text.clone()))
    }

    /// Whether the server, asked about exactly this text, found errors.
    pub(super) fn is_refused(self) -> bool {
        let is_publishable = || self.report.with(|report| report.as_ref().is_none_or(|report| report.found.publishable));
        self.check.with(|check| *check == Check::Done) && !is_publishable()
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.with_untracked(|text| text.trim().is_empty())
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn check_after(self, pause: Duration) {
        self.stop();
        self.round.update_value(|round| *round += 1);
        let mine = self.round.get_value();
        if self.is_empty() {
            self.check.set(Check::Empty);
            self.report.set(None);
            return;
        }
        self.check.set(Check::Running);
        let ask = move || self.ask(mine);
        // Without a timer it is asked at once: more often than needed, never less.
        match set_timeout_with_handle(ask, pause) {
            Ok(timer) => self.timer.set_value(Some(timer)),
            Err(_no_timer) => ask(),
        }
    }

    fn ask(self, mine: u32) {
        let Self { language, session, .. } = self;
        let client = Client::new(untrack(|| language.i18n().locale()));
        let text = self.text.get_untracked();
        leptos::task::spawn_local(async move {
            let came = client.check(text.clone()).await;
            if self.round.try_get_value() != Some(mine) {
                return;
            }
            self.check.set(match came {
                Ok(found) => {
                    self.report.set(Some(Report { text: text.into(), found }));
                    Check::Done
                }
                Err(error) => {
                    session.notices(&error);
                    Check::Failed(error)
                }
            });
        });
    }

    /// Asks again about what could not be checked.
    pub(super) fn recheck(self) {
        if self.check.with_untracked(|check| matches!(check, Check::Failed(_))) {
            self.check_after(Duration::ZERO);
        }
    }

    /// `1 error, 2 to look at`
    fn status(self, i18n: I18n) -> String {
        self.check.with(|check| match check {
            Check::Empty => i18n.text(words::EMPTY),
            Check::Running => i18n.text(words::CHECKING),
            Check::Failed(ClientError::Offline) => i18n.text(words::UNCHECKED),
            Check::Failed(error) => super::words::reason(i18n, error),
            Check::Done => self.report.with(|report| report.as_ref().map(|report| summary(i18n, &report.found)).unwrap_or_default()),
        })
    }

    /// The remarks, each where it is in the text as it stands now.
    fn remarks(self, i18n: I18n) -> Vec<SourceRemark> {
        self.report.with(|report| {
            let Some(Report { text, found }) = report else { return Vec::new() };
            let moved = self.text.with(|now| (**now != **text).then(|| Moved::between(text, now)));
            found.diagnostics.iter().filter_map(|placed| remark_of(i18n, text, placed, moved)).collect()
        })
    }
}

fn summary(i18n: I18n, found: &Checked) -> String {
    let kinds = [(Severity::Error, words::ERRORS), (Severity::Warning, words::WARNINGS), (Severity::Info, words::NOTES)];
    let parts = kinds.into_iter().filter_map(|(severity, key)| {
        let count = found.diagnostics.iter().filter(|placed| severity_of(placed) == severity).count();
        (count > 0).then(|| i18n.plural(key, plural(count as u64), &[]))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { i18n.text(words::FINE) } else { parts.join(", ") }
}

fn severity_of(placed: &PlacedDiagnostic) -> Severity {
    match placed.diagnostic.severity {
        tessera_form::Severity::Error => Severity::Error,
        tessera_form::Severity::Warning => Severity::Warning,
        tessera_form::Severity::Info => Severity::Info,
    }
}

/// A remark in words; `None` for one about a place that was just changed.
fn remark_of(i18n: I18n, text: &str, placed: &PlacedDiagnostic, moved: Option<Moved>) -> Option<SourceRemark> {
    let part = |line: u32, start: u32, end: u32| moved.map_or(Some((line, start, end)), |moved| moved.part(line, start, end));
    let (line, start, end) = part(placed.line, placed.start, placed.end)?;
    let meant = placed.diagnostic.suggestion.as_ref().map(|meant| [" ", &i18n.fill(words::MEANT, &[("suggestion", meant)])].concat());
    let fix = placed.fix.as_ref().and_then(|fix| {
        let (_, start, end) = part(0, fix.start, fix.end)?;
        Some(SourceFix { start, end, text: fix.text.clone(), label: label(i18n, text, placed, fix) })
    });
    let said = [remark::sentence(i18n, &placed.diagnostic), meant.unwrap_or_default()].concat();
    Some(SourceRemark { severity: severity_of(placed), line, start, end, text: said, fix })
}

/// What the button of a change says.
fn label(i18n: I18n, text: &str, placed: &PlacedDiagnostic, fix: &Fix) -> String {
    if Code::from_name(&placed.diagnostic.code) == Some(Code::MarkupCleaned) {
        return i18n.text(words::TIDY);
    }
    let units = text.encode_utf16().skip(fix.start as usize).take(fix.end.saturating_sub(fix.start) as usize);
    let (key, what) = if fix.text.is_empty() {
        (words::REMOVE, char::decode_utf16(units).filter_map(Result::ok).collect())
    } else if fix.start == fix.end {
        (words::INSERT, fix.text.clone())
    } else {
        (words::USE, fix.text.trim_matches('"').to_owned())
    };
    i18n.fill(key, &[("text", &what)])
}

/// The field of a definition.
pub(super) fn editor(source: Source) -> El {
    let i18n = use_i18n();
    source_field(SourceField {
        id: SOURCE,
        value: source.text(),
        typed: Callback::new(move |text| source.type_in(text)),
        remarks: memo(move || source.remarks(i18n)),
        status: Signal::derive(move || source.status(i18n)),
        is_wrong: Signal::derive(move || source.is_refused()),
    })
}
