//! The inspectorate's review of an item: what can be done to it as it stands, and a form for each.

use followup::{
    clock::london_day,
    person::Person,
    status::Status,
    view::{follow_up::ReviewView, recommendation::RecommendationView, register::Found},
};
use leptos::prelude::*;

use super::{
    above, conflict, hidden, personal_data_warning, proposal, review_check,
    review_forms::{self, About, Subject},
    told, unknown,
};
use crate::{
    api::follow_up::read_review,
    components::{ErrorSummary, InsetText, ItemStatus, PageHeading, freshness_in_words},
    error::PageError,
    form::{
        Answers,
        offer::{Offer, offered},
        view::FormView,
    },
    form_state::FormState,
    page::{PageContent, not_saved_page, page},
    pages::overtaken,
    request,
};

/// `/recommendations/{reference}/review`, with `do` for one of its forms.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let given = leptos_router::hooks::use_params_map().get_untracked().get("reference").unwrap_or_default();
    page(load(given))
}

async fn load(given: String) -> Result<PageContent, PageError> {
    let (answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    if let FormState::Unsaved(why) = stage {
        let action = format!("/recommendations/{given}/review");
        return Ok(not_saved_page(&action, &given, &answers, why));
    }
    let person = request::signed_in()?.person();
    let asked = request::query()
        .get("do")
        .map(str::to_owned)
        .or_else(|| Some(answers.value("do")).filter(|word| !word.is_empty()));
    let (review, offers) = read(&given, &person, asked.as_deref()).await?;
    let reference = review.item.row.reference.to_string();
    let offer = match (asked.as_deref(), offers.as_slice()) {
        (Some(asked), _) => Offer::of(asked),
        // Where there is only one thing to do, nobody is asked what to do.
        (None, [only]) => Some(*only),
        (None, _) => None,
    };
    let (title, main) = match (offer, stage) {
        (Some(offer), FormState::Conflict(since)) => (
            overtaken::heading(overtaken::by(&since, person.id)),
            conflict::page(&review.item, person.id, &answers, &since, offer.fields(), "review"),
        ),
        (Some(offer), FormState::Check(effect)) if offers.contains(&offer) => {
            ("Check your answers", review_check::page(&review.item, offer, &answers, effect))
        }
        (Some(offer), _) if offers.contains(&offer) => {
            (offer.label(), form(&subject(&person, review, offer), offer, &answers))
        }
        _ => ("Review", list(&review.item, &offers, &answers)),
    };
    let is_review = offers.iter().any(|offer| *offer != Offer::Note);
    let current = if is_review { "Review" } else { Offer::Note.label() };
    let title = answers.title(&format!("{title} – {reference}"));
    Ok(PageContent::new(title, main).before(above(&reference, current)))
}

/// The item, and what can be done to it. The other items of its force are read where a form offers them.
async fn read(given: &str, person: &Person, asked: Option<&str>) -> Result<(ReviewView, Vec<Offer>), PageError> {
    // Neither is ever the only thing to do, so whoever sees one of these forms has asked for it by its word.
    let others = matches!(asked.and_then(Offer::of), Some(Offer::Propose | Offer::Link));
    let read = read_review(given.to_owned(), Some(others)).await;
    let review = read.map_err(|error| error.or_not_found(|| unknown(given)))?;
    let offers = offered(person, &review.item);
    Ok((review, offers))
}

/// An item with what a form about it offers or shows besides.
fn subject(person: &Person, review: ReviewView, offer: Offer) -> Subject {
    let ReviewView { item: found, others, proposer } = review;
    let proposed_by = (offer == Offer::Decide).then(|| proposal::behind(&found, proposer)).flatten();
    Subject { found, others, proposed_by, reader: person.id }
}

/// What can be done, each with a link to its form.
fn list(found: &RecommendationView, offers: &[Offer], answers: &Answers) -> AnyView {
    let reference = found.row.reference.to_string();
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let links = offers.iter().map(|offer| {
        let href = format!("/recommendations/{reference}/review?do={}", offer.slug());
        view! { <li><a class="govuk-link" href=href>{offer.label()}</a></li> }
    });
    let links = links.collect_view();
    view! {
        {errors}
        <PageHeading title="Review" caption=reference.clone()/>
        {about(found)}
        {told::sections(found)}
        <h2 class="govuk-heading-m" id="do">"What do you want to do?"</h2>
        <ul class="govuk-list govuk-list--bullet">{links}</ul>
    }
    .into_any()
}

fn about(found: &RecommendationView) -> AnyView {
    let row = &found.row;
    let (status, source) = (row.status, row.source_status.clone());
    // "Status not recorded" names itself.
    let named = (status != Status::NotRecorded).then_some("Status: ");
    let has_finding = matches!(row.found, Found::Finding(..));
    let fresh = request::now()
        .ok()
        .map(|now| freshness_in_words(row.work.updated_on, row.work.verified_on, has_finding, london_day(now)));
    let fresh = fresh.map(|words| view! { <p class="govuk-body app-secondary">{words}</p> });
    view! {
        <p class="govuk-body-l app-wording">{row.wording.clone()}</p>
        <p class="govuk-body">{named}<ItemStatus status source/></p>
        {fresh}
        <p class="govuk-body">"Deadline: "{row.deadline.state_in_words.clone()}</p>
    }
    .into_any()
}

fn form(subject: &Subject, offer: Offer, answers: &Answers) -> AnyView {
    let found = &subject.found;
    let reference = found.row.reference.to_string();
    let action = format!("/recommendations/{reference}/review");
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let own = found.row.work.proposal.is_some_and(|proposal| proposal.by == subject.reader);
    let proposed = (offer == Offer::Decide).then(|| review_forms::proposed(subject));
    let (part, button) = match offer {
        Offer::Decide => ("Proposed closure", offer.label()),
        Offer::Note => ("Your note", "Save note"),
        _ => ("Your review", offer.label()),
    };
    let body = if offer == Offer::Decide && own {
        // Said before the person tries; the step, the types and the database refuse it as well.
        view! { <InsetText>"You proposed this closure, so someone else must authorise it."</InsetText> }.into_any()
    } else {
        let delicate = personal_data_warning(offer.fields(), answers);
        let fields = review_forms::fields(About::One(subject), offer, answers);
        let warning = FormView::new(offer.fields(), answers).warning();
        view! {
            {warning}
            <form method="post" action=action novalidate>
                {hidden(found.version)}
                <input type="hidden" name="do" value=offer.slug()/>
                {fields}
                {delicate}
                <button type="submit" class="govuk-button">{button}</button>
            </form>
        }
        .into_any()
    };
    view! {
        {errors}
        <PageHeading title=offer.label() caption=reference.clone()/>
        {about(found)}
        {told::sections(found)}
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <h2 class="govuk-heading-m">{part}</h2>
                {proposed}
                {body}
                <p class="govuk-body"><a class="govuk-link" href=format!("/recommendations/{reference}")>"Cancel"</a></p>
            </div>
        </div>
    }
    .into_any()
}
