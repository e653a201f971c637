//! The built app: read from a folder while developing, carried inside the program in a release; each file once per encoding.

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Where the files come from.
pub enum Assets {
    /// A folder, read anew for each request.
    Folder(PathBuf),
    /// Files in memory, by path.
    Loaded(BTreeMap<String, Asset>),
}

/// One file.
#[derive(Clone)]
pub struct Asset {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    hash: String,
}

/// A file in the encoding that suits the request.
pub(crate) struct Encoded {
    pub(crate) bytes: Bytes,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) etag: String,
}

impl Assets {
    /// What the build put into this program; `None` when it was built without the app.
    #[must_use]
    pub fn embedded() -> Option<Self> {
        let find = |path: &str| EMBEDDED.iter().find(|(name, _)| *name == path).map(|(_, bytes)| Bytes::from_static(bytes));
        let is_sibling =
            |path: &str| path.strip_suffix(".br").or_else(|| path.strip_suffix(".gz")).is_some_and(|plain| find(plain).is_some());
        let files: BTreeMap<String, Asset> = EMBEDDED
            .iter()
            .filter(|(path, _)| !is_sibling(path))
            .map(|(path, bytes)| {
                let asset = Asset::new(Bytes::from_static(bytes), find(&format!("{path}.br")), find(&format!("{path}.gz")));
                ((*path).to_owned(), asset)
            })
            .collect();
        (!files.is_empty()).then_some(Self::Loaded(files))
    }

    /// The file at `path` (without a leading slash).
    pub(crate) async fn find(&self, path: &str) -> Option<Asset> {
        match self {
            Self::Loaded(files) => files.get(path).cloned(),
            Self::Folder(folder) if is_plain_path(path) => {
                let file = folder.join(path);
                let plain = read(&file).await?;
                let brotli = read(&with_suffix(&file, "br")).await;
                let gzip = read(&with_suffix(&file, "gz")).await;
                Some(Asset::new(plain, brotli, gzip))
            }
            Self::Folder(_) => None,
        }
    }
}

impl Asset {
    fn new(plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let digest = Sha256::digest(&plain);
        let hash = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { plain, brotli, gzip, hash }
    }

    /// The smallest form that `accept_encoding` allows.
    pub(crate) fn encoded(&self, accept_encoding: &str) -> Encoded {
        let form = |bytes: &Option<Bytes>, encoding: &'static str| {
            let bytes = bytes.clone().filter(|_| accepts(accept_encoding, encoding))?;
            Some(Encoded { bytes, encoding: Some(encoding), etag: format!("\"{}-{encoding}\"", self.hash) })
        };
        form(&self.brotli, "br").or_else(|| form(&self.gzip, "gzip")).unwrap_or_else(|| Encoded {
            bytes: self.plain.clone(),
            encoding: None,
            etag: format!("\"{}\"", self.hash),
        })
    }
}

/// Whether the header names the encoding (or `*`) with a weight above nothing.
fn accepts(header: &str, encoding: &str) -> bool {
    let weight = |name: &str| {
        header.split(',').find_map(|part| {
            let mut pieces = part.split(';').map(str::trim);
            (pieces.next()?.eq_ignore_ascii_case(name))
                .then(|| pieces.find_map(|piece| piece.strip_prefix("q=")?.parse::<f64>().ok()).unwrap_or(1.0))
        })
    };
    weight(encoding).or_else(|| weight("*")).is_some_and(|weight| weight > 0.0)
}

/// Letters, digits, dots, dashes and slashes; no hidden file, no way up.
fn is_plain_path(path: &str) -> bool {
    path.split('/').all(|part| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    })
}

async fn read(path: &Path) -> Option<Bytes> {
    tokio::fs::read(path).await.ok().map(Bytes::from)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_allowed_encoding_is_chosen() {
        let asset = Asset::new(Bytes::from_static(b"plain"), Some(Bytes::from_static(b"br")), Some(Bytes::from_static(b"gz")));
        for (header, expected) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip, br;q=0", Some("gzip")),
            ("*", Some("br")),
            ("identity", None),
            ("", None),
            ("br;q=0, *;q=0.5", Some("gzip")),
        ] {
            assert_eq!(asset.encoded(header).encoding, expected, "{header}");
        }
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["../secret", "assets/../../secret", ".git/config", "a//b", "/etc/passwd", "a%2e", "", "a\\b", "a\0"] {
            assert!(!is_plain_path(path), "{path}");
        }
        assert!(is_plain_path("assets/app.0123abcd.wasm"));
    }
}
