//! A partner's own plan per period.

use base::access::{PartnerId, UserId};
use base::id;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Program, Refusal};

id!(
    /// A plan that was set.
    TargetId,
    "target"
);

/// A plan from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The first day.
    pub from: Date,
    /// The last day; without one it holds until the next plan begins.
    pub until: Option<Date>,
    /// The plan per period in minor units of the programme's currency; nothing takes the plan away.
    pub target_minor: Option<i64>,
}

/// A plan as it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: TargetId,
    /// The partner.
    pub partner: PartnerId,
    /// The plan.
    pub plan: Plan,
    /// When it was set.
    pub at: Timestamp,
    /// Who set it.
    pub by: Option<UserId>,
}

/// Whether the plan may be set.
pub fn judge_target(program: &Program, plan: Plan) -> Result<(), Refusal> {
    if plan.target_minor.is_some_and(|target| target <= 0) {
        return Err(Refusal::TargetNotPositive);
    }
    if plan.until.is_some_and(|until| until < plan.from) {
        return Err(Refusal::EndsBeforeItBegins { from: plan.from });
    }
    match program.closed_until.filter(|closed| plan.from <= *closed) {
        Some(closed_until) => Err(Refusal::InClosedPeriod { closed_until }),
        None => Ok(()),
    }
}

/// The plan of each partner on a day; `targets` are ordered by partner, first day and age. The plan that began last
/// holds; when it has ended, none does.
pub fn targets_on(targets: &[Target], on: Date) -> Vec<(PartnerId, i64)> {
    targets
        .chunk_by(|left, right| left.partner == right.partner)
        .filter_map(|his| {
            let last = his.iter().rev().find(|target| target.plan.from <= on)?;
            let holds = last.plan.until.is_none_or(|until| on <= until);
            Some((last.partner, last.plan.target_minor.filter(|_| holds)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(partner: i64, from: &str, until: Option<&str>, minor: Option<i64>) -> Target {
        let plan = Plan {
            from: from.parse().unwrap(),
            until: until.map(|until| until.parse().unwrap()),
            target_minor: minor,
        };
        Target { id: TargetId(1), partner: PartnerId(partner), plan, at: Timestamp::UNIX_EPOCH, by: None }
    }

    fn on(targets: &[Target], day: &str) -> Vec<(i64, i64)> {
        targets_on(targets, day.parse().unwrap())
            .into_iter()
            .map(|(partner, minor)| (partner.0, minor))
            .collect()
    }

    #[test]
    fn the_plan_that_began_last_holds_and_of_one_day_the_later_one() {
        let targets = [
            target(1, "2026-01-01", None, Some(100)),
            target(1, "2026-01-01", None, Some(120)),
            target(1, "2026-04-01", Some("2026-06-30"), Some(200)),
            target(2, "2026-01-01", None, Some(50)),
            target(2, "2026-03-01", None, None),
        ];
        assert_eq!(on(&targets, "2025-12-31"), []);
        assert_eq!(on(&targets, "2026-02-01"), [(1, 120), (2, 50)]);
        assert_eq!(on(&targets, "2026-06-30"), [(1, 200)]);
        assert_eq!(on(&targets, "2026-07-01"), []);
    }
}
