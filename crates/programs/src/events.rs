//! What happened in this slice, for the log and those who react.

use base::access::PartnerId;
use base::events::Event;
use jiff::civil::Date;
use serde::Serialize;

use crate::rules::ProgramId;

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
    /// Individual terms became binding for one partner.
    IndividualPublished = "programs.individual-published" {
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
