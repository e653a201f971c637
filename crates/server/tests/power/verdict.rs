//! What the store makes of a disk after a power cut, held against what it should.

use crate::life::{self, Kept, Life, Responses, SLUG, Safety};
use crate::recount::{counted_in, recounted_in};
use std::sync::Arc;
use tessera_disk::{Disk, Fate, Luck, left_after_cut};
use tessera_server::definition::Published;
use tessera_server::results::filter::Filter;
use tessera_server::results::tally::Kind;
use tessera_server::store::sqlite::SqliteStore;
use tessera_server::store::{FigureStore as _, FormStore as _, LogStore as _, WorkspaceId};
use uuid::Uuid;

const FOLDER: &str = "/after";

/// What came of one cut.
pub(crate) struct Verdict {
    /// Acknowledged saves that are not there.
    pub(crate) lost: usize,
}

/// Opens what a cut at `moment` left. Panics where what is there is not whole: some number of batches, all of each, counters as a
/// recount gives them. Where nothing is lost, the device then sends again what was not acknowledged, and all is there once.
pub(crate) async fn after_cut(life: &Life, moment: usize, fate: Fate, luck: &mut Luck) -> Verdict {
    let context = format!("cut at {moment} of {}, {fate:?}", life.record.len());
    let disk = Disk::mount(FOLDER, left_after_cut(&life.record[..moment], fate, luck));
    let store = life::open(FOLDER, Safety::Full).await;
    let workspace = store.workspace(0).await.unwrap();
    let acknowledged = life.acknowledged_at(moment);
    let verdict = match life::form(&store, workspace).await {
        None => Verdict {
            lost: life.batches[..acknowledged].iter().map(|batch| batch.saves.len()).sum::<usize>() + usize::from(life.founded <= moment),
        },
        Some(form) => {
            let present = check(&store, workspace, &form, life, &context).await;
            let lost = life.batches.iter().take(acknowledged).skip(present).map(|batch| batch.saves.len()).sum();
            if lost == 0
                && let Some(batch) = life.batches.get(acknowledged)
            {
                life::send(&store, workspace, &form, &batch.saves).await;
                assert_eq!(check(&store, workspace, &form, life, &context).await, acknowledged + 1, "{context}, sent again");
            }
            Verdict { lost }
        }
    };
    store.close().await;
    drop(disk);
    verdict
}

/// How many batches are there.
pub(crate) async fn check(store: &SqliteStore, workspace: WorkspaceId, form: &Arc<Published>, life: &Life, context: &str) -> usize {
    let integrity: String =
        store.read(|connection| Ok(connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?)).await.unwrap();
    assert_eq!(integrity, "ok", "{context}");
    let found = responses(store, workspace, form).await;
    let present = life.states.iter().rposition(|state| *state == found);
    let present = present.unwrap_or_else(|| panic!("{context}: {} responses that are no number of whole batches", found.len()));
    must_add_up(store, workspace, form, &found, context).await;
    present
}

pub(crate) async fn responses(store: &SqliteStore, workspace: WorkspaceId, form: &Published) -> Responses {
    let rows = store.rows(workspace, form.id, Uuid::nil(), 10_000).await.unwrap();
    let kept = rows.into_iter().map(|row| (row.id, Kept { step: row.step, completed: row.completed, answers: Arc::new(row.answers) }));
    kept.collect()
}

/// Counters, the form's own count and the log say the same as the rows.
pub(crate) async fn must_add_up(store: &SqliteStore, workspace: WorkspaceId, form: &Arc<Published>, found: &Responses, context: &str) {
    let mut counted = counted_in(store, workspace, form, &Filter::default()).await;
    counted.retain(|cell, _| cell.kind != Kind::Shown);
    assert_eq!(counted, recounted_in(store, workspace, form, &Filter::default()).await, "{context}");
    let finished = found.values().filter(|kept| kept.completed).count();
    let form = store.form(workspace, SLUG).await.unwrap().unwrap();
    assert_eq!(form.finished, u64::try_from(finished).unwrap(), "{context}");
    let events = store.events(workspace, 0, 100_000).await.unwrap();
    assert!(events.iter().zip(1..).all(|(event, seq)| event.seq == seq), "{context}: the log has a hole");
    let of_kind = |kind: &str| events.iter().filter(|event| event.kind == kind).count();
    // Steps are taken one by one here, so a response of three steps has three lines.
    let steps: u32 = found.values().map(|kept| kept.step).sum();
    assert_eq!((of_kind("response.completed"), of_kind("response.saved") + finished), (finished, steps.try_into().unwrap()), "{context}");
}
