//! The suite: functions over any [`Store`]. Each gets a store of its own.

use serde_json::{Map, Value, json};
use std::sync::Arc;
use tessera_api::forms::{Audience, FormState};
use tessera_api::keys::Scope;
use tessera_api::responses::ResponseMeta;
use tessera_server::definition::Published;
use tessera_server::store::{
    Claim, DraftRecord, FormRecord, KeyRecord, NewFormRecord, Noted, SaveRecord, Saved, Segment, SessionRecord, Store, StoreError,
    UserRecord, ViewRecord, WorkspaceId, Write,
};
use uuid::Uuid;

const NOW: i64 = 1_794_988_799_000;
const DRAFT: &str = r#"{"elements":[{"type":"text","name":"a"}]}"#;

fn at(at: i64) -> Write {
    Write { at, by: None, claim: None }
}

fn new_form(slug: &str, publish: bool) -> NewFormRecord {
    NewFormRecord {
        id: Uuid::now_v7(),
        slug: slug.into(),
        name: slug.to_uppercase(),
        audience: Audience::Customers,
        listed: true,
        draft: DRAFT.into(),
        source: DRAFT.into(),
        publish,
    }
}

async fn published(store: &dyn Store, workspace: WorkspaceId, slug: &str) -> Arc<Published> {
    store.create_form(workspace, new_form(slug, true), at(NOW)).await.unwrap();
    newest(store, workspace, slug).await
}

async fn newest(store: &dyn Store, workspace: WorkspaceId, slug: &str) -> Arc<Published> {
    let (form, version) = store.version(workspace, slug, None).await.unwrap().unwrap();
    Arc::new(Published::read(&form, &version))
}

fn save(form: &Arc<Published>, id: Uuid, step: u32, completed: bool, answer: &str) -> SaveRecord {
    SaveRecord {
        form: form.clone(),
        id,
        step,
        completed,
        answers: Map::from_iter([("a".to_owned(), Value::from(answer))]),
        skipped: Vec::new(),
        meta: ResponseMeta::default(),
        key: *blob(Uuid::new_v4()),
        body: *blob(Uuid::new_v4()),
        segment: Segment::default(),
        at: NOW + i64::from(step),
        day: 0,
        now: NOW,
    }
}

fn blob(id: Uuid) -> Box<[u8; 32]> {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(id.as_bytes());
    Box::new(bytes)
}

fn user(email: &str) -> UserRecord {
    UserRecord { id: Uuid::now_v7(), email: email.into(), name: "N".into(), password_hash: "h".into() }
}

fn session(user: &UserRecord, id: u8) -> SessionRecord {
    SessionRecord { id_hash: [id; 32], user: user.id, begun_at: NOW, used_at: NOW }
}

pub(crate) async fn the_workspace_stays_the_same(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    assert_eq!(store.workspace(NOW + 1).await.unwrap(), workspace);
}

pub(crate) async fn a_slug_belongs_to_one_form(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = store.create_form(workspace, new_form("a", false), at(NOW)).await.unwrap();
    assert_eq!((form.revision, form.version, form.state, form.name.as_str()), (1, 0, FormState::Draft, "A"));
    let again = store.create_form(workspace, new_form("a", false), at(NOW)).await;
    assert!(matches!(again, Err(StoreError::SlugTaken)), "{again:?}");
    assert_eq!(store.form(workspace, "a").await.unwrap(), Some(form));
    assert_eq!(store.form(workspace, "b").await.unwrap(), None);
}

pub(crate) async fn forms_are_listed_in_pages_by_slug(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    for slug in ["c", "a", "d", "b"] {
        store.create_form(workspace, new_form(slug, slug != "d"), at(NOW)).await.unwrap();
    }
    let slugs = |forms: Vec<FormRecord>| forms.into_iter().map(|form| form.slug).collect::<Vec<_>>();
    assert_eq!(slugs(store.forms(workspace, "", 2).await.unwrap()), ["a", "b"]);
    assert_eq!(slugs(store.forms(workspace, "b", 9).await.unwrap()), ["c", "d"]);
    store.set_open(workspace, "b", false, at(NOW)).await.unwrap();
    let listed = store.listed_forms(workspace, NOW).await.unwrap();
    assert_eq!(slugs(listed.into_iter().map(|(form, _)| form).collect()), ["a", "c"], "live ones alone");
}

pub(crate) async fn an_edit_replaces_the_draft_it_read(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    store.create_form(workspace, new_form("a", false), at(NOW)).await.unwrap();
    let edit = |name: Option<&str>| DraftRecord { name: name.map(str::to_owned), draft: "{}".into(), source: "{ }".into() };
    let edited = store.edit_draft(workspace, "a", 1, edit(None), at(NOW + 1)).await.unwrap();
    assert_eq!((edited.revision, edited.draft.as_str(), edited.name.as_str(), edited.changed_at), (2, "{}", "A", NOW + 1));
    assert!(matches!(store.edit_draft(workspace, "a", 1, edit(None), at(NOW)).await, Err(StoreError::Stale)));
    assert!(matches!(store.publish_draft(workspace, "a", 1, at(NOW)).await, Err(StoreError::Stale)));
    assert!(matches!(store.edit_draft(workspace, "b", 1, edit(None), at(NOW)).await, Err(StoreError::NotFound)));
    assert_eq!(store.edit_draft(workspace, "a", 2, edit(Some("B")), at(NOW)).await.unwrap().name, "B");
}

pub(crate) async fn versions_never_change(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    store.create_form(workspace, new_form("a", true), at(NOW)).await.unwrap();
    let edit = DraftRecord { name: None, draft: r#"{"title":"two"}"#.into(), source: "{\n \"title\": \"two\" }".into() };
    store.edit_draft(workspace, "a", 1, edit, at(NOW)).await.unwrap();
    assert_eq!(store.publish_draft(workspace, "a", 2, at(NOW + 9)).await.unwrap().version, 2);
    let (_, first) = store.version(workspace, "a", Some(1)).await.unwrap().unwrap();
    let (_, second) = store.version(workspace, "a", None).await.unwrap().unwrap();
    assert_eq!((first.definition.as_str(), second.definition.as_str(), second.published_at), (DRAFT, r#"{"title":"two"}"#, NOW + 9));
    assert_eq!(store.version(workspace, "a", Some(3)).await.unwrap(), None);
}

pub(crate) async fn only_a_published_form_opens_and_closes(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    store.create_form(workspace, new_form("a", false), at(NOW)).await.unwrap();
    assert!(matches!(store.set_open(workspace, "a", true, at(NOW)).await, Err(StoreError::NotFound)));
    store.publish_draft(workspace, "a", 1, at(NOW)).await.unwrap();
    assert_eq!(store.set_open(workspace, "a", false, at(NOW)).await.unwrap().state, FormState::Closed);
    assert_eq!(store.set_open(workspace, "a", true, at(NOW)).await.unwrap().state, FormState::Live);
    store.set_open(workspace, "a", false, at(NOW)).await.unwrap();
    assert_eq!(store.publish_draft(workspace, "a", 1, at(NOW)).await.unwrap().state, FormState::Live);
}

pub(crate) async fn the_answer_is_kept_under_the_key_of_its_request(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let claim = |key: u8| Claim {
        key: [key; 32],
        body: [key; 32],
        status: 201,
        render: Box::new(|form: &FormRecord| format!("made {}", form.slug)),
        expires_at: NOW + 1000,
    };
    store.create_form(workspace, new_form("a", false), Write { at: NOW, by: None, claim: Some(claim(1)) }).await.unwrap();
    let kept = store.answered(workspace, [1; 32]).await.unwrap().unwrap();
    assert_eq!((kept.status, kept.answer.as_str(), kept.body), (201, "made a", [1; 32]));
    let reused = store.create_form(workspace, new_form("b", false), Write { at: NOW, by: None, claim: Some(claim(1)) }).await;
    assert!(matches!(reused, Err(StoreError::KeyReused)), "{reused:?}");
    assert_eq!(store.form(workspace, "b").await.unwrap(), None, "nothing is half done");
    store.sweep(workspace, NOW + 1000).await.unwrap();
    assert!(store.answered(workspace, [1; 32]).await.unwrap().is_some());
    store.sweep(workspace, NOW + 1001).await.unwrap();
    assert_eq!(store.answered(workspace, [1; 32]).await.unwrap(), None);
}

pub(crate) async fn the_highest_step_wins_and_a_completed_response_stays(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    let id = Uuid::now_v7();
    let saves =
        [(2, false, "two", true), (1, false, "one", false), (2, false, "again", false), (3, true, "three", true), (4, true, "four", false)];
    for (step, completed, answer, changes) in saves {
        let saved = store.save_response(workspace, save(&form, id, step, completed, answer)).await.unwrap();
        assert_eq!(saved.changed, changes, "{answer}");
    }
    let kept = store.response(workspace, id).await.unwrap().unwrap();
    assert_eq!((kept.step, kept.completed, &kept.answers["a"]), (3, true, &json!("three")));
    assert_eq!((kept.started_at, kept.saved_at), (NOW + 2, NOW + 3));
    assert_eq!(store.form(workspace, "a").await.unwrap().unwrap().finished, 1);
}

pub(crate) async fn a_repeated_save_is_acknowledged_and_a_reused_key_is_not(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    let id = Uuid::now_v7();
    let again = |body: u8| SaveRecord { key: [7; 32], body: [body; 32], ..save(&form, id, 1, true, "x") };
    assert!(store.save_response(workspace, again(1)).await.unwrap().changed);
    store.set_open(workspace, "a", false, at(NOW)).await.unwrap();
    let Saved { receipt, changed } = store.save_response(workspace, again(1)).await.unwrap();
    assert_eq!((receipt.step, receipt.completed, changed), (1, true, false));
    assert!(matches!(store.save_response(workspace, again(2)).await, Err(StoreError::KeyReused)));
    let other = SaveRecord { key: [7; 32], body: [1; 32], ..save(&form, Uuid::now_v7(), 1, true, "x") };
    assert!(matches!(store.save_response(workspace, other).await, Err(StoreError::KeyReused)));
    store.sweep(workspace, i64::MAX).await.unwrap();
    assert!(!store.save_response(workspace, again(1)).await.unwrap().changed, "keys of responses are kept for ever");
    assert!(matches!(store.save_response(workspace, save(&form, Uuid::now_v7(), 1, true, "x")).await, Err(StoreError::Closed)));
}

pub(crate) async fn a_response_stays_with_its_form_and_version(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    let other = published(store, workspace, "b").await;
    let id = Uuid::now_v7();
    store.save_response(workspace, save(&form, id, 1, false, "x")).await.unwrap();
    let moved = store.save_response(workspace, save(&other, id, 2, false, "x")).await;
    assert!(matches!(moved, Err(StoreError::OtherVersion { version: 0 })), "{moved:?}");
    store.publish_draft(workspace, "a", 1, at(NOW)).await.unwrap();
    let second = newest(store, workspace, "a").await;
    let moved = store.save_response(workspace, save(&second, id, 2, false, "x")).await;
    assert!(matches!(moved, Err(StoreError::OtherVersion { version: 1 })), "{moved:?}");
    assert!(store.save_response(workspace, save(&form, id, 2, false, "x")).await.unwrap().changed);
}

pub(crate) async fn saves_that_come_all_at_once_end_in_one_response(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    let id = Uuid::now_v7();
    let mut steps: Vec<u32> = (1..=64).collect();
    // A fixed shuffle: 37 has no common factor with 64.
    steps.sort_by_key(|step| step * 37 % 64);
    let saves = steps.iter().map(|step| store.save_response(workspace, save(&form, id, *step, *step == 64, &step.to_string())));
    for saved in futures_util::future::join_all(saves).await {
        assert!(saved.unwrap().receipt.step >= 1);
    }
    let kept = store.response(workspace, id).await.unwrap().unwrap();
    assert_eq!((kept.step, kept.completed, &kept.answers["a"]), (64, true, &json!("64")));
    assert_eq!(store.form(workspace, "a").await.unwrap().unwrap().finished, 1);
    let events = store.events(workspace, 0, 1000).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.kind == "response.completed").count(), 1);
}

pub(crate) async fn a_view_is_counted_once_and_only_while_the_form_is_open(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    let view = |id| ViewRecord { form: form.clone(), id, segment: Segment::default(), at: NOW, day: 0, now: NOW };
    let id = Uuid::now_v7();
    store.record_view(workspace, view(id)).await.unwrap();
    store.record_view(workspace, view(id)).await.unwrap();
    let events = store.events(workspace, 0, 1000).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.kind == "form.viewed").count(), 1);
    store.set_open(workspace, "a", false, at(NOW)).await.unwrap();
    assert!(matches!(store.record_view(workspace, view(Uuid::now_v7())).await, Err(StoreError::Closed)));
}

pub(crate) async fn people_and_their_sessions(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let (ann, ben) = (user("ann@example.com"), user("ben@example.com"));
    store.create_user(workspace, ann.clone(), NOW).await.unwrap();
    store.create_user(workspace, ben.clone(), NOW).await.unwrap();
    assert!(matches!(store.create_user(workspace, user("ann@example.com"), NOW).await, Err(StoreError::EmailTaken)));
    assert_eq!(store.count_users(workspace).await.unwrap(), 2);
    assert_eq!(store.user_by_email(workspace, "ann@example.com").await.unwrap(), Some(ann.clone()));
    for (whose, id) in [(&ann, 1), (&ann, 2), (&ben, 3)] {
        store.begin_session(workspace, session(whose, id)).await.unwrap();
    }
    let holds = async |id: u8| store.session(workspace, [id; 32]).await.unwrap().map(|(_, user)| user.email);
    assert_eq!(holds(1).await.as_deref(), Some("ann@example.com"));
    store.touch_session(workspace, [1; 32], NOW + 5).await.unwrap();
    assert_eq!(store.session(workspace, [1; 32]).await.unwrap().unwrap().0.used_at, NOW + 5);
    store.end_session(workspace, [1; 32], NOW).await.unwrap();
    assert_eq!((holds(1).await, holds(2).await.is_some()), (None, true));
    store.set_password(workspace, ann.id, "new".into(), Some(session(&ann, 4)), NOW).await.unwrap();
    assert_eq!((holds(2).await, holds(4).await.is_some(), holds(3).await.is_some()), (None, true, true));
    assert_eq!(store.user_by_email(workspace, "ann@example.com").await.unwrap().unwrap().password_hash, "new");
    store.end_sessions_of(workspace, ben.id, NOW).await.unwrap();
    assert_eq!(holds(3).await, None);
    assert!(matches!(store.set_password(workspace, Uuid::now_v7(), "x".into(), None, NOW).await, Err(StoreError::NotFound)));
    store.sweep(workspace, NOW + 13 * 3_600_000).await.unwrap();
    assert_eq!(holds(4).await, None, "sessions that ran out are forgotten");
}

pub(crate) async fn every_write_appends_one_event_in_order(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    store.save_response(workspace, save(&form, Uuid::now_v7(), 1, false, "x")).await.unwrap();
    store.edit_draft(workspace, "a", 1, DraftRecord { name: None, draft: "{}".into(), source: "{ }".into() }, at(NOW)).await.unwrap();
    store.set_open(workspace, "a", false, at(NOW)).await.unwrap();
    let refused = store.edit_draft(workspace, "a", 1, DraftRecord { name: None, draft: "{}".into(), source: "{ }".into() }, at(NOW)).await;
    assert!(refused.is_err());
    let events = store.events(workspace, 0, 1000).await.unwrap();
    let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(kinds, ["form.created", "form.published", "response.saved", "form.edited", "form.closed"]);
    assert!(events.windows(2).all(|pair| pair[0].seq < pair[1].seq));
    let later = store.events(workspace, events[2].seq, 1).await.unwrap();
    assert_eq!((later.len(), later[0].kind.as_str()), (1, "form.edited"));
}

pub(crate) async fn one_workspace_sees_nothing_of_another(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let form = published(store, workspace, "a").await;
    let id = Uuid::now_v7();
    store.save_response(workspace, save(&form, id, 1, true, "x")).await.unwrap();
    let person = user("ann@example.com");
    store.create_user(workspace, person.clone(), NOW).await.unwrap();
    store.begin_session(workspace, session(&person, 1)).await.unwrap();
    let other = WorkspaceId(Uuid::now_v7());
    assert_eq!(store.form(other, "a").await.unwrap(), None);
    assert!(store.forms(other, "", 9).await.unwrap().is_empty());
    assert!(store.listed_forms(other, NOW).await.unwrap().is_empty());
    assert_eq!(store.version(other, "a", None).await.unwrap(), None);
    assert_eq!(store.response(other, id).await.unwrap(), None);
    assert_eq!(store.user_by_email(other, "ann@example.com").await.unwrap(), None);
    assert_eq!(store.session(other, [1; 32]).await.unwrap(), None);
    assert!(store.events(other, 0, 9).await.unwrap().is_empty());
    assert!(store.set_open(other, "a", false, at(NOW)).await.is_err());
    assert_eq!(store.form(workspace, "a").await.unwrap().unwrap().state, FormState::Live);
}

pub(crate) async fn keys_are_made_up_to_a_number_used_and_revoked(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    let noted = || Noted { key: *blob(Uuid::new_v4()), body: [0; 32], status: 201, answer: "{}".into(), expires_at: NOW };
    let key = |id: &str, created_at: i64| KeyRecord {
        id: id.into(),
        name: "N".into(),
        scopes: vec![Scope::FormsRead, Scope::ResultsRead],
        secret_hash: [7; 32],
        person: None,
        created_at,
        last_day: Some(20_000),
        used_day: None,
    };
    store.create_key(workspace, key("a", NOW), 2, noted()).await.unwrap();
    let reused = noted();
    store.create_key(workspace, key("b", NOW + 1), 2, reused.clone()).await.unwrap();
    assert!(matches!(store.create_key(workspace, key("c", NOW), 2, noted()).await, Err(StoreError::TooMany)));
    assert_eq!(store.answered(workspace, reused.key).await.unwrap().unwrap().status, 201);
    let listed: Vec<String> = store.keys(workspace).await.unwrap().into_iter().map(|key| key.id).collect();
    assert_eq!(listed, ["b", "a"]);
    store.touch_key(workspace, "a", 19_999).await.unwrap();
    assert_eq!(store.key(workspace, "a").await.unwrap(), Some(KeyRecord { used_day: Some(19_999), ..key("a", NOW) }));
    assert_eq!(store.key(WorkspaceId(Uuid::now_v7()), "a").await.unwrap(), None);
    store.revoke_key(workspace, "a", NOW).await.unwrap();
    assert!(matches!(store.revoke_key(workspace, "a", NOW).await, Err(StoreError::NotFound)));
    assert!(matches!(store.create_key(workspace, key("c", NOW), 2, reused).await, Err(StoreError::KeyReused)));
    assert_eq!(store.keys(workspace).await.unwrap().len(), 1, "what was refused left nothing behind");
}

pub(crate) async fn after_closing_nothing_is_taken(store: &dyn Store) {
    let workspace = store.workspace(NOW).await.unwrap();
    store.ready().await.unwrap();
    store.close().await;
    assert!(matches!(store.ready().await, Err(StoreError::Gone)));
    assert!(store.create_form(workspace, new_form("a", false), at(NOW)).await.is_err());
}
