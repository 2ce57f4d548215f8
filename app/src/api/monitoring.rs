//! What inspectors record of a force itself.

use followup::view::monitoring::MonitoringForm;
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{DutyAnswers, DutyDayAnswers, DutyMetAnswers, DutyNotMetAnswers, Envelope, StageAnswers},
    protocol::{Read, Write},
};

/// A force's rounds, stages of monitoring and duties as they stand today, for the forms that change them. `saved` is the version that a
/// form has just made: its event is in the answer.
#[server(prefix = "/api/v1", endpoint = "monitoring", protocol = Read)]
pub async fn read_monitoring(force: String, saved: Option<i32>) -> Result<MonitoringForm, ApiError> {
    use followup::{clock::london_day, identity::Permission};

    use super::access::{Access, parse_force, unknown_force};

    let (access, _) = Access::with_permission(Permission::RecordMonitoring)?;
    let slug = parse_force(&force)?;
    let found = followup::store::monitoring::form(&access.database, &slug, saved, london_day(access.now)).await?;
    found.ok_or_else(|| unknown_force(&force))
}

/// Sets a duty of a force after one of its rounds, or moves its date. Returns the version of the force's stream that this made.
#[server(prefix = "/api/v1", endpoint = "monitoring/duty", protocol = Write)]
pub async fn set_duty(force: String, envelope: Envelope, answers: DutyAnswers) -> Result<i32, ApiError> {
    on_server::act(crate::form::monitoring::Entry::SetDuty, &force, &envelope, &answers).await
}

/// Records that a duty was met. Returns the version of the force's stream that this made.
#[server(prefix = "/api/v1", endpoint = "monitoring/duty/met", protocol = Write)]
pub async fn meet_duty(force: String, envelope: Envelope, answers: DutyMetAnswers) -> Result<i32, ApiError> {
    on_server::act(crate::form::monitoring::Entry::MeetDuty, &force, &envelope, &answers).await
}

/// Corrects the day on which a duty was met. Returns the version of the force's stream that this made.
#[server(prefix = "/api/v1", endpoint = "monitoring/duty/met-on", protocol = Write)]
pub async fn correct_duty_day(force: String, envelope: Envelope, answers: DutyDayAnswers) -> Result<i32, ApiError> {
    on_server::act(crate::form::monitoring::Entry::CorrectMet, &force, &envelope, &answers).await
}

/// Records that a duty was recorded as met in error. Returns the version of the force's stream that this made.
#[server(prefix = "/api/v1", endpoint = "monitoring/duty/not-met", protocol = Write)]
pub async fn undo_duty_met(force: String, envelope: Envelope, answers: DutyNotMetAnswers) -> Result<i32, ApiError> {
    on_server::act(crate::form::monitoring::Entry::UndoMet, &force, &envelope, &answers).await
}

/// Moves a force to a stage of monitoring. Returns the version of the force's stream that this made.
#[server(prefix = "/api/v1", endpoint = "monitoring/stage", protocol = Write)]
pub async fn change_stage(force: String, envelope: Envelope, answers: StageAnswers) -> Result<i32, ApiError> {
    on_server::act(crate::form::monitoring::Entry::ChangeStage, &force, &envelope, &answers).await
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::{
        clock::london_day,
        identity::Permission,
        query::Query,
        service::monitoring::{self, Form},
    };

    use crate::{
        api::{
            access::{Access, parse_force},
            acts::{answers_of, check_personal_data, invalid, parse_token},
            error::ApiError,
            form_answers::Envelope,
        },
        form::monitoring::{Entry, step},
    };

    pub(super) async fn act(
        entry: Entry,
        force: &str,
        envelope: &Envelope,
        fields: &impl Query,
    ) -> Result<i32, ApiError> {
        let (access, person) = Access::with_permission(Permission::RecordMonitoring)?;
        let mut answers = answers_of(fields).starting("do", entry.slug());
        let step = step(entry, &mut answers).ok_or_else(|| invalid(&answers))?;
        check_personal_data(entry.fields(), &answers)?;
        let (force, token) = (parse_force(force)?, parse_token(envelope)?);
        let form = Form { subject: force, version: envelope.version, token, answers: answers.digest() };
        let today = london_day(access.now);
        Ok(monitoring::act(&access.database, &person, &form, &step, today).await?.version)
    }
}
