//! What everybody sold in the period, as conditions ask for it.

use super::CalculationError;
use super::exchange::exchange;
use crate::{Book, Field, Standing, Timelines};
use std::borrow::Cow;

/// The standing of every partner, or why it cannot be told; that of the network is counted only where terms ask for it.
///
/// What a sale is worth is a matter of its seller's terms, so that his turnover is the same number whoever looks at it.
pub fn standings(timelines: &Timelines, book: &Book) -> Vec<Result<Standing, CalculationError>> {
    let mut standings = vec![Ok(Standing::default()); book.partners().len()];
    let versions = || timelines.all().flat_map(|timeline| timeline.versions());
    let asks = |field| versions().any(|version| version.terms.asks(field));
    let network = asks(Field::BENEFICIARY_GROUP_TURNOVER) || asks(Field::BENEFICIARY_SUBTREE_TURNOVER);
    for sale in book.sales().iter().filter(|sale| sale.happened_on >= book.period.start) {
        let minor = match gross(timelines, book, sale) {
            Ok(Some(minor)) => minor,
            Ok(None) => continue,
            Err(error) => {
                standings[sale.seller as usize] = Err(error);
                continue;
            }
        };
        count(&mut standings[sale.seller as usize], sale, |own| {
            own.sales += i64::from(!sale.is_return());
            add(&mut own.own, minor)
        });
        if network {
            count_above(book, &mut standings, sale, minor);
        }
    }
    for (standing, partner) in standings.iter_mut().zip(book.partners()) {
        if let Some(known) = partner.standing {
            *standing = Ok(known);
        } else if let Ok(found) = standing {
            let own = found.own;
            let added = add(&mut found.group, own).and_then(|()| add(&mut found.subtree, own));
            if added.is_none() {
                *standing = Err(CalculationError::TooLarge { sale: None });
            }
        }
    }
    standings
}

/// Counts a sale into a standing; one that does not fit is the trouble of this partner alone.
fn count(
    standing: &mut Result<Standing, CalculationError>,
    sale: &crate::SaleFact,
    into: impl FnOnce(&mut Standing) -> Option<()>,
) {
    if let Ok(found) = standing
        && into(found).is_none()
    {
        *standing = Err(CalculationError::TooLarge { sale: Some(sale.id) });
    }
}

fn add(sum: &mut i64, minor: i64) -> Option<()> {
    *sum = sum.checked_add(minor)?;
    Some(())
}

fn count_above(
    book: &Book,
    standings: &mut [Result<Standing, CalculationError>],
    sale: &crate::SaleFact,
    minor: i64,
) {
    for (place, above) in book.above(sale).iter().enumerate() {
        count(&mut standings[*above as usize], sale, |above| {
            add(&mut above.subtree, minor)?;
            if place == 0 { add(&mut above.group, minor) } else { Some(()) }
        });
    }
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
