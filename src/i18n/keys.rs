//! The key of every message, made by `build.rs` from `locales/en.json`.

include!(concat!(env!("OUT_DIR"), "/keys.rs"));
