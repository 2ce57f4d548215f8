//! What was last said of each force, in a sentence.

use followup::counting::bands::{BandedForce, lately};
use leptos::prelude::*;

use crate::{components::grouped, point::AskedPoint};

pub(super) fn section(forces: &[BandedForce], at: AskedPoint) -> impl IntoView + use<> {
    let lately = lately(forces);
    let heading = format!(
        "In {} of the {} forces reported on in the last 5 years, something was inadequate or still of concern",
        grouped(lately.of_concern),
        grouped(lately.reported)
    );
    let _ = at;
    view! {
        <section aria-labelledby="map">
            <h2 class="govuk-heading-m" id="map">{heading}</h2>
        </section>
    }
}
