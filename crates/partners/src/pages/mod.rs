//! The pages of this slice.

pub mod card;
pub mod edit;
pub mod export;
pub mod frame;
pub mod list;
pub mod portal;
pub mod requisites;
pub mod status;
pub mod upline;

use std::collections::BTreeMap;

use base::access::{UserId, Visit};
use base::failure::{Oops, Refusal as _, Result, Stop};
use base::page::{Filled, Tone, badge};
use base::words::Reader;
use base::work::Work;
use maud::Markup;

use crate::Refusal;
use crate::rules::{PartnerKind, PartnerStatus};

/// Writes a refusal under the field that it is about; every other stop is the answer.
fn write_refusal(visit: &Visit, filled: &mut Filled, stop: Stop<Refusal>) -> std::result::Result<(), Oops> {
    match stop {
        Stop::Refused(Refusal::RequisitesWrong { findings }) => {
            for finding in &findings {
                filled.refuse(finding.field, finding.sentence(&visit.reader));
            }
            Ok(())
        }
        Stop::Refused(refusal) => {
            filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(&visit.reader));
            Ok(())
        }
        stop => Err(visit.oops(stop)),
    }
}

/// The word for a kind of partner.
pub(crate) fn kind_word(reader: &Reader, kind: PartnerKind) -> String {
    reader.t(&kind.word_key())
}

/// The word for a status.
pub(crate) fn status_word(reader: &Reader, status: PartnerStatus) -> String {
    reader.t(&status.word_key())
}

/// A status as a badge.
fn status_badge(reader: &Reader, status: PartnerStatus) -> Markup {
    let tone = match status {
        PartnerStatus::Candidate => Tone::Neutral,
        PartnerStatus::Active => Tone::Good,
        PartnerStatus::Suspended => Tone::Warn,
        PartnerStatus::Terminated => Tone::Bad,
    };
    badge(tone, &status_word(reader, status))
}

/// The kinds as pairs of value and word.
fn kinds(reader: &Reader) -> Vec<(String, String)> {
    PartnerKind::ALL.iter().map(|kind| (kind.name().to_owned(), kind_word(reader, *kind))).collect()
}

/// The statuses as pairs of value and word.
fn statuses(reader: &Reader) -> Vec<(String, String)> {
    PartnerStatus::ALL.iter().map(|status| (status.name().to_owned(), status_word(reader, *status))).collect()
}

/// The names of people, for "who" beside "when".
struct Names(BTreeMap<UserId, String>);

impl Names {
    /// Looks up everybody who is named.
    async fn of(work: &mut Work, users: &[Option<UserId>]) -> Result<Self> {
        let mut names = BTreeMap::new();
        for user in users.iter().flatten() {
            if !names.contains_key(user)
                && let Some(found) = people::user(work, *user).await?
            {
                names.insert(*user, found.name);
            }
        }
        Ok(Self(names))
    }

    /// The name of a person; what no person did, the program did.
    fn say(&self, reader: &Reader, user: Option<UserId>) -> String {
        let name =
            user.map(|user| self.0.get(&user).cloned().unwrap_or_else(|| reader.t("partners-who-gone")));
        name.unwrap_or_else(|| reader.t("partners-who-program"))
    }
}
