//! The forms of follow-up work at HTTP level: who may send them, that nothing is lost or done twice, and what is said when it
//! cannot be saved.

use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    real_data::{server_with_real_data, state_with_real_data},
    support::{Answer, Browser, account, get, server_on, state_on},
};

mod batch;
mod batch_judged;
mod checked;
mod conflict;
mod drafts;
mod ended;
mod journey;
mod judging;
mod notes;
mod outage;
mod permissions;
mod replica;
mod signed_out;
mod told;

const ITEM: &str = "KENT-2019-03";
pub const UPDATE: &str = "/recommendations/KENT-2019-03/update";
pub const REVIEW: &str = "/recommendations/KENT-2019-03/review";

/// The hidden fields of the first form on a page that carries them.
fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let at = text.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name} in {text}"));
    let value = &text[at..];
    let value = &value[value.find("value=\"").unwrap() + 7..];
    value[..value.find('"').unwrap()].to_owned()
}

/// The version and token of the form at an address.
async fn form(browser: &mut Browser<'_>, path: &str) -> Vec<(&'static str, String)> {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.text());
    let text = page.text();
    let fields = ["version", "token", "sitting", "continues"].into_iter();
    let there = fields.filter(|name| *name == "version" || text.contains(&format!("name=\"{name}\" value=\"")));
    there.map(|name| (name, hidden(&page, name))).collect()
}

/// Opens a form, and sends these answers with it.
pub async fn send(browser: &mut Browser<'_>, path: &str, answers: &[(&str, &str)]) -> Answer {
    let form = form(browser, path).await;
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend_from_slice(answers);
    let action = path.split('?').next().unwrap();
    // A review is checked before it is saved.
    if action.ends_with("/review") && !answers.iter().any(|(name, _)| *name == "button") {
        fields.push(("button", "save"));
    }
    browser.post(action, &fields).await
}

/// What a sound update answers.
pub const ANSWERS: [(&str, &str); 5] = [
    ("position", "in-progress"),
    ("activity", "Every desk has a supervisor"),
    ("outcome", "Referrals reach the authority in a day"),
    ("audience", "force"),
    ("button", "save"),
];

async fn events(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from event where stream_id = $1").bind(ITEM).fetch_one(pool).await.unwrap()
}
