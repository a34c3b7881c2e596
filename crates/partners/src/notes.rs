//! Notes on a partner, which only the vendor's staff see.

use base::access::{Act, PartnerId};
use base::failure::{Outcome, Stop};
use base::work::Work;

use crate::events::NoteAdded;
use crate::rules::Refusal;
use crate::store::{self, NoteId};

/// The longest note.
const LETTERS_MAX: usize = 5_000;

/// Writes a note.
pub async fn add_note(work: &mut Work, partner: PartnerId, body: &str) -> Outcome<NoteId, Refusal> {
    work.may(Act::EditPartners, partner)?;
    store::card(work, partner).await?.ok_or(Stop::Unknown)?;
    let body = body.trim();
    if body.is_empty() {
        return Err(Stop::Refused(Refusal::NoteEmpty));
    }
    if body.chars().count() > LETTERS_MAX {
        return Err(Stop::Refused(Refusal::TooLong { field: "body", max: LETTERS_MAX }));
    }
    let id = store::insert_note(work, partner, body).await?;
    work.record(NoteAdded { partner }).await?;
    Ok(id)
}
