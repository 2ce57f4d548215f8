//! The crosswalk between the two topic schemes, ours and versioned: what is counted as one where a reader joins them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    topic::{Scheme, Topic},
    vocabulary::vocabulary,
};

/// The version of the crosswalk that [`Topic::counterpart`] holds. Whatever maps otherwise is another version.
pub const VERSION: u32 = 1;

/// What it is called wherever it was used.
pub fn name() -> String {
    format!("our crosswalk, version {VERSION}")
}

vocabulary! {
    /// How the two schemes stand to each other in a figure. They are joined only where a reader asks for it.
    Schemes, "way of showing the topic schemes" {
        /// Each for itself.
        Apart = "apart" => "Kept apart",
        /// Through the crosswalk; topics without a counterpart stay apart.
        Joined = "joined" => "Joined through our crosswalk",
    }
}

impl Schemes {
    /// What a topic is counted under.
    pub fn heading(self, topic: Topic) -> Heading {
        let joined = topic.counterpart().unwrap_or(topic);
        match self {
            Self::Joined if !mapped_to(joined).is_empty() => Heading::Joined(joined),
            Self::Joined | Self::Apart => Heading::One(topic),
        }
    }

    /// The groups in which figures show topics, in their order.
    pub const fn groups(self) -> &'static [Group] {
        match self {
            Self::Apart => &[Group::Scheme(Scheme::Of2014), Group::Scheme(Scheme::Of2024)],
            Self::Joined => &[Group::Joined, Group::Alone(Scheme::Of2014), Group::Alone(Scheme::Of2024)],
        }
    }
}

/// What is counted as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Heading {
    /// A topic of one scheme.
    One(Topic),
    /// A topic of 2024 with those of 2014 whose counterpart it is.
    Joined(Topic),
}

impl Heading {
    /// The topics that are counted together, the older scheme's first.
    pub fn topics(self) -> Vec<Topic> {
        match self {
            Self::One(topic) => vec![topic],
            Self::Joined(topic) => mapped_to(topic).into_iter().chain([topic]).collect(),
        }
    }

    /// Its name among those of its group: `Initial response (2014: Initial contact)`.
    pub fn label(self) -> String {
        match self {
            Self::One(topic) => topic.label().to_owned(),
            Self::Joined(topic) => {
                let older: Vec<_> = mapped_to(topic).iter().map(|older| older.label()).collect();
                format!("{} ({}: {})", topic.label(), Scheme::Of2014.slug(), older.join(", "))
            }
        }
    }
}

/// The name where both schemes are about: `Initial contact (2014 scheme) with Initial response (2024 scheme)`.
impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let topics: Vec<_> = self.topics().into_iter().map(|topic| topic.with_scheme().to_string()).collect();
        f.write_str(&topics.join(" with "))
    }
}

/// Headings that a figure shows together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Group {
    /// The topics of a scheme.
    Scheme(Scheme),
    /// The topics of both that the crosswalk joins.
    Joined,
    /// The topics of a scheme that the crosswalk leaves out: they have no counterpart.
    Alone(Scheme),
}

impl Group {
    /// Its headings, in the order of their scheme.
    pub fn headings(self) -> Vec<Heading> {
        let of = |scheme, schemes: Schemes| Topic::of(scheme).map(move |topic| schemes.heading(topic));
        match self {
            Self::Scheme(scheme) => of(scheme, Schemes::Apart).collect(),
            Self::Joined => {
                of(Scheme::Of2024, Schemes::Joined).filter(|heading| matches!(heading, Heading::Joined(_))).collect()
            }
            Self::Alone(scheme) => {
                of(scheme, Schemes::Joined).filter(|heading| matches!(heading, Heading::One(_))).collect()
            }
        }
    }

    /// What it is, in words. Where the crosswalk made it, it is named.
    pub fn label(self) -> String {
        match self {
            Self::Scheme(scheme) => scheme.label().to_owned(),
            Self::Joined => format!("2014 and 2024 schemes joined through {}", name()),
            Self::Alone(scheme) => format!("{}: topics without a counterpart in {}", scheme.label(), name()),
        }
    }

    /// The schemes its topics are of, for files: `2014`, `2014 and 2024`.
    pub fn schemes(self) -> String {
        match self {
            Self::Scheme(scheme) | Self::Alone(scheme) => scheme.slug().to_owned(),
            Self::Joined => Scheme::ALL.iter().map(|scheme| scheme.slug()).collect::<Vec<_>>().join(" and "),
        }
    }

    /// What the crosswalk did, for files.
    pub fn crosswalk(self) -> String {
        match self {
            Self::Scheme(_) => "not used".to_owned(),
            Self::Joined => format!("version {VERSION}: joined"),
            Self::Alone(_) => format!("version {VERSION}: no counterpart"),
        }
    }
}

/// The topics of 2014 whose counterpart a topic is.
fn mapped_to(topic: Topic) -> Vec<Topic> {
    Topic::ALL.iter().copied().filter(|older| older.counterpart() == Some(topic)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_and_its_counterpart_are_counted_as_one_only_where_schemes_are_joined() {
        let (contact, response) = (Topic::InitialContact, Topic::InitialResponse);
        assert_ne!(Schemes::Apart.heading(contact), Schemes::Apart.heading(response));
        let joined = Schemes::Joined.heading(contact);
        assert_eq!(joined, Schemes::Joined.heading(response));
        assert_eq!(joined.topics(), [contact, response]);
        assert_eq!(joined.label(), "Initial response (2014: Initial contact)");
        assert_eq!(joined.to_string(), "Initial contact (2014 scheme) with Initial response (2024 scheme)");
    }

    #[test]
    fn topics_without_a_counterpart_stay_apart() {
        let labels = |group: Group| group.headings().into_iter().map(Heading::label).collect::<Vec<_>>();
        assert_eq!(
            labels(Group::Alone(Scheme::Of2014)),
            ["Decision making", "Trusted adult", "Managing those posing a risk to children", "Police detention"]
        );
        assert_eq!(labels(Group::Alone(Scheme::Of2024)), ["Partnership working"]);
    }

    #[test]
    fn however_schemes_are_shown_every_topic_is_in_exactly_one_group() {
        for schemes in Schemes::ALL {
            let headings = || schemes.groups().iter().flat_map(|group| group.headings());
            let mut topics: Vec<_> = headings().flat_map(Heading::topics).collect();
            topics.sort_unstable();
            assert_eq!(topics, Topic::ALL);
            assert!(headings().all(|heading| heading.topics().iter().all(|topic| schemes.heading(*topic) == heading)));
        }
    }
}
