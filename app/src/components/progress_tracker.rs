//! Progress tracker: the fixed steps of a process and how far it is. Not a log: that is the timeline.

use leptos::prelude::*;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Behind us.
    Done,
    /// Where it stands now.
    Current,
    /// Still to come.
    Upcoming,
}

impl StepState {
    fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Done => ("app-progress-tracker__step app-progress-tracker__step--done", "Done"),
            Self::Current => ("app-progress-tracker__step app-progress-tracker__step--current", "Now"),
            Self::Upcoming => ("app-progress-tracker__step", "To come"),
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// How far it is.
    pub state: StepState,
}

/// The steps in their order.
#[component]
pub fn ProgressTracker(
    /// What the steps lead through, for those who hear the page.
    #[prop(into)]
    label: String,
    /// The steps.
    steps: Vec<Step>,
) -> impl IntoView {
    let steps = steps.into_iter().map(|step| {
        let (class, words) = step.state.parts();
        let current = (step.state == StepState::Current).then_some("step");
        view! {
            <li class=class aria-current=current>
                {step.name}
                " "
                <span class="app-progress-tracker__state">{words}</span>
            </li>
        }
    });
    view! { <ol class="app-progress-tracker" aria-label=label>{steps.collect_view()}</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn every_step_says_in_words_how_far_it_is() {
        let html = rendered(|| {
            let steps = [
                ("Inspection", StepState::Done),
                ("Review", StepState::Current),
                ("Re-inspection", StepState::Upcoming),
            ]
            .map(|(name, state)| Step { name: name.into(), state })
            .to_vec();
            view! { <ProgressTracker label="Progress" steps/> }
        });

        assert!([">Done<", ">Now<", ">To come<"].iter().all(|words| html.contains(words)), "{html}");
        assert_eq!(html.matches(r#"aria-current="step""#).count(), 1, "{html}");
    }
}
