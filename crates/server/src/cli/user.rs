//! `tessera user add`: somebody who signs in.

use super::client::Client;
use super::{Data, say};
use crate::http::generate_password;
use crate::routes::{NewUser, USERS};
use anyhow::Context as _;
use clap::{Args, Subcommand};
use std::io::{BufRead as _, IsTerminal as _};

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Adds somebody; the password is read from the standard input, or made and printed when that is a terminal or empty
    Add(Add),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// E-mail address
    email: String,
    /// Name; the part of the address before the @ when absent
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    data: Data,
}

impl User {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let Self::Add(add) = self;
        let given = password_from_input()?;
        let password = given.clone().map_or_else(generate_password, Ok)?;
        let name = add.name.unwrap_or_else(|| add.email.split('@').next().unwrap_or_default().to_owned());
        let client = Client::connect(&add.data.folder).await?;
        let added = client.post(USERS, &NewUser { email: add.email.clone(), name, password: password.clone() }).await;
        client.close().await;
        added?.success()?;
        match given {
            Some(_) => say(format!("{} can sign in", add.email)),
            None => say(format!("{} can sign in with the password {password}", add.email)),
        }
    }
}

/// A terminal would show the password while it is typed, so there one is made.
fn password_from_input() -> anyhow::Result<Option<String>> {
    let input = std::io::stdin();
    if input.is_terminal() {
        return Ok(None);
    }
    let mut line = String::new();
    input.lock().read_line(&mut line).context("the password cannot be read")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    Ok(Some(password).filter(|password| !password.is_empty()))
}
