//! One band for the whole sale.

use super::{Earned, How, Sold, band_at, each, effective, times};
use crate::pay::{Band, Bands};
use money::MoneyError;

/// What a sale earns at the band that `value` is in.
pub fn earn(terms: &Bands, bands: &[Band], sold: &Sold, value: i64) -> Result<Earned, MoneyError> {
    let band = band_at(bands, value);
    let earns = effective(terms, band, bands)?;
    let exact = each(terms, band, bands)?.of_sale(sold.base, times(terms, sold))?;
    Ok(Earned::new(How::ByBand { value, band: band as u16, earns }, exact))
}
