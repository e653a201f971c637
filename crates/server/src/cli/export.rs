//! `tessera export`: the responses to a form, finished or not, a row each, to the standard output.

use super::client::Client;
use super::{Data, parse_slug};
use clap::{Args, ValueEnum};
use tessera_api::paths;

#[derive(Debug, Args)]
pub(super) struct Export {
    /// The form
    #[arg(value_parser = parse_slug)]
    slug: String,
    /// csv: one column a question; jsonl: one JSON object a line
    #[arg(long, value_enum)]
    format: Format,
    #[command(flatten)]
    data: Data,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Jsonl,
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        let format = match self.format {
            Format::Csv => "csv",
            Format::Jsonl => "jsonl",
        };
        let client = Client::connect_to_kept(&self.data.folder).await?;
        let mut out = std::io::stdout().lock();
        let copied = client.copy(&format!("{}?format={format}", paths::form_export(&self.slug)), &mut out).await;
        client.close().await;
        copied
    }
}
