//! What stands in place of a page that cannot be shown: what is wrong, and the way on.

use followup::{
    typed_date::{TypedDateError, parse_typed_day},
    view::forces::ForceName,
};
use leptos::prelude::*;

use crate::{
    api::error::ApiError,
    components::{DateField, DatePrecision, ErrorSummary, KeptParameters, Link},
    error::PageError,
    request,
};

/// The title, and the heading, of the page that explains an error.
#[must_use]
pub fn title(error: &PageError) -> &'static str {
    match error.error {
        ApiError::NotFound { .. } | ApiError::NotAtThisPoint { .. } => "Page not found",
        ApiError::BadArgument { .. } => "There is a problem",
        ApiError::SignInFirst => "Sign in first",
        ApiError::Forbidden { .. } => "You cannot do this",
        ApiError::BeyondLimit { .. } => "Your account cannot see this",
        ApiError::LinkOver => "This link cannot be used",
        ApiError::ForeignForm => "This form was not accepted",
        ApiError::Unavailable => "Sorry, the service is unavailable",
        _ => "Sorry, there is a problem with the service",
    }
}

/// The explanation. GOV.UK's error pages apologise only where it is our fault.
#[component]
pub fn Problem(
    /// What stands in the way.
    error: PageError,
    /// Slug and name of the forces that the reader is limited to, if there is a limit.
    #[prop(optional)]
    own: Vec<ForceName>,
) -> impl IntoView {
    let title = title(&error);
    let contact = request::access().contact().to_owned();
    let heading = view! { <h1 class="govuk-heading-l">{title}</h1> };
    let (href, words) = error.way_on.unwrap_or_else(|| ("/".to_owned(), "Go to the overview".to_owned()));
    let explanation = match error.error {
        ApiError::NotFound { what, .. } | ApiError::NotAtThisPoint { what } => view! {
            {heading}
            <p class="govuk-body">{what}" was not found."</p>
            <p class="govuk-body">"If you typed the web address, check it is correct. If you pasted it, check you copied all of it."</p>
            <p class="govuk-body"><a class="govuk-link" href=href>{words}</a></p>
        }
        .into_any(),
        ApiError::BadArgument { name, value, allowed } if request::date_label(&name).is_some() => {
            bad_date(&name, value, &allowed)
        }
        ApiError::BadArgument { name, value, allowed } => {
            let without = request::query().without(&name).href(&request::path());
            view! {
                <div class="govuk-error-summary">
                    <div role="alert">
                        <h1 class="govuk-error-summary__title">{title}</h1>
                        <div class="govuk-error-summary__body">
                            <p>"The address says " <code>{name.clone()}"="{value}</code> ", but "<code>{name.clone()}</code>" must be "{allowed}"."</p>
                            <ul class="govuk-list govuk-error-summary__list">
                                <li><a href=without>"Show this page without "{name}</a></li>
                            </ul>
                        </div>
                    </div>
                </div>
            }
            .into_any()
        }
        ApiError::SignInFirst => view! {
            {heading}
            <p class="govuk-body"><a class="govuk-link" href=request::sign_in_href()>"Sign in"</a>" to see this page."</p>
        }
        .into_any(),
        ApiError::Forbidden { reason } => view! {
            {heading}
            <p class="govuk-body">{reason}"."</p>
            <p class="govuk-body">"Nothing was changed. If you think you should be able to do this, ask "{contact.clone()}"."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any(),
        ApiError::BeyondLimit { reason } => view! {
            {heading}
            <p class="govuk-body">{reason}"."</p>
            {own_instead(own)}
        }
        .into_any(),
        ApiError::LinkOver => view! {
            {heading}
            <p class="govuk-body">"It may have been used, replaced by a newer one, or not copied in full. Links work for 24 hours."</p>
            <p class="govuk-body">"If you have chosen a password, "<a class="govuk-link" href="/sign-in">"sign in with it"</a>". If not, ask "{contact}" for a new link."</p>
        }
        .into_any(),
        ApiError::ForeignForm => view! {
            {heading}
            <p class="govuk-body">"It did not come from a page of this service, so nothing was changed. Open the page here and send the form again."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any(),
        ApiError::Unavailable => view! {
            {heading}
            <p class="govuk-body">"Try again in a minute. Everything we told you was saved is safe."</p>
            <p class="govuk-body"><a class="govuk-link" href="">"Try this page again"</a></p>
        }
        .into_any(),
        _ => view! {
            {heading}
            <p class="govuk-body">"Try again later. We have a record of the problem."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any(),
    };
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">{explanation}</div>
        </div>
    }
}

/// The field of a date that cannot be used, with what was typed and what is wrong with it: everything else of the address is kept.
fn bad_date(name: &str, typed: String, allowed: &str) -> AnyView {
    let label = request::date_label(name).unwrap_or_default();
    let is_month = allowed.contains("month");
    let error = match parse_typed_day(&typed) {
        Err(TypedDateError::NotADay | TypedDateError::Form) if is_month => "Enter a month, like March 2026".to_owned(),
        Err(error) => error.to_string(),
        Ok(_) => format!("The date must be {allowed}"),
    };
    let kept = request::query().without(name);
    let keep = kept.iter().filter(|(_, value)| !value.is_empty());
    let keep = keep.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let link = Link::new(error.clone(), format!("#{name}"));
    let precision = if is_month { DatePrecision::Month } else { DatePrecision::Day };
    let (path, without) = (request::path(), kept.href(&request::path()));
    view! {
        <ErrorSummary errors=vec![link]/>
        <h1 class="govuk-heading-l">"Change the date"</h1>
        <form method="get" action=path>
            <KeptParameters parameters=keep/>
            <DateField name=name.to_owned() label value=typed nostrip:error=Some(error) precision/>
            <button type="submit" class="govuk-button">"Show"</button>
        </form>
        <p class="govuk-body"><a class="govuk-link" href=without>"Show this page without this date"</a></p>
    }
    .into_any()
}

/// The pages that can be asked for one force, and what they are then called.
const OF_ONE_FORCE: [(&str, &str); 5] = [
    ("/progress", "Progress"),
    ("/briefing", "Briefing"),
    ("/briefing/items", "The same list"),
    ("/recommendations", "Recommendations"),
    ("/good-practice", "Good practice"),
];

/// What somebody who is limited to forces can see in place of what they asked for: the same of each of their forces, where
/// there is such a thing, and the force's own page.
fn own_instead(own: Vec<ForceName>) -> AnyView {
    if own.is_empty() {
        return view! { <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p> }.into_any();
    }
    let path = request::path();
    let same = OF_ONE_FORCE.iter().find(|(page, _)| *page == path);
    let lines = own.into_iter().map(|ForceName { slug, name }| {
        let same = same.map(|(page, called)| {
            let (href, words) = (narrowed(slug.as_str()).href(page), format!("{called} of {name}"));
            view! { <a class="govuk-link" href=href>{words}</a> " or " }
        });
        let (href, words) = (format!("/forces/{slug}"), format!("all about {name}"));
        view! { <li>{same}<a class="govuk-link" href=href>{words}</a></li> }
    });
    let lines = lines.collect_view();
    view! {
        <p class="govuk-body">"You can see:"</p>
        <ul class="govuk-list govuk-list--bullet">{lines}</ul>
    }
    .into_any()
}

/// What was asked, of this force: whatever else it was of, or was compared with, is what they cannot see.
fn narrowed(slug: &str) -> request::QueryParams {
    let asked = request::query();
    let of_others = |name: &str| ["force", "region", "nation", "page"].contains(&name) || name.starts_with("with_");
    let kept = asked.iter().filter(|(name, _)| !of_others(name));
    let kept = kept.fold(request::QueryParams::default(), |query, (name, value)| query.and(name, value));
    kept.and("force", slug)
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn shown_at(address: &str, error: PageError) -> String {
        Owner::new().with(|| {
            provide_context(Request::get(address).body(()).unwrap().into_parts().0);
            view! { <Problem error/> }.to_html()
        })
    }

    #[test]
    fn a_bad_parameter_is_named_with_its_value_what_is_allowed_and_the_way_back() {
        let error = PageError::bad_parameter("topic", "<b>all</b>", "one of the topics");

        let html = shown_at("/forces?sort=open&topic=%3Cb%3Eall&region=wales", error);

        assert!(html.contains("topic") && html.contains("one of the topics"), "{html}");
        assert!(html.contains("&lt;b&gt;all&lt;/b&gt;") && !html.contains("<b>"), "{html}");
        assert!(html.contains(r#"href="/forces?sort=open&amp;region=wales""#), "{html}");
    }

    #[test]
    fn a_bad_date_is_shown_as_it_was_typed_with_what_is_wrong_beside_it() {
        for (typed, words) in [
            ("30 February 2026", "February 2026 has 28 days"),
            ("03/25/2026", "There is no month 25. Enter the day first, like 25 March 2026"),
            ("<b>soon</b>", "Enter a date, like 5 March 2026"),
            ("2999-01-01", "Enter a year from 1990 to 2099"),
            ("2098-01-01", "The date must be a date from 1 January 1990 to today"),
        ] {
            let error = PageError::bad_parameter("as_at", typed, "a date from 1 January 1990 to today");

            let html = shown_at("/forces?sort=open&as_at=x&region=wales", error);

            assert_eq!(html.matches(words).count(), 2, "{html}");
            assert!(html.contains(&format!("value=\"{}\"", typed.replace('<', "&lt;").replace('>', "&gt;"))), "{html}");
            assert!(html.contains(r#"<input type="hidden" name="region" value="wales">"#), "{html}");
        }
    }

    #[test]
    fn beyond_their_limit_a_person_is_led_to_the_same_of_their_forces() {
        let limited = |address: &str| {
            Owner::new().with(|| {
                provide_context(Request::get(address).body(()).unwrap().into_parts().0);
                let error = PageError::from(ApiError::BeyondLimit { reason: "Your account is limited".to_owned() });
                let own = [("kent", "Kent"), ("gwent", "Gwent")];
                let own =
                    own.map(|(slug, name)| ForceName { slug: slug.parse().unwrap(), name: name.to_owned() }).into();
                view! { <Problem error own/> }.to_html()
            })
        };
        let html = limited("/progress?measure=pace&region=wales&with_everywhere=yes&as_at=2022-05-01");
        for (href, words) in [
            ("/progress?measure=pace&amp;as_at=2022-05-01&amp;force=kent", "Progress of Kent"),
            ("/progress?measure=pace&amp;as_at=2022-05-01&amp;force=gwent", "Progress of Gwent"),
            ("/forces/kent", "all about Kent"),
        ] {
            assert!(html.contains(&format!("<a href=\"{href}\" class=\"govuk-link\">{words}</a>")), "{href}: {html}");
        }
        let html = limited("/a-later-page?force=essex");
        assert!(html.contains("/forces/gwent") && !html.contains("/a-later-page"), "{html}");
    }

    #[test]
    fn what_was_not_found_is_named_with_a_way_on() {
        let error = PageError::not_found("A force with the address ‘kemt’", "/forces", "All forces");

        let html = shown_at("/forces/kemt", error);

        assert!(html.contains("A force with the address ‘kemt’"), "{html}");
        assert!(html.contains(r#"href="/forces""#), "{html}");
    }
}
