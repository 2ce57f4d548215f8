//! What the round found of what earlier rounds asked: every such item, and the form for one of them.

use chrono::NaiveDate;
use followup::{
    clock::london_day,
    finding::RecordType,
    reference::Reference,
    round_draft::{Part, RoundDraft},
    view::round_draft::Earlier,
};
use leptos::prelude::*;

use super::{Opened, finding, framed, href, saved, title, unknown};
use crate::{
    api::round_drafts::read_earlier_items,
    components::{
        CaptionSize, Column, DataTable, Freshness, InsetText, ItemStatus, PageHeading, RowHeader, TableCell, TableRow,
        grouped,
    },
    error::PageError,
    form::Answers,
    pages::{follow_up::marked, recommendations::ERASED},
    request,
};

/// Which of the items are listed, by the word in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    /// Those without a finding in the draft.
    Without,
    /// Those of them that have not ended: what the worklist counts.
    ToRecord,
}

impl Shown {
    fn of(word: Option<&str>) -> Option<Self> {
        match word {
            None | Some("") => Some(Self::All),
            Some("without") => Some(Self::Without),
            Some("to-record") => Some(Self::ToRecord),
            Some(_) => None,
        }
    }

    fn holds(self, item: &Earlier) -> bool {
        match self {
            Self::All => true,
            Self::Without => !item.recorded,
            Self::ToRecord => !item.recorded && !item.ended,
        }
    }
}

/// The address of the items of a draft on which a finding is still to be recorded.
pub(in crate::pages) fn to_record_href(draft: &str) -> String {
    format!("{draft}/{}?show=to-record", Part::Findings.slug())
}

/// The address of all items on which nothing is found yet, ended ones too.
pub(super) fn without_href(draft: &str) -> String {
    format!("{draft}/{}?show=without", Part::Findings.slug())
}

/// `3 of 8 recorded`, and how many are left.
pub(super) fn progress(earlier: &[Earlier]) -> (String, u64) {
    let count = |of: Shown| u64::try_from(earlier.iter().filter(|item| of.holds(item)).count()).unwrap_or(u64::MAX);
    let (all, left) = (count(Shown::All), count(Shown::Without));
    (format!("{} of {} added", grouped(all - left), grouped(all)), left)
}

/// The earlier items of a draft, as whoever reads may see them.
pub(super) async fn earlier(draft: &RoundDraft) -> Result<Vec<Earlier>, PageError> {
    Ok(read_earlier_items(draft.id.to_string()).await?)
}

/// Which item the address or the form names.
pub(super) fn wanted(answers: &Answers) -> Option<Reference> {
    request::query().get("item").map_or_else(|| answers.value("item"), str::to_owned).parse().ok()
}

pub(super) async fn page(opened: &Opened, answers: &Answers) -> Result<AnyView, PageError> {
    let slug = opened.force.slug.as_str();
    if !opened.draft.details.kind.comes_after_another() {
        let text =
            "An inspection has no earlier findings to check. If this is not an inspection, change the details first.";
        let body = view! { <InsetText>{text}</InsetText> };
        return Ok(framed(opened, Part::Findings.label().to_owned(), answers, body.into_any()));
    }
    let earlier = earlier(&opened.draft).await?;
    let named = request::query().get("item").is_some() || !answers.value("item").is_empty();
    if named {
        let reference = wanted(answers).ok_or_else(|| unknown(slug))?;
        let item = earlier.iter().find(|item| item.reference.key() == reference.key()).ok_or_else(|| unknown(slug))?;
        return Ok(finding::page(opened, item, answers));
    }
    let shown = Shown::of(request::query().get("show")).ok_or_else(|| unknown(slug))?;
    Ok(list(opened, &earlier, shown, london_day(request::now()?)))
}

fn list(opened: &Opened, earlier: &[Earlier], shown: Shown, today: NaiveDate) -> AnyView {
    let draft = &opened.draft;
    let back = href(&draft.force, draft.id);
    let rows: Vec<_> = earlier.iter().filter(|item| shown.holds(item)).collect();
    let content = if rows.is_empty() {
        let words = match shown {
            Shown::All => "We know of no items from earlier rounds of this force.",
            Shown::Without => "Every item has a finding in this draft.",
            Shown::ToRecord => "Every open item has a finding in this draft.",
        };
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        let by_type = RecordType::ALL.iter().map(|of| {
            let rows: Vec<_> = rows.iter().copied().filter(|item| item.record_type == *of).collect();
            (!rows.is_empty()).then(|| of_type(opened, *of, &rows, today))
        });
        by_type.collect_view().into_any()
    };
    view! {
        {saved(draft)}
        <PageHeading title=Part::Findings.label() caption=format!("{}, {}", title(draft), opened.force.name)/>
        <p class="govuk-body">
            "Add what this round found about earlier items. Leave out items that the report does not mention."
        </p>
        {choice(&back, earlier, shown)}
        {content}
        <p class="govuk-body"><a class="govuk-link" href=back>"Back to the draft"</a></p>
    }
    .into_any()
}

/// Which items can be listed, each with how many there are.
fn choice(draft: &str, earlier: &[Earlier], shown: Shown) -> AnyView {
    let all = format!("{draft}/{}", Part::Findings.slug());
    let links = [
        (Shown::All, "All items of earlier rounds", all),
        (Shown::Without, "Without a finding", without_href(draft)),
        (Shown::ToRecord, "Open, without a finding", to_record_href(draft)),
    ];
    let links = links.map(|(of, words, href)| {
        let count = earlier.iter().filter(|item| of.holds(item)).count();
        let words = format!("{words} ({count})");
        let current = (of == shown).then_some("true");
        view! { <li><a class="govuk-link" href=href aria-current=current>{words}</a></li> }
    });
    view! { <ul class="govuk-list app-no-print">{links.collect_view()}</ul> }.into_any()
}

fn of_type(opened: &Opened, of: RecordType, items: &[&Earlier], today: NaiveDate) -> AnyView {
    let draft = &opened.draft;
    let here = format!("{}/{}", href(&draft.force, draft.id), Part::Findings.slug());
    let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
    let heading = format!("{} {}", grouped(count), of.counted(count));
    let head = ["Earlier item", "Status", "Finding", "Action"].map(Column::new).into();
    let rows = items.iter().map(|item| row(draft, item, &here, today)).collect_view();
    view! {
        <h2 class="govuk-heading-m">{heading}</h2>
        <DataTable caption=of.plural() caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
    }
    .into_any()
}

fn row(draft: &RoundDraft, item: &Earlier, here: &str, today: NaiveDate) -> AnyView {
    let reference = item.reference.to_string();
    let form = format!("{here}?item={reference}");
    let page = format!("/recommendations/{reference}");
    let action = if item.recorded { "Change" } else { "Add" };
    let of_reference = format!(" the finding on {reference}");
    let topic = item.topic.label();
    let wording = item.wording.words().unwrap_or(ERASED).to_owned();
    let Earlier { status, updated_on, verified_on, .. } = *item;
    let (raised_in, source) = (item.raised_in.clone(), item.source_status.clone());
    let found = found(draft, item);
    view! {
        <TableRow>
            <RowHeader>
                <span class="govuk-!-font-weight-regular">{wording}</span>
                <br/>
                <span class="app-secondary govuk-!-font-weight-regular">
                    {topic}" · "<a class="govuk-link" href=page>{reference}</a>" · "{raised_in}
                </span>
            </RowHeader>
            <TableCell label="Status">
                <ItemStatus status source/>
                <br/>
                <Freshness updated_on verified_on today/>
            </TableCell>
            <TableCell label="Finding">{found}</TableCell>
            <TableCell label="Action">
                <a class="govuk-link" href=form>{action}<span class="govuk-visually-hidden">{of_reference}</span></a>
            </TableCell>
        </TableRow>
    }
    .into_any()
}

/// What the draft says of an item.
fn found(draft: &RoundDraft, item: &Earlier) -> AnyView {
    let Some(found) = draft.findings.get(&item.reference) else {
        return view! { <span class="app-secondary">"None"</span> }.into_any();
    };
    let label = found.finding.label();
    let summary = (!found.summary.is_empty()).then(|| marked(&found.summary));
    view! { {label}{summary.map(|summary| view! { <br/> {summary} })} }.into_any()
}

/// All that a draft found, as it would be published.
pub(super) fn whole(draft: &RoundDraft, earlier: &[Earlier]) -> AnyView {
    if !draft.details.kind.comes_after_another() {
        return view! { <p class="govuk-body">"None. An inspection has no earlier findings to check."</p> }.into_any();
    }
    let (words, _) = progress(earlier);
    let head = ["Reference", "Kind", "Finding"].map(Column::new).into();
    let recorded: Vec<_> = earlier.iter().filter(|item| item.recorded).collect();
    let table = (!recorded.is_empty()).then(|| {
        let rows = recorded.iter().map(|item| {
            let (reference, kind) = (item.reference.to_string(), item.record_type.label());
            let found = found(draft, item);
            view! {
                <TableRow>
                    <RowHeader>{reference}</RowHeader>
                    <TableCell label="Kind">{kind}</TableCell>
                    <TableCell label="Finding">{found}</TableCell>
                </TableRow>
            }
        });
        let rows = rows.collect_view();
        view! {
            <DataTable caption="Findings in this draft" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        }
    });
    view! {
        <p class="govuk-body">{words}". Items you leave out get no finding."</p>
        {table}
    }
    .into_any()
}
