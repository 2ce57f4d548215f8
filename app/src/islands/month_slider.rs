//! The slider of a chart in time: as it moves, the chart is drawn anew in the browser, as at the end of each month.

use std::{cell::RefCell, rc::Rc, time::Duration};

use chrono::NaiveDate;
use followup::{partial_date::in_words, progress::month::Month};
use leptos::{ev, html, logging, prelude::*};

use super::{
    explorer::Explorer,
    figure_on_page::FigureOnPage,
    fragment,
    moving_chart::{MovingChart, place_in_words},
};
use crate::charts;

/// How long the slider rests before what it shows is read out and the address names it.
const AT_REST: Duration = Duration::from_millis(600);

/// Stands before a chart's figure. Without script it is not there at all.
#[island]
pub fn MonthSlider(
    /// The chart.
    moving: MovingChart,
) -> impl IntoView {
    let days = moving.figure.days();
    let (first, last) = moving.places().unwrap_or((0, 0));
    let place = RwSignal::new(last);
    let ready = RwSignal::new(false);
    let has_points = RwSignal::new(moving.figure.has_lines());
    let said = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    let [slider, help] = ["month", "help"].map(|part| format!("{}-{part}", moving.id));
    let label = format!("Month shown in {}", moving.name);

    let day = {
        let days = days.clone();
        move |place: usize| days.get(place).copied().unwrap_or_default()
    };
    let own = day(last);
    let page = {
        let (moving, day) = (moving.clone(), day.clone());
        move || moving.page_as_at(day(place.get()))
    };
    let shown = {
        let day = day.clone();
        move || day(place.get())
    };
    let [to_words, mark_day, link_day] = [(); 3].map(|()| shown.clone());
    let valuetext = move || place_in_words(to_words());
    let mark = move || mark_in_words(mark_day(), place.get() == last);
    let link = move || format!("Open the page as at {}", in_words(link_day()));

    let live = Rc::new(Live { moving, place, said, has_points, parts: RefCell::default(), rest: RefCell::default() });
    Effect::new({
        let live = Rc::clone(&live);
        move |_| {
            let Some(start) = live.begin(&format!("{}-help", live.moving.id)) else { return };
            ready.set(true);
            if start != last {
                live.go(start);
            }
        }
    });
    let moved = {
        let live = Rc::clone(&live);
        move |event: ev::Event| {
            if let Ok(to) = event_target_value(&event).parse::<usize>() {
                live.go(to.clamp(first, last));
            }
        }
    };
    let back = move |_| {
        live.go(last);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let control = (first < last).then(|| {
        view! {
            <label class="govuk-label govuk-label--s" for=slider.clone()>{label}</label>
            <input
                class="app-slider__range"
                id=slider
                type="range"
                min=first
                max=last
                step="1"
                value=last
                autocomplete="off"
                aria-valuetext=valuetext
                disabled=move || !ready.get()
                prop:value=move || place.get().to_string()
                node_ref=input
                on:input=moved
            />
            <p class="govuk-body app-slider__mark">
                {mark}
                " "
                <span class="app-slider__ways" hidden=move || place.get() == last>
                    <a class="govuk-link" href=page>{link}</a>
                    " "
                    <button type="button" class="app-slider__back" on:click=back>
                        {format!("Back to {}", in_words(own))}
                    </button>
                </span>
            </p>
        }
    });
    view! {
        <div class="app-slider app-no-print" class:app-slider--ready=move || ready.get()>
            {control}
            <p class="govuk-hint app-slider__help" id=help hidden=move || !has_points.get()>
                "Point at the lines, or go to the drawing by Tab: left and right arrow keys go from month to month, up and down
                from line to line, Home and End to the first and last month; Escape takes the words away."
            </p>
            <p class="govuk-visually-hidden" role="status">{move || said.get()}</p>
        </div>
    }
}

/// Which day the chart shows.
fn mark_in_words(day: NaiveDate, own: bool) -> String {
    let day = in_words(day);
    if own {
        format!("The chart goes to {day}.")
    } else {
        format!("The chart shows how things stood on {day}; the rest of the page does not move.")
    }
}

/// What the slider moves, in the browser.
struct Live {
    moving: MovingChart,
    place: RwSignal<usize>,
    said: RwSignal<String>,
    has_points: RwSignal<bool>,
    parts: RefCell<Option<(FigureOnPage, Rc<Explorer>)>>,
    rest: RefCell<Option<TimeoutHandle>>,
}

impl Live {
    /// Finds the figure on the page, and where the address says the slider stands; `None` where there is no such figure.
    fn begin(&self, help: &str) -> Option<usize> {
        let charted = self.moving.figure.charted();
        let text = charts::text(charted, self.moving.reading);
        let figure = FigureOnPage::find(&self.moving.id, &text.headline)?;
        let said = self.said;
        let explorer =
            Explorer::new(figure.drawing.clone(), &self.moving.name, help.to_owned(), move |words| said.set(words));
        let last = self.moving.figure.days().len().saturating_sub(1);
        self.has_points.set(explorer.take_up(self.moving.view(last).ok()?));
        self.parts.replace(Some((figure, explorer)));
        Some(self.asked_for().unwrap_or(last))
    }

    /// The place that the fragment of the address names.
    fn asked_for(&self) -> Option<usize> {
        let fragment = window().location().hash().ok()?;
        let month: Month = fragment::value(&fragment, &self.moving.id)?.parse().ok()?;
        let (first, last) = self.moving.places()?;
        let place = self.moving.figure.days().iter().position(|day| *day == month.last())?;
        (first..=last).contains(&place).then_some(place)
    }

    /// Shows the chart at a place.
    fn go(self: &Rc<Self>, place: usize) {
        let view = match self.moving.view(place) {
            Ok(view) => view,
            Err(error) => {
                logging::error!("{error}");
                return;
            }
        };
        let (headline, day) = (view.text.headline.clone(), view.day);
        if let Some((figure, explorer)) = self.parts.borrow().as_ref() {
            figure.show(&self.moving, &view);
            self.has_points.set(explorer.take_up(view));
        }
        self.place.set(place);
        let live = Rc::clone(self);
        let at_rest = move || live.settle(day, &headline, place);
        let rest = set_timeout_with_handle(at_rest, AT_REST).ok();
        if let Some(before) = self.rest.replace(rest) {
            before.clear();
        }
    }

    /// Reads out what is shown, and has the address name it.
    fn settle(&self, day: Option<NaiveDate>, headline: &str, place: usize) {
        let at = self.moving.figure.days().get(place).copied().unwrap_or_default();
        self.said.set(format!("{}. {headline}.", in_words(at)));
        let location = window().location();
        let (Ok(path), Ok(query), Ok(fragment)) = (location.pathname(), location.search(), location.hash()) else {
            return;
        };
        let month = day.map(|day| Month::of(day).to_string());
        let fragment = fragment::with(&fragment, &self.moving.id, month.as_deref());
        if let Ok(history) = window().history() {
            let state = history.state().unwrap_or_default();
            let _ = history.replace_state_with_url(&state, "", Some(&format!("{path}{query}{fragment}")));
        }
    }
}
