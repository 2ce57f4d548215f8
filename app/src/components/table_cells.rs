//! The rows and cells of a data table, with the roles that survive when rows stack into cards on a phone.

use leptos::prelude::*;

/// One row.
#[component]
pub fn TableRow(
    /// Its cells.
    children: Children,
) -> impl IntoView {
    view! { <tr class="govuk-table__row" role="row">{children()}</tr> }
}

/// The cell that names its row.
#[component]
pub fn RowHeader(
    /// What to call the row in short, where what names it is long.
    #[prop(optional, into)]
    short: Option<String>,
    /// What names the row.
    children: Children,
) -> impl IntoView {
    view! { <th class="govuk-table__header" scope="row" role="rowheader" abbr=short>{children()}</th> }
}

/// One cell. In a stacked table `label` repeats the column's header beside it on a phone.
#[component]
pub fn TableCell(
    /// The column's header, in a stacked table.
    #[prop(optional, into)]
    label: Option<String>,
    /// Whether it holds a number: numbers align on the right.
    #[prop(optional)]
    numeric: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let class = if numeric { "govuk-table__cell govuk-table__cell--numeric" } else { "govuk-table__cell" };
    view! { <td class=class role="cell" data-label=label>{children()}</td> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_row_keeps_its_meaning_when_it_is_shown_as_a_card() {
        let html = rendered(|| {
            view! {
                <TableRow>
                    <RowHeader>"KENT-2019-01"</RowHeader>
                    <TableCell label="Topic">"Custody"</TableCell>
                    <TableCell numeric=true>"3"</TableCell>
                </TableRow>
            }
        });

        assert!(html.contains(r#"<tr role="row""#) && html.contains(r#"scope="row" role="rowheader""#), "{html}");
        assert!(html.contains(r#"data-label="Topic""#) && html.contains("govuk-table__cell--numeric"), "{html}");
    }
}
