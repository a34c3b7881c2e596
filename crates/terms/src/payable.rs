//! What of a balance is paid out.

/// What is paid and what stays, in minor units, when `earned` comes to a balance: all of it, unless it is below
/// `minimum` or below zero; then nothing is paid and the balance is carried on. Nothing when the sum does not fit.
pub fn pay_out(balance_before: i64, earned: i64, minimum: i64) -> Option<(i64, i64)> {
    let balance = balance_before.checked_add(earned)?;
    let is_paid = balance > 0 && balance >= minimum;
    Some(if is_paid { (balance, 0) } else { (0, balance) })
}
