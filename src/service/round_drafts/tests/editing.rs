//! Changing a draft: in several sittings, by several people, and what is refused at which field.

use super::*;

#[sqlx::test]
async fn of_two_people_on_one_draft_the_second_is_told_and_nothing_is_overwritten(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = begun(&database, None).await;
    let (ann, bea) = (form(&database, id).await, form(&database, id).await);
    let later = Details { working_title: "Ann’s".to_owned(), ..details(None) };
    change(&database, &inspector(), &ann, Edit::Details(later)).await.unwrap();
    let second = person(2, Role::Authoriser);
    let told = change(&database, &second, &bea, Edit::Details(details(Some("2026-11-01")))).await;
    assert!(matches!(told, Err(DraftError::Conflict(Overtaken::ByOthers))), "{told:?}");
    let stands = found(&database, id).await;
    assert_eq!((stands.version, stands.details.working_title.as_str(), stands.details.published), (2, "Ann’s", None));
}

#[sqlx::test]
async fn a_form_that_is_sent_twice_adds_one_draft_and_one_item(pool: PgPool) {
    let database = two_forces_with(&pool, 4).await;
    let (who, token, kent, plain, said) = (inspector(), token(), kent(), details(None), said("Autumn"));
    let begin = || begin(&database, &who, &kent, token, &plain, &said);
    let (one, other) = tokio::join!(begin(), begin());
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(count(&pool, "select count(*) from round_draft").await, 1);

    let form = form(&database, DraftId(token)).await;
    let add = || change(&database, &who, &form, Edit::PutItem(None, item("KENT-2026-01", "")));
    let (one, other) = tokio::join!(add(), add());
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(count(&pool, "select count(*) from round_draft_item").await, 1);
}

#[sqlx::test]
async fn a_form_that_comes_again_with_other_words_is_told_by_whom_and_changes_nothing(pool: PgPool) {
    let database = two_forces(&pool).await;
    let (token, titled) = (token(), |title: &str| Details { working_title: title.to_owned(), ..details(None) });
    let begun = async |title: &str| begin(&database, &inspector(), &kent(), token, &titled(title), &said(title)).await;
    let id = begun("Autumn").await.unwrap();
    let told = begun("Winter").await;
    assert!(matches!(told, Err(DraftError::Conflict(Overtaken::ByThemself))), "{told:?}");

    let form = form(&database, id).await;
    let saved = async |title: &str| {
        let form = Form { answers: said(title), ..form.clone() };
        change(&database, &inspector(), &form, Edit::Details(titled(title))).await
    };
    let first = saved("Spring").await.unwrap();
    assert_eq!(saved("Spring").await.unwrap(), first, "the same words are saved once");
    let told = saved("Summer").await;
    assert!(matches!(told, Err(DraftError::Conflict(Overtaken::ByThemself))), "{told:?}");

    let bea = person(2, Role::Authoriser);
    change(&database, &bea, &super::form(&database, id).await, Edit::CaseAudit(None)).await.unwrap();
    let told = saved("Summer").await;
    assert!(matches!(told, Err(DraftError::Conflict(Overtaken::ByOthers))), "{told:?}");
    assert_eq!(found(&database, id).await.details.working_title, "Spring");
    assert_eq!(count(&pool, "select count(*) from round_draft").await, 1);
}

#[sqlx::test]
async fn items_are_added_changed_and_removed_while_it_is_a_draft(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    let (first, _) = found(&database, id).await.items[0].clone();
    let changed = DraftItem { topic: Topic::PartnershipWorking, ..item("KENT-2026-9", "none") };
    now(&database, id, Edit::PutItem(Some(first), changed.clone())).await.unwrap();
    assert_eq!(found(&database, id).await.items[0], (first, changed), "it keeps its place");
    now(&database, id, Edit::RemoveItem(first)).await.unwrap();
    assert_eq!(found(&database, id).await.items.len(), 1);
    let gone = now(&database, id, Edit::RemoveItem(first)).await;
    assert!(matches!(gone, Err(DraftError::NotFound)));
    now(&database, id, Edit::Discard).await.unwrap();
    assert_eq!(count(&pool, "select count(*) from round_draft_item").await, 0);
    assert_eq!(count(&pool, "select count(*) from event where actor_kind = 'person'").await, 0);
}

#[sqlx::test]
async fn what_does_not_fit_is_told_at_its_field(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    let version = found(&database, id).await.version;
    let put = |item: DraftItem| Edit::PutItem(None, item);
    let of_2014 = Details { scheme: Scheme::Of2014, ..details(None) };
    let address = Details { source_url: "javascript:alert(1)".to_owned(), ..details(None) };
    let early = Details { published: "2026-05".parse().ok(), ..details(None) };
    for (edit, expected) in [
        (put(item("KENT-1", "")), "reference"),
        (put(item("kent-1", "")), "reference"),
        (put(item("KENT-2026-01", "")), "reference"),
        (put(item("Kent-2026-01", "")), "reference"),
        (put(DraftItem { topic: Topic::PoliceDetention, ..item("KENT-2026-03", "") }), "topic"),
        (put(DraftItem { wording: " \n".to_owned(), ..item("KENT-2026-03", "") }), "wording"),
        (put(DraftItem { wording: "x".repeat(4001), ..item("KENT-2026-03", "") }), "wording"),
        (Edit::Details(of_2014), "scheme"),
        (Edit::Details(address), "source_url"),
        (Edit::Details(early), "published"),
        (
            Edit::CaseAudit(Some(CaseAudit {
                cases: 100_001,
                good: 0,
                adequate: None,
                requires_improvement: None,
                inadequate: 0,
            })),
            "cases",
        ),
    ] {
        assert_eq!(field(now(&database, id, edit.clone()).await), expected, "{edit:?}");
    }
    let mut undated = item("KENT-2026-03", "2027-05");
    undated.deadline.date = None;
    assert_eq!(field(now(&database, id, put(undated)).await), "date");
    let dated = Deadline { date: "2027".parse().ok(), ..Deadline::from_source("immediately").unwrap() };
    assert_eq!(field(now(&database, id, put(DraftItem { deadline: dated, ..item("KENT-2026-03", "") })).await), "date");
    assert_eq!(found(&database, id).await.version, version, "nothing was changed");
}

#[sqlx::test]
async fn the_database_refuses_a_topic_of_another_scheme_by_itself(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = begun(&database, None).await;
    let mut tx = database.begin_as(&inspector()).await.unwrap();
    let other = DraftItem { topic: Topic::PoliceDetention, ..item("KENT-2026-03", "") };
    let refused = store::put_item(&mut tx, id, Scheme::Of2024, token(), &other).await.unwrap_err();
    assert_eq!(refused.constraint(), Some("round_draft_item_topic"));
}
