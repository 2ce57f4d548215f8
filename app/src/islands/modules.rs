//! Which WASM modules a page needs.

/// Each module, by its name in `Cargo.toml`, and the islands that are in it.
const MODULES: [(&str, &[&str]); 2] =
    [("charts", &["MonthSlider"]), ("work", &["DraftKeeper", "SessionWarning", "TypedDateEcho"])];

/// The names of the modules that the islands of a page are in; none for a page without an island.
pub fn modules(html: &str) -> Vec<&'static str> {
    // Text on the page has its quotes escaped, so only an element can match.
    let holds = |island: &&str| html.contains(&format!("<leptos-island data-component=\"{island}_"));
    MODULES.into_iter().filter(|(_, islands)| islands.iter().any(holds)).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;
    use crate::{
        components::rendered,
        islands::{DraftKeeper, SessionWarning},
    };

    #[test]
    fn a_page_needs_the_modules_of_its_islands() {
        let keeper = rendered(|| view! { <DraftKeeper reference="KENT-2019-03".to_owned()/> });
        assert_eq!(modules(&keeper), ["work"], "{keeper}");
        let warning = rendered(|| view! { <SessionWarning left=1 latest=2 before=1 keeps_draft=false/> });
        assert_eq!(modules(&warning), ["work"], "{warning}");
        let slider = "<leptos-island data-component=\"MonthSlider_17\" data-props=\"{}\"></leptos-island>";
        assert_eq!(modules(slider), ["charts"]);
        assert_eq!(modules(&[slider, &keeper].concat()), ["charts", "work"]);
    }

    #[test]
    fn every_island_is_in_one_module() {
        let mut named: Vec<_> =
            MODULES.iter().flat_map(|(_, islands)| islands.iter().map(|name| (*name).to_owned())).collect();
        let mut declared = Vec::new();
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/islands")).unwrap() {
            let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            let after = text.split("\n#[island]\npub fn ").skip(1);
            declared.extend(after.filter_map(|rest| rest.split('(').next()).map(str::to_owned));
        }
        named.sort();
        declared.sort();
        assert_eq!(declared, named);
    }

    #[test]
    fn a_page_that_speaks_of_islands_needs_no_module() {
        let html = rendered(|| view! { <p>"<leptos-island data-component=\"MonthSlider_17\">"</p> });
        assert_eq!(modules(&html), Vec::<&str>::new(), "{html}");
    }
}
