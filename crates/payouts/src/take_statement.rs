//! Taking a statement of the bank in: which payouts it paid, which came back, and what belongs to none.

use std::collections::{BTreeSet, HashMap};

use base::access::{Act, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::ToSpan;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::events::{MovementSetAside, StatementTaken};
use crate::rules::statement::{self, BankRow, Direction};
use crate::rules::{BankRowId, Expected, LineId, Match, Missing, Payouts, Refusal, judge_reason};
use crate::store::{self, Found, NewRow};
use crate::{pay_line, pay_part, take_back};

/// How long after it was prepared a batch is looked for in statements.
const LOOK_BACK_DAYS: i64 = 400;

/// Takes a statement in. A movement that was taken before changes nothing, so the same file may come twice and statements
/// may overlap.
pub async fn take_statement(work: &mut Work, name: &str, bytes: &[u8]) -> Outcome<Found, Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let read =
        statement::read(bytes).map_err(|troubles| Stop::Refused(Refusal::StatementWrong { troubles }))?;
    // Two files at once would both find the same movements new.
    work.queue_for("payouts_statement").await?;
    let id = base::db::id::fresh();
    store::insert_statement(work, id, name, &hex(bytes)).await?;
    let mut found = Found::default();
    let rows = booked(&read.rows, &mut found);
    let mut taking = Taking::begin(work, id, &rows).await?;
    for (row, fingerprint, on) in &rows {
        if taking.known.contains(fingerprint) {
            found.known += 1;
        } else {
            taking.take(work, row, fingerprint, *on, &mut found).await?;
        }
    }
    store::set_found(work, id, &found).await?;
    let (name, matched, open) =
        (name.to_owned(), found.paid + found.parts + found.confirmed + found.returned, found.open);
    work.record(StatementTaken { name, matched, open, known: found.known }).await?;
    Ok(found)
}

/// Movements that the bank has booked, what went before what came: a payment and its return may stand in one file.
fn booked<'a>(rows: &'a [BankRow], found: &mut Found) -> Vec<(&'a BankRow, String, Date)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut booked = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(on) = row.booked_on else {
            found.waiting += 1;
            continue;
        };
        let text = [
            if row.direction == Direction::Out { "out" } else { "in" },
            &row.number,
            &row.date.to_string(),
            &on.to_string(),
            &row.amount.to_string(),
            &row.payer.account,
            &row.payee.account,
            &row.purpose,
        ]
        .join("\u{1f}");
        // Two movements that do not differ in anything are two all the same.
        let count = seen.entry(text.clone()).or_default();
        *count += 1;
        booked.push((row, hex(format!("{text}\u{1f}{count}").as_bytes()), on));
    }
    booked.sort_by_key(|(row, _, _)| row.direction == Direction::In);
    booked
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is known while a statement is taken in.
struct Taking {
    statement: i64,
    payouts: Payouts,
    known: BTreeSet<String>,
}

impl Taking {
    async fn begin(work: &mut Work, statement: i64, rows: &[(&BankRow, String, Date)]) -> Result<Self> {
        let days = || rows.iter().map(|(_, _, on)| *on);
        let (first, last) = (days().min().unwrap_or(work.today()), days().max().unwrap_or(work.today()));
        let since = first.checked_sub(LOOK_BACK_DAYS.days())?;
        let payouts = Payouts::new(store::expected(work, since).await?);
        Ok(Self { statement, payouts, known: store::fingerprints(work, first, last).await? })
    }

    async fn take(
        &mut self,
        work: &mut Work,
        row: &BankRow,
        fingerprint: &str,
        on: Date,
        found: &mut Found,
    ) -> Outcome<(), Refusal> {
        let Some(judged) = self.payouts.judge(row) else {
            found.foreign += 1;
            return Ok(());
        };
        let done = match judged {
            Ok(meant) => self.settle(work, row, meant, on).await?,
            Err(missing) => Err(missing),
        };
        let (state, line, missing) = match done {
            Ok((meant, line)) => (count(meant, found), Some(line), None),
            Err(missing) => {
                found.open += 1;
                ("open", None, Some(missing))
            }
        };
        let is_out = row.direction == Direction::Out;
        let new = NewRow {
            fingerprint,
            statement: self.statement,
            booked_on: on,
            number: &row.number,
            amount: row.amount,
            direction: if is_out { "out" } else { "in" },
            other: (if is_out { &row.payee } else { &row.payer }).into(),
            purpose: &row.purpose,
            state,
            line,
            missing,
        };
        Ok(store::insert_row(work, new).await?)
    }

    /// Does to the payout what the bank has done; or says why it cannot have.
    async fn settle(
        &mut self,
        work: &mut Work,
        row: &BankRow,
        meant: Match,
        on: Date,
    ) -> Outcome<std::result::Result<(Match, LineId), Missing>, Refusal> {
        let (Match::Pays(place) | Match::PaysPart(place) | Match::Confirms(place) | Match::Returns(place)) =
            meant;
        let &Expected { line, batch, .. } = self.payouts.at(place);
        let done = match meant {
            Match::Pays(_) => pay_line(work, batch, line, on).await,
            Match::PaysPart(_) => pay_part(work, batch, line, row.amount, on).await,
            Match::Confirms(_) => Ok(()),
            Match::Returns(_) => take_back(work, batch, line, on, &row.purpose).await,
        };
        match done {
            Ok(()) => {
                self.payouts.apply(meant, row.amount);
                Ok(Ok((meant, line)))
            }
            Err(Stop::Refused(Refusal::PaidOnOdd { .. })) => Ok(Err(Missing::Day { on })),
            Err(stop) => Err(stop),
        }
    }
}

fn count(meant: Match, found: &mut Found) -> &'static str {
    let (count, state) = match meant {
        Match::Pays(_) => (&mut found.paid, "paid"),
        Match::PaysPart(_) => (&mut found.parts, "part"),
        Match::Confirms(_) => (&mut found.confirmed, "paid"),
        Match::Returns(_) => (&mut found.returned, "returned"),
    };
    *count += 1;
    state
}

/// Sets a movement aside that has nothing to do with payouts, or was dealt with by hand.
pub async fn set_aside(work: &mut Work, id: BankRowId, reason: &str) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    judge_reason(reason).map_err(Stop::Refused)?;
    if !store::set_aside(work, id, reason.trim()).await? {
        return Err(Stop::Unknown);
    }
    work.record(MovementSetAside { movement: id, reason: reason.trim().to_owned() }).await?;
    Ok(())
}
