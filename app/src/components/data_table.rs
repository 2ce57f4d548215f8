//! Data table: caption, headers that sort by link, and rows in a pane that scrolls when they do not fit.

use leptos::prelude::*;

/// How large the caption is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaptionSize {
    /// Read out only: the heading above already says it.
    Hidden,
    /// As small as the text.
    Small,
    /// Like a heading of a section.
    #[default]
    Medium,
    /// Like a heading of a page.
    Large,
}

impl CaptionSize {
    fn class(self) -> &'static str {
        match self {
            Self::Hidden => "govuk-table__caption govuk-visually-hidden",
            Self::Small => "govuk-table__caption govuk-table__caption--s",
            Self::Medium => "govuk-table__caption govuk-table__caption--m",
            Self::Large => "govuk-table__caption govuk-table__caption--l",
        }
    }
}

/// How a column is sorted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortDirection {
    /// By another column.
    Unsorted,
    /// Smallest or earliest first.
    Ascending,
    /// Largest or latest first.
    Descending,
}

impl SortDirection {
    /// The value of `aria-sort`, and the words read out after the column's name.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unsorted => ("none", ", sort by this"),
            Self::Ascending => ("ascending", ", sorted ascending"),
            Self::Descending => ("descending", ", sorted descending"),
        }
    }
}

/// A link to the same rows in another order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortLink {
    /// The order that following the link gives.
    pub href: String,
    /// The order now.
    pub direction: SortDirection,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    text: String,
    numeric: bool,
    sort: Option<SortLink>,
    width: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), numeric: false, sort: None, width: None }
    }

    /// A column of numbers, aligned on the right.
    pub fn numeric(text: impl Into<String>) -> Self {
        Self { numeric: true, ..Self::new(text) }
    }

    /// The same column with a link that sorts by it.
    #[must_use]
    pub fn sorted_by(self, href: impl Into<String>, direction: SortDirection) -> Self {
        Self { sort: Some(SortLink { href: href.into(), direction }), ..self }
    }

    /// The same column, as wide as a class of its `col` says. Where one column has such a class, all of a table should.
    #[must_use]
    pub fn sized(self, class: &'static str) -> Self {
        Self { width: Some(class), ..self }
    }
}

/// A table. Its rows are made of `TableRow`, `RowHeader` and `TableCell`.
#[component]
pub fn DataTable(
    /// What the rows are.
    #[prop(into)]
    caption: String,
    /// How large the caption is.
    #[prop(optional)]
    caption_size: CaptionSize,
    /// The columns.
    head: Vec<Column>,
    /// Whether rows become cards on a phone: for rows full of words. Rows of figures scroll instead.
    #[prop(optional)]
    stacked: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let class = if stacked { "govuk-table app-table app-table--stacked" } else { "govuk-table app-table" };
    let label = caption.clone();
    let columns = head.iter().any(|column| column.width.is_some()).then(|| {
        let columns = head.iter().map(|column| view! { <col class=column.width/> }).collect_view();
        view! { <colgroup>{columns}</colgroup> }
    });
    view! {
        <div class="app-scroll-pane" role="region" aria-label=label tabindex="0">
            <table class=class role="table">
                <caption class=caption_size.class()>{caption}</caption>
                {columns}
                <thead class="govuk-table__head" role="rowgroup">
                    <tr class="govuk-table__row" role="row">{head.into_iter().map(header).collect_view()}</tr>
                </thead>
                <tbody class="govuk-table__body" role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
}

fn header(column: Column) -> impl IntoView {
    let class = if column.numeric { "govuk-table__header govuk-table__header--numeric" } else { "govuk-table__header" };
    let sorted = column.sort.as_ref().map(|sort| sort.direction.words().0);
    let content = match column.sort {
        Some(sort) => sort_link(column.text, sort).into_any(),
        None => column.text.into_any(),
    };
    view! { <th class=class scope="col" role="columnheader" aria-sort=sorted>{content}</th> }
}

fn sort_link(text: String, SortLink { href, direction }: SortLink) -> impl IntoView {
    let faint = |off: bool| {
        if off { "app-table__arrow-off" } else { "app-table__arrow-on" }
    };
    view! {
        <a class="app-table__sort" href=href>
            {text}
            <span class="govuk-visually-hidden">{direction.words().1}</span>
            // Keeps the arrow on the line of the last word.
            <span class="app-table__glue">"\u{a0}"</span>
            <svg class="app-table__arrow" viewBox="0 0 10 16" aria-hidden="true" focusable="false">
                <path class=faint(direction != SortDirection::Ascending) d="M5 0l4.5 6.5h-9z"></path>
                <path class=faint(direction != SortDirection::Descending) d="M5 16L.5 9.5h9z"></path>
            </svg>
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn forces() -> String {
        rendered(|| {
            let head = vec![
                Column::new("Force").sorted_by("/forces?sort=force", SortDirection::Unsorted),
                Column::numeric("Late").sorted_by("/forces?sort=late", SortDirection::Descending),
                Column::new("Latest finding"),
            ];
            view! { <DataTable caption="The 43 forces" head>"rows"</DataTable> }
        })
    }

    #[test]
    fn the_order_is_told_to_those_who_cannot_see_the_arrow() {
        let html = forces();

        assert!(html.contains(r#"aria-sort="descending""#) && html.contains(r#"aria-sort="none""#), "{html}");
        assert_eq!(html.matches("aria-sort").count(), 2, "{html}");
        assert!(html.contains(r#"Late<span class="govuk-visually-hidden">, sorted descending</span>"#), "{html}");
    }

    #[test]
    fn columns_with_a_width_say_so_before_any_row() {
        let html = rendered(|| {
            let head = vec![Column::new("Asked").sized("wide"), Column::new("Force").sized("narrow")];
            view! { <DataTable caption="Register" head>"rows"</DataTable> }
        });

        assert!(html.contains(r#"<colgroup><col class="wide"><col class="narrow">"#), "{html}");
        assert!(!forces().contains("colgroup"));
    }

    #[test]
    fn a_table_that_scrolls_can_be_reached_by_keyboard_and_has_a_name() {
        let html = forces();

        assert!(html.contains(r#"role="region" aria-label="The 43 forces" tabindex="0""#), "{html}");
        assert!(
            html.contains(r#"<caption class="govuk-table__caption govuk-table__caption--m">The 43 forces"#),
            "{html}"
        );
        assert_eq!(html.matches(r#"scope="col""#).count(), 3, "{html}");
    }
}
