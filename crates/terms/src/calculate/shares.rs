//! Sharing the commission of a sale with others who took part in it.

use super::direct::{DirectLine, too_large};
use super::rounding::Rounder;
use super::stating::Stating;
use super::{Calculation, CalculationError};
use crate::{Participant, Record, RecordKind, SaleFact, Split, SplitShare, Terms, UnpaidReason};
use money::{Exact, MoneyError, Rate};

/// What one participant gets of a pot.
pub(crate) struct Cut<'b> {
    pub of: &'b Participant,
    /// The place of the split in the terms; none for a share of his own.
    pub split: Option<u16>,
    pub share: SplitShare,
}

/// Stands for a split that is not in the terms.
const OWN_SHARE: u16 = u16::MAX;

impl Cut<'_> {
    /// The place of the split as records name it.
    pub fn part(&self) -> u16 {
        self.split.unwrap_or(OWN_SHARE)
    }
}

impl Calculation<'_> {
    /// What a line comes to before it is shared, and what of it is the seller's own; nothing where the shares of others
    /// are more than the whole.
    pub(super) fn shared(
        &self,
        seller: u32,
        line: &DirectLine,
        rounder: &mut Rounder,
    ) -> Result<Option<(i64, i64)>, CalculationError> {
        let sale = self.book.sale(line.sale);
        let terms = self.plan(seller).terms(line.version);
        let large = |_| too_large(sale);
        if !is_shared(terms, sale) {
            let amount = match line.rounded {
                Some(amount) => amount,
                None => rounder.round(terms, Some(sale), line.exact).map_err(large)?,
            };
            return Ok(Some((amount, amount)));
        }
        let pot = pot(terms, line).map_err(large)?;
        let own = divide(terms, sale, pot).map_err(large)?;
        Ok(own.map(|parts| (pot, parts.last().map_or(pot, |part| part.1))))
    }
}

impl Stating<'_, '_> {
    /// Records what is left to the seller.
    pub(super) fn own_share(
        &mut self,
        line: &DirectLine,
        record: Record,
    ) -> Result<Option<u32>, CalculationError> {
        let Some((_, own)) = self.calc.shared(self.partner, line, &mut self.rounder)? else {
            self.leave(line.sale, 0, Some(line.version), UnpaidReason::SharesOverWhole);
            return Ok(None);
        };
        self.record(record, line.exact, Some(own))
    }

    /// Records the partner's shares in sales of others.
    pub(super) fn shares_of_others(&mut self) -> Result<(), CalculationError> {
        let book = self.calc.book;
        let mut sellers: Vec<u32> = Vec::new();
        for at in book.taking_part(self.partner) {
            let seller = book.sale(*at).seller;
            if !sellers.contains(&seller) {
                sellers.push(seller);
            }
        }
        for seller in sellers {
            let direct = self.calc.direct(seller, &mut self.scratch.choices)?;
            let taking_part = book.taking_part(self.partner);
            for line in direct.lines.iter().filter(|line| taking_part.binary_search(&line.sale).is_ok()) {
                self.shares_of(seller, line)?;
            }
        }
        Ok(())
    }

    fn shares_of(&mut self, seller: u32, line: &DirectLine) -> Result<(), CalculationError> {
        let sale = self.calc.book.sale(line.sale);
        // The pot is the seller's, by the terms of the seller.
        let terms = self.calc.plan(seller).terms(line.version);
        let cuts = cuts(terms, sale);
        if cuts.iter().all(|cut| cut.of.partner != self.partner) {
            return Ok(());
        }
        let pot = pot(terms, line).map_err(|_| too_large(sale))?;
        let Some(parts) = divide(terms, sale, pot).map_err(|_| too_large(sale))? else {
            self.leave(line.sale, 0, self.calc.plan(self.partner).of(sale), UnpaidReason::SharesOverWhole);
            return Ok(());
        };
        for (cut, (_, amount)) in cuts.iter().zip(parts) {
            if cut.of.partner != self.partner || amount == 0 {
                continue;
            }
            let seller_version = self.calc.plan(seller).versions[usize::from(line.version)].of.id;
            let version = self.place_of_version(seller_version);
            let blank = self.blank(RecordKind::Share, version, cut.part());
            let record = Record { sale: line.sale, base: pot, ..blank };
            self.record_whole(record, amount);
        }
        Ok(())
    }

    /// The place of a version that may be of somebody else's terms.
    fn place_of_version(&mut self, id: i64) -> u8 {
        let known = self.out.versions.iter().position(|known| *known == id);
        known.unwrap_or_else(|| {
            self.out.versions.push(id);
            self.out.versions.len() - 1
        }) as u8
    }
}

fn pot(terms: &Terms, line: &DirectLine) -> Result<i64, MoneyError> {
    line.rounded.map_or_else(|| line.exact.round(terms.rounding.mode), Ok)
}

/// Whether others get something of the sale.
pub fn is_shared(terms: &Terms, sale: &SaleFact) -> bool {
    sale.more.as_ref().is_some_and(|more| !more.participants.is_empty()) && !cuts(terms, sale).is_empty()
}

/// What each participant gets, in the order the sale names them.
pub(crate) fn cuts<'b>(terms: &Terms, sale: &'b SaleFact) -> Vec<Cut<'b>> {
    let participants = sale.more.iter().flat_map(|more| &more.participants);
    let cut = |of: &'b Participant| {
        let at = terms.splits.iter().position(|split| *split.role == *of.role);
        let split: Option<&Split> = at.map(|at| &terms.splits[at]);
        let share = match (split.map(|split| split.share), of.share) {
            (Some(SplitShare::Overlay(_)), Some(own)) => SplitShare::Overlay(own),
            (_, Some(own)) => SplitShare::Pot(own),
            (Some(share), None) => share,
            (None, None) => return None,
        };
        Some(Cut { of, split: at.map(|at| at as u16), share })
    };
    participants.filter_map(cut).collect()
}

/// The parts of a pot with what each is: one for every cut, and last the seller's. Nothing when shares are more than
/// the whole.
fn divide(terms: &Terms, sale: &SaleFact, pot: i64) -> Result<Option<Vec<(SplitShare, i64)>>, MoneyError> {
    let cuts = cuts(terms, sale);
    let mut left = Rate::ONE;
    for cut in &cuts {
        if let SplitShare::Pot(share) = cut.share {
            let minus = Rate::new(-share.num(), share.den()).map_err(|_| MoneyError::Overflow)?;
            left = left.checked_add(minus).ok_or(MoneyError::Overflow)?;
        }
    }
    if left.is_negative() {
        return Ok(None);
    }
    let mut shares: Vec<Rate> = cuts.iter().filter_map(|cut| pot_share(cut.share)).collect();
    shares.push(left);
    let mut parts = money::split(pot, &weights(&shares)?).map_err(|_| MoneyError::Overflow)?.into_iter();
    let mut divided = Vec::with_capacity(cuts.len() + 1);
    for cut in &cuts {
        let amount = match cut.share {
            SplitShare::Pot(_) => parts.next().unwrap_or(0),
            SplitShare::Overlay(share) => Exact::product(pot, share).round(terms.rounding.mode)?,
        };
        divided.push((cut.share, amount));
    }
    divided.push((SplitShare::Pot(left), parts.next().unwrap_or(0)));
    Ok(Some(divided))
}

fn pot_share(share: SplitShare) -> Option<Rate> {
    match share {
        SplitShare::Pot(share) => Some(share),
        SplitShare::Overlay(_) => None,
    }
}

/// Shares as whole weights over one denominator.
fn weights(shares: &[Rate]) -> Result<Vec<u64>, MoneyError> {
    let mut den = 1_i64;
    for share in shares {
        let common = Rate::new(share.den(), den).map_err(|_| MoneyError::Overflow)?;
        den = den.checked_mul(common.num()).ok_or(MoneyError::Overflow)?;
    }
    let weight = |share: &Rate| {
        let weight = share.num().checked_mul(den / share.den())?;
        u64::try_from(weight).ok()
    };
    shares.iter().map(|share| weight(share).ok_or(MoneyError::Overflow)).collect()
}
