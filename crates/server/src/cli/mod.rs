//! The program's commands. Each says what went wrong in one sentence and ends with status 1; a wrong command line ends with 2.
//!
//! `serve` owns the data folder. The other commands send their request to the running server, or through the same router to the store
//! when none runs: there is one road to everything.

mod backup;
mod check;
mod client;
mod connections;
mod environment;
mod export;
mod folder;
mod key;
mod publish;
mod serve;
mod starter;
mod stop;
mod user;

use crate::http::words;
use crate::routes::is_slug;
use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Forms, responses, figures: the server of Tessera.
#[derive(Debug, Parser)]
#[command(name = "tessera", version, propagate_version = true)]
struct Command {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Serves the app and the API until Ctrl-C
    Serve(serve::Serve),
    /// Publishes a survey (SurveyJS JSON); a slug that is in use gets a new version
    Publish(publish::Publish),
    /// Writes the responses to a form to the standard output, those that are not finished as well (column `completed`)
    Export(export::Export),
    /// People who sign in
    #[command(subcommand)]
    User(user::User),
    /// API keys, for programs
    #[command(subcommand)]
    Key(key::Key),
    /// Writes everything into one file; a running server goes on meanwhile
    Backup(backup::Backup),
    /// Puts a backup into a data folder that nobody uses
    Restore(backup::Restore),
    /// Remarks about a survey, with their places; nothing is stored
    Check(check::Check),
}

/// The data folder, for every command that needs it.
#[derive(Debug, Args)]
struct Data {
    /// Folder that holds everything
    #[arg(long = "data", value_name = "DIR", env = "TESSERA_DATA", default_value = "data")]
    folder: PathBuf,
}

/// Reads the command line, runs the command.
#[must_use]
pub fn main() -> ExitCode {
    if let Err(error) = environment::check() {
        return fail(&error, 2);
    }
    let command = Command::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads") {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, 1),
    };
    let done = runtime.block_on(async {
        match command.verb {
            Verb::Serve(serve) => serve.run().await,
            Verb::Publish(publish) => publish.run().await,
            Verb::Export(export) => export.run().await,
            Verb::User(user) => user.run().await,
            Verb::Key(key) => key.run().await,
            Verb::Backup(backup) => backup.run().await,
            Verb::Restore(restore) => restore.run().await,
            Verb::Check(check) => check.run(),
        }
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error, 1),
    }
}

/// A part of an address, refused in the words of the API: one that cannot be would otherwise be a strange mistake of the network.
fn parse_slug(text: &str) -> Result<String, String> {
    if is_slug(text) { Ok(text.to_owned()) } else { Err(words("en", "field.slug_format")) }
}

fn fail(error: &anyhow::Error, status: u8) -> ExitCode {
    drop(writeln!(std::io::stderr(), "tessera: {error:#}"));
    ExitCode::from(status)
}

/// One line for whoever ran the command.
fn say(line: impl std::fmt::Display) -> anyhow::Result<()> {
    writeln!(std::io::stdout(), "{line}").context("nobody listens")
}
