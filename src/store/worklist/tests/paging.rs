//! One group, page by page, and what can be asked for.

use crate::identity::Role;
use crate::query::Query;
use std::fmt::Write as _;

use super::*;

/// Kent with as many items more, with this deadline.
async fn with_items(database: &Database, count: u32, deadline: &str) {
    let mut lines = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n".to_owned();
    for number in 1..=count {
        let line = format!("kent,review-2021,investigation,{deadline},recommendation,Do more,https://example.org/k2");
        writeln!(lines, "MORE-{number:03},{line}").unwrap();
    }
    let file = File { name: String::new(), bytes: lines.into_bytes() };
    import(database, Kind::Recommendations, &file, false, |_| {}).await.unwrap();
}

#[sqlx::test]
async fn a_group_shows_its_first_rows_and_the_rest_on_pages_of_its_own(pool: PgPool) {
    let database = two_forces(&pool).await;
    with_items(&database, PER_PAGE, "none").await;
    let kent = liaison(&["kent"]);
    let undated = async |number: u32| {
        let asked = WorklistQuery { group: Some(Group::Undated), page: number, ..WorklistQuery::default() };
        let worklist = page(&database, &kent, asked, today()).await?;
        let [list] = &worklist.lists[..] else { panic!("{worklist:?}") };
        let references: Vec<_> = list.items.iter().map(|item| item.row.reference.to_string()).collect();
        Ok::<_, RegisterError>((list.total, references))
    };

    let whole = worklist(&database, &kent, today()).await;
    let of_whole = whole.lists.iter().find(|list| list.group == Group::Undated).unwrap();
    assert_eq!((of_whole.total, of_whole.items.len()), (u64::from(PER_PAGE) + 1, PER_PAGE as usize));

    let (total, first) = undated(1).await.unwrap();
    assert_eq!((total, first.len(), first[0].as_str()), (u64::from(PER_PAGE) + 1, PER_PAGE as usize, "KENT-2"));
    assert_eq!(undated(2).await.unwrap().1, ["MORE-050"]);
    let RegisterError::Refused(refused) = undated(3).await.unwrap_err() else { panic!("a page beyond the last") };
    assert_eq!((refused.name.as_str(), refused.allowed.as_str()), ("page", "a whole number from 1 to 2"));
    assert!(undated(u32::MAX).await.is_err());
}

#[sqlx::test]
async fn a_duty_adds_no_page_to_the_items_of_its_section(pool: PgPool) {
    let database = two_forces(&pool).await;
    with_items(&database, PER_PAGE + 1, "2030-01-01").await;
    set_action_plan(&database, "2027-06-01").await;
    let later = async |number: u32| {
        let asked = WorklistQuery { group: Some(Group::DueLater), page: number, ..WorklistQuery::default() };
        let list = page(&database, &liaison(&["kent"]), asked, today()).await.unwrap().lists.remove(0);
        (list.total, list.duties.len(), list.items.len())
    };
    let items = u64::from(PER_PAGE) + 1;
    assert_eq!(later(1).await, (items + 1, 1, PER_PAGE as usize));
    assert_eq!(later(2).await, (items, 0, 1));
}

#[test]
fn what_is_asked_of_a_worklist_is_one_of_the_roles_groups_and_a_page_of_it() {
    let asked = |query: &[(&'static str, &'static str)], role| {
        WorklistQuery::from_pairs(query).and_then(|query| query.of_role(role))
    };
    let officer = Role::ForceLiaisonOfficer;
    assert_eq!(asked(&[], officer), Ok(WorklistQuery::default()));
    assert_eq!(
        asked(&[("group", "overdue"), ("page", "2")], officer),
        Ok(WorklistQuery { group: Some(Group::Overdue), page: 2, ..WorklistQuery::default() })
    );
    for (query, role, name) in [
        (&[("group", "submitted")][..], officer, "group"),
        (&[("group", "late")], officer, "group"),
        (&[("group", "overdue")], Role::Inspector, "group"),
        (&[("group", "proposed")], Role::Inspector, "group"),
        (&[("page", "2")], officer, "page"),
        (&[("force", "not a slug")], officer, "force"),
        (&[("topic", "soup")], officer, "topic"),
        (&[("group", "overdue"), ("page", "0")], officer, "page"),
        (&[("group", "overdue"), ("page", "-1")], officer, "page"),
        (&[("group", "overdue"), ("page", "99999999999")], officer, "page"),
    ] {
        assert_eq!(asked(query, role).unwrap_err().name, name, "{query:?} {role}");
    }
}
