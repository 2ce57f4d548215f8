//! A round as inspectors write it down: its parts as a task list, a form for each, and checking it before it is published.

use followup::{
    clock::london_time,
    force::{Force, ForceSlug},
    identity::{Permission, PersonId, Role},
    overtaken::Overtaken,
    person::Person,
    round_draft::{Changed, DraftId, Part, RoundDraft},
    view::round_draft::{DraftView, Lookup},
};
use leptos::prelude::*;

use super::force::{FORCES, force_slug, unknown_force};
use crate::{
    api::{
        error::{ApiError, Sought},
        round_drafts::read_draft,
    },
    components::{Alert, AlertKind, Breadcrumbs, ErrorSummary, Link, PageHeading},
    error::PageError,
    form::Answers,
    form_state::FormState,
    page::{PageContent, page},
    point::AskedPoint,
    request,
};

mod case_audit;
mod check;
mod conflict;
mod details;
mod finding;
mod findings;
mod grades;
mod item;
mod items;
mod new;
mod tasks;

pub(super) use findings::to_record_href;
pub use new::NewRoundPage;

/// What stands at the end of a draft's address: one of its parts, or what is done to the whole of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The form of a part.
    Part(Part),
    /// Checking and publishing.
    Publish,
    /// Dropping it.
    Discard,
}

impl Place {
    /// The one with this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "publish" => Some(Self::Publish),
            "discard" => Some(Self::Discard),
            word => Part::ALL.iter().find(|part| part.slug() == word).copied().map(Self::Part),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Part(part) => part.label(),
            Self::Publish => "Check and publish",
            Self::Discard => "Discard this draft",
        }
    }
}

/// The address of a draft.
#[must_use]
pub fn href(force: &ForceSlug, draft: DraftId) -> String {
    format!("{FORCES}/{force}/drafts/{draft}")
}

/// A draft that does not exist, or not for the reader: nobody else can tell which.
#[must_use]
pub fn unknown(force: &str) -> PageError {
    PageError::not_found("A page at this address", format!("{FORCES}/{force}"), "Show the force")
}

/// A draft with its force and the person who works on it.
struct Opened {
    person: Person,
    force: Force,
    draft: RoundDraft,
}

enum Found {
    Draft(Box<Opened>),
    /// It is a round now.
    Published {
        force: Force,
        round: String,
    },
    /// There is none: it was discarded, or never begun.
    Gone {
        force: Force,
    },
}

async fn open(slug: &str, id: &str) -> Result<Found, PageError> {
    let person = request::signed_in()?.person();
    let at = AskedPoint::of_request()?.in_the_present();
    let slug = force_slug(slug, at)?;
    if person.may(Permission::RecordRound, &slug).is_err() {
        request::note_denial();
        return Err(unknown(slug.as_str()));
    }
    let read = read_draft(slug.to_string(), id.to_owned()).await;
    let DraftView { force, lookup } = read.map_err(|error| match error {
        ApiError::NotFound { kind: Sought::Force, .. } => unknown_force(slug.as_str(), at),
        error => error.or_not_found(|| unknown(slug.as_str())),
    })?;
    match lookup {
        Lookup::Found(draft) => Ok(Found::Draft(Box::new(Opened { person, force, draft: *draft }))),
        Lookup::Published(round) => Ok(Found::Published { force, round: round.to_string() }),
        Lookup::Unknown => Ok(Found::Gone { force }),
    }
}

/// `/forces/{slug}/drafts/{draft}`: the task list.
#[component]
pub fn DraftPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked();
    let (slug, id) = (given.get("slug").unwrap_or_default(), given.get("draft").unwrap_or_default());
    page(async move {
        match open(&slug, &id).await? {
            Found::Published { force, round } => Ok(published(&force, &round, None)),
            Found::Gone { force } => Err(unknown(force.slug.as_str())),
            Found::Draft(opened) => {
                let title = title(&opened.draft);
                let before = above(&opened, None);
                let title = format!("{title} – {}", opened.force.name);
                let earlier = findings::earlier(&opened.draft).await?;
                Ok(PageContent::new(title, tasks::page(*opened, &earlier)).before(before))
            }
        }
    })
}

/// `/forces/{slug}/drafts/{draft}/{part}`: one of its forms.
#[component]
pub fn DraftPartPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked();
    let (slug, id) = (given.get("slug").unwrap_or_default(), given.get("draft").unwrap_or_default());
    let part = given.get("part").unwrap_or_default();
    page(load(slug, id, part))
}

async fn load(slug: String, id: String, part: String) -> Result<PageContent, PageError> {
    let (answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    let place = Place::of(&part).ok_or_else(|| unknown(&slug))?;
    // What was written to a draft that ended meanwhile is shown to whoever wrote it, and to nobody else.
    let written = match place {
        Place::Part(part) if answers.value("remove").is_empty() => conflict::written(part, &answers),
        _ => None,
    };
    let opened = match open(&slug, &id).await? {
        Found::Draft(opened) => opened,
        Found::Published { force, round } => return Ok(published(&force, &round, written)),
        Found::Gone { force } => return written.map(|written| gone(&force, written)).ok_or_else(|| unknown(&slug)),
    };
    let before = above(&opened, Some(place.label()));
    let overtaken = match stage {
        FormState::DraftChanged(by) => Some(by),
        _ => None,
    };
    let main = match (place, overtaken) {
        (Place::Part(part), Some(by)) if answers.value("remove").is_empty() => {
            conflict::page(&opened, part, &answers, by, conflict::heading(by))?
        }
        (Place::Part(Part::Details), _) => details::page(&opened, &answers),
        (Place::Part(Part::Recommendations), _) => items::page(&opened, &answers, overtaken)?,
        (Place::Part(Part::Findings), _) => findings::page(&opened, &answers).await?,
        (Place::Part(Part::Grades), _) => grades::page(&opened, &answers),
        (Place::Part(Part::CaseAudit), _) => case_audit::page(&opened, &answers),
        (Place::Publish, _) => check::page(&opened, &answers, overtaken).await?,
        (Place::Discard, _) => check::discard(&opened, overtaken),
    };
    let title = overtaken.map_or(place.label(), conflict::heading);
    let title = answers.title(&format!("{title} – {}", opened.force.name));
    Ok(PageContent::new(title, main).before(before))
}

/// How a page calls a draft.
fn title(draft: &RoundDraft) -> String {
    if draft.details.working_title.is_empty() { draft.details.title() } else { draft.details.working_title.clone() }
}

fn above(opened: &Opened, current: Option<&'static str>) -> AnyView {
    let force = &opened.force;
    let mut items =
        vec![Link::new("Forces", FORCES), Link::new(force.name.clone(), format!("{FORCES}/{}", force.slug))];
    let draft = title(&opened.draft);
    let current = match current {
        Some(current) => {
            items.push(Link::new(draft, href(&force.slug, opened.draft.id)));
            current.to_owned()
        }
        None => draft,
    };
    view! { <Breadcrumbs items current/> }.into_any()
}

/// Where the address of a draft leads once it is a round.
fn published(force: &Force, round: &str, written: Option<AnyView>) -> PageContent {
    let href = format!("{FORCES}/{}/rounds/{round}", force.slug);
    let written = written.map(|written| {
        view! {
            <p class="govuk-body">
                "Someone published it after you opened the form, so your answers are not saved. Copy anything you still need."
            </p>
            {written}
        }
    });
    let main = view! {
        <PageHeading title="This round is published" caption=force.name.clone()/>
        <p class="govuk-body">"It is no longer a draft. Everyone who can read this register can read it."</p>
        {written}
        <p class="govuk-body"><a class="govuk-link" href=href>"Show the round"</a></p>
    };
    PageContent::new(format!("This round is published – {}", force.name), main)
}

/// What is shown to whoever wrote to a draft that is not there any more.
fn gone(force: &Force, written: AnyView) -> PageContent {
    let href = format!("{FORCES}/{}", force.slug);
    let main = view! {
        <PageHeading title="This draft no longer exists" caption=force.name.clone()/>
        <p class="govuk-body">
            "Someone discarded it after you opened the form, so your answers are not saved. Copy anything you still need."
        </p>
        {written}
        <p class="govuk-body"><a class="govuk-link" href=format!("{href}/rounds/new")>"Start another draft"</a></p>
        <p class="govuk-body"><a class="govuk-link" href=href>"Show the force"</a></p>
    };
    PageContent::new(format!("This draft no longer exists – {}", force.name), main)
}

/// The alert of a change that was just saved, read from the draft itself.
fn saved(draft: &RoundDraft) -> Option<AnyView> {
    let version: i32 = request::query().get("saved")?.parse().ok()?;
    (version == draft.version).then(|| {
        let text =
            format!("Saved, {}. This is a draft: only the inspectorate can see it.", london_time(draft.changed.at));
        view! { <Alert kind=AlertKind::Success text/> }.into_any()
    })
}

/// Who changed a draft last.
pub(super) fn changed_in_words(changed: &Changed) -> String {
    let by = match changed.role {
        Role::Authoriser => "an authoriser",
        _ => "an inspector",
    };
    format!("Last changed {} by {by}", london_time(changed.at))
}

/// The same for somebody who may have done it themself.
fn changed_for(changed: &Changed, reader: PersonId) -> String {
    if changed.by == reader {
        return format!("Last changed {} by you", london_time(changed.at));
    }
    changed_in_words(changed)
}

/// What is said above a form that stands on an older version, where there is nothing to lay side by side.
fn changed_meanwhile(opened: &Opened, by: Overtaken) -> AnyView {
    let last = changed_for(&opened.draft.changed, opened.person.id);
    let who = match by {
        Overtaken::ByThemself => "You changed this draft",
        Overtaken::ByOthers => "Someone else changed this draft",
    };
    let text = format!("{who} after you opened the page. {last}.");
    view! { <Alert kind=AlertKind::Warning text/> }.into_any()
}

/// The frame of a form: what is wrong on top, its heading, and the way back.
fn framed(opened: &Opened, heading: String, answers: &Answers, body: AnyView) -> AnyView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let back = href(&opened.force.slug, opened.draft.id);
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {errors}
                <PageHeading title=heading caption=format!("{}, {}", title(&opened.draft), opened.force.name)/>
                {body}
                <p class="govuk-body"><a class="govuk-link" href=back>"Back to the draft"</a></p>
            </div>
        </div>
    }
    .into_any()
}
