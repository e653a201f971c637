//! `tessera check`: remarks about a survey, like a compiler's.

use super::say;
use crate::definition::check_source;
use anyhow::{Context as _, bail};
use clap::Args;
use std::path::{Path, PathBuf};
use tessera_api::forms::CheckReport;
use tessera_form::Severity;

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The survey, SurveyJS JSON
    #[arg(value_name = "FILE.json")]
    file: PathBuf,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<()> {
        let (_, report) = check(&self.file)?;
        if !report.publishable {
            bail!("{} cannot be published", self.file.display());
        }
        say(format!("{} can be published", self.file.display()))
    }
}

/// Reads the file and prints what there is to say about it, one line a remark; gives its text and the report.
pub(super) fn check(file: &Path) -> anyhow::Result<(String, CheckReport)> {
    let source = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let report = check_source(&source);
    for placed in &report.diagnostics {
        let remark = &placed.diagnostic;
        let severity = match remark.severity {
            Severity::Info => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let suggestion = remark.suggestion.as_ref().map(|suggestion| format!(" (meant: {suggestion}?)")).unwrap_or_default();
        let pointer = if remark.pointer.is_empty() { "/" } else { &remark.pointer };
        say(format!(
            "{}:{}:{}: {severity}[{}] {}{suggestion} at {pointer}",
            file.display(),
            placed.line,
            placed.column,
            remark.code,
            remark.message
        ))?;
    }
    Ok((source, report))
}
