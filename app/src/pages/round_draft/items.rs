//! What the round asks: the list, and the form to add, change or remove one.

use followup::{
    overtaken::Overtaken,
    round_draft::{DraftItem, Part},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{Opened, changed_meanwhile, framed, href, item, saved, title, unknown};
use crate::{
    components::{CaptionSize, Column, DataTable, PageHeading, RowHeader, TableCell, TableRow},
    error::PageError,
    form::Answers,
    pages::follow_up::hidden,
    request,
};

/// Which item a form is about.
pub(super) enum Wanted {
    /// None: the list.
    List,
    /// One that is not there yet.
    New,
    /// One that is.
    Change(Uuid, DraftItem),
    /// One that is to go.
    Remove(Uuid, DraftItem),
}

/// Which one the address or the form names. An item that somebody removed is a new one for whoever still writes on it.
pub(super) fn wanted(opened: &Opened, answers: &Answers) -> Option<Wanted> {
    let query = request::query();
    let named = |name: &str| query.get(name).map_or_else(|| answers.value(name), str::to_owned);
    let find = |id: &str| {
        let id: Uuid = id.parse().ok()?;
        opened.draft.items.iter().find(|(known, _)| *known == id).cloned()
    };
    match (named("remove").as_str(), named("item").as_str()) {
        ("", "") => Some(Wanted::List),
        ("", "new") => Some(Wanted::New),
        ("", id) if answers.is_empty() => find(id).map(|(id, item)| Wanted::Change(id, item)),
        ("", id) => Some(find(id).map_or(Wanted::New, |(id, item)| Wanted::Change(id, item))),
        (id, _) => Some(find(id).map_or(Wanted::List, |(id, item)| Wanted::Remove(id, item))),
    }
}

/// `overtaken` is told where the draft was changed before an item was removed.
pub(super) fn page(opened: &Opened, answers: &Answers, overtaken: Option<Overtaken>) -> Result<AnyView, PageError> {
    let wanted = wanted(opened, answers).ok_or_else(|| unknown(opened.force.slug.as_str()))?;
    let page = match wanted {
        Wanted::List => list(opened),
        Wanted::New => item::page(opened, None, answers),
        Wanted::Change(id, item) => item::page(opened, Some((id, &item)), answers),
        Wanted::Remove(id, item) => remove(opened, id, &item, answers),
    };
    let changed = overtaken.map(|by| changed_meanwhile(opened, by));
    Ok(view! { {changed} {page} }.into_any())
}

fn list(opened: &Opened) -> AnyView {
    let draft = &opened.draft;
    let here = format!("{}/{}", href(&draft.force, draft.id), Part::Recommendations.slug());
    let add = format!("{here}?item=new");
    let back = href(&draft.force, draft.id);
    let content = if draft.items.is_empty() {
        view! { <p class="govuk-body">"None added yet."</p> }.into_any()
    } else {
        let rows = draft.items.iter().map(|(id, item)| {
            let (change, remove) = (format!("{here}?item={id}"), format!("{here}?remove={id}"));
            let actions = view! {
                <span>
                    <a class="govuk-link" href=change>"Change"<span class="govuk-visually-hidden">{format!(" {}", item.reference)}</span></a>
                    " "
                    <a class="govuk-link" href=remove>"Remove"<span class="govuk-visually-hidden">{format!(" {}", item.reference)}</span></a>
                </span>
            };
            item_row(item, Some(actions.into_any()))
        });
        table(rows.collect_view().into_any(), true)
    };
    view! {
        {saved(draft)}
        <PageHeading title=Part::Recommendations.label() caption=format!("{}, {}", title(draft), opened.force.name)/>
        {content}
        <a class="govuk-button" href=add role="button">"Add a recommendation or area of concern"</a>
        <p class="govuk-body"><a class="govuk-link" href=back>"Back to the draft"</a></p>
    }
    .into_any()
}

/// The table of a draft's items; `actions` where there is something to do to each.
pub(super) fn table(rows: AnyView, actions: bool) -> AnyView {
    let mut head: Vec<_> = ["Reference", "Kind", "Topic", "Deadline", "What it asks"].map(Column::new).into();
    if actions {
        head.push(Column::new("Actions"));
    }
    view! {
        <DataTable caption="Recommendations and areas of concern in this draft" caption_size=CaptionSize::Hidden head stacked=true>
            {rows}
        </DataTable>
    }
    .into_any()
}

/// One of its rows.
pub(super) fn item_row(item: &DraftItem, actions: Option<AnyView>) -> AnyView {
    let wording = crate::pages::follow_up::marked(&item.wording);
    let (reference, record_type) = (item.reference.to_string(), item.record_type.label());
    let (topic, deadline) = (item.topic.label(), item.deadline.in_words());
    let actions = actions.map(|actions| view! { <TableCell label="Actions">{actions}</TableCell> });
    view! {
        <TableRow>
            <RowHeader>{reference}</RowHeader>
            <TableCell label="Kind">{record_type}</TableCell>
            <TableCell label="Topic">{topic}</TableCell>
            <TableCell label="Deadline">{deadline}</TableCell>
            <TableCell label="What it asks">{wording}</TableCell>
            {actions}
        </TableRow>
    }
    .into_any()
}

fn remove(opened: &Opened, id: Uuid, item: &DraftItem, answers: &Answers) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/{}", href(&draft.force, draft.id), Part::Recommendations.slug());
    let form = view! {
        <p class="govuk-body app-wording">{item.wording.clone()}</p>
        <form method="post" action=action>
            {hidden(draft.version)}
            <input type="hidden" name="remove" value=id.to_string()/>
            <button type="submit" class="govuk-button govuk-button--warning">"Remove from the draft"</button>
        </form>
    };
    framed(opened, format!("Remove {}?", item.reference), answers, form.into_any())
}
