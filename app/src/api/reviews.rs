//! What inspectors do with an item, and what a force notes about it: one step at a time, for one item or for several at once.

use followup::view::saved::Saved;
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{
        DeadlineAnswers, DecisionAnswers, Envelope, FindingAnswers, LinkAnswers, NoteAnswers, ProposalAnswers,
        ReopeningAnswers, ReturnAnswers, StatusAnswers,
    },
    protocol::Write,
};

/// Sends a submission back to its force with questions.
#[server(prefix = "/api/v1", endpoint = "recommendation/return", protocol = Write)]
pub async fn return_submission(
    reference: String,
    envelope: Envelope,
    answers: ReturnAnswers,
) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::Return, &reference, &envelope, &answers).await
}

/// Moves the inspectorate’s status between awaiting review and being progressed.
#[server(prefix = "/api/v1", endpoint = "recommendation/status", protocol = Write)]
pub async fn set_review_status(
    reference: String,
    envelope: Envelope,
    answers: StatusAnswers,
) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::SetStatus, &reference, &envelope, &answers).await
}

/// Records what a later round found of an item.
#[server(prefix = "/api/v1", endpoint = "recommendation/finding", protocol = Write)]
pub async fn record_finding(reference: String, envelope: Envelope, answers: FindingAnswers) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::RecordFinding, &reference, &envelope, &answers).await
}

/// Proposes how an item ends; another person must authorise it.
#[server(prefix = "/api/v1", endpoint = "recommendation/closure", protocol = Write)]
pub async fn propose_closure(
    reference: String,
    envelope: Envelope,
    answers: ProposalAnswers,
) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::Propose, &reference, &envelope, &answers).await
}

/// Authorises or refuses a proposed closure.
#[server(prefix = "/api/v1", endpoint = "recommendation/closure/decision", protocol = Write)]
pub async fn decide_on_closure(
    reference: String,
    envelope: Envelope,
    answers: DecisionAnswers,
) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::Decide, &reference, &envelope, &answers).await
}

/// Opens an item again that has ended.
#[server(prefix = "/api/v1", endpoint = "recommendation/reopening", protocol = Write)]
pub async fn reopen(reference: String, envelope: Envelope, answers: ReopeningAnswers) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::Reopen, &reference, &envelope, &answers).await
}

/// Moves the deadline of an item. The first one stays visible.
#[server(prefix = "/api/v1", endpoint = "recommendation/deadline", protocol = Write)]
pub async fn move_deadline(reference: String, envelope: Envelope, answers: DeadlineAnswers) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::MoveDeadline, &reference, &envelope, &answers).await
}

/// Links an item to an earlier one of its force.
#[server(prefix = "/api/v1", endpoint = "recommendation/link", protocol = Write)]
pub async fn link_items(reference: String, envelope: Envelope, answers: LinkAnswers) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::Link, &reference, &envelope, &answers).await
}

/// Records a note about an item, for those it chooses.
#[server(prefix = "/api/v1", endpoint = "recommendation/note", protocol = Write)]
pub async fn record_note(reference: String, envelope: Envelope, answers: NoteAnswers) -> Result<Saved, ApiError> {
    on_server::act(crate::form::offer::Offer::Note, &reference, &envelope, &answers).await
}

/// Sends several submissions back with the same questions: all of them or none. Each `item` is a reference with the version it was shown at: `KENT-2019-01@5`.
#[server(prefix = "/api/v1", endpoint = "worklist/selected/return", protocol = Write)]
pub async fn return_selected(item: Vec<String>, token: String, answers: ReturnAnswers) -> Result<Vec<Saved>, ApiError> {
    on_server::act_on_all(crate::form::offer::Offer::Return, &item, token, &answers).await
}

/// Moves the inspectorate’s status of several items: of all of them or of none. Each `item` is a reference with the version it was shown at: `KENT-2019-01@5`.
#[server(prefix = "/api/v1", endpoint = "worklist/selected/status", protocol = Write)]
pub async fn set_status_of_selected(
    item: Vec<String>,
    token: String,
    answers: StatusAnswers,
) -> Result<Vec<Saved>, ApiError> {
    on_server::act_on_all(crate::form::offer::Offer::SetStatus, &item, token, &answers).await
}

/// Proposes how several items end: all of them or none. Each `item` is a reference with the version it was shown at: `KENT-2019-01@5`.
#[server(prefix = "/api/v1", endpoint = "worklist/selected/closure", protocol = Write)]
pub async fn propose_closure_of_selected(
    item: Vec<String>,
    token: String,
    answers: ProposalAnswers,
) -> Result<Vec<Saved>, ApiError> {
    on_server::act_on_all(crate::form::offer::Offer::Propose, &item, token, &answers).await
}

/// Authorises or refuses several proposed closures: all of them or none. Each `item` is a reference with the version it was shown at: `KENT-2019-01@5`.
#[server(prefix = "/api/v1", endpoint = "worklist/selected/closure/decision", protocol = Write)]
pub async fn decide_on_selected(
    item: Vec<String>,
    token: String,
    answers: DecisionAnswers,
) -> Result<Vec<Saved>, ApiError> {
    on_server::act_on_all(crate::form::offer::Offer::Decide, &item, token, &answers).await
}

#[cfg(feature = "ssr")]
pub(crate) use on_server::check;

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{
        clock::london_day,
        query::Query,
        service::follow_up::{self, FollowUpError, Form, Refused},
        view::{
            saved::Saved,
            worklist::{MOST_SELECTED, Wanted},
        },
    };

    use crate::{
        api::{
            acts::{ItemAct, answers_of, answers_of_pairs, check_personal_data, invalid, parse_token},
            error::{ApiError, FieldError},
            form_answers::Envelope,
        },
        effect_in_words::effect_in_words,
        form::{Answers, offer::Offer, review},
        request,
    };

    pub(super) async fn act(
        offer: Offer,
        reference: &str,
        envelope: &Envelope,
        fields: &impl Query,
    ) -> Result<Saved, ApiError> {
        let act = read(offer, reference, envelope, answers_of(fields))?;
        Ok(follow_up::act(&act.access.database, &act.person, &act.form, act.step, act.today).await?)
    }

    /// Judges a review as it would be recorded, and records nothing. Returns what it would change for readers, in words.
    pub(crate) async fn check(
        offer: Offer,
        reference: &str,
        envelope: &Envelope,
        answers: Answers,
    ) -> Result<Vec<String>, ApiError> {
        let act = read(offer, reference, envelope, answers)?;
        let reads = act.step.reads();
        let effect = follow_up::check(&act.access.database, &act.person, &act.form, act.step, act.today).await?;
        Ok(effect_in_words(&effect, reads, act.today))
    }

    fn read(offer: Offer, reference: &str, envelope: &Envelope, answers: Answers) -> Result<ItemAct, ApiError> {
        let actor = ItemAct::permit(offer.permission())?;
        let mut answers = answers.starting("do", offer.slug());
        let today = london_day(request::now()?);
        let step = review::review(offer, &mut answers, today).ok_or_else(|| invalid(&answers))?;
        check_personal_data(offer.fields(), &answers)?;
        actor.with(reference, envelope, answers, step)
    }

    pub(super) async fn act_on_all(
        offer: Offer,
        items: &[String],
        token: String,
        fields: &impl Query,
    ) -> Result<Vec<Saved>, ApiError> {
        let (access, person) = ItemAct::permit(offer.permission())?.into_parts();
        // The items are among the answers, so that the same form with other items is another form.
        let with_items = items.iter().map(|item| ("item", item.clone()));
        let mut answers =
            answers_of_pairs(fields.to_pairs().into_iter().chain(with_items)).starting("do", offer.slug());
        let today = london_day(access.now);
        let step = review::review(offer, &mut answers, today).ok_or_else(|| invalid(&answers))?;
        check_personal_data(offer.fields(), &answers)?;
        if items.is_empty() || items.len() > MOST_SELECTED {
            return Err(ApiError::bad_argument("item", "", format!("given 1 to {MOST_SELECTED} times")));
        }
        let token = parse_token(&Envelope { version: 0, token })?;
        let form = |item: &String| {
            let bad = || ApiError::bad_argument("item", item, "a reference with the version it was shown at");
            let Wanted { reference, shown } = item.parse().map_err(|_| bad())?;
            Ok(Form { subject: reference, version: shown.ok_or_else(bad)?, token, answers: answers.digest() })
        };
        let forms = items.iter().map(form).collect::<Result<Vec<_>, ApiError>>()?;
        let today = london_day(access.now);
        let done = follow_up::act_on_all(&access.database, &person, &forms, step, today).await;
        done.map_err(explain)
    }

    /// Which item stood in the way, and why. Nothing was done to any.
    fn explain(Refused { reference, error }: Refused) -> ApiError {
        let none = "Nothing was saved for any of them";
        match error {
            error @ (FollowUpError::Invalid { .. } | FollowUpError::Store(_) | FollowUpError::Files(_)) => error.into(),
            FollowUpError::Conflict { since, .. } => ApiError::Conflict { item: Some(reference.to_string()), since },
            error => {
                let message = format!("{reference}: {error}. {none}");
                ApiError::Invalid { fields: vec![FieldError::new("items", message)] }
            }
        }
    }
}
