//! Computing every closed period again from events and comparing it with what was stated and posted.
//!
//! A programme is read from one moment of the database, one period after another: all that its last close knew, under the
//! terms that were published. Nothing is written but the answer.

use std::collections::BTreeMap;

use base::access::{Act, Actor, PartnerId, Whose};
use base::failure::{Outcome, Result};
use base::work::{Site, Work};
use jiff::Timestamp;
use money::Currency;
use programs::{Program, ProgramId};
use terms::{Adjusted, KeptStatement, Period, Sums, Totals};

use crate::books;
use crate::facts::Source;
use crate::gather::Whom;
use crate::reconcile::{self, Anew};
use crate::rules::{self, Compared, Difference, Refusal};
use crate::run::Run;
use crate::store::{self, KeptRow};
use crate::verify_seals;

/// So many differences are told one by one; the rest is counted.
pub const TOLD_MAX: usize = 200;

/// What came of computing closed periods again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// When it began.
    pub begun_at: Timestamp,
    /// How many closed periods were computed again.
    pub periods: i64,
    /// How many statements were compared.
    pub statements: i64,
    /// How many differences there are.
    pub differences: i64,
    /// The first of them.
    pub told: Vec<Difference>,
}

impl Verified {
    fn tell(&mut self, difference: Difference) {
        self.differences += 1;
        if self.told.len() < TOLD_MAX {
            self.told.push(difference);
        }
    }
}

/// Computes the closed periods of every programme, or of one, again and compares them with statements and ledger.
pub async fn verify(site: &Site, actor: Actor, only: Option<ProgramId>) -> Outcome<Verified, Refusal> {
    let mut work = site.read(actor).await?;
    work.may(Act::SeeCommissions, Whose::Vendor)?;
    let mut verified =
        Verified { begun_at: work.now(), periods: 0, statements: 0, differences: 0, told: Vec::new() };
    let programs = programs::all(&mut work).await?;
    drop(work);
    for program in programs.iter().filter(|program| only.is_none_or(|only| program.id == only)) {
        let mut work = site.read(actor).await?;
        of_program(&mut work, program, &mut verified).await?;
    }
    if only.is_none() {
        let mut work = site.read(actor).await?;
        of_accounts(&mut work, &mut verified).await?;
        for difference in verify_seals::differences(&mut work, &programs).await? {
            verified.tell(difference);
        }
    }
    Ok(verified)
}

async fn of_program(work: &mut Work, program: &Program, verified: &mut Verified) -> Result<()> {
    let runs = store::closed_runs_of(work, program.id).await?;
    let Some(last) = runs.last() else { return Ok(()) };
    let (known_until, mut carried, mut stated) = (Some(last.known_until), BTreeMap::new(), 0_i64);
    for run in &runs {
        let anew =
            reconcile::anew(work, program, run, &Whom::Everybody, (known_until, Source::Rows), carried)
                .await?;
        let Some(anew) = anew else { break };
        let rows = read(store::kept_of_run(work, run.id).await?);
        let about = About { program, run, currency: run.currency };
        about.events(work, &rows, &anew, verified).await?;
        stated = stated.saturating_add(about.statements(&rows, verified));
        about.postings(work, &rows, verified).await?;
        verified.periods += 1;
        verified.statements += i64::try_from(rows.len()).unwrap_or(i64::MAX);
        carried = anew.carried;
    }
    let mut posted = ledger::accrued_in_all(work, &books::all_of(program.id)).await?;
    posted.retain(|sum| sum.minor != 0);
    let in_ours = posted.iter().filter(|sum| sum.currency == program.currency).map(|sum| sum.minor).sum();
    if stated != in_ours || posted.iter().any(|sum| sum.currency != program.currency) {
        let difference = blank(Compared::Programme, program, program.currency);
        verified.tell(Difference { stated: Some(stated), ledger: Some(in_ours), ..difference });
    }
    Ok(())
}

/// Balances that are kept beside transfers, against the transfers.
async fn of_accounts(work: &mut Work, verified: &mut Verified) -> Result<()> {
    for one in ledger::check(work).await? {
        verified.tell(Difference {
            what: Compared::Account,
            program: None,
            program_name: one.account.word().to_owned(),
            currency: one.stored.currency,
            period: None,
            partner: one.account.partner(),
            partner_name: String::new(),
            stated: Some(one.stored.minor),
            due: Some(one.counted.minor),
            ledger: None,
        });
    }
    Ok(())
}

/// A statement as it was kept, read; nothing where it cannot be.
struct Statement {
    row: KeptRow,
    read: Option<(KeptStatement, Vec<Adjusted>)>,
}

fn read(rows: Vec<KeptRow>) -> Vec<Statement> {
    rows.into_iter().map(|row| Statement { read: row.read().ok(), row }).collect()
}

/// The close that is looked at.
struct About<'a> {
    program: &'a Program,
    run: &'a Run,
    currency: Currency,
}

impl About<'_> {
    fn blank(&self, what: Compared) -> Difference {
        Difference { period: Some(self.run.period), ..blank(what, self.program, self.currency) }
    }

    fn of(&self, what: Compared, row: &KeptRow) -> Difference {
        let partner_name = row.name.clone();
        Difference { partner: Some(row.partner), partner_name, ..self.blank(what) }
    }

    /// What was stated and corrected since, against what the period comes to from events.
    async fn events(
        &self,
        work: &mut Work,
        rows: &[Statement],
        anew: &Anew,
        verified: &mut Verified,
    ) -> Result<()> {
        let kept = rows.iter().filter_map(|one| Some((one.row.partner, &one.read.as_ref()?.0)));
        let stated: BTreeMap<PartnerId, Sums> = reconcile::stated_for(work, self.run, kept).await?;
        let names: BTreeMap<PartnerId, &str> =
            rows.iter().map(|one| (one.row.partner, one.row.name.as_str())).collect();
        for (partner, items) in reconcile::differences(&stated, &anew.computed, &Whom::Everybody) {
            let due = anew.computed.due.get(&partner).map(|due| due.name.as_str());
            let name = names.get(&partner).copied().or(due).unwrap_or_default();
            verified.tell(Difference {
                partner: Some(partner),
                partner_name: name.to_owned(),
                stated: Some(stated.get(&partner).map_or(0, sum_of)),
                due: Some(
                    items
                        .iter()
                        .map(|item| item.amount())
                        .fold(stated.get(&partner).map_or(0, sum_of), i64::saturating_add),
                ),
                ..self.blank(Compared::Events)
            });
        }
        Ok(())
    }

    /// Totals against records, hashes against what was hashed, and the close against its statements; tells what all of
    /// them state.
    fn statements(&self, rows: &[Statement], verified: &mut Verified) -> i64 {
        let mut all = Totals::default();
        for Statement { row, read } in rows {
            let stated = Some(row.totals.total);
            match read {
                Some((kept, adjusted)) => {
                    let columns = rules::columns_of(kept, adjusted, row.totals.turnover);
                    if columns != Some(row.totals) {
                        let due = columns.map(|columns| columns.total);
                        verified.tell(Difference { stated, due, ..self.of(Compared::Columns, row) });
                    }
                    let hash = rules::hash(self.run.period, &row.lines, &row.unpaid, adjusted);
                    if hash != row.inputs_hash {
                        verified.tell(Difference { stated, ..self.of(Compared::Hash, row) });
                    }
                }
                None => verified.tell(Difference { stated, ..self.of(Compared::Hash, row) }),
            }
            all = all.plus(row.totals).unwrap_or(all);
        }
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        if all != self.run.totals || count != self.run.statements {
            let (stated, due) = (Some(self.run.totals.total), Some(all.total));
            verified.tell(Difference { stated, due, ..self.blank(Compared::Run) });
        }
        all.total
    }

    /// Each statement against what was posted under its key.
    async fn postings(&self, work: &mut Work, rows: &[Statement], verified: &mut Verified) -> Result<()> {
        let of_all = books::key_of(self.run);
        let late = rows.iter().map(|one| books::late_key_of(self.run, one.row.partner));
        let keys: Vec<String> = late.chain([of_all.clone()]).collect();
        let mut posted: BTreeMap<PartnerId, i64> = BTreeMap::new();
        for (key, partner, sum) in ledger::accrued_under(work, &keys).await? {
            // A sum of another partner or currency is none of this statement.
            let is_his = key == of_all || key == books::late_key_of(self.run, partner);
            if is_his && sum.currency == self.currency {
                let posted = posted.entry(partner).or_default();
                *posted = posted.saturating_add(sum.minor);
            }
        }
        for row in rows.iter().map(|one| &one.row) {
            let ledger = posted.get(&row.partner).copied().unwrap_or(0);
            if ledger != row.totals.total {
                let (stated, ledger) = (Some(row.totals.total), Some(ledger));
                verified.tell(Difference { stated, ledger, ..self.of(Compared::Posting, row) });
            }
        }
        Ok(())
    }
}

fn sum_of(sums: &Sums) -> i64 {
    sums.values().copied().fold(0, i64::saturating_add)
}

fn blank(what: Compared, program: &Program, currency: Currency) -> Difference {
    Difference {
        what,
        program: Some(program.id),
        program_name: program.name.clone(),
        currency,
        period: None::<Period>,
        partner: None,
        partner_name: String::new(),
        stated: None,
        due: None,
        ledger: None,
    }
}
