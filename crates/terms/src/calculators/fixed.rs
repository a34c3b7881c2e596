//! The same sum for every sale or every unit; a return takes it back.

use super::Earned;
use crate::{How, Per, SaleFact};
use money::{Exact, Money, MoneyError, Rate};

/// `amount` as many times as the sale says.
///
/// A return takes one sum back, or the part of it that it returns of a known original.
pub fn earn(amount: Money, per: Per, sale: &SaleFact) -> Result<Earned, MoneyError> {
    let times = match per {
        Per::Sale => sale_times(sale),
        Per::Unit => whole(unit_times(sale)?),
    };
    let how = How::Fixed { amount: amount.minor, times };
    Ok(Earned { base: sale.amount.minor, how, exact: Exact::product(amount.minor, times) })
}

fn sale_times(sale: &SaleFact) -> Rate {
    if !takes_back(sale) {
        return Rate::ONE;
    }
    let original = sale.refers_to.map(|original| original.amount.minor).filter(|minor| *minor > 0);
    original.and_then(|original| Rate::new(sale.amount.minor, original).ok()).unwrap_or(whole(-1))
}

fn unit_times(sale: &SaleFact) -> Result<i64, MoneyError> {
    let units = sale.quantity.checked_abs().ok_or(MoneyError::Overflow)?;
    Ok(if takes_back(sale) { -units } else { units })
}

fn takes_back(sale: &SaleFact) -> bool {
    sale.amount.is_negative() || (sale.amount.is_zero() && sale.quantity < 0)
}

/// A whole number is always a rate.
fn whole(number: i64) -> Rate {
    Rate::new(number, 1).unwrap_or(Rate::ZERO)
}
