//! Passwords: argon2id, never more hashes at once than the machine has cores, so that signing in is no lever to stall it.

use super::Failure;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version, password_hash::SaltString};
use std::sync::{Arc, LazyLock};
use tessera_api::ProblemKind;
use tokio::sync::Semaphore;

/// Requests that may wait for their turn; more are refused with 503.
const WAITING: usize = 32;

/// 19 MiB, two passes, one lane: the minimum OWASP names for argon2id.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None).unwrap_or_default())
}

/// A PHC string of the password.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn hash_password(password: &str) -> anyhow::Result<String> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)?;
    let salt = SaltString::encode_b64(&salt).map_err(|error| anyhow::anyhow!("salt: {error}"))?;
    let hash = argon2().hash_password(password.as_bytes(), &salt).map_err(|error| anyhow::anyhow!("argon2: {error}"))?;
    Ok(hash.to_string())
}

/// A random password: five groups of four letters and digits that are not taken for one another, 98 bits.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn generate_password() -> anyhow::Result<String> {
    const LETTERS: &[u8; 30] = b"abcdefghjkmnpqrstuvwxyz2345679";
    let mut groups = Vec::new();
    for _ in 0..5 {
        let mut group = String::new();
        while group.len() < 4 {
            let mut byte = [0];
            getrandom::fill(&mut byte)?;
            // Bytes from 240 on would make the first letters likelier.
            if byte < [240] {
                group.extend(LETTERS.get(usize::from(byte[0]) % LETTERS.len()).map(|letter| char::from(*letter)));
            }
        }
        groups.push(group);
    }
    Ok(groups.join("-"))
}

/// A hash that fits no password: checked for unknown e-mails, so that the time taken does not tell which exist.
pub(crate) fn dummy_hash() -> &'static str {
    static HASH: LazyLock<String> = LazyLock::new(|| generate_password().and_then(|password| hash_password(&password)).unwrap_or_default());
    &HASH
}

/// Lets a few hashes run at once and a few wait.
#[derive(Clone)]
pub(crate) struct PasswordGate {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Default for PasswordGate {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { running: Arc::new(Semaphore::new(cores)), waiting: Arc::new(Semaphore::new(cores + WAITING)) }
    }
}

impl PasswordGate {
    /// Whether the password fits the hash.
    pub(crate) async fn verify(&self, password: String, hash: String) -> Result<bool, Failure> {
        self.run(move || PasswordHash::new(&hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())).await
    }

    /// A hash of a new password.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Failure> {
        self.run(move || hash_password(&password)).await?.map_err(|error| {
            tracing::error!(%error, "a password could not be hashed");
            Failure::new(ProblemKind::Internal)
        })
    }

    async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_full| Failure::new(ProblemKind::Unavailable))?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|_closed| Failure::new(ProblemKind::Unavailable))?;
        let job = move || {
            // The work goes on when whoever asked has gone, and so does its turn.
            let _held = (place, turn);
            job()
        };
        tokio::task::spawn_blocking(job).await.map_err(|_panicked| Failure::new(ProblemKind::Internal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_passwords_differ_and_are_long() {
        let first = generate_password().unwrap();
        assert_eq!(first.len(), 24);
        assert_ne!(first, generate_password().unwrap());
    }

    #[tokio::test]
    async fn a_hash_keeps_its_turn_when_whoever_asked_for_it_has_gone() {
        let gate = PasswordGate { running: Arc::new(Semaphore::new(1)), waiting: Arc::new(Semaphore::new(2)) };
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let asked = tokio::time::timeout(std::time::Duration::from_millis(50), gate.run(move || ended.recv()));
        assert!(asked.await.is_err());
        assert_eq!((gate.running.available_permits(), gate.waiting.available_permits()), (0, 1));
        end.send(()).unwrap();
        gate.run(|| ()).await.unwrap();
        assert_eq!((gate.running.available_permits(), gate.waiting.available_permits()), (1, 2));
    }

    #[test]
    fn hashes_are_argon2id_with_the_parameters_asked_for() {
        let hash = hash_password("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}
