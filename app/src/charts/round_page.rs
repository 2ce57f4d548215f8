//! The address of a round's page: where case audits and grades lead, which count no rows of the register.

/// `/forces/kent/rounds/inspection-2019-09`. `keep` are the parameters every address keeps, each begun with `&`.
pub fn href(force: &str, round: &str, keep: &str) -> String {
    let keep = keep.strip_prefix('&').map(|rest| format!("?{rest}")).unwrap_or_default();
    format!("/forces/{force}/rounds/{round}{keep}")
}
