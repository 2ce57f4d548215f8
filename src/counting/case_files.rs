//! In how many forces more case files were inadequate than good, by the latest audit of each.

use serde::{Deserialize, Serialize};

use super::Known;
use crate::{case_audit::CaseAudit, force::Force, round::happened, view::published::DatedRound};

/// Forces are counted, not files: pooled files would tell of the largest audits alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CaseFileForces {
    /// Forces with an audit.
    pub audited: u64,
    /// Of these, with more files inadequate than good.
    pub more_inadequate: u64,
    /// Forces whose latest audit is of the last five years.
    pub audited_lately: u64,
    /// Of these, with more files inadequate than good.
    pub more_inadequate_lately: u64,
}

/// A force with its latest audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditedForce {
    /// Which force.
    pub force: Force,
    /// The round that audited.
    pub round: DatedRound,
    /// The counts as published.
    pub audit: CaseAudit,
    /// Whether it is of the last five years.
    pub is_recent: bool,
}

/// The latest audit of each force, the largest share inadequate first; of equal shares the larger audit, then by name.
#[must_use]
pub fn audited(known: &Known) -> Vec<AuditedForce> {
    let audits = known.forces.iter().filter_map(|force| {
        let (round, audit) = force.audit.clone()?;
        let is_recent = known.is_recent(happened(round.published, round.fieldwork));
        Some(AuditedForce { force: force.force.clone(), round, audit, is_recent })
    });
    let mut audits: Vec<_> = audits.collect();
    audits.sort_by(|one, other| {
        let counts = |of: &AuditedForce| (u64::from(of.audit.inadequate), u64::from(of.audit.graded()));
        let ((part, whole), (other_part, other_whole)) = (counts(one), counts(other));
        (other_part * whole, other_whole)
            .cmp(&(part * other_whole, whole))
            .then_with(|| one.force.short_name.cmp(&other.force.short_name))
    });
    audits
}

/// The counts.
#[must_use]
pub fn case_files(known: &Known) -> CaseFileForces {
    let mut counts = CaseFileForces::default();
    for AuditedForce { audit, is_recent, .. } in audited(known) {
        let more = audit.inadequate > audit.good;
        counts.audited += 1;
        counts.more_inadequate += u64::from(more);
        counts.audited_lately += u64::from(is_recent);
        counts.more_inadequate_lately += u64::from(is_recent && more);
    }
    counts
}
