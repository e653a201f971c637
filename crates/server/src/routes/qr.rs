//! `GET /api/v1/forms/{slug}/qr`: the address of a form as a QR code, with what the link says of layout, language and place.

use super::forms::find;
use crate::app::App;
use crate::http::Failure;
use crate::http::access::{FormsRead, May};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use qrcode::{Color, EcLevel, QrCode};
use sha2::{Digest as _, Sha256};
use tessera_api::Problem;

/// Bytes of an address, at most: beyond, the squares are too small for a camera across a counter.
const LONGEST: usize = 1_000;
/// Empty modules around the code, as ISO/IEC 18004 asks.
const QUIET: usize = 4;
/// Pixels of a module where nothing says how large the picture is to be.
const MODULE: usize = 10;

/// The address of a form as a QR code. What stands behind the `?` stands behind the `?` of the address.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/qr", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), params(("slug" = String, Path)),
    responses((status = 200, content_type = "image/svg+xml", headers(("ETag" = String))), (status = 304), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn qr(
    State(app): State<App>,
    _may: May<FormsRead>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let form = find(&app, &slug).await?;
    let query = query.filter(|query| !query.is_empty()).map(|query| format!("?{query}")).unwrap_or_default();
    let link = format!("{}/s/{}{query}", base(&app, &headers), form.slug);
    let too_long = || Failure::field("query", "link-long");
    if link.len() > LONGEST {
        return Err(too_long());
    }
    // The same address is the same picture, always.
    let tag = format!("\"{}\"", &hex(&Sha256::digest(&link)));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let answer = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, max-age=86400".to_owned())];
    if known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, answer).into_response());
    }
    // A quarter of it may be hidden by a scratch or a thumb.
    let code = QrCode::with_error_correction_level(&link, EcLevel::Q).map_err(|_too_much| too_long())?;
    Ok((answer, [(header::CONTENT_TYPE, "image/svg+xml")], draw(&code, &link)).into_response())
}

/// What addresses told to people begin with: the public one; where nobody gave one, the one this request came by.
pub(super) fn base(app: &App, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    app.public_url().map_or_else(|| format!("http://{host}"), str::to_owned)
}

/// Black on white whatever is around it: cameras look for dark on light.
fn draw(code: &QrCode, link: &str) -> String {
    let (width, colors) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        // Neighbors are one stroke, so that no seam shows between them.
        for run in row.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len()));
            }
            x += run.len();
        }
    }
    let (side, pixels) = (width + 2 * QUIET, (width + 2 * QUIET) * MODULE);
    let title = link.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{pixels}\" height=\"{pixels}\" shape-rendering=\"crispEdges\">\
         <title>{title}</title><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    )
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_and_nothing_else() {
        let link = "https://ask.example/s/visit?lang=pl&layout=tv";
        let code = QrCode::with_error_correction_level(link, EcLevel::Q).unwrap();
        let drawn = draw(&code, link);
        let mut found = vec![Color::Light; code.width() * code.width()];
        let path = drawn.rsplit("d=\"").next().unwrap();
        for stroke in path.split('M').skip(1) {
            let (place, rest) = stroke.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            for step in 0..length {
                found[(y - QUIET) * code.width() + x - QUIET + step] = Color::Dark;
            }
        }
        assert_eq!(found, code.to_colors());
        assert!(drawn.contains("<title>https://ask.example/s/visit?lang=pl&amp;layout=tv</title>"), "{drawn}");
    }
}
