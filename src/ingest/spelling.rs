//! References are one whatever their case, and keep the spelling first given: on record, else in the file.

use std::collections::{HashMap, HashSet};

use sqlx::PgConnection;

use super::sheet::Sheet;
use crate::{reference::Reference, store::error::StoreError};

/// How the references of a file are spelled.
#[derive(Debug, Default)]
pub struct Spelling {
    on_record: HashSet<String>,
    by_key: HashMap<String, Reference>,
}

impl Spelling {
    /// Reads the spelling of the references in a file, as they are on record or first in the file.
    ///
    /// # Errors
    /// The database fails or holds what the types do not allow.
    pub async fn read(db: &mut PgConnection, sheet: &Sheet) -> Result<Self, StoreError> {
        let given: Vec<Reference> = sheet.lines().filter_map(|line| line.code("reference").parse().ok()).collect();
        let keys: Vec<String> = given.iter().map(Reference::key).collect();
        let recorded = sqlx::query_scalar!(
            "select reference from recommendation where lower(reference) = any($1) order by reference",
            &keys,
        )
        .fetch_all(db)
        .await?;
        let mut spelling = Self::default();
        for reference in recorded {
            let parsed: Reference =
                reference.parse().map_err(|error| StoreError::inconsistent("recommendation", error))?;
            spelling.by_key.entry(parsed.key()).or_insert(parsed);
            spelling.on_record.insert(reference);
        }
        for reference in given {
            spelling.by_key.entry(reference.key()).or_insert(reference);
        }
        Ok(spelling)
    }

    /// The one spelling of a reference. A register that had two before they became one keeps both.
    pub fn spelled(&self, reference: Reference) -> Reference {
        if self.on_record.contains(reference.as_str()) {
            return reference;
        }
        self.by_key.get(&reference.key()).cloned().unwrap_or(reference)
    }

    /// The references of the file that are on record, and those that are not, each once.
    pub fn references(&self) -> Vec<String> {
        let spelled = self.by_key.values().map(Reference::as_str);
        let all: HashSet<&str> = spelled.chain(self.on_record.iter().map(String::as_str)).collect();
        let mut all: Vec<String> = all.into_iter().map(str::to_owned).collect();
        all.sort_unstable();
        all
    }
}
