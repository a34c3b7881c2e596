//! Sharing a pot with those who took part in a sale.

use super::Reason;
use super::fraction::Q;
use std::cmp::Reverse;
use terms::{Participant, SaleFact, SplitShare, Terms};

/// What somebody else gets of a pot.
pub struct Shared {
    pub partner: u32,
    pub part: u16,
    pub amount: i64,
}

enum Part {
    Pot(Q),
    Overlay(Q),
}

/// The participant's part and the place of the split that gives it.
fn part(terms: &Terms, one: &Participant) -> Option<(u16, Part)> {
    let at = terms.splits.iter().position(|split| split.role == *one.role);
    let own = one.share.map(Q::of);
    match (at, own) {
        (None, None) => None,
        (None, Some(own)) => Some((u16::MAX, Part::Pot(own))),
        (Some(at), own) => {
            let part = match terms.splits[at].share {
                SplitShare::Pot(share) => Part::Pot(own.unwrap_or(Q::of(share))),
                SplitShare::Overlay(share) => Part::Overlay(own.unwrap_or(Q::of(share))),
            };
            Some((at as u16, part))
        }
    }
}

fn parts(terms: &Terms, sale: &SaleFact) -> Vec<(u32, u16, Part)> {
    let participants = sale.more.as_ref().map(|more| more.participants.as_slice()).unwrap_or_default();
    participants.iter().filter_map(|one| part(terms, one).map(|(at, part)| (one.partner, at, part))).collect()
}

/// Whether anybody else has a part in what the sale earns.
pub fn is_shared(terms: &Terms, sale: &SaleFact) -> bool {
    !parts(terms, sale).is_empty()
}

/// Whether a partner has a part in what the sale earns.
pub fn has_part(terms: &Terms, sale: &SaleFact, partner: u32) -> bool {
    parts(terms, sale).iter().any(|(one, ..)| *one == partner)
}

/// The seller's part of the pot, and those of the others.
pub fn shared(terms: &Terms, sale: &SaleFact, pot: i64) -> Result<(i64, Vec<Shared>), Reason> {
    let parts = parts(terms, sale);
    let mut weights: Vec<Q> = Vec::new();
    for (.., part) in &parts {
        if let Part::Pot(share) = part {
            weights.push(*share);
        }
    }
    let given = weights.iter().fold(Q::ZERO, |sum, share| sum + *share);
    if given > Q::ONE {
        return Err(Reason::SharesOverWhole);
    }
    weights.push(Q::ONE - given);
    let mut amounts = largest_remainder(pot, &weights).into_iter();
    let shares = parts
        .into_iter()
        .map(|(partner, at, part)| Shared {
            partner,
            part: at,
            amount: match part {
                Part::Pot(_) => amounts.next().unwrap(),
                Part::Overlay(share) => (Q::whole(pot) * share).round(terms.rounding.mode),
            },
        })
        .collect();
    Ok((amounts.next().unwrap(), shares))
}

/// Parts by weights that are one together; what is left over goes to the largest remainders, the earlier first.
pub fn largest_remainder(pot: i64, weights: &[Q]) -> Vec<i64> {
    let exact: Vec<Q> = weights.iter().map(|weight| Q::whole(pot.abs()) * *weight).collect();
    let mut parts: Vec<i64> = exact.iter().map(|exact| exact.floor()).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| Reverse(exact[*at] - Q::whole(parts[*at])));
    let left = pot.abs() - parts.iter().sum::<i64>();
    for at in order.into_iter().take(left as usize) {
        parts[at] += 1;
    }
    parts.into_iter().map(|part| part * pot.signum()).collect()
}
