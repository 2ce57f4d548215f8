//! What comes back: topics by the share of forces where they were still of concern on return.

use followup::{
    counting::topics::{LEAST_FORCES, TopicCount},
    crosswalk,
    finding::KnownFrom,
    force::ForceSlug,
    progress::measure::Measure,
    view::forces_filter::With,
};
use leptos::prelude::*;

use crate::{
    charts::{comes_back::topic_in_words, listed},
    components::{CaptionSize, Column, DataTable, FoundMarks, MOST_MARKS, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// How many topics the heading names.
const NAMED: usize = 3;

/// The section; nothing where no topic is known in enough forces.
pub(super) fn section(topics: &[TopicCount], at: AskedPoint) -> Option<AnyView> {
    let (ranked, others): (Vec<_>, Vec<_>) = topics.iter().partition(|count| count.is_ranked());
    if ranked.is_empty() {
        return None;
    }
    let names: Vec<_> = ranked.iter().take(NAMED).map(|count| count.topic.label().to_lowercase()).collect();
    let heading = format!("{}: most often still of concern on return", capitalised(&listed(&names)));
    let bars = ranked.iter().any(|count| count.items() > MOST_MARKS);
    let rows = ranked.iter().map(|count| row(count, bars, at)).collect_view();
    let others: Vec<_> = others.into_iter().filter(|count| !count.looked_at.is_empty()).collect();
    let few = (!others.is_empty()).then(|| {
        let names: Vec<_> = others
            .iter()
            .map(|count| {
                let (part, whole) = (count.of_concern.len(), count.looked_at.len());
                format!("{} ({part} of {whole})", count.topic.label().to_lowercase())
            })
            .collect();
        format!("Looked at again in fewer than {LEAST_FORCES} forces: {}. ", listed(&names))
    });
    let all = at.href_with("/progress", &[("measure", Measure::ComesBack.slug())]);
    let head = vec![
        Column::new("Topic"),
        Column::new("Items by latest finding"),
        Column::numeric("Forces still of concern"),
        Column::numeric("Forces where raised anew"),
    ];
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="comes-back">
                <h2 class="govuk-heading-m" id="comes-back">{heading}</h2>
                <p class="govuk-body-s">
                    "Of the forces where inspectors looked at the topic again. Without items that are known only because inspectors named \
                     them on return. Raised anew counts both topic schemes, joined by "
                    {crosswalk::name()}
                    "."
                </p>
                <div class="app-dense">
                    <DataTable caption="Topics still of concern on return" caption_size=CaptionSize::Hidden head>
                        {rows}
                    </DataTable>
                </div>
                <p class="govuk-body-s">{few}<a class="govuk-link" href=all>"Topics as a chart, with table and files"</a></p>
            </section>
        }
        .into_any(),
    )
}

fn row(count: &TopicCount, bars: bool, at: AskedPoint) -> impl IntoView + use<> {
    let topic = count.topic.slug();
    let forces = |forces: &[ForceSlug], with: With| {
        let number = forces.len() as u64;
        if number == 0 {
            return "0".into_any();
        }
        let href = at.href_with("/forces", &[("with", with.slug()), ("topic", topic)]);
        view! { <a class="govuk-link" href=href>{grouped(number)}</a> }.into_any()
    };
    let (concern, looked_at) =
        (forces(&count.of_concern, With::StillOfConcern), forces(&count.looked_at, With::LookedAt));
    let anew = forces(&count.raised_anew, With::RaisedAnew);
    let all_href = at.href_with("/recommendations", &[("topic", topic), ("known_from", KnownFrom::Raised.slug())]);
    let (label, found, not_looked_at) = (topic_in_words(count.topic), count.found, count.not_looked_at);
    view! {
        <TableRow>
            <RowHeader>{label}</RowHeader>
            <TableCell><FoundMarks found not_looked_at bars all_href/></TableCell>
            <TableCell numeric=true><span class="app-nowrap">{concern}" of "{looked_at}</span></TableCell>
            <TableCell numeric=true>{anew}</TableCell>
        </TableRow>
    }
    .into_any()
}

/// With its first letter capital, as a sentence begins.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
