//! The server of Tessera: keeps forms and answers, serves the API and the built app.
//!
//! `http` holds what every route shares, `routes` mirrors the addresses, `store` is the seam to the database, `results` the one door to
//! numbers. The program is `main.rs` with `cli`.

mod app;
mod assets;
pub mod cli;
pub mod clock;
pub mod definition;
mod http;
pub mod results;
mod routes;
pub mod samples;
pub mod store;

pub use app::{About, App, AppOptions};
pub use assets::{Asset, Assets};
pub use http::{Front, Limits, Network, generate_password, hash_password, random_token};
pub use routes::{metrics, router};
