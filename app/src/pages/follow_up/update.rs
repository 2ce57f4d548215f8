//! The force's update: what was done, what changed for children, what comes next; written, checked, then saved.

use followup::{
    clock::london_time,
    closure::Outcome,
    identity::Audience,
    partial_date::in_words,
    person::Person,
    position::Position,
    update_text::TARGET_REASON,
    view::{follow_up::UpdateFormView, recommendation::RecommendationView, update_draft::UpdateDraft},
};
use leptos::prelude::*;

use super::{above, check, conflict, decided, drafted, ended, hidden, latest, unknown};
use crate::{
    api::follow_up::read_update_form,
    components::{Details, ErrorSummary, InsetText, PageHeading, SummaryList, SummaryRow},
    error::PageError,
    fields::{FieldKind, update::FIELDS},
    form::{Answers, view::FormView},
    form_state::FormState,
    islands::DraftKeeper,
    page::{PageContent, not_saved_page, page},
    pages::overtaken,
    request,
};

const TITLE: &str = "Add an update";

/// `/recommendations/{reference}/update`.
#[component]
pub fn UpdatePage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("reference").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let (answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    if let FormState::Unsaved(why) = stage {
        let action = format!("/recommendations/{given}/update");
        return Ok(not_saved_page(&action, &given, &answers, why));
    }
    let person = request::signed_in()?.person();
    let form = read_update_form(given.clone()).await.map_err(|error| error.or_not_found(|| unknown(&given)))?;
    let UpdateFormView { item: found, drafts } = form;
    let reference = found.row.reference.to_string();
    let (title, main) = match stage {
        FormState::Check(effect) => ("Check your answers", check::page(&found, &answers, effect)),
        FormState::Conflict(since) => {
            let title = overtaken::heading(overtaken::by(&since, person.id));
            (title, conflict::page(&found, person.id, &answers, &since, FIELDS, "update"))
        }
        FormState::Merge => {
            (TITLE, write(&found, &conflict::merged(&found, answers.clone()), found.version, ().into_any()))
        }
        // Said before anything is typed; what was typed already stays in the form, with the reason beside it.
        FormState::Write if answers.is_empty() && found.row.status.is_closed() => (TITLE, ended::page(&found, TITLE)),
        // `Unsaved` was answered above, and no update is of the draft of a round.
        FormState::Write | FormState::Unsaved(_) | FormState::DraftChanged(_) if answers.is_empty() => {
            (TITLE, begun(&person, &found, &drafts)?)
        }
        FormState::Write | FormState::Unsaved(_) | FormState::DraftChanged(_) => {
            // The version the form was made from stays: what was recorded since must be told when it is saved.
            let version = answers.value("version").parse().unwrap_or(found.version);
            (TITLE, write(&found, &answers, version, ().into_any()))
        }
    };
    let title = answers.title(&format!("{title} – {reference}"));
    Ok(PageContent::new(title, main).before(above(&reference, TITLE)))
}

/// The form as it is opened: with the draft that was asked for, or the person's own, or afresh.
fn begun(person: &Person, found: &RecommendationView, drafts: &[UpdateDraft]) -> Result<AnyView, PageError> {
    let asked = request::query().get("draft").map(str::to_owned);
    let asked = match &asked {
        None => None,
        Some(asked) => {
            let draft = drafts.iter().find(|draft| draft.account.0.to_string() == *asked);
            let href = format!("/recommendations/{}/update", found.row.reference);
            Some(draft.ok_or_else(|| PageError::not_found("A draft at this address", href, "Open the update form"))?)
        }
    };
    // What is typed becomes the person's own draft, so the form has theirs wherever there is one.
    let draft = drafts.iter().find(|draft| draft.account == person.id).or(asked);
    let action = format!("/recommendations/{}/update", found.row.reference);
    let notice = drafted::notice(drafts, person.id, asked.map(|draft| draft.account), &action);
    Ok(match draft {
        Some(draft) => write(found, &drafted::answers(draft, person.id), draft.version, notice),
        None => write(found, &afresh(found), found.version, notice),
    })
}

/// What stands is the start, the post that owns it included; texts are told anew each time.
fn afresh(found: &RecommendationView) -> Answers {
    let row = &found.row;
    Answers::default()
        .starting("position", if row.position == Position::NotRecorded { "" } else { row.position.slug() })
        .starting("target", row.work.target_on.map(|day| day.to_string()).unwrap_or_default())
        .starting("owner_post", latest::post(&found.history).unwrap_or_default())
        .starting("audience", Audience::Force.slug())
}

fn write(found: &RecommendationView, answers: &Answers, version: i32, notice: AnyView) -> AnyView {
    let row = &found.row;
    let questions = row.work.returned_on.and(latest::questions(&found.history)).map(|questions| {
        view! {
            <InsetText>
                <h2 class="govuk-heading-s">"The inspectorate sent it back with questions"</h2>
                <p class="govuk-body app-said">{questions}</p>
            </InsetText>
        }
    });
    let proposed = row.work.proposal.map(|proposal| {
        let since = proposal.on.map(|on| format!(" on {}", in_words(on))).unwrap_or_default();
        let ending = match proposal.outcome {
            Outcome::Complete => "complete",
            Outcome::NoFurtherAction(_) => "needing no further action",
        };
        view! {
            <InsetText>
                <p class="govuk-body">
                    {format!("An inspector proposed{since} to close this as {ending}. An authoriser will decide. You can still add an update, and the authoriser will see it.")}
                </p>
            </InsetText>
        }
    });
    let decided = decided::unanswered(&found.history).map(|decided| view! { <InsetText>{decided}</InsetText> });
    let last = latest::update(&found.history).map(|entry| {
        let told =
            FIELDS.iter().filter(|field| matches!(field.kind, FieldKind::Text { .. }) && field.name != TARGET_REASON);
        let rows = told.map(|field| {
            let text = latest::text(entry, field.name);
            SummaryRow::new(field.label, view! { <span class="app-said">{text}</span> })
        });
        let summary = format!("Last update, {}", london_time(entry.recorded_at));
        let rows = rows.collect();
        view! { <Details summary><SummaryList rows/></Details> }
    });
    let about = view! {
        <p class="govuk-body-l app-wording">{row.wording.clone()}</p>
        <p class="govuk-body">"Deadline: "{row.deadline.state_in_words.clone()}</p>
        <p class="govuk-body">
            "You can also "
            <a class="govuk-link" href=format!("/recommendations/{}/evidence", row.reference)>"add evidence"</a>
            " or "
            <a class="govuk-link" href=format!("/recommendations/{}/review?do=note", row.reference)>"write a note"</a>
            "."
        </p>
        {proposed}
        {questions}
        {decided}
        {last}
        {notice}
    };
    form(&row.reference.to_string(), row.position, version, answers, about.into_any())
}

fn form(reference: &str, stands: Position, version: i32, answers: &Answers, about: AnyView) -> AnyView {
    let action = format!("/recommendations/{reference}/update");
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let fields = FormView::new(FIELDS, answers);
    // Where nothing is recorded yet, an update says how far the force has got.
    let may_stay = |next: Position| next == stands && stands != Position::NotRecorded;
    let positions = Position::ALL.iter().filter(|next| may_stay(**next) || stands.may_become(**next)).map(|position| {
        let words = match position {
            Position::ReadyForReview => "Ready for review: submit it to the inspectorate".to_owned(),
            position if *position == stands => format!("{position} (as it is now)"),
            position => position.to_string(),
        };
        (position.slug(), words)
    });
    let positions = fields.offering("position", fields.choices("position", positions));
    let audiences =
        [Audience::Force, Audience::Everyone].map(|audience| (audience.slug(), conflict::audience(audience)));
    let others = FIELDS.iter().filter(|field| field.name != "position");
    let others = others.map(|field| match field.name {
        "audience" => fields.offering("audience", fields.choices("audience", audiences.clone())),
        name => fields.field(name),
    });
    let others = others.collect_view();
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title=TITLE caption=reference.to_owned()/>
                {about}
                {fields.warning()}
                <form method="post" action=action novalidate>
                    {hidden(version)}
                    {drafted::sitting(answers)}
                    {positions}
                    {others}
                    <div class="govuk-button-group">
                        <button type="submit" name="button" value="check" class="govuk-button">"Continue"</button>
                        <button type="submit" name="button" value="draft" class="govuk-button govuk-button--secondary">
                            "Save draft"
                        </button>
                    </div>
                    <DraftKeeper reference=reference.to_owned()/>
                    <p class="govuk-body"><a class="govuk-link" href=format!("/recommendations/{reference}")>"Cancel"</a></p>
                </form>
            </div>
        </div>
    }
    .into_any()
}
