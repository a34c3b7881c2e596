//! What a partner earns for reaching a target of turnover within the period.

use super::{Earned, percent};
use crate::{Attributes, Bonus, BonusPay, How, SaleFact, Subject};
use money::{Currency, Exact, MoneyError, Rate};

/// The turnover that counts towards the bonus: own sales in its currency that meet its condition, less returns.
pub fn turnover<'a>(
    bonus: &Bonus,
    currency: Currency,
    own: impl IntoIterator<Item = &'a SaleFact>,
    beneficiary: &Attributes,
) -> Result<i64, MoneyError> {
    own.into_iter()
        .filter(|sale| sale.amount.currency == currency && bonus.when.holds(Subject { sale, beneficiary }))
        .try_fold(0_i64, |sum, sale| sum.checked_add(sale.amount.minor).ok_or(MoneyError::Overflow))
}

/// What the bonus pays on this turnover, if its target is reached.
pub fn earn(bonus: &Bonus, turnover: i64) -> Option<Earned> {
    if turnover < bonus.turnover_from.minor {
        return None;
    }
    Some(match bonus.pay {
        BonusPay::Percent(rate) => percent::earn(turnover, rate),
        BonusPay::Fixed(sum) => Earned {
            base: turnover,
            how: How::Fixed { amount: sum.minor, times: Rate::ONE },
            exact: Exact::whole(sum.minor),
        },
    })
}
