//! What two texts differ in, on the screen: what became of each question in words, then the lines, each with a sign before it.

use crate::{
    i18n::{I18n, Key, keys::portal::versions as words},
    view::{Child as _, El, View, el},
};
use tessera_api::versions::{Change, Difference, ElementChange, Hunk, HunkLine};

pub(super) fn difference(i18n: I18n, found: &Difference) -> View {
    if found.hunks.is_empty() {
        return el("p").text(i18n.live(words::SAME)).view();
    }
    let meant: Vec<El> = found.elements.iter().map(|element| element_row(i18n, element)).collect();
    let settings = (!found.settings.is_empty()).then(|| {
        let tag = el("span").class("tag tag-caution").text(i18n.text(words::CHANGED));
        el("li").class("change").child((tag, el("span").text(i18n.text(words::SETTINGS)), properties(&found.settings)))
    });
    let is_meaningless = meant.is_empty() && settings.is_none();
    let layout = is_meaningless.then(|| el("p").text(i18n.live(words::LAYOUT_ONLY)));
    let meant = (!is_meaningless).then(|| el("ul").class("changes").child((meant, settings)));
    let hunks: Vec<El> = found.hunks.iter().map(|hunk| lines(i18n, hunk)).collect();
    let code = el("div").class("hunks").attr("dir", "ltr").attr("tabindex", "0").attr("role", "region");
    (meant, layout, code.attr("aria-label", i18n.live(words::LINES)).child(hunks)).view()
}

fn element_row(i18n: I18n, element: &ElementChange) -> El {
    let (class, key): (_, Key) = match element.change {
        Change::Added => ("tag tag-good", words::ADDED),
        Change::Removed => ("tag tag-critical", words::REMOVED),
        Change::Moved => ("tag", words::MOVED),
        Change::Changed | Change::Same => ("tag tag-caution", words::CHANGED),
    };
    let title = element.title.clone().map(|title| el("span").attr("dir", "auto").text(title));
    let name = el("code").attr("dir", "ltr").text([&element.name, " (", &element.kind, ")"].concat());
    el("li").class("change").child((el("span").class(class).text(i18n.text(key)), title, name, properties(&element.properties)))
}

fn properties(names: &[String]) -> Option<El> {
    (!names.is_empty()).then(|| el("span").class("t-meta").attr("dir", "ltr").text(names.join(", ")))
}

fn lines(i18n: I18n, hunk: &Hunk) -> El {
    let (mut before, mut after) = (hunk.before, hunk.after);
    let rows = hunk.lines.iter().map(|line| {
        let numbers = match line.change {
            Change::Added => [None, Some(after)],
            Change::Removed => [Some(before), None],
            Change::Same | Change::Changed | Change::Moved => [Some(before), Some(after)],
        };
        before += u32::from(numbers[0].is_some());
        after += u32::from(numbers[1].is_some());
        line_row(i18n, line, numbers)
    });
    el("table").class("hunk").child(el("tbody").child(rows.collect::<Vec<_>>()))
}

fn line_row(i18n: I18n, line: &HunkLine, numbers: [Option<u32>; 2]) -> El {
    let (class, sign, said) = match line.change {
        Change::Added => ("hunk-added", "+", Some(words::ADDED)),
        Change::Removed => ("hunk-removed", "−", Some(words::REMOVED)),
        Change::Same | Change::Changed | Change::Moved => ("", "", None),
    };
    let number = |number: Option<u32>| el("td").class("hunk-number").text(number.map(|number| number.to_string()).unwrap_or_default());
    let spoken = said.map(|key| el("span").class("hidden").text(i18n.text(key)));
    let sign = el("td").class("hunk-sign").child((el("span").attr("aria-hidden", "true").text(sign), spoken));
    let [before, after] = numbers.map(number);
    el("tr").class(class).child((before, after, sign, el("td").class("hunk-text").text(line.text.clone())))
}
