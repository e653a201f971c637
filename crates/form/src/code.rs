//! The kinds of remarks about a definition, by stable names: whoever puts them into another language has all of them here.

/// One table: a kind that is made is a kind that is listed, and has a name.
macro_rules! codes {
    ($($(#[$doc:meta])+ $code:ident = $name:literal,)+) => {
        /// What a remark about a definition says; of the reader's, and of the server's, which looks at more than the reader can.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code {
            $($(#[$doc])+ $code,)+
        }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$code,)+];

            /// The stable name, which a [`Diagnostic`](crate::Diagnostic) carries.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$code => $name,)+
                }
            }
        }
    };
}

codes! {
    /// Not JSON.
    Json = "json",
    /// JSON, but no object.
    NoObject = "no-object",
    /// Nested too deeply: `limit`.
    TooDeep = "too-deep",
    /// Too many properties in all: `limit`.
    TooManyKeys = "too-many-keys",
    /// A property twice in one object: `name`.
    RepeatedKey = "repeated-key",
    /// A file that is too large: `limit`, in MiB.
    FileSize = "file-size",
    /// A number that is too large to be read.
    NumberRange = "number-range",
    /// Half of a surrogate pair.
    HalfCharacter = "half-character",
    /// An expression that cannot be read from some character on: `near`, `position` (from 1).
    ExpressionSyntax = "expression-syntax",
    /// An expression that ends too early: `position` (from 1).
    ExpressionEnd = "expression-end",
    /// An expression that is too long: `limit`, in characters.
    ExpressionLength = "expression-length",
    /// An expression that is nested too deeply: `limit`, `near`, `position` (from 1).
    ExpressionDepth = "expression-depth",
    /// An expression calls a function that does not exist: `name`.
    UnknownFunction = "unknown-function",
    /// An expression reads something that nothing in the form is called: `name`.
    UnknownName = "unknown-name",
    /// A pattern with a bracket that is never closed: `near`, `position` (from 1).
    RegexOpen = "regex-open",
    /// A pattern that cannot be read from some character on: `near`, `position` (from 1).
    RegexSyntax = "regex-syntax",
    /// A pattern with a construct of JavaScript's alone: `near`, `pattern`.
    RegexUnsupported = "regex-unsupported",
    /// A pattern that the server cannot run as browsers do, or not in bounded time.
    RegexUnbounded = "regex-unbounded",
    /// A type that does not exist: `type`.
    UnknownType = "unknown-type",
    /// An element without a type.
    MissingType = "missing-type",
    /// A type that cannot be shown yet: `type`.
    NoWidget = "no-widget",
    /// A property that the type does not have: `name`, `type`.
    UnknownProperty = "unknown-property",
    /// A property that the type has, of which nothing comes yet: `name`.
    NoEffect = "no-effect",
    /// A question without a name.
    NoName = "no-name",
    /// An answer is required of a list without choices.
    NoChoices = "no-choices",
    /// A value that stands for two choices: `name`.
    DuplicateChoice = "duplicate-choice",
    /// A scale that ends where it begins, or before: `min`, `max`.
    EmptyScale = "empty-scale",
    /// A kind of box that does not exist: `type`.
    UnknownInputType = "unknown-input-type",
    /// A name for two elements: `name`.
    DuplicateName = "duplicate-name",
    /// A computed value that depends on itself: `name`.
    Cycle = "cycle",
    /// What sets an answer is set off again by what comes of it: `name`.
    Echo = "echo",
    /// A picture or video whose address cannot be shown: `link`.
    ImageAddress = "image-address",
    /// A picture without words for those who do not see it.
    NoAltText = "no-alt-text",
    /// Too many pages: `count`, `limit`.
    TooManyPages = "too-many-pages",
    /// Too many choices: `count`, `limit`.
    TooManyChoices = "too-many-choices",
    /// Too many questions: `limit`.
    TooManyQuestions = "too-many-questions",
    /// Nothing to answer.
    NoQuestions = "no-questions",
    /// Markup that could do harm was taken out.
    MarkupCleaned = "markup-cleaned",
    /// A metric that the steps of its question do not fit.
    MetricUnfit = "metric-unfit",
}

impl Code {
    /// The kind of a name; `None` for one of a later version.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        assert!(Code::ALL.iter().all(|code| Code::from_name(code.name()) == Some(*code)));
        assert_eq!(Code::from_name("later"), None);
    }
}
