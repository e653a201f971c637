//! The life of a store on a disk that keeps a record: people save in batches, and each acknowledgement is noted with its moment.

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use tessera_api::forms::Audience;
use tessera_api::responses::ResponseMeta;
use tessera_disk::{Disk, Entry, Files, Luck};
use tessera_server::clock::DAY_MILLIS;
use tessera_server::definition::Published;
use tessera_server::store::sqlite::{FILE_NAME, SqliteStore};
use tessera_server::store::{
    FormStore as _, LogStore as _, NewFormRecord, ResponseStore as _, SaveRecord, Segment, ViewRecord, WorkspaceId, Write,
};
use uuid::{Builder, Uuid};

pub(crate) const SLUG: &str = "care";
const START: i64 = 20_000 * DAY_MILLIS;
const FOLDER: &str = "/life";
/// Batches between an opening and the next; enough that SQLite moves its log into the database by itself.
const BATCHES: usize = 32;
const LARGEST_BATCH: usize = 7;
const FORM: &str = r#"{"elements":[
    {"type":"rating","name":"nps","rateMin":0,"rateMax":10},
    {"type":"radiogroup","name":"product","choices":["internet","tv","phone"]},
    {"type":"comment","name":"why"}]}"#;

/// What the store asks of the disk at a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Safety {
    Full,
    Normal,
}

/// One save as a device sends it.
#[derive(Clone)]
pub(crate) struct Save {
    pub(crate) id: Uuid,
    step: u32,
    completed: bool,
    answers: Map<String, Value>,
    skipped: Vec<String>,
    layout: &'static str,
    key: [u8; 32],
    is_viewed: bool,
}

/// Saves that were sent together, and the moment from which all of them were acknowledged.
pub(crate) struct Batch {
    pub(crate) saves: Vec<Save>,
    pub(crate) acknowledged: usize,
}

/// A response as it should be kept.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    pub(crate) step: u32,
    pub(crate) completed: bool,
    pub(crate) answers: Arc<Map<String, Value>>,
}

pub(crate) type Responses = BTreeMap<Uuid, Kept>;

/// All that happened.
pub(crate) struct Life {
    pub(crate) record: Vec<Entry>,
    /// When the form was there, for good.
    pub(crate) founded: usize,
    pub(crate) batches: Vec<Batch>,
    /// What is kept after so many batches.
    pub(crate) states: Vec<Responses>,
}

impl Life {
    pub(crate) async fn live(safety: Safety, seed: u64) -> Self {
        let disk = Disk::mount(FOLDER, Files::new());
        let mut people = People { luck: Luck::new(seed), unfinished: Vec::new() };
        let mut life = Self { record: Vec::new(), founded: 0, batches: Vec::new(), states: vec![Responses::new()] };
        for opening in 0..3 {
            let store = open(FOLDER, safety).await;
            let workspace = store.workspace(START).await.unwrap();
            if opening == 0 {
                found(&store, workspace).await;
                life.founded = disk.moment();
            }
            let form = form(&store, workspace).await.unwrap();
            for _ in 0..BATCHES {
                let saves = people.batch();
                send(&store, workspace, &form, &saves).await;
                life.keep(saves, disk.moment());
            }
            if opening == 2 {
                life.record = disk.record();
            }
            store.close().await;
        }
        life.must_have_moved_its_log();
        life
    }

    pub(crate) fn saves(&self) -> usize {
        self.batches.iter().map(|batch| batch.saves.len()).sum()
    }

    /// How many batches had been acknowledged at a moment.
    pub(crate) fn acknowledged_at(&self, moment: usize) -> usize {
        self.batches.iter().take_while(|batch| batch.acknowledged <= moment).count()
    }

    fn keep(&mut self, saves: Vec<Save>, acknowledged: usize) {
        let mut state = self.states.last().unwrap().clone();
        saves.iter().for_each(|save| save.keep_in(&mut state));
        self.states.push(state);
        self.batches.push(Batch { saves, acknowledged });
    }

    /// The moments at which most could go wrong are in the record: the log went into the database under load, and a clean end took it away.
    fn must_have_moved_its_log(&self) {
        let database = self.record.iter().find_map(|entry| match entry {
            Entry::Create { name, file } if name == FILE_NAME => Some(*file),
            _ => None,
        });
        let is_moved = |entry: &&Entry| matches!(entry, Entry::Sync { file } if Some(*file) == database);
        let ends = self.record.iter().filter(|entry| matches!(entry, Entry::Delete { name } if name.ends_with("-wal"))).count();
        let moves = self.record.iter().skip(self.founded).filter(is_moved).count();
        assert!(ends >= 2 && moves > ends, "{ends} clean ends, {moves} times the log was moved");
    }
}

/// Opens the store of a folder.
pub(crate) async fn open(folder: &str, safety: Safety) -> SqliteStore {
    let store = SqliteStore::open(Path::new(folder)).unwrap();
    // SQLite takes the setting between transactions alone, and the store runs every job in one.
    let settle = match safety {
        Safety::Full => "",
        Safety::Normal => "COMMIT; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE; SAVEPOINT job;",
    };
    let settled = store.write(move |tx| {
        tx.execute_batch(settle)?;
        Ok(tx.query_row("PRAGMA synchronous", [], |row| row.get::<_, u32>(0))?)
    });
    assert_eq!(settled.await.unwrap(), if safety == Safety::Full { 2 } else { 1 });
    store
}

/// The form, once it was kept.
pub(crate) async fn form(store: &SqliteStore, workspace: WorkspaceId) -> Option<Arc<Published>> {
    let (form, version) = store.version(workspace, SLUG, None).await.unwrap()?;
    Some(Arc::new(Published::read(&form, &version)))
}

pub(crate) async fn found(store: &SqliteStore, workspace: WorkspaceId) {
    let record = NewFormRecord {
        id: Uuid::nil(),
        slug: SLUG.to_owned(),
        name: "Care".to_owned(),
        audience: Audience::Customers,
        listed: true,
        draft: FORM.to_owned(),
        source: FORM.to_owned(),
        publish: true,
    };
    store.create_form(workspace, record, Write { at: START, by: None, claim: None }).await.unwrap();
}

/// Sends saves so that they are written in one transaction; returns when all are acknowledged.
pub(crate) async fn send(store: &SqliteStore, workspace: WorkspaceId, form: &Arc<Published>, saves: &[Save]) {
    let (release, held) = mpsc::channel::<()>();
    // While the writer is held up by this one, the others gather behind it.
    let holding = store.write(move |_tx| {
        held.recv().unwrap();
        Ok(())
    });
    let sending = async {
        let views = saves.iter().filter(|save| save.is_viewed).map(|save| store.record_view(workspace, save.view(form)));
        let saves = saves.iter().map(|save| store.save_response(workspace, save.record(form)));
        let (views, saves) = (futures_util::future::join_all(views), futures_util::future::join_all(saves));
        let released = async { release.send(()).unwrap() };
        let (views, saves, ()) = tokio::join!(views, saves, released);
        assert!(views.into_iter().all(|view| view.is_ok()) && saves.into_iter().all(|save| save.is_ok()));
    };
    let (held, ()) = tokio::join!(holding, sending);
    held.unwrap();
}

impl Save {
    pub(crate) fn record(&self, form: &Arc<Published>) -> SaveRecord {
        let at = self.at();
        SaveRecord {
            form: Arc::clone(form),
            id: self.id,
            step: self.step,
            completed: self.completed,
            answers: self.answers.clone(),
            skipped: self.skipped.clone(),
            meta: ResponseMeta { last_shown: "why".to_owned(), ..ResponseMeta::default() },
            key: self.key,
            body: self.key,
            segment: self.segment(),
            at,
            day: at / DAY_MILLIS,
            now: at,
        }
    }

    /// What a store has to make of it.
    pub(crate) fn keep_in(&self, responses: &mut Responses) {
        let stays = responses.get(&self.id).is_some_and(|kept| kept.completed || kept.step >= self.step);
        if !stays {
            responses.insert(self.id, Kept { step: self.step, completed: self.completed, answers: Arc::new(self.answers.clone()) });
        }
    }

    fn view(&self, form: &Arc<Published>) -> ViewRecord {
        ViewRecord {
            form: Arc::clone(form),
            id: self.id,
            segment: self.segment(),
            at: self.at(),
            day: self.at() / DAY_MILLIS,
            now: self.at(),
        }
    }

    fn segment(&self) -> Segment {
        Segment { layout: self.layout.to_owned(), locale: "en".to_owned(), touchpoint: String::new() }
    }

    fn at(&self) -> i64 {
        START + i64::from(self.key[0]) * 3_600_000 + i64::from(self.step)
    }
}

/// Who answers.
pub(crate) struct People {
    pub(crate) luck: Luck,
    pub(crate) unfinished: Vec<(Uuid, u32)>,
}

impl People {
    pub(crate) fn batch(&mut self) -> Vec<Save> {
        (0..=self.luck.below(LARGEST_BATCH)).map(|_| self.save()).collect()
    }

    /// The first step of somebody, or the next of somebody who is midway.
    pub(crate) fn save(&mut self) -> Save {
        let luck = &mut self.luck;
        let midway = if self.unfinished.is_empty() || luck.toss() { None } else { Some(luck.below(self.unfinished.len())) };
        let (id, step) = match midway {
            Some(index) => self.unfinished.swap_remove(index),
            None => (Builder::from_random_bytes(number(luck).to_le_bytes()).into_uuid(), 0),
        };
        let step = step + 1;
        let completed = step > 1 && luck.toss();
        if !completed {
            self.unfinished.push((id, step));
        }
        let (mut answers, mut skipped) = (Map::new(), Vec::new());
        let words = "w".repeat(luck.below(9_000));
        for (name, value) in
            [("nps", json!(luck.below(11))), ("product", json!(["internet", "tv", "phone"][luck.below(3)])), ("why", json!(words))]
        {
            if luck.below(5) == 0 {
                skipped.push(name.to_owned());
            } else {
                answers.insert(name.to_owned(), value);
            }
        }
        let mut key = [0; 32];
        key[..16].copy_from_slice(&number(luck).to_le_bytes());
        let layout = ["desktop", "mobile", "tv"][luck.below(3)];
        Save { id, step, completed, answers, skipped, layout, key, is_viewed: step == 1 }
    }
}

fn number(luck: &mut Luck) -> u128 {
    u128::from(luck.next_number()) << 64 | u128::from(luck.next_number())
}
