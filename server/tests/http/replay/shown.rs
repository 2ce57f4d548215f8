//! What a paper shows: its words and figures, without the marks that say of which day it is.

use crate::{real_data::without_tags, support::Answer};

/// The columns of a file that say when it was read.
const WHEN: [&str; 3] = ["as_at", "known_at", "read_on"];

/// The lines of a paper that must be the same for ever.
pub fn shown(answer: &Answer) -> Vec<String> {
    if answer.status == 404 {
        return vec!["Not there".to_owned()];
    }
    if answer.header("content-type").starts_with("text/csv") {
        return rows(&answer.body);
    }
    words(&answer.text())
}

fn rows(file: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let kept: Vec<usize> = (0..rows[0].len()).filter(|place| !WHEN.contains(&&rows[0][*place])).collect();
    rows.iter().map(|row| kept.iter().map(|place| &row[*place]).collect::<Vec<_>>().join("|")).collect()
}

fn words(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    // Each element on a line of its own, so that a difference is found where it is.
    let text = without_tags(&main.replace("</", "\n</").replace("<text", "\n<text"));
    let lines = text.split_once('>').map_or("", |(_, text)| text).lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !is_mark(line)).map(as_in_any_view).collect()
}

/// A line without the words that only a view of the past has: where there is nothing, it says that it speaks of then.
fn as_in_any_view(line: &str) -> String {
    if line.starts_with("Our sources name no round") || line.starts_with("We know of none.") {
        return "Nothing, and that this does not mean that there was nothing".to_owned();
    }
    // A briefing says in one line what it is of and by which knowledge; what it is of must be the same.
    let mark = [", by what is known today.", ", as our records stood on "];
    let of = mark.iter().find_map(|mark| line.split_once(mark)).filter(|_| line.starts_with("Changes after "));
    of.map_or(line, |(of, _)| of).replace(" by then", "").replace(" in this view", "")
}

/// What says of which day the figures are: different by design.
fn is_mark(line: &str) -> bool {
    ["How things stand on", "As our records stood on", "Source: "].iter().any(|begins| line.starts_with(begins))
}
