//! Figures and comments of a part of the answers: days, layout, language, touchpoint; and beside the period before.

use crate::figures::{DAY, Figures as _, MONDAY, Server, question, small_form};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use tessera_server::store::MOST_TOUCHPOINTS;
use uuid::Uuid;

const FORM: &str = "/api/v1/forms/visit";

/// Two weeks: the first with 30 answers and an NPS of 0, the second with 30 and an NPS of 60; by turns on a phone by text message, and on a television.
async fn two_weeks() -> Server {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    for (week, promoters, detractors) in [(0, 10, 10), (1, 21, 3)] {
        for person in 0..30 {
            server.set_clock(MONDAY + (week * 7 + person % 7) * DAY);
            let nps = if person < promoters {
                10
            } else if person < promoters + detractors {
                2
            } else {
                8
            };
            let meta = if person % 2 == 0 {
                json!({ "layout": "mobile", "locale": "pl", "touchpoint": "sms" })
            } else {
                json!({ "layout": "tv", "locale": "en" })
            };
            let id = Uuid::new_v4();
            let view = json!({ "response_id": id, "version": 1, "layout": meta["layout"], "locale": meta["locale"], "touchpoint": meta["touchpoint"].as_str().unwrap_or("") });
            assert_eq!(server.post(&format!("{FORM}/views"), view).await.status, StatusCode::NO_CONTENT);
            let mut answers = json!({ "nps": nps });
            if nps < 9 {
                answers["words"] = json!(format!("Week {week}: the cellar, n\u{ba} {person}"));
            }
            server.save("visit", id, 1, true, &answers, &meta).await;
        }
    }
    server.set_clock(MONDAY + 13 * DAY);
    server
}

async fn nps_of(server: &Server, query: &str) -> Value {
    let results = server.json(&format!("{FORM}/results?{query}")).await;
    question(&results, "nps").clone()
}

#[tokio::test]
async fn days_and_segments_choose_the_answers() {
    let server = two_weeks().await;
    for (query, answered) in [
        ("", 60),
        ("from=2026-01-05&to=2026-01-11", 30),
        ("from=2026-01-12", 30),
        ("to=2026-01-05", 5),
        ("last_days=7", 30),
        ("last_days=1", 4),
        ("layout=mobile", 30),
        ("layout=tv&locale=en", 30),
        ("layout=tv&locale=pl", 0),
        ("touchpoint=sms&last_days=7", 15),
        ("touchpoint=nowhere", 0),
        ("from=2030-01-01", 0),
    ] {
        assert_eq!(nps_of(&server, query).await["answered"], answered, "{query}");
    }
    let part = server.json(&format!("{FORM}/results?touchpoint=sms&from=2026-01-05&to=2026-01-11")).await;
    assert_eq!((&part["funnel"]["shown"], &part["funnel"]["finished"]), (&json!(15), &json!(15)));
    assert_eq!(part["period"], json!(["2026-01-05", "2026-01-11"]));
    // What there is to choose from does not depend on what was chosen.
    assert_eq!(part["facets"], json!({ "layouts": ["mobile", "tv"], "locales": ["en", "pl"], "touchpoints": ["sms"] }));
}

#[tokio::test]
async fn a_period_stands_beside_the_one_before() {
    let server = two_weeks().await;
    let results = server.json(&format!("{FORM}/results?last_days=7")).await;
    assert_eq!((&results["period"], &results["compared"]), (&json!(["2026-01-12", "2026-01-18"]), &json!(["2026-01-05", "2026-01-11"])));
    let change = &question(&results, "nps")["score"]["change"];
    assert_eq!((&change["before"]["value"], &change["before"]["n"]), (&json!(0.0), &json!(30)));
    assert!((change["difference"]["value"].as_f64().unwrap() - 60.0).abs() < 1e-9, "{change}");
    assert_eq!(change["verdict"], "real");
    assert_eq!(results["funnel"]["completion_change"]["verdict"], "none");

    let first = server.json(&format!("{FORM}/results?from=2026-01-05&to=2026-01-11")).await;
    assert_eq!(first["compared"], json!(["2025-12-29", "2026-01-04"]));
    assert!(question(&first, "nps")["score"].get("change").is_none(), "before there was nothing to measure from");
    let open = server.json(&format!("{FORM}/results?from=2026-01-05")).await;
    assert!(open.get("compared").is_none() && question(&open, "nps")["score"].get("change").is_none());
}

#[tokio::test]
async fn comments_are_found_by_their_words_and_their_part() {
    let server = two_weeks().await;
    let found = async |query: &str| server.json(&format!("{FORM}/comments?{query}")).await["items"].as_array().unwrap().len();
    assert_eq!(found("").await, 29);
    assert_eq!(found("q=CELLAR").await, 29);
    assert_eq!(found("q=cellar%20week%201:").await, 9);
    assert_eq!(found("q=attic").await, 0);
    assert_eq!(found("last_days=7").await, 9);
    assert_eq!(found("layout=tv").await + found("layout=mobile").await, 29);
}

#[tokio::test]
async fn parts_that_cannot_be_are_refused_in_words() {
    let server = two_weeks().await;
    for (query, field) in [
        ("from=2026-02-30", "from"),
        ("to=yesterday", "to"),
        ("from=2026-01-12&to=2026-01-11", "to"),
        ("last_days=0", "last_days"),
        ("last_days=4000", "last_days"),
        ("last_days=7&from=2026-01-05", "last_days"),
    ] {
        for what in ["results", "comments"] {
            let answer = server.get(&format!("{FORM}/{what}?{query}")).await;
            assert_eq!((answer.status, answer.kind()), (StatusCode::UNPROCESSABLE_ENTITY, "invalid-field"), "{what} {query}");
            assert!(
                answer.body["errors"][field][0]["text"].as_str().is_some_and(|text| text.len() > 10),
                "{what} {query}: {}",
                answer.text
            );
        }
    }
    let long = server.get(&format!("{FORM}/comments?q={}", "a".repeat(201))).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(server.get(&format!("{FORM}/results?colour=blue")).await.status, StatusCode::BAD_REQUEST);
}

/// What two parts have in common, or what one leaves out, would tell on single people.
#[tokio::test]
async fn employees_answers_have_no_parts() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", small_form()).await;
    for _ in 0..12 {
        server.finish("pulse", &json!({ "nps": 9, "words": "A word" })).await;
    }
    for query in ["last_days=7", "from=2026-01-05", "layout=tv", "locale=en", "touchpoint=sms"] {
        for what in ["results", "comments"] {
            let answer = server.get(&format!("/api/v1/forms/pulse/{what}?{query}")).await;
            assert_eq!((answer.status, answer.kind()), (StatusCode::FORBIDDEN, "anonymous"), "{what} {query}");
        }
    }
    let results = server.json("/api/v1/forms/pulse/results").await;
    assert_eq!(results["facets"], json!({ "layouts": [], "locales": [], "touchpoints": [] }));
    let comments = server.json("/api/v1/forms/pulse/comments?q=word").await;
    assert_eq!(comments["items"].as_array().unwrap().len(), 10);
    assert!(comments["items"].as_array().unwrap().iter().all(|comment| comment.as_object().unwrap().len() == 2), "{comments}");
}

/// Somebody who comes back without the link came by it all the same.
#[tokio::test]
async fn the_touchpoint_of_the_first_visit_stays() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let id = Uuid::new_v4();
    server.save("visit", id, 1, false, &json!({ "nps": 9 }), &json!({ "layout": "mobile", "touchpoint": "sms" })).await;
    server.save("visit", id, 2, true, &json!({ "nps": 9 }), &json!({ "layout": "desktop" })).await;
    assert_eq!(nps_of(&server, "touchpoint=sms&layout=desktop").await["answered"], 1);
    assert_eq!(nps_of(&server, "layout=mobile").await["answered"], 0);
    // A name that no link of ours has is none.
    server.save("visit", Uuid::new_v4(), 1, true, &json!({ "nps": 9 }), &json!({ "touchpoint": "Ola Nordmann" })).await;
    assert_eq!(server.json(&format!("{FORM}/results")).await["facets"]["touchpoints"], json!(["sms"]));
}

/// The rate of a day is of those who began on it, also where they finish after midnight; their answers belong to the day of the finish.
#[tokio::test]
async fn completion_is_of_those_who_began_in_the_period() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    let midnight = MONDAY + DAY / 2;
    let ids: Vec<Uuid> = (0..4).map(|_| Uuid::new_v4()).collect();
    let meta = |layout: &str| json!({ "layout": layout });
    server.set_clock(midnight - 120_000);
    for id in &ids[..2] {
        server.save("visit", *id, 1, false, &json!({ "nps": 9 }), &meta("mobile")).await;
    }
    server.set_clock(midnight + 180_000);
    // One of them goes on at another device.
    server.save("visit", ids[0], 2, true, &json!({ "nps": 9 }), &meta("desktop")).await;
    server.save("visit", ids[2], 1, false, &json!({ "nps": 9 }), &meta("mobile")).await;
    server.save("visit", ids[3], 1, true, &json!({ "nps": 9 }), &meta("mobile")).await;
    server.set_clock(midnight + DAY);
    server.save("visit", ids[2], 2, true, &json!({ "nps": 9 }), &meta("mobile")).await;

    for (query, started, finished, answered) in [
        ("from=2026-01-05&to=2026-01-05", 2, 1, 0),
        ("from=2026-01-06&to=2026-01-06", 2, 2, 2),
        ("", 4, 3, 3),
        ("layout=mobile&to=2026-01-05", 1, 0, 0),
        ("layout=desktop&to=2026-01-05", 1, 1, 0),
        ("layout=desktop&from=2026-01-06&to=2026-01-06", 0, 0, 1),
    ] {
        let results = server.json(&format!("{FORM}/results?{query}")).await;
        assert_eq!(question(&results, "nps")["answered"], answered, "{query}");
        let Some(funnel) = results.get("funnel") else {
            assert_eq!(started, 0, "{query}");
            continue;
        };
        assert_eq!((&funnel["started"], &funnel["finished"]), (&json!(started), &json!(finished)), "{query}");
        let rate = 100.0 * f64::from(finished) / f64::from(started);
        assert_eq!(funnel["completion_rate"]["value"], rate, "{query}");
    }
    let last = server.json(&format!("{FORM}/results?from=2026-01-07&to=2026-01-07")).await;
    assert_eq!((last.get("funnel"), question(&last, "nps")["answered"].as_u64()), (None, Some(1)), "nobody began, somebody answered");
    assert_eq!(last["days"], json!(["2026-01-07", "2026-01-07"]));
    let tuesday = server.json(&format!("{FORM}/results?from=2026-01-06&to=2026-01-06")).await;
    assert_eq!(tuesday["funnel"]["completion_change"]["before"]["value"], 50.0);

    // Taken away from where it was counted.
    assert_eq!(
        server.send(Method::DELETE, &format!("/api/v1/responses/{}", ids[0]), &[], Body::empty()).await.status,
        StatusCode::NO_CONTENT
    );
    let monday = server.json(&format!("{FORM}/results?from=2026-01-05&to=2026-01-05")).await;
    assert_eq!((&monday["funnel"]["started"], &monday["funnel"]["finished"]), (&json!(1), &json!(0)));
}

/// A segment is counted apart for ever, and strangers may name one.
#[tokio::test]
async fn a_language_nobody_can_have_read_is_counted_as_none() {
    let server = Server::start_signed_in().await;
    let mut form = small_form();
    form["title"] = json!({ "default": "Visit", "pt-BR": "Visita" });
    server.publish("visit", "customers", form).await;
    for (index, locale) in ["en", "pt-br", "he", "xx-made-up", "pt"].into_iter().enumerate() {
        let id = Uuid::new_v4();
        let view = json!({ "response_id": id, "version": 1, "locale": locale });
        assert_eq!(server.post(&format!("{FORM}/views"), view).await.status, StatusCode::NO_CONTENT);
        server.save("visit", id, 1, true, &json!({ "nps": 9, "words": format!("n\u{ba} {index}") }), &json!({ "locale": locale })).await;
    }
    let results = server.json(&format!("{FORM}/results")).await;
    assert_eq!(results["facets"]["locales"], json!(["en", "he", "pt-BR"]));
    assert_eq!(results["funnel"]["finished"], 5);
    let part = server.json(&format!("{FORM}/results?locale=pt-BR")).await;
    assert_eq!((&part["funnel"]["shown"], &part["funnel"]["finished"]), (&json!(1), &json!(1)));
    let unknown = server.json(&format!("{FORM}/results?locale=xx-made-up")).await;
    assert!(unknown.get("funnel").is_none(), "{unknown}");
    let words = server.json(&format!("{FORM}/comments?q=3")).await;
    assert_eq!(words["items"][0]["locale"], "xx-made-up", "what was said stays with what was said");
}

#[tokio::test]
async fn a_form_is_counted_by_so_many_touchpoints_and_no_more() {
    let server = Server::start_signed_in().await;
    server.publish("visit", "customers", small_form()).await;
    server.publish("other", "customers", small_form()).await;
    let most = usize::try_from(MOST_TOUCHPOINTS).unwrap();
    for index in 0..most + 3 {
        let view = json!({ "response_id": Uuid::new_v4(), "version": 1, "touchpoint": format!("till-{index}") });
        assert_eq!(server.post(&format!("{FORM}/views"), view).await.status, StatusCode::NO_CONTENT);
    }
    let late = format!("till-{}", most + 1);
    let id = Uuid::new_v4();
    server.save("visit", id, 1, false, &json!({ "nps": 9 }), &json!({ "touchpoint": late })).await;
    server.save("visit", id, 2, true, &json!({ "nps": 9, "words": "Late" }), &json!({})).await;
    server.save("visit", Uuid::new_v4(), 1, true, &json!({ "nps": 9 }), &json!({ "touchpoint": "till-0" })).await;
    server.save("other", Uuid::new_v4(), 1, true, &json!({ "nps": 9 }), &json!({ "touchpoint": late })).await;

    let results = server.json(&format!("{FORM}/results")).await;
    assert_eq!((&results["funnel"]["shown"], &results["funnel"]["finished"]), (&json!(most + 3), &json!(2)), "nobody is lost");
    assert_eq!(
        results["facets"]["touchpoints"],
        json!(["till-0"]),
        "and of those that are counted apart only what was answered is offered"
    );
    assert_eq!(server.json(&format!("{FORM}/results?touchpoint=till-0")).await["funnel"]["finished"], 1);
    assert!(server.json(&format!("{FORM}/results?touchpoint={late}")).await.get("funnel").is_none());
    let comment = &server.json(&format!("{FORM}/comments")).await["items"][0];
    assert_eq!((&comment["text"], &comment["touchpoint"]), (&json!("Late"), &json!(late)), "where it was said is kept");
    assert!(server.get(&format!("{FORM}/export?format=csv")).await.text.contains(&format!(",{late},")));
    let apart = server.json(&format!("/api/v1/forms/other/results?touchpoint={late}")).await;
    assert_eq!(apart["funnel"]["finished"], 1, "each form has its own");
}
