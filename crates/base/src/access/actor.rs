//! Who acts, and whose things are acted upon.

use super::{Act, Acts};

crate::id!(
    /// A person who signs in.
    UserId,
    "user"
);

crate::id!(
    /// A partner of the vendor.
    PartnerId,
    "partner"
);

/// By whom a piece of work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody has signed in.
    Anonymous,
    /// Somebody of the vendor's staff.
    Staff {
        /// Who.
        user: UserId,
        /// What the role includes.
        acts: Acts,
    },
    /// Somebody of a partner's company.
    Partner {
        /// Who.
        user: UserId,
        /// Of which partner.
        partner: PartnerId,
        /// What the role includes.
        acts: Acts,
    },
    /// The program itself: jobs, the command line, the demo.
    System(&'static str),
}

/// Whose things an act touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The vendor's own, or those of all partners.
    Vendor,
    /// One partner's.
    Partner(PartnerId),
}

impl From<PartnerId> for Whose {
    fn from(partner: PartnerId) -> Self {
        Self::Partner(partner)
    }
}

impl Actor {
    /// The user behind the actor, if it is a person.
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::Staff { user, .. } | Self::Partner { user, .. } => Some(*user),
            Self::Anonymous | Self::System(_) => None,
        }
    }

    /// The partner the actor belongs to, if any.
    pub fn partner(&self) -> Option<PartnerId> {
        if let Self::Partner { partner, .. } = self { Some(*partner) } else { None }
    }

    /// Tells whether the actor may do `act` with what belongs to `whose`.
    pub fn may(&self, act: Act, whose: Whose) -> bool {
        match self {
            Self::System(_) => true,
            Self::Anonymous => false,
            Self::Staff { acts, .. } => acts.include(act),
            Self::Partner { partner, acts, .. } => whose == Whose::Partner(*partner) && acts.include(act),
        }
    }

    /// How the actor is written in the event log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Staff { .. } => "staff",
            Self::Partner { .. } => "partner",
            Self::System(name) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;

    #[test]
    fn a_partner_may_act_on_his_own_things_only() {
        let (own, foreign) = (PartnerId(1), PartnerId(2));
        let actor = Actor::Partner { user: UserId(1), partner: own, acts: Role::PartnerOwner.acts() };
        assert!(actor.may(Act::PortalMoney, own.into()));
        assert!(!actor.may(Act::PortalMoney, foreign.into()));
        assert!(!actor.may(Act::PortalMoney, Whose::Vendor));
        assert!(!actor.may(Act::SeePartners, own.into()));
    }

    #[test]
    fn nobody_unknown_may_do_anything() {
        assert!(Act::ALL.iter().all(|act| !Actor::Anonymous.may(*act, Whose::Vendor)));
    }
}
