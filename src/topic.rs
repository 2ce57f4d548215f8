//! Topics: the headings recommendations stand under, in two versioned schemes, and the crosswalk between them.

use std::fmt;

use crate::vocabulary::{UnknownWord, fold, vocabulary};

vocabulary! {
    /// A version of the inspectorate's set of topics.
    Scheme, "topic scheme" {
        /// Eight headings along the child's journey, in use until early 2024, without a grade for the force.
        Of2014 = "2014" => "2014 scheme (child’s journey)",
        /// Five graded topics, from the criteria of 16 April 2024.
        Of2024 = "2024" => "2024 scheme (graded topics)",
    }
}

vocabulary! {
    /// A topic of either scheme. A chart never mixes schemes but through the [`crosswalk`](crate::crosswalk).
    Topic, "topic" {
        /// 2014.
        LeadershipManagementAndGovernance = "2014-leadership-management-and-governance" => "Leadership, management and governance",
        /// 2014.
        InitialContact = "2014-initial-contact" => "Initial contact",
        /// 2014.
        AssessmentAndHelp = "2014-assessment-and-help" => "Assessment and help",
        /// 2014.
        Investigation2014 = "2014-investigation" => "Investigation",
        /// 2014.
        DecisionMaking = "2014-decision-making" => "Decision making",
        /// 2014.
        TrustedAdult = "2014-trusted-adult" => "Trusted adult",
        /// 2014.
        ManagingThosePosingARisk = "2014-managing-those-posing-a-risk" => "Managing those posing a risk to children",
        /// 2014.
        PoliceDetention = "2014-police-detention" => "Police detention",
        /// 2024.
        Leadership = "2024-leadership" => "Leadership",
        /// 2024.
        PartnershipWorking = "2024-partnership-working" => "Partnership working",
        /// 2024.
        InitialResponse = "2024-initial-response" => "Initial response",
        /// 2024.
        RiskAssessmentAndReferral = "2024-risk-assessment-and-referral" => "Risk assessment and referral",
        /// 2024.
        Investigation2024 = "2024-investigation" => "Investigation",
    }
}

/// Other ways in which reports write a topic, each in its scheme. Sources: reports of 2014 to 2025 (`data/README.md`).
pub const ALIASES: &[(&str, Topic)] = &[
    ("leadership", Topic::LeadershipManagementAndGovernance),
    ("leadership and governance", Topic::LeadershipManagementAndGovernance),
    ("the trusted adult", Topic::TrustedAdult),
    ("managing those who pose a risk to children", Topic::ManagingThosePosingARisk),
    ("managing those who pose a risk", Topic::ManagingThosePosingARisk),
    ("those who pose a risk to children", Topic::ManagingThosePosingARisk),
    ("managing those posing a risk", Topic::ManagingThosePosingARisk),
    ("detention", Topic::PoliceDetention),
    ("leadership of child protection arrangements", Topic::Leadership),
    ("working with safeguarding partners", Topic::PartnershipWorking),
    ("responding to children at risk of harm", Topic::InitialResponse),
    ("assessing risk to children and making appropriate referrals", Topic::RiskAssessmentAndReferral),
    ("investigating reports of abuse, neglect and exploitation", Topic::Investigation2024),
];

impl Topic {
    /// The scheme it belongs to.
    pub const fn scheme(self) -> Scheme {
        match self {
            Self::LeadershipManagementAndGovernance
            | Self::InitialContact
            | Self::AssessmentAndHelp
            | Self::Investigation2014
            | Self::DecisionMaking
            | Self::TrustedAdult
            | Self::ManagingThosePosingARisk
            | Self::PoliceDetention => Scheme::Of2014,
            Self::Leadership
            | Self::PartnershipWorking
            | Self::InitialResponse
            | Self::RiskAssessmentAndReferral
            | Self::Investigation2024 => Scheme::Of2024,
        }
    }

    /// The topics of one scheme, in its order.
    pub fn of(scheme: Scheme) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |topic| topic.scheme() == scheme)
    }

    /// The 2024 topic that a 2014 topic maps to; the others have no counterpart. Whoever changes this makes another
    /// [version](crate::crosswalk::VERSION) of the crosswalk, which is ours.
    pub const fn counterpart(self) -> Option<Self> {
        match self {
            Self::LeadershipManagementAndGovernance => Some(Self::Leadership),
            Self::InitialContact => Some(Self::InitialResponse),
            Self::AssessmentAndHelp => Some(Self::RiskAssessmentAndReferral),
            Self::Investigation2014 => Some(Self::Investigation2024),
            _ => None,
        }
    }

    /// The topic a source's words name, within the scheme of their round if that is known.
    ///
    /// # Errors
    /// [`TopicError::Ambiguous`] where two schemes have the words and the round's scheme is not known.
    pub fn named(words: &str, scheme: Option<Scheme>) -> Result<Self, TopicError> {
        let wanted = spelled(words);
        let allowed = |topic: &Self| scheme.is_none_or(|scheme| scheme == topic.scheme());
        let mut found: Vec<Self> = Self::ALL
            .iter()
            .copied()
            .filter(|topic| spelled(topic.label()) == wanted || spelled(topic.slug()) == wanted)
            .chain(ALIASES.iter().filter(|(alias, _)| spelled(alias) == wanted).map(|(_, topic)| *topic))
            .filter(allowed)
            .collect();
        found.dedup();
        match found[..] {
            [topic] => Ok(topic),
            [] => Err(TopicError::Unknown(UnknownWord {
                what: "topic",
                given: words.to_owned(),
                known: Self::ALL.iter().filter(|topic| allowed(topic)).map(|topic| topic.label()).collect(),
            })),
            _ => Err(TopicError::Ambiguous(words.to_owned())),
        }
    }

    /// Its label with its scheme, for lists that hold both.
    pub fn with_scheme(self) -> InScheme {
        InScheme(self)
    }
}

/// Words as they are compared: case, commas, hyphens and `&` make no other topic.
fn spelled(words: &str) -> String {
    let words = fold(words).replace('&', " and ").replace(',', " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A topic written with the year of its scheme: `Investigation (2014 scheme)`.
#[derive(Debug, Clone, Copy)]
pub struct InScheme(Topic);

impl fmt::Display for InScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} scheme)", self.0.label(), self.0.scheme().slug())
    }
}

/// Why words name no topic.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TopicError {
    /// In no list.
    #[error(transparent)]
    Unknown(#[from] UnknownWord),
    /// In the lists of both schemes.
    #[error("\"{0}\" is a topic of both schemes; give the round a topic_scheme (2014 or 2024)")]
    Ambiguous(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_of_both_schemes_needs_the_scheme_of_its_round() {
        assert_eq!(Topic::named("investigation", Some(Scheme::Of2014)), Ok(Topic::Investigation2014));
        assert_eq!(Topic::named("investigation", Some(Scheme::Of2024)), Ok(Topic::Investigation2024));
        assert!(matches!(Topic::named("investigation", None), Err(TopicError::Ambiguous(_))));
    }

    #[test]
    fn spelling_variants_are_aliases() {
        assert_eq!(Topic::named("Decision-making", None), Ok(Topic::DecisionMaking));
        assert_eq!(
            Topic::named("managing those who pose a risk to children", None),
            Ok(Topic::ManagingThosePosingARisk)
        );
    }

    #[test]
    fn an_unknown_topic_lists_those_of_its_scheme() {
        let Err(TopicError::Unknown(error)) = Topic::named("traffic", Some(Scheme::Of2024)) else {
            panic!("traffic is no topic")
        };
        assert_eq!(error.known.len(), 5);
    }

    #[test]
    fn the_crosswalk_leads_from_2014_to_2024_only() {
        for topic in Topic::ALL {
            if let Some(counterpart) = topic.counterpart() {
                assert_eq!((topic.scheme(), counterpart.scheme()), (Scheme::Of2014, Scheme::Of2024));
            }
        }
        assert_eq!(Topic::ALL.iter().filter(|topic| topic.counterpart().is_some()).count(), 4);
    }
}
