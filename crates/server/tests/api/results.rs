//! `GET /api/v1/forms/{slug}/results` of customers' forms.

use crate::figures::{DAY, Figures as _, MONDAY, Server, question, small_form, walk};
use axum::http::StatusCode;
use serde_json::json;
use uuid::Uuid;

async fn with_answers() -> Server {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    for (scores, day) in [([9, 10, 8, 3, 9], 0), ([10, 9, 7, 6, 10], 7), ([9, 2, 10, 10, 0], 7)] {
        server.set_clock(MONDAY + day * DAY);
        for nps in scores {
            let why = if nps <= 8 { json!(["wifi"]) } else { json!(null) };
            let mut answers = json!({ "nps": nps, "rooms": nps / 2 + 1 });
            if nps <= 8 {
                answers["why"] = why;
            }
            if nps <= 3 {
                answers["words"] = json!("It rained in.");
            }
            server.finish("visit", &answers).await;
        }
    }
    server
}

#[tokio::test]
async fn figures_follow_from_the_answers() {
    let server = with_answers().await;
    let results = server.json("/api/v1/forms/visit/results").await;
    assert_eq!(results["minimum"], 1);
    assert_eq!(results["comments"], true);
    assert_eq!(results["days"], json!(["2026-01-05", "2026-01-12"]));
    assert_eq!(results["funnel"]["finished"], 15);

    let nps = question(&results, "nps");
    assert_eq!(
        (&nps["answered"], &nps["skipped"], &nps["title"], &nps["kind"]),
        (&json!(15), &json!(0), &json!("Recommend?"), &json!("rating"))
    );
    // 9 promoters, 2 passives, 4 detractors.
    assert!((nps["score"]["headline"]["value"].as_f64().unwrap() - 100.0 / 3.0).abs() < 1e-9);
    assert_eq!(nps["score"]["high_share"]["value"], 60.0);
    let middle = &nps["score"]["middle_share"];
    assert_eq!(middle["n"], 15);
    assert!((middle["value"].as_f64().unwrap() - 200.0 / 15.0).abs() < 1e-9);
    assert!(middle["low"].as_f64() < middle["value"].as_f64() && middle["value"].as_f64() < middle["high"].as_f64());
    assert_eq!(nps["counts"].as_array().unwrap().len(), 11);
    assert_eq!(nps["counts"][9]["count"], 4);
    let weeks = nps["score"]["weeks"].as_array().unwrap();
    assert_eq!(
        weeks.iter().map(|week| (&week["week"], &week["figure"]["n"])).collect::<Vec<_>>(),
        [(&json!("2026-01-05"), &json!(5)), (&json!("2026-01-12"), &json!(10))]
    );

    let why = question(&results, "why");
    assert_eq!((&why["answered"], &why["skipped"]), (&json!(6), &json!(0)), "who was not asked has not skipped");
    assert_eq!(
        (&why["counts"][0]["text"], &why["counts"][0]["count"], &why["counts"][0]["share"]["value"]),
        (&json!("Wi-Fi"), &json!(6), &json!(100.0))
    );
    let rooms = question(&results, "rooms");
    assert_eq!(rooms["mean"]["n"], 15);
    let words = question(&results, "words");
    assert_eq!((&words["answered"], &words["skipped"], &words["texts"]), (&json!(3), &json!(12), &json!(3)));
}

/// Whatever stands on the page is a plain count of answers, or an estimate with n and an interval that contains it.
#[tokio::test]
async fn every_figure_has_its_n_and_its_interval() {
    let server = with_answers().await;
    let results = server.json("/api/v1/forms/visit/results").await;
    let (mut estimates, mut numbers) = (Vec::new(), Vec::new());
    walk(&results, "", &mut estimates, &mut numbers);
    assert!(estimates.len() > 20, "{estimates:?}");
    for (path, estimate) in estimates {
        let [low, value, high] = ["low", "value", "high"].map(|key| estimate[key].as_f64().unwrap());
        assert!(low <= value && value <= high && low < high, "{path}: {estimate:?}");
        assert!(estimate["n"].as_u64().unwrap() > 0, "{path}");
    }
    let counts = ["minimum", "shown", "started", "finished", "answered", "skipped", "texts", "reached", "count", "value"];
    for path in numbers {
        let name = path.rsplit('/').next().unwrap();
        assert!(counts.contains(&name), "{path} is neither a count nor an estimate");
    }
}

#[tokio::test]
async fn views_starts_and_exits_make_the_funnel() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    server.set_clock(MONDAY);
    for index in 0..10 {
        let id = Uuid::new_v4();
        let view = json!({ "response_id": id, "version": 1 });
        assert_eq!(server.post("/api/v1/forms/visit/views", view.clone()).await.status, StatusCode::NO_CONTENT);
        assert_eq!(server.post("/api/v1/forms/visit/views", view.clone()).await.status, StatusCode::NO_CONTENT);
        if index < 8 {
            let meta = json!({ "shown": ["nps", "rooms"], "last_shown": "rooms", "active_millis": { "nps": 4000 } });
            server.save("visit", id, 1, false, &json!({ "nps": 9 }), &meta).await;
        }
        if index < 6 {
            let meta = json!({ "shown": ["nps", "rooms", "words"], "last_shown": "words", "active_millis": { "nps": 4000, "rooms": 3000 + index * 1000 } });
            server.save("visit", id, 2, true, &json!({ "nps": 9, "rooms": 2 }), &meta).await;
        }
    }
    let results = server.json("/api/v1/forms/visit/results").await;
    let funnel = &results["funnel"];
    assert_eq!((&funnel["shown"], &funnel["started"], &funnel["finished"]), (&json!(10), &json!(8), &json!(6)));
    assert_eq!((&funnel["start_rate"]["value"], &funnel["completion_rate"]["value"]), (&json!(80.0), &json!(75.0)));
    assert_eq!(funnel["median_seconds"]["value"], 9.5);
    assert_eq!(question(&results, "rooms")["drop_off"]["value"], 0.0, "they may still come back");

    server.set_clock(MONDAY + 30 * 60_000);
    let results = server.json("/api/v1/forms/visit/results").await;
    let rooms = question(&results, "rooms");
    assert_eq!((&rooms["reached"], &rooms["drop_off"]["value"], &rooms["drop_off"]["n"]), (&json!(8), &json!(25.0), &json!(8)));
    assert_eq!(question(&results, "words")["drop_off"]["value"], 0.0);
}

#[tokio::test]
async fn form_without_answers_has_no_figures() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let results = server.json("/api/v1/forms/visit/results").await;
    let (mut estimates, mut numbers) = (Vec::new(), Vec::new());
    walk(&results, "", &mut estimates, &mut numbers);
    assert!(estimates.is_empty(), "{estimates:?}");
    assert!(results.get("funnel").is_none() && results.get("days").is_none());
    assert_eq!(question(&results, "nps")["answered"], 0);
}

#[tokio::test]
async fn figures_are_for_those_who_are_signed_in() {
    let server = with_answers().await;
    for path in ["results", "comments", "export?format=csv"] {
        let path = format!("/api/v1/forms/visit/{path}");
        assert_eq!(server.get(&path.replace("visit", "unknown")).await.status, StatusCode::NOT_FOUND, "{path}");
        let cookie = server.cookie();
        server.set_cookie(None);
        assert_eq!(server.get(&path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        server.set_cookie(cookie);
    }
}
