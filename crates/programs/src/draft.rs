//! Saving and deleting drafts of terms. A draft may have problems; publishing demands that it has none.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::Timestamp;

use crate::add::locked;
use crate::events::DraftDeleted;
use crate::rules::{Audience, ProgramId, Refusal, TermsVersionId};
use crate::store;
use crate::submit::withdraw_open;

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
    /// For whom the terms are.
    pub whose: Audience,
    /// The text, with its problems if it has any.
    pub text: String,
    /// What its writer saw of the draft that stands.
    pub seen: Seen,
}

/// Saves the draft of the programme's common terms in place of the one that stands.
pub async fn save_draft(work: &mut Work, program: ProgramId, text: &str) -> Outcome<TermsVersionId, Refusal> {
    let whose = Audience::Everybody;
    save(work, SaveDraft { program, whose, text: text.to_owned(), seen: Seen::Anything }).await
}

/// Saves a draft; refused when somebody else saved it since its writer saw it. A change takes the draft back from those
/// it was handed in to.
pub async fn save(work: &mut Work, request: SaveDraft) -> Outcome<TermsVersionId, Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let program = locked(work, request.program).await?;
    if let Audience::Group(group) = request.whose {
        let group = store::group(work, group).await?;
        group.filter(|group| group.program == program.id).ok_or(Stop::Unknown)?;
    }
    match store::draft(work, program.id, request.whose).await? {
        None => Ok(store::insert_draft(work, program.id, request.whose, &request.text).await?),
        Some(standing) if standing.text == request.text => Ok(standing.id),
        Some(standing) => {
            if !request.seen.is_of(standing.changed_at) {
                return Err(Stop::Refused(Refusal::DraftChanged { at: standing.changed_at }));
            }
            withdraw_open(work, &program, standing.id).await?;
            store::update_draft(work, standing.id, &request.text).await?;
            Ok(standing.id)
        }
    }
}

/// Deletes a draft.
pub async fn delete_draft(work: &mut Work, version: TermsVersionId) -> Outcome<(), Refusal> {
    work.may(Act::EditPrograms, Whose::Vendor)?;
    let draft = store::version(work, version).await?.ok_or(Stop::Unknown)?;
    let held = locked(work, draft.program).await?;
    let draft = store::version(work, version).await?.filter(|draft| draft.is_draft()).ok_or(Stop::Unknown)?;
    withdraw_open(work, &held, draft.id).await?;
    store::delete_draft(work, draft.id).await?;
    work.record(DraftDeleted { program: held.id, name: held.name }).await?;
    Ok(())
}
