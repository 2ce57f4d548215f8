//! The countdown to the end of a session: when to warn, and in which words.
//!
//! Times are milliseconds since 1970 by the browser's clock. A clock that is wrong does no harm, because the server tells seconds that are
//! left, counted from the moment the page arrived.

/// When a session ends, and what the person knows of it.
#[derive(Debug, Clone, Copy)]
pub struct Countdown {
    /// If nothing more is asked for.
    ends: f64,
    /// Whatever is asked for.
    latest: f64,
    /// How long before its end the person is warned.
    before: f64,
    /// Whether they closed the last warning that there can be.
    has_closed_final_warning: bool,
}

/// What to do at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing yet.
    Wait,
    /// Warn, or go on warning.
    Warn(Warning),
    /// Leave the page: nobody else should read it.
    Leave,
}

/// How much is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    minutes: u32,
    /// Whether the session cannot be extended.
    pub is_final: bool,
}

impl Countdown {
    /// A page arrived, with these numbers of seconds.
    pub fn new(arrived: f64, left: u32, latest: u32, before: u32) -> Self {
        let after = |seconds: u32| arrived + f64::from(seconds) * 1000.0;
        Self {
            ends: after(left),
            latest: after(latest),
            before: f64::from(before) * 1000.0,
            has_closed_final_warning: false,
        }
    }

    /// When the session ends.
    pub fn ends(self) -> f64 {
        self.ends
    }

    /// Whether the session cannot be extended any more.
    pub fn is_final(self) -> bool {
        self.ends >= self.latest
    }

    /// The session goes on, here or in another tab. What cannot be extended is not said again.
    pub fn renew(&mut self, ends: f64) {
        self.ends = ends.min(self.latest);
        self.has_closed_final_warning = self.is_final();
    }

    /// What to do now.
    pub fn step(&mut self, now: f64, is_warning: bool) -> Step {
        let left = self.ends - now;
        if left <= 0.0 {
            return Step::Leave;
        }
        if left > self.before || (self.has_closed_final_warning && !is_warning) {
            return Step::Wait;
        }
        self.has_closed_final_warning = true;
        Step::Warn(Warning { minutes: minutes(left), is_final: self.is_final() })
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a session lasts hours, and is not over")]
fn minutes(milliseconds: f64) -> u32 {
    (milliseconds / 60_000.0).ceil() as u32
}

impl Warning {
    /// The same in sentences. `keeps_draft`: the form on the page is kept as a draft while it is written.
    pub fn in_words(self, keeps_draft: bool) -> String {
        let plural = if self.minutes == 1 { "" } else { "s" };
        let advice = match (self.is_final, keeps_draft) {
            (true, _) => "You have reached the time limit. Save your work, then sign in again.",
            (false, true) => "We keep your draft.",
            (false, false) => "You will lose anything you have not saved.",
        };
        format!("You will be signed out in {} minute{plural}. {advice}", self.minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: f64 = 60_000.0;
    const ARRIVED: f64 = 1_000_000.0 * MINUTE;

    /// Half an hour is left, eight hours at most, and five minutes before is the warning.
    fn countdown() -> Countdown {
        Countdown::new(ARRIVED, 1800, 28_800, 300)
    }

    fn words(step: Step) -> String {
        match step {
            Step::Warn(warning) => warning.in_words(false),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn warning_begins_five_minutes_before_the_end() {
        let mut countdown = countdown();
        assert_eq!(countdown.step(ARRIVED + 24.9 * MINUTE, false), Step::Wait);
        let first = words(countdown.step(ARRIVED + 25.0 * MINUTE, false));
        assert_eq!(first, "You will be signed out in 5 minutes. You will lose anything you have not saved.");
        assert!(words(countdown.step(ARRIVED + 29.5 * MINUTE, true)).contains("in 1 minute. "));
        assert_eq!(countdown.step(ARRIVED + 30.0 * MINUTE, true), Step::Leave);
    }

    #[test]
    fn renewed_session_warns_again_at_its_new_end() {
        let mut countdown = countdown();
        countdown.step(ARRIVED + 26.0 * MINUTE, false);
        countdown.renew(ARRIVED + 56.0 * MINUTE);
        assert_eq!(countdown.step(ARRIVED + 50.0 * MINUTE, false), Step::Wait);
        assert!(words(countdown.step(ARRIVED + 51.0 * MINUTE, false)).contains("in 5 minutes"));
    }

    #[test]
    fn final_warning_is_given_once_and_says_so() {
        let mut countdown = countdown();
        countdown.step(ARRIVED + 476.0 * MINUTE, false);
        countdown.renew(ARRIVED + 500.0 * MINUTE);
        assert!(countdown.is_final() && countdown.ends() <= ARRIVED + 480.0 * MINUTE);
        assert_eq!(countdown.step(ARRIVED + 477.0 * MINUTE, false), Step::Wait);
        assert_eq!(countdown.step(ARRIVED + 480.0 * MINUTE, false), Step::Leave);

        let mut last = Countdown::new(ARRIVED, 600, 600, 300);
        assert!(words(last.step(ARRIVED + 6.0 * MINUTE, false)).contains("reached the time limit"));
        last.renew(last.ends());
        assert_eq!(last.step(ARRIVED + 7.0 * MINUTE, false), Step::Wait);
    }
}
