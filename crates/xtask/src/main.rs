//! The project's commands, run as `cargo xtask <command>`. Plain Rust over the tools themselves, so that a machine with rustup and
//! Node needs nothing else: what is missing is installed, and said so.
#![expect(clippy::print_stdout, reason = "a command-line program talks on its standard output")]

mod bench;
mod build;
mod check;
mod conform;
mod contract;
mod lab;
mod program;
mod project;
mod serve;
mod shell;
mod size;
mod suite;
mod tools;

use anyhow::{Result, bail};
use project::Project;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve [--listen A] [--data DIR] [--release] [--empty] [--watch]
                       builds everything and starts the server, by default on 127.0.0.1:8080 with its data in ./data
  test                 everything CI runs
  check [--rules]      format, lints, arrows, lengths, style, messages; each rule first proves that it finds what it forbids
  size [--check]       what each page loads; --check fails above the budget
  build [--release]    the app for the browser, into dist/ (release: small, compressed, for old TV engines too)
  bench                acknowledged saves a second, as a multiple of what the disk syncs in the same minute
  conform [--expressions F] [--surveys F]
                       recorded survey-core cases through our engine: ../shared/conformance, or the part kept here
  lab                  the samples answered by remote control in QtWebEngine 69, a browser as old as the televisions we promise; keeps pictures
  contract             requests made from the server's OpenAPI document, and whether it answers as it says there
  install [--tests]    only fetch the tools that are missing
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match run(&command, &rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<ExitCode> {
    let project = Project::find()?;
    match command {
        "bench" => {
            flag(rest, &[])?;
            bench::bench(&project)?;
        }
        "build" => {
            let release = flag(rest, &["--release"])?.contains(&"--release");
            build::build(&project, release)?;
        }
        "check" => {
            let only_rules = flag(rest, &["--rules"])?.contains(&"--rules");
            check::check(&project, only_rules)?;
        }
        "serve" => serve::serve(&project, rest)?,
        "size" => {
            let must_fit = flag(rest, &["--check"])?.contains(&"--check");
            if !size::size(&project)? && must_fit {
                return Ok(ExitCode::FAILURE);
            }
        }
        "test" => {
            flag(rest, &[])?;
            if !suite::test(&project) {
                return Ok(ExitCode::FAILURE);
            }
        }
        "conform" => {
            if !conform::conform(&project, rest)? {
                return Ok(ExitCode::FAILURE);
            }
        }
        "contract" => {
            flag(rest, &[])?;
            contract::contract(&project)?;
        }
        "lab" => {
            flag(rest, &[])?;
            lab::lab(&project)?;
        }
        "install" => {
            let tests = flag(rest, &["--tests"])?.contains(&"--tests");
            tools::for_build(&project)?;
            if tests {
                tools::for_tests(&project)?;
                tools::old_nodes(&project)?;
            }
        }
        // Called by Trunk.toml, not by people.
        "trunk-hook" => build::trunk_hook(&project)?,
        "" | "help" | "--help" | "-h" => println!("{USAGE}"),
        unknown => bail!("no command `{unknown}`\n\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// The flags given, all of them known ones.
fn flag<'a>(given: &[String], known: &[&'a str]) -> Result<Vec<&'a str>> {
    given
        .iter()
        .map(|one| match known.iter().find(|flag| **flag == one.as_str()) {
            Some(flag) => Ok(*flag),
            None => bail!("no option `{one}`; known here: {}", known.join(", ")),
        })
        .collect()
}
