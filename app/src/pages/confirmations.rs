//! What waits for a second person: a new authoriser, a change of role to it, a new link for one. For administrators and authorisers.

use followup::{
    account::Account,
    clock::london_time,
    confirmation::{ConfirmationAnswer, ConfirmationKind, may_answer},
    identity::Permission,
    view::{accounts::Confirmation, audit::NamedAccount},
};
use leptos::prelude::*;

use crate::{
    api::accounts::read_confirmations,
    components::{
        Alert, AlertKind, Breadcrumbs, CaptionSize, Column, DataTable, EmptyState, ErrorSummary, InsetText, Link,
        PageHeading, TableCell, TableRow, grouped,
    },
    error::PageError,
    form::Answers,
    page::{PageContent, page},
    request,
};

/// Its path.
pub const PATH: &str = "/admin/confirmations";

/// `/admin/confirmations`.
#[component]
pub fn ConfirmationsPage() -> impl IntoView {
    page(async {
        let account = request::signed_in()?;
        if !Permission::ConfirmAuthorisers.is_of(account.role) {
            return Err(PageError::forbidden("Only administrators and authorisers can confirm changes to authorisers"));
        }
        let all = read_confirmations().await?;
        let answers = Answers::of_request();
        let mut items = vec![Link::new("Overview", "/")];
        if Permission::ManageAccounts.is_of(account.role) {
            items.push(Link::new("Accounts", "/admin/users"));
        }
        let before = view! { <Breadcrumbs items current="Changes to authorisers"/> };
        let title = answers.title("Changes to authorisers");
        Ok(PageContent::new(title, content(&account, all, &answers)).before(before))
    })
}

fn content(account: &Account, all: Vec<Confirmation>, answers: &Answers) -> AnyView {
    let errors = (!answers.is_right()).then(|| view! { <ErrorSummary errors=answers.summary()/> });
    let done = request::query().get("done").and_then(|done| done.parse::<ConfirmationAnswer>().ok());
    let done = done.map(|done| view! { <Alert kind=AlertKind::Success text=format!("{done}.")/> });
    let (waiting, answered): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.answer.is_none());
    let waiting = if waiting.is_empty() {
        view! { <EmptyState heading="Nothing waits" body="No change to an authoriser’s account waits for a second person."/> }
            .into_any()
    } else {
        waiting.iter().map(|one| to_answer(account, one)).collect_view().into_any()
    };
    let answered = (!answered.is_empty()).then(|| answered_table(&answered));
    view! {
        {errors}
        {done}
        <PageHeading title="Changes to authorisers"/>
        <p class="govuk-body">
            "An authoriser can close recommendations that others proposed to close. So no one makes an authoriser, or a link for one, alone: another administrator or an authoriser must agree."
        </p>
        <div id="answer">{waiting}</div>
        {answered}
    }
    .into_any()
}

/// What is to be done, in words.
fn in_words(one: &Confirmation) -> String {
    let NamedAccount { name, email, .. } = &one.account;
    match one.kind {
        ConfirmationKind::NewAccount => format!("Add {name} ({email}) as an authoriser"),
        ConfirmationKind::Role => format!("Make {name} ({email}) an authoriser"),
        ConfirmationKind::Link => format!("Make a one-time link for the authoriser {name} ({email})"),
    }
}

fn named(account: Option<&NamedAccount>) -> String {
    account.map_or_else(|| "the command line".to_owned(), |account| account.name.clone())
}

/// Who asked for it, and when.
fn asked_by_whom(one: &Confirmation) -> String {
    format!("Asked for by {} on {}.", named(one.asked_by.as_ref()), london_time(one.asked_at))
}

fn to_answer(account: &Account, one: &Confirmation) -> AnyView {
    let person = account.person();
    let asked_by = one.asked_by.as_ref().map(|account| account.id);
    let may = |answer| may_answer(&person, answer, asked_by, one.account.id);
    let about = in_words(one);
    let button = |answer: ConfirmationAnswer, words: &'static str, class: &'static str| {
        let about = about.clone();
        may(answer).is_ok().then(|| {
            view! {
                <button type="submit" name="answer" value=answer.slug() class=class>
                    {words}<span class="govuk-visually-hidden">{format!(": {about}")}</span>
                </button>
            }
        })
    };
    let buttons = [
        button(ConfirmationAnswer::Confirmed, "Confirm", "govuk-button"),
        button(ConfirmationAnswer::Refused, "Refuse", "govuk-button govuk-button--secondary"),
        button(ConfirmationAnswer::Withdrawn, "Withdraw", "govuk-button govuk-button--secondary"),
    ];
    let why =
        may(ConfirmationAnswer::Confirmed).err().map(|why| view! { <p class="govuk-body">{why.to_string()}"."</p> });
    view! {
        <h2 class="govuk-heading-m">{about.clone()}</h2>
        <p class="govuk-body">{asked_by_whom(one)}</p>
        {why}
        <form method="post" action=PATH>
            <input type="hidden" name="confirmation" value=one.id.0.to_string()/>
            <div class="govuk-button-group">{buttons.into_iter().collect_view()}</div>
        </form>
    }
    .into_any()
}

fn answered_table(answered: &[Confirmation]) -> AnyView {
    let head = ["What", "Asked for", "Answer"].map(Column::new).into();
    let rows = answered.iter().map(|one| {
        let answer = one.answer.map(ConfirmationAnswer::label).unwrap_or_default();
        let when = one.answered_at.map(london_time).unwrap_or_default();
        let answer = format!("{answer} by {} on {when}", named(one.answered_by.as_ref()));
        let (what, asked) = (in_words(one), asked_by_whom(one));
        view! {
            <TableRow>
                <TableCell label="What">{what}</TableCell>
                <TableCell label="Asked for">{asked}</TableCell>
                <TableCell label="Answer">{answer}</TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h2 class="govuk-heading-m">"Answered"</h2>
        <DataTable caption="Changes to authorisers that were answered" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
    }
    .into_any()
}

/// What waits, for the page of all accounts, with the last refusals.
pub(super) fn short_list(all: Vec<Confirmation>) -> AnyView {
    let (waiting, answered): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.answer.is_none());
    let lines = waiting.iter().map(|one| view! { <li>{in_words(one)}". "{asked_by_whom(one)}</li> }).collect_view();
    let number = waiting.len() as u64;
    let waiting = (number > 0).then(|| {
        let verb = if number == 1 { "waits" } else { "wait" };
        view! {
            <InsetText>
                <p class="govuk-body">{format!("{} {verb} for another administrator or an authoriser:", grouped(number))}</p>
                <ul class="govuk-list govuk-list--bullet">{lines}</ul>
                <a class="govuk-link" href=PATH>"Confirm, refuse or withdraw"</a>
            </InsetText>
        }
    });
    let refused = answered.iter().find(|one| one.answer == Some(ConfirmationAnswer::Refused)).map(|one| {
        let when = one.answered_at.map(london_time).unwrap_or_default();
        view! {
            <p class="govuk-body">
                {format!("Last refused: {}, by {} on {when}. ", in_words(one), named(one.answered_by.as_ref()))}
                <a class="govuk-link" href=PATH>"All answers"</a>
            </p>
        }
    });
    view! { {waiting} {refused} }.into_any()
}

/// What waits for one account.
pub(super) fn of_account(waiting: &[Confirmation]) -> Option<AnyView> {
    let lines = waiting.iter().map(|one| {
        let words = match one.kind {
            ConfirmationKind::NewAccount | ConfirmationKind::Role => {
                "The role of authoriser waits for a second person."
            }
            ConfirmationKind::Link => "A one-time link waits for a second person.",
        };
        view! { <p class="govuk-body">{words}" "{asked_by_whom(one)}</p> }
    });
    let lines = lines.collect_view();
    (!waiting.is_empty()).then(|| {
        view! { <InsetText>{lines}<a class="govuk-link" href=PATH>"Confirm, refuse or withdraw"</a></InsetText> }
            .into_any()
    })
}
