//! The source field with its checks: asks the server for remarks whenever the person pauses, and keeps what is not saved.

use super::{remark, words::plural};
use crate::{
    client::{Client, ClientError},
    i18n::{I18n, keys::portal::source as words, use_i18n},
    pages::desk::{Language, Session, Unsaved, use_language, use_session, use_unsaved},
    signal::{RwSignal, Signal, StoredValue, memo},
    view::El,
    widgets::source::{Severity, SourceField, SourceRemark, source_field},
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;
use tessera_api::forms::{CheckReport, PlacedDiagnostic};

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
    Done(CheckReport),
    /// Not to be had.
    Failed(ClientError),
}

/// A definition being written.
#[derive(Clone, Copy)]
pub(super) struct Source {
    text: RwSignal<String>,
    check: RwSignal<Check>,
    /// The last report: remarks stay while the next is fetched, so that the list does not blink.
    report: RwSignal<Option<CheckReport>>,
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
        on_cleanup(move || {
            if let Some(timer) = source.timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        });
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
        self.text.into()
    }

    /// The last report.
    pub(super) fn report(self) -> RwSignal<Option<CheckReport>> {
        self.report
    }

    /// Whether the server, asked about exactly this text, found errors.
    pub(super) fn is_refused(self) -> bool {
        self.check.with(|check| matches!(check, Check::Done(report) if !report.publishable))
    }

    pub(super) fn is_empty(self) -> bool {
        self.text.with_untracked(|text| text.trim().is_empty())
    }

    fn check_after(self, pause: Duration) {
        let Self { language, session, .. } = self;
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        self.round.update_value(|round| *round += 1);
        let mine = self.round.get_value();
        if self.is_empty() {
            self.check.set(Check::Empty);
            self.report.set(None);
            return;
        }
        self.check.set(Check::Running);
        let ask = move || {
            let client = Client::new(untrack(|| language.i18n().locale()));
            let source = self.text.get_untracked();
            leptos::task::spawn_local(async move {
                let came = client.check(source).await;
                if self.round.try_get_value() != Some(mine) {
                    return;
                }
                self.check.set(match came {
                    Ok(report) => {
                        self.report.set(Some(report.clone()));
                        Check::Done(report)
                    }
                    Err(error) => {
                        session.notices(&error);
                        Check::Failed(error)
                    }
                });
            });
        };
        // Without a timer it is asked at once: more often than needed, never less.
        match set_timeout_with_handle(ask, pause) {
            Ok(timer) => self.timer.set_value(Some(timer)),
            Err(_no_timer) => ask(),
        }
    }

    fn status(self, i18n: I18n) -> String {
        self.check.with(|check| match check {
            Check::Empty => i18n.text(words::EMPTY),
            Check::Running => i18n.text(words::CHECKING),
            Check::Failed(ClientError::Offline) => i18n.text(words::UNCHECKED),
            Check::Failed(error) => super::words::reason(i18n, error),
            Check::Done(report) => summary(i18n, report),
        })
    }
}

/// `1 error, 2 to look at`
fn summary(i18n: I18n, report: &CheckReport) -> String {
    let kinds = [(Severity::Error, words::ERRORS), (Severity::Warning, words::WARNINGS), (Severity::Info, words::NOTES)];
    let parts = kinds.into_iter().filter_map(|(severity, key)| {
        let count = report.diagnostics.iter().filter(|placed| severity_of(placed) == severity).count();
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

/// The field of a definition.
pub(super) fn editor(source: Source) -> El {
    let i18n = use_i18n();
    let remarks = memo(move || {
        source.report.with(|report| {
            let placed = report.iter().flat_map(|report| &report.diagnostics);
            placed
                .map(|placed| SourceRemark {
                    severity: severity_of(placed),
                    line: placed.line,
                    column: placed.column,
                    text: remark::sentence(i18n, &placed.diagnostic),
                    suggestion: placed.diagnostic.suggestion.clone(),
                })
                .collect::<Vec<_>>()
        })
    });
    source_field(SourceField {
        id: SOURCE,
        value: source.text(),
        typed: Callback::new(move |text| source.type_in(text)),
        remarks,
        status: Signal::derive(move || source.status(i18n)),
        is_wrong: Signal::derive(move || source.is_refused()),
    })
}
