//! Counters as the store keeps them, and the same counted once more from the rows.

use std::collections::BTreeMap;
use std::sync::Arc;
use tessera_server::definition::Published;
use tessera_server::results::filter::Filter;
use tessera_server::results::tally::{Cell, share_of};
use tessera_server::store::{Store, WorkspaceId};
use uuid::Uuid;

pub(crate) async fn counted_in(store: &dyn Store, workspace: WorkspaceId, form: &Published, filter: &Filter) -> BTreeMap<Cell, u64> {
    let counted = store.counted(workspace, form.id, filter.clone(), Vec::new(), i64::MAX).await.unwrap();
    counted.sums.into_iter().collect()
}

/// From the rows alone, days and segments left out once they have chosen.
pub(crate) async fn recounted_in(store: &dyn Store, workspace: WorkspaceId, form: &Published, filter: &Filter) -> BTreeMap<Cell, u64> {
    let (from, to) = filter.days();
    let fits = |asked: &str, own: &str| asked.is_empty() || asked == own;
    let mut sums: BTreeMap<Cell, i64> = BTreeMap::new();
    for row in store.rows(workspace, form.id, Uuid::nil(), 10_000).await.unwrap() {
        for (cell, n) in share_of(&form.catalog, form.audience, &row).iter() {
            let (asked, own) = (&filter.segment, &cell.segment);
            let is_in = fits(&asked.layout, &own.layout) && fits(&asked.locale, &own.locale) && fits(&asked.touchpoint, &own.touchpoint);
            if is_in && (from..=to).contains(&cell.day) {
                *sums.entry(Cell { day: 0, segment: Arc::default(), ..cell.clone() }).or_default() += n;
            }
        }
    }
    sums.into_iter().map(|(cell, n)| (cell, u64::try_from(n).unwrap())).collect()
}
