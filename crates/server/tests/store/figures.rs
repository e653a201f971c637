//! The part of the suite about figures: counters kept save by save equal a recount from the rows, whatever comes in whatever order.

use crate::recount;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use tessera_api::forms::Audience;
use tessera_api::responses::ResponseMeta;
use tessera_server::clock::DAY_MILLIS;
use tessera_server::definition::Published;
use tessera_server::results::catalog::{Catalog, Shape};
use tessera_server::results::filter::Filter;
use tessera_server::results::gate::{GROUP, WORDS_GROUP, in_steps};
use tessera_server::results::tally::{Cell, Kind};
use tessera_server::results::words::After;
use tessera_server::samples::{SAMPLES, Sample};
use tessera_server::store::{NewFormRecord, SaveRecord, Segment, Store, ViewRecord, WorkspaceId, Write};
use uuid::Uuid;

const START: i64 = 20_000 * DAY_MILLIS;

/// Chance that can be repeated (`SplitMix64`).
struct Luck(u64);

impl Luck {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn per_cent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[usize::try_from(self.below(items.len().try_into().unwrap())).unwrap()]
    }
}

pub(crate) struct Bench<'a> {
    store: &'a dyn Store,
    workspace: WorkspaceId,
    form: Arc<Published>,
    luck: Luck,
}

impl<'a> Bench<'a> {
    pub(crate) async fn new(store: &'a dyn Store, sample: &Sample, seed: u64) -> Self {
        let workspace = store.workspace(START).await.unwrap();
        let record = NewFormRecord {
            id: Uuid::new_v4(),
            slug: sample.slug.to_owned(),
            name: sample.name.to_owned(),
            audience: sample.audience,
            listed: true,
            draft: sample.definition.to_owned(),
            source: sample.definition.to_owned(),
            publish: true,
        };
        store.create_form(workspace, record, Write { at: START, by: None, claim: None }).await.unwrap();
        let (form, version) = store.version(workspace, sample.slug, None).await.unwrap().unwrap();
        Self { store, workspace, form: Arc::new(Published::read(&form, &version)), luck: Luck(seed) }
    }

    /// The same form in another store of the same data.
    pub(crate) fn moved<'b>(self, store: &'b dyn Store) -> Bench<'b> {
        let Self { workspace, form, luck, .. } = self;
        Bench { store, workspace, form, luck }
    }

    /// One person: looks, saves some steps in any order and more than once, maybe finishes.
    pub(crate) async fn person(&mut self) {
        let id = Uuid::new_v4();
        let at = START + i64::try_from(self.luck.below(20)).unwrap() * DAY_MILLIS;
        if self.luck.per_cent(80) {
            self.store
                .record_view(
                    self.workspace,
                    ViewRecord { form: Arc::clone(&self.form), id, segment: self.segment(), at, day: at / DAY_MILLIS, now: at },
                )
                .await
                .unwrap();
        }
        let mut steps = vec![1, 2, 2, 3, 4];
        let last = steps.remove(usize::from(self.luck.per_cent(50)));
        steps.push(last);
        for step in steps {
            let (answers, skipped) = answers(&self.form.catalog, &mut self.luck);
            let record = SaveRecord {
                form: Arc::clone(&self.form),
                id,
                step,
                completed: self.luck.per_cent(30),
                answers,
                skipped,
                meta: meta(&self.form, &mut self.luck),
                key: self.key(),
                body: [0; 32],
                segment: self.segment(),
                at: at + i64::from(step) * 9_000_000,
                day: (at + i64::from(step) * 9_000_000) / DAY_MILLIS,
                now: at,
            };
            self.store.save_response(self.workspace, record).await.unwrap();
        }
    }

    /// Where somebody is: people of employees' forms are nowhere.
    fn segment(&mut self) -> Segment {
        if self.form.audience == Audience::Employees {
            return Segment::default();
        }
        let pick = |luck: &mut Luck, names: &[&str]| (*luck.pick(names)).to_owned();
        Segment {
            layout: pick(&mut self.luck, &["desktop", "mobile", "tv", ""]),
            locale: pick(&mut self.luck, &["en", "pl"]),
            touchpoint: pick(&mut self.luck, &["", "sms"]),
        }
    }

    fn key(&mut self) -> [u8; 32] {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&self.luck.next().to_be_bytes());
        key
    }

    pub(crate) async fn counted(&self) -> BTreeMap<Cell, u64> {
        self.counted_in(&Filter::default()).await
    }

    async fn counted_in(&self, filter: &Filter) -> BTreeMap<Cell, u64> {
        recount::counted_in(self.store, self.workspace, &self.form, filter).await
    }

    pub(crate) async fn recounted(&self) -> BTreeMap<Cell, u64> {
        self.recounted_in(&Filter::default()).await
    }

    async fn recounted_in(&self, filter: &Filter) -> BTreeMap<Cell, u64> {
        recount::recounted_in(self.store, self.workspace, &self.form, filter).await
    }
}

fn answers(catalog: &Catalog, luck: &mut Luck) -> (Map<String, Value>, Vec<String>) {
    let (mut answers, mut skipped) = (Map::new(), Vec::new());
    for question in catalog.questions() {
        if luck.per_cent(30) {
            skipped.push(question.name.clone());
            continue;
        }
        let value = match question.shape {
            // Words of one's own in the place of a choice.
            Shape::Closed if question.has_other && luck.per_cent(20) => {
                let words = json!(format!("Own words {}", luck.below(50)));
                if question.kind == "checkbox" { json!([words, luck.pick(&question.choices).0]) } else { words }
            }
            Shape::Closed if question.kind == "checkbox" => {
                json!([luck.pick(&question.choices).0, luck.pick(&question.choices).0])
            }
            Shape::Closed => luck.pick(&question.choices).0.clone(),
            Shape::Ranked => {
                let mut order: Vec<&Value> = question.choices.iter().map(|(value, _)| value).collect();
                let by = usize::try_from(luck.below(order.len() as u64)).unwrap();
                order.rotate_left(by);
                json!(order)
            }
            Shape::Number => json!(luck.below(9) + 1),
            Shape::Words | Shape::Other => json!("words"),
            Shape::Rows => json!({}),
            Shape::Entries => json!([{}, {}]),
        };
        if let Some(row) = &question.row {
            // A row is part of the answer of its question, which stands before it.
            if let Some(rows) = answers.get_mut(&question.key).and_then(Value::as_object_mut) {
                rows.insert(row.clone(), value);
            }
            continue;
        }
        answers.insert(question.key.clone(), value);
        if question.has_aside && luck.per_cent(20) {
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
    let shown: Vec<String> = names.iter().filter(|_| luck.per_cent(60)).cloned().collect();
    let active_millis = shown.iter().map(|name| (name.clone(), luck.below(20_000))).collect();
    ResponseMeta { last_shown: luck.pick(&names).clone(), shown, active_millis, ..ResponseMeta::default() }
}

pub(crate) fn sample(audience: Audience) -> &'static Sample {
    SAMPLES.iter().find(|sample| sample.audience == audience).unwrap()
}

pub(crate) async fn counters_of_customers_equal_a_recount(store: &dyn Store) {
    let mut bench = Bench::new(store, sample(Audience::Customers), 1).await;
    for round in 0..6 {
        for _ in 0..15 {
            bench.person().await;
        }
        let mut counted = bench.counted().await;
        counted.retain(|cell, _| cell.kind != Kind::Shown);
        assert_eq!(counted, bench.recounted().await, "round {round}");
    }
    let segment = |layout: &str, locale: &str, touchpoint: &str| Segment {
        layout: layout.to_owned(),
        locale: locale.to_owned(),
        touchpoint: touchpoint.to_owned(),
    };
    let first = START / DAY_MILLIS;
    for filter in [
        Filter { segment: segment("tv", "", ""), ..Filter::default() },
        Filter { segment: segment("mobile", "pl", "sms"), ..Filter::default() },
        Filter { from: Some(first + 3), to: Some(first + 9), segment: segment("", "en", "") },
        Filter { from: Some(first + 12), ..Filter::default() },
        Filter { to: Some(first - 1), ..Filter::default() },
    ] {
        let mut counted = bench.counted_in(&filter).await;
        counted.retain(|cell, _| cell.kind != Kind::Shown);
        assert_eq!(counted, bench.recounted_in(&filter).await, "{filter:?}");
    }
}

/// Of employees the counters hold the recount less what waits: whole groups of five of each question, at every moment.
pub(crate) async fn counters_of_employees_are_whole_groups_of_the_recount(store: &dyn Store) {
    let mut bench = Bench::new(store, sample(Audience::Employees), 99).await;
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
            assert!(answered.is_multiple_of(GROUP));
            assert!(answered <= total(&recounted, Kind::Answered, &question.name));
            assert!(total(&recounted, Kind::Answered, &question.name) - answered < 2 * GROUP);
            let grown = answered - total(&before, Kind::Answered, &question.name);
            let values = |counts: &BTreeMap<Cell, u64>| total(counts, Kind::Value, &question.name);
            assert!(grown > 0 || values(&counted) == values(&before), "values move only with a whole group");
        }
        before = counted;
    }
    assert!(before.keys().any(|cell| cell.kind == Kind::Value), "something was counted at all");
}

pub(crate) async fn words_of_employees_become_readable_by_ten(store: &dyn Store) {
    let mut bench = Bench::new(store, sample(Audience::Employees), 5).await;
    for _ in 0..40 {
        bench.person().await;
        let finished = store.finished(bench.workspace, bench.form.id, Filter::default(), None, 1000).await.unwrap().len();
        let (readable, _) = store.readable(bench.workspace, bench.form.id, Uuid::nil(), 1000).await.unwrap();
        let step = usize::try_from(WORDS_GROUP).unwrap();
        assert_eq!(readable.len(), finished / step * step);
    }
}

pub(crate) async fn rows_come_in_pages_that_fit_together(store: &dyn Store) {
    let mut bench = Bench::new(store, sample(Audience::Customers), 3).await;
    for _ in 0..30 {
        bench.person().await;
    }
    let all = store.rows(bench.workspace, bench.form.id, Uuid::nil(), 1000).await.unwrap();
    let (mut ids, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let page = store.rows(bench.workspace, bench.form.id, after, 7).await.unwrap();
        ids.extend(page.iter().map(|row| row.id));
        let Some(last) = page.last() else { break };
        after = last.id;
    }
    assert_eq!(ids, all.iter().map(|row| row.id).collect::<Vec<_>>());
    assert_eq!(ids.len(), 30);

    let (mut finished, mut after) = (Vec::new(), None);
    loop {
        let page = store.finished(bench.workspace, bench.form.id, Filter::default(), after, 4).await.unwrap();
        finished.extend(page.iter().map(|row| (row.saved_at, row.id)));
        let Some(last) = page.last() else { break };
        after = Some(After { saved_at: last.saved_at, id: last.id });
    }
    let mut expected: Vec<_> = all.iter().filter(|row| row.completed).map(|row| (row.saved_at, row.id)).collect();
    expected.sort_unstable_by(|left, right| right.cmp(left));
    assert_eq!(finished, expected);
}

pub(crate) async fn unfinished_responses_count_as_under_way_for_a_while(store: &dyn Store) {
    let mut bench = Bench::new(store, sample(Audience::Customers), 8).await;
    for _ in 0..20 {
        bench.person().await;
    }
    let rows = store.rows(bench.workspace, bench.form.id, Uuid::nil(), 1000).await.unwrap();
    for since in [START, START + 5 * DAY_MILLIS, START + 40 * DAY_MILLIS] {
        let mut expected: BTreeMap<String, u64> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.completed && row.saved_at > since) {
            *expected.entry(row.meta.last_shown.clone()).or_default() += 1;
        }
        assert_eq!(store.counted(bench.workspace, bench.form.id, Filter::default(), Vec::new(), since).await.unwrap().lately, expected);
    }
}
