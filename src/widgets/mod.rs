//! Widgets: a question and the parts of one. A widget knows values and callbacks, never a page, an address or the network.
//!
//! A folder a widget: `state` is plain Rust, `behaviour` turns keys into events, the view is markup. What touches the document itself is in
//! files called `dom`.

pub mod announce;
pub mod boolean;
pub mod chart;
pub mod choice;
pub mod dropdown;
pub mod html;
pub mod icon;
#[cfg(feature = "all-types")]
pub mod matrix;
pub mod menu;
pub mod mosaic;
pub mod panel;
#[cfg(feature = "all-types")]
pub mod panels;
pub mod picture;
pub mod progress;
pub mod question;
pub mod ranking;
pub mod rating;
pub mod source;
pub mod summary;
pub mod survey;
pub mod text;
pub mod toast;
