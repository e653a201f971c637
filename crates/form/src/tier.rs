//! Which types of question a respondent's program shows. There are two tiers of programs: the plain ones for what nearly every form is made of,
//! and larger ones with all there is, so that nobody loads a table who is asked none.

use crate::Form;
use crate::text::place_among;

/// The types that every program shows.
const PLAIN: &str = "text comment radiogroup checkbox dropdown boolean rating html expression";

/// The types that only the larger programs show. A type without a widget is in neither list, and no form with one is published.
#[cfg(feature = "diagnostics")]
const LARGER: &str = "matrix paneldynamic tagbox ranking image";

/// Whether a question of this type can be shown at all.
#[cfg(feature = "diagnostics")]
pub(crate) fn has_widget(type_name: &str) -> bool {
    [PLAIN, LARGER].iter().any(|types| place_among(types, type_name).is_some())
}

impl Form {
    /// Whether the plain programs can show all of it. Both the server, which chooses the page, and the program on it ask this.
    pub fn is_plain(&self) -> bool {
        self.elements.iter().filter_map(|element| element.question()).all(|question| place_among(PLAIN, &question.type_name).is_some())
    }
}

#[cfg(test)]
mod tests {
    use crate::Form;
    use serde_json::json;

    #[test]
    fn a_form_is_plain_as_long_as_all_of_it_is() {
        let with = |kind: &str| {
            let panel = json!({"type": "panel", "name": "p", "elements": [{"type": kind, "name": "b"}]});
            Form::from_value(&json!({"elements": [{"type": "text", "name": "a"}, panel]})).form.is_plain()
        };
        for kind in ["rating", "dropdown", "html"] {
            assert!(with(kind), "{kind}");
        }
        for kind in ["matrix", "paneldynamic", "ranking", "tagbox", "imagepicker", "image"] {
            assert!(!with(kind), "{kind}");
        }
    }
}
