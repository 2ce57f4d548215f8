//! Addresses of the table of forces, for the forces that a figure counts.

use followup::{
    force::{Nation, Region},
    progress::selection::{RecordTypes, Selection},
    view::forces_filter::With,
};

/// The address that lists the forces of which something is known; `None` where the table cannot be asked for what was picked: one force,
/// one kind of item, or what one kind of round raised.
pub fn with(with: With, topic: Option<&str>, picked: &Selection) -> Option<String> {
    let Selection { force: None, nation, region, topic: None, round_kind: None, record_types } = picked else {
        return None;
    };
    if record_types.is_some_and(|types| types != RecordTypes::Together) {
        return None;
    }
    let place = [("nation", nation.map(Nation::slug)), ("region", region.map(Region::slug))];
    let pairs = [("with", Some(with.slug())), ("topic", topic)].into_iter().chain(place);
    let pairs: Vec<_> = pairs.filter_map(|(name, value)| Some(format!("{name}={}", value?))).collect();
    Some(format!("/forces?{}", pairs.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_asked_for_the_place_and_the_topic() {
        let wales = Selection { region: Some(Region::Wales), ..Selection::default() };
        let href = with(With::StillOfConcern, Some("police-detention"), &wales);
        assert_eq!(href.as_deref(), Some("/forces?with=still-of-concern&topic=police-detention&region=wales"));
    }

    #[test]
    fn what_the_table_cannot_be_asked_for_has_no_address() {
        let areas = Selection { record_types: Some(RecordTypes::AreasOfConcern), ..Selection::default() };
        let kent = Selection::of_force("kent".parse().unwrap());
        for picked in [areas, kent] {
            assert_eq!(with(With::LookedAt, None, &picked), None);
        }
    }
}
