//! The disk gets full, again and again, at whatever write it happens to be: what is refused is said, what was acknowledged stays, reads go on,
//! and once there is room the same store takes what it had refused.

use crate::life::{self, People, Responses, Safety, Save};
use crate::verdict::{must_add_up, responses};
use std::sync::Arc;
use tessera_disk::{Disk, Fate, Files, Luck, left_after_cut};
use tessera_server::definition::Published;
use tessera_server::store::sqlite::SqliteStore;
use tessera_server::store::{LogStore as _, ResponseStore as _, StoreError, WorkspaceId};

const FOLDER: &str = "/room";
const SEED: u64 = 507;
const ROUNDS: usize = 40;
/// A batch that comes this late finds its room in a log that begins anew, and proves nothing.
const PATIENCE: usize = 40;

#[tokio::test]
async fn a_full_disk_refuses_what_it_cannot_keep_and_takes_it_once_there_is_room() {
    let disk = Disk::mount(FOLDER, Files::new());
    let store = life::open(FOLDER, Safety::Full).await;
    let workspace = store.workspace(0).await.unwrap();
    life::found(&store, workspace).await;
    let form = life::form(&store, workspace).await.unwrap();
    let mut people = People { luck: Luck::new(SEED), unfinished: Vec::new() };
    let mut luck = Luck::new(SEED + 1);
    let mut expected = Responses::new();
    let (mut full, mut refusals) = (0, 0);
    for round in 0..ROUNDS {
        disk.set_room(Some(disk.used() + luck.below(60_000)));
        let mut refused = Vec::new();
        for _ in 0..PATIENCE {
            let saves = people.batch();
            let answers = send(&store, workspace, &form, &saves).await;
            for (save, answer) in saves.into_iter().zip(answers) {
                match answer {
                    Ok(()) => save.keep_in(&mut expected),
                    Err(StoreError::DiskFull) => refused.push(save),
                    Err(other) => panic!("round {round}: {other}"),
                }
            }
            if !refused.is_empty() {
                break;
            }
        }
        if !refused.is_empty() {
            full += 1;
            refusals += refused.len();
        }
        assert_eq!(responses(&store, workspace, &form).await, expected, "round {round}: reads go on");
        must_survive(&disk, &expected, round).await;
        disk.set_room(None);
        store.ready().await.unwrap();
        assert!(!store.vitals().is_full, "round {round}");
        // Nobody opened the store again, and each device sends what it has with the key it had.
        for save in refused {
            store.save_response(workspace, save.record(&form)).await.unwrap();
            save.keep_in(&mut expected);
        }
        must_add_up(&store, workspace, &form, &expected, &format!("round {round}, with room")).await;
    }
    println!("the disk was full {full} times and refused {refusals} saves; {} responses are there, each once", expected.len());
    assert!(full >= ROUNDS / 2, "{full}");
    store.close().await;
}

/// A probe on a full disk says so, and the next one that there is room.
#[tokio::test]
async fn readiness_is_a_write_that_reached_the_disk() {
    let disk = Disk::mount("/ready", Files::new());
    let store = life::open("/ready", Safety::Full).await;
    store.workspace(0).await.unwrap();
    store.ready().await.unwrap();
    disk.set_room(Some(disk.used()));
    assert!(matches!(store.ready().await, Err(StoreError::DiskFull)));
    assert!(store.vitals().is_full);
    disk.set_room(None);
    store.ready().await.unwrap();
    assert!(!store.vitals().is_full);
    store.close().await;
}

/// The power goes while the disk is full.
async fn must_survive(disk: &Disk, expected: &Responses, round: usize) {
    const AFTER: &str = "/room-after";
    let _disk = Disk::mount(AFTER, left_after_cut(&disk.record(), Fate::Lost, &mut Luck::new(1)));
    let store = life::open(AFTER, Safety::Full).await;
    let workspace = store.workspace(0).await.unwrap();
    let form = life::form(&store, workspace).await.unwrap();
    assert_eq!(responses(&store, workspace, &form).await, *expected, "round {round}, after a power cut");
    store.close().await;
}

/// One batch; what became of each of its saves.
async fn send(store: &SqliteStore, workspace: WorkspaceId, form: &Arc<Published>, saves: &[Save]) -> Vec<Result<(), StoreError>> {
    let sending = saves.iter().map(|save| async { store.save_response(workspace, save.record(form)).await.map(drop) });
    futures_util::future::join_all(sending).await
}
