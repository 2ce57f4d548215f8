//! Source link: where a fact is from, by the name of who published it and not by an address.

use leptos::prelude::*;

/// The publishers whose pages we read most, by the last parts of the names of their hosts.
const PUBLISHERS: &[(&str, &str)] = &[
    ("justiceinspectorates.gov.uk", "HMICFRS"),
    ("wired-gov.net", "Wired-Gov"),
    ("bbci.co.uk", "BBC"),
    ("bbc.co.uk", "BBC"),
    ("bbc.com", "BBC"),
    ("itv.com", "ITV"),
    ("kentonline.co.uk", "Kent Online"),
    ("lythamstannesexpress.co.uk", "Lytham St Annes Express"),
    ("parliamenttoday.com", "Parliament Today"),
    ("policeprofessional.com", "Police Professional"),
    ("theguardian.com", "The Guardian"),
];

/// A source as a link where it has an address, else as it was written.
#[component]
pub fn SourceLink(
    /// What was written of it: an address, words, or nothing.
    source: String,
) -> impl IntoView {
    match host(&source) {
        Some(host) => {
            let name = publisher(host);
            view! { <a class="govuk-link" href=source rel="noreferrer">{name}</a> }.into_any()
        }
        None if source.is_empty() => "Not given".into_any(),
        None => source.into_any(),
    }
}

/// The name of the host in a web address.
fn host(source: &str) -> Option<&str> {
    let rest = source.strip_prefix("https://").or_else(|| source.strip_prefix("http://"))?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// Who publishes under a host: by name where we know it, else the host itself.
fn publisher(host: &str) -> String {
    let is_of = |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    let known = PUBLISHERS.iter().find(|(domain, _)| is_of(domain)).map(|(_, name)| *name);
    known.unwrap_or_else(|| host.strip_prefix("www.").unwrap_or(host)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn html(source: &str) -> String {
        rendered(|| view! { <SourceLink source=source.to_owned()/> })
    }

    #[test]
    fn a_source_is_named_by_its_publisher() {
        for (source, words) in [
            ("https://feeds.bbci.co.uk/news/uk-england-kent-49648812", ">BBC</a>"),
            ("https://hmicfrs.justiceinspectorates.gov.uk/news/", ">HMICFRS</a>"),
            ("https://www.dorsetecho.co.uk/news/1?a=b", ">dorsetecho.co.uk</a>"),
            ("http://notbbc.com", ">notbbc.com</a>"),
        ] {
            let html = html(source);
            assert!(html.contains(words) && html.contains(&format!("href=\"{source}\"")), "{html}");
        }
    }

    #[test]
    fn a_source_without_an_address_is_no_link() {
        assert_eq!(html("Board minutes"), "Board minutes");
        assert_eq!(html("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(html("https://"), "https://");
        assert_eq!(html(""), "Not given");
    }
}
