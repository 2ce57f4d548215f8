//! What was last said of each force, from what is known of all of them.

use super::{Database, StoreError, counting};
use crate::{
    as_at::Point,
    counting::bands,
    progress::{last_said::LastSaid, selection::Selection},
};

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(database: &Database, selection: &Selection, point: Point) -> Result<Option<LastSaid>, StoreError> {
    let Some((scope, known)) = counting::known_of(database, selection, point).await? else { return Ok(None) };
    Ok(Some(LastSaid::new(scope, selection.clone(), bands::in_order(&known))))
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::{
        as_at::PRESENT,
        counting::bands::{Band, Lately},
        force::Region,
        progress::{findings_across_rounds::Coverage, selection::RecordTypes},
        store::{database::as_application_of, fixtures::everything_published},
        topic::Topic,
    };

    async fn published(database: &Database, selection: Selection) -> LastSaid {
        let point = Point { valid: PRESENT, known: None, today: "2026-11-29".parse().unwrap() };
        figure(database, &selection, point).await.unwrap().unwrap()
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn published_figures_are_those_added_up_by_hand(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;

        let all = published(&database, Selection::default()).await;
        assert_eq!(all.lately(), Lately { reported: 18, of_concern: 11 });
        // All but Gwent.
        assert_eq!(all.coverage(), Coverage { with_data: 42, forces: 43 });
        let bands: Vec<_> = all.bands().map(|(band, forces)| (band, forces.len())).collect();
        assert_eq!(
            bands,
            [
                (Band::Inadequate, 2),
                (Band::OfConcern, 9),
                (Band::RequiresImprovement, 2),
                (Band::NewlyRaised, 5),
                (Band::OfConcernBefore, 19),
                (Band::NothingOfConcern, 3),
                (Band::NothingOfConcernBefore, 2),
                (Band::ResultNotKnown, 1),
            ]
        );

        // Cambridgeshire 2022, Hertfordshire 2021 and Suffolk 2023; only in Hertfordshire something was of concern.
        let east = Selection { region: Some(Region::EastOfEngland), ..Selection::default() };
        let east = published(&database, east).await;
        assert_eq!((east.lately(), east.forces.len()), (Lately { reported: 3, of_concern: 1 }, 6));

        // Kent 2021: 3 of 6 items, all of them recommendations.
        let kent = Selection::of_force("kent".parse().unwrap());
        let of_kent = published(&database, kent.clone()).await.forces.remove(0);
        assert_eq!((of_kent.band, of_kent.number, of_kent.of), (Band::OfConcernBefore, 3, 6));
        let areas = Selection { record_types: Some(RecordTypes::AreasOfConcern), ..kent.clone() };
        let areas = published(&database, areas).await.forces.remove(0);
        assert_eq!((areas.band, areas.number), (Band::NothingOfConcernBefore, 0));
        let leadership = Selection { topic: Some(Topic::Leadership), ..kent };
        let leadership = published(&database, leadership).await.forces.remove(0);
        assert_eq!(leadership.band, Band::ResultNotKnown);
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn no_force_of_that_name_has_no_figure(pool: PgPool) {
        let database = as_application_of(&pool).await;
        let nobody = Selection::of_force("atlantis".parse().unwrap());
        let point = Point { valid: PRESENT, known: None, today: "2026-11-29".parse().unwrap() };
        assert_eq!(figure(&database, &nobody, point).await.unwrap(), None);
    }
}
