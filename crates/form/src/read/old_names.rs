//! Names that properties had in earlier versions of the format.

/// Names that published surveys still use, and what they are called today.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("addRowLocation", "addRowButtonLocation"),
    ("allowCompleteSurveyAutomatic", "autoAdvanceAllowComplete"),
    ("allowRowsDragAndDrop", "allowRowReorder"),
    ("attachOriginalItems", "attachData"),
    ("autoComplete", "autocomplete"),
    ("columnsLocation", "columnLayout"),
    ("commentPlaceHolder", "commentPlaceholder"),
    ("defaultValueFromLastPanel", "copyDefaultValueFromLastEntry"),
    ("defaultValueFromLastRow", "copyDefaultValueFromLastEntry"),
    ("emptyRowsText", "noRowsText"),
    ("firstPageIsStarted", "firstPageIsStartPage"),
    ("focusFirstQuestionAutomatic", "autoFocusFirstQuestion"),
    ("focusOnFirstError", "autoFocusFirstError"),
    ("goNextPageAutomatic", "autoAdvanceEnabled"),
    ("hasComment", "showCommentArea"),
    ("hasNone", "showNoneItem"),
    ("hasOther", "showOtherItem"),
    ("hasSelectAll", "showSelectAllItem"),
    ("insensitive", "caseInsensitive"),
    ("isAllRowRequired", "eachRowRequired"),
    ("itemSize", "inputSize"),
    ("maxOthersLength", "maxCommentLength"),
    ("maxTimeToFinish", "timeLimit"),
    ("maxTimeToFinishPage", "timeLimitPerPage"),
    ("maximumRateDescription", "maxRateDescription"),
    ("mininumRateDescription", "minRateDescription"),
    ("navigationButtonsVisibility", "showNavigationButtons"),
    ("optionsCaption", "placeholder"),
    ("otherPlaceHolder", "otherPlaceholder"),
    ("panelAddText", "addPanelText"),
    ("panelNextText", "nextPanelText"),
    ("panelPrevText", "prevPanelText"),
    ("panelRemoveButtonLocation", "removePanelButtonLocation"),
    ("panelRemoveText", "removePanelText"),
    ("placeHolder", "placeholder"),
    ("progressBarShowPageTitles", "progressBarShowNavigationText"),
    ("questions", "elements"),
    ("questions", "templateElements"),
    ("questionsOrder", "questionOrder"),
    ("rateDisplayMode", "rateType"),
    ("requiredText", "requiredMark"),
    ("rowsOrder", "rowOrder"),
    ("sendResultOnPageNext", "partialSendEnabled"),
    ("showClearButton", "allowClear"),
    ("showCompletedPage", "showCompletePage"),
    ("showOptionsCaption", "allowClear"),
    ("showRangeInProgress", "showProgressBar"),
    ("showTimerPanelMode", "timerInfoMode"),
    ("size", "inputSize"),
    ("templateTitleLocation", "templateQuestionTitleLocation"),
    ("useDisplayValuesInTitle", "useDisplayValuesInDynamicTexts"),
];

/// The names under which `property` may be written, today's name first.
pub(super) fn spellings(property: &str) -> impl Iterator<Item = &str> {
    std::iter::once(property).chain(ALIASES.iter().filter(move |(_, now)| *now == property).map(|(old, _)| *old))
}

/// Whether a name is an old one.
pub(super) fn is_old(property: &str) -> bool {
    ALIASES.binary_search_by(|(old, _)| (*old).cmp(property)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::ALIASES;

    #[test]
    fn old_names_are_sorted() {
        assert!(ALIASES.is_sorted_by(|a, b| a.0 <= b.0));
    }
}
