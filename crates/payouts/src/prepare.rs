//! Preparing a batch: who is paid, who is not and why, and the money moved aside.

use std::collections::BTreeMap;

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use jiff::civil::Date;
use ledger::Payable;
use money::{Currency, Money};
use partners::{Partner, PartnerStatus};

use crate::events::Prepared;
use crate::rules::forms::VatRates;
use crate::rules::{
    self, BatchId, BatchState, Candidate, Chosen, LeftOut, LineId, LineState, Order, Party, Policy, Refusal,
};
use crate::settings::{Settings, settings};
use crate::store::{self, Move};
use crate::{Batch, Line};

/// Who would be paid today, and who would not.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The day on which availability is judged.
    pub cutoff_on: Date,
    /// The smallest payout.
    pub minimum: Money,
    /// Those who are paid.
    pub chosen: Vec<(Candidate, Chosen)>,
    /// Those who are not, with the reason.
    pub left_out: Vec<(Candidate, LeftOut)>,
}

impl Selection {
    /// What the chosen get together.
    pub fn total(&self) -> Result<Money> {
        let amounts = self.chosen.iter().map(|(_, chosen)| chosen.amount);
        Ok(Money::sum(self.minimum.currency, amounts)?)
    }
}

/// Tells who would be paid in a currency today; writes nothing.
pub async fn preview(work: &mut Work, currency: Currency) -> Outcome<Selection, Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    let settings = settings(work).await?;
    Ok(select(work, &settings, currency).await?)
}

/// Prepares a batch of everybody who can be paid in a currency today, and moves the money aside.
pub async fn prepare(work: &mut Work, currency: Currency) -> Outcome<BatchId, Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    // Two who prepare at the same moment queue up here, so that the second sees what the first has taken.
    work.queue_for("payouts_prepare").await?;
    let settings = settings(work).await?;
    judge_payer(&settings, currency).map_err(Stop::Refused)?;
    let selection = select(work, &settings, currency).await?;
    if selection.chosen.is_empty() {
        return Err(Stop::Refused(Refusal::NothingToPay { currency }));
    }
    let batch = new_batch(work, &settings, &selection).await?;
    let lines = new_lines(work, &settings, &batch, &selection).await?;
    store::insert_batch(work, &batch).await?;
    store::insert_lines(work, &lines).await?;
    store::insert_left_out(work, batch.id, &selection.left_out).await?;
    store::move_money(work, &batch, &lines, Move::Aside, selection.cutoff_on).await?;
    for line in &lines {
        ledger::name_partner(work, line.partner, &line.partner_name).await?;
    }
    let total = batch.total.to_string();
    work.record(Prepared { batch: batch.id, number: batch.number, lines: batch.lines, total }).await?;
    Ok(batch.id)
}

/// Bank orders need the vendor's own requisites.
fn judge_payer(settings: &Settings, currency: Currency) -> Result<(), Refusal> {
    let missing = settings.payer.missing();
    if currency != Currency::RUB || missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::PayerIncomplete { missing })
    }
}

async fn select(work: &mut Work, settings: &Settings, currency: Currency) -> Result<Selection> {
    let cutoff_on = work.today();
    let policy = Policy {
        currency,
        minimum: settings.minimum(currency),
        now: work.now(),
        hold_hours: settings.hold_hours,
    };
    let owed = ledger::payable(work, currency, cutoff_on).await?;
    let known: BTreeMap<PartnerId, Partner> =
        partners::all(work).await?.into_iter().map(|partner| (partner.id, partner)).collect();
    let mut selection =
        Selection { cutoff_on, minimum: policy.minimum, chosen: Vec::new(), left_out: Vec::new() };
    for payable in owed {
        let candidate = candidate(work, &payable, known.get(&payable.partner)).await?;
        match rules::judge(&candidate, &policy) {
            Ok(chosen) => selection.chosen.push((candidate, chosen)),
            Err(reason) => selection.left_out.push((candidate, reason)),
        }
    }
    selection
        .chosen
        .sort_by(|(one, _), (other, _)| (&one.name, one.partner).cmp(&(&other.name, other.partner)));
    selection
        .left_out
        .sort_by(|(one, _), (other, _)| (&one.name, one.partner).cmp(&(&other.name, other.partner)));
    Ok(selection)
}

/// What is known of a partner to whom something is owed; requisites are looked up where they can matter.
pub(crate) async fn candidate(
    work: &mut Work,
    payable: &Payable,
    partner: Option<&Partner>,
) -> Result<Candidate> {
    let Payable { partner: id, balance, available, waits_until } = *payable;
    let status = partner.map_or(PartnerStatus::Terminated, |partner| partner.status);
    let matters = status == PartnerStatus::Active && available.minor > 0;
    let requisites = if matters { partners::requisites_of(work, id).await? } else { None };
    let guard = if requisites.is_some() { partners::requisites_guard(work, id).await? } else { None };
    let name = partner.map_or_else(|| id.to_string(), |partner| partner.name.clone());
    Ok(Candidate { partner: id, name, status, balance, available, waits_until, requisites, guard })
}

async fn new_batch(work: &mut Work, settings: &Settings, selection: &Selection) -> Result<Batch> {
    let total = selection.total()?;
    Ok(Batch {
        id: BatchId::fresh(),
        number: store::next_number(work, "batch", 1).await?,
        currency: total.currency,
        state: BatchState::Prepared,
        cutoff_on: selection.cutoff_on,
        minimum: selection.minimum,
        payer: settings.payer.clone(),
        lines: selection.chosen.len() as i64,
        total,
        paid_lines: 0,
        paid: Money::zero(total.currency),
        prepared_at: work.now(),
        prepared_by: work.actor.user(),
        approved_at: None,
        approved_by: None,
        exported_at: None,
        ended_at: None,
        end_reason: None,
    })
}

async fn new_lines(
    work: &mut Work,
    settings: &Settings,
    batch: &Batch,
    selection: &Selection,
) -> Outcome<Vec<Line>, Refusal> {
    let rates = crate::rates(work).await?;
    let vat_on = VatRates::on(&rates, batch.cutoff_on);
    let last = store::next_number(work, "document", batch.lines).await?;
    let mut lines = Vec::with_capacity(selection.chosen.len());
    for ((candidate, chosen), count) in selection.chosen.iter().zip(last - batch.lines + 1..) {
        // What he is on the day, which may not be what he wrote last.
        let standing = partners::standing_on(work, candidate.partner, batch.cutoff_on).await?;
        let mode = standing.map_or(chosen.requisites.vat, |standing| standing.vat);
        let vat = vat_on.of(mode).map_err(|gap| Stop::Refused(Refusal::RateUnknown { gap }))?;
        let line = Line {
            id: LineId::fresh(),
            batch: batch.id,
            document: rules::document_number(count),
            partner: candidate.partner,
            partner_name: candidate.name.clone(),
            amount: chosen.amount,
            paid: Money::zero(chosen.amount.currency),
            state: LineState::Due,
            payee: Party::from(&chosen.requisites),
            requisites_hash: chosen.requisites.hash(),
            purpose: rules::purpose(&settings.purpose, batch.number, batch.cutoff_on, chosen.amount, vat),
            paid_on: None,
            part_paid_on: None,
            removed_reason: None,
        };
        refuse_unwritable(&line, batch).map_err(Stop::Refused)?;
        lines.push(line);
    }
    Ok(lines)
}

/// What was chosen can be written into the bank's file, the phrase on the payment too.
fn refuse_unwritable(line: &Line, batch: &Batch) -> Result<(), Refusal> {
    if batch.currency != Currency::RUB {
        return Ok(());
    }
    let order = order(line, batch.cutoff_on);
    match rules::check_order(&order).into_iter().next() {
        Some(problem) => Err(Refusal::PayerUnwritable { problem }),
        None => Ok(()),
    }
}

/// The payment order of a line.
pub(crate) fn order(line: &Line, date: Date) -> Order {
    let (amount, purpose) = (line.amount, line.purpose.clone());
    Order { number: line.document, date, amount, payee: line.payee.clone(), purpose }
}
