//! Partners from a file; the slice `partners` knows how to take them in.

use base::access::PartnerId;
use base::failure::{Failure, Result, Stop};
use base::files::{Problem, Record};
use base::words::Reader;
use base::work::Work;
use partners::{ImportOptions, PartnerKind, PartnerRow, PartnerStatus, Refusal, RowOutcome, import_rows};

use super::directory::{Directory, partners_known};
use super::places::Places;
use super::run::{Drafted, Fate, Writer};
use crate::rules::LETTERS_MAX;

/// A partner as a row has him.
pub struct Draft {
    row: PartnerRow,
    create_uplines: bool,
}

/// Takes partners in.
pub struct Partners {
    places: Places,
    reader: Reader,
    known: Directory<PartnerId>,
    created: u64,
}

impl Partners {
    /// Knows everybody who is there.
    pub async fn new(work: &mut Work, places: Places, reader: &Reader) -> Result<Self> {
        Ok(Self { places, reader: reader.clone(), known: partners_known(work).await?, created: 0 })
    }

    fn problem(&self, place: u64, draft: &Draft, refusal: &Refusal) -> Problem {
        match refusal {
            Refusal::PartnerUnknown { name } => {
                self.places.unknown(place, "upline", name, self.known.nearest(name))
            }
            refusal => self.places.refused(place, &draft.row.name, refusal, &self.reader),
        }
    }
}

impl Writer for Partners {
    type Draft = Draft;
    /// The slice `partners` writes as it judges, so a dry run is a transaction that is rolled back.
    const DRY_IN_ONE: bool = true;

    fn read(record: &mut Record<'_>) -> Option<Draft> {
        let mut word = |field: &str| record.text_up_to(field, LETTERS_MAX).map(str::to_owned);
        let name = word("name");
        let row = PartnerRow {
            code: word("code"),
            region: word("region"),
            country: word("country"),
            tier: word("tier"),
            upline_name: word("upline"),
            contact: word("contact"),
            email: word("email"),
            phone: word("phone"),
            inn: word("inn"),
            ..PartnerRow::default()
        };
        let create = word("create_missing").unwrap_or_default();
        let row = PartnerRow {
            kind: record.choice("kind").and_then(PartnerKind::parse),
            status: record.choice("status").and_then(PartnerStatus::parse),
            upline_from: record.date("upline_from"),
            name: name?,
            ..row
        };
        Some(Draft { row, create_uplines: create.split([',', ' ']).any(|word| word == "upline") })
    }

    async fn take(
        &mut self,
        work: &mut Work,
        rows: &[Drafted<Draft>],
        last: bool,
    ) -> Result<Option<Vec<Fate>>> {
        self.created = 0;
        let drafts: Vec<PartnerRow> = rows.iter().map(|row| row.draft.row.clone()).collect();
        let options = ImportOptions {
            create_missing_uplines: rows.iter().all(|row| row.draft.create_uplines),
            upline_from: work.today(),
            kind: PartnerKind::Agent,
            reason: self.reader.t("sales-import-reason"),
        };
        let imported = match import_rows(work, &drafts, &options).await {
            Ok(imported) => imported,
            Err(Stop::Failed(failure)) => return Err(failure),
            Err(stop) => return Err(Failure::new(format!("partners could not be taken in: {stop:?}"))),
        };
        self.created = imported.created_uplines.len() as u64;
        for (id, name) in &imported.created_uplines {
            self.known.add(*id, name, None);
        }
        let mut fates = Vec::with_capacity(rows.len());
        for (row, outcome) in rows.iter().zip(imported.rows) {
            fates.push(match outcome {
                RowOutcome::New(id) => {
                    self.known.add(id, &row.draft.row.name, row.draft.row.code.as_deref());
                    Fate::New
                }
                RowOutcome::Unchanged(_) => Fate::Unchanged,
                RowOutcome::Changed { .. } => Fate::Changed,
                RowOutcome::Refused(Refusal::PartnerUnknown { .. }) if !last => Fate::Waits,
                RowOutcome::Refused(refusal) => {
                    Fate::Rejected(vec![self.problem(row.row.number(), &row.draft, &refusal)])
                }
            });
        }
        Ok(Some(fates))
    }

    fn recorded(&mut self) -> u64 {
        std::mem::take(&mut self.created)
    }
}
