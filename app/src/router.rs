//! Which address shows which page.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    error::PageError,
    page::page,
    pages::{
        about_the_data::AboutTheDataPage,
        accessibility::AccessibilityPage,
        account::{AccountPage, ChangePasswordPage},
        audit::AuditPage,
        briefing::{BriefingItemsPage, BriefingPage},
        confirmations::ConfirmationsPage,
        follow_up::{EvidencePage, ReviewPage, UpdatePage},
        force::ForcePage,
        forces::ForcesPage,
        good_practice::GoodPracticePage,
        home::HomePage,
        monitoring::MonitoringPage,
        not_found::NotFoundPage,
        password::PasswordPage,
        progress::ProgressPage,
        recommendation::RecommendationPage,
        recommendations::RecommendationsPage,
        round::RoundPage,
        round_draft::{DraftPage, DraftPartPage, NewRoundPage},
        sign_in::{SignInPage, SignOutPage},
        users::{ChangeUserPage, NewUserPage, UserPage, UsersPage},
        worklist::{SelectedPage, WorklistPage},
    },
};

/// The pages. Every route is finished on the server and sent in one piece, so none names a rendering mode.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // What a fault in the middle of a request leaves behind, instead of the page that was asked for.
    if let Some(error) = use_context::<PageError>() {
        return view! { <Named/>{page(async { Err(error) })} }.into_any();
    }
    view! {
        <Named/>
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage/>
                <Route path=path!("/forces") view=ForcesPage/>
                <Route path=path!("/recommendations") view=RecommendationsPage/>
                <Route path=path!("/recommendations/:reference") view=RecommendationPage/>
                <Route path=path!("/recommendations/:reference/update") view=UpdatePage/>
                <Route path=path!("/recommendations/:reference/review") view=ReviewPage/>
                <Route path=path!("/recommendations/:reference/evidence") view=EvidencePage/>
                <Route path=path!("/progress") view=ProgressPage/>
                <Route path=path!("/briefing") view=BriefingPage/>
                <Route path=path!("/briefing/items") view=BriefingItemsPage/>
                <Route path=path!("/good-practice") view=GoodPracticePage/>
                <Route path=path!("/about-the-data") view=AboutTheDataPage/>
                <Route path=path!("/forces/:slug") view=ForcePage/>
                <Route path=path!("/forces/:slug/monitoring") view=MonitoringPage/>
                <Route path=path!("/forces/:slug/rounds/new") view=NewRoundPage/>
                <Route path=path!("/forces/:slug/drafts/:draft") view=DraftPage/>
                <Route path=path!("/forces/:slug/drafts/:draft/:part") view=DraftPartPage/>
                <Route path=path!("/forces/:slug/rounds/:round") view=RoundPage/>
                <Route path=path!("/accessibility") view=AccessibilityPage/>
                <Route path=path!("/sign-in") view=SignInPage/>
                <Route path=path!("/sign-out") view=SignOutPage/>
                <Route path=path!("/password/:token") view=PasswordPage/>
                <Route path=path!("/worklist") view=WorklistPage/>
                <Route path=path!("/worklist/selected") view=SelectedPage/>
                <Route path=path!("/account") view=AccountPage/>
                <Route path=path!("/account/password") view=ChangePasswordPage/>
                <Route path=path!("/admin/users") view=UsersPage/>
                <Route path=path!("/admin/users/new") view=NewUserPage/>
                <Route path=path!("/admin/users/:id") view=UserPage/>
                <Route path=path!("/admin/users/:id/change") view=ChangeUserPage/>
                <Route path=path!("/admin/confirmations") view=ConfirmationsPage/>
                <Route path=path!("/admin/audit") view=AuditPage/>
            </FlatRoutes>
        </Router>
    }
    .into_any()
}

/// Every title ends with the service's name.
#[component]
fn Named() -> impl IntoView {
    view! { <Title formatter=document_title/> }
}

/// The content of `<title>`, as markup: `leptos_meta` writes what it is given into the page as it is.
#[expect(clippy::needless_pass_by_value, reason = "the component hands over the text")]
fn document_title(title: String) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("{title} – {}", crate::SERVICE_NAME)
}

#[cfg(test)]
mod tests {
    use super::document_title;

    #[test]
    fn markup_in_a_title_is_text() {
        let title = document_title("</title><b>Terms & conditions".to_owned());
        assert_eq!(title, "&lt;/title&gt;&lt;b&gt;Terms &amp; conditions – NCPI follow-up");
    }
}
