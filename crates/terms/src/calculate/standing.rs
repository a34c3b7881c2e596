//! What everybody sold in the period, as conditions ask for it.

use super::exchange::exchange;
use crate::{Book, Field, Standing, Terms, Timelines};
use std::borrow::Cow;

/// The standing of every partner; that of the network is counted only where terms ask for it.
pub fn standings(timelines: &Timelines, book: &Book) -> Vec<Standing> {
    let mut standings: Vec<Standing> = vec![Standing::default(); book.partners().len()];
    let versions = || timelines.all().flat_map(|timeline| timeline.versions());
    let asks = |field| versions().any(|version| version.terms.asks(field));
    let group = asks(Field::BENEFICIARY_GROUP_TURNOVER);
    let subtree = asks(Field::BENEFICIARY_SUBTREE_TURNOVER);
    for sale in book.sales().iter().filter(|sale| sale.happened_on >= book.period.start) {
        let id = book.partner(sale.seller).id;
        let Some(version) = timelines.of(id).at(sale.judged_on()) else { continue };
        let Some(minor) = gross(book, &version.terms, sale) else { continue };
        let own = &mut standings[sale.seller as usize];
        own.own = own.own.saturating_add(minor);
        own.sales += i64::from(!sale.is_return());
        if group || subtree {
            count_above(book, &mut standings, sale, minor);
        }
    }
    for (standing, partner) in standings.iter_mut().zip(book.partners()) {
        standing.group = standing.group.saturating_add(standing.own);
        standing.subtree = standing.subtree.saturating_add(standing.own);
        if let Some(known) = partner.standing {
            *standing = known;
        }
    }
    standings
}

fn count_above(book: &Book, standings: &mut [Standing], sale: &crate::SaleFact, minor: i64) {
    for (place, above) in book.above(sale).iter().enumerate() {
        let above = &mut standings[*above as usize];
        above.subtree = above.subtree.saturating_add(minor);
        if place == 0 {
            above.group = above.group.saturating_add(minor);
        }
    }
}

/// What a sale is worth in the currency of the terms, where that is known.
pub fn gross(book: &Book, terms: &Terms, sale: &crate::SaleFact) -> Option<i64> {
    if sale.currency == terms.currency {
        return Some(sale.amount);
    }
    exchange(book, terms, sale).ok()?.of(sale.amount).ok()
}

/// Nothing but a place for borrowed or computed bands.
pub type Bounds<'a> = Cow<'a, [crate::Band]>;
