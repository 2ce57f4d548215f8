//! What updates tell beside their texts stands on the page of the item: who owns it, and the force's own target date.

use super::*;

const PAGE: &str = "/recommendations/KENT-2019-03";

/// What stands beside a key in the lists of facts.
fn fact(page: &Answer, key: &str) -> String {
    let text = page.text();
    let rest = text.split(&format!("{key}</dt>")).nth(1).unwrap_or_else(|| panic!("no {key} in {text}"));
    let value = rest.split('>').nth(1).unwrap();
    value.split('<').next().unwrap().to_owned()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_owner_is_shown_to_those_the_update_is_for_and_the_forces_own_target_to_everyone(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "eve@essex.example", Role::ForceLiaisonOfficer, &["essex"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut eve = Browser::signed_in(&server, "eve@essex.example").await;

    let silent = get(&server, PAGE).await;
    assert_eq!(fact(&silent, "Owner"), "Not recorded: the force has recorded no update");
    assert_eq!(fact(&silent, "Force’s own target"), "None given");

    let told = [("owner_post", "Detective superintendent"), ("target", "2027-03-31")];
    assert_eq!(send(&mut ann, UPDATE, &[&ANSWERS[..], &told].concat()).await.status, 303);
    for (reader, owner) in [
        (&mut ann, "Detective superintendent"),
        (&mut ivy, "Detective superintendent"),
        (&mut eve, "For the force and the inspectorate only"),
    ] {
        let page = reader.get(PAGE).await;
        assert_eq!(
            (fact(&page, "Owner").as_str(), fact(&page, "Force’s own target").as_str()),
            (owner, "31 March 2027")
        );
    }
    assert_eq!(fact(&get(&server, PAGE).await, "Owner"), "For the force and the inspectorate only");
    assert!(
        !get(&server, PAGE).await.text().contains("Detective superintendent"),
        "in no other place of the page either"
    );

    let moved = [("target", "2027-06-30"), ("target_reason", "The training is later")];
    let for_everyone = ANSWERS.map(|(name, value)| if name == "audience" { (name, "everyone") } else { (name, value) });
    let saved = send(&mut ann, UPDATE, &[&for_everyone[..], &moved].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = get(&server, PAGE).await;
    assert_eq!(fact(&page, "Owner"), "Not given in the force’s last update");
    assert_eq!(fact(&page, "Force’s own target"), "30 June 2027 (moved once, at first 31 March 2027)");
}
