//! The session warning: a dialogue that says in time that the person is about to be signed out, and lets them stay.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::countdown::{Countdown, Step};
use crate::api::{error::ApiError, session::stay_signed_in};

/// Tabs tell each other here when the session ends now.
const CHANNEL: &str = "ncpi-session";

/// Without script it never opens. Arguments are seconds.
#[island]
pub fn SessionWarning(
    /// Until the session ends if nothing more is asked for.
    left: u32,
    /// Until it ends at the latest.
    latest: u32,
    /// How long before its end the person is warned.
    before: u32,
    /// Whether the form on the page is kept as a draft while it is written.
    keeps_draft: bool,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let words = RwSignal::new(String::new());
    let is_final = RwSignal::new(false);
    let live =
        Rc::new(Live { dialog, words, is_final, keeps_draft, said: RefCell::default(), state: RefCell::default() });
    Effect::new({
        let live = Rc::clone(&live);
        move |_| live.begin(left, latest, before)
    });
    let click = {
        let live = Rc::clone(&live);
        move |_| live.stay()
    };
    // Escape stays as well: nobody leaves by mistake.
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        live.stay();
    };
    view! {
        <dialog
            class="app-timeout"
            aria-labelledby="timeout-heading"
            aria-describedby="timeout-words"
            node_ref=dialog
            on:cancel=cancel
        >
            <h2 class="govuk-heading-m" id="timeout-heading">"You are about to be signed out"</h2>
            <p class="govuk-body" id="timeout-words" aria-live="polite">{move || words.get()}</p>
            <div class="app-timeout__buttons">
                <button type="button" class="govuk-button" autofocus on:click=click>
                    {move || if is_final.get() { "Continue" } else { "Stay signed in" }}
                </button>
                <form method="post" action="/sign-out">
                    <button type="submit" class="govuk-button govuk-button--secondary">"Sign out"</button>
                </form>
            </div>
        </dialog>
    }
}

/// The warning in the browser.
struct Live {
    dialog: NodeRef<html::Dialog>,
    words: RwSignal<String>,
    is_final: RwSignal<bool>,
    keeps_draft: bool,
    /// The words of the countdown that were said last. Another message stays until they change.
    said: RefCell<String>,
    state: RefCell<Option<State>>,
}

struct State {
    countdown: Countdown,
    tabs: Option<BroadcastChannel>,
}

impl Live {
    fn begin(self: &Rc<Self>, left: u32, latest: u32, before: u32) {
        // The page arrived before this module did.
        let since_arrival = window().performance().map_or(0.0, |performance| performance.now());
        let countdown = Countdown::new(js_sys::Date::now() - since_arrival, left, latest, before);
        let tabs = BroadcastChannel::new(CHANNEL).ok();
        if let Some(tabs) = &tabs {
            let live = Rc::clone(self);
            let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(ends) = event.data().as_f64() {
                    live.renew(ends);
                }
            });
            tabs.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            listener.forget();
        }
        tell(tabs.as_ref(), countdown);
        self.state.replace(Some(State { countdown, tabs }));
        let live = Rc::clone(self);
        set_interval(move || live.tick(), Duration::from_secs(1));
    }

    fn tick(&self) {
        let Some(dialog) = self.dialog.get_untracked() else { return };
        let step = match self.state.borrow_mut().as_mut() {
            Some(state) => state.countdown.step(js_sys::Date::now(), dialog.open()),
            None => return,
        };
        match step {
            Step::Wait => {}
            Step::Leave => leave(),
            Step::Warn(warning) => {
                let sentence = warning.in_words(self.keeps_draft);
                if self.said.replace(sentence.clone()) != sentence {
                    self.words.set(sentence);
                }
                if !dialog.open() {
                    self.is_final.set(warning.is_final);
                    let _ = dialog.show_modal();
                }
            }
        }
    }

    /// The session goes on, here or in another tab.
    fn renew(&self, ends: f64) {
        if let Some(state) = self.state.borrow_mut().as_mut() {
            state.countdown.renew(ends);
        }
        self.said.take();
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn stay(self: &Rc<Self>) {
        let Some(countdown) = self.state.borrow().as_ref().map(|state| state.countdown) else { return };
        if countdown.is_final() {
            self.renew(countdown.ends());
            return;
        }
        let live = Rc::clone(self);
        spawn_local(async move {
            match stay_signed_in().await {
                Ok(left) => {
                    live.renew(js_sys::Date::now() + f64::from(left) * 1000.0);
                    if let Some(state) = live.state.borrow().as_ref() {
                        tell(state.tabs.as_ref(), state.countdown);
                    }
                }
                Err(ApiError::Unavailable) => live.words.set("The service cannot be reached. Try again.".to_owned()),
                Err(_) => leave(),
            }
        });
    }
}

/// Tells the other tabs when the session ends.
fn tell(tabs: Option<&BroadcastChannel>, countdown: Countdown) {
    if let Some(tabs) = tabs {
        let _ = tabs.post_message(&JsValue::from_f64(countdown.ends()));
    }
}

/// Goes to the sign-in page, which says why and leads back.
fn leave() {
    let location = window().location();
    let (path, query) = (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    let _ = location.replace(&signed_out_address(&format!("{path}{query}")));
}

fn signed_out_address(page: &str) -> String {
    let next = form_urlencoded::Serializer::new(String::new()).append_pair("next", page).finish();
    format!("/sign-in?timed-out=yes&{next}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn dialogue_is_closed_until_its_module_opens_it() {
        let html = rendered(|| view! { <SessionWarning left=1770 latest=28_800 before=300 keeps_draft=false/> });

        assert!(html.contains("<dialog") && !html.contains("<dialog open") && !html.contains(" open>"), "{html}");
        assert!(html.contains("Stay signed in") && !html.contains("<script"), "{html}");
    }

    #[test]
    fn sign_in_leads_back_to_the_page() {
        let address = signed_out_address("/recommendations?q=night+duty");
        assert_eq!(address, "/sign-in?timed-out=yes&next=%2Frecommendations%3Fq%3Dnight%2Bduty");
    }
}
