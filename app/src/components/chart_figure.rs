//! Chart figure: a drawing with what it shows in words, its figures as a table beside it, its source and downloads.

use leptos::prelude::*;

use crate::charts;

/// Which heading the headline is, so that a page's outline stays whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HeadingLevel {
    /// A part of the page.
    #[default]
    H2,
    /// A part of a part.
    H3,
}

/// Where the chart is to be had as a file, with the page's own filters and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downloads {
    /// The drawing.
    pub svg: String,
    /// The drawing as a picture.
    pub png: String,
    /// The figures.
    pub csv: String,
    /// The figures as an Excel workbook.
    pub xlsx: String,
    /// The figures as an OpenDocument workbook.
    pub ods: String,
}

/// Makes sense when cut out of the page: headline, measure, source and date are all inside.
#[component]
pub fn ChartFigure(
    /// An id for links to it and for its caption.
    #[prop(into)]
    id: String,
    /// What the figures show, in about ten words.
    #[prop(into)]
    headline: String,
    /// Which heading the headline is.
    #[prop(optional)]
    level: HeadingLevel,
    /// Measure, area and period.
    #[prop(into)]
    subtitle: String,
    /// The drawing, made by `charts`: markup of ours, never of a reader's.
    svg: String,
    /// Where the figures are from.
    #[prop(into)]
    source: String,
    /// The date they stand at, as printed: `As at 1 May 2022`.
    #[prop(into)]
    as_at: String,
    /// The files.
    downloads: Downloads,
    /// The same figures as a table.
    children: Children,
) -> impl IntoView {
    let heading = match level {
        HeadingLevel::H2 => {
            view! { <h2 class="govuk-heading-m app-chart__headline">{headline.clone()}</h2> }.into_any()
        }
        HeadingLevel::H3 => {
            view! { <h3 class="govuk-heading-s app-chart__headline">{headline.clone()}</h3> }.into_any()
        }
    };
    let caption_id = format!("{id}-caption");
    let labelled_by = caption_id.clone();
    view! {
        <figure class="app-chart" id=id aria-labelledby=labelled_by>
            <figcaption id=caption_id>
                {heading}
                <p class="govuk-body app-chart__subtitle">{subtitle}</p>
            </figcaption>
            <div class="app-chart__pair">
                <div class="app-chart__drawing" inner_html=svg></div>
                <div class="app-chart__table">{children()}</div>
            </div>
            <p class="app-chart__source">{charts::source_line(&source, &as_at)}</p>
            <DownloadLinks downloads headline/>
        </figure>
    }
}

/// The files, each named with its chart for those who hear links in a list.
#[component]
fn DownloadLinks(downloads: Downloads, headline: String) -> impl IntoView {
    let link = |kind: &'static str, href: String| {
        view! {
            <li>
                <a class="govuk-link" href=href>
                    {kind}
                    <span class="govuk-visually-hidden">{charts::of_download(&headline)}</span>
                </a>
            </li>
        }
    };
    view! {
        <ul class="app-chart__links app-chart__downloads">
            {link("Drawing (SVG)", downloads.svg)}
            {link("Picture (PNG)", downloads.png)}
            {link("Figures (CSV)", downloads.csv)}
            {link("Excel workbook", downloads.xlsx)}
            {link("OpenDocument workbook", downloads.ods)}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn chart() -> String {
        rendered(|| {
            let downloads = Downloads {
                svg: "/charts/findings.svg?as_at=2022-05-01".into(),
                png: "/charts/findings.png?as_at=2022-05-01".into(),
                csv: "/charts/findings.csv?as_at=2022-05-01".into(),
                xlsx: "/charts/findings.xlsx?as_at=2022-05-01".into(),
                ods: "/charts/findings.ods?as_at=2022-05-01".into(),
            };
            view! {
                <ChartFigure
                    id="findings"
                    headline="Six of nine areas improved & three have no finding"
                    subtitle="Findings by round, Kent, 2019 to 2021"
                    svg=r#"<svg viewBox="0 0 1 1" role="img"></svg>"#.to_owned()
                    source="HMICFRS publications"
                    as_at="As at 1 May 2022"
                    downloads
                >
                    <table></table>
                </ChartFigure>
            }
        })
    }

    #[test]
    fn the_drawing_goes_in_as_markup_and_the_words_as_words() {
        let html = chart();

        assert!(html.contains(r#"<svg viewBox="0 0 1 1" role="img"></svg>"#), "{html}");
        assert!(html.contains("improved &amp; three"), "{html}");
        assert!(html.contains(r#"aria-labelledby="findings-caption""#), "{html}");
    }

    #[test]
    fn source_date_and_every_file_are_inside_the_figure() {
        let html = chart();

        assert!(html.contains("Source: HMICFRS publications. As at 1 May 2022."), "{html}");
        for file in ["svg", "png", "csv", "xlsx", "ods"] {
            assert!(html.contains(&format!(r#"href="/charts/findings.{file}?as_at=2022-05-01""#)), "{html}");
        }
    }
}
