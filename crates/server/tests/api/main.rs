//! The API through its real router, without a socket; one file an address.

mod forms;
mod openapi;
mod pages;
mod responses;
mod session;
mod support;
