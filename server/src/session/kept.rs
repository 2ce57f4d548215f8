//! Where the session library keeps its records: in our own table.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use followup::{
    clock,
    store::{database::Database, error::StoreError, sessions},
};
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// The table `session` of the database.
#[derive(Clone, Debug)]
pub struct Kept {
    database: Database,
}

impl Kept {
    pub(super) fn new(database: Database) -> Self {
        Self { database }
    }
}

#[async_trait]
impl SessionStore for Kept {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let session = session(record)?;
        while !sessions::create(self.database.pool(), &record.id.to_string(), &session)
            .await
            .map_err(|error| backend(&error))?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        sessions::save(self.database.pool(), &record.id.to_string(), &session(record)?)
            .await
            .map_err(|error| backend(&error))
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = sessions::load(self.database.pool(), &id.to_string(), clock::now())
            .await
            .map_err(|error| backend(&error))?;
        found
            .map(|sessions::Session { data, expires_at }| {
                let data = serde_json::from_value(data).map_err(|error| Error::Decode(error.to_string()))?;
                let expiry_date = OffsetDateTime::from_unix_timestamp(expires_at.timestamp())
                    .map_err(|error| Error::Decode(error.to_string()))?;
                Ok(Record { id: *id, data, expiry_date })
            })
            .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::delete(self.database.pool(), &id.to_string()).await.map_err(|error| backend(&error))
    }
}

fn session(record: &Record) -> Result<sessions::Session> {
    let data = serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    let expires_at = DateTime::<Utc>::from_timestamp(record.expiry_date.unix_timestamp(), 0)
        .ok_or_else(|| Error::Encode("a session that ends outside the calendar".to_owned()))?;
    Ok(sessions::Session { data, expires_at })
}

fn backend(error: &StoreError) -> Error {
    Error::Backend(error.to_string())
}
