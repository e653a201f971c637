//! Names that properties had in earlier versions of the format.

/// Names that published surveys still use, and what they are called today: of properties that are read.
const READ: &[(&str, &str)] = &[
    ("autoComplete", "autocomplete"),
    ("commentPlaceHolder", "commentPlaceholder"),
    ("defaultValueFromLastPanel", "copyDefaultValueFromLastEntry"),
    ("defaultValueFromLastRow", "copyDefaultValueFromLastEntry"),
    ("firstPageIsStarted", "firstPageIsStartPage"),
    ("hasComment", "showCommentArea"),
    ("hasNone", "showNoneItem"),
    ("hasOther", "showOtherItem"),
    ("hasSelectAll", "showSelectAllItem"),
    ("insensitive", "caseInsensitive"),
    ("isAllRowRequired", "eachRowRequired"),
    ("maxOthersLength", "maxCommentLength"),
    ("maximumRateDescription", "maxRateDescription"),
    ("mininumRateDescription", "minRateDescription"),
    ("navigationButtonsVisibility", "showNavigationButtons"),
    ("optionsCaption", "placeholder"),
    ("otherPlaceHolder", "otherPlaceholder"),
    ("placeHolder", "placeholder"),
    ("questions", "elements"),
    ("questions", "templateElements"),
    ("rateDisplayMode", "rateType"),
    ("showClearButton", "allowClear"),
    ("showOptionsCaption", "allowClear"),
    ("useDisplayValuesInTitle", "useDisplayValuesInDynamicTexts"),
];

/// The same of properties that are known, but not read.
#[cfg(feature = "diagnostics")]
const KNOWN: &[(&str, &str)] = &[
    ("addRowLocation", "addRowButtonLocation"),
    ("allowCompleteSurveyAutomatic", "autoAdvanceAllowComplete"),
    ("allowRowsDragAndDrop", "allowRowReorder"),
    ("attachOriginalItems", "attachData"),
    ("columnsLocation", "columnLayout"),
    ("emptyRowsText", "noRowsText"),
    ("focusFirstQuestionAutomatic", "autoFocusFirstQuestion"),
    ("focusOnFirstError", "autoFocusFirstError"),
    ("goNextPageAutomatic", "autoAdvanceEnabled"),
    ("itemSize", "inputSize"),
    ("maxTimeToFinish", "timeLimit"),
    ("maxTimeToFinishPage", "timeLimitPerPage"),
    ("panelAddText", "addPanelText"),
    ("panelNextText", "nextPanelText"),
    ("panelPrevText", "prevPanelText"),
    ("panelRemoveButtonLocation", "removePanelButtonLocation"),
    ("panelRemoveText", "removePanelText"),
    ("progressBarShowPageTitles", "progressBarShowNavigationText"),
    ("questionsOrder", "questionOrder"),
    ("requiredText", "requiredMark"),
    ("rowsOrder", "rowOrder"),
    ("sendResultOnPageNext", "partialSendEnabled"),
    ("showCompletedPage", "showCompletePage"),
    ("showRangeInProgress", "showProgressBar"),
    ("showTimerPanelMode", "timerInfoMode"),
    ("size", "inputSize"),
    ("templateTitleLocation", "templateQuestionTitleLocation"),
];
#[cfg(not(feature = "diagnostics"))]
const KNOWN: &[(&str, &str)] = &[];

/// All old names, with today's.
pub(super) fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    READ.iter().chain(KNOWN)
}

/// The names under which `property` may be written, today's name first.
pub(super) fn spellings(property: &str) -> impl Iterator<Item = &str> {
    std::iter::once(property).chain(all().filter(move |(_, now)| *now == property).map(|(old, _)| *old))
}

/// Whether a name is an old one.
pub(super) fn is_old(property: &str) -> bool {
    [READ, KNOWN].iter().any(|names| names.binary_search_by(|(old, _)| (*old).cmp(property)).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, READ};

    #[test]
    fn old_names_are_sorted() {
        assert!([READ, KNOWN].iter().all(|names| names.is_sorted_by(|a, b| a.0 <= b.0)));
    }
}
