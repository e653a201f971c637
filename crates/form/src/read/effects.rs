//! Which of the known properties do something: the others are kept and reported, so that nobody waits for what never comes.

use super::place::Place;
use crate::text::place_among;
use serde_json::Value;

/// The properties that are read, whatever class has them.
const READ: &str = "\
    addPanelText allowAddPanel allowClear allowDigits allowRemovePanel altText autoGenerate autocomplete \
    calculatedValues caseInsensitive cellType cells checkErrorsMode choiceTextsFromQuestion choiceValuesFromQuestion \
    choices choicesEnableIf choicesFromQuestion choicesFromQuestionMode choicesMax choicesMin choicesOrder choicesStep \
    choicesVisibleIf clearIfInvisible clearInvisibleValues colCount columns columnsVisibleIf commentPlaceholder \
    commentText completedHtml completedHtmlOnCondition confirmDelete confirmDeleteText contentMode \
    copyDefaultValueFromLastEntry copyDisplayValue correctAnswer currency dataList defaultPanelValue defaultRowValue \
    defaultValue defaultValueExpression description displayStyle dontKnowText eachRowRequired eachRowUnique elements \
    enableIf expression firstPageIsStartPage format fromName gotoName hiddenFields hideIfChoicesEmpty hideIfRowsEmpty html imageFit \
    imageHeight imageLink imageWidth includeIntoResult inputType isExclusive isRequired isSinglePage isUnique isVariable \
    items keyName label labelFalse labelTrue locale max maxCommentLength maxCount maxErrorText maxLength maxPanelCount \
    maxRateDescription maxRowCount maxSelectedChoices maxTextLength maxValue maxValueExpression maximumFractionDigits \
    min minCount minErrorText minLength minPanelCount minRateDescription minRowCount minSelectedChoices minValue \
    minValueExpression minimumFractionDigits mode multiSelect name navigateToUrl navigateToUrlOnCondition noEntriesText \
    noneText notificationType operator otherErrorText otherPlaceholder otherText pages panelCount panelCountExpression \
    placeholder precision previewMode progressBarType questionStartIndex questions questionsOnPageMode rateCount rateMax \
    rateMin rateStep rateType rateValues readOnly refuseText regex removePanelText requiredErrorText requiredIf \
    resetValueIf rowCount rowCountExpression rows rowsVisibleIf runExpression selectAllText selectToRankEnabled \
    setToName setValue setValueExpression setValueIf showCommentArea showDontKnowItem showNavigationButtons showNoneItem \
    showNumber showOtherItem showPageTitles showPrevButton showPreviewBeforeComplete showQuestionNumbers showRefuseItem \
    showSelectAllItem showTitle step stepErrorText storeOthersAsComment templateDescription templateElements \
    templateTitle templateVisibleIf text title titleLocation triggers url useDisplayValuesInDynamicTexts useGrouping \
    validators value valueFalse valueName valueTrue visible visibleIf";

/// The server makes scores of it, nothing else reads it.
const OF_THE_SERVER: &str = "metric";

/// What a definition says about itself, and asks nobody to do.
const NOTES: &str = "$schema sjsVersion surveyId surveyPostId";

/// Read of some classes, but not of these: nothing comes of it there.
const NOT_OF: &[(&str, &str)] = &[("survey", "showTitle"), ("image", "title"), ("image", "description")];

/// Whether the property `key` (by its present name) of an object of `class` asks for something that nobody does.
pub(super) fn is_idle(place: &Place<'_>, class: &str, key: &str, written: &str) -> bool {
    let asks = match place.map.get(written) {
        None | Some(Value::Null) => false,
        Some(Value::Bool(on)) => *on != is_on_by_itself(key),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Object(map)) => !map.is_empty(),
        Some(Value::Number(_)) => true,
    };
    let is_known_to = |names: &str| place_among(names, key).is_some();
    let does_something = is_known_to(READ) || is_known_to(OF_THE_SERVER) || is_known_to(NOTES);
    asks && (!does_something || NOT_OF.contains(&(class, key)))
}

/// Whether what a switch is for happens in any case; to write that it is on asks for nothing.
fn is_on_by_itself(key: &str) -> bool {
    const ON: &str = "autoFocusFirstError focusOnFirstError searchEnabled showCompletePage showProgressBar showTitle startWithNewLine";
    place_among(ON, key).is_some()
}

#[cfg(test)]
mod tests {
    use super::{OF_THE_SERVER, READ};

    /// Everything that reads properties by their names.
    const READERS: &str = concat!(
        include_str!("choices.rs"),
        include_str!("elements.rs"),
        include_str!("families.rs"),
        include_str!("lists.rs"),
        include_str!("survey.rs"),
        include_str!("validators.rs"),
    );

    #[test]
    fn every_property_that_does_something_is_read_somewhere() {
        for name in READ.split(' ') {
            assert!(READERS.contains(&format!("\"{name}\"")), "{name}");
        }
        let server = include_str!("../../../server/src/results/catalog/read.rs");
        assert!(server.contains(&format!("\"{OF_THE_SERVER}\"")));
    }
}
