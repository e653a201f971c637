//! What is picked, what is put in order, what is only shown: as survey-core 3.1.1 has it, and as a screen sees it.
#![expect(clippy::expect_used, reason = "a test may end here")]

mod common;

use common::TestHost;
use serde_json::{Value, json};
use std::sync::Arc;
use tessera_form::{Fit, Form, ImageView, Kind, Options, RankList, Session};

fn start(elements: &Value) -> Session {
    let form = Form::from_value(&json!({ "elements": elements })).form;
    Session::new(Arc::new(form), Arc::new(TestHost), Options::default())
}

fn kind(session: &Session, name: &str) -> Kind {
    let id = session.form().id(name).expect("the question is there");
    session.question(id).expect("the question is in view").kind
}

fn ranks(session: &Session) -> RankList {
    match kind(session, "k") {
        Kind::Ranking(_, ranks) => ranks,
        other => panic!("no ranking: {other:?}"),
    }
}

fn order(session: &Session) -> Vec<(Value, bool)> {
    ranks(session).list.choices.into_iter().map(|choice| (choice.value, choice.selected)).collect()
}

fn set(session: &mut Session, name: &str, value: Option<Value>) {
    let id = session.form().id(name).expect("the question is there");
    session.set(id, value);
}

fn conditional(more: &Value) -> Value {
    let mut ranking = json!({ "type": "ranking", "name": "k", "choices": ["a", "b", { "value": "c", "visibleIf": "{t} = 'x'" }] });
    if let (Some(ranking), Some(more)) = (ranking.as_object_mut(), more.as_object()) {
        ranking.extend(more.clone());
    }
    json!([{ "type": "text", "name": "t" }, ranking])
}

#[test]
fn what_is_ranked_comes_first_and_nothing_is_before_somebody_ranks() {
    let mut session = start(&json!([{ "type": "ranking", "name": "k", "choices": ["a", "b", "c"] }]));
    assert_eq!(order(&session), [(json!("a"), false), (json!("b"), false), (json!("c"), false)]);
    set(&mut session, "k", Some(json!(["c", "a", "b"])));
    assert_eq!(order(&session), [(json!("c"), true), (json!("a"), true), (json!("b"), true)]);
    assert_eq!(Value::from(session.data()), json!({ "k": ["c", "a", "b"] }));
}

#[test]
fn a_choice_that_comes_is_last_and_one_that_goes_takes_its_rank_along() {
    let mut session = start(&conditional(&json!({})));
    set(&mut session, "t", Some(json!("x")));
    assert_eq!(Value::from(session.data()), json!({ "t": "x" }), "no answer comes of a choice that comes");
    set(&mut session, "k", Some(json!(["c", "b", "a"])));
    set(&mut session, "t", Some(json!("y")));
    assert_eq!(Value::from(session.data()), json!({ "t": "y", "k": ["b", "a"] }));
    set(&mut session, "t", Some(json!("x")));
    assert_eq!(Value::from(session.data()), json!({ "t": "x", "k": ["b", "a", "c"] }));
}

#[test]
fn where_some_are_picked_a_choice_that_comes_back_is_picked_again_and_no_other() {
    let mut session = start(&conditional(&json!({ "selectToRankEnabled": true })));
    set(&mut session, "t", Some(json!("x")));
    set(&mut session, "k", Some(json!(["c"])));
    set(&mut session, "t", Some(json!("y")));
    assert_eq!(Value::from(session.data()), json!({ "t": "y" }));
    set(&mut session, "t", Some(json!("x")));
    assert_eq!(Value::from(session.data()), json!({ "t": "x", "k": ["c"] }));
    assert!(ranks(&session).picks);
}

#[test]
fn who_ranks_everything_meets_no_limits_and_no_special_choices() {
    let limits =
        json!({ "minSelectedChoices": 1, "maxSelectedChoices": 2, "showOtherItem": true, "showNoneItem": true, "showSelectAllItem": true });
    let mut session = start(&conditional(&limits));
    let list = ranks(&session).list;
    assert_eq!((list.choices.len(), list.min_selected, list.max_selected), (2, 0, 0));
    set(&mut session, "k", Some(json!(["b", "a"])));
    assert!(session.complete().ok);
}

#[test]
fn a_picture_is_what_its_author_says_and_nothing_is_piped_into_its_address() {
    let mut session = start(&json!([
        { "type": "text", "name": "t" },
        { "type": "image", "name": "i", "imageLink": "/a.png?{t}", "altText": "For {t}", "imageFit": "cover", "imageWidth": "300px", "imageHeight": 150 },
        { "type": "image", "name": "film", "imageLink": "https://example.com/a.MP4?x=1" },
    ]));
    set(&mut session, "t", Some(json!("Ingrid")));
    let Kind::Image(_, picture) = kind(&session, "i") else { panic!("no picture") };
    let ImageView { link, alt, fit, width, height, is_video } = picture;
    assert_eq!(width, Some(300.0));
    assert_eq!((&*link, &*alt.expect("words").string, fit, height, is_video), ("/a.png?{t}", "For Ingrid", Fit::Cover, Some(150.0), false));
    let Kind::Image(_, film) = kind(&session, "film") else { panic!("no film") };
    assert!(film.is_video && film.alt.is_none());
    assert!(session.complete().ok);
    assert_eq!(Value::from(session.data()), json!({ "t": "Ingrid" }));
}
