//! How a command reaches the API: through the running server, or through the router itself when none runs.

use super::folder::{self, Folder, Running};
use crate::app::{About, App, AppOptions};
use crate::assets::Assets;
use crate::clock::{SystemClock, Zone};
use crate::http::{Front, Operator};
use crate::routes::router;
use crate::store::sqlite::{FILE_NAME, SqliteStore};
use anyhow::{Context as _, anyhow, bail};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use hyper_util::rt::TokioIo;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tessera_api::Problem;
use tower::ServiceExt as _;

/// How long a command waits for another one, or for a server that is starting.
const PATIENCE: Duration = Duration::from_secs(15);

/// A way to the API as the operator.
pub(super) enum Client {
    /// Over the network of this machine.
    Remote(Running),
    /// In this process, with the store it has open.
    Local { router: Router, app: App, _folder: Folder },
}

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) etag: Option<HeaderValue>,
    pub(super) body: Vec<u8>,
}

impl Client {
    /// Reaches what was kept already. A folder in which nothing ever was is most likely not the one meant, and an empty copy of it a false comfort.
    pub(super) async fn connect_to_kept(path: &Path) -> anyhow::Result<Self> {
        if !path.join(FILE_NAME).exists() {
            bail!("the data folder {} has no database: is another one meant by --data?", path.display());
        }
        Self::connect(path).await
    }

    /// Opens the store, or finds the server that has it open.
    pub(super) async fn connect(path: &Path) -> anyhow::Result<Self> {
        let give_up = tokio::time::Instant::now() + PATIENCE;
        loop {
            if let Some(folder) = Folder::take(path)? {
                return Self::open(folder).await;
            }
            if let Some(running) = folder::running(path)
                && tokio::net::TcpStream::connect(running.address).await.is_ok()
            {
                return Ok(Self::Remote(running));
            }
            if tokio::time::Instant::now() > give_up {
                bail!("the data folder {} is in use, and no server in it answers", path.display());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn open(folder: Folder) -> anyhow::Result<Self> {
        let app = App::new(AppOptions {
            store: Arc::new(SqliteStore::open(folder.path())?),
            clock: Arc::new(SystemClock),
            zone: Zone::default(),
            workspace_name: String::new(),
            about: About::default(),
            public_url: None,
            front: Front::default(),
            assets: Assets::Loaded(BTreeMap::new()),
            scratch: folder.path().to_owned(),
            operator_token: None,
        })
        .await?;
        Ok(Self::Local { router: router(app.clone()), app, _folder: folder })
    }

    pub(super) async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    pub(super) async fn post(&self, path: &str, body: &impl serde::Serialize) -> anyhow::Result<Answer> {
        self.send(Method::POST, path, None, Body::from(serde_json::to_string(body)?)).await
    }

    pub(super) async fn put(&self, path: &str, if_match: HeaderValue, body: &impl serde::Serialize) -> anyhow::Result<Answer> {
        self.send(Method::PUT, path, Some(if_match), Body::from(serde_json::to_string(body)?)).await
    }

    pub(super) async fn delete(&self, path: &str) -> anyhow::Result<Answer> {
        self.send(Method::DELETE, path, None, Body::empty()).await
    }

    async fn send(&self, method: Method, path: &str, if_match: Option<HeaderValue>, body: Body) -> anyhow::Result<Answer> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", uuid::Uuid::new_v4().to_string());
        if let Some(tag) = if_match {
            request = request.header(header::IF_MATCH, tag);
        }
        let request = request.body(body)?;
        let response = match self {
            Self::Local { router, .. } => local(router.clone(), request).await,
            Self::Remote(running) => remote(running, request).await?,
        };
        let (parts, body) = response.into_parts();
        Ok(Answer { status: parts.status, etag: parts.headers.get(header::ETAG).cloned(), body: body.collect().await?.to_bytes().to_vec() })
    }

    /// Streams the answer into `out`; an answer that is no success is an error.
    pub(super) async fn copy(&self, path: &str, out: &mut impl std::io::Write) -> anyhow::Result<()> {
        let request = Request::get(path).header(header::HOST, "localhost").body(Body::empty())?;
        let response = match self {
            Self::Local { router, .. } => local(router.clone(), request).await,
            Self::Remote(running) => remote(running, request).await?,
        };
        let (parts, mut body) = response.into_parts();
        if !parts.status.is_success() {
            let answer = Answer { status: parts.status, etag: None, body: body.collect().await?.to_bytes().to_vec() };
            return Err(answer.into_error());
        }
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame?.into_data() {
                out.write_all(&data)?;
            }
        }
        Ok(out.flush()?)
    }

    /// What the addresses of a running server begin with.
    pub(super) fn base(&self) -> &str {
        match self {
            Self::Remote(running) => &running.base,
            Self::Local { .. } => "",
        }
    }

    /// Lets the store finish.
    pub(super) async fn close(self) {
        if let Self::Local { app, .. } = self {
            app.store().close().await;
        }
    }
}

impl Answer {
    /// The body, when the answer is a success.
    pub(super) fn success(self) -> anyhow::Result<Self> {
        if self.status.is_success() { Ok(self) } else { Err(self.into_error()) }
    }

    pub(super) fn json<T: serde::de::DeserializeOwned>(&self) -> anyhow::Result<T> {
        serde_json::from_slice(&self.body).context("the server's answer cannot be read")
    }

    fn into_error(self) -> anyhow::Error {
        match self.json::<Problem>() {
            Ok(problem) => {
                let fields = problem.errors.iter().flat_map(|(name, errors)| errors.iter().map(move |error| (name, error)));
                let fields: String =
                    fields.map(|(name, error)| format!("\n  {name}: {}", error.text.as_deref().unwrap_or(&error.code))).collect();
                anyhow!("{}: {}{fields}", problem.title, problem.detail.unwrap_or_default())
            }
            Err(_) => anyhow!("the server answered {}", self.status),
        }
    }
}

async fn local(router: Router, mut request: Request<Body>) -> Response<Body> {
    request.extensions_mut().insert(Operator);
    router.oneshot(request).await.unwrap_or_else(|never| match never {})
}

async fn remote(running: &Running, mut request: Request<Body>) -> anyhow::Result<Response<Body>> {
    let unreachable = || format!("the server at {} does not answer", running.address);
    let stream = tokio::net::TcpStream::connect(running.address).await.with_context(unreachable)?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.with_context(unreachable)?;
    // Ends by itself when the answer is read.
    tokio::spawn(connection);
    request.headers_mut().insert(header::AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {}", running.token))?);
    Ok(sender.send_request(request).await.with_context(unreachable)?.map(Body::new))
}
