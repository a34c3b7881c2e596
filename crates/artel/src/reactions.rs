//! The one visible table of reactions: after which event which job runs.

use base::events::Reaction;

/// Every reaction of the program. A row here is the only way in which one slice sets off another.
pub const REACTIONS: &[Reaction] = &[
    // Partners hear by letter that their statement is there.
    Reaction { event: "commissions.period-closed", job: "commissions.tell-partners" },
];
