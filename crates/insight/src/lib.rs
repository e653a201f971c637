//! Scores and their intervals, by published formulas, from counts alone.
//!
//! Invariants: no I/O, no clock, no randomness; a figure without answers is `None`, never 0; every figure is an [`Estimate`], which
//! carries the number of answers it rests on and a 95 % interval that contains it. Skipped and dismissed are never in a denominator:
//! the functions take the answered only, so a caller cannot get this wrong by a flag.
#![warn(missing_docs)]

pub mod ces;
pub mod change;
pub mod csat;
mod estimate;
pub mod funnel;
mod mean;
mod median;
pub mod nps;
mod proportion;
mod rounding;

pub use estimate::{Estimate, Z95};
pub use mean::{mean, mean_on_scale};
pub use median::median;
pub use proportion::{share, wilson};
pub use rounding::{round_to, round_together};
