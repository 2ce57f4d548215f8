//! Adding evidence: a file, or where something is held; what it is, what it speaks for, and who may read it.

use followup::{
    clock::london_time,
    evidence::{FileKind, Refused, size_in_words},
    fact::Fact,
    identity::{Audience, Permission, PersonId},
    overtaken::Overtaken,
    person::Person,
    view::{
        event_line::EventLine,
        recommendation::{Body, Entry, RecommendationView},
    },
};
use leptos::prelude::*;

use super::{
    above,
    check::{looked_at, may_identify},
    ended, hidden, unknown,
};
use crate::{
    api::{error::ApiError, follow_up::read_evidence_form},
    components::{Choice, ErrorSummary, FileField, InsetText, PageHeading, UploadProgress, WarningText},
    error::PageError,
    fields::evidence::FIELDS,
    form::{Answers, evidence::has_asked, view::FormView},
    form_state::{FormState, NotSavedReason},
    page::{PageContent, not_saved_page, page},
    pages::overtaken,
    request,
};

/// The form's identity, for its script.
const FORM: &str = "evidence";

/// `/recommendations/{reference}/evidence`.
#[component]
pub fn EvidencePage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("reference").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let (mut answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    if let FormState::Unsaved(why) = stage {
        let action = format!("/recommendations/{given}/evidence");
        return Ok(not_saved_page(&action, &given, &answers, why));
    }
    let largest = request::largest_file()?;
    let person = request::signed_in()?.person();
    let found = match read_evidence_form(given.clone()).await {
        // What was typed must not be lost with the database.
        Err(ApiError::Unavailable) if !answers.is_right() => {
            let action = format!("/recommendations/{given}/evidence");
            return Ok(not_saved_page(&action, &given, &answers, NotSavedReason::Unavailable));
        }
        found => found.map_err(|error| error.or_not_found(|| unknown(&given)))?,
    };
    let reference = found.row.reference.to_string();
    // Said before anything is chosen; what was sent already comes back with the reason beside it.
    if answers.is_empty() && found.row.status.is_closed() {
        let main = ended::page(&found, "Add evidence");
        return Ok(
            PageContent::new(format!("Add evidence – {reference}"), main).before(above(&reference, "Add evidence"))
        );
    }
    // The version the form stood on stays, so that what happens while it is put right is still told. Once told, it counts.
    let mut version = answers.value("version").parse().unwrap_or(found.version);
    let mut told = None;
    if let FormState::Conflict(since) = stage {
        let words = match overtaken::by(&since, person.id) {
            Overtaken::ByThemself => "You already changed this. Check what you saved, then add your evidence again",
            Overtaken::ByOthers => "Someone else changed this. Check what they did, then add your evidence again",
        };
        answers.wrong("title", words);
        version = found.version;
        told = Some(meanwhile(&since, person.id));
    }
    if answers.is_empty() {
        answers = answers.starting("audience", Audience::Force.slug());
    }
    let title = answers.title(&format!("Add evidence – {reference}"));
    let about = view! { {told} <p class="govuk-body-l app-wording">{found.row.wording.clone()}</p> };
    let follows = follows(&found, &answers);
    let main = form(&person, &reference, version, &answers, about.into_any(), follows, largest);
    Ok(PageContent::new(title, main).before(above(&reference, "Add evidence")))
}

fn form(
    person: &Person,
    reference: &str,
    version: i32,
    answers: &Answers,
    about: AnyView,
    follows: Vec<Choice>,
    largest: u64,
) -> AnyView {
    let action = format!("/recommendations/{reference}/evidence");
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let delicate = has_asked(answers).then(|| {
        view! {
            <WarningText text=may_identify("The title, the file name or the place may identify someone.")/>
            {looked_at(answers.error("looked_at"), "these words")}
        }
    });
    let limit = size_in_words(largest);
    let fields = FormView::new(FIELDS, answers);
    let follows = (!follows.is_empty()).then(|| fields.offering("follows", follows));
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title="Add evidence" caption=reference.to_owned()/>
                {about}
                <WarningText text="Never add anything that names a child, or that could identify one."/>
                <form
                    method="post"
                    action=action
                    enctype="multipart/form-data"
                    id=FORM
                    novalidate
                    data-largest=largest.to_string()
                    data-too-large=Refused::TooLarge(largest).to_string()
                >
                    {hidden(version)}
                    {fields.field("title")}
                    {fields.field("speaks_for")}
                    {fields.offering("audience", audiences(person, answers))}
                    {follows}
                    <FileField
                        name="file"
                        label="File"
                        hint=format!("PDF, Word, Excel, PowerPoint, OpenDocument, image or plain text. Up to {limit}.")
                        accept=accepted()
                        error=answers.error("file")
                    />
                    {fields.field("held_at")}
                    {delicate}
                    <UploadProgress/>
                    <button type="submit" class="govuk-button">"Add evidence"</button>
                    <p class="govuk-body"><a class="govuk-link" href=format!("/recommendations/{reference}")>"Cancel"</a></p>
                </form>
            </div>
        </div>
    }
    .into_any()
}

/// A file that was chosen is gone with the form it was sent in; what was typed stays.
fn meanwhile(since: &[EventLine], reader: PersonId) -> AnyView {
    let lead = overtaken::lead(overtaken::by(since, reader), "a change");
    let list = overtaken::list(since, reader);
    view! { <InsetText><p class="govuk-body">{lead}</p>{list}</InsetText> }.into_any()
}

/// For whom a person of a role can say that something is.
pub(super) fn audiences(person: &Person, answers: &Answers) -> Vec<Choice> {
    let (inspectorate, everyone) = (!Permission::Update.is_of(person.role), request::access().everyone());
    let words = |audience| match audience {
        Audience::Force if inspectorate => "The force and the inspectorate",
        Audience::Force => "Our force and the inspectorate",
        Audience::Inspectorate => "Only the inspectorate",
        Audience::Everyone => everyone,
    };
    let offered = Audience::ALL.iter().copied().filter(|audience| inspectorate || *audience != Audience::Inspectorate);
    let chosen = answers.value("audience");
    offered.map(|audience| Choice::new(audience.slug(), words(audience), audience.slug() == chosen)).collect()
}

/// The pieces that a new one can be a new version of: those that the reader can read.
fn follows(found: &RecommendationView, answers: &Answers) -> Vec<Choice> {
    let chosen = answers.value("follows");
    found.history.iter().filter_map(|entry| piece(entry, &chosen)).collect()
}

fn piece(entry: &Entry, chosen: &str) -> Option<Choice> {
    let Fact::EvidenceAdded { piece: Some(piece), .. } = &entry.fact else { return None };
    let title = entry.texts.iter().find(|text| text.field == "title").filter(|text| text.body != Body::Restricted)?;
    let id = piece.id.to_string();
    let words =
        format!("Yes, of: {}, added {}", title.words().unwrap_or("(title erased)"), london_time(entry.recorded_at));
    let selected = id == chosen;
    Some(Choice::new(id, words, selected))
}

fn accepted() -> String {
    let endings = FileKind::ALL.iter().flat_map(|kind| kind.extensions());
    endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
}
