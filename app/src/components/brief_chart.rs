//! Brief chart: a measure among others: headline, picture, and one line of links to its figures and files.

use leptos::prelude::*;

use super::DrawnChart;
use crate::charts;

/// The headline leads to the page of the measure, which has the table.
#[component]
pub fn BriefChart(
    /// What is shown.
    drawn: DrawnChart,
    /// The measure, which names the links for those who hear them in a list.
    measure: &'static str,
    /// The page of the measure.
    page: String,
) -> impl IntoView {
    let DrawnChart { id, text, svg, downloads, .. } = drawn;
    let caption_id = format!("{id}-caption");
    let labelled_by = caption_id.clone();
    let of = || view! { <span class="govuk-visually-hidden">{charts::of_download(measure)}</span> };
    let files = [
        ("CSV", downloads.csv),
        ("Excel", downloads.xlsx),
        ("OpenDocument", downloads.ods),
        ("SVG", downloads.svg),
        ("PNG", downloads.png),
    ];
    let files = files.map(|(kind, href)| view! { <li><a class="govuk-link" href=href>{kind}{of()}</a></li> });
    view! {
        <figure class="app-chart app-chart--brief" id=id aria-labelledby=labelled_by>
            <figcaption id=caption_id>
                <h2 class="govuk-heading-m app-chart__headline">{text.headline}</h2>
                <p class="app-chart__subtitle">{text.subtitle}</p>
            </figcaption>
            <div class="app-chart__drawing" inner_html=svg></div>
            <ul class="app-chart__links">
                <li><a class="govuk-link" href=page>"Table and full view"{of()}</a></li>
                {files.into_iter().collect_view()}
            </ul>
        </figure>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        charts::{ChartText, Table},
        components::{Downloads, rendered},
    };

    #[test]
    fn one_line_leads_to_the_table_and_to_every_file() {
        let text = ChartText {
            headline: "Six <areas> improved".into(),
            subtitle: "Kent".into(),
            description: String::new(),
            source: "Published sources",
            as_at: "As at 1 May 2022".into(),
            marking: None,
        };
        let file = |kind: &str| format!("/charts/visits.{kind}");
        let downloads =
            Downloads { svg: file("svg"), png: file("png"), csv: file("csv"), xlsx: file("xlsx"), ods: file("ods") };
        let table = Table { header: Vec::new(), lines: Vec::new() };
        let drawn = DrawnChart { id: "visits".into(), text, svg: "<svg></svg>".into(), table, downloads };
        let html =
            rendered(|| view! { <BriefChart drawn measure="Visits" page="/progress?measure=visits".to_owned()/> });

        assert!(
            html.contains(r#"<a href="/progress?measure=visits" class="govuk-link">Table and full view"#),
            "{html}"
        );
        for kind in ["csv", "xlsx", "ods", "svg", "png"] {
            assert!(html.contains(&format!(r#"href="/charts/visits.{kind}""#)), "{html}");
        }
        assert!(html.contains("Six &lt;areas&gt; improved</h2>"), "{html}");
    }
}
