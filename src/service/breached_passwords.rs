//! A file of stolen passwords that an operator supplies, searched where it lies: the public list has some 40 GB.

use std::{
    cmp::Ordering,
    fs::File,
    io,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use sha1::{Digest as _, Sha1};

/// Hexadecimal digits of SHA-1.
const DIGITS: usize = 40;

/// No line is longer: digits, a colon, how often it was seen, the end of the line.
const LONGEST_LINE: u64 = 128;

/// A sorted file with a SHA-1 in hexadecimal at the beginning of each line, as the lists of Pwned Passwords are ordered by hash.
#[derive(Clone, Debug)]
pub struct BreachedPasswords {
    file: Arc<File>,
    length: u64,
}

/// The file cannot be used. Said when the program starts.
#[derive(Debug, thiserror::Error)]
#[error("the file of stolen passwords {} cannot be used: {reason}", path.display())]
pub struct BreachedFileError {
    path: PathBuf,
    reason: String,
}

impl BreachedPasswords {
    /// Opens the file and looks at both of its ends.
    pub fn open(path: &Path) -> Result<Self, BreachedFileError> {
        let failed = |reason: String| BreachedFileError { path: path.to_owned(), reason };
        let file = File::open(path).map_err(|error| failed(error.to_string()))?;
        let length = file.metadata().map_err(|error| failed(error.to_string()))?.len();
        let opened = Self { file: Arc::new(file), length };
        let digest = |at: u64| opened.line_at(at).map(|line| line.digest).map_err(|error| failed(error.to_string()));
        if length == 0 {
            return Err(failed("it is empty".to_owned()));
        }
        if digest(0)? > digest(length - 1)? {
            return Err(failed("its lines are not sorted by their hashes".to_owned()));
        }
        Ok(opened)
    }

    /// Whether the file has a password.
    pub fn contains(&self, password: &str) -> io::Result<bool> {
        let wanted: [u8; DIGITS] = {
            let mut digits = [0; DIGITS];
            hex::encode_to_slice(Sha1::digest(password), &mut digits).map_err(io::Error::other)?;
            digits.map(|digit| digit.to_ascii_uppercase())
        };
        let (mut from, mut to) = (0, self.length);
        while from < to {
            let line = self.line_at(from + (to - from) / 2)?;
            match line.digest.cmp(&wanted) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => from = line.end,
                Ordering::Greater => to = line.start,
            }
        }
        Ok(false)
    }

    /// The line that a byte of the file is part of.
    fn line_at(&self, at: u64) -> io::Result<Line> {
        let malformed = || io::Error::new(io::ErrorKind::InvalidData, format!("no SHA-1 in hexadecimal at byte {at}"));
        let from = at.saturating_sub(LONGEST_LINE);
        let mut window =
            vec![0; usize::try_from((self.length - from).min(2 * LONGEST_LINE)).map_err(io::Error::other)?];
        self.file.read_exact_at(&mut window, from)?;
        let place = usize::try_from(at - from).map_err(io::Error::other)?;
        let start = match window[..place].iter().rposition(|byte| *byte == b'\n') {
            Some(before) => before + 1,
            None if from == 0 => 0,
            None => return Err(malformed()),
        };
        let length = window[start..].iter().position(|byte| *byte == b'\n').map(|length| length + 1);
        let end = length.map_or(window.len(), |length| start + length);
        let digits = window.get(start..start + DIGITS).ok_or_else(malformed)?;
        let is_whole = digits.iter().all(u8::is_ascii_hexdigit)
            && window.get(start + DIGITS).is_none_or(|next| b":\r\n".contains(next));
        let digest = digits.to_ascii_uppercase().try_into().ok().filter(|_| is_whole).ok_or_else(malformed)?;
        Ok(Line { digest, start: from + start as u64, end: from + end as u64 })
    }
}

/// A line, with the places of its first byte and of the first after it.
struct Line {
    digest: [u8; DIGITS],
    start: u64,
    end: u64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hash(password: &str) -> String {
        hex::encode_upper(Sha1::digest(password))
    }

    fn file(name: &str, content: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("ncpi-breached-{}-{name}", std::process::id()));
        std::fs::write(&path, content).unwrap();
        path
    }

    proptest! {
        #[test]
        fn file_has_each_password_of_its_list_and_no_other(
            listed in prop::collection::btree_set("[a-z]{1,12}", 1..40),
            others in prop::collection::vec("[A-Z]{1,12}", 1..20),
            end in prop::sample::select(vec!["\n", "\r\n", ":1\r\n", ":12345678\n"]),
        ) {
            let mut hashes = listed.iter().map(|password| hash(password)).collect::<Vec<_>>();
            hashes.sort();
            let path = file("listed", &format!("{}{end}", hashes.join(end)));
            let breached = BreachedPasswords::open(&path).unwrap();
            for password in &listed {
                prop_assert!(breached.contains(password).unwrap(), "{}", password);
            }
            for password in &others {
                prop_assert!(!breached.contains(password).unwrap(), "{}", password);
            }
        }
    }

    #[test]
    fn file_that_is_no_sorted_list_of_hashes_is_refused() {
        let (one, other) = (hash("one").max(hash("other")), hash("one").min(hash("other")));
        for (name, content) in [
            ("empty", String::new()),
            ("plain", "password\n123456\n".to_owned()),
            ("unsorted", format!("{one}\n{other}\n")),
            ("sha256", format!("{}\n", "0a".repeat(32))),
            ("one-line", "0".repeat(4000)),
        ] {
            assert!(BreachedPasswords::open(&file(name, &content)).is_err(), "{name}");
        }
        assert!(BreachedPasswords::open(Path::new("/no/such/file")).is_err());
        let small = file("small", &format!("{}\n{}", other.to_lowercase(), one.to_lowercase()));
        let breached = BreachedPasswords::open(&small).unwrap();
        assert!(breached.contains("one").unwrap() && breached.contains("other").unwrap(), "small letters, no last end");
    }
}
