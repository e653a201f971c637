//! `tessera key add`, `list`, `revoke`: what programs show to be let in.

use super::client::Client;
use super::{Data, say};
use clap::{Args, Subcommand};
use tessera_api::keys::{ApiKey, MadeApiKey, NewApiKey, Scope};
use tessera_api::{Page, paths};

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// Makes a key and prints it, this once
    Add(Add),
    /// Lists the keys, without their secrets
    List(List),
    /// Makes a key count no more
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// What it is for
    name: String,
    /// What it may do: forms:read, forms:write, responses:read, responses:write, results:read; can be given several times
    #[arg(long = "scope", required = true, value_parser = parse_scope)]
    scopes: Vec<Scope>,
    /// The last day on which it counts, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    last_day: Option<String>,
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    data: Data,
}

#[derive(Debug, Args)]
pub(super) struct Revoke {
    /// The key's id, as listed
    id: String,
    #[command(flatten)]
    data: Data,
}

impl Key {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(Add { name, scopes, last_day, data }) => {
                let client = Client::connect(&data.folder).await?;
                let made = client.post(paths::KEYS, &NewApiKey { name, scopes, last_day }).await;
                client.close().await;
                say(made?.success()?.json::<MadeApiKey>()?.secret.unwrap_or_default())
            }
            Self::List(List { data }) => {
                let client = Client::connect(&data.folder).await?;
                let keys = client.get(paths::KEYS).await;
                client.close().await;
                keys?.success()?.json::<Page<ApiKey>>()?.items.iter().try_for_each(|key| say(line(key)))
            }
            Self::Revoke(Revoke { id, data }) => {
                let client = Client::connect(&data.folder).await?;
                // What is no id could be no address either.
                let path = paths::key(&id.replace(|character: char| !character.is_ascii_alphanumeric(), "-"));
                let revoked = client.delete(&path).await;
                client.close().await;
                revoked?.success()?;
                say(format!("The key {id} counts no more"))
            }
        }
    }
}

fn line(key: &ApiKey) -> String {
    let scopes: Vec<&str> = key.scopes.iter().map(|scope| scope.name()).collect();
    let day = |label: &str, day: &Option<String>| day.as_ref().map(|day| format!(", {label} {day}")).unwrap_or_default();
    let days = day("until", &key.last_day) + &day("last used", &key.used_on);
    format!("{}  {}  {}{days}", key.id, scopes.join(" "), key.name)
}

fn parse_scope(text: &str) -> Result<Scope, String> {
    let names: Vec<&str> = Scope::ALL.iter().map(|scope| scope.name()).collect();
    Scope::from_name(text).ok_or_else(|| format!("scopes are {}", names.join(", ")))
}
