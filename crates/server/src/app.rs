//! What all routes share: the store, the clock, who runs this installation, the forms read so far.

use crate::assets::Assets;
use crate::clock::{Clock, Zone};
use crate::definition::Published;
use crate::http::keys::InFlight;
use crate::http::limit::Buckets;
use crate::http::lockout::Lockout;
use crate::http::metrics::Metrics;
use crate::http::{Failure, Front, PasswordGate};
use crate::store::{Store, StoreResult, WorkspaceId};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use subtle::ConstantTimeEq as _;
use tessera_api::ProblemKind;
use tessera_api::forms::FormState;

/// Versions kept read. Were there one more, all are forgotten, and each is read again when somebody needs it.
const KEPT_VERSIONS: usize = 256;

/// What an [`App`] is made of.
pub struct AppOptions {
    /// Where everything is kept.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Whose days are counted.
    pub zone: Zone,
    /// Name of the organisation.
    pub workspace_name: String,
    /// What respondents are told of whoever asks.
    pub about: About,
    /// Address people reach this server by, when it is not the one it listens on.
    pub public_url: Option<String>,
    /// What stands in front.
    pub front: Front,
    /// The built app.
    pub assets: Assets,
    /// Folder for files that come and go.
    pub scratch: PathBuf,
    /// What a command at this machine shows to be let in; none when nothing may.
    pub operator_token: Option<String>,
}

/// The versions read so far.
#[derive(Default)]
struct Kept {
    read: HashMap<(String, u32), Arc<Published>>,
    /// Forms that were deleted meanwhile.
    gone: u64,
}

/// What respondents are told of whoever asks.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Who runs the surveys, where the name of the organisation does not say it: a company with its seat.
    pub operator: Option<String>,
    /// Where it is written how personal data is treated: `https:`, `http:` or `mailto:`.
    pub privacy: Option<String>,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    options: AppOptions,
    workspace: WorkspaceId,
    versions: Mutex<Kept>,
    in_flight: InFlight,
    lockout: Lockout,
    buckets: Buckets,
    metrics: Metrics,
    passwords: PasswordGate,
    is_draining: AtomicBool,
}

impl App {
    /// Takes the workspace from the store (the first time it makes one).
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn new(options: AppOptions) -> StoreResult<Self> {
        let workspace = options.store.workspace(options.clock.now_millis()).await?;
        Ok(Self(Arc::new(Inner {
            options,
            workspace,
            versions: Mutex::default(),
            in_flight: InFlight::default(),
            lockout: Lockout::default(),
            buckets: Buckets::default(),
            metrics: Metrics::default(),
            passwords: PasswordGate::default(),
            is_draining: AtomicBool::new(false),
        })))
    }

    /// Where everything is kept.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        &*self.0.options.store
    }

    /// The workspace of this installation.
    #[must_use]
    pub fn workspace(&self) -> WorkspaceId {
        self.0.workspace
    }

    /// Name of the organisation.
    #[must_use]
    pub fn workspace_name(&self) -> &str {
        &self.0.options.workspace_name
    }

    /// What respondents are told of whoever asks.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.0.options.about
    }

    /// Milliseconds UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.0.options.clock.now_millis()
    }

    /// Today in the workspace, counted from 1970-01-01.
    #[must_use]
    pub fn today(&self) -> i64 {
        self.0.options.zone.day_of(self.now())
    }

    /// The time zone of the workspace.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.0.options.zone
    }

    /// Not ready any more: whoever spreads requests should send them elsewhere.
    pub fn drain(&self) {
        self.0.is_draining.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_draining(&self) -> bool {
        self.0.is_draining.load(Ordering::Relaxed)
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.options.assets
    }

    pub(crate) fn in_flight(&self) -> &InFlight {
        &self.0.in_flight
    }

    pub(crate) fn scratch(&self) -> &Path {
        &self.0.options.scratch
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(crate) fn buckets(&self) -> &Buckets {
        &self.0.buckets
    }

    pub(crate) fn front(&self) -> &Front {
        &self.0.options.front
    }

    pub(crate) fn lockout(&self) -> &Lockout {
        &self.0.lockout
    }

    pub(crate) fn passwords(&self) -> &PasswordGate {
        &self.0.passwords
    }

    /// Compared in constant time: how long it takes must not tell how much was right.
    pub(crate) fn is_operator_token(&self, token: &str) -> bool {
        self.0.options.operator_token.as_ref().is_some_and(|own| bool::from(own.as_bytes().ct_eq(token.as_bytes())))
    }

    /// Whether people reach this server by https.
    pub(crate) fn is_secure(&self) -> bool {
        self.0.options.public_url.as_ref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Address people reach this server by, when it is not the one it listens on.
    pub(crate) fn public_url(&self) -> Option<&str> {
        self.0.options.public_url.as_deref()
    }

    /// Scheme and host of the public address, as browsers write an origin.
    pub(crate) fn public_origin(&self) -> Option<&str> {
        let url = self.0.options.public_url.as_deref()?;
        let host = url.find("://")? + 3;
        Some(url.get(host..)?.find('/').map_or(url, |slash| url.get(..host + slash).unwrap_or(url)))
    }

    /// A published version, read once: 404 when there is no such form or it was never published, 409 when it has no such version.
    pub(crate) async fn published(&self, slug: &str, version: u32) -> Result<Arc<Published>, Failure> {
        let key = (slug.to_owned(), version);
        let gone = {
            let kept = self.versions();
            if let Some(found) = kept.read.get(&key) {
                return Ok(Arc::clone(found));
            }
            kept.gone
        };
        let found = self.store().version(self.workspace(), slug, Some(version)).await?;
        let Some((form, record)) = found else {
            return Err(match self.store().form(self.workspace(), slug).await? {
                Some(form) if form.state != FormState::Draft => Failure::new(ProblemKind::WrongVersion).param("version", form.version),
                _ => Failure::new(ProblemKind::NotFound),
            });
        };
        let read = tokio::task::spawn_blocking(move || Published::read(&form, &record)).await;
        let published = Arc::new(read.map_err(|_panicked| Failure::new(ProblemKind::Internal))?);
        let mut kept = self.versions();
        if kept.read.len() >= KEPT_VERSIONS {
            kept.read.clear();
        }
        // Whose form went while this was being read must not stand for the next one of that slug.
        if kept.gone == gone {
            kept.read.insert(key, Arc::clone(&published));
        }
        Ok(published)
    }

    /// Forgets the versions of a form that is gone: another one may get its slug.
    pub(crate) fn forget(&self, slug: &str) {
        let mut kept = self.versions();
        kept.gone += 1;
        kept.read.retain(|(known, _), _| known != slug);
    }

    fn versions(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.0.versions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
