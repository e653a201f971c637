//! Route paths, written once for both sides.

/// The public front page's content. `GET`.
pub const HUB: &str = "/api/v1/hub";
/// Forms: `GET` a page of them, `POST` a new one.
pub const FORMS: &str = "/api/v1/forms";
/// Diagnostics and the sanitised definition, nothing stored: `POST`.
pub const FORMS_CHECK: &str = "/api/v1/forms/check";
/// What two texts of a definition differ in, nothing stored: `POST`.
pub const FORMS_DIFFERENCE: &str = "/api/v1/forms/check/difference";
/// The texts of a definition in every language, nothing stored: `POST`.
pub const FORMS_TEXTS: &str = "/api/v1/forms/check/texts";
/// Responses: `POST` one save of one response.
pub const RESPONSES: &str = "/api/v1/responses";
/// One response: `GET` what it holds, `DELETE` it. Employees' responses are not there for anybody.
#[must_use]
pub fn response(id: &str) -> String {
    format!("{RESPONSES}/{id}")
}
/// The signed-in session: `GET` who, `POST` sign in, `DELETE` sign out.
pub const SESSION: &str = "/api/v1/session";
/// `PUT` a new password.
pub const SESSION_PASSWORD: &str = "/api/v1/session/password";
/// `DELETE` every session of this person.
pub const SESSIONS: &str = "/api/v1/sessions";
/// API keys: `GET` all of them, `POST` a new one.
pub const KEYS: &str = "/api/v1/keys";
/// What happens to forms and responses, as server-sent events: `GET ?form=slug`.
pub const STREAM: &str = "/api/v1/stream";
/// The description of all this, OpenAPI 3.1.
pub const OPENAPI: &str = "/api/openapi.json";

/// One form: `GET` (with `ETag`).
#[must_use]
pub fn form(slug: &str) -> String {
    format!("{FORMS}/{slug}")
}
/// The published form as a respondent gets it: `GET`, public; `?version=N` for a version somebody is midway in.
#[must_use]
pub fn form_live(slug: &str) -> String {
    format!("{FORMS}/{slug}/live")
}
/// The draft: `PUT` with `If-Match`.
#[must_use]
pub fn form_draft(slug: &str) -> String {
    format!("{FORMS}/{slug}/draft")
}
/// `POST`: the draft becomes the next immutable version.
#[must_use]
pub fn form_publish(slug: &str) -> String {
    format!("{FORMS}/{slug}/publish")
}
/// The published versions: `GET`.
#[must_use]
pub fn form_versions(slug: &str) -> String {
    format!("{FORMS}/{slug}/versions")
}
/// One published version with its text: `GET`.
#[must_use]
pub fn form_version(slug: &str, version: u32) -> String {
    format!("{FORMS}/{slug}/versions/{version}")
}
/// `POST`: no more responses.
#[must_use]
pub fn form_close(slug: &str) -> String {
    format!("{FORMS}/{slug}/close")
}
/// `POST`: responses again.
#[must_use]
pub fn form_reopen(slug: &str) -> String {
    format!("{FORMS}/{slug}/reopen")
}
/// `PUT`: when it takes its last response, and what is said from then on.
#[must_use]
pub fn form_ending(slug: &str) -> String {
    format!("{FORMS}/{slug}/ending")
}
/// The form's address as a QR code: `GET`, an SVG; the query is that of the address.
#[must_use]
pub fn form_qr(slug: &str) -> String {
    format!("{FORMS}/{slug}/qr")
}
/// Responses, one by one: `GET`, a page. Refused for employees' forms.
#[must_use]
pub fn form_responses(slug: &str) -> String {
    format!("{FORMS}/{slug}/responses")
}
/// One API key: `DELETE` revokes it.
#[must_use]
pub fn key(id: &str) -> String {
    format!("{KEYS}/{id}")
}
/// Figures: `GET`.
#[must_use]
pub fn form_results(slug: &str) -> String {
    format!("{FORMS}/{slug}/results")
}
/// Comments: `GET`, a page.
#[must_use]
pub fn form_comments(slug: &str) -> String {
    format!("{FORMS}/{slug}/comments")
}
/// Rows: `GET ?format=csv|jsonl`. Refused for employees' forms.
#[must_use]
pub fn form_export(slug: &str) -> String {
    format!("{FORMS}/{slug}/export")
}
/// `POST`: somebody was shown the form.
#[must_use]
pub fn form_views(slug: &str) -> String {
    format!("{FORMS}/{slug}/views")
}
