//! What updates tell beside their texts stands on the page of the item: who owns it, and the force's own target date.

use super::*;

const PAGE: &str = "/recommendations/KENT-2019-03";
const OWNER: &str = ">Owner: Detective superintendent<";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_owner_is_shown_to_those_the_update_is_for_and_the_forces_own_target_to_everyone(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "eve@essex.example", Role::ForceLiaisonOfficer, &["essex"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut eve = Browser::signed_in(&server, "eve@essex.example").await;

    let silent = "status, owner, the force’s own target, deadline.";
    assert!(get(&server, PAGE).await.text().contains(&format!(">Not public: {silent}<")));
    assert!(ann.get(PAGE).await.text().contains(&format!(">Not recorded: {silent}<")));

    let told = [("owner_post", "Detective superintendent"), ("target", "2027-03-31")];
    assert_eq!(send(&mut ann, UPDATE, &[&ANSWERS[..], &told].concat()).await.status, 303);
    for (reader, owner, missing) in [
        (&mut ann, true, ">Not recorded: deadline.<"),
        (&mut ivy, true, ">Not recorded: deadline.<"),
        (&mut eve, false, ">Not public: owner, deadline.<"),
    ] {
        let page = reader.get(PAGE).await.text();
        assert_eq!((page.contains(OWNER), page.contains(missing)), (owner, true), "{page}");
        assert!(page.contains(">Own target: 31 March 2027<"), "{page}");
    }
    assert!(get(&server, PAGE).await.text().contains(">Not public: owner, deadline.<"));
    assert!(
        !get(&server, PAGE).await.text().contains("Detective superintendent"),
        "in no other place of the page either"
    );

    let moved = [("target", "2027-06-30"), ("target_reason", "The training is later")];
    let for_everyone = ANSWERS.map(|(name, value)| if name == "audience" { (name, "everyone") } else { (name, value) });
    let saved = send(&mut ann, UPDATE, &[&for_everyone[..], &moved].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = get(&server, PAGE).await.text();
    assert!(page.contains(">Not public: owner, deadline.<"), "the last update names none: {page}");
    assert!(page.contains(">Own target: 30 June 2027 (moved once, at first 31 March 2027)<"), "{page}");
}
