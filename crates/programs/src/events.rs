//! What happened in this slice, for the log and those who react.

use base::access::PartnerId;
use base::events::Event;
use jiff::civil::Date;
use serde::Serialize;

use crate::rules::{GroupId, ProgramId, TermsVersionId};

macro_rules! event {
    ($(#[$doc:meta])* $kind:ident = $event:literal { $($(#[$about:meta])* $field:ident: $type:ty),* $(,)? } $(of $partner:ident)?) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $kind {
            /// The programme.
            pub program: ProgramId,
            /// Its name at that time.
            pub name: String,
            $($(#[$about])* pub $field: $type,)*
        }

        impl Event for $kind {
            const NAME: &'static str = $event;

            fn subject(&self) -> String {
                self.program.to_string()
            }
            $(
            fn partner(&self) -> Option<PartnerId> {
                Option::<PartnerId>::from(self.$partner)
            }
            )?
        }
    };
}

event!(
    /// A programme was added.
    Added = "programs.added" {}
);

event!(
    /// A programme was changed.
    Changed = "programs.changed" {}
);

event!(
    /// A programme began to run.
    Started = "programs.started" {}
);

event!(
    /// A programme ended.
    Ended = "programs.ended" {}
);

event!(
    /// A partner joined.
    PartnerEnrolled = "programs.partner-enrolled" {
        /// The partner.
        partner: PartnerId,
        /// The first day.
        from: Date,
    } of partner
);

event!(
    /// A partner's enrolment was given its last day.
    PartnerLeft = "programs.partner-left" {
        /// The partner.
        partner: PartnerId,
        /// The last day.
        until: Date,
    } of partner
);

event!(
    /// A draft was deleted.
    DraftDeleted = "programs.draft-deleted" {}
);

event!(
    /// Terms became binding for everybody.
    TermsPublished = "programs.terms-published" {
        /// The number of the version.
        number: u32,
        /// The first day in force.
        from: Date,
        /// The short hash of the content.
        hash: String,
    }
);

event!(
    /// A draft was handed in for approval.
    TermsSubmitted = "programs.terms-submitted" {
        /// The draft.
        version: TermsVersionId,
        /// For whom, after a comma; nothing when they are everybody's.
        whose: String,
        /// The first day wanted.
        from: Date,
        /// What its author says of it.
        comment: String,
    }
);

event!(
    /// A draft that was handed in was taken back or changed.
    SubmissionWithdrawn = "programs.submission-withdrawn" {
        /// The draft.
        version: TermsVersionId,
    }
);

event!(
    /// A draft was given back to its author.
    TermsReturned = "programs.terms-returned" {
        /// The draft.
        version: TermsVersionId,
        /// For whom, after a comma; nothing when they are everybody's.
        whose: String,
        /// Why.
        reason: String,
    }
);

event!(
    /// Whether one person alone may publish was decided.
    OnePersonAllowed = "programs.one-person-allowed" {
        /// The key of yes or no.
        answer_key: &'static str,
    }
);

event!(
    /// Individual terms were published, which proposes them to the partner.
    TermsProposed = "programs.terms-proposed" {
        /// The version.
        version: TermsVersionId,
        /// The number of the version.
        number: u32,
        /// The partner.
        partner: PartnerId,
        /// The first day in force.
        from: Date,
        /// The short hash of the content.
        hash: String,
    } of partner
);

event!(
    /// The partner accepted, which makes the terms binding.
    ProposalAccepted = "programs.proposal-accepted" {
        /// The version.
        version: TermsVersionId,
        /// The number of the version.
        number: u32,
        /// The partner.
        partner: PartnerId,
        /// The short hash of what was shown.
        hash: String,
        /// The key of how: in the portal or on paper.
        how_key: &'static str,
    } of partner
);

event!(
    /// The partner declined.
    ProposalDeclined = "programs.proposal-declined" {
        /// The version.
        version: TermsVersionId,
        /// The number of the version.
        number: u32,
        /// The partner.
        partner: PartnerId,
        /// Why.
        reason: String,
    } of partner
);

event!(
    /// The vendor took a proposal back.
    ProposalRetracted = "programs.proposal-retracted" {
        /// The number of the version.
        number: u32,
        /// The partner.
        partner: PartnerId,
    } of partner
);

event!(
    /// Terms became binding for a group.
    GroupPublished = "programs.group-published" {
        /// The version.
        version: TermsVersionId,
        /// The number of the version.
        number: u32,
        /// The group.
        group: GroupId,
        /// Its name at that time.
        group_name: String,
        /// The first day in force.
        from: Date,
        /// The short hash of the content.
        hash: String,
    }
);

event!(
    /// Terms of a group were given an earlier last day.
    GroupEnded = "programs.group-ended" {
        /// The number of the version.
        number: u32,
        /// The group's name at that time.
        group_name: String,
        /// The last day in force.
        until: Date,
    }
);

event!(
    /// A group was added.
    GroupAdded = "programs.group-added" {
        /// The group's name.
        group_name: String,
    }
);

event!(
    /// A partner joined a group.
    GroupJoined = "programs.group-joined" {
        /// The group's name.
        group_name: String,
        /// The partner.
        partner: PartnerId,
        /// The first day.
        from: Date,
    } of partner
);

event!(
    /// A partner's membership in a group was given its last day.
    GroupLeft = "programs.group-left" {
        /// The group's name.
        group_name: String,
        /// The partner.
        partner: PartnerId,
        /// The last day.
        until: Date,
    } of partner
);

event!(
    /// A partner was placed on a leg.
    Placed = "programs.placed" {
        /// The partner.
        partner: PartnerId,
        /// The one above him.
        under: PartnerId,
        /// His name at that time.
        under_name: String,
        /// The key of the leg.
        leg_key: &'static str,
        /// The first day.
        from: Date,
    } of partner
);

event!(
    /// A place that was given by mistake was taken back.
    PlacementTakenBack = "programs.placement-taken-back" {
        /// The partner.
        partner: PartnerId,
        /// The name of the one above him at that time.
        under_name: String,
        /// The key of the leg.
        leg_key: &'static str,
    } of partner
);

event!(
    /// A partner's plan was set or taken away.
    TargetSet = "programs.target-set" {
        /// The partner.
        partner: PartnerId,
        /// The plan, as money writes itself; nothing when it was taken away.
        target: Option<String>,
        /// The first day.
        from: Date,
    } of partner
);

event!(
    /// The plans of many partners were set.
    TargetsSet = "programs.targets-set" {
        /// How many.
        count: usize,
    }
);

/// An exchange rate was written down.
#[derive(Clone, Debug, Serialize)]
pub struct RateAdded {
    /// `USD/RUB`.
    #[serde(skip)]
    pub pair: String,
    /// The day.
    pub on: Date,
    /// The rate as exact decimal text.
    pub rate: String,
}

impl Event for RateAdded {
    const NAME: &'static str = "programs.rate-added";

    fn subject(&self) -> String {
        self.pair.clone()
    }
}

/// Many exchange rates were written down at once.
#[derive(Clone, Debug, Serialize)]
pub struct RatesAdded {
    /// How many.
    pub count: usize,
}

impl Event for RatesAdded {
    const NAME: &'static str = "programs.rates-added";

    fn subject(&self) -> String {
        "rates".to_owned()
    }
}

event!(
    /// Individual terms were given an earlier last day.
    IndividualEnded = "programs.individual-ended" {
        /// The number of the version.
        number: u32,
        /// The partner.
        partner: PartnerId,
        /// The last day in force.
        until: Date,
    } of partner
);
