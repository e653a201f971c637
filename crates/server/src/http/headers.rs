//! Security headers: a content security policy without `unsafe-inline`, and its one exception for old televisions.

use axum::http::{HeaderMap, HeaderValue, header};

/// First Chromium that starts Wasm under `'wasm-unsafe-eval'`; older ones only under `'unsafe-eval'`.
const FIRST_WITH_WASM_EVAL: u32 = 97;

/// What kind of document an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// A respondent's page: pictures from anywhere, old engines welcome.
    Respondent,
    /// What the editor's previews are framed in: no script, and nobody's but our own pages' to show.
    Frame,
    /// Everything else.
    Other,
}

/// The policy for a page shown by this browser.
pub(crate) fn content_security_policy(page: Page, user_agent: &str) -> String {
    let eval = if page == Page::Respondent && chromium(user_agent).is_some_and(|version| version < FIRST_WITH_WASM_EVAL) {
        " 'unsafe-eval'"
    } else {
        ""
    };
    if page == Page::Frame {
        return "default-src 'none'; style-src 'self'; img-src 'self' https: data:; media-src 'self' https:; font-src 'self'; base-uri 'none'; \
                form-action 'none'; frame-ancestors 'self'"
            .to_owned();
    }
    // What authors show is theirs to choose, so it comes from anywhere, encrypted. A form with an address that is not is never published.
    let (images, videos) = if page == Page::Respondent { (" https: data:", "media-src 'self' https:; ") } else { ("", "") };
    // The portal frames its previews; no other page of ours lets itself be framed.
    let frames = if page == Page::Other { "'self'" } else { "'none'" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{eval}; style-src 'self'; connect-src 'self'; img-src 'self'{images}; {videos}\
         font-src 'self'; manifest-src 'self'; frame-src {frames}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Adds what every answer carries; `secure` when people reach this server by https.
pub(super) fn add(headers: &mut HeaderMap, page: Page, user_agent: &str, secure: bool) {
    let mut set = |name: header::HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(page, user_agent)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if page == Page::Respondent {
        headers.append(header::VARY, HeaderValue::from_static("User-Agent"));
    }
}

/// The major version behind `Chrome/`; `QtWebEngine` and TV browsers carry the token of the engine they were built from.
fn chromium(user_agent: &str) -> Option<u32> {
    let (_, rest) = user_agent.split_once("Chrome/")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TV: &str =
        "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36 WebAppManager";
    const QT: &str =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/5.15.13 Chrome/87.0.4280.144 Safari/537.36";
    const NEW: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    #[test]
    fn eval_is_allowed_to_old_chromium_on_respondents_pages_alone() {
        for (page, agent, expected) in [
            (Page::Respondent, TV, true),
            (Page::Respondent, QT, true),
            (Page::Respondent, NEW, false),
            (Page::Respondent, "Mozilla/5.0 Firefox/140.0", false),
            (Page::Respondent, "Chrome/", false),
            (Page::Respondent, "Chrome/99999999999999", false),
            (Page::Other, TV, false),
        ] {
            assert_eq!(content_security_policy(page, agent).contains(" 'unsafe-eval'"), expected, "{agent}");
        }
    }

    #[test]
    fn pictures_and_videos_of_authors_come_encrypted_on_respondents_pages_alone() {
        let respondent = content_security_policy(Page::Respondent, NEW);
        assert!(respondent.contains("img-src 'self' https: data:; media-src 'self' https:; "), "{respondent}");
        let other = content_security_policy(Page::Other, NEW);
        assert!(other.contains("img-src 'self'; font-src") && !other.contains("media-src"), "{other}");
    }

    #[test]
    fn nothing_inline_is_ever_allowed() {
        for page in [Page::Respondent, Page::Frame, Page::Other] {
            for agent in [TV, NEW, ""] {
                assert!(!content_security_policy(page, agent).contains("unsafe-inline"));
            }
        }
    }

    #[test]
    fn only_the_frame_of_previews_is_framed_and_it_runs_nothing() {
        for (page, may_be_framed, may_frame) in [(Page::Respondent, false, false), (Page::Frame, true, false), (Page::Other, false, true)] {
            let policy = content_security_policy(page, NEW);
            assert_eq!(policy.contains("frame-ancestors 'self'"), may_be_framed, "{policy}");
            assert_eq!(policy.contains("frame-src 'self'"), may_frame, "{policy}");
            assert_eq!(policy.contains("script-src"), page != Page::Frame, "{policy}");
        }
    }
}
