//! Forms with types of question that few forms use: which page they get, what of their answers is taken, what is counted and exported.

use crate::figures::{DAY, Figures as _, MONDAY, Server, question, walk};
use crate::support::survey;
use axum::http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

fn table() -> Value {
    json!({ "elements": [
        { "type": "matrix", "name": "service", "title": "How was it?", "eachRowRequired": true, "columns": [1, 2, { "value": 3, "text": "good" }],
          "rows": ["speed", { "value": "price", "text": "The price" }, { "value": "help", "visibleIf": "{asked} = true" }],
          "showCommentArea": true },
        { "type": "boolean", "name": "asked" }
    ] })
}

#[tokio::test]
async fn the_newest_version_decides_which_programs_the_page_starts() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", survey()).await;
    for (version, definition, title) in [(2, table(), "respond, all types"), (3, survey(), "respond")] {
        let before = server.get("/api/v1/forms/care").await;
        let edit = json!({ "definition": definition });
        let changed = server.put("/api/v1/forms/care/draft", &[("if-match", before.header("etag"))], edit).await;
        assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
        let published = server.post("/api/v1/forms/care/publish", Value::Null).await;
        assert_eq!(published.body["version"], version, "{}", published.text);
        let answer = server.get("/s/care").await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-cache"));
        assert!(answer.text.contains(&format!("<title>{title}<")), "{}", answer.text);
    }
}

#[tokio::test]
async fn what_no_table_could_hold_is_refused_with_its_question() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", table()).await;
    for (answers, completed) in [
        (json!({ "service": 1 }), false),
        (json!({ "service": { "smell": 1 } }), false),
        (json!({ "service": { "speed": 4 } }), false),
        (json!({ "service": { "speed": [1] } }), false),
        (json!({ "service": { "speed": "good" } }), false),
        (json!({ "service": { "speed": 1 } }), true),
        (json!({ "service": { "speed": 1, "price": 2 }, "asked": true }), true),
    ] {
        let body =
            json!({ "response_id": Uuid::now_v7(), "form": "care", "version": 1, "step": 1, "answers": answers, "completed": completed });
        let answer = server.post("/api/v1/responses", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answers} {}", answer.text);
        assert!(answer.body["errors"].get("service").is_some(), "{answers} {}", answer.text);
    }
    server.finish("care", &json!({ "service": { "speed": 1, "price": 2 } })).await;
}

#[tokio::test]
async fn each_row_is_counted_with_its_own_number_of_answers_and_interval() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", table()).await;
    for index in 0..10 {
        let mut answers = json!({ "service": { "speed": 3, "price": index % 2 + 1 } });
        if index < 4 {
            answers["asked"] = json!(true);
            answers["service"]["help"] = json!(1);
        }
        server.finish("care", &answers).await;
    }
    let results = server.json("/api/v1/forms/care/results").await;
    let names: Vec<_> = results["questions"].as_array().unwrap().iter().map(|question| question["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["service", "service.speed", "service.price", "service.help", "asked"]);
    assert_eq!(question(&results, "service")["answered"], 10);
    let price = question(&results, "service.price");
    assert_eq!((&price["title"], &price["answered"], &price["skipped"]), (&json!("How was it?: The price"), &json!(10), &json!(0)));
    let shares: Vec<_> = price["counts"].as_array().unwrap().iter().map(|one| (&one["count"], &one["share"]["n"])).collect();
    assert_eq!(shares, [(&json!(5), &json!(10)), (&json!(5), &json!(10)), (&json!(0), &json!(10))]);
    for one in price["counts"].as_array().unwrap() {
        let [low, value, high] = ["low", "value", "high"].map(|end| one["share"][end].as_f64().unwrap());
        assert!(low <= value && value <= high && low < high, "{one}");
    }
    assert_eq!(price["counts"][2]["text"], "good");
    // Who did not see a row has not skipped it, and is in no denominator.
    let help = question(&results, "service.help");
    assert_eq!((&help["answered"], &help["skipped"], &help["counts"][0]["share"]["n"]), (&json!(4), &json!(0), &json!(4)));
}

#[tokio::test]
async fn a_row_left_out_is_skipped_by_those_who_saw_it() {
    let server = Server::start_signed_in().await;
    let mut form = table();
    form["elements"][0]["eachRowRequired"] = json!(false);
    server.publish("care", "customers", form).await;
    server.finish("care", &json!({ "service": { "speed": 3 } })).await;
    server.finish("care", &json!({ "asked": true })).await;
    let results = server.json("/api/v1/forms/care/results").await;
    let counts =
        |name: &str| [&question(&results, name)["answered"], &question(&results, name)["skipped"]].map(|count| count.as_u64().unwrap());
    assert_eq!(
        [counts("service"), counts("service.speed"), counts("service.price"), counts("service.help")],
        [[1, 1], [1, 1], [0, 2], [0, 1]]
    );
}

#[tokio::test]
async fn rows_of_employees_are_figures_in_whole_groups_only() {
    let server = Server::start_signed_in().await;
    server.publish("pulse", "employees", table()).await;
    let mut last = Value::Null;
    for index in 1..=23_i64 {
        server.set_clock(MONDAY + index * DAY / 3);
        let mut answers = json!({ "service": { "speed": index % 3 + 1, "price": 2 } });
        if index % 3 == 0 {
            answers["asked"] = json!(true);
            answers["service"]["help"] = json!(1);
        }
        server.finish("pulse", &answers).await;
        let results = server.json("/api/v1/forms/pulse/results").await;
        assert_eq!(results != last && index > 1, index % 5 == 0, "after answer {index}: {results}");
        let expected = index / 5 * 5;
        for row in ["service", "service.speed", "service.price"] {
            assert_eq!(question(&results, row)["answered"], expected, "{row}");
        }
        let help = question(&results, "service.help");
        assert_eq!(help["answered"].as_u64().unwrap() % 5, 0);
        assert_eq!(help["withheld"], help["answered"] == 0);
        let (mut estimates, mut numbers) = (Vec::new(), Vec::new());
        walk(&results, "", &mut estimates, &mut numbers);
        assert!(estimates.iter().all(|(_, estimate)| estimate["n"].as_u64().unwrap() % 5 == 0), "{estimates:?}");
        last = results;
    }
}

#[tokio::test]
async fn each_row_is_a_column_of_the_export() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", table()).await;
    server.set_clock(MONDAY);
    server.finish("care", &json!({ "service": { "speed": 3, "price": 1 }, "service-Comment": "Fine, thanks" })).await;
    let file = server.get("/api/v1/forms/care/export?format=csv").await.text;
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(lines[0].ends_with(",touchpoint,service-Comment,service.speed,service.price,service.help,asked"), "{}", lines[0]);
    assert!(lines[1].ends_with(",\"Fine, thanks\",3,1,,"), "{}", lines[1]);
    let rows = server.get("/api/v1/forms/care/export?format=jsonl").await.text;
    let row: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    assert_eq!(row["answers"]["service"], json!({ "speed": 3, "price": 1 }));
}

fn homes() -> Value {
    json!({ "elements": [
        { "type": "paneldynamic", "name": "homes", "title": "Homes", "maxPanelCount": 3, "templateElements": [
            { "type": "text", "name": "town", "isRequired": true },
            { "type": "radiogroup", "name": "line", "choices": ["fiber", "cable"] }
        ] }
    ] })
}

#[tokio::test]
async fn what_no_list_of_panels_could_hold_is_refused() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", homes()).await;
    let town = json!({ "town": "Rognan" });
    for (homes, completed) in [
        (json!({ "town": "Rognan" }), false),
        (json!([{ "town": "Rognan", "garden": true }]), false),
        (json!([{ "town": "Rognan", "line": "copper" }]), false),
        (json!([town, town, town, town]), false),
        (json!([{ "line": "fiber" }]), true),
    ] {
        let answers = json!({ "homes": homes });
        let body =
            json!({ "response_id": Uuid::now_v7(), "form": "care", "version": 1, "step": 1, "answers": answers, "completed": completed });
        let answer = server.post("/api/v1/responses", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answers} {}", answer.text);
    }
}

#[tokio::test]
async fn panels_are_counted_by_how_many_there_are_and_exported_whole() {
    let server = Server::start_signed_in().await;
    server.publish("care", "customers", homes()).await;
    for count in [1, 2, 3, 2] {
        let homes: Vec<Value> = (0..count).map(|_| json!({ "town": "Rognan", "line": "fiber" })).collect();
        server.finish("care", &json!({ "homes": homes })).await;
    }
    let results = server.json("/api/v1/forms/care/results").await;
    let homes = question(&results, "homes");
    assert_eq!((&homes["answered"], &homes["mean"]["n"], &homes["mean"]["value"]), (&json!(4), &json!(4), &json!(2.0)));
    assert!(homes["mean"]["low"].as_f64() < Some(2.0) && homes["mean"]["high"].as_f64() > Some(2.0));
    assert_eq!(results["questions"].as_array().unwrap().len(), 1, "what is in them is no figure");
    let file = server.get("/api/v1/forms/care/export?format=csv").await.text;
    assert!(file.lines().next().unwrap().ends_with(",homes"), "{file}");
    assert!(file.contains("\"[{\"\"line\"\":\"\"fiber\"\",\"\"town\"\":\"\"Rognan\"\"}]\""), "{file}");
}

#[tokio::test]
async fn a_question_in_panels_must_have_a_widget_too() {
    let server = Server::start_signed_in().await;
    let inner = |kind: &str| json!({ "elements": [{ "type": "paneldynamic", "name": "p", "displayMode": "tab", "templateElements": [{ "type": kind, "name": "x" }] }] });
    let checked = server.post("/api/v1/forms/check", json!({ "source": inner("signaturepad").to_string() })).await;
    assert_eq!(checked.body["publishable"], false, "{}", checked.text);
    let checked = server.post("/api/v1/forms/check", json!({ "source": inner("text").to_string() })).await;
    assert_eq!(checked.body["publishable"], true, "{}", checked.text);
    let remarks = checked.body["diagnostics"].as_array().unwrap();
    assert!(remarks.iter().any(|one| one["pointer"] == "/elements/0/displayMode" && one["severity"] == "warning"), "{}", checked.text);
}
