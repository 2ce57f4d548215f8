//! The draft keeper: keeps what is typed into the form it stands in, a moment after the last key, and says so.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use followup::query::Query as _;
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{FormData, HtmlFormElement};

use crate::api::{error::ApiError, form_answers::UpdateAnswers, updates::keep_update_draft};

/// How long the keys rest before what was typed is kept.
const AT_REST: Duration = Duration::from_secs(1);

const NOT_KEPT: &str = "We could not save your draft. Copy what you wrote before you leave this page.";

/// Stands inside the update form of an item. Without script the form's own button does the same.
#[island]
pub fn DraftKeeper(
    /// The item.
    reference: String,
) -> impl IntoView {
    let place = NodeRef::<html::P>::new();
    let said = RwSignal::new(String::new());
    let keeper = Rc::new(Keeper { reference, said, is_sending: Cell::new(false), rest: RefCell::default() });
    Effect::new(move |_| {
        let form = place.get().and_then(|place| place.closest("form").ok().flatten());
        if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            keeper.listen(&form);
        }
    });
    view! { <p class="govuk-body app-secondary" role="status" node_ref=place>{move || said.get()}</p> }
}

/// What a form says, and in which opening of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Typed {
    version: i32,
    sitting: Option<String>,
    continues: Option<String>,
    answers: UpdateAnswers,
}

impl Typed {
    /// `None` for a form that carries no version.
    fn read(form: &HtmlFormElement) -> Option<Self> {
        let data = FormData::new_with_form(form).ok()?;
        let value = |name: &str| data.get(name).as_string();
        let pairs: Vec<_> = UpdateAnswers::NAMES.iter().filter_map(|name| Some((*name, value(name)?))).collect();
        Some(Self {
            version: value("version")?.parse().ok()?,
            sitting: value("sitting"),
            continues: value("continues"),
            answers: UpdateAnswers::parse(pairs.iter().map(|(name, value)| (*name, value.as_str()))).ok()?,
        })
    }

    /// What the form said when the page arrived.
    fn read_as_sent(form: &HtmlFormElement) -> Option<Self> {
        let copy = form.clone_node_with_deep(true).ok()?.dyn_into::<HtmlFormElement>().ok()?;
        copy.reset();
        Self::read(&copy)
    }
}

struct Keeper {
    reference: String,
    said: RwSignal<String>,
    is_sending: Cell<bool>,
    /// Set while the keys have not rested for long enough.
    rest: RefCell<Option<TimeoutHandle>>,
}

impl Keeper {
    fn listen(self: &Rc<Self>, form: &HtmlFormElement) {
        let (keeper, typing) = (Rc::clone(self), form.clone());
        on(form, "input", move || keeper.keep_at_rest(&typing));
        let keeper = Rc::clone(self);
        on(form, "submit", move || keeper.wait(None));
        // Somebody may have typed before this module arrived.
        if Typed::read(form) != Typed::read_as_sent(form) {
            self.keep_at_rest(form);
        }
    }

    /// What was said of an earlier text is taken back: the newer one is not kept yet.
    fn keep_at_rest(self: &Rc<Self>, form: &HtmlFormElement) {
        if !self.said.get_untracked().is_empty() {
            self.said.set(String::new());
        }
        let (keeper, form) = (Rc::clone(self), form.clone());
        self.wait(set_timeout_with_handle(move || keeper.keep(&form), AT_REST).ok());
    }

    fn wait(&self, rest: Option<TimeoutHandle>) {
        if let Some(before) = self.rest.replace(rest) {
            before.clear();
        }
    }

    /// One request at a time: an older text must not arrive after a newer one.
    fn keep(self: &Rc<Self>, form: &HtmlFormElement) {
        self.rest.replace(None);
        if self.is_sending.get() {
            self.keep_at_rest(form);
            return;
        }
        let Some(typed) = Typed::read(form) else {
            self.said.set(NOT_KEPT.to_owned());
            return;
        };
        self.is_sending.set(true);
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let Typed { version, sitting, continues, answers } = typed;
            let kept = keep_update_draft(keeper.reference.clone(), version, sitting, continues, answers).await;
            keeper.is_sending.set(false);
            // Who has typed on meanwhile reads of the newer text alone.
            if keeper.rest.borrow().is_none() {
                keeper.said.set(in_words(kept));
            }
        });
    }
}

/// What the form says about its draft.
fn in_words(kept: Result<String, ApiError>) -> String {
    match kept {
        Ok(when) => format!("Draft saved on {when}."),
        // Another window has kept another draft since, or something does not fit.
        Err(ApiError::Invalid { fields }) => {
            let reason = fields.into_iter().next().map(|error| error.message);
            format!("{}.", reason.as_deref().unwrap_or("Draft not saved"))
        }
        Err(_) => NOT_KEPT.to_owned(),
    }
}

/// Listens for as long as the page is there.
fn on(form: &HtmlFormElement, name: &str, then: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(then);
    let _ = form.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    listener.forget();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::error::FieldError;

    #[test]
    fn form_says_when_its_draft_was_kept() {
        assert_eq!(in_words(Ok("23 November 2026, 12:00".to_owned())), "Draft saved on 23 November 2026, 12:00.");
    }

    #[test]
    fn form_says_why_its_draft_was_refused() {
        let fields = vec![FieldError::new("activity", "Another draft was kept since")];
        assert_eq!(in_words(Err(ApiError::Invalid { fields })), "Another draft was kept since.");
    }

    #[test]
    fn form_says_to_copy_what_could_not_be_kept() {
        for error in [ApiError::Unavailable, ApiError::SignInFirst, ApiError::ForeignForm, ApiError::Internal] {
            assert_eq!(in_words(Err(error)), NOT_KEPT);
        }
    }
}
