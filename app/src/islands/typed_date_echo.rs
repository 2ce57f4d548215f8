//! Says in words what date was typed into the field it stands after, or why it is none.

use std::time::Duration;

use followup::{
    partial_date::PartialDate,
    typed_date::{parse_typed_date, parse_typed_day},
};
use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::HtmlInputElement;

/// The field is left by pressing a button too: what is said must not move the button while it is pressed.
const AFTER_PRESS: Duration = Duration::from_millis(300);

/// Stands after a date field. Without script the check page says the same.
#[island]
pub fn TypedDateEcho(
    /// The id of the field.
    field: String,
    /// Whether the field asks for a day.
    day: bool,
) -> impl IntoView {
    let place = NodeRef::<html::P>::new();
    let said = RwSignal::new(String::new());
    Effect::new(move |_| {
        if place.get().is_none() {
            return;
        }
        let input = document().get_element_by_id(&field).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let typed = input.clone();
        // Typed before this woke.
        if input.value() != input.default_value() {
            said.set(echo(&input.value(), day));
        }
        // For as long as the page, which has no others of its kind.
        let say = move || {
            let words = echo(&typed.value(), day);
            set_timeout(move || said.set(words), AFTER_PRESS);
        };
        let listen = Closure::<dyn Fn()>::new(say).into_js_value();
        let _ = input.add_event_listener_with_callback("change", listen.unchecked_ref());
    });
    view! { <p class="govuk-hint app-date-echo" role="status" node_ref=place>{move || said.get()}</p> }
}

/// Nothing for an empty field; else the date in words, or what is wrong.
fn echo(typed: &str, day: bool) -> String {
    if typed.trim().is_empty() {
        return String::new();
    }
    let read = if day { parse_typed_day(typed).map(PartialDate::day) } else { parse_typed_date(typed) };
    read.map_or_else(|error| error.to_string(), |date| format!("This is {date}."))
}

#[cfg(test)]
mod tests {
    use super::echo;

    #[test]
    fn a_typed_date_is_said_in_words_or_refused() {
        assert_eq!(echo("5/3/26", true), "This is 5 March 2026.");
        assert_eq!(echo("q1 2026", false), "This is January to March 2026.");
        assert_eq!(echo("30/2/2026", true), "February 2026 has 28 days");
        assert_eq!(echo("2026", true), "Enter a day, month and year, like 5 March 2026");
        assert_eq!(echo(" ", true), "");
    }
}
