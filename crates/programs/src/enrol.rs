//! Enrolling partners and ending enrolments.

use std::collections::BTreeMap;

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::add::locked;
use crate::events::{PartnerEnrolled, PartnerLeft};
use crate::rules::{Enrolment, EnrolmentId, ProgramId, Refusal, judge_enrolment, judge_leaving};
use crate::store;

/// What became of enrolling many partners.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Enrolled {
    /// Those who joined.
    pub joined: Vec<PartnerId>,
    /// Those who take part already, or will.
    pub already: Vec<PartnerId>,
}

/// Enrols one partner from a day on.
pub async fn enrol(
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
    from: Date,
) -> Outcome<EnrolmentId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    let others: Vec<Enrolment> = store::enrolments(work, program)
        .await?
        .into_iter()
        .filter(|other| other.partner == partner)
        .collect();
    judge_enrolment(&held, &others, from).map_err(Stop::Refused)?;
    let id = EnrolmentId::fresh();
    store::insert_enrolments(work, program, &[(id, partner)], from).await?;
    work.record(PartnerEnrolled { program, name: held.name, partner, from }).await?;
    Ok(id)
}

/// Enrols every partner of the list who does not take part yet.
pub async fn enrol_many(
    work: &mut Work,
    program: ProgramId,
    partners: &[PartnerId],
    from: Date,
) -> Outcome<Enrolled, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    judge_enrolment(&held, &[], from).map_err(Stop::Refused)?;
    let mut known: BTreeMap<PartnerId, Vec<Enrolment>> = BTreeMap::new();
    for enrolment in store::enrolments(work, program).await? {
        known.entry(enrolment.partner).or_default().push(enrolment);
    }
    let mut done = Enrolled::default();
    for partner in partners {
        let others = known.get(partner).map_or(&[][..], Vec::as_slice);
        match judge_enrolment(&held, others, from) {
            Ok(()) if !done.joined.contains(partner) => done.joined.push(*partner),
            _ => done.already.push(*partner),
        }
    }
    let rows: Vec<_> = done.joined.iter().map(|partner| (EnrolmentId::fresh(), *partner)).collect();
    store::insert_enrolments(work, program, &rows, from).await?;
    for partner in &done.joined {
        work.record(PartnerEnrolled { program, name: held.name.clone(), partner: *partner, from }).await?;
    }
    Ok(done)
}

/// Gives an enrolment its last day.
pub async fn end_enrolment(
    work: &mut Work,
    program: ProgramId,
    enrolment: EnrolmentId,
    until: Date,
) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    let enrolment = store::enrolment(work, program, enrolment).await?.ok_or(Stop::Unknown)?;
    judge_leaving(&held, &enrolment, until).map_err(Stop::Refused)?;
    store::end_enrolment(work, enrolment.id, until).await?;
    work.record(PartnerLeft { program, name: held.name, partner: enrolment.partner, until }).await?;
    Ok(())
}
