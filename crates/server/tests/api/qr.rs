//! The QR code of a form's address: which address, for whom, and how long it may be kept.

use crate::support::{Server, survey};
use axum::body::Body;
use axum::http::Method;

const PATH: &str = "/api/v1/forms/care/qr";

#[tokio::test]
async fn the_code_holds_the_public_address_with_what_the_link_says() {
    for (public, expected) in [
        (None, "http://tessera.example/s/care?lang=pl&amp;touchpoint=till-3"),
        (Some("https://ask.example"), "https://ask.example/s/care?lang=pl&amp;touchpoint=till-3"),
    ] {
        let server = Server::start_with(public).await;
        server.sign_in().await;
        server.publish("care", "customers", survey()).await;
        let answer = server.get(&format!("{PATH}?lang=pl&touchpoint=till-3")).await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "image/svg+xml"));
        assert!(answer.text.contains(&format!("<title>{expected}</title>")), "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "private, max-age=86400");
        let tag = answer.header("etag").to_owned();
        let again = server.send(Method::GET, &format!("{PATH}?lang=pl&touchpoint=till-3"), &[("if-none-match", &tag)], Body::empty()).await;
        assert_eq!((again.status.as_u16(), again.text.as_str(), again.header("etag")), (304, "", tag.as_str()));
        let other = server.send(Method::GET, PATH, &[("if-none-match", &tag)], Body::empty()).await;
        assert_eq!(other.status, 200);
    }
}

#[tokio::test]
async fn it_is_for_those_who_may_read_forms_and_for_addresses_that_a_camera_can_read() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    assert_eq!(server.get("/api/v1/forms/none/qr").await.kind(), "not-found");
    let long = server.get(&format!("{PATH}?x={}", "a".repeat(1_000))).await;
    assert_eq!((long.status.as_u16(), long.body["errors"]["query"].is_array()), (422, true), "{}", long.text);
    let fits = server.get(&format!("{PATH}?x={}", "a".repeat(900))).await;
    assert_eq!(fits.status, 200);
    let markup = server.get(&format!("{PATH}?x=%3C/title%3E%3Cscript%3E")).await;
    assert!(!markup.text.contains("<script>"), "{}", markup.text);
    server.set_cookie(None);
    assert_eq!(server.get(PATH).await.kind(), "unauthorized");
}
