//! The bounds of bands as they count for one partner: scaled to his target, and shrunk when he joined inside the window.

use super::standing::Bounds;
use super::window::{self, Days};
use crate::pay::{Band, Bands, Measure};
use crate::{Missing, PartnerFact, Prorate};
use money::{Exact, Rate, RoundingMode};

/// Whether the bands of a rule may count otherwise than they are written.
pub fn are_scaled(bands: &Bands, prorate: Prorate) -> bool {
    let is_prorated = matches!(prorate, Prorate::Thresholds | Prorate::Both);
    bands.measure == Measure::Attainment || (is_prorated && window::is_prorated(bands.window))
}

/// The bands of a rule for a partner and a window.
pub(crate) fn scaled<'a>(
    bands: &'a Bands,
    prorate: Prorate,
    partner: &PartnerFact,
    days: Days,
) -> Result<Bounds<'a>, Missing> {
    let target = match bands.measure {
        Measure::Attainment => Some(partner.target.ok_or(Missing::Target)?),
        _ => None,
    };
    let share = match prorate {
        Prorate::Thresholds | Prorate::Both if window::is_prorated(bands.window) => {
            joined_share(partner, days)
        }
        _ => None,
    };
    if target.is_none() && share.is_none() {
        return Ok(Bounds::Borrowed(&bands.bands));
    }
    let bound = |bound: i64| {
        let value = target.map_or(bound, |target| times(bound, Rate::new(target, 1_000_000)));
        share.map_or(value, |share| times(value, Ok(share)))
    };
    let scaled = bands.bands.iter().map(|band| Band { up_to: band.up_to.map(bound), ..*band });
    Ok(Bounds::Owned(scaled.collect()))
}

/// The share of the window in which the partner took part, when he joined inside it.
pub fn joined_share(partner: &PartnerFact, days: Days) -> Option<Rate> {
    let joined = partner.joined_on.filter(|day| days.start < *day && *day <= days.end)?;
    Rate::new(window::length(joined, days.end), window::length(days.start, days.end)).ok()
}

/// A whole number times a rate, rounded with halves away from zero; what does not fit stays as large as it can.
pub fn times(value: i64, rate: Result<Rate, money::RateError>) -> i64 {
    let exact = rate.map(|rate| Exact::product(value, rate).round(RoundingMode::HalfAwayFromZero));
    exact.ok().and_then(Result::ok).unwrap_or(i64::MAX)
}
