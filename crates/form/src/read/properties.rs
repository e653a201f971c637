//! Which properties each class of the survey-core 3.1 format has: the facts behind "unknown property" and "did you mean".
//!
//! Two properties are ours: `metric` of a rating (`nps`, `enps`, `csat`, `ces1`, `ces2`) says which score the server makes of its answers, and
//! `hiddenFields` of the survey, a list of names, what a link may give along. survey-core reads neither, and `{name}` as any other value.

use super::old_names;

/// One class of the format: its name, the class it extends, its own properties (separated by blanks).
type Class = (&'static str, &'static str, &'static str);

/// Whether `class` (or what it extends) has a property of that name.
pub(super) fn is_known(class: &str, property: &str) -> bool {
    known(class).any(|name| name == property)
}

/// Every property of `class`, inherited ones included.
pub(super) fn known(class: &str) -> impl Iterator<Item = &'static str> {
    let mut current = find(class);
    std::iter::from_fn(move || {
        let (_, parent, names) = current?;
        current = find(parent);
        Some(names.split_ascii_whitespace())
    })
    .flatten()
}

fn find(class: &str) -> Option<&'static Class> {
    let at = CLASSES.binary_search_by(|(name, _, _)| (*name).cmp(class)).ok()?;
    CLASSES.get(at)
}

/// Sorted by name, for binary search.
const CLASSES: &[Class] = &[
    ("answercountvalidator", "surveyvalidator", "maxCount minCount"),
    (
        "boolean",
        "question",
        "displayMode label labelFalse labelTrue renderAs showCommentArea swapOrder useTitleAsLabel valueFalse valueTrue",
    ),
    ("buttongroup", "checkboxbase", "choices"),
    ("buttongroupitemvalue", "choiceitem", "iconName iconSize showCaption"),
    ("calculatedvalue", "", "expression includeIntoResult name"),
    (
        "checkbox",
        "checkboxbase",
        "choices itemComponent maxSelectedChoices minSelectedChoices selectAllText separateSpecialChoices \
         showSelectAllItem valuePropertyName",
    ),
    ("checkboxbase", "selectbase", "colCount"),
    ("checkboxitem", "choiceitem", "isExclusive"),
    ("choiceitem", "itemvalue", "commentPlaceholder elements isCommentRequired showCommentArea"),
    ("choicesByUrl", "", "allowEmptyResponse attachData imageLinkName path titleName url valueName"),
    ("comment", "textbase", "acceptCarriageReturn allowResize autoGrow cols maxLength placeholder rows textUpdateMode"),
    ("completetrigger", "surveytrigger", ""),
    ("copyvaluetrigger", "surveytrigger", "copyDisplayValue fromName setToName"),
    ("currencymask", "numericmask", "currencyPattern currencySymbol prefix suffix"),
    ("datetimemask", "patternmask", "max min patternPreset"),
    (
        "dropdown",
        "selectbase",
        "allowClear allowCustomChoices autocomplete choicesLazyLoadEnabled choicesLazyLoadPageSize choicesMax \
         choicesMin choicesStep createCustomChoiceText inputFieldComponent itemComponent placeholder renderAs \
         searchEnabled searchMode textWrapEnabled",
    ),
    ("emailvalidator", "surveyvalidator", ""),
    ("empty", "question", ""),
    (
        "expression",
        "question",
        "correctAnswer currency defaultValue defaultValueExpression displayStyle enableIf expression format isRequired \
         maximumFractionDigits minimumFractionDigits precision readOnly requiredErrorText requiredIf resetValueIf \
         setValueExpression setValueIf useGrouping",
    ),
    ("expressionitem", "", "expression"),
    ("expressionvalidator", "surveyvalidator", "expression"),
    (
        "file",
        "question",
        "acceptedCategories acceptedTypes allowCameraAccess allowImagesPreview allowMultiple cameraFacingMode \
         confirmDelete correctAnswer defaultValue fileOrPhotoPlaceholder filePlaceholder imageHeight imageWidth \
         maxFiles maxSize photoPlaceholder showCommentArea showPreview sourceType storeDataAsText validators \
         waitForUpload",
    ),
    ("html", "nonvalue", "descriptionLocation errorLocation html indent showNumber state titleLocation width"),
    ("htmlconditionitem", "expressionitem", "html"),
    ("image", "nonvalue", "altText contentMode imageFit imageHeight imageLink imageWidth"),
    ("imageitemvalue", "itemvalue", "imageLink"),
    (
        "imagemap",
        "question",
        "areas hoverFillColor hoverStrokeColor hoverStrokeWidth idleFillColor idleStrokeColor idleStrokeWidth imageLink \
         maxSelectedAreas minSelectedAreas multiSelect selectedFillColor selectedStrokeColor selectedStrokeWidth shape \
         valuePropertyName",
    ),
    (
        "imagemaparea",
        "itemvalue",
        "coords hoverFillColor hoverStrokeColor hoverStrokeWidth idleFillColor idleStrokeColor idleStrokeWidth \
         selectedFillColor selectedStrokeColor selectedStrokeWidth shape value",
    ),
    (
        "imagepicker",
        "checkboxbase",
        "choices colCount contentMode imageFit imageHeight imageWidth maxImageHeight maxImageWidth minImageHeight \
         minImageWidth multiSelect noneText otherErrorText otherText placeholder showDontKnowItem showLabel \
         showNoneItem showOtherItem showRefuseItem storeOthersAsComment",
    ),
    ("itemvalue", "", "enableIf randomize randomizeCategory text value visibleIf"),
    ("masksettings", "", "saveMaskedValue"),
    (
        "matrix",
        "matrixbase",
        "cellComponent cellType cells columns eachRowRequired eachRowUnique hideIfRowsEmpty rowOrder rowTitleWidth rows",
    ),
    (
        "matrixbase",
        "question",
        "alternateRows columnMinWidth columnsVisibleIf displayMode rowsVisibleIf showCommentArea showHeader \
         verticalAlign",
    ),
    ("matrixcolumn", "itemvalue", "isExclusive"),
    ("matrixdropdown", "matrixdropdownbase", "hideIfRowsEmpty rowOrder rowTitleWidth rows rowsVisibleIf totalText"),
    (
        "matrixdropdownbase",
        "matrixbase",
        "allowAdaptiveActions cellErrorLocation cellType choices columnColCount columnLayout columnMinWidth columns \
         detailElements detailErrorLocation detailPanelMode horizontalScroll keyDuplicationError placeholder \
         singleInputTitleTemplate transposeData",
    ),
    (
        "matrixdropdowncolumn",
        "",
        "cellHint cellType colCount defaultDisplayValue enableIf isRequired isUnique minWidth name readOnly renderAs \
         requiredErrorText requiredIf resetValueIf setValueExpression setValueIf showInMultipleColumns title \
         totalAlignment totalCurrency totalDisplayStyle totalExpression totalFormat totalMaximumFractionDigits \
         totalMinimumFractionDigits totalType validators visible visibleIf width",
    ),
    (
        "matrixdynamic",
        "matrixdropdownbase",
        "addRowButtonLocation addRowText allowAddRows allowRemoveRows allowRowReorder confirmDelete confirmDeleteText \
         copyDefaultValueFromLastEntry defaultRowValue detailPanelShowOnAdding hideColumnsIfEmpty keyName maxRowCount \
         minRowCount noRowsText removeRowText rowCount rowCountExpression",
    ),
    ("multipletext", "question", "colCount inputSize itemErrorLocation itemTitleWidth items"),
    (
        "multipletextitem",
        "",
        "defaultValueExpression inputSize inputTextAlignment inputType isRequired maskSettings maskType maxLength \
         maxValueExpression minValueExpression name placeholder requiredErrorText title validators",
    ),
    (
        "nonvalue",
        "question",
        "clearIfInvisible correctAnswer defaultValue description enableIf isRequired readOnly requiredErrorText \
         requiredIf showCommentArea showTitle title titleLocation useDisplayValuesInDynamicTexts validators valueName",
    ),
    ("numericmask", "masksettings", "allowNegativeValues decimalSeparator max min precision thousandsSeparator"),
    ("numericvalidator", "surveyvalidator", "maxValue minValue"),
    (
        "page",
        "panel",
        "allowAdaptiveActions colSpan description indent innerIndent isRequired maxWidth minWidth navigationDescription \
         navigationTitle requiredErrorText showNavigationButtons showNumber showQuestionNumbers startWithNewLine state \
         timeLimit title width",
    ),
    (
        "panel",
        "panelbase",
        "allowAdaptiveActions colSpan indent innerIndent isRequired maxWidth minWidth questionStartIndex \
         requiredErrorText showNumber showQuestionNumbers startWithNewLine state width",
    ),
    (
        "panelbase",
        "",
        "description elements enableIf gridLayoutColumns name questionErrorLocation questionOrder questionTitleLocation \
         questionTitleWidth readOnly requiredIf title visible visibleIf",
    ),
    (
        "paneldynamic",
        "question",
        "addPanelText allowAddPanel allowRemovePanel confirmDelete confirmDeleteText copyDefaultValueFromLastEntry \
         defaultPanelValue displayMode keyDuplicationError keyName maxPanelCount minPanelCount newPanelPosition \
         nextPanelText noEntriesText panelCount panelCountExpression panelsState prevPanelText progressBarLocation \
         questionStartIndex removePanelButtonLocation removePanelText renderMode showCommentArea showProgressBar \
         showQuestionNumbers tabAlign tabTitlePlaceholder templateDescription templateElements templateErrorLocation \
         templateQuestionTitleLocation templateQuestionTitleWidth templateTabTitle templateTitle templateVisibleIf",
    ),
    ("patternmask", "masksettings", "pattern"),
    (
        "question",
        "",
        "bindings clearIfInvisible colSpan commentPlaceholder commentText correctAnswer defaultDisplayValue \
         defaultValue defaultValueExpression description descriptionLocation enableIf errorLocation indent isRequired \
         maxWidth minWidth name randomize randomizeCategory readOnly renderAs requiredErrorText requiredIf resetValueIf \
         setValueExpression setValueIf showCommentArea showNumber showTitle startWithNewLine state title titleLocation \
         useDisplayValuesInDynamicTexts validators valueName visible visibleIf width",
    ),
    ("radiogroup", "checkboxbase", "allowClear itemComponent separateSpecialChoices"),
    (
        "ranking",
        "checkbox",
        "colCount itemComponent longTap maxSelectedChoices minSelectedChoices noneText otherErrorText otherText \
         selectAllText selectToRankAreasLayout selectToRankEmptyRankedAreaText selectToRankEmptyUnrankedAreaText \
         selectToRankEnabled selectToRankSwapAreas separateSpecialChoices showDontKnowItem showNoneItem showOtherItem \
         showRefuseItem showSelectAllItem storeOthersAsComment",
    ),
    (
        "rating",
        "question",
        "autoGenerate displayMode displayRateDescriptionsAsExtremeItems itemComponent maxRateDescription metric \
         minRateDescription rateColorMode rateCount rateDescriptionLocation rateMax rateMin rateStep rateType \
         rateValues scaleColorMode showCommentArea",
    ),
    ("ratingitem", "itemvalue", ""),
    ("regexvalidator", "surveyvalidator", "caseInsensitive regex"),
    ("regionalformat", "", "currencyPattern currencySymbol datePattern decimalSeparator locale thousandsSeparator timePattern"),
    ("runexpressiontrigger", "surveytrigger", "runExpression setToName"),
    (
        "selectbase",
        "question",
        "choiceTextsFromQuestion choiceValuesFromQuestion choices choicesByUrl choicesEnableIf choicesFromQuestion \
         choicesFromQuestionMode choicesOrder choicesVisibleIf correctAnswer defaultValue dontKnowText \
         hideIfChoicesEmpty noneText otherErrorText otherPlaceholder otherText refuseText separateSpecialChoices \
         showCommentArea showDontKnowItem showNoneItem showOtherItem showRefuseItem storeOthersAsComment",
    ),
    ("setvaluetrigger", "surveytrigger", "isVariable setToName setValue"),
    (
        "signaturepad",
        "question",
        "allowClear backgroundColor backgroundImage correctAnswer dataFormat defaultValue height penColor penMaxWidth \
         penMinWidth placeholder placeholderReadOnly showPlaceholder signatureAutoScaleEnabled signatureHeight \
         signatureWidth storeDataAsText waitForUpload",
    ),
    ("skiptrigger", "surveytrigger", "gotoName"),
    (
        "slider",
        "question",
        "allowClear allowDragRange allowSwap autoGenerate customLabels labelCount labelFormat max maxRangeLength \
         maxValueExpression min minRangeLength minValueExpression showLabels sliderType step tooltipFormat \
         tooltipVisibility",
    ),
    ("sliderlabel", "itemvalue", "enableIf showValue value visibleIf"),
    (
        "survey",
        "",
        "$schema allowResizeComment autoAdvanceAllowComplete autoAdvanceEnabled autoFocusFirstError \
         autoFocusFirstQuestion autoGrowComment backgroundImage backgroundImageAttachment backgroundImageFit \
         backgroundOpacity calculatedValues checkErrorsMode clearInvisibleValues commentAreaRows completeText \
         completedBeforeHtml completedHtml completedHtmlOnCondition cookieName description editText elements \
         firstPageIsStartPage fitToContainer gridLayoutEnabled headerView hiddenFields isSinglePage loadingHtml locale logo logoFit \
         logoHeight logoPosition logoWidth matrixDragHandleArea maxCommentLength maxTextLength mode navigateToUrl \
         navigateToUrlOnCondition navigationButtonsLocation pageNextText pagePrevText pages partialSendEnabled \
         previewMode previewText progressBarInheritWidthFrom progressBarLocation progressBarNavigationTextLocation \
         progressBarShowNavigationText progressBarShowPageNumbers progressBarType questionDescriptionLocation \
         questionErrorLocation questionOrder questionStartIndex questionTitleLocation questionTitlePattern \
         questionTitleTemplate questionsOnPageMode readOnly regionalFormat requiredMark showBrandInfo showCompletePage \
         showNavigationButtons showPageNumbers showPageTitles showPrevButton showPreviewBeforeComplete showProgressBar \
         showQuestionNumbers showTOC showTimer showTimerPanel showTitle sjsVersion startSurveyText storeOthersAsComment \
         surveyId surveyPostId surveyShowDataSaving textUpdateMode timeLimit timeLimitPerPage timerInfoMode \
         timerLocation title tocItemComponent tocLocation triggers validateVisitedEmptyFields width widthMode",
    ),
    ("surveytrigger", "trigger", "name"),
    ("surveyvalidator", "", "notificationType text"),
    (
        "tagbox",
        "checkbox",
        "allowClear allowCustomChoices choicesLazyLoadEnabled choicesLazyLoadPageSize closeOnSelect \
         createCustomChoiceText hideSelectedItems itemComponent placeholder searchEnabled searchMode textWrapEnabled",
    ),
    (
        "text",
        "textbase",
        "autocomplete dataList inputSize inputTextAlignment inputType maskSettings maskType max maxErrorText maxLength \
         maxValueExpression min minErrorText minValueExpression placeholder step stepErrorText textUpdateMode",
    ),
    ("textbase", "question", ""),
    ("textvalidator", "surveyvalidator", "allowDigits maxLength minLength"),
    ("trigger", "", "expression operator value"),
    ("urlconditionitem", "expressionitem", "url"),
    ("visibletrigger", "surveytrigger", "pages questions"),
];

/// What the old name `property` is called today, when `class` has it.
pub(super) fn modern(class: &str, property: &str) -> Option<&'static str> {
    old_names::all().find(|(old, now)| *old == property && is_known(class, now)).map(|(_, now)| *now)
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, find};
    use crate::read::{elements, validators};

    #[test]
    fn classes_are_sorted() {
        assert!(CLASSES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn every_type_that_is_read_is_a_class() {
        for kind in elements::TYPES.split(' ') {
            assert!(find(kind).is_some(), "{kind}");
        }
        for kind in validators::KINDS.split(' ') {
            assert!(find(&format!("{kind}validator")).is_some(), "{kind}");
        }
    }
}
