//! The API through its real router, without a socket; one file an address.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that panics fails its test, as it should")]

mod choices;
mod comments;
mod drafts;
mod employees;
mod ending;
mod erase;
mod export;
mod faults;
mod figures;
mod forms;
mod generated;
mod keys;
mod limits;
mod openapi;
mod own_words;
mod pages;
mod paging;
mod parts;
mod qr;
mod responses;
mod results;
mod session;
mod stream;
mod support;
mod tables;
mod verdicts;
