//! Several items at once: those selected on a worklist, one step for all of them, and a list to confirm.

use chrono::NaiveDate;
use followup::{
    account::Account,
    clock::{self, london_day},
    identity::PersonId,
    overtaken::Overtaken,
    reference::Reference,
    view::{
        event_line::EventLine,
        other_item::Other,
        register::RegisterRow,
        worklist::{MOST_SELECTED, Selected, SelectionView, Wanted},
    },
    worklist::Group,
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    PATH, Unselected,
    endings::{self, Kinds},
    words::counted,
};
use crate::{
    api::{
        error::ApiError,
        worklist::{read_other_items, read_selected},
    },
    components::{Breadcrumbs, ErrorSummary, Freshness, InsetText, ItemStatus, Link, PageHeading},
    error::PageError,
    form::{Answers, offer::Offer, view::FormView},
    form_state::FormState,
    page::{PageContent, page},
    pages::{
        follow_up::{About, personal_data_warning, review_fields, told::folded},
        overtaken,
        recommendations::ERASED,
    },
    request,
};

/// Its path.
pub const SELECTED_PATH: &str = "/worklist/selected";

/// What can be done to several items at once.
pub const OFFERS: [Offer; 4] = [Offer::Return, Offer::SetStatus, Offer::Propose, Offer::Decide];

/// Reads the items of a form, each once, in the order of their references; what cannot be read is left out.
#[must_use]
pub fn items<'a>(given: impl Iterator<Item = &'a str>) -> Vec<Wanted> {
    let mut items: Vec<Wanted> = given.filter_map(|given| given.parse().ok()).collect();
    items.sort_by(|one, other| one.reference.cmp(&other.reference));
    items.dedup_by(|one, other| one.reference == other.reference);
    items
}

/// `/worklist/selected`, with an `item` for each and `do` for the step.
#[component]
pub fn SelectedPage() -> impl IntoView {
    page(load())
}

async fn load() -> Result<PageContent, PageError> {
    let account = request::signed_in()?;
    let (answers, stage) = (Answers::of_request(), use_context::<FormState>().unwrap_or_default());
    let query = request::query();
    let (word, given) = if answers.is_empty() {
        (query.get("do").unwrap_or_default().to_owned(), items(query.all("item")))
    } else {
        (answers.value("do"), items(answers.values("item")))
    };
    let offer = Offer::of(&word).filter(|offer| OFFERS.contains(offer));
    if let Some(offer) = offer.filter(|offer| !offer.permission().is_of(account.role)) {
        let who = account.role.label().to_lowercase();
        let reason = format!("A person signed in as {who} cannot {}", offer.permission().label());
        return Err(PageError::forbidden(reason));
    }
    let (Some(offer), false, true) = (offer, given.is_empty(), given.len() <= MOST_SELECTED) else {
        return super::load(Some(unselected(offer, &given))).await;
    };
    let missing = |what| PageError::not_found(what, PATH, "Your worklist");
    let endings = Some(offer == Offer::Decide);
    let SelectionView { items: mut found } =
        match read_selected(given.iter().map(Wanted::to_string).collect(), endings).await {
            Err(ApiError::NotFound { what, .. }) => return Err(missing(what)),
            found => found?,
        };
    // After a conflict the person is shown what stands now, and confirms that; else the form stays what it was made from.
    let in_conflict = matches!(stage, FormState::Conflict(_));
    if !in_conflict {
        for one in &mut found {
            let shown = given.iter().find(|wanted| wanted.reference == one.row.reference);
            one.version = shown.and_then(|wanted| wanted.shown).unwrap_or(one.version);
            one.since.clear();
        }
    }
    let others = if offer == Offer::Propose { others(&found).await? } else { None };
    let title = answers.title(&format!("{} – {}", offer.label(), counted(u64::try_from(found.len()).unwrap_or(0))));
    let form = form(&account, offer, found, others.as_deref(), &answers, london_day(request::now()?));
    Ok(PageContent::new(title, form).before(above()))
}

/// What can take the place of all of these: the other items of their force; nothing where they are of several forces.
async fn others(found: &[Selected]) -> Result<Option<Vec<Other>>, PageError> {
    let Some(first) = found.first().map(|one| &one.row.force) else { return Ok(None) };
    if found.iter().any(|one| one.row.force != *first) {
        return Ok(None);
    }
    let items = found.iter().map(|one| one.row.reference.to_string()).collect();
    Ok(Some(read_other_items(first.to_string(), items).await?))
}

fn above() -> AnyView {
    let items = vec![Link::new("Overview", "/"), Link::new("Worklist", PATH)];
    view! { <Breadcrumbs items current="Selected items"/> }.into_any()
}

/// Nothing was selected, or no step chosen: said on the worklist, where the person can put it right.
fn unselected(offer: Option<Offer>, given: &[Wanted]) -> Unselected {
    let group = if offer == Some(Offer::Decide) { Group::Proposed } else { Group::Submitted };
    let words = if given.is_empty() {
        "Select at least one item on your worklist".to_owned()
    } else if given.len() > MOST_SELECTED {
        format!("Select {MOST_SELECTED} items at most")
    } else {
        "Choose what to do with the selected items".to_owned()
    };
    Unselected { group, words }
}

fn form(
    account: &Account,
    offer: Offer,
    found: Vec<Selected>,
    others: Option<&[Other]>,
    answers: &Answers,
    today: NaiveDate,
) -> AnyView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let count = counted(u64::try_from(found.len()).unwrap_or(0));
    let is_several = found.len() > 1;
    let hidden = found
        .iter()
        .map(|one| {
            let value = format!("{}@{}", one.row.reference, one.version);
            view! { <input type="hidden" name="item" value=value/> }
        })
        .collect_view();
    let token = Uuid::from_bytes(clock::random_bytes()).to_string();
    let own =
        found.iter().filter(|one| one.row.work.proposal.is_some_and(|proposal| proposal.by == account.id)).count();
    let own = (offer == Offer::Decide && own > 0).then(|| {
        view! { <p class="govuk-body">"You proposed some of these, so someone else must decide on them. Remove them from your selection."</p> }
    });
    let meanwhile = found.iter().filter_map(|one| meanwhile(one, account.id)).collect_view();
    let delicate = personal_data_warning(offer.fields(), answers);
    let kinds = Kinds::of(&found);
    let (items, fields) = if offer == Offer::Decide {
        let fields = view! { {delicate} {endings::decision(kinds, answers)} };
        (endings::lists(&found, account.id, today), fields.into_any())
    } else {
        let items = found.iter().map(|one| item(one, None, today)).collect_view();
        let items = view! { <h2 class="govuk-heading-m">"The selected items"</h2> {items} };
        let fields = view! {
            {review_fields(About::Several(others), offer, answers)}
            {delicate}
            <button type="submit" class="govuk-button">{format!("{}: {count}", offer.label())}</button>
        };
        (items.into_any(), fields.into_any())
    };
    let warning = FormView::new(offer.fields(), answers).warning();
    let several = is_several.then(|| {
        view! { <p class="govuk-body">"This applies to all of these items. If one of them cannot be changed, none will be."</p> }
    });
    view! {
        {errors}
        <PageHeading title=offer.label() caption=count.clone()/>
        {meanwhile}
        {several}
        <div class="app-dense" id="items">{items}</div>
        {own}
        {warning}
        <form method="post" action=SELECTED_PATH novalidate>
            {hidden}
            <input type="hidden" name="do" value=offer.slug()/>
            <input type="hidden" name="token" value=token/>
            {fields}
            <p class="govuk-body"><a class="govuk-link" href=PATH>"Cancel"</a></p>
        </form>
    }
    .into_any()
}

/// Who changed an item while it was looked at.
#[must_use]
pub fn changed(since: &[EventLine], reader: PersonId, reference: &Reference) -> String {
    match overtaken::by(since, reader) {
        Overtaken::ByThemself => format!("You changed {reference} after you opened this page"),
        Overtaken::ByOthers => format!("Someone else changed {reference} while you were looking"),
    }
}

/// What was recorded of an item while it was looked at, and how it stands now.
fn meanwhile(one: &Selected, reader: PersonId) -> Option<AnyView> {
    if one.since.is_empty() {
        return None;
    }
    let events = overtaken::list(&one.since, reader);
    let row = &one.row;
    let stands = format!("It is now: {}. {}.", row.status.label().to_lowercase(), inspectorate(row));
    let recorded = match overtaken::by(&one.since, reader) {
        Overtaken::ByThemself => {
            format!("You changed {} after you opened this page:", row.reference)
        }
        Overtaken::ByOthers => format!("Someone else changed {} while you were looking:", row.reference),
    };
    Some(
        view! {
            <InsetText>
                <p class="govuk-body">{recorded}</p>
                {events}
                <p class="govuk-body">{stands}</p>
            </InsetText>
        }
        .into_any(),
    )
}

fn inspectorate(row: &RegisterRow) -> String {
    format!("Inspectorate: {}", row.inspectorate_status.label().to_lowercase())
}

/// How an item stands: its tag, what the inspectorate holds, and how fresh that is.
fn standing(row: &RegisterRow, today: NaiveDate) -> AnyView {
    let (status, source, inspectorate) = (row.status, row.source_status.clone(), inspectorate(row));
    let (updated_on, verified_on) = (row.work.updated_on, row.work.verified_on);
    view! {
        <ItemStatus status source/>
        <br/>
        <span class="app-secondary">{inspectorate}</span>
        <br/>
        <Freshness updated_on verified_on today/>
    }
    .into_any()
}

/// One of the items: what it asks, how it stands, how it would end where that is decided on, and what its force says, folded away.
pub(super) fn item(one: &Selected, ending: Option<AnyView>, today: NaiveDate) -> AnyView {
    let row = &one.row;
    let reference = row.reference.to_string();
    view! {
        <section class="app-judged" aria-labelledby=reference.clone()>
            <h3 class="govuk-heading-s" id=reference.clone()>
                <a class="govuk-link" href=format!("/recommendations/{reference}")>{reference.clone()}</a>", "{row.force_name.clone()}
            </h3>
            <p class="govuk-body app-wording">{row.wording.clone().unwrap_or_else(|| ERASED.to_owned())}</p>
            <p class="govuk-body">{standing(row, today)}</p>
            <p class="govuk-body">"Deadline: "{row.deadline.state_in_words.clone()}</p>
            {ending}
            {folded(row, &one.told)}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_selected_twice_is_done_once_and_what_is_no_reference_is_left_out() {
        let read = items(["KENT-2019-02@7", "KENT-2019-01", "KENT-2019-02@7", "a/b", "KENT-2019-03@x"].into_iter());
        let read: Vec<_> = read.iter().map(|item| (item.reference.as_str(), item.shown)).collect();
        assert_eq!(read, [("KENT-2019-01", None), ("KENT-2019-02", Some(7))]);
    }
}
