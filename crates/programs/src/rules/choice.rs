//! Choosing partners to enrol by what is known of them.

use partners::{Partner, PartnerKind, PartnerStatus};

/// What chosen partners have in common; nothing chosen means everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Their kind.
    pub kind: Option<PartnerKind>,
    /// Their region.
    pub region: Option<String>,
    /// Their tier.
    pub tier: Option<String>,
}

impl Choice {
    /// Whether the partner is active and has all of it.
    pub fn takes(&self, partner: &Partner) -> bool {
        partner.status == PartnerStatus::Active
            && self.kind.is_none_or(|kind| kind == partner.kind)
            && (self.region.is_none() || self.region == partner.region)
            && (self.tier.is_none() || self.tier == partner.tier)
    }
}
