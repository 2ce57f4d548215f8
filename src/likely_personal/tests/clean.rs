//! Ordinary police prose: nothing in it is anybody's.

use super::marked;

/// What forces and inspectors write of their work, made up in the manner of public reports.
pub(super) const CLEAN: &[&str] = &[
    "The Detective Chief Inspector for Public Protection chairs a monthly scrutiny panel with Children’s Social Care.",
    "Since 1 April 2024 all missing reports are reviewed by a Duty Inspector within one hour.",
    "Kent Police and Essex Police share a Serious Crime Directorate.",
    "We dip sampled 120 custody records and 48 crime numbers in March 2025; 36 (75%) met the standard.",
    "Operation Encompass notifications reach schools before 9am, and Operation Soteria Bluestone principles are in use.",
    "Training was delivered to 1,250 officers and staff between 12/03/2024 and 30/06/2024.",
    "The Crown Prosecution Service and the College of Policing have agreed the joint protocol.",
    "Multi-Agency Safeguarding Hub managers meet every Monday, Wednesday and Friday.",
    "Recommendation KENT-2019-07 was raised in the 2019 inspection and repeated in 2021/22.",
    "Section 47 strategy meetings now take place within 24 hours in 92% of cases.",
    "Children aged 10 to 17 are seen by an appropriate adult; the youngest was 10 years old.",
    "Clare’s Law and Sarah’s Law disclosures are tracked in Niche and reviewed weekly.",
    "Call 101 or, in an emergency, 999; Childline is 0800 1111 and the force’s number is 0300 123 4567.",
    "Child A and Child B were the subjects of the local child safeguarding practice review.",
    "The backlog in the Digital Forensics Unit fell from 413 devices to 57 by 30 September 2025.",
    "Officers born in the area know its schools; those who joined in 2023 have had the new input.",
    "Superintendent lead for Vulnerability. Next step: refresh the Neglect Toolkit by Easter.",
    "A new post, Child Protection Improvement Manager, starts on 3 November.",
    "Greater Manchester Police works with Barnardo’s and the Lucy Faithfull Foundation.",
    "Mark each referral with its risk level. Will this reduce delay? May to July shows that it does.",
    "Voice of the Child training is mandatory for Response, Neighbourhood and Contact Management.",
    "In the Thames Valley and in Milton Keynes the MASH has a police Sergeant on every shift.",
    "The force bought 300 Body Worn Video cameras at a cost of £245,000 under contract 4711.",
    "HMICFRS, Ofsted and the Care Quality Commission inspected together as part of a JTAI.",
    "RSOs managed by MOSOVO rose from 1,012 to 1,134; visits overdue fell from 97 to 12.",
    "ACC Crime is accountable; the DCC chairs Gold Group and the Chief Constable is briefed quarterly.",
    "Audit of 10 Family Court cases and 6 fatal Road Traffic Collisions found consistent recording.",
    "Governance: Vulnerability Board, then Force Executive Board, then the Police and Crime Commissioner.",
    "The programme called Signs of Safety is used across North Wales and Dyfed-Powys.",
    "Phase 2 (January–March 2026) brings in Microsoft Teams for strategy discussions.",
    "Average attendance time for Grade 1 calls is 11 minutes 20 seconds, down from 14.",
    "Police Protection powers under Section 46 of the Children Act 1989 were used 212 times.",
    "Tunbridge Wells, Medway Maritime Hospital and Alder Hey Children’s Hospital have seconded nurses.",
    "County Lines and Child Criminal Exploitation are now on the Control Strategy.",
    "Results for Q1 2025-26 are 61%, 64% and 70%; Q2 is not yet available.",
    "Op Uplift recruits joined through the Police Constable Degree Apprenticeship; Child Rescue Alert was tested.",
    "Heddlu Gwent and Ynys Môn social workers share a desk; the Casey Review’s actions are on the tracker.",
    "Miss no opportunity to speak to the child alone, and record what they say in their own words.",
];

#[test]
fn ordinary_police_prose_is_left_alone() {
    let alarms: Vec<_> = CLEAN.iter().flat_map(|sentence| marked(sentence)).collect();
    assert_eq!(alarms, []);
}

#[test]
fn the_public_summaries_the_register_starts_with_are_left_alone() {
    for file in [include_str!("../../../data/recommendations.csv"), include_str!("../../../data/good_practice.csv")] {
        for line in file.lines().skip(1) {
            // The address of the source is no free text.
            let line = line.rsplit_once(",http").map_or(line, |(line, _)| line);
            assert_eq!(marked(line), [], "{line}");
        }
    }
}

#[test]
fn a_bare_date_an_age_or_a_cohort_is_no_date_of_birth() {
    for text in ["12/03/2012", "On 12 March 2012 she was aged 14.", "born in 2012", "a 14-year-old", "aged 14"] {
        assert_eq!(marked(text), [], "{text}");
    }
}
