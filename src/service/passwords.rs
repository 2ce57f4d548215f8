//! Passwords: which are good enough, and how they are kept and compared.

use std::{
    num::NonZero,
    sync::{Arc, LazyLock},
    thread,
    time::Duration,
};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::{
    runtime::{Builder, Runtime},
    sync::Semaphore,
    task::spawn_blocking,
    time::timeout,
};
use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::feedback::Warning;

use crate::{clock, store::error::StoreError};

/// The fewest characters: the National Cyber Security Centre asks for length, not for kinds of characters.
pub const SHORTEST: usize = 12;

/// The most characters: far longer than anyone types, short enough that hashing it costs what any other costs.
pub const LONGEST: usize = 128;

/// One hash takes 19 MiB and a core for tens of milliseconds: more at once than there are cores would be no quicker, and would
/// let a crowd at the sign-in page take all memory.
static PERMITS: LazyLock<Arc<Semaphore>> =
    LazyLock::new(|| Arc::new(Semaphore::new(thread::available_parallelism().map_or(1, NonZero::get))));

/// The threads that hash, one per core, which live as long as the process. The allocator keeps what a thread has freed for its next
/// use: on the runtime's own threads, of which a crowd starts hundreds, that would add up to hundreds of megabytes.
static THREADS: LazyLock<Option<Runtime>> = LazyLock::new(|| {
    Builder::new_current_thread()
        .max_blocking_threads(thread::available_parallelism().map_or(1, NonZero::get))
        .thread_keep_alive(Duration::MAX)
        .thread_name("password-hash")
        .build()
        .inspect_err(|error| tracing::error!(%error, "passwords are hashed on the runtime's threads"))
        .ok()
});

/// The longest wait for a permit. After it the answer is that the service is busy.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Why a password is not good enough. Texts fit for the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`SHORTEST`] characters.
    #[error("Password must be {SHORTEST} characters or more")]
    Short,
    /// More than [`LONGEST`] characters.
    #[error("Password must be {LONGEST} characters or fewer")]
    Long,
    /// It is on a list of common passwords, or nearly.
    #[error(
        "This password is too common. Choose one that nobody else is likely to have, for example three random words"
    )]
    Common,
    /// It is made of the account's own words.
    #[error("Password must not contain your name or email address")]
    OwnWords,
    /// It holds a word that everybody knows of the service.
    #[error("Password must not contain the name of this service, of a police force or of the protective marking")]
    KnownWord,
    /// It was stolen elsewhere, and others try it first.
    #[error("This password is on a list of stolen passwords. Choose one that you use nowhere else")]
    Breached,
    /// It is the one that is to be replaced.
    #[error("New password must be different from the current one")]
    Unchanged,
}

/// A password as it is judged, hashed and compared: in Unicode's form NFKC, so that an é is one character however a keyboard sends it
/// (NIST SP 800-63B, 3.1.1.2).
pub(super) fn normalized(password: &str) -> String {
    password.nfkc().collect()
}

/// Whether two texts are one password.
#[must_use]
pub fn are_same(one: &str, other: &str) -> bool {
    normalized(one) == normalized(other)
}

/// Judges a password. `own` are words that others know of the person: email address and name.
pub fn judge(password: &str, own: &[&str]) -> Result<(), WeakPassword> {
    let password = &*normalized(password);
    let characters = password.chars().count();
    if characters < SHORTEST {
        return Err(WeakPassword::Short);
    }
    if characters > LONGEST {
        return Err(WeakPassword::Long);
    }
    let lower = password.to_lowercase();
    let contains = |word: &str| word.len() >= 4 && lower.contains(word);
    let words = own.iter().flat_map(|text| text.split(['@', '.', ' ', '-']));
    if words.map(|word| normalized(word).to_lowercase()).any(|word| contains(&word)) {
        return Err(WeakPassword::OwnWords);
    }
    let estimate = zxcvbn::zxcvbn(password, own);
    let warning = estimate.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    let common = matches!(
        warning,
        Some(
            Warning::ThisIsATop10Password
                | Warning::ThisIsATop100Password
                | Warning::ThisIsACommonPassword
                | Warning::ThisIsSimilarToACommonlyUsedPassword
        )
    );
    // Rows of keys, repeats and sequences are long and still the first that are tried.
    if common || u8::from(estimate.score()) < 2 { Err(WeakPassword::Common) } else { Ok(()) }
}

/// The hash to keep, with a salt of its own: Argon2id with the parameters OWASP recommends (19 MiB, two passes), which are the
/// library's own. Off the runtime's threads: it takes tens of milliseconds on purpose.
pub async fn hash(password: String) -> Result<String, StoreError> {
    hash_as_typed(normalized(&password)).await
}

/// The same without normalizing, as it was done up to version 0.1.
pub(super) async fn hash_as_typed(password: String) -> Result<String, StoreError> {
    let salt = clock::random_bytes();
    blocking(move || {
        let hash: PasswordHash = Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map_err(|error| StoreError::inconsistent("account", error))?;
        Ok(hash.to_string())
    })
    .await
}

/// How a password compares with the one that was hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// It is another, or none was hashed.
    Different,
    /// It is the same.
    Same,
    /// It is the same as it was typed and not as it is hashed today: the hash is from before passwords were normalized, and is to be made
    /// anew.
    SameAsTyped,
}

impl Comparison {
    /// Whether it is the same password.
    #[must_use]
    pub const fn is_same(self) -> bool {
        !matches!(self, Self::Different)
    }
}

/// Compares a password with the one that was hashed. Without a hash the same work is done, and the answer is no: who asks
/// cannot tell from the time whether there is such an account.
pub async fn compare(password: String, hash: Option<String>) -> Result<Comparison, StoreError> {
    blocking(move || {
        let normal = normalized(&password);
        if is_hash_of(&normal, hash.as_deref())? {
            return Ok(Comparison::Same);
        }
        // The second comparison depends on what was typed alone.
        let is_as_typed = password != normal && is_hash_of(&password, hash.as_deref())?;
        Ok(if is_as_typed { Comparison::SameAsTyped } else { Comparison::Different })
    })
    .await
}

fn is_hash_of(password: &str, hash: Option<&str>) -> Result<bool, StoreError> {
    let argon2 = Argon2::default();
    let Some(hash) = hash else {
        let work: Result<PasswordHash, _> = argon2.hash_password_with_salt(password.as_bytes(), &[0; 16]);
        return work.map(|_| false).map_err(|error| StoreError::inconsistent("account", error));
    };
    let hash = PasswordHash::new(hash).map_err(|error| StoreError::inconsistent("account", error))?;
    Ok(argon2.verify_password(password.as_bytes(), &hash).is_ok())
}

/// Runs the work on a thread where nobody else waits for it. The permit ends with the work, not with a request that was given up.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let permit = timeout(LONGEST_WAIT, Arc::clone(&PERMITS).acquire_owned())
        .await
        .map_err(|_| StoreError::Unavailable(format!("timed out after {LONGEST_WAIT:?} waiting to hash a password")))?
        .map_err(|_| StoreError::Unavailable("passwords are no longer hashed".to_owned()))?;
    let work = move || {
        let done = work();
        drop(permit);
        done
    };
    let done = match &*THREADS {
        Some(threads) => threads.spawn_blocking(work),
        None => spawn_blocking(work),
    };
    done.await.map_err(|_| StoreError::Unavailable("a password could not be hashed".to_owned()))?
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn length_counts_and_kinds_of_characters_do_not() {
        assert_eq!(judge("plum-7K!", &[]), Err(WeakPassword::Short));
        assert_eq!(judge("garden lantern otter", &[]), Ok(()));
        assert_eq!(judge(&"garden lantern otter ".repeat(10), &[]), Err(WeakPassword::Long));
    }

    #[test]
    fn common_passwords_and_those_nearly_so_are_refused() {
        for password in ["password1234", "Password12345", "qwertyuiop12", "aaaaaaaaaaaaaaa", "123456789012"] {
            assert_eq!(judge(password, &[]), Err(WeakPassword::Common), "{password}");
        }
    }

    #[test]
    fn the_persons_own_words_are_refused() {
        let own = ["ann.otherwise@kent.example", "Ann Otherwise"];
        assert_eq!(judge("Otherwise lantern garden", &own), Err(WeakPassword::OwnWords));
        assert_eq!(judge("garden lantern otter", &own), Ok(()));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_more_passwords_are_hashed_at_once_than_there_are_cores() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let work = || {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            let hash: Result<PasswordHash, _> =
                Argon2::default().hash_password_with_salt(b"garden lantern otter", &[0; 16]);
            NOW.fetch_sub(1, Ordering::SeqCst);
            hash.map(|_| ()).map_err(|error| StoreError::inconsistent("account", error))
        };
        let tasks = (0..8).map(|_| tokio::spawn(blocking(work))).collect::<Vec<_>>();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        assert!((1..=cores).contains(&MOST.load(Ordering::SeqCst)), "{MOST:?} at once on {cores} cores");
    }

    /// The same password, typed in two ways.
    const TYPED_IN_TWO_WAYS: [[&str; 2]; 6] = [
        // é as one sign and as two, an Å that is the unit, marks in another order, letters of full width, a ligature, a space that does not
        // break.
        ["caf\u{e9} lantern otter", "cafe\u{301} lantern otter"],
        ["\u{c5}ngstr\u{f6}m lantern otter", "\u{212b}ngstro\u{308}m lantern otter"],
        ["a\u{323}\u{307} lantern otter", "a\u{307}\u{323} lantern otter"],
        ["garden lantern", "\u{ff47}arden lantern"],
        ["fish lantern otter", "\u{fb01}sh lantern otter"],
        ["garden lantern otter", "garden\u{a0}lantern otter"],
    ];

    #[tokio::test]
    async fn password_is_the_same_however_its_letters_are_typed() {
        for [one, other] in TYPED_IN_TWO_WAYS {
            for (chosen, typed) in [(one, other), (other, one), (one, one), (other, other)] {
                let kept = hash(chosen.to_owned()).await.unwrap();
                let compared = compare(typed.to_owned(), Some(kept)).await.unwrap();
                assert_eq!(compared, Comparison::Same, "{typed} of {chosen}");
            }
            assert_eq!(judge(one, &[]), judge(other, &[]));
        }
        assert_eq!(judge("Ame\u{301}lie lantern garden", &["Am\u{e9}lie"]), Err(WeakPassword::OwnWords));
    }

    #[tokio::test]
    async fn hash_from_before_passwords_were_normalized_fits_what_was_typed_then() {
        for [normal, other] in TYPED_IN_TWO_WAYS {
            let kept = hash_as_typed(other.to_owned()).await.unwrap();
            let compared = async |typed: &str| compare(typed.to_owned(), Some(kept.clone())).await.unwrap();
            assert_eq!(compared(other).await, Comparison::SameAsTyped, "{other}");
            assert_eq!(compared(&format!("{other}s")).await, Comparison::Different);
            assert_eq!(compared(normal).await, Comparison::Different);
        }
    }

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_and_matches_itself_only() {
        let kept = hash("garden lantern otter".to_owned()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        let compared =
            async |typed: &str, kept: Option<&String>| compare(typed.to_owned(), kept.cloned()).await.unwrap();
        assert_eq!(compared("garden lantern otter", Some(&kept)).await, Comparison::Same);
        assert_eq!(compared("garden lantern otters", Some(&kept)).await, Comparison::Different);
        assert_eq!(compared("garden lantern otter", None).await, Comparison::Different);
    }
}
