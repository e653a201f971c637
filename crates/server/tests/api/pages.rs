//! The built app: pages, hashed files, headers.

use crate::support::{Answer, Server, survey};
use axum::body::Body;
use axum::http::{Method, StatusCode};

const OLD_TV: &str = "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36";

async fn get(server: &Server, path: &str, headers: &[(&str, &str)]) -> Answer {
    server.send(Method::GET, path, headers, Body::empty()).await
}

#[tokio::test]
async fn each_address_gets_its_page() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    for (path, status, title) in [
        ("/", 200, "app"),
        ("/portal", 200, "app"),
        ("/portal/forms/care/results", 200, "app"),
        ("/portal/forms/care/edit", 200, "editor"),
        ("/portal/forms/care/versions/", 200, "editor"),
        ("/portal/forms/edit", 200, "app"),
        ("/s/care", 200, "respond"),
        ("/s/care?layout=tv", 200, "respond"),
        ("/s/unknown", 404, "respond"),
        ("/nowhere", 404, "app"),
    ] {
        let answer = get(&server, path, &[("accept", "text/html,*/*;q=0.8")]).await;
        assert_eq!((answer.status.as_u16(), answer.text.contains(&format!("<title>{title}<"))), (status, true), "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache");
    }
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_in_words() {
    let server = Server::start().await;
    for path in ["/s/%ff", "/api/v1/forms/%ff/live"] {
        let answer = get(&server, path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.kind()), (400, "malformed"), "{path}: {}", answer.text);
    }
}

#[tokio::test]
async fn files_come_small_and_stay_cached() {
    let server = Server::start().await;
    let path = "/assets/app.0123abcd.wasm";
    for (accept, body, encoding) in [("gzip, br", "brotli", "br"), ("gzip", "gzip", "gzip"), ("", "plain", "")] {
        let answer = get(&server, path, &[("accept-encoding", accept)]).await;
        assert_eq!(
            (answer.text.as_str(), answer.header("content-encoding"), answer.header("content-type")),
            (body, encoding, "application/wasm")
        );
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        let again = get(&server, path, &[("accept-encoding", accept), ("if-none-match", answer.header("etag"))]).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }
    for missing in ["/assets/app.ffff.wasm", "/assets/../Cargo.toml", "/app.html", "/.git/config"] {
        assert_eq!(get(&server, missing, &[("accept", "*/*")]).await.kind(), "not-found", "{missing}");
    }
    assert_eq!(server.send(Method::POST, "/", &[], Body::empty()).await.kind(), "method-not-allowed");
}

#[tokio::test]
async fn the_policy_forbids_what_is_inline_and_lets_old_televisions_start() {
    let server = Server::start().await;
    let policy = |answer: &Answer| answer.header("content-security-policy").to_owned();
    for path in ["/", "/s/x", "/api/v1/hub", "/assets/app.0123abcd.wasm", "/nothing"] {
        let answer = get(&server, path, &[]).await;
        assert!(policy(&answer).starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';"), "{path}");
        assert_eq!((answer.header("x-content-type-options"), answer.header("cross-origin-opener-policy")), ("nosniff", "same-origin"));
    }
    let television = get(&server, "/s/x", &[("user-agent", OLD_TV)]).await;
    assert!(policy(&television).contains("'unsafe-eval'") && policy(&television).contains("img-src 'self' https: data:"));
    let varies: Vec<_> = television.headers.get_all("vary").iter().map(|value| value.to_str().unwrap()).collect();
    assert!(varies.contains(&"User-Agent"), "{varies:?}");
    assert!(!policy(&get(&server, "/portal", &[("user-agent", OLD_TV)]).await).contains("'unsafe-eval'"));
}

#[tokio::test]
async fn previews_are_framed_by_our_own_pages_in_a_page_without_script() {
    let server = Server::start().await;
    for (path, title) in [("/preview/near", "frame"), ("/preview/tv", "frame of a television")] {
        let answer = get(&server, path, &[]).await;
        assert!(answer.text.contains(&format!("<title>{title}</title>")), "{path}: {}", answer.text);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'self'") && !policy.contains("script-src"), "{policy}");
    }
    let portal = get(&server, "/portal", &[]).await;
    let policy = portal.header("content-security-policy");
    assert!(policy.contains("frame-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(get(&server, "/preview/else", &[("accept", "*/*")]).await.kind(), "not-found");
}

#[tokio::test]
async fn health_is_told() {
    let server = Server::start().await;
    assert_eq!(server.get("/livez").await.status, StatusCode::OK);
    assert_eq!(server.get("/readyz").await.status, StatusCode::OK);
    server.app.drain();
    let draining = server.get("/readyz").await;
    assert_eq!((draining.status.as_u16(), draining.header("retry-after")), (503, "2"));
    assert_eq!(server.get("/livez").await.status, StatusCode::OK);
}
