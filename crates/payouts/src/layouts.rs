//! Keeping the layouts of registers, one for each bank.

use base::access::{Act, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;

use crate::events::{LayoutDropped, LayoutKept};
use crate::rules::{LayoutId, Problem, Refusal, RegisterLayout};
use crate::store::{self, KeptLayout};

/// The layouts that are offered.
pub async fn layouts(work: &mut Work) -> Result<Vec<KeptLayout>> {
    store::layouts(work).await
}

/// Keeps a layout: a new one, or a known one in new words. Files that were handed out stay as they are.
pub async fn keep_layout(
    work: &mut Work,
    known: Option<LayoutId>,
    layout: RegisterLayout,
) -> Outcome<LayoutId, Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let mut problems = layout.check();
    if layout.name.trim().is_empty() {
        problems.insert(0, Problem::Missing { field: "name".to_owned() });
    }
    if let Some(first) = problems.into_iter().next() {
        return Err(Stop::Refused(Refusal::LayoutWrong { problem: first }));
    }
    if let Some(id) = known {
        store::layout(work, id).await?.ok_or(Stop::Unknown)?;
    }
    let id = known.unwrap_or_else(LayoutId::fresh);
    store::keep_layout(work, id, &layout).await?;
    work.record(LayoutKept { layout: id, name: layout.name }).await?;
    Ok(id)
}

/// Takes a layout off the list.
pub async fn drop_layout(work: &mut Work, id: LayoutId) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let kept = store::layout(work, id).await?.ok_or(Stop::Unknown)?;
    store::drop_layout(work, id).await?;
    work.record(LayoutDropped { layout: id, name: kept.layout.name }).await?;
    Ok(())
}
