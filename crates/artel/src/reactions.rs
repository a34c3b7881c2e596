//! The one visible table of reactions: after which event which job runs.

use base::events::Reaction;

/// Every reaction of the program. A row here is the only way in which one slice sets off another.
pub const REACTIONS: &[Reaction] = &[
    // Those who may approve hear that terms wait for them.
    Reaction { event: "programs.terms-submitted", job: "programs.tell-approvers" },
    // A partner hears that terms are proposed to him, the members of a group that theirs are new.
    Reaction { event: "programs.terms-proposed", job: "programs.tell-proposed" },
    Reaction { event: "programs.group-published", job: "programs.tell-group" },
    // Those who may propose hear what the partner answered.
    Reaction { event: "programs.proposal-accepted", job: "programs.tell-answered" },
    Reaction { event: "programs.proposal-declined", job: "programs.tell-answered" },
    // Partners hear by letter that their statement is there.
    Reaction { event: "commissions.period-closed", job: "commissions.tell-partners" },
];
