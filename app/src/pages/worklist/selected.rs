//! Several items at once: those selected on a worklist, one step for all of them, and a list to confirm.

use chrono::NaiveDate;
use followup::{
    account::Account,
    closure::PersonId,
    overtaken::Overtaken,
    reference::Reference,
    service::reading,
    store::{
        clock::{self, london_day},
        events::Since,
        register::RegisterRow,
        worklist::{Selected, Wanted},
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
    components::{
        Breadcrumbs, CaptionSize, Column, DataTable, ErrorSummary, FRESHNESS, Freshness, InsetText, Link, PageHeading,
        RowHeader, StatusTag, TableCell, TableRow, WarningText,
    },
    error::PageError,
    form::Answers,
    page::{PageContent, page},
    pages::{
        follow_up::{Offer, Stage, personal_data, review_fields},
        overtaken,
    },
    request,
};

/// Its path.
pub const SELECTED_PATH: &str = "/worklist/selected";

/// How many items one batch can hold: as many as a page of a worklist shows.
pub const MOST: usize = 50;

/// What can be done to several items at once.
pub const OFFERS: [Offer; 4] = [Offer::Return, Offer::SetStatus, Offer::Propose, Offer::Decide];

/// An item of a batch as its form carries it: `KENT-2019-01@5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub reference: Reference,
    /// The version it was shown at; `None` where it was only selected.
    pub version: Option<i32>,
}

/// Reads the items of a form, each once, in the order of their references; what cannot be read is left out.
#[must_use]
pub fn items<'a>(given: impl Iterator<Item = &'a str>) -> Vec<Item> {
    let read = |given: &str| {
        let (reference, version) = match given.split_once('@') {
            Some((reference, version)) => (reference, Some(version.parse().ok()?)),
            None => (given, None),
        };
        Some(Item { reference: reference.parse().ok()?, version })
    };
    let mut items: Vec<Item> = given.filter_map(read).collect();
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
    let (answers, stage) = (Answers::of_request(), use_context::<Stage>().unwrap_or_default());
    let query = request::query();
    let (word, given) = if answers.is_empty() {
        (query.get("do").unwrap_or_default().to_owned(), items(query.all("item")))
    } else {
        (answers.value("do"), items(answers.values("item")))
    };
    let offer = Offer::of(&word).filter(|offer| OFFERS.contains(offer));
    if let Some(offer) = offer.filter(|offer| !offer.action().is_of(account.role)) {
        let who = account.role.label().to_lowercase();
        let reason = format!("A person signed in as {who} cannot {}", offer.action().label());
        return Err(PageError::Forbidden { reason });
    }
    let (Some(offer), false, true) = (offer, given.is_empty(), given.len() <= MOST) else {
        return super::load(Some(unselected(offer, &given))).await;
    };
    let wanted: Vec<_> =
        given.into_iter().map(|Item { reference, version }| Wanted { reference, shown: version }).collect();
    let now = request::now()?;
    let decides = offer == Offer::Decide;
    let mut found = reading::selected(&request::database()?, &account.person(), &wanted, decides, now).await?;
    if found.len() < wanted.len() {
        let missing = wanted.iter().find(|wanted| found.iter().all(|one| one.row.reference != wanted.reference));
        let missing = missing.map(|wanted| wanted.reference.to_string()).unwrap_or_default();
        return Err(PageError::not_found(format!("A recommendation called ‘{missing}’"), PATH, "Your worklist"));
    }
    // After a conflict the person is shown what stands now, and confirms that; else the form stays what it was made from.
    let in_conflict = matches!(stage, Stage::Conflict(_));
    if !in_conflict {
        for one in &mut found {
            let shown = wanted.iter().find(|wanted| wanted.reference == one.row.reference);
            one.version = shown.and_then(|wanted| wanted.shown).unwrap_or(one.version);
            one.since.clear();
        }
    }
    let title = answers.title(&format!("{} – {}", offer.label(), counted(u64::try_from(found.len()).unwrap_or(0))));
    Ok(PageContent::new(title, form(&account, offer, found, &answers, london_day(now))).before(above()))
}

fn above() -> AnyView {
    let items = vec![Link::new("Overview", "/"), Link::new("Worklist", PATH)];
    view! { <Breadcrumbs items current="Selected items"/> }.into_any()
}

/// Nothing was selected, or no step chosen: said on the worklist, where the person can put it right.
fn unselected(offer: Option<Offer>, given: &[Item]) -> Unselected {
    let group = if offer == Some(Offer::Decide) { Group::Proposed } else { Group::Submitted };
    let words = if given.is_empty() {
        "Select at least one item on your worklist".to_owned()
    } else if given.len() > MOST {
        format!("Select {MOST} items at most")
    } else {
        "Choose what to do with the selected items".to_owned()
    };
    Unselected { group, words }
}

fn form(account: &Account, offer: Offer, found: Vec<Selected>, answers: &Answers, today: NaiveDate) -> AnyView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let count = counted(u64::try_from(found.len()).unwrap_or(0));
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
        view! { <p class="govuk-body">"Some of these were proposed by you, so somebody else must decide on them. Take them out of the selection."</p> }
    });
    let meanwhile = found.iter().filter_map(|one| meanwhile(one, account.id)).collect_view();
    let delicate = personal_data(answers);
    let kinds = Kinds::of(&found);
    let (tables, fields) = if offer == Offer::Decide {
        let fields = view! { {delicate} {endings::decision(kinds, answers)} };
        (endings::tables(&found, account.id, today), fields.into_any())
    } else {
        let head = ["Reference", "Force", "Wording", "Status", "Deadline"].map(Column::new).into();
        let rows = found.into_iter().map(|one| row(one.row, today)).collect_view();
        let table = view! {
            <DataTable caption="The selected items" caption_size=CaptionSize::Small head stacked=true>{rows}</DataTable>
        };
        let fields = view! {
            {review_fields(None, offer, answers)}
            {delicate}
            <button type="submit" class="govuk-button">{format!("{}: {count}", offer.label())}</button>
        };
        (table.into_any(), fields.into_any())
    };
    let warning = offer.takes_free_text().then(|| {
        view! { <WarningText text="Never write the name of a child, or anything that could identify one."/> }
    });
    view! {
        {errors}
        <PageHeading title=offer.label() caption=count.clone()/>
        {meanwhile}
        <p class="govuk-body">"This is done to all of these, or to none of them if it cannot be done to one."</p>
        <p class="govuk-body-s app-secondary">{FRESHNESS}</p>
        <div class="app-dense" id="items">{tables}</div>
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
pub fn changed(since: &[Since], reader: PersonId, reference: &Reference) -> String {
    match overtaken::by(since, reader) {
        Overtaken::ByThemself => format!("You changed {reference} yourself after you opened this page"),
        Overtaken::ByOthers => format!("Somebody else changed {reference} while you were looking"),
    }
}

/// What was recorded of an item while it was looked at, and how it stands now.
fn meanwhile(one: &Selected, reader: PersonId) -> Option<AnyView> {
    if one.since.is_empty() {
        return None;
    }
    let events = overtaken::list(&one.since, reader);
    let row = &one.row;
    let stands = format!("It stands now: {}. {}.", row.status.label().to_lowercase(), inspectorate(row));
    let recorded = match overtaken::by(&one.since, reader) {
        Overtaken::ByThemself => {
            format!("On {}, you recorded this yourself after you opened this page:", row.reference)
        }
        Overtaken::ByOthers => format!("On {}, while you were looking, this was recorded:", row.reference),
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

/// How an item stands, in a cell: its tag, what the inspectorate holds, and how fresh that is.
pub(super) fn standing(row: &RegisterRow, today: NaiveDate) -> AnyView {
    let (status, inspectorate) = (row.status, inspectorate(row));
    let (updated_on, verified_on) = (row.work.updated_on, row.work.verified_on);
    view! {
        <StatusTag status/>
        <br/>
        <span class="app-secondary">{inspectorate}</span>
        <br/>
        <Freshness updated_on verified_on today/>
    }
    .into_any()
}

fn row(row: RegisterRow, today: NaiveDate) -> impl IntoView {
    let status = standing(&row, today);
    let reference = row.reference.to_string();
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link app-nowrap" href=format!("/recommendations/{reference}")>{reference.clone()}</a></RowHeader>
            <TableCell label="Force">{row.force_name}</TableCell>
            <TableCell label="Wording">{row.wording.unwrap_or_else(|| crate::pages::recommendations::ERASED.to_owned())}</TableCell>
            <TableCell label="Status">{status}</TableCell>
            <TableCell label="Deadline">{row.deadline.state_in_words}</TableCell>
        </TableRow>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_selected_twice_is_done_once_and_what_is_no_reference_is_left_out() {
        let read = items(["KENT-2019-02@7", "KENT-2019-01", "KENT-2019-02@7", "a b", "KENT-2019-03@x"].into_iter());
        let read: Vec<_> = read.iter().map(|item| (item.reference.as_str(), item.version)).collect();
        assert_eq!(read, [("KENT-2019-01", None), ("KENT-2019-02", Some(7))]);
    }
}
