//! What few forms ask: panels that repeat, tables, lists of texts, and the rarer ways to choose.

/// Proof that they are part of this build, which the feature `composite` decides.
///
/// Only the larger of a respondent's programs run them: nobody loads the code of a table who is asked none. Without the feature
/// there is no value of this type: the compiler leaves out all that would need one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Composite(#[cfg(not(feature = "composite"))] std::convert::Infallible);

impl Composite {
    /// The proof, where they are.
    #[cfg(feature = "composite")]
    pub const HERE: Option<Self> = Some(Self());
    /// The proof, where they are.
    #[cfg(not(feature = "composite"))]
    pub const HERE: Option<Self> = None;
}
