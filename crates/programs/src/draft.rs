//! Saving and deleting drafts of terms. A draft may have problems; publishing demands that it has none.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::Timestamp;

use crate::add::locked;
use crate::events::DraftDeleted;
use crate::rules::{ProgramId, Refusal, TermsVersionId};
use crate::store;

/// A draft to be saved.
#[derive(Clone, Debug)]
pub struct SaveDraft {
    /// The programme.
    pub program: ProgramId,
    /// The partner, when the terms are individual.
    pub partner: Option<PartnerId>,
    /// The text, with its problems if it has any.
    pub text: String,
    /// When the draft was changed last, as its writer saw it; with nothing here whatever stands is replaced.
    pub seen: Option<Timestamp>,
}

/// Saves the draft of the programme's common terms in place of the one that stands.
pub async fn save_draft(work: &mut Work, program: ProgramId, text: &str) -> Outcome<TermsVersionId, Refusal> {
    save(work, SaveDraft { program, partner: None, text: text.to_owned(), seen: None }).await
}

/// Saves a draft; refused when somebody else saved it since its writer saw it.
pub async fn save(work: &mut Work, request: SaveDraft) -> Outcome<TermsVersionId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let program = locked(work, request.program).await?;
    match store::draft(work, program.id, request.partner).await? {
        None => Ok(store::insert_draft(work, program.id, request.partner, &request.text).await?),
        Some(standing) => {
            let moved = request.seen.is_some_and(|seen| seen != standing.changed_at);
            if moved && standing.text != request.text {
                return Err(Stop::Refused(Refusal::DraftChanged { at: standing.changed_at }));
            }
            store::update_draft(work, standing.id, &request.text).await?;
            Ok(standing.id)
        }
    }
}

/// Deletes the draft of the programme, or of one partner's individual terms in it.
pub async fn delete_draft(
    work: &mut Work,
    program: ProgramId,
    partner: Option<PartnerId>,
) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let held = locked(work, program).await?;
    let draft = store::draft(work, program, partner).await?.ok_or(Stop::Unknown)?;
    store::delete_draft(work, draft.id).await?;
    work.record(DraftDeleted { program, name: held.name }).await?;
    Ok(())
}
