//! Counters kept save by save equal a recount from the rows, whatever comes in whatever order.

use super::catalog::{Catalog, Shape};
use super::gate::{GROUP, WORDS_GROUP, in_steps};
use super::tally::{Cell, Kind, share_of};
use crate::clock::DAY_MILLIS;
use crate::definition::Published;
use crate::samples::luck::Luck;
use crate::samples::{SAMPLES, Sample};
use crate::store::sqlite::SqliteStore;
use crate::store::{
    FigureStore as _, FormStore as _, LogStore as _, NewFormRecord, ResponseStore as _, SaveRecord, ViewRecord, WorkspaceId, Write,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use tessera_api::forms::Audience;
use tessera_api::responses::ResponseMeta;
use uuid::Uuid;

const START: i64 = 20_000 * DAY_MILLIS;

struct Bench {
    store: SqliteStore,
    workspace: WorkspaceId,
    form: Arc<Published>,
    luck: Luck,
    keys: u64,
    _folder: tempfile::TempDir,
}

impl Bench {
    async fn new(sample: &Sample, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(folder.path()).unwrap();
        let workspace = store.workspace(START).await.unwrap();
        let record = NewFormRecord {
            id: Uuid::from_u128(7),
            slug: sample.slug.to_owned(),
            name: sample.name.to_owned(),
            audience: sample.audience,
            listed: true,
            draft: sample.definition.to_owned(),
            publish: true,
        };
        store.create_form(workspace, record, Write { at: START, claim: None }).await.unwrap();
        let (form, version) = store.version(workspace, sample.slug, None).await.unwrap().unwrap();
        let form = Arc::new(Published::read(&form, &version));
        Self { store, workspace, form, luck: Luck::new(seed), keys: 0, _folder: folder }
    }

    /// One person: looks, saves some steps in any order and more than once, maybe finishes.
    async fn person(&mut self) {
        let id = self.luck.id_v4();
        let at = START + i64::from(self.luck.step(10.0, 8.0, (0, 20))) * DAY_MILLIS;
        if self.luck.chance(0.8) {
            self.store.record_view(self.workspace, ViewRecord { form: Arc::clone(&self.form), id, at }).await.unwrap();
        }
        let mut steps = vec![1, 2, 2, 3, 4];
        let last = steps.remove(usize::from(self.luck.chance(0.5)));
        steps.push(last);
        for step in steps {
            let (answers, skipped) = answers(&self.form.catalog, &mut self.luck);
            let record = SaveRecord {
                form: Arc::clone(&self.form),
                id,
                step,
                completed: self.luck.chance(0.3),
                answers,
                skipped,
                meta: meta(&self.form, &mut self.luck),
                key: self.key(),
                body: [0; 32],
                at: at + i64::from(step) * 9_000_000,
            };
            self.store.save_response(self.workspace, record).await.unwrap();
        }
    }

    fn key(&mut self) -> [u8; 32] {
        self.keys += 1;
        let mut key = [0; 32];
        key[..8].copy_from_slice(&self.keys.to_be_bytes());
        key
    }

    async fn counted(&self) -> BTreeMap<Cell, u64> {
        let counted = self.store.counted(self.workspace, self.form.id, Vec::new(), i64::MAX).await.unwrap();
        counted.sums.into_iter().collect()
    }

    /// From the rows alone, the days left out.
    async fn recounted(&self) -> BTreeMap<Cell, u64> {
        let mut sums: BTreeMap<Cell, i64> = BTreeMap::new();
        for row in self.store.rows(self.workspace, self.form.id, Uuid::nil(), 10_000).await.unwrap() {
            for (cell, n) in share_of(&self.form.catalog, self.form.audience, &row).iter() {
                *sums.entry(Cell { day: 0, ..cell.clone() }).or_default() += n;
            }
        }
        sums.into_iter().map(|(cell, n)| (cell, u64::try_from(n).unwrap())).collect()
    }
}

fn answers(catalog: &Catalog, luck: &mut Luck) -> (Map<String, Value>, Vec<String>) {
    let (mut answers, mut skipped) = (Map::new(), Vec::new());
    for question in catalog.questions() {
        if luck.chance(0.3) {
            skipped.push(question.name.clone());
            continue;
        }
        let value = match question.shape {
            Shape::Closed if question.kind == "checkbox" => {
                json!([luck.pick(&question.choices).unwrap().0, luck.pick(&question.choices).unwrap().0])
            }
            Shape::Closed => luck.pick(&question.choices).unwrap().0.clone(),
            Shape::Number => json!(luck.step(4.0, 3.0, (1, 9))),
            Shape::Words | Shape::Other => json!("words"),
        };
        answers.insert(question.key.clone(), value);
        if question.has_aside && luck.chance(0.2) {
            answers.insert(format!("{}-Comment", question.key), json!("more words"));
        }
    }
    (answers, skipped)
}

fn meta(form: &Published, luck: &mut Luck) -> ResponseMeta {
    if form.audience == Audience::Employees {
        return ResponseMeta::default();
    }
    let names: Vec<String> = form.catalog.questions().iter().map(|question| question.name.clone()).collect();
    let shown: Vec<String> = names.iter().filter(|_| luck.chance(0.6)).cloned().collect();
    let active_millis = shown.iter().map(|name| (name.clone(), u64::from(luck.step(9000.0, 5000.0, (0, 20_000)).unsigned_abs()))).collect();
    ResponseMeta { last_shown: luck.pick(&names).cloned().unwrap_or_default(), shown, active_millis, ..ResponseMeta::default() }
}

#[tokio::test]
async fn counters_of_customers_equal_a_recount() {
    for (sample, seed) in SAMPLES.iter().filter(|sample| sample.audience == Audience::Customers).zip(1..) {
        let mut bench = Bench::new(sample, seed).await;
        for round in 0..4 {
            for _ in 0..15 {
                bench.person().await;
            }
            let mut counted = bench.counted().await;
            counted.retain(|cell, _| cell.kind != Kind::Shown);
            assert_eq!(counted, bench.recounted().await, "{} round {round}", sample.slug);
        }
    }
}

/// Of employees the counters hold the recount less what waits: whole groups of five of each question, at every moment.
#[tokio::test]
async fn counters_of_employees_are_whole_groups_of_the_recount() {
    let sample = SAMPLES.iter().find(|sample| sample.audience == Audience::Employees).unwrap();
    let mut bench = Bench::new(sample, 99).await;
    let mut before: BTreeMap<Cell, u64> = BTreeMap::new();
    for _ in 0..60 {
        bench.person().await;
        let (counted, recounted) = (bench.counted().await, bench.recounted().await);
        let total = |counts: &BTreeMap<Cell, u64>, kind, question: &str| -> u64 {
            counts.iter().filter(|(cell, _)| cell.kind == kind && cell.question == question).map(|(_, n)| n).sum()
        };
        assert_eq!(total(&counted, Kind::Finished, ""), in_steps(total(&recounted, Kind::Finished, "")));
        for question in bench.form.catalog.questions() {
            let answered = total(&counted, Kind::Answered, &question.name);
            assert_eq!(answered % GROUP, 0);
            assert!(answered <= total(&recounted, Kind::Answered, &question.name));
            assert!(total(&recounted, Kind::Answered, &question.name) - answered < 2 * GROUP);
            let grown = answered - total(&before, Kind::Answered, &question.name);
            let values = |counts: &BTreeMap<Cell, u64>| total(counts, Kind::Value, &question.name);
            assert!(grown > 0 || values(&counted) == values(&before), "values move only with a whole group");
        }
        before = counted;
    }
}

#[tokio::test]
async fn words_of_employees_become_readable_by_ten() {
    let sample = SAMPLES.iter().find(|sample| sample.audience == Audience::Employees).unwrap();
    let mut bench = Bench::new(sample, 5).await;
    for _ in 0..60 {
        bench.person().await;
        let finished = bench.store.finished(bench.workspace, bench.form.id, None, 1000).await.unwrap().len();
        let (readable, _) = bench.store.readable(bench.workspace, bench.form.id, Uuid::nil(), 1000).await.unwrap();
        let step = usize::try_from(WORDS_GROUP).unwrap();
        assert_eq!(readable.len(), finished / step * step);
    }
}
