//! One band for the whole sale.

use super::{Earned, How, Sold, band_at, effective, times};
use crate::pay::{Band, Bands, Earns};
use money::{Exact, MoneyError};

/// What a sale earns at the band that `value` is in.
pub fn earn(terms: &Bands, bands: &[Band], sold: &Sold, value: i64) -> Result<Earned, MoneyError> {
    let band = band_at(bands, value);
    let earns = effective(terms, band, bands)?;
    let exact = match earns {
        Earns::Percent(rate) => Exact::product(sold.base, rate),
        Earns::Fixed(sum) => Exact::whole(sum).checked_mul(i128::from(times(terms.measure, sold)), 1)?,
    };
    Ok(Earned::new(How::ByBand { value, band: band as u16, earns }, exact))
}
