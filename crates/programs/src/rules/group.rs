//! Groups of partners within a programme.

use base::access::{PartnerId, UserId};
use base::id;
use jiff::civil::Date;

use super::{Program, ProgramId, Refusal};

id!(
    /// A named group of partners of a programme.
    GroupId,
    "group"
);

id!(
    /// A partner's membership in a group.
    MemberId,
    "member"
);

/// The longest name of a group.
const NAME_LETTERS_MAX: usize = 120;

/// A named group of partners of one programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// The programme.
    pub program: ProgramId,
    /// Its name.
    pub name: String,
}

/// A partner belongs to a group; both days belong to the membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupMember {
    /// Its id.
    pub id: MemberId,
    /// The group.
    pub group: GroupId,
    /// The partner.
    pub partner: PartnerId,
    /// The first day.
    pub from: Date,
    /// The last day, if it has ended or will end.
    pub until: Option<Date>,
    /// Who put him there.
    pub by: Option<UserId>,
}

impl GroupMember {
    /// Whether the partner is in the group on this day.
    pub fn covers(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date <= until)
    }
}

/// Whether a group may be called so.
pub fn judge_group_name(name: &str) -> Result<(), Refusal> {
    match name.trim().chars().count() {
        0 => Err(Refusal::GroupNameMissing),
        letters if letters > NAME_LETTERS_MAX => Err(Refusal::GroupNameLong { max: NAME_LETTERS_MAX }),
        _ => Ok(()),
    }
}

/// Whether the partner of this name may join a group from this day on; `his` are his memberships in all groups of the
/// programme.
pub fn judge_joining(
    program: &Program,
    partner: &str,
    groups: &[Group],
    his: &[&GroupMember],
    from: Date,
) -> Result<(), Refusal> {
    if let Some(closed_until) = program.closed_until.filter(|closed| from <= *closed) {
        return Err(Refusal::InClosedPeriod { closed_until });
    }
    let Some(other) = his.iter().find(|other| other.until.is_none_or(|until| from <= until)) else {
        return Ok(());
    };
    let name = groups.iter().find(|group| group.id == other.group).map(|group| group.name.clone());
    Err(Refusal::InGroupAlready {
        partner: partner.to_owned(),
        group: name.unwrap_or_default(),
        from: other.from,
    })
}

/// Whether the membership may end with this day.
pub fn judge_parting(program: &Program, member: &GroupMember, until: Date) -> Result<(), Refusal> {
    if until < member.from {
        return Err(Refusal::EndsBeforeItBegins { from: member.from });
    }
    if let Some(until) = member.until {
        return Err(Refusal::EndsAlready { until });
    }
    match program.closed_until.filter(|closed| until < *closed) {
        Some(closed_until) => Err(Refusal::InClosedPeriod { closed_until }),
        None => Ok(()),
    }
}
