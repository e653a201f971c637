//! Employees' forms seen from outside, by somebody who looks after each single answer.

use crate::figures::{DAY, Figures as _, MONDAY, Server, question, small_form, walk};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Whoever reads the page before and after one answer learns nothing about it: the page changes with every fifth answer only, and each
/// number on it moves by a sum over five answers.
#[tokio::test]
async fn no_two_readings_tell_one_answer() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    nobody_can_tell(&server, |index| {
        let mut answers = json!({ "nps": nps(index), "rooms": index });
        if index % 3 == 0 {
            answers["words"] = json!(format!("Words {index}"));
        }
        answers
    })
    .await;
}

/// The same where people put their own words in the place of a choice, and answer three versions at once.
#[tokio::test]
async fn no_two_readings_tell_one_answer_in_own_words_or_another_version() {
    let server = Server::start_signed_in().await;
    let mut form = small_form();
    form["storeOthersAsComment"] = json!(false);
    server.publish("pulse", "employees", form.clone()).await;
    let commute = json!({ "type": "radiogroup", "name": "commute", "choices": ["bus"], "showOtherItem": true, "showCommentArea": true });
    form["pages"][1]["elements"].as_array_mut().unwrap().push(commute);
    assert_eq!(server.publish_next("pulse", &form).await.status, StatusCode::OK);
    form["pages"][0]["elements"][1]["choices"] = json!(["bill", "wifi", "desk"]);
    assert_eq!(server.publish_next("pulse", &form).await.status, StatusCode::OK);
    nobody_can_tell(&server, |index| {
        let mut answers = json!({ "nps": nps(index), "rooms": index });
        if nps(index) <= 8 {
            answers["why"] = json!(["wifi", format!("Own words {index}")]);
        }
        if index % 3 != 0 {
            answers["commute"] = json!(if index % 2 == 0 { "bus".to_owned() } else { format!("Own words {index}") });
        }
        answers
    })
    .await;
}

fn nps(index: u64) -> u64 {
    [10, 9, 2, 8, 7][usize::try_from(index % 5).unwrap()]
}

/// Each answer goes to another of the versions that ask what is in it.
async fn nobody_can_tell(server: &Server, answers: impl Fn(u64) -> Value) {
    let newest = server.json("/api/v1/forms/pulse").await["version"].as_u64().unwrap();
    let mut last = String::new();
    for index in 1..=27_u64 {
        server.set_clock(MONDAY + i64::try_from(index).unwrap() * DAY / 3);
        let answers = answers(index);
        let first = if answers.get("commute").is_some() { 2 } else { 1 };
        let version = first + index % (newest - first + 1);
        server.finish_version("pulse", version.try_into().unwrap(), &answers).await;
        let results = server.json("/api/v1/forms/pulse/results").await;
        let page = results.to_string();
        assert_eq!(page != last && index > 1, index % 5 == 0, "after answer {index}: {page}");
        assert!(!page.contains("Own words"), "after answer {index}: {page}");
        last = page;
        let expected = index / 5 * 5;
        if expected == 0 {
            assert!(results.get("funnel").is_none());
            let questions = results["questions"].as_array().unwrap();
            assert!(questions.iter().all(|question| question["withheld"] == true && question.get("score").is_none()));
            continue;
        }
        assert_eq!(results["funnel"]["finished"], expected);
        assert_eq!(question(&results, "nps")["answered"], expected);
        assert_eq!(results["comments"], expected >= 10);
        let (mut estimates, mut numbers) = (Vec::new(), Vec::new());
        walk(&results, "", &mut estimates, &mut numbers);
        assert!(estimates.iter().all(|(path, estimate)| whole_groups(path, estimate)), "{estimates:?}");
        for question in results["questions"].as_array().unwrap() {
            let answered = question["answered"].as_u64().unwrap();
            assert!(answered.is_multiple_of(5), "{question}");
        }
    }
}

/// What employees answered is counted without its version: on another scale it would be added to what it cannot be compared with.
#[tokio::test]
async fn a_question_to_employees_changes_its_scale_under_a_new_name_only() {
    let server = Server::start_signed_in().await;
    let scale = |name: &str, title: &str, last: u32| {
        json!({ "elements": [
            { "type": "rating", "name": name, "title": title, "metric": "csat", "rateMin": 1, "rateMax": last }, { "type": "comment", "name": "words" }
        ] })
    };
    for audience in ["employees", "customers"] {
        server.publish(audience, audience, scale("pace", "Pace?", 7)).await;
    }
    for _ in 0..5 {
        server.finish("employees", &json!({ "pace": 7 })).await;
    }
    let before = server.json("/api/v1/forms/employees/results").await;
    let refused = server.publish_next("employees", &scale("pace", "Pace?", 5)).await;
    assert_eq!((refused.status.as_u16(), refused.kind()), (422, "invalid-field"), "{}", refused.text);
    assert_eq!(refused.body["errors"]["pace"][0]["code"], "question-changed");
    assert_eq!(refused.body["detail"], refused.body["errors"]["pace"][0]["text"], "no field was filled in wrongly");
    let detail = refused.body["detail"].as_str().unwrap();
    assert!(detail.contains("“pace”") && detail.contains("version 1") && detail.contains("new name"), "{detail}");
    assert_eq!(server.json("/api/v1/forms/employees/results").await["questions"], before["questions"]);
    assert_eq!(server.publish_next("customers", &scale("pace", "Pace?", 5)).await.body["version"], 2, "told apart by their versions");

    assert_eq!(server.publish_next("employees", &scale("pace", "How is the pace?", 7)).await.body["version"], 2);
    assert_eq!(server.publish_next("employees", &scale("speed", "Pace?", 5)).await.body["version"], 3);
    let back = server.publish_next("employees", &scale("pace", "Pace?", 5)).await;
    assert_eq!(back.kind(), "invalid-field", "its old answers are still counted: {}", back.text);
    assert!(back.body["detail"].as_str().unwrap().contains("version 2"), "{}", back.text);
    for _ in 0..5 {
        server.finish_version("employees", 3, &json!({ "speed": 5 })).await;
    }
    let results = server.json("/api/v1/forms/employees/results").await;
    let high = |name: &str| question(&results, name)["score"]["headline"]["n"].as_u64();
    assert_eq!((high("pace"), high("speed")), (Some(5), Some(5)));
}

fn whole_groups(path: &str, estimate: &Map<String, Value>) -> bool {
    let n = estimate["n"].as_u64().unwrap();
    assert!(n >= 5 && n.is_multiple_of(5), "{path} rests on {n}");
    true
}

#[tokio::test]
async fn questions_few_answered_stay_withheld() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    for index in 0..10 {
        let answers = if index < 4 { json!({ "nps": 9, "rooms": 3 }) } else { json!({ "nps": 9 }) };
        server.finish("pulse", &answers).await;
    }
    let results = server.json("/api/v1/forms/pulse/results").await;
    assert_eq!(question(&results, "nps")["answered"], 10);
    let rooms = question(&results, "rooms");
    assert_eq!((&rooms["withheld"], &rooms["answered"], &rooms["skipped"], rooms.get("mean")), (&json!(true), &json!(0), &json!(0), None));
}

#[tokio::test]
async fn words_come_by_ten_shuffled_and_bare() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    let mut count = 0;
    for index in 1..=34 {
        server
            .finish(
                "pulse",
                &json!({ "nps": 5, "why": ["other"], "why-Comment": format!("Other {index}"), "words": format!("Words {index}") }),
            )
            .await;
        let page = server.json("/api/v1/forms/pulse/comments").await;
        let items = page["items"].as_array().unwrap();
        count = items.len();
        let readable: usize = index / 10 * 10;
        assert_eq!(count, (2 * readable).min(50), "after {index}");
        assert!(items.iter().all(|item| item.as_object().unwrap().keys().eq(["question", "text"])), "{items:?}");
    }
    assert_eq!(count, 50);
    let first = server.json("/api/v1/forms/pulse/comments").await;
    assert_eq!(first, server.json("/api/v1/forms/pulse/comments").await, "the order is the same at each reading");
    let next = first["next"].as_str().unwrap();
    let second = server.json(&format!("/api/v1/forms/pulse/comments?cursor={next}")).await;
    let all: Vec<&str> =
        [&first, &second].iter().flat_map(|page| page["items"].as_array().unwrap()).map(|item| item["text"].as_str().unwrap()).collect();
    assert_eq!(all.len(), 60);
    let order_of = |kind: &str| -> Vec<u32> { all.iter().filter_map(|text| text.strip_prefix(kind)?.parse().ok()).collect() };
    let (words, others) = (order_of("Words "), order_of("Other "));
    assert!(!words.is_sorted() && !others.is_sorted(), "not the order of arrival");
    assert_ne!(words, others, "the two texts of a person do not stand at the same place");
}

#[tokio::test]
async fn unfinished_answers_of_employees_are_counted_nowhere() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    for _ in 0..12 {
        server
            .save(
                "pulse",
                Uuid::new_v4(),
                1,
                false,
                &json!({ "nps": 1, "words": "Not sent" }),
                &json!({ "last_shown": "nps", "shown": ["nps"] }),
            )
            .await;
    }
    let results = server.json("/api/v1/forms/pulse/results").await;
    let funnel = &results["funnel"];
    assert_eq!((&funnel["started"], &funnel["finished"]), (&json!(10), &json!(0)));
    assert!(results["questions"].as_array().unwrap().iter().all(|question| question["withheld"] == true));
    assert_eq!(server.json("/api/v1/forms/pulse/comments").await["items"], json!([]));
}
