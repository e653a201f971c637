//! Slows down guessing: after repeated failures an account, or an address, has to wait.
//!
//! In memory: a restart forgives, which costs an attacker more than it gives.

use super::{Failure, limit::whole};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use tessera_api::ProblemKind;

/// Failures an account may have before it waits.
const ACCOUNT_FAILURES: u32 = 5;
/// Failures an address may have before it waits; a whole office may share one.
const ADDRESS_FAILURES: u32 = 50;
/// The first wait; it doubles with each further failure, to [`LONGEST_WAIT_MILLIS`].
const FIRST_WAIT_MILLIS: i64 = 30_000;
const LONGEST_WAIT_MILLIS: i64 = 15 * 60_000;
/// Failures are forgotten after this long without a new one.
const FORGET_MILLIS: i64 = 30 * 60_000;
/// More entries than this are swept.
const SWEEP_AT: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(String),
    Address(IpAddr),
}

struct Record {
    failures: u32,
    last_at: i64,
    until: i64,
}

/// Who failed to sign in, how often.
#[derive(Default)]
pub(crate) struct Lockout(Mutex<HashMap<Who, Record>>);

impl Lockout {
    /// Refuses with 429 while either has to wait. Counts the try as a failure until [`Lockout::succeeded`] says otherwise, so that
    /// tries sent all at once do not all slip through.
    pub(crate) fn enter(&self, email: &str, address: Option<IpAddr>, now: i64) -> Result<(), Failure> {
        let mut records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if records.len() > SWEEP_AT {
            records.retain(|_, record| now - record.last_at < FORGET_MILLIS);
        }
        let subjects = subjects(email, address);
        let wait = subjects.iter().filter_map(|(who, _)| records.get(who)).map(|record| record.until - now).max().unwrap_or(0);
        if wait > 0 {
            return Err(Failure::new(ProblemKind::TooMany).retry_after(u64::try_from(wait / 1000 + 1).unwrap_or(1)));
        }
        for (who, allowed) in subjects {
            let record = records.entry(who).or_insert(Record { failures: 0, last_at: now, until: 0 });
            if now - record.last_at >= FORGET_MILLIS {
                record.failures = 0;
            }
            record.failures += 1;
            record.last_at = now;
            if record.failures >= allowed {
                let doublings = (record.failures - allowed).min(10);
                record.until = now + (FIRST_WAIT_MILLIS << doublings).min(LONGEST_WAIT_MILLIS);
            }
        }
        Ok(())
    }

    /// The password was right: the account starts anew, the address gets its try back.
    pub(crate) fn succeeded(&self, email: &str, address: Option<IpAddr>) {
        let mut records = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        records.remove(&Who::Account(email.to_owned()));
        if let Some(record) = address.and_then(|address| records.get_mut(&Who::Address(whole(address)))) {
            record.failures = record.failures.saturating_sub(1);
            record.until = 0;
        }
    }
}

fn subjects(email: &str, address: Option<IpAddr>) -> Vec<(Who, u32)> {
    let mut subjects = vec![(Who::Account(email.to_owned()), ACCOUNT_FAILURES)];
    subjects.extend(address.map(|address| (Who::Address(whole(address)), ADDRESS_FAILURES)));
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn an_account_waits_after_five_failures_and_longer_after_each_further_one() {
        let lockout = Lockout::default();
        for _ in 0..5 {
            lockout.enter("a@example.com", Some(address(1)), 0).unwrap();
        }
        assert!(lockout.enter("a@example.com", Some(address(2)), 29_999).is_err());
        assert!(lockout.enter("b@example.com", Some(address(1)), 0).is_ok(), "another account is free");
        assert!(lockout.enter("a@example.com", Some(address(2)), 30_000).is_ok());
        assert!(lockout.enter("a@example.com", Some(address(2)), 89_999).is_err(), "the wait doubled");
        assert!(lockout.enter("a@example.com", Some(address(2)), 90_000).is_ok());
    }

    #[test]
    fn an_address_waits_after_fifty_failures_over_all_accounts() {
        let lockout = Lockout::default();
        for n in 0..50 {
            lockout.enter(&format!("{n}@example.com"), Some(address(1)), 0).unwrap();
        }
        assert!(lockout.enter("new@example.com", Some(address(1)), 1).is_err());
        assert!(lockout.enter("new@example.com", Some(address(2)), 1).is_ok());
    }

    #[test]
    fn neighbors_in_one_network_of_ipv6_wait_together() {
        let lockout = Lockout::default();
        let address = |network: u16, n: u16| Some(IpAddr::from([0x2001, 0xdb8, 0, network, 0, 0, 0, n]));
        for n in 0..50 {
            lockout.enter(&format!("{n}@example.com"), address(0, n), 0).unwrap();
        }
        assert!(lockout.enter("new@example.com", address(0, 99), 1).is_err());
        assert!(lockout.enter("new@example.com", address(1, 99), 1).is_ok());
    }

    #[test]
    fn success_and_half_an_hour_forgive() {
        let lockout = Lockout::default();
        for _ in 0..4 {
            lockout.enter("a@example.com", None, 0).unwrap();
        }
        lockout.succeeded("a@example.com", None);
        for _ in 0..4 {
            lockout.enter("a@example.com", None, 1).unwrap();
        }
        for _ in 0..4 {
            lockout.enter("a@example.com", None, 1 + FORGET_MILLIS).unwrap();
        }
    }
}
