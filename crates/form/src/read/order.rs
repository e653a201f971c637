//! The order in which expressions are evaluated: each after those that give what it reads.

use crate::model::{Form, FormulaId, Role};
use std::collections::{BTreeSet, HashMap};

/// Orders the expressions of a form; those that need each other stay in the order written.
pub(super) fn order(form: &mut Form) {
    let count = form.formulas.len();
    let mut needs: Vec<usize> = vec![0; count];
    let mut readers: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut given: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, formula) in form.formulas.iter().enumerate() {
        let key = match formula.role {
            Role::Calculated(index) => form.settings.calculated.get(index as usize).map(|one| one.name.to_lowercase()),
            Role::Compute | Role::DefaultValue => {
                formula.owner.and_then(|slot| form.question(slot)).map(|question| question.value_name.to_lowercase())
            }
            _ => None,
        };
        key.into_iter().for_each(|key| given.entry(key).or_default().push(at));
    }
    for (at, formula) in form.formulas.iter().enumerate() {
        let before: BTreeSet<usize> =
            formula.keys.iter().filter_map(|key| given.get(&**key)).flatten().copied().filter(|other| *other != at).collect();
        needs.get_mut(at).into_iter().for_each(|count| *count = before.len());
        for other in before {
            readers.get_mut(other).into_iter().for_each(|list| list.push(at));
        }
    }
    let mut ready: BTreeSet<usize> = (0..count).filter(|at| needs.get(*at) == Some(&0)).collect();
    let mut waiting: BTreeSet<usize> = (0..count).filter(|at| !ready.contains(at)).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(next) = ready.pop_first().or_else(|| waiting.first().copied()) {
        waiting.remove(&next);
        order.push(next);
        for reader in readers.get(next).into_iter().flatten() {
            let Some(left) = needs.get_mut(*reader) else { continue };
            *left = left.saturating_sub(1);
            if *left == 0 && waiting.remove(reader) {
                ready.insert(*reader);
            }
        }
    }
    form.rank = vec![0; count];
    for (rank, at) in (0..).zip(&order) {
        form.rank.get_mut(*at).into_iter().for_each(|place| *place = rank);
    }
    form.order = order.into_iter().filter_map(|at| u32::try_from(at).ok()).map(FormulaId).collect();
}
