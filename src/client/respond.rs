//! What a respondent's page asks of the server.

use super::{Client, ClientError, http::read_value, json, wire};
use crate::i18n::Locale;
use tessera_api::{
    forms::LiveForm,
    paths,
    responses::{Receipt, View},
};

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

    /// Whose pages these are, where no form says so.
    pub async fn workspace(self) -> Option<String> {
        let text = self.get_text(paths::HUB).await.ok()?;
        json::string(&json::parse(&text)?, "workspace")
    }

    /// Sends one save: a `SaveResponse` as JSON, with the key that was made with it.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn save_response(self, save: String, key: &str) -> Result<Receipt, ClientError> {
        let response = self.ask("POST", paths::RESPONSES, &[("Idempotency-Key", key)], Some(save)).await?;
        wire::receipt(&read_value(&response).await?).ok_or(ClientError::Strange(response.status()))
    }

    /// Says that somebody was shown the form. Nothing hangs on it, so it is tried once.
    pub async fn say_shown(self, slug: &str, view: &View) {
        let view = json::object([
            ("response_id", view.response_id.as_str().into()),
            ("version", view.version.into()),
            ("locale", view.locale.as_str().into()),
            ("layout", view.layout.as_str().into()),
            ("touchpoint", view.touchpoint.as_str().into()),
        ]);
        // A view that is not counted does the person no harm.
        drop(self.ask("POST", &paths::form_views(slug), &[], Some(json::print(&view))).await);
    }

    /// Sends one save with a page that is going away. Nobody learns what became of it; what is too big to go goes on the next visit.
    pub fn save_and_leave(self, save: &str, key: &str) {
        let request = self.request("POST", &[("Idempotency-Key", key)], Some(save));
        request.outlive();
        let answer = request.send(paths::RESPONSES);
        // A rejection that nobody waits for would be an error in the console.
        wasm_bindgen_futures::spawn_local(async move { drop(answer.await) });
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
