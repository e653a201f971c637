//! One folder a route: loads data, picks a layout, composes widgets.

pub mod respond;
