//! A misspelt setting must not be a setting that does nothing: unknown `TESSERA_*` variables are errors.

use anyhow::bail;

/// Settings of the program, and variables that the project's own tools use and hand down.
const KNOWN: [&str; 9] = [
    "TESSERA_APP",
    "TESSERA_DATA",
    "TESSERA_EMPTY",
    "TESSERA_LISTEN",
    "TESSERA_PUBLIC_URL",
    "TESSERA_TIME_ZONE",
    "TESSERA_WORKSPACE",
    "TESSERA_PROGRAM",
    "TESSERA_TOOLS",
];

pub(super) fn check() -> anyhow::Result<()> {
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("TESSERA_") && !KNOWN.contains(&&*name) {
            bail!("there is no setting {name}; known are {}", KNOWN.get(..7).unwrap_or_default().join(", "));
        }
    }
    Ok(())
}
