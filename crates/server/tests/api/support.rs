//! A server in a temporary folder, with a clock that the test moves, and a client that keeps its cookie.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use tessera_server::clock::{Clock, Zone};
use tessera_server::store::sqlite::SqliteStore;
use tessera_server::store::{PeopleStore as _, UserRecord};
use tessera_server::{About, App, AppOptions, Assets, Front, Limits, hash_password, router};
use tower::ServiceExt as _;
use uuid::Uuid;

pub(crate) const EMAIL: &str = "ola@nordlys.example";
pub(crate) const PASSWORD: &str = "a password of some length";
pub(crate) const OPERATOR: &str = "Nordlys AS, Oslo";
pub(crate) const PRIVACY: &str = "https://nordlys.example/privacy";
pub(crate) const TOKEN: &str = "0123456789abcdef";
/// 2026-11-18T07:59:59Z
pub(crate) const START: i64 = 1_794_988_799_000;

#[derive(Default)]
pub(crate) struct TestClock(pub(crate) AtomicI64);

impl Clock for TestClock {
    fn now_millis(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

pub(crate) struct Server {
    pub(crate) app: App,
    pub(crate) store: Arc<SqliteStore>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) router: Router,
    cookie: Mutex<Option<String>>,
    folder: TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn kind(&self) -> &str {
        self.body["kind"].as_str().unwrap_or("no problem")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or("")
    }
}

impl Server {
    pub(crate) async fn start() -> Self {
        Self::start_with(None).await
    }

    pub(crate) async fn start_with(public_url: Option<&str>) -> Self {
        let clock = Arc::new(TestClock(AtomicI64::new(START)));
        Self { clock: clock.clone(), ..Self::open(public_url, clock).await }
    }

    /// With a clock of one's own, and somebody signed in.
    pub(crate) async fn start_with_clock(clock: Arc<dyn Clock>) -> Self {
        let server = Self::open(None, clock).await;
        server.sign_in().await;
        server
    }

    async fn open(public_url: Option<&str>, clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
        let dist = folder.path().join("dist");
        write_app(&dist);
        let app = App::new(AppOptions {
            store: store.clone(),
            clock,
            zone: Zone::default(),
            workspace_name: "Nordlys".into(),
            about: About { operator: Some(OPERATOR.into()), privacy: Some(PRIVACY.into()) },
            public_url: public_url.map(str::to_owned),
            front: Front { proxies: vec!["10.0.0.0/8".parse().unwrap()], limits: Limits { respondents: 600, portal: 60, key: 30 } },
            assets: Assets::Folder(dist),
            scratch: folder.path().to_owned(),
            operator_token: Some(TOKEN.into()),
        })
        .await
        .unwrap();
        let router = router(app.clone());
        Self { app, store, clock: Arc::default(), router, cookie: Mutex::default(), folder }
    }

    /// A server with somebody signed in.
    pub(crate) async fn start_signed_in() -> Self {
        let server = Self::start().await;
        server.sign_in().await;
        server
    }

    pub(crate) async fn sign_in(&self) {
        self.add_user().await;
        let answer = self.post("/api/v1/session", json!({ "email": EMAIL, "password": PASSWORD })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }

    pub(crate) async fn add_user(&self) {
        let password_hash = hash_password(PASSWORD).unwrap();
        let user = UserRecord { id: Uuid::now_v7(), email: EMAIL.into(), name: "Ola".into(), password_hash };
        self.store.create_user(self.app.workspace(), user, START).await.unwrap();
    }

    /// Where the database is.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn advance(&self, millis: i64) {
        self.clock.0.fetch_add(millis, Ordering::SeqCst);
    }

    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    pub(crate) fn set_cookie(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap() = cookie;
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    /// A POST with a fresh key.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.post_keyed(path, &Uuid::new_v4().to_string(), body).await
    }

    pub(crate) async fn post_keyed(&self, path: &str, key: &str, body: Value) -> Answer {
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(Method::POST, path, &[("content-type", "application/json"), ("idempotency-key", key)], body).await
    }

    pub(crate) async fn put(&self, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.send(Method::PUT, path, &all, Body::from(body.to_string())).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "tessera.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = self.cookie() {
            request = request.header(header::COOKIE, cookie);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            self.set_cookie(Some(pair).filter(|pair| !pair.ends_with('=')));
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body: Value = serde_json::from_str(&text).unwrap_or(Value::Null);
        let detail = body.get("detail").and_then(Value::as_str).unwrap_or_default();
        assert!(body.get("kind").is_none() || !(detail.contains('{') || detail.is_empty()), "a sentence with a hole: {text}");
        Answer { status: parts.status, headers: parts.headers, body, text }
    }

    /// Publishes a form.
    pub(crate) async fn publish(&self, slug: &str, audience: &str, definition: Value) {
        let body = json!({ "slug": slug, "audience": audience, "listed": true, "definition": definition, "publish": true });
        let answer = self.post("/api/v1/forms", body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }
}

/// A survey with a score, a choice, and a text that is asked of the unhappy alone.
pub(crate) fn survey() -> Value {
    json!({
        "title": { "default": "How was it?", "pl": "Jak było?" },
        "pages": [
            { "name": "one", "elements": [
                { "type": "rating", "name": "nps", "title": "Would you recommend us?", "rateMin": 0, "rateMax": 10, "isRequired": true },
                { "type": "radiogroup", "name": "product", "title": "What do you have?", "choices": ["internet", "tv"] },
            ] },
            { "name": "two", "elements": [
                { "type": "comment", "name": "why", "title": "Why?", "visibleIf": "{nps} <= 6" },
            ] },
        ],
    })
}

fn write_app(dist: &Path) {
    std::fs::create_dir_all(dist.join("assets")).unwrap();
    for (name, content) in [
        ("app.html", "<!doctype html><title>app</title>"),
        ("editor.html", "<!doctype html><title>editor</title>"),
        ("preview-near.html", "<!doctype html><title>frame</title>"),
        ("preview-tv.html", "<!doctype html><title>frame of a television</title>"),
        ("respond.html", "<!doctype html><title>respond</title>"),
        ("respond-all.html", "<!doctype html><title>respond, all types</title>"),
        ("icon.svg", "<svg/>"),
        ("assets/app.0123abcd.wasm", "plain"),
        ("assets/app.0123abcd.wasm.br", "brotli"),
        ("assets/app.0123abcd.wasm.gz", "gzip"),
    ] {
        std::fs::write(dist.join(name), content).unwrap();
    }
}
