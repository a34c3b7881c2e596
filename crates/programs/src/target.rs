//! Partners' own plans: setting one, and many at once.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::files::{FieldKind, Record, TargetField};
use base::work::Work;
use money::{Currency, Money};

use crate::add::locked;
use crate::events::{TargetSet, TargetsSet};
use crate::rules::{Plan, ProgramId, Refusal, judge_target};
use crate::store;

/// The columns of a table of plans.
pub const PLAN_FIELDS: &[TargetField] = &[
    TargetField::new("partner", FieldKind::Text).required().also(&[
        "code",
        "partner code",
        "партнёр",
        "код",
        "код партнёра",
    ]),
    TargetField::new("target", FieldKind::Money).required().also(&["plan", "план", "цель", "сумма"]),
    TargetField::new("from", FieldKind::Date).required().also(&[
        "date",
        "from day",
        "с",
        "с даты",
        "дата",
        "с какого дня",
    ]),
];

/// Reads a row of a table of plans: the partner's name or code, and his plan.
pub fn named_plan(record: &mut Record<'_>, currency: Currency) -> Option<(String, Plan)> {
    let partner = record.text("partner").map(str::to_owned);
    let (target, from) = (record.money("target", Some(currency)), record.date("from"));
    Some((partner?, Plan { from: from?, until: None, target_minor: Some(target?.minor) }))
}

/// Sets a partner's plan from a day on; nothing as the target takes the plan away.
pub async fn set_target(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
    plan: Plan,
) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    partners::partner(work, partner).await?.ok_or(Stop::Unknown)?;
    judge_target(&held, plan).map_err(Stop::Refused)?;
    store::insert_targets(work, program, &[(partner, plan)]).await?;
    let target = plan.target_minor.map(|minor| Money::new(minor, held.currency).to_string());
    let event = TargetSet { program, name: held.name, partner, target, from: plan.from };
    work.record(event).await?;
    Ok(())
}

/// Sets the plans of many partners, all or none.
pub async fn set_targets(
    work: &mut Work,
    program: ProgramId,
    plans: &[(PartnerId, Plan)],
) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    for (_, plan) in plans {
        judge_target(&held, *plan).map_err(Stop::Refused)?;
    }
    store::insert_targets(work, program, plans).await?;
    work.record(TargetsSet { program, name: held.name, count: plans.len() }).await?;
    Ok(())
}
