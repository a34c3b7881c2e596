//! The receipt of one accrual.

use maud::{Markup, html};

use super::{rub, say};
use crate::page::{Receipt, sum};
use crate::words::Reader;

pub(super) fn accrual(r: &Reader) -> Markup {
    let amount = |minor| sum(r, rub(minor));
    let receipt = Receipt::new(r, say(r, "Начисление 2 720,00 ₽", "Accrual of ₽2,720.00"), say(r, "ООО «Ромашка» · октябрь 2026 · условия v7", "Romashka LLC · October 2026 · terms v7"))
        .step(say(r, "Продажа № 1841, 14 октября", "Sale 1841, 14 October"), amount(14_000_000))
        .step(say(r, "Возврат по ней, 20 октября", "Its return, 20 October"), amount(-400_000))
        .subtotal(say(r, "База", "Base"), amount(13_600_000))
        .head(say(r, "Правило «Оборудование»", "Rule “Hardware”"))
        .noted(say(r, "до 100 000 ₽", "up to ₽100,000"), say(r, "2 % × 100 000 ₽", "2% × ₽100,000"), amount(200_000))
        .noted(say(r, "свыше 100 000 ₽", "over ₽100,000"), say(r, "2 % × 36 000 ₽", "2% × ₽36,000"), amount(72_000))
        .noted(say(r, "Округление", "Rounding"), say(r, "до копейки, половина от нуля", "to the kopek, halves away from zero"), amount(0))
        .total(say(r, "Начислено", "Earned"), amount(272_000))
        .rejected(say(r, "«Серия GTX»", "“Series GTX”"), say(r, "товар другой серии", "another series"))
        .rejected(say(r, "«Бонус новичка»", "“Newcomer bonus”"), say(r, "первая продажа была 3 марта", "the first sale was on 3 March"))
        .sealed("105f250cf5439dd0", "/verify/105f250cf5439dd0")
        .would_change(html! {
            p { (say(r, "Ещё 14 000 ₽ оборота в октябре подняли бы ставку до 2,5 % (+680 ₽).", "Another ₽14,000 of turnover in October would raise the rate to 2.5% (+₽680).")) }
        });
    html! { (receipt) }
}
