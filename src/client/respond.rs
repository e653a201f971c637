//! What a respondent's page asks of the server.

use super::{
    Client, ClientError,
    http::{Body, read_value},
    json, wire,
};
use crate::i18n::Locale;
use gloo_net::http::Method;
use js_sys::Reflect;
use tessera_api::{
    forms::LiveForm,
    paths,
    responses::{Receipt, View},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit};

impl Client {
    /// A client whose refusals come in the language of a tag, as far as we speak it.
    #[must_use]
    pub fn speaking(tag: &str) -> Self {
        Self::new(Locale::from_tag(tag).unwrap_or(Locale::En))
    }

    /// The published form, or the version that somebody is midway in; and the text it came as, to be kept.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn live_form(self, slug: &str, version: Option<u32>) -> Result<(LiveForm, String), ClientError> {
        let mut path = paths::form_live(slug);
        if let Some(version) = version {
            path.push_str("?version=");
            path.push_str(&version.to_string());
        }
        let text = self.get_text(&path).await?;
        let form = json::parse(&text).and_then(|mut value| wire::live_form(&mut value));
        Ok((form.ok_or(ClientError::Strange(200))?, text))
    }

    /// Sends one save: a `SaveResponse` as JSON, with the key that was made with it.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn save_response(self, save: String, key: &str) -> Result<Receipt, ClientError> {
        let response = self.ask(Method::POST, paths::RESPONSES, &[("Idempotency-Key", key)], Body::Json(save)).await?;
        wire::receipt(&read_value(&response).await?).ok_or(ClientError::Strange(response.status()))
    }

    /// Says that somebody was shown the form. Nothing hangs on it, so it is tried once.
    pub async fn say_shown(self, slug: &str, view: &View) {
        let view = json::object([("response_id", view.response_id.as_str().into()), ("version", view.version.into())]);
        // A view that is not counted does the person no harm.
        drop(self.ask(Method::POST, &paths::form_views(slug), &[], Body::Json(json::print(&view))).await);
    }

    /// Sends one save with a page that is going away. Nobody learns what became of it.
    ///
    /// The browser's own `fetch`, since only that takes `keepalive`; bodies over 64 KiB it refuses, and those go on the next visit.
    pub fn save_and_leave(self, save: &str, key: &str) {
        let started = (|| -> Result<js_sys::Promise, JsValue> {
            let headers = Headers::new()?;
            for (name, value) in [("Content-Type", "application/json"), ("Idempotency-Key", key), ("Accept-Language", self.language())] {
                headers.set(name, value)?;
            }
            let init = RequestInit::new();
            init.set_method("POST");
            init.set_headers(&headers);
            init.set_body(&save.into());
            Reflect::set(&init, &"keepalive".into(), &true.into())?;
            Ok(web_sys::window().ok_or(JsValue::NULL)?.fetch_with_str_and_init(paths::RESPONSES, &init))
        })();
        if let Ok(answer) = started {
            // A rejection that nobody waits for would be an error in the console.
            wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(answer).await) });
        }
    }
}

impl ClientError {
    /// Whether the same request may succeed later. A refusal for good never does.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        use tessera_api::ProblemKind::{DiskFull, InFlight, Internal, TooMany, Unavailable};
        match self {
            // A captive portal answers 200 with a page of its own, a proxy for a server that is away.
            Self::Offline | Self::Strange(_) => true,
            Self::Problem { problem, .. } => {
                problem.status >= 500 || matches!(problem.kind, InFlight | TooMany | Unavailable | DiskFull | Internal)
            }
        }
    }
}
