//! The cover: what a workbook is, at which point of the record, of what sources, and whom to ask.

use super::{Workbook, sheet::Line};
use crate::{SERVICE_NAME, charts::Reading, moment::known_or_read_at};

/// Where the licence stands.
const LICENCE: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// Its lines; the first is the title.
pub(super) fn lines(workbook: &Workbook, sheets: usize) -> Vec<Line> {
    let imprint = &workbook.imprint;
    let base = &imprint.base;
    let mut lines = vec![Line::plain(&workbook.title)];
    lines.extend(imprint.marked().map(Line::plain));
    lines.extend(workbook.about.iter().map(Line::plain));
    lines.push(Line::plain(format!("{}.", imprint.point)));
    if imprint.limited {
        lines.push(Line::plain(
            "It was made for an account that is limited to some forces, and leaves every other force out.",
        ));
    }
    lines.push(Line::plain(format!(
        "This workbook has {sheets} sheets. They are listed on the sheet called Contents; what words, signs and dates in it mean is on the sheet called Notes."
    )));
    lines.push(Line::plain(format!("Source: {}.", imprint.reading.source())));
    lines.push(Line::plain(format!(
        "Made on {} by {SERVICE_NAME}, which is no service of HMICFRS or of any police force.",
        imprint.now.format("%-d %B %Y at %H:%M UTC")
    )));
    if !imprint.is_synthetic() {
        lines.push(Line::link(
            "It contains public sector information licensed under the Open Government Licence v3.0.",
            LICENCE,
        ));
    }
    // Sentences that lead somewhere and no bare addresses: whoever hears a link hears where it goes.
    lines.push(Line::link(
        "The same on the web, where each figure leads to its rows.",
        format!("{base}{}", lasting(&imprint.page, imprint.reading)),
    ));
    lines.push(Line::link("About the data, with all sources.", format!("{base}/about-the-data")));
    lines.push(Line::link(
        "Contact: tell whoever runs this service for you of any problem. What is known of its accessibility.",
        format!("{base}/accessibility"),
    ));
    lines
}

/// The address of a page under which it says tomorrow what the workbook says today.
fn lasting(page: &str, reading: Reading) -> String {
    if reading.asked.known_at.is_some() {
        return page.to_owned();
    }
    let known_at = known_or_read_at(reading.asked, reading.read_at);
    let known_at = form_urlencoded::Serializer::new(String::new()).append_pair("known_at", &known_at).finish();
    format!("{page}{}{known_at}", if page.contains('?') { '&' } else { '?' })
}
