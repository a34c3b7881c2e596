//! Saving and deleting drafts of terms. A draft may have problems; publishing demands that it has none.

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::Timestamp;

use crate::add::locked;
use crate::events::DraftDeleted;
use crate::rules::{ProgramId, Refusal, TermsVersionId};
use crate::store;

/// What the writer of a draft saw of the draft that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It does not matter: whatever stands is replaced.
    Anything,
    /// There was no draft.
    Nothing,
    /// The draft that was changed last at this moment.
    At(Timestamp),
}

impl Seen {
    /// Whether the draft that stands is the one that was seen.
    pub fn is_of(self, changed_at: Timestamp) -> bool {
        match self {
            Self::Anything => true,
            Self::Nothing => false,
            Self::At(seen) => seen == changed_at,
        }
    }
}

/// A draft to be saved.
#[derive(Clone, Debug)]
pub struct SaveDraft {
    /// The programme.
    pub program: ProgramId,
    /// The partner, when the terms are individual.
    pub partner: Option<PartnerId>,
    /// The text, with its problems if it has any.
    pub text: String,
    /// What its writer saw of the draft that stands.
    pub seen: Seen,
}

/// Saves the draft of the programme's common terms in place of the one that stands.
pub async fn save_draft(work: &mut Work, program: ProgramId, text: &str) -> Outcome<TermsVersionId, Refusal> {
    save(work, SaveDraft { program, partner: None, text: text.to_owned(), seen: Seen::Anything }).await
}

/// Saves a draft; refused when somebody else saved it since its writer saw it.
pub async fn save(work: &mut Work, request: SaveDraft) -> Outcome<TermsVersionId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let program = locked(work, request.program).await?;
    match store::draft(work, program.id, request.partner).await? {
        None => Ok(store::insert_draft(work, program.id, request.partner, &request.text).await?),
        Some(standing) => {
            if !request.seen.is_of(standing.changed_at) && standing.text != request.text {
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
