//! Partners' own plans.

use base::access::PartnerId;
use base::args;
use base::db::{Row, Value};
use base::failure::Result;
use base::work::Work;

use crate::rules::{Plan, ProgramId, Target, TargetId};

/// Every plan of a programme, by partner, first day and age; of two of one day the later one stands last.
pub async fn targets(work: &mut Work, program: ProgramId) -> Result<Vec<Target>> {
    let sql =
        "select id, partner_id, from_on, until_on, target_minor, added_at, added_by from programs_targets
               where program_id = $1 order by partner_id, from_on, added_at, id";
    work.read_all(sql, args![program], read_target).await
}

/// The plans of these partners by partner and first day, the newest last.
pub async fn targets_of_these(
    work: &mut Work,
    program: ProgramId,
    partners: &[PartnerId],
) -> Result<Vec<Target>> {
    let places: Vec<String> = (2..partners.len() + 2).map(|place| format!("${place}")).collect();
    let sql = format!(
        "select id, partner_id, from_on, until_on, target_minor, added_at, added_by from programs_targets
         where program_id = $1 and partner_id in ({}) order by partner_id, from_on, added_at, id",
        places.join(", ")
    );
    let args = [program.into()].into_iter().chain(partners.iter().map(|id| (*id).into())).collect();
    work.rows(&sql, args).await?.iter().map(read_target).collect()
}

/// Writes plans down.
pub async fn insert_targets(
    work: &mut Work,
    program: ProgramId,
    targets: &[(PartnerId, Plan)],
) -> Result<()> {
    let (now, user) = (work.now(), work.actor.user());
    let head = "insert into programs_targets (id, program_id, partner_id, from_on, until_on, target_minor, added_at, added_by)";
    let row = |(partner, plan): &(PartnerId, Plan)| {
        let id = TargetId::fresh();
        args![id, program, *partner, plan.from, plan.until, plan.target_minor, now, user]
    };
    let rows: Vec<Vec<Value>> = targets.iter().map(row).collect();
    work.insert_many(head, "", &rows).await?;
    Ok(())
}

fn read_target(row: &Row) -> Result<Target> {
    Ok(Target {
        id: row.get("id")?,
        partner: row.get("partner_id")?,
        plan: Plan {
            from: row.get("from_on")?,
            until: row.get("until_on")?,
            target_minor: row.get("target_minor")?,
        },
        at: row.get("added_at")?,
        by: row.get("added_by")?,
    })
}
