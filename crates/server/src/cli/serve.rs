//! `tessera serve`: opens the data folder, answers until it is asked to stop, drains.

use super::connections::{self, Patience};
use super::folder::{Folder, Running};
use super::stop::{Stop, Wish};
use super::{Data, say, starter};
use crate::app::{About, App, AppOptions};
use crate::assets::Assets;
use crate::clock::{SystemClock, Zone};
use crate::http::{Front, Limits, Network, random_token};
use crate::routes::{metrics, router};
use crate::samples::{SAMPLES, WORKSPACE};
use crate::store::sqlite::SqliteStore;
use anyhow::{Context as _, bail};
use clap::Args;
use clap::builder::FalseyValueParser;
use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// Requests that are under way get this long to end.
const DRAIN: Duration = Duration::from_secs(25);
/// Keys and sessions that ran out are forgotten this often.
const SWEEP: Duration = Duration::from_secs(3600);

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Address to listen on
    #[arg(long, value_name = "ADDRESS", env = "TESSERA_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Address people use, when it is another one (https behind a proxy)
    #[arg(long, value_name = "URL", env = "TESSERA_PUBLIC_URL", value_parser = parse_url)]
    public_url: Option<String>,
    /// Proxies in front of the server, addresses or networks: only their X-Forwarded-For counts
    #[arg(long, value_name = "NETWORKS", env = "TESSERA_TRUSTED_PROXIES", value_delimiter = ',')]
    trusted_proxies: Vec<Network>,
    #[command(flatten)]
    limits: LimitArgs,
    /// Address at which Prometheus finds /metrics; nowhere when absent. Nobody else should reach it
    #[arg(long, value_name = "ADDRESS", env = "TESSERA_METRICS")]
    metrics: Option<SocketAddr>,
    /// Name of the organisation; that of the samples where they were loaded
    #[arg(long, value_name = "NAME", env = "TESSERA_WORKSPACE")]
    workspace: Option<String>,
    /// Who runs the surveys, told to respondents: a company with its seat, for example
    #[arg(long, value_name = "NAME", env = "TESSERA_OPERATOR", value_parser = parse_operator)]
    operator: Option<String>,
    /// Where respondents read how personal data is treated: https://, http:// or mailto:
    #[arg(long, value_name = "URL", env = "TESSERA_PRIVACY_URL", value_parser = parse_privacy)]
    privacy_url: Option<String>,
    /// Time zone whose days are counted, by its IANA name
    #[arg(long, value_name = "ZONE", env = "TESSERA_TIME_ZONE", default_value = "UTC", value_parser = parse_zone)]
    time_zone: Zone,
    /// Folder of the built app; the one inside this program when it has one, else dist
    #[arg(long, value_name = "DIR", env = "TESSERA_APP")]
    app: Option<PathBuf>,
    /// No sample content and no sign-in on the first start
    #[arg(long, env = "TESSERA_EMPTY", value_parser = FalseyValueParser::new())]
    empty: bool,
    /// Seconds for which /readyz says no and everything is still answered, after SIGTERM and before the server stops; none after Ctrl-C
    #[arg(long, value_name = "SECONDS", env = "TESSERA_GRACE", default_value_t = 5, value_parser = clap::value_parser!(u64).range(..=600))]
    grace: u64,
    #[command(flatten)]
    data: Data,
}

/// Requests a minute, a third of them at once; 0 for no limit.
#[derive(Clone, Copy, Debug, Args)]
struct LimitArgs {
    /// Requests a minute from one address to respondents' pages; 0 for no limit. Many people may share one
    #[arg(long, value_name = "N", env = "TESSERA_LIMIT_RESPONDENTS", default_value_t = Limits::default().respondents)]
    limit_respondents: u32,
    /// Requests a minute from one address to the portal
    #[arg(long, value_name = "N", env = "TESSERA_LIMIT_PORTAL", default_value_t = Limits::default().portal)]
    limit_portal: u32,
    /// Requests a minute with one API key
    #[arg(long, value_name = "N", env = "TESSERA_LIMIT_KEY", default_value_t = Limits::default().key)]
    limit_key: u32,
}

impl Serve {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        start_log();
        let path = &self.data.folder;
        let Some(folder) = Folder::take(path)? else {
            bail!("another server (or command) uses the data folder {}; stop it first, or give another folder with --data", path.display());
        };
        let listener = bind(self.listen, "--listen").await?;
        let watched = match self.metrics {
            Some(address) => Some(bind(address, "--metrics").await?),
            None => None,
        };
        let address = listener.local_addr()?;
        let assets = self.assets();
        let started = if self.empty { None } else { starter::start(&folder, self.time_zone.clone()).await? };
        let store = Arc::new(SqliteStore::open(folder.path())?);
        let token = random_token()?;
        let app = App::new(AppOptions {
            store,
            clock: Arc::new(SystemClock),
            zone: self.time_zone.clone(),
            workspace_name: self.workspace_name(&folder),
            about: About { operator: self.operator.clone(), privacy: self.privacy_url.clone() },
            public_url: self.public_url.clone(),
            front: self.front(),
            assets,
            scratch: folder.path().to_owned(),
            operator_token: Some(token.clone()),
        })
        .await?;
        let stop = Stop::listen();
        folder.note_running(&Running { address: reachable(address), token, base: self.base(address) })?;
        // A server whose starter does not listen (any more) serves all the same.
        drop(self.announce(address, started.as_ref(), &folder));
        // Ends with the program: it is to be watched while it drains, too.
        if let Some(listener) = watched {
            drop(say(format!("  metrics  http://{}/metrics", listener.local_addr()?)));
            tokio::spawn(connections::serve(listener, metrics(app.clone()), Patience::default(), std::future::pending()));
        }
        serve(listener, app.clone(), stop, Duration::from_secs(self.grace)).await;
        folder.forget_running()?;
        app.store().close().await;
        drop(say("Stopped; everything is on the disk"));
        Ok(())
    }

    fn workspace_name(&self, folder: &Folder) -> String {
        let unnamed = if starter::has_samples(folder) { WORKSPACE } else { "Tessera" };
        self.workspace.clone().unwrap_or_else(|| unnamed.to_owned())
    }

    fn front(&self) -> Front {
        let LimitArgs { limit_respondents, limit_portal, limit_key } = self.limits;
        let limits = Limits { respondents: limit_respondents, portal: limit_portal, key: limit_key };
        Front { proxies: self.trusted_proxies.clone(), limits }
    }

    fn assets(&self) -> Assets {
        match &self.app {
            Some(folder) => Assets::Folder(folder.clone()),
            None => Assets::embedded().unwrap_or_else(|| Assets::Folder(PathBuf::from("dist"))),
        }
    }

    /// What every address that is told to somebody begins with.
    fn base(&self, address: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", reachable(address)))
    }

    /// Tells whoever started the server where everything is.
    fn announce(&self, address: SocketAddr, started: Option<&starter::SignIn>, folder: &Folder) -> anyhow::Result<()> {
        let base = self.base(address);
        say(format!("Tessera serves {base}/"))?;
        say(format!("  portal   {base}/portal"))?;
        if starter::has_samples(folder) {
            for sample in SAMPLES {
                for layout in ["desktop", "mobile", "tv"] {
                    say(format!("  sample   {base}/s/{}?layout={layout}", sample.slug))?;
                }
            }
        }
        if let Some(sign_in) = started {
            say(format!("  sign in  {} with {}", sign_in.email, sign_in.password))?;
            say(format!("           (kept in {})", starter::sign_in_path(folder).display()))?;
        } else if starter::sign_in_path(folder).exists() {
            say(format!("  sign in  see {}", starter::sign_in_path(folder).display()))?;
        }
        Ok(())
    }
}

async fn bind(address: SocketAddr, option: &str) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("another program already listens on {address}; stop it, or choose another address with {option}")
        }
        bound => bound.with_context(|| format!("{address} cannot be listened on")),
    }
}

async fn serve(listener: TcpListener, app: App, mut stop: Stop, grace: Duration) {
    let sweeper = tokio::spawn(sweep(app.clone()));
    let (stopping, mut stopped) = tokio::sync::watch::channel(false);
    let draining = app.clone();
    let signal = async move {
        let wish = stop.asked().await;
        draining.drain();
        tracing::info!("draining");
        if wish == Wish::Orderly {
            // Whoever spreads requests learns at /readyz to send them elsewhere. Who asks once more means it.
            drop(tokio::time::timeout(grace, stop.asked()).await);
        }
        stopping.send_replace(true);
    };
    let serving = connections::serve(listener, router(app), Patience::default(), signal);
    let too_long = async {
        drop(stopped.wait_for(|is_stopping| *is_stopping).await);
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        () = serving => {}
        () = too_long => tracing::warn!("some requests did not end in time"),
    }
    sweeper.abort();
}

async fn sweep(app: App) {
    let mut ticks = tokio::time::interval(SWEEP);
    loop {
        ticks.tick().await;
        if let Err(error) = app.store().sweep(app.workspace(), app.now()).await {
            tracing::warn!(%error, "what ran out was not swept");
        }
    }
}

/// An address one can go to: "every address of this machine" is none.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), address.port()),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::new(Ipv6Addr::LOCALHOST.into(), address.port()),
        _ => address,
    }
}

fn start_log() {
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal()).with_target(false).finish();
    if tracing::subscriber::set_global_default(log).is_err() {
        tracing::debug!("somebody else keeps the log");
    }
}

fn parse_zone(text: &str) -> Result<Zone, String> {
    Zone::named(text)
}

/// Scheme and host: the program answers at the root of its host, so a path in front of it would lead nowhere.
fn parse_url(text: &str) -> Result<String, String> {
    let text = text.trim_end_matches('/');
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "/?#@".contains(c)) => Ok(text.to_owned()),
        _ => Err("an address is https:// or http:// and a host, without a path".to_owned()),
    }
}

/// A line that stands in a sentence on a phone.
fn parse_operator(text: &str) -> Result<String, String> {
    let text = text.trim();
    let is_line = (1..=200).contains(&text.chars().count()) && !text.contains(char::is_control);
    if is_line { Ok(text.to_owned()) } else { Err("a name is a line of 1 to 200 characters".to_owned()) }
}

/// An address that can stand behind a link: nothing that runs, nothing that this server would have to have.
fn parse_privacy(text: &str) -> Result<String, String> {
    let rest = ["https://", "http://", "mailto:"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_plain =
        |rest: &str| !rest.starts_with('/') && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
    match rest {
        Some(rest) if !rest.is_empty() && is_plain(rest) && (!text.starts_with("mailto:") || rest.contains('@')) => Ok(text.to_owned()),
        _ => Err("an address begins with https://, http:// or mailto:".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_privacy_address_is_one_that_can_be_linked() {
        for text in ["https://nordlys.example/privacy", "http://10.0.0.5/privacy", "mailto:privacy@nordlys.example"] {
            assert_eq!(parse_privacy(text), Ok(text.to_owned()));
        }
        for text in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "/privacy",
            "https:///x",
            "https://",
            "mailto:",
            "mailto:x",
            "https://a b",
            "ftp://x",
        ] {
            assert!(parse_privacy(text).is_err(), "{text}");
        }
        assert!(parse_operator(" ").is_err() && parse_operator("a\nb").is_err());
        assert_eq!(parse_operator(" Nordlys AS, Oslo "), Ok("Nordlys AS, Oslo".to_owned()));
    }
}
