//! The suite on SQLite, and what only SQLite can be asked.

use crate::{figures, suite};
use rusqlite::Connection;
use tempfile::TempDir;
use tessera_server::store::sqlite::{FILE_NAME, SqliteStore};
use tessera_server::store::{LogStore as _, PeopleStore as _, StoreError, UserRecord};
use uuid::Uuid;

fn open() -> (SqliteStore, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (SqliteStore::open(folder.path()).unwrap(), folder)
}

macro_rules! conforms {
    ($suite:ident: $($name:ident),* $(,)?) => {
        $(#[tokio::test]
        async fn $name() {
            let (store, _folder) = open();
            $suite::$name(&store).await;
        })*
    };
}

conforms! {
    suite:
    the_workspace_stays_the_same,
    a_slug_belongs_to_one_form,
    forms_are_listed_in_pages_by_slug,
    an_edit_replaces_the_draft_it_read,
    versions_never_change,
    only_a_published_form_opens_and_closes,
    the_answer_is_kept_under_the_key_of_its_request,
    the_highest_step_wins_and_a_completed_response_stays,
    a_repeated_save_is_acknowledged_and_a_reused_key_is_not,
    a_response_stays_with_its_form_and_version,
    saves_that_come_all_at_once_end_in_one_response,
    a_view_is_counted_once_and_only_while_the_form_is_open,
    people_and_their_sessions,
    keys_are_made_up_to_a_number_used_and_revoked,
    every_write_appends_one_event_in_order,
    one_workspace_sees_nothing_of_another,
    after_closing_nothing_is_taken,
}

conforms! {
    figures:
    counters_of_customers_equal_a_recount,
    counters_of_employees_are_whole_groups_of_the_recount,
    words_of_employees_become_readable_by_ten,
    rows_come_in_pages_that_fit_together,
    unfinished_responses_count_as_under_way_for_a_while,
}

fn user(email: &str, name: &str) -> UserRecord {
    UserRecord { id: Uuid::now_v7(), email: email.into(), name: name.into(), password_hash: "h".into() }
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_opening_again() {
    let (store, folder) = open();
    let workspace = store.workspace(1).await.unwrap();
    store.create_user(workspace, user("a@example.com", "A"), 1).await.unwrap();
    // No closing: as if the process had been killed.
    std::mem::forget(store);
    let again = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(again.workspace(2).await.unwrap(), workspace);
    assert!(again.user_by_email(workspace, "a@example.com").await.unwrap().is_some());
}

#[tokio::test]
async fn a_commit_reaches_the_disk_before_it_is_acknowledged() {
    let (store, _folder) = open();
    let pragmas = store
        .write(|tx| {
            let journal: String = tx.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
            let synchronous: u32 = tx.query_row("PRAGMA synchronous", [], |row| row.get(0))?;
            Ok((journal, synchronous))
        })
        .await
        .unwrap();
    assert_eq!(pragmas, ("wal".to_owned(), 2), "2 is FULL");
}

#[tokio::test]
async fn a_data_folder_of_a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    connection.pragma_update(None, "user_version", 9999).unwrap();
    drop(connection);
    let error = SqliteStore::open(folder.path()).err().unwrap().to_string();
    assert!(error.contains("newer version"), "{error}");
}

#[tokio::test]
async fn one_failing_write_harms_no_other_of_its_batch() {
    let (store, _folder) = open();
    let workspace = store.workspace(1).await.unwrap();
    let writes = (0..50).map(|n| store.create_user(workspace, user(&format!("{}@example.com", n / 2), "x"), 1));
    let done = futures_util::future::join_all(writes).await;
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 25);
    assert!(done.iter().all(|done| matches!(done, Ok(()) | Err(StoreError::EmailTaken))));
    let panicked: Result<(), _> = store.write(|_| panic!("a bug")).await;
    assert!(matches!(panicked, Err(StoreError::Database(_))));
    assert_eq!(store.count_users(workspace).await.unwrap(), 25);
    store.create_user(workspace, user("next@example.com", "x"), 1).await.unwrap();
}

#[tokio::test]
async fn a_full_disk_refuses_writes_until_there_is_room_and_reads_go_on() {
    let (store, _folder) = open();
    let workspace = store.workspace(1).await.unwrap();
    store.create_user(workspace, user("a@example.com", "A"), 1).await.unwrap();
    let limit =
        |pages: u32| move |tx: &Connection| Ok(tx.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |row| row.get::<_, u32>(0))?);
    store.write(limit(1)).await.unwrap();
    let large = "x".repeat(100_000);
    let full = store.create_user(workspace, user("b@example.com", &large), 1).await;
    assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
    assert!(store.user_by_email(workspace, "a@example.com").await.unwrap().is_some());
    store.write(limit(1_000_000)).await.unwrap();
    store.create_user(workspace, user("b@example.com", &large), 1).await.unwrap();
    assert_eq!(store.count_users(workspace).await.unwrap(), 2);
}

#[tokio::test]
async fn a_full_queue_refuses_at_once() {
    let (store, _folder) = open();
    let (release, blocked) = std::sync::mpsc::channel::<()>();
    let blocker = store.write(move |_| {
        blocked.recv().unwrap();
        Ok(())
    });
    let rest = async {
        let waiting = futures_util::future::join_all((0..10_000).map(|_| store.ready()));
        let released = async {
            tokio::task::yield_now().await;
            release.send(()).unwrap();
        };
        let (done, ()) = tokio::join!(waiting, released);
        done
    };
    let (blocked, done) = tokio::join!(blocker, rest);
    blocked.unwrap();
    let refused = done.iter().filter(|done| matches!(done, Err(StoreError::Busy))).count();
    assert!(refused >= 10_000 - 8192 - 1, "{refused}");
    assert_eq!(done.iter().filter(|done| done.is_ok()).count() + refused, 10_000);
}
