//! Where each force's tile lies: a column from the west and a row from the north.
//!
//! The places are ours. They keep neighbours together as far as equal tiles can; no source gives them.

/// A column and a row, each from 0.
pub type Place = (u8, u8);

/// How many columns there are.
pub const COLUMNS: u8 = 7;
/// How many rows.
pub const ROWS: u8 = 10;

/// The 43 forces, row by row from the north-west.
const PLACES: [(&str, Place); 43] = [
    ("northumbria", (3, 0)),
    ("cumbria", (2, 1)),
    ("durham", (3, 1)),
    ("cleveland", (4, 1)),
    ("lancashire", (2, 2)),
    ("north-yorkshire", (3, 2)),
    ("humberside", (4, 2)),
    ("merseyside", (1, 3)),
    ("greater-manchester", (2, 3)),
    ("west-yorkshire", (3, 3)),
    ("south-yorkshire", (4, 3)),
    ("north-wales", (0, 4)),
    ("cheshire", (1, 4)),
    ("staffordshire", (2, 4)),
    ("derbyshire", (3, 4)),
    ("nottinghamshire", (4, 4)),
    ("lincolnshire", (5, 4)),
    ("dyfed-powys", (0, 5)),
    ("west-mercia", (1, 5)),
    ("west-midlands", (2, 5)),
    ("leicestershire", (3, 5)),
    ("northamptonshire", (4, 5)),
    ("cambridgeshire", (5, 5)),
    ("norfolk", (6, 5)),
    ("south-wales", (0, 6)),
    ("gwent", (1, 6)),
    ("gloucestershire", (2, 6)),
    ("warwickshire", (3, 6)),
    ("bedfordshire", (4, 6)),
    ("hertfordshire", (5, 6)),
    ("suffolk", (6, 6)),
    ("avon-and-somerset", (1, 7)),
    ("wiltshire", (2, 7)),
    ("thames-valley", (3, 7)),
    ("metropolitan", (4, 7)),
    ("city-of-london", (5, 7)),
    ("essex", (6, 7)),
    ("devon-and-cornwall", (1, 8)),
    ("dorset", (2, 8)),
    ("hampshire", (3, 8)),
    ("surrey", (4, 8)),
    ("kent", (5, 8)),
    ("sussex", (4, 9)),
];

/// A corner of the map in which no force lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Corner {
    /// Its first column.
    pub column: u8,
    /// How many columns it has.
    pub columns: u8,
    /// How many rows it has, from the north.
    pub rows: u8,
}

/// West of Cumbria and north of Merseyside.
pub const NORTH_WEST: Corner = Corner { column: 0, columns: 2, rows: 3 };
/// East of Cleveland and north of Lincolnshire.
pub const NORTH_EAST: Corner = Corner { column: 5, columns: 2, rows: 4 };

/// Where a force's tile lies; `None` of a force that has none.
pub fn place(force: &str) -> Option<Place> {
    PLACES.iter().find(|(slug, _)| *slug == force).map(|(_, place)| *place)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_of_the_43_forces_has_one_tile_and_no_two_share_one() {
        let forces: BTreeSet<_> = include_str!("../../../../data/forces.csv")
            .lines()
            .skip(1)
            .filter_map(|line| line.rsplit(',').next())
            .collect();
        assert_eq!(forces.len(), followup::force::FORCES as usize);
        assert_eq!(PLACES.iter().map(|(force, _)| *force).collect::<BTreeSet<_>>(), forces);
        let places: BTreeSet<_> = PLACES.iter().map(|(_, place)| *place).collect();
        assert_eq!(places.len(), PLACES.len());
        assert!(places.iter().all(|(column, row)| *column < COLUMNS && *row < ROWS));
    }

    #[test]
    fn no_force_lies_in_a_corner_of_the_key() {
        for corner in [NORTH_WEST, NORTH_EAST] {
            let columns = corner.column..corner.column + corner.columns;
            let inside = PLACES.iter().find(|(_, (column, row))| columns.contains(column) && *row < corner.rows);
            assert_eq!(inside, None, "{corner:?}");
            assert!(columns.end <= COLUMNS);
        }
    }

    #[test]
    fn neighbours_lie_as_they_do_on_the_ground() {
        let at = |force| place(force).unwrap();
        for (west, east) in [
            ("surrey", "kent"),
            ("devon-and-cornwall", "dorset"),
            ("dorset", "hampshire"),
            ("merseyside", "greater-manchester"),
            ("durham", "cleveland"),
            ("dyfed-powys", "west-mercia"),
            ("south-wales", "gwent"),
            ("wiltshire", "thames-valley"),
            ("hertfordshire", "essex"),
            ("nottinghamshire", "lincolnshire"),
            ("cambridgeshire", "norfolk"),
            ("north-wales", "cheshire"),
        ] {
            assert!(at(west).0 < at(east).0, "{west} west of {east}");
        }
        for (north, south) in [
            ("northumbria", "durham"),
            ("durham", "north-yorkshire"),
            ("north-yorkshire", "west-yorkshire"),
            ("cumbria", "lancashire"),
            ("north-wales", "dyfed-powys"),
            ("dyfed-powys", "south-wales"),
            ("norfolk", "suffolk"),
            ("suffolk", "essex"),
            ("surrey", "sussex"),
            ("derbyshire", "leicestershire"),
            ("gloucestershire", "wiltshire"),
            ("avon-and-somerset", "devon-and-cornwall"),
            ("thames-valley", "hampshire"),
        ] {
            assert!(at(north).1 < at(south).1, "{north} north of {south}");
        }
    }
}
