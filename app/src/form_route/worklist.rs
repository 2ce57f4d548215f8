//! The form that does one thing to several items of a worklist: to all of them or to none.

use axum::http::StatusCode;
use followup::view::worklist::{MOST_SELECTED, Wanted};

use super::{FormPage, FormRequest, FormRoute, Outcome, follow_up::no_form, not_ours};
use crate::{
    api::{error::ApiError, reviews},
    form::offer::Offer,
    form_state::FormState,
    pages::worklist::{self, OFFERS, SELECTED_PATH},
    request, worklist_address,
};

/// `POST /worklist/selected`.
pub(super) const SELECTED: FormRoute = FormRoute {
    page: FormPage {
        route: SELECTED_PATH,
        keeps_text: true,
        error_field: |_| "items",
        not_found: no_form,
        way_back: |_| (worklist_address::PATH.to_owned(), "Open your worklist again"),
    },
    press: |form| Box::pin(act(form)),
};

async fn act(form: &mut FormRequest) -> Result<Outcome, ApiError> {
    let offer = Offer::of(&form.answers.value("do")).filter(|offer| OFFERS.contains(offer));
    let (offer, token) = (offer.ok_or_else(|| not_ours("do"))?, form.token()?);
    let items = worklist::items(form.answers.values("item"));
    if !(1..=MOST_SELECTED).contains(&items.len()) || items.iter().any(|item| item.shown.is_none()) {
        return Err(not_ours("item"));
    }
    let items = items.iter().map(Wanted::to_string).collect();
    let done = match offer {
        Offer::SetStatus => reviews::set_status_of_selected(items, token.clone(), form.fields()).await,
        Offer::Propose => reviews::propose_closure_of_selected(items, token.clone(), form.fields()).await,
        Offer::Decide => reviews::decide_on_selected(items, token.clone(), form.fields()).await,
        // The others are not offered for several items.
        _ => reviews::return_selected(items, token.clone(), form.fields()).await,
    };
    match done {
        Ok(_) => Ok(Outcome::GoTo(format!("{}?form={token}", worklist_address::PATH))),
        Err(ApiError::Conflict { item: Some(item), since }) => {
            let words = match (request::account(), item.parse()) {
                (Some(account), Ok(reference)) => worklist::changed(&since, account.id, &reference),
                _ => format!("{item} was changed"),
            };
            let words = format!("{words}. Nothing was saved for any of them. Check them again");
            form.answers.wrong("items", words);
            Ok(Outcome::Show(FormState::Conflict(since), StatusCode::CONFLICT))
        }
        Err(error) => Err(error),
    }
}
