//! Employees' forms seen from outside, by somebody who looks after each single answer.

use crate::figures::{DAY, Figures as _, MONDAY, Server, question, small_form, walk};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Whoever reads the page before and after one answer learns nothing about it: the page changes with every fifth answer only, and each
/// number on it moves by a sum over five answers.
#[tokio::test]
async fn no_two_readings_tell_one_answer() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    let mut last = String::new();
    for index in 1..=27_u64 {
        server.set_clock(MONDAY + i64::try_from(index).unwrap() * DAY / 3);
        let nps = [10, 9, 2, 8, 7][usize::try_from(index % 5).unwrap()];
        let mut answers = json!({ "nps": nps, "rooms": index });
        if index % 3 == 0 {
            answers["words"] = json!(format!("Words {index}"));
        }
        server.finish("pulse", &answers).await;
        let results = server.json("/api/v1/forms/pulse/results").await;
        let page = results.to_string();
        assert_eq!(page != last && index > 1, index % 5 == 0, "after answer {index}: {page}");
        last = page;
        let expected = index / 5 * 5;
        if expected == 0 {
            assert!(results.get("funnel").is_none());
            assert!(
                results["questions"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|question| question["withheld"] == true && question.get("score").is_none())
            );
            continue;
        }
        assert_eq!(results["funnel"]["finished"], expected);
        assert_eq!(question(&results, "nps")["answered"], expected);
        assert_eq!(results["comments"], expected >= 10);
        let (mut estimates, mut numbers) = (Vec::new(), Vec::new());
        walk(&results, "", &mut estimates, &mut numbers);
        assert!(estimates.iter().all(|(path, estimate)| whole_groups(path, estimate)), "{estimates:?}");
    }
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
