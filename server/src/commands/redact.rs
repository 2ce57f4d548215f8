//! `ncpi redact`: erases one text, two people having decided it.

use clap::Args;
use followup::{
    service::redact::{FileFate, Redacted, Redaction, redact},
    store::database::Database,
};

use crate::config::{EvidenceConfig, OwnerConfig};

/// Erase one text beside an event, or one file of evidence
///
/// For a child's name typed by mistake. The text and its salt are deleted and cannot be brought back; the event stays, its
/// chain still verifies, and a new event says that the text was erased, why, and which two people decided it. Copies in
/// backups must be dealt with apart. Needs the owner of the schema.
///
/// A file of evidence is erased by its field `file`: nobody is given it any more, and it is deleted from where such files lie.
/// Its name and its title are fields of their own, `file_name` and `title`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  ncpi redact 4711 wording --reason 'names a child' --decided-by 'Data protection officer' --decided-by 'HMI'
  ncpi redact 4712 file --evidence-store /srv/ncpi/evidence --reason 'shows a child' --decided-by DPO --decided-by HMI")]
pub struct Redact {
    /// The number of the event, as its page and `ncpi verify` show it
    #[arg(value_name = "EVENT")]
    event: i64,

    /// Which of its texts, for example wording, summary or note
    #[arg(value_name = "FIELD")]
    field: String,

    /// Why, in words that do not repeat what is erased
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// One of the two people who decided it, by post; give it twice
    #[arg(long, value_name = "POST", required = true)]
    decided_by: Vec<String>,

    #[command(flatten)]
    evidence: EvidenceConfig,

    #[command(flatten)]
    owner: OwnerConfig,
}

impl Redact {
    pub async fn run(self) -> anyhow::Result<()> {
        let decided_by: [String; 2] = self
            .decided_by
            .try_into()
            .map_err(|_| anyhow::anyhow!("two people must decide: give --decided-by exactly twice"))?;
        let wait = self.owner.wait.database_wait;
        let owner = Database::connect_as_owner(self.owner.owner_url(), wait, |message| eprintln!("{message}")).await?;
        let (event, field) = (self.event, self.field.clone());
        let redaction = Redaction { event, field: self.field, reason: self.reason, decided_by };
        let files = if field == "file" { Some(self.evidence.files()?) } else { None };
        let Redacted { stream, file } = redact(&owner, files.as_ref(), redaction).await?;
        println!("The text {field:?} of event {event} ({stream}) is erased.");
        match file {
            Some(FileFate::Deleted(id)) => println!("The file {id} is deleted."),
            Some(FileFate::NotFound(id)) => println!(
                "The file {id} is not in {}: nobody is given it any more, but if it lies elsewhere it must be deleted there.",
                self.evidence.evidence_store
            ),
            None => {}
        }
        Ok(())
    }
}
