//! The money door: every sum of money is a link with a dotted underline to its reason.

use maud::{Markup, html};
use money::{Money, Parts};

use crate::words::Reader;

/// A sum that opens its reason; `short_reason` is shown on hover and long press (`2 % × 140 000 ₽, terms v7`).
pub fn door(reader: &Reader, money: Money, href: &str, short_reason: &str) -> Markup {
    html! {
        a.door href=(href) title=[said(short_reason)] data-why=[said(short_reason)] { (sum(reader, money)) }
    }
}

/// A sum in short (`12,4 млн ₽`) that opens its reason; the full sum stands before the short reason.
pub fn door_short(reader: &Reader, money: Money, href: &str, short_reason: &str) -> Markup {
    let full = reader.money(money);
    let why = if short_reason.is_empty() { full } else { format!("{full} · {short_reason}") };
    html! { a.door href=(href) title=(why) data-why=(why) { (reader.money_short(money)) } }
}

/// A sum inside its own reason: receipts, forms and totals that stand beside their lines. Elsewhere use `door`.
pub fn sum(reader: &Reader, money: Money) -> Markup {
    let Parts { sign, prefix, whole, fraction, suffix } = reader.money_parts(money);
    html! {
        span.sum { (sign) (prefix) (whole) @if !fraction.is_empty() { small { (fraction) } } (suffix) }
    }
}

fn said(reason: &str) -> Option<&str> {
    (!reason.is_empty()).then_some(reason)
}
