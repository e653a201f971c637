//! Widgets: a question and the parts of one. A widget knows values and callbacks, never a page, an address or the network.

pub mod chart;
pub mod icon;
