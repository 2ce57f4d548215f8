//! Where to look first: ten forces by what was last said of them, with one mark for each item, and when inspectors came.

use followup::{
    counting::bands::{Band, BandedForce},
    finding::{FindingGroup, RecordType},
};
use leptos::prelude::*;

use crate::{
    components::{
        CaptionSize, Column, DataTable, FoundMarks, FoundMarksKey, MOST_MARKS, RowHeader, TableCell, TableRow,
        VisitStrip, Years, grouped,
    },
    pages::force::{listed, month},
    point::AskedPoint,
};

/// How many forces are shown.
const SHOWN: usize = 10;

/// The section; nothing where no visit is known.
pub(super) fn section(forces: &[BandedForce], at: AskedPoint) -> Option<AnyView> {
    let shown: Vec<_> = forces.iter().filter(|force| force.band < Band::ResultNotKnown).take(SHOWN).collect();
    let first = shown.first()?;
    let years = Years::new(forces.iter().flat_map(|force| force.rounds.iter()), at.point().today);
    let names: Vec<_> = shown.iter().take(3).map(|force| force.short_name().to_owned()).collect();
    let heading = match first.band {
        Band::Inadequate | Band::OfConcern => format!("Look first at {}", listed(&names)),
        _ => "Where to look first".to_owned(),
    };
    let bars = shown.iter().any(|force| items(force) > MOST_MARKS);
    let rows = shown.iter().map(|force| row(force, years, bars, at)).collect_view();
    let head = vec![
        Column::new("Force"),
        Column::new("Each item by its latest finding"),
        Column::new("In words"),
        Column::new("Said in"),
        Column::new(years.heading()),
    ];
    let all = at.href("/forces");
    let by_name = at.href_with("/forces", &[("sort", "force")]);
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="first">
                <h2 class="govuk-heading-m" id="first">{heading}</h2>
                <p class="govuk-body-s">
                    "Graded inadequate first, then something of concern in the last 5 years. Within each the larger number, then the \
                     newer report. "
                    <a class="govuk-link" href=all>{format!("All {} forces", grouped(forces.len() as u64))}</a>
                    ", "
                    <a class="govuk-link" href=by_name>"by name"</a>
                    "."
                </p>
                <FoundMarksKey both_kinds=shown.iter().any(|force| has(force, RecordType::Recommendation))/>
                <div class="app-dense app-first-look">
                    <DataTable caption="Where to look first" caption_size=CaptionSize::Hidden head stacked=true>
                        {rows}
                    </DataTable>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn has(force: &BandedForce, of: RecordType) -> bool {
    force.found[of as usize].all() + force.not_looked_at[of as usize] > 0
}

fn items(force: &BandedForce) -> u64 {
    force.found.iter().map(|of| of.all()).chain(force.not_looked_at).sum()
}

fn row(force: &BandedForce, years: Years, bars: bool, at: AskedPoint) -> impl IntoView + use<> {
    let slug = force.force.slug.as_str();
    let href = at.href(&format!("/forces/{slug}"));
    let said = match force.said {
        Some(said) => month(said),
        None => "date not known".to_owned(),
    };
    let name = force.short_name().to_owned();
    let (found, not_looked_at, rounds) = (force.found, force.not_looked_at, force.rounds.clone());
    let words = words(force, at);
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{name}</a></RowHeader>
            <TableCell label="Each item by its latest finding"><FoundMarks found not_looked_at bars/></TableCell>
            <TableCell label="In words">{words}</TableCell>
            <TableCell label="Said in">{said}</TableCell>
            <TableCell label="Visits"><VisitStrip rounds years/></TableCell>
        </TableRow>
    }
    .into_any()
}

/// What puts the force where it is, each number a link to its rows.
pub(super) fn words(force: &BandedForce, at: AskedPoint) -> AnyView {
    let slug = force.force.slug.as_str();
    let of_round = |round: &str| at.href(&format!("/forces/{slug}/rounds/{round}"));
    let (number, of) = (grouped(force.number), grouped(force.of));
    let round = force.round.as_ref().map(|round| round.slug.clone()).unwrap_or_default();
    match force.band {
        Band::Inadequate | Band::RequiresImprovement => {
            let (class, word) = if force.band == Band::Inadequate {
                ("app-grade-word app-grade-word--inadequate", "Inadequate")
            } else {
                ("app-grade-word", "Requires improvement")
            };
            let href = of_round(&round) + "#grades";
            let words = format!("{word} in {number} of {of} topics");
            view! { <a class="govuk-link" href=href><span class=class>{words}</span></a> }.into_any()
        }
        Band::OfConcern | Band::OfConcernBefore => {
            let concern =
                [FindingGroup::StillOfConcern, FindingGroup::NoProgress].map(|group| ("finding_group", group.slug()));
            let filter: Vec<_> = [("force", slug), ("found_in", round.as_str())].into_iter().chain(concern).collect();
            let href = at.href_with("/recommendations", &filter);
            let words = format!("{number} of {of} {} still of concern", noun(force));
            // The marks count each item's latest finding, the words one visit.
            let latest: u64 = force.found.iter().map(|of| of.of_concern).sum();
            let earlier = (latest > force.number)
                .then(|| format!(", and {} that an earlier visit spoke of", grouped(latest - force.number)));
            view! { <a class="govuk-link" href=href>{words}</a>{earlier} }.into_any()
        }
        Band::NewlyRaised => {
            let filter = [("force", slug), ("raised_in", round.as_str())];
            let words =
                format!("{number} new {}, not looked at again yet", if force.number == 1 { "item" } else { "items" });
            view! { <a class="govuk-link" href=at.href_with("/recommendations", &filter)>{words}</a> }.into_any()
        }
        Band::NothingOfConcern | Band::NothingOfConcernBefore => "Nothing of concern in what we could read".into_any(),
        Band::ResultNotKnown => "Visited; result not known to us".into_any(),
        Band::NoVisit => "No visit known to us".into_any(),
    }
}

/// What the items of the last visit with findings are: one kind by its name, both together as items.
fn noun(force: &BandedForce) -> &'static str {
    let with: Vec<_> = RecordType::ALL.iter().filter(|of| force.last_found[**of as usize].all() > 0).collect();
    match with.as_slice() {
        [RecordType::Recommendation] => "recommendations",
        [RecordType::AreaOfConcern] => "areas",
        _ => "items",
    }
}
