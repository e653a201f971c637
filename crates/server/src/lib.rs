//! The server of Tessera: keeps forms and answers, serves the API and the built app.
//!
//! `http` holds what every route shares, `routes` mirrors the addresses, `store` is the seam to the database.

pub mod clock;
pub mod definition;
pub mod results;
pub mod samples;
pub mod store;
