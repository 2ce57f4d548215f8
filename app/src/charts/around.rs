//! What stands around a drawing on a page, in words: the same whether the server wrote it or the browser.

/// Where the figures are from and as at when.
#[must_use]
pub fn source_line(source: &str, as_at: &str) -> String {
    format!("Source: {source}. {as_at}.")
}

/// The caption of the table beside a drawing.
#[must_use]
pub fn table_caption(headline: &str) -> String {
    format!("The figures of “{headline}”")
}

/// The words that open a table of many lines.
#[must_use]
pub fn table_summary(lines: usize) -> String {
    if lines == 1 {
        "One line of figures as a table".to_owned()
    } else {
        format!("All {lines} lines of figures as a table")
    }
}

/// What follows the name of a download, for those who hear links in a list.
#[must_use]
pub fn of_download(headline: &str) -> String {
    format!(" of “{headline}”")
}

/// The address of a chart as a file: `svg`, `png`, `csv`, `xlsx` or `ods`. `query` are its parameters as an address writes them.
#[must_use]
pub fn file_href(measure: &str, kind: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/charts/{measure}.{kind}{mark}{query}")
}
