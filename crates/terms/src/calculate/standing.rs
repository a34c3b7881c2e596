//! What everybody sold in the period, as conditions ask for it.

use super::CalculationError;
use super::exchange::exchange;
use crate::{Book, Field, Standing, Timelines};
use std::borrow::Cow;

/// The standing of every partner; that of the network is counted only where terms ask for it.
///
/// What a sale is worth is a matter of its seller's terms, so that his turnover is the same number whoever looks at it.
pub fn standings(timelines: &Timelines, book: &Book) -> Result<Vec<Standing>, CalculationError> {
    let mut standings: Vec<Standing> = vec![Standing::default(); book.partners().len()];
    let versions = || timelines.all().flat_map(|timeline| timeline.versions());
    let asks = |field| versions().any(|version| version.terms.asks(field));
    let group = asks(Field::BENEFICIARY_GROUP_TURNOVER);
    let subtree = asks(Field::BENEFICIARY_SUBTREE_TURNOVER);
    for sale in book.sales().iter().filter(|sale| sale.happened_on >= book.period.start) {
        let too_large = CalculationError::TooLarge { sale: Some(sale.id) };
        let Some(minor) = gross(timelines, book, sale)? else { continue };
        let own = &mut standings[sale.seller as usize];
        own.sales += i64::from(!sale.is_return());
        let counted = add(&mut own.own, minor).and_then(|()| {
            if group || subtree { count_above(book, &mut standings, sale, minor) } else { Some(()) }
        });
        counted.ok_or(too_large)?;
    }
    for (standing, partner) in standings.iter_mut().zip(book.partners()) {
        let own = standing.own;
        let added = add(&mut standing.group, own).and_then(|()| add(&mut standing.subtree, own));
        match partner.standing {
            Some(known) => *standing = known,
            None => added.ok_or(CalculationError::TooLarge { sale: None })?,
        }
    }
    Ok(standings)
}

fn add(sum: &mut i64, minor: i64) -> Option<()> {
    *sum = sum.checked_add(minor)?;
    Some(())
}

fn count_above(book: &Book, standings: &mut [Standing], sale: &crate::SaleFact, minor: i64) -> Option<()> {
    for (place, above) in book.above(sale).iter().enumerate() {
        let above = &mut standings[*above as usize];
        add(&mut above.subtree, minor)?;
        if place == 0 {
            add(&mut above.group, minor)?;
        }
    }
    Some(())
}

/// What a sale is worth in the currency of its seller's terms; nothing where no rate is known. A sale before any terms
/// counts where it needs no rate.
fn gross(
    timelines: &Timelines,
    book: &Book,
    sale: &crate::SaleFact,
) -> Result<Option<i64>, CalculationError> {
    let timeline = timelines.of(book.partner(sale.seller).id);
    if sale.currency == timeline.currency() {
        return Ok(Some(sale.amount));
    }
    let Some(version) = timeline.at(sale.judged_on()) else { return Ok(None) };
    let Ok(exchange) = exchange(book, &version.terms, sale) else { return Ok(None) };
    let minor = exchange.of(sale.amount);
    minor.map(Some).map_err(|_| CalculationError::TooLarge { sale: Some(sale.id) })
}

/// Nothing but a place for borrowed or computed bands.
pub type Bounds<'a> = Cow<'a, [crate::Band]>;
