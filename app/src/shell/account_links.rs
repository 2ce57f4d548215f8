//! The links of the person who reads, on the right of the bar: signing in, or what is theirs.
#![expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

use followup::{account::Account, identity::Permission};
use leptos::prelude::*;

use super::navigation::Current;
use crate::request;

/// Apart from the parts of the service, as a landmark of their own.
#[component]
pub fn AccountLinks(
    /// The path of the page being shown.
    path: String,
) -> impl IntoView {
    let items = links(request::account().as_ref()).into_iter().map(|(text, href, address)| {
        let current = Current::of(&path, href).map(Current::aria);
        view! { <li><a class="app-bar__link" href=address aria-current=current>{text}</a></li> }
    });
    view! {
        <nav aria-label="Account" class="app-bar__account app-no-print">
            <ul class="app-bar__list">{items.collect_view()}</ul>
        </nav>
    }
}

/// Words, path and address of each.
fn links(account: Option<&Account>) -> Vec<(&'static str, &'static str, String)> {
    let plain = |text, href: &'static str| (text, href, href.to_owned());
    let Some(account) = account else { return vec![("Sign in", "/sign-in", request::sign_in_href())] };
    let accounts = Permission::ManageAccounts.is_of(account.role).then(|| plain("Accounts", "/admin/users"));
    let audit = Permission::ReadAudit.is_of(account.role).then(|| plain("Audit", "/admin/audit"));
    let own = [plain("Your account", "/account"), plain("Sign out", "/sign-out")];
    accounts.into_iter().chain(audit).chain(own).collect()
}

#[cfg(test)]
mod tests {
    use followup::identity::{PersonId, Role};
    use uuid::Uuid;

    use super::*;

    fn links_of(role: Option<Role>) -> String {
        Owner::new().with(|| {
            if let Some(role) = role {
                provide_context(Account {
                    id: PersonId(Uuid::nil()),
                    email: "ann@example.org".parse().unwrap(),
                    name: "Ann Other".to_owned(),
                    role,
                    forces: Vec::new(),
                    enabled: true,
                    has_password: true,
                    demonstration: false,
                    generation: 0,
                });
            }
            view! { <AccountLinks path="/account".to_owned()/> }.to_html()
        })
    }

    #[test]
    fn whoever_is_not_signed_in_can_sign_in_and_nothing_else() {
        let html = links_of(None);
        assert!(html.contains(r#"href="/sign-in""#) && html.matches("<li>").count() == 1, "{html}");
    }

    #[test]
    fn administrators_alone_find_the_accounts_beside_their_own() {
        for role in Role::ALL {
            let html = links_of(Some(*role));
            for path in ["/admin/users", "/admin/audit"] {
                let link = format!(r#"href="{path}""#);
                assert_eq!(html.contains(&link), *role == Role::Administrator, "{role}: {html}");
            }
            assert!(html.contains(r#"href="/account" aria-current="page""#), "{role}: {html}");
            assert!(html.contains(r#"href="/sign-out""#), "{role}: {html}");
        }
    }
}
