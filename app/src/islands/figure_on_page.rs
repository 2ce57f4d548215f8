//! The figure that the server put on the page: found once, then shown as at another month, all of its parts together.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::moving_chart::{MovingChart, View};
use crate::charts;

/// The kinds of files a figure names, in its order.
const FILES: [&str; 5] = ["svg", "png", "csv", "xlsx", "ods"];

/// The parts of a figure that go by the month.
pub struct FigureOnPage {
    /// Where its drawings are.
    pub drawing: HtmlElement,
    figure: Element,
    rows: Vec<Element>,
    /// The addresses of its files as the server wrote them, each with its link.
    files: Vec<(Element, String)>,
    /// The page's title, and the headline that stands in it.
    title: String,
    headline: String,
}

impl FigureOnPage {
    /// The figure of that id; `None` where the page has none of the shape it is sent in.
    pub fn find(id: &str, headline: &str) -> Option<Self> {
        let figure = document().get_element_by_id(id)?;
        let drawing = figure.query_selector(".app-chart__drawing").ok()??.dyn_into().ok()?;
        let rows = all(&figure, ".app-chart__table tbody tr");
        let links = all(&figure, ".app-chart__downloads a");
        let files = links.into_iter().map(|link| (link.clone(), link.get_attribute("href").unwrap_or_default()));
        let files = files.collect();
        Some(Self { drawing, figure, rows, files, title: document().title(), headline: headline.to_owned() })
    }

    /// Shows a month: drawings, words, table, source and files.
    pub fn show(&self, moving: &MovingChart, view: &View) {
        let View { text, svgs, figure, day, .. } = view;
        self.drawing.set_inner_html(svgs);
        let caption = charts::table_caption(&text.headline);
        let months = figure.days().len();
        self.say(".app-chart__headline", &text.headline);
        self.say(".app-chart__subtitle", &text.subtitle);
        self.say(".app-chart__source", &charts::source_line(text.source, &text.as_at));
        self.say(".app-chart__table caption", &caption);
        self.say(".app-chart__table .govuk-details__summary-text", &charts::table_summary(months));
        if let Some(pane) = self.part(".app-chart__table [role=region]") {
            set(&pane, "aria-label", &caption);
        }
        // The months of a series tell the same whenever it ends: its table is the beginning of the whole one.
        for (place, row) in self.rows.iter().enumerate() {
            if place < months {
                let _ = row.remove_attribute("hidden");
            } else {
                set(row, "hidden", "");
            }
        }
        for ((link, own), kind) in self.files.iter().zip(FILES) {
            let href = day.map_or_else(|| own.clone(), |day| moving.file_as_at(kind, day));
            set(link, "href", &href);
            if let Ok(Some(of)) = link.query_selector(".govuk-visually-hidden") {
                of.set_text_content(Some(&charts::of_download(&text.headline)));
            }
        }
        document().set_title(&self.title.replacen(&self.headline, &text.headline, 1));
    }

    fn part(&self, selector: &str) -> Option<Element> {
        self.figure.query_selector(selector).ok().flatten()
    }

    fn say(&self, selector: &str, words: &str) {
        if let Some(part) = self.part(selector) {
            part.set_text_content(Some(words));
        }
    }
}

/// Fails for no name of an attribute that is one of ours.
pub fn set(element: &Element, attribute: &str, value: &str) {
    let _ = element.set_attribute(attribute, value);
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}
