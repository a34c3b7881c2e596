//! Adding a programme and changing it.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::{Added, Changed, Ended, Started};
use crate::rules::{
    NewProgram, Program, ProgramChange, ProgramId, ProgramStatus, Refusal, judge_change, judge_new,
};
use crate::store;

/// Adds a programme; it is a draft until it is started.
pub async fn add(work: &mut Work, new: NewProgram) -> Outcome<ProgramId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    judge_new(&new).map_err(Stop::Refused)?;
    let program = store::insert_program(work, &new).await?;
    work.record(Added { program, name: new.name }).await?;
    Ok(program)
}

/// Changes a programme.
pub async fn change(work: &mut Work, id: ProgramId, change: ProgramChange) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let program = locked(work, id).await?;
    let has_published = has_published(work, id).await?;
    judge_change(&program, &change, has_published).map_err(Stop::Refused)?;
    store::update_program(work, id, &change).await?;
    work.record(Changed { program: id, name: change.name }).await?;
    Ok(())
}

/// Starts a programme: from now on partners see it.
pub async fn start(work: &mut Work, id: ProgramId) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let program = locked(work, id).await?;
    if program.status == ProgramStatus::Running {
        return Ok(());
    }
    if !has_published(work, id).await? {
        return Err(Stop::Refused(Refusal::NoTermsYet));
    }
    store::set_status(work, id, ProgramStatus::Running).await?;
    work.record(Started { program: id, name: program.name }).await?;
    Ok(())
}

/// Ends a programme: nobody joins any more, what was earned stays.
pub async fn end(work: &mut Work, id: ProgramId) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let program = locked(work, id).await?;
    if program.status == ProgramStatus::Ended {
        return Ok(());
    }
    store::set_status(work, id, ProgramStatus::Ended).await?;
    work.record(Ended { program: id, name: program.name }).await?;
    Ok(())
}

/// The programme, held to the end of the transaction.
pub(crate) async fn locked<R>(work: &mut Work, id: ProgramId) -> Outcome<Program, R> {
    store::lock_program(work, id).await?.ok_or(Stop::Unknown)
}

async fn has_published<R>(work: &mut Work, id: ProgramId) -> Outcome<bool, R> {
    let versions = store::versions(work, id).await?;
    Ok(versions.iter().any(|version| !version.is_draft() && version.partner.is_none()))
}
