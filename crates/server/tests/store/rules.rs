//! A database whose counters were made by other rules is counted anew when it is opened.

use crate::figures::{Bench, sample};
use rusqlite::Connection;
use tempfile::TempDir;
use tessera_api::forms::Audience;
use tessera_server::results::tally::Kind;
use tessera_server::samples::Sample;
use tessera_server::store::LogStore as _;
use tessera_server::store::sqlite::{FILE_NAME, SqliteStore};

/// As a program with other rules left it: `spoil` says how.
fn spoiled(folder: &TempDir, spoil: &str) {
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    connection.execute_batch(spoil).unwrap();
    connection.execute("UPDATE counting SET rules = 0", []).unwrap();
}

fn all_text(folder: &TempDir) -> String {
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    let sql = "SELECT (SELECT coalesce(group_concat(value || n), '') FROM (SELECT value, n FROM counter ORDER BY 1, 2)) || coalesce((SELECT waiting FROM pen), '')";
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn counters_of_customers_are_made_anew_from_the_rows() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let mut bench = Bench::new(&store, sample(Audience::Customers), 11).await;
    for _ in 0..40 {
        bench.person().await;
    }
    let before = bench.counted().await;
    assert!(before.keys().any(|cell| cell.kind == Kind::Shown) && before.keys().any(|cell| cell.kind == Kind::Value));
    store.close().await;
    spoiled(&folder, "UPDATE counter SET n = n + 7, value = value || 'x' WHERE kind <> 1");

    let again = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(bench.moved(&again).counted().await, before);
    again.close().await;
    // By the same rules nothing is counted twice, nor at each start.
    spoiled(&folder, "");
    SqliteStore::open(folder.path()).unwrap().close().await;
    let rules: u32 =
        Connection::open(folder.path().join(FILE_NAME)).unwrap().query_row("SELECT rules FROM counting", [], |row| row.get(0)).unwrap();
    assert_eq!(rules, tessera_server::results::tally::RULES);
}

/// The words of employees that were counted as they stand become "other", among what is counted and what waits, and no group changes.
#[tokio::test]
async fn words_of_employees_leave_the_counters_and_what_waits() {
    let definition = r#"{ "storeOthersAsComment": false, "elements": [
        { "type": "radiogroup", "name": "room", "choices": ["cellar"], "showOtherItem": true }
    ] }"#;
    let pulse = Sample { slug: "rooms", name: "Rooms", audience: Audience::Employees, definition, responses: 0 };
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let mut bench = Bench::new(&store, &pulse, 4).await;
    for _ in 0..60 {
        bench.person().await;
    }
    store.close().await;
    let before = all_text(&folder);
    assert!(before.contains(r#""other""#) && before.contains(r#"\"other\""#), "counted, and waiting: {before}");
    spoiled(
        &folder,
        r#"UPDATE counter SET value = '"Under the stair"' WHERE value = '"other"';
           UPDATE pen SET waiting = replace(waiting, '\"other\"', '\"In the lift\"')"#,
    );
    let spoiled = all_text(&folder);
    assert!(spoiled.contains("Under the stair") && spoiled.contains("In the lift"), "{spoiled}");

    SqliteStore::open(folder.path()).unwrap().close().await;
    assert_eq!(all_text(&folder), before);
}
