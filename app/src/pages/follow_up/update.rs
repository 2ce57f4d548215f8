//! The force's update: what was done, what changed for children, what comes next; written, checked, then saved.

use followup::{
    event::Audience,
    person::Action,
    position::Position,
    service::follow_up::{LONGEST_POST, LONGEST_TEXT},
    store::recommendation::Recommendation,
};
use leptos::prelude::*;

use super::{Stage, above, check, conflict, hidden, item};
use crate::{
    components::{
        Choice, DateField, ErrorSummary, InsetText, PageHeading, RadioGroup, TextField, TextareaField, WarningText,
    },
    error::PageError,
    form::Answers,
    page::{PageContent, page},
};

/// The fields of the form, in its order.
pub(super) const FIELDS: [(&str, &str); 8] = [
    ("position", "Position of the force"),
    ("activity", "What was done"),
    ("outcome", "What changed for children as a result"),
    ("next_step", "Next step"),
    ("owner_post", "Post that owns it"),
    ("target", "The force’s own target date"),
    ("target_reason", "Why that date moves"),
    ("audience", "Who may read this"),
];

/// `/recommendations/{reference}/update`.
#[component]
pub fn UpdatePage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("reference").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let (answers, stage) = (Answers::of_request(), use_context::<Stage>().unwrap_or_default());
    let found = match item(&given, &[Action::Update]).await {
        Ok((_, found)) => found,
        // What was typed must not be lost with the database.
        Err(PageError::Unavailable) if !answers.is_right() => return Ok(without_the_item(&given, answers)),
        Err(error) => return Err(error),
    };
    let reference = found.row.reference.to_string();
    let (title, main) = match stage {
        Stage::Write => ("Update", write(&found, answers.clone())),
        Stage::Check => ("Check your answers", check::page(&found, &answers)),
        Stage::Conflict(since) => {
            ("Somebody else changed this", conflict::page(&found, &answers, &since, &FIELDS, "update"))
        }
    };
    let title = answers.title(&format!("{title} – {reference}"));
    Ok(PageContent::new(title, main).before(above(&reference, "Update")))
}

fn write(found: &Recommendation, mut answers: Answers) -> AnyView {
    let row = &found.row;
    if answers.is_empty() {
        // What stands is the start; texts are told anew each time.
        answers = answers
            .starting("position", row.position.slug())
            .starting("target", row.work.target_on.map(|day| day.to_string()).unwrap_or_default())
            .starting("audience", Audience::Force.slug());
    }
    let about = view! {
        <p class="govuk-body-l app-wording">{row.wording.clone()}</p>
        <p class="govuk-body">{row.deadline.state_in_words.clone()}</p>
    };
    form(&row.reference.to_string(), row.position, found.version, &answers, about.into_any())
}

/// The form alone, with what was typed, while nothing can be read or saved.
fn without_the_item(reference: &str, answers: Answers) -> PageContent {
    let version = answers.value("version").parse().unwrap_or_default();
    let position = answers.value("position").parse().unwrap_or(Position::NotRecorded);
    let about =
        view! { <InsetText>"Nothing can be shown of it at the moment. What you wrote stands below."</InsetText> };
    let main = form(reference, position, version, &answers, about.into_any());
    PageContent::new(answers.title(&format!("Update – {reference}")), main).before(above(reference, "Update"))
}

fn form(reference: &str, stands: Position, version: i32, answers: &Answers, about: AnyView) -> AnyView {
    let action = format!("/recommendations/{reference}/update");
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let text = |name: &'static str, hint: &'static str| {
        let label = FIELDS.iter().find(|(field, _)| *field == name).map_or(name, |(_, label)| label);
        let (value, error) = (answers.value(name), answers.error(name));
        view! { <TextareaField name label value hint longest=LONGEST_TEXT error/> }.into_any()
    };
    let chosen = answers.value("position");
    let positions = Position::ALL.iter().filter(|next| **next == stands || stands.may_become(**next)).map(|position| {
        let words = match position {
            Position::ReadyForReview => "Ready for review: submit it to the inspectorate".to_owned(),
            position if *position == stands => format!("{position} (as it is now)"),
            position => position.to_string(),
        };
        Choice::new(position.slug(), words, position.slug() == chosen)
    });
    let positions = positions.collect();
    let audiences =
        [(Audience::Force, "Our force and the inspectorate"), (Audience::Everyone, "Everyone who reads this register")]
            .map(|(audience, words)| Choice::new(audience.slug(), words, audience.slug() == answers.value("audience")));
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Update" caption=reference.to_owned()/>
                {about}
                <WarningText text="Never write the name of a child, or anything that could identify one."/>
                <form method="post" action=action novalidate>
                    {hidden(version)}
                    <RadioGroup
                        name="position"
                        legend="Where does the force stand?"
                        options=positions
                        error=answers.error("position")
                    />
                    {text("activity", "The work itself: what, since when, by which team.")}
                    {text("outcome", "Not the activity again, but its effect. If nothing has changed yet, say so.")}
                    {text("next_step", "If there is one.")}
                    <TextField
                        name="owner_post"
                        label="Post that owns it"
                        hint=format!("A post, not a person’s name: for example, head of public protection. Up to {LONGEST_POST} characters.")
                        value=answers.value("owner_post")
                        error=answers.error("owner_post")
                    />
                    <DateField
                        name="target"
                        label="The force’s own target date"
                        hint="Leave it empty if there is none. It does not move the inspectorate’s deadline."
                        nostrip:value=Some(answers.value("target"))
                        nostrip:error=answers.error("target")
                    />
                    {text("target_reason", "Needed if the date differs from the one given before.")}
                    <RadioGroup
                        name="audience"
                        legend="Who may read these texts?"
                        hint="Position and dates are for everyone either way."
                        options=audiences.into()
                        error=answers.error("audience")
                    />
                    <button type="submit" name="stage" value="check" class="govuk-button">"Continue"</button>
                    <p class="govuk-body"><a class="govuk-link" href=format!("/recommendations/{reference}")>"Cancel"</a></p>
                </form>
            </div>
        </div>
    }
    .into_any()
}
