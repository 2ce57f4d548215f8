//! A chart that moves: all that the browser is sent of it, and what it shows in each month.

use chrono::NaiveDate;
use followup::{partial_date::in_words, progress::month::Month};
use serde::{Deserialize, Serialize};

use crate::charts::{self, ChartError, ChartText, Monthly, Reading};

/// A series and where on the page it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovingChart {
    /// The id of its figure.
    pub id: String,
    /// What the page calls it: `the chart`, `the second chart`.
    pub name: String,
    /// The series as the page shows it.
    pub figure: Monthly,
    /// What it was read from and when.
    pub reading: Reading,
    /// The address of the page as at a day, which is to follow.
    pub page: String,
    /// The parameters of its files but for the day.
    pub files: String,
}

/// A chart in one month: everything on the page that goes by the month is made from this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The figure.
    pub figure: Monthly,
    /// What it was read from and when.
    pub reading: Reading,
    /// Its words.
    pub text: ChartText,
    /// Its drawings, wide and narrow.
    pub svgs: String,
    /// The day of a dated view; `None` of the page's own.
    pub day: Option<NaiveDate>,
}

impl MovingChart {
    /// The places from which the months can be chosen, the first and the last; `None` where there is but one. The last is
    /// the chart as the page shows it, each other the end of a month.
    #[must_use]
    pub fn places(&self) -> Option<(usize, usize)> {
        let first = self.figure.first_place()?;
        let last = self.figure.days().len().checked_sub(1)?;
        (first < last).then_some((first, last))
    }

    /// The chart at a place.
    ///
    /// # Errors
    /// The drawing cannot be made, which no figures can cause.
    pub fn view(&self, place: usize) -> Result<View, ChartError> {
        let days = self.figure.days();
        let dated = days.get(place).filter(|_| place + 1 < days.len());
        let cut = dated.and_then(|day| Some((*day, self.figure.until(Month::of(*day))?)));
        let (day, figure, reading) = match cut {
            Some((day, figure)) => (Some(day), figure, self.reading.on(day)),
            None => (None, self.figure.clone(), self.reading),
        };
        let text = charts::text(figure.charted(), reading);
        let svgs = charts::page_svgs(figure.charted(), reading, &self.id)?;
        Ok(View { figure, reading, text, svgs, day })
    }

    /// Where the page can be read as at a day.
    #[must_use]
    pub fn page_as_at(&self, day: NaiveDate) -> String {
        format!("{}{day}", self.page)
    }

    /// Where the chart is to be had as a file, as at a day.
    #[must_use]
    pub fn file_as_at(&self, kind: &str, day: NaiveDate) -> String {
        let and = if self.files.is_empty() { "" } else { "&" };
        charts::file_href(self.figure.charted().measure().slug(), kind, &format!("{}{and}as_at={day}", self.files))
    }
}

/// A place of the slider in words: `end of March 2022`, or a day within a month.
#[must_use]
pub fn place_in_words(day: NaiveDate) -> String {
    let month = Month::of(day);
    if day == month.last() { format!("end of {}", month.in_words()) } else { in_words(day) }
}

#[cfg(test)]
mod tests {
    use followup::{
        as_at::AsAt,
        progress::{
            findings_across_rounds::Coverage,
            month::Period,
            selection::Selection,
            status_over_time::{Begins, StatusOverTime, Stock, Undated},
        },
    };

    use super::*;
    use crate::charts::Origin;

    fn moving() -> MovingChart {
        let period = Period::new("2022-01".parse().unwrap(), "2022-05".parse().unwrap()).unwrap();
        let today: NaiveDate = "2022-05-17".parse().unwrap();
        let stocks = period.days(today).into_iter().zip(0..);
        let figure = StatusOverTime {
            scope: "England and Wales".to_owned(),
            selection: Selection::default(),
            coverage: Some(Coverage { with_data: 4, forces: 43 }),
            period,
            begins: Begins::AsAsked,
            stocks: stocks
                .map(|(day, open)| Stock { day, counts: [open, 0, 0, 0], not_recorded: 0, by_source: 0 })
                .collect(),
            told_of: vec![0, 1, 2, 3, 4],
            undated: Some(Undated { items: 2, in_another_status: 0 }),
        };
        let asked = AsAt::default();
        MovingChart {
            id: "status-over-time".to_owned(),
            name: "the chart".to_owned(),
            figure: Monthly::Status(figure),
            reading: Reading {
                asked,
                read_at: "2026-11-23T12:00:00Z".parse().unwrap(),
                today,
                origin: Origin::Published,
            },
            page: "/progress?measure=status-over-time&as_at=".to_owned(),
            files: "from=2022-01".to_owned(),
        }
    }

    #[test]
    fn every_word_of_an_earlier_month_is_of_that_month() {
        let moving = moving();
        assert_eq!(moving.places(), Some((1, 4)));
        let march = moving.view(2).unwrap();
        assert_eq!(march.day.map(|day| day.to_string()).as_deref(), Some("2022-03-31"));
        assert_eq!(march.text.as_at, "How things stood on 31 March 2022, by what is known today (17 May 2022)");
        assert!(march.text.headline.contains("0 of 2 recommendations"), "{}", march.text.headline);
        assert!(march.text.subtitle.contains("January 2022 to March 2022"), "{}", march.text.subtitle);
        assert!(march.text.subtitle.contains("of 43 forces, 2 have data"), "{}", march.text.subtitle);
        // What has no date is of the present view alone.
        assert!(!march.text.description.contains("left out") && moving.view(4).unwrap().svgs.contains("left out"));
        assert_eq!(moving.page_as_at(march.day.unwrap()), "/progress?measure=status-over-time&as_at=2022-03-31");
        assert_eq!(
            moving.file_as_at("csv", march.day.unwrap()),
            "/charts/status-over-time.csv?from=2022-01&as_at=2022-03-31"
        );
    }

    #[test]
    fn the_last_place_is_the_chart_as_the_page_shows_it() {
        let moving = moving();
        let own = moving.view(4).unwrap();
        assert_eq!((own.day, &own.figure, own.reading), (None, &moving.figure, moving.reading));
        assert_eq!(own.svgs, charts::page_svgs(moving.figure.charted(), moving.reading, "status-over-time").unwrap());
    }

    #[test]
    fn what_the_browser_is_sent_is_compact() {
        let moving = moving();
        let sent = serde_json::to_string(&moving).unwrap();
        assert_eq!(serde_json::from_str::<MovingChart>(&sent).unwrap(), moving);
        assert!(sent.contains(r#"["2022-03-31",[2,0,0,0],0,0]"#), "{sent}");
    }

    #[test]
    fn a_place_is_named_by_the_end_of_its_month_or_by_its_day() {
        let words = |day: &str| place_in_words(day.parse().unwrap());
        assert_eq!((words("2022-03-31").as_str(), words("2022-05-17").as_str()), ("end of March 2022", "17 May 2022"));
    }
}
