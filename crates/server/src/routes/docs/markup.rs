//! Markup, written so that text cannot become any.

/// A document in the making.
#[derive(Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Markup of ours, as it stands. `&'static` keeps everything else out.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, also inside of an attribute in double quotes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                _ => self.0.push(character),
            }
        }
        self
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut markup = Markup::default();
        markup.raw("<p title=\"").text("\"><script>'&").raw("\">").text("<b>");
        assert_eq!(markup.finish(), "<p title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">&lt;b&gt;");
    }
}
