//! The order in which expressions are evaluated: each after those that give what it reads.

use crate::model::{Family, Form, Formula, FormulaId, Role};
use crate::sorted::{Index, Numbers};
use crate::text::Lower;

/// Orders the expressions of a form: as survey-core comes by them, which is what is in a page or panel before what is about it, but each after
/// those that it needs. Those that need each other stay as they come.
pub(super) fn order(form: &mut Form) {
    let mut walk = Vec::with_capacity(form.formulas.len());
    walk.extend((0..).zip(&form.formulas).filter(|(_, formula)| formula.owner.is_none()).map(|(at, _)| FormulaId(at)));
    for page in &form.pages {
        collect(form, *page, &mut walk);
    }
    let formulas: Vec<&Formula> = walk.iter().filter_map(|id| form.formula(*id)).collect();
    let mut given = Vec::new();
    for (at, formula) in (0..).zip(&formulas) {
        let key = match formula.role {
            Role::Calculated(index) => form.settings.calculated.get(index as usize).map(|one| one.name.lower()),
            Role::Compute | Role::DefaultValue => {
                formula.owner.and_then(|slot| form.question(slot)).map(|question| question.value_name.lower())
            }
            _ => None,
        };
        given.extend(key.map(|key| (key, at)));
    }
    let given = Index::new(given);
    let mut needs = Vec::new();
    for (at, formula) in (0..).zip(&formulas) {
        for key in &formula.keys {
            needs.extend(given.get(key).iter().filter(|other| **other != at).map(|other| (*other, at)));
        }
    }
    let (order, _) = in_order(walk.len(), &needs);
    form.order = order.into_iter().filter_map(|at| walk.get(at as usize).copied()).collect();
    form.rank = vec![0; form.formulas.len()];
    for (rank, id) in (0..).zip(&form.order) {
        form.rank.get_mut(id.0 as usize).into_iter().for_each(|place| *place = rank);
    }
}

fn collect(form: &Form, slot: u32, walk: &mut Vec<FormulaId>) {
    for child in form.children(slot) {
        collect(form, *child, walk);
    }
    walk.extend(form.formulas_of(slot));
    if let Some(Family::Dynamic(_, dynamic)) = form.question(slot).map(|question| &question.family) {
        for child in &dynamic.template {
            collect(form, *child, walk);
        }
    }
}

/// Numbers up to `count` so that each comes after those it needs, otherwise in order; and how many of them are in place before the first that
/// need each other. `needs` are pairs: what is needed, and by which.
pub(super) fn in_order(count: usize, needs: &[(u32, u32)]) -> (Vec<u32>, usize) {
    // How many others each waits for; one that is ready or has its place waits for none.
    let mut waiting: Vec<u32> = vec![0; count];
    let mut readers: Vec<Vec<u32>> = Vec::new();
    readers.resize_with(count, Vec::new);
    for (needed, reader) in needs {
        readers.get_mut(*needed as usize).into_iter().for_each(|list| list.push(*reader));
        waiting.get_mut(*reader as usize).into_iter().for_each(|need| *need += 1);
    }
    let mut ready = Numbers::default();
    (0..).zip(&waiting).filter(|(_, need)| **need == 0).for_each(|(at, _)| ready.insert(at));
    let mut order = Vec::with_capacity(count);
    let mut free = count;
    let mut stuck = 0..count;
    loop {
        let next = match ready.next(0) {
            Some(next) => next as usize,
            // Those that are left need each other: the first of them goes on.
            None => match stuck.find(|at| waiting.get(*at).is_some_and(|need| *need > 0)) {
                Some(next) => {
                    free = free.min(order.len());
                    next
                }
                None => break,
            },
        };
        ready.remove(next as u64);
        waiting.get_mut(next).into_iter().for_each(|need| *need = 0);
        order.push(next as u32);
        for reader in readers.get(next).into_iter().flatten() {
            let Some(need) = waiting.get_mut(*reader as usize).filter(|need| **need > 0) else { continue };
            *need -= 1;
            if *need == 0 {
                ready.insert((*reader).into());
            }
        }
    }
    (order, free)
}
