//! Rounds as inspectors record them before they are published.

use followup::{
    force::Force,
    round_draft::{DraftId, Problem},
    view::round_draft::{DraftSummary, DraftView, Earlier},
};
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{
        CaseAuditAnswers, Envelope, GradeAnswers, PublishAnswers, RoundAnswers, RoundFindingAnswers, RoundItemAnswers,
    },
    protocol::{Read, Write},
};

/// The force that a new round is to be recorded of.
#[server(prefix = "/api/v1", endpoint = "rounds/new", protocol = Read)]
pub async fn read_new_round(force: String) -> Result<Force, ApiError> {
    let (access, _) = on_server::permit()?;
    on_server::force(&access, &force).await
}

/// The drafts of a force, the one changed last first.
#[server(prefix = "/api/v1", endpoint = "rounds/drafts", protocol = Read)]
pub async fn read_drafts(force: String) -> Result<Vec<DraftSummary>, ApiError> {
    use followup::store::round_draft;

    let (access, _) = on_server::permit()?;
    let force = super::access::parse_force(&force)?;
    let drafts = round_draft::of_force(&access.database, &access.reader, &force).await?;
    Ok(drafts.into_iter().map(|(id, details, changed)| DraftSummary { id, details, changed }).collect())
}

/// One draft, or the round that it has become.
#[server(prefix = "/api/v1", endpoint = "rounds/draft", protocol = Read)]
pub async fn read_draft(force: String, draft: String) -> Result<DraftView, ApiError> {
    use followup::store::round_draft;

    let (access, _) = on_server::permit()?;
    let id = on_server::parse_draft(&draft)?;
    let force = on_server::force(&access, &force).await?;
    let lookup = round_draft::page(&access.database, &access.reader, &force.slug, id).await?;
    Ok(DraftView { force, lookup })
}

/// The items of earlier rounds that a draft can record a finding on.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/earlier-items", protocol = Read)]
pub async fn read_earlier_items(draft: String) -> Result<Vec<Earlier>, ApiError> {
    let (access, _) = on_server::permit()?;
    let id = on_server::parse_draft(&draft)?;
    Ok(followup::store::round_draft::earlier(&access.database, &access.reader, id).await?)
}

/// What keeps a draft from being published today.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/problems", protocol = Read)]
pub async fn read_draft_problems(force: String, draft: String) -> Result<Vec<Problem>, ApiError> {
    use followup::{clock::london_day, service::round_drafts, store::round_draft, view::round_draft::Lookup};

    let (access, person) = on_server::permit()?;
    let id = on_server::parse_draft(&draft)?;
    let force = super::access::parse_force(&force)?;
    let Lookup::Found(found) = round_draft::page(&access.database, &access.reader, &force, id).await? else {
        return Err(on_server::unknown_draft());
    };
    Ok(round_drafts::problems(&access.database, &person, &found, london_day(access.now)).await?)
}

/// Begins the draft of a round, and returns its id: the token of the form.
#[server(prefix = "/api/v1", endpoint = "rounds/new", protocol = Write)]
pub async fn begin_round(force: String, token: String, answers: RoundAnswers) -> Result<DraftId, ApiError> {
    use followup::service::round_drafts;

    use super::acts::{answers_of, invalid, parse_token};

    let (access, person) = on_server::permit()?;
    let force = super::access::parse_force(&force)?;
    let token = parse_token(&Envelope { version: 0, token })?;
    let mut answers = answers_of(&answers);
    let details = crate::form::round_draft::details(&mut answers).ok_or_else(|| invalid(&answers))?;
    Ok(round_drafts::begin(&access.database, &person, &force, token, &details, &answers.digest()).await?)
}

/// Saves what is said of the round itself. Returns the version that the draft has then.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/details", protocol = Write)]
pub async fn save_round_details(
    force: String,
    draft: String,
    envelope: Envelope,
    answers: RoundAnswers,
) -> Result<i32, ApiError> {
    use followup::{round_draft::Part, service::round_drafts::Edit};

    use crate::form::round_draft as forms;

    on_server::change(&force, &draft, &envelope, &answers, Part::Details.slug(), |answers| {
        forms::details(answers).map(Edit::Details)
    })
    .await
}

/// Adds an item to the round, or changes one. Returns the version that the draft has then.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/recommendations", protocol = Write)]
pub async fn save_round_item(
    force: String,
    draft: String,
    envelope: Envelope,
    answers: RoundItemAnswers,
) -> Result<i32, ApiError> {
    use followup::{round_draft::Part, service::round_drafts::Edit};

    use crate::form::round_draft as forms;

    on_server::change(&force, &draft, &envelope, &answers, Part::Recommendations.slug(), |answers| {
        forms::item(answers).map(|(id, item)| Edit::PutItem(id, item))
    })
    .await
}

/// Saves what the round found of an earlier item. Returns the version that the draft has then.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/findings", protocol = Write)]
pub async fn save_round_finding(
    force: String,
    draft: String,
    envelope: Envelope,
    answers: RoundFindingAnswers,
) -> Result<i32, ApiError> {
    use followup::{round_draft::Part, service::round_drafts::Edit};

    use crate::form::round_draft as forms;

    on_server::change(&force, &draft, &envelope, &answers, Part::Findings.slug(), |answers| {
        forms::finding(answers).map(|(reference, found)| Edit::Finding(reference, found))
    })
    .await
}

/// Saves the grades of the round: these, and no others. Returns the version that the draft has then.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/grades", protocol = Write)]
pub async fn save_round_grades(
    force: String,
    draft: String,
    envelope: Envelope,
    answers: GradeAnswers,
) -> Result<i32, ApiError> {
    use followup::{round_draft::Part, service::round_drafts::Edit};

    use crate::form::round_draft as forms;

    on_server::change(&force, &draft, &envelope, &answers, Part::Grades.slug(), |answers| {
        forms::grades(answers).map(Edit::Grades)
    })
    .await
}

/// Saves the case audit of the round. Returns the version that the draft has then.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/case-audit", protocol = Write)]
pub async fn save_round_case_audit(
    force: String,
    draft: String,
    envelope: Envelope,
    answers: CaseAuditAnswers,
) -> Result<i32, ApiError> {
    use followup::{round_draft::Part, service::round_drafts::Edit};

    use crate::form::round_draft as forms;

    on_server::change(&force, &draft, &envelope, &answers, Part::CaseAudit.slug(), |answers| {
        forms::case_audit(answers).map(Edit::CaseAudit)
    })
    .await
}

/// Takes an item out of the round. Returns the version that the draft has then.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/recommendations/remove", protocol = Write)]
pub async fn remove_round_item(
    force: String,
    draft: String,
    envelope: Envelope,
    remove: String,
) -> Result<i32, ApiError> {
    use followup::{round_draft::Part, service::round_drafts::Edit};

    let id = remove.parse().map_err(|_| ApiError::bad_argument("remove", remove, "the id of an item"))?;
    let part = format!("{}/{id}", Part::Recommendations.slug());
    on_server::change(&force, &draft, &envelope, &super::form_answers::NoAnswers::default(), &part, |_| {
        Some(Edit::RemoveItem(id))
    })
    .await
}

/// Discards the draft.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/discard", protocol = Write)]
pub async fn discard_round(force: String, draft: String, envelope: Envelope) -> Result<(), ApiError> {
    use followup::service::round_drafts::Edit;

    on_server::change(&force, &draft, &envelope, &super::form_answers::NoAnswers::default(), "discard", |_| {
        Some(Edit::Discard)
    })
    .await?;
    Ok(())
}

/// Publishes the round and all that it says, and returns its slug. `looked_at` says that somebody looked at what may identify a person,
/// `empty` that a round is published on purpose that says nothing.
#[server(prefix = "/api/v1", endpoint = "rounds/draft/publish", protocol = Write)]
pub async fn publish_round(
    force: String,
    draft: String,
    envelope: Envelope,
    answers: PublishAnswers,
) -> Result<String, ApiError> {
    use followup::{clock::london_day, service::round_drafts, store::round_draft, view::round_draft::Lookup};

    use crate::{
        api::{
            acts::{answers_of, not_looked_at},
            error::FieldError,
        },
        fields::round_draft::EMPTY,
        form::personal_data,
    };

    let (access, person) = on_server::permit()?;
    let answers = answers_of(&answers);
    let form = on_server::form(&force, &draft, &envelope, &answers, "publish")?;
    let found = round_draft::page(&access.database, &access.reader, &form.subject.force, form.subject.draft).await?;
    let is_delicate = matches!(&found, Lookup::Found(draft) if personal_data::is_in_draft(draft));
    if is_delicate && answers.value("looked_at").is_empty() {
        return Err(not_looked_at());
    }
    let is_empty = matches!(&found, Lookup::Found(draft) if draft.is_empty());
    if is_empty && answers.value(EMPTY).is_empty() {
        let message = "Add what the round says, or tick the box if it has nothing to add";
        return Err(ApiError::Invalid { fields: vec![FieldError::new(EMPTY, message)] });
    }
    Ok(round_drafts::publish(&access.database, &person, &form, london_day(access.now)).await?.to_string())
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{
        force::Force,
        identity::Permission,
        person::Person,
        query::Query,
        round_draft::DraftId,
        service::round_drafts::{self, DraftError, DraftOfForce, Edit, Form},
        store,
    };
    use uuid::Uuid;

    use crate::{
        api::{
            access::{Access, parse_force, unknown_force},
            acts::{answers_of, invalid, parse_token},
            error::{ApiError, FieldError, Sought},
            form_answers::Envelope,
        },
        form::Answers,
        request,
    };

    pub(super) fn permit() -> Result<(Access, Person), ApiError> {
        Access::with_permission(Permission::RecordRound)
    }

    pub(super) async fn force(access: &Access, given: &str) -> Result<Force, ApiError> {
        let slug = parse_force(given)?;
        store::force::find(&access.database, &slug).await?.ok_or_else(|| unknown_force(given))
    }

    /// One change to a draft. What was answered to one part is another answer to another.
    pub(super) async fn change(
        force: &str,
        draft: &str,
        envelope: &Envelope,
        fields: &impl Query,
        part: &str,
        read: impl FnOnce(&mut Answers) -> Option<Edit>,
    ) -> Result<i32, ApiError> {
        let (access, person) = permit()?;
        let mut answers = answers_of(fields);
        let edit = read(&mut answers).ok_or_else(|| invalid(&answers))?;
        let form = form(force, draft, envelope, &answers, part)?;
        Ok(round_drafts::change(&access.database, &person, &form, edit).await?.version)
    }

    pub(super) fn form(
        force: &str,
        draft: &str,
        envelope: &Envelope,
        answers: &Answers,
        part: &str,
    ) -> Result<Form, ApiError> {
        Ok(Form {
            subject: DraftOfForce { force: parse_force(force)?, draft: parse_draft(draft)? },
            version: envelope.version,
            token: parse_token(envelope)?,
            answers: answers.clone().starting("part", part).digest(),
        })
    }

    impl From<DraftError> for ApiError {
        fn from(error: DraftError) -> Self {
            match error {
                DraftError::NotFound => unknown_draft(),
                DraftError::Published(round) => Self::Published { round: round.to_string() },
                DraftError::NotAllowed(_) | DraftError::FormOfAnother => {
                    request::note_denial();
                    Self::Forbidden { reason: error.to_string() }
                }
                DraftError::Conflict(by) => Self::DraftChanged { by },
                DraftError::Invalid { field, message } => {
                    Self::Invalid { fields: vec![FieldError::new(field, message)] }
                }
                DraftError::Problems(problems) => {
                    let fields =
                        problems.into_iter().map(|problem| FieldError::new(problem.part.slug(), problem.words));
                    Self::Invalid { fields: fields.collect() }
                }
                DraftError::Store(error) => error.into(),
            }
        }
    }

    pub(super) fn parse_draft(given: &str) -> Result<DraftId, ApiError> {
        given.parse::<Uuid>().map(DraftId).map_err(|_| unknown_draft())
    }

    pub(super) fn unknown_draft() -> ApiError {
        ApiError::not_found(Sought::Draft, "A draft at this address")
    }
}
