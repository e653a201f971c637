//! A misspelt setting must not be a setting that does nothing: unknown `TESSERA_*` variables are errors.

use anyhow::bail;

/// Settings of the program.
const SETTINGS: &[&str] = &[
    "TESSERA_APP",
    "TESSERA_DATA",
    "TESSERA_EMPTY",
    "TESSERA_GRACE",
    "TESSERA_LIMIT_KEY",
    "TESSERA_LIMIT_PORTAL",
    "TESSERA_LIMIT_RESPONDENTS",
    "TESSERA_LISTEN",
    "TESSERA_METRICS",
    "TESSERA_OPERATOR",
    "TESSERA_PRIVACY_URL",
    "TESSERA_PUBLIC_URL",
    "TESSERA_TIME_ZONE",
    "TESSERA_TRUSTED_PROXIES",
    "TESSERA_WORKSPACE",
];
/// Variables that the project's own tools use and hand down, and the one that the examples at `/api` read a key from.
const OF_OTHERS: &[&str] = &["TESSERA_KEY", "TESSERA_PROGRAM", "TESSERA_TOOLS"];

pub(super) fn check() -> anyhow::Result<()> {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("TESSERA_") && !SETTINGS.contains(&&*name) && !OF_OTHERS.contains(&&*name) {
            bail!("there is no setting {name}; known are {}", SETTINGS.join(", "));
        }
    }
    Ok(())
}
