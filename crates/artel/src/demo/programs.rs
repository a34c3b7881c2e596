//! The three programmes of the demo and their terms.

use base::failure::{Failure, Result};
use base::work::Work;
use jiff::civil::Date;
use money::Currency;
use programs::{NewProgram, ProgramId};
use terms::PeriodKind;

/// The dealers' programme.
pub const DEALERS: &str = "dealers";
/// The recommenders' programme.
pub const REFERRALS: &str = "referrals";
/// The quarterly programme for what goes abroad.
pub const EXPORT: &str = "export";

const DEALER_TERMS: &str = r#"name = "Дилерская сеть"
currency = "RUB"
period = "month"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "services"
title = "Услуги"
when = { product.series = "Услуги" }
percent = "12"

[[rule]]
name = "goods"
title = "Товары"

[[rule.band]]
up_to = "500000.00"
percent = "5"

[[rule.band]]
up_to = "1500000.00"
percent = "7"

[[rule.band]]
percent = "9"

[[upline]]
level = 1
percent = "1.5"

[[upline]]
level = 2
percent = "0.5"

[[bonus]]
name = "million"
title = "Миллион за месяц"
turnover_from = "1000000.00"
fixed = "15000.00"
"#;

/// What changes in the dealers' terms after a year: the second band begins earlier.
const DEALER_TERMS_LATER: (&str, &str) = ("up_to = \"500000.00\"", "up_to = \"400000.00\"");

/// What a group of dealers gets instead: more for services and above the highest bound, and a sum for the own plan.
const DEALER_GROUP_TERMS: [(&str, &str); 4] = [
    ("name = \"Дилерская сеть\"", "name = \"Опорные дилеры\""),
    ("percent = \"12\"", "percent = \"14\""),
    ("percent = \"9\"", "percent = \"10\""),
    (
        "[[bonus]]\nname = \"million\"",
        "[[bonus]]\nname = \"plan\"\ntitle = \"Личный план\"\ntarget = \"partner\"\nfixed = \"10000.00\"\n\n\
         [[bonus]]\nname = \"million\"",
    ),
];

/// What the recommenders are to get next: more for a lead, and no more than so much in a month.
pub const REFERRAL_TERMS_LATER: &str = r#"name = "Рекомендации"
currency = "RUB"
period = "month"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "lead"
title = "Лид"
when = { sale.kind = "lead" }
fixed = "2000.00"

[[rule]]
name = "order"
title = "Заказ"
percent = "4"

[[cap]]
name = "month"
at_most = "20000.00"
"#;

const REFERRAL_TERMS: &str = r#"name = "Рекомендации"
currency = "RUB"
period = "month"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "lead"
title = "Лид"
when = { sale.kind = "lead" }
fixed = "1500.00"

[[rule]]
name = "order"
title = "Заказ"
percent = "4"
"#;

const EXPORT_TERMS: &str = r#"name = "Export"
currency = "USD"
period = "quarter"

[rounding]
at = "line"
mode = "half-away-from-zero"

[[rule]]
name = "export"
title = "Экспорт"

[[rule.band]]
up_to = "20000.00"
percent = "6"

[[rule.band]]
percent = "8"
"#;

/// The ids of the three programmes.
pub struct Three {
    /// The dealers'.
    pub dealers: ProgramId,
    /// The recommenders'.
    pub referrals: ProgramId,
    /// The export one.
    pub export: ProgramId,
}

/// Adds the programmes and publishes their terms from `start`.
pub async fn found(work: &mut Work, start: Date) -> Result<Three> {
    let quarter = terms::Period::containing(start, PeriodKind::Quarter).start;
    let dealers = add(work, DEALERS, "Дилерская сеть", PeriodKind::Month, start, DEALER_TERMS).await?;
    let referrals = add(work, REFERRALS, "Рекомендации", PeriodKind::Month, start, REFERRAL_TERMS).await?;
    let export = add(work, EXPORT, "Экспорт", PeriodKind::Quarter, quarter, EXPORT_TERMS).await?;
    Ok(Three { dealers, referrals, export })
}

/// Publishes the dealers' second version from `day`.
pub async fn renew(work: &mut Work, program: ProgramId, day: Date) -> Result<()> {
    publish(work, program, &dealer_terms(true), day).await
}

/// The terms of the group of dealers.
pub fn group_terms() -> String {
    DEALER_GROUP_TERMS.iter().fold(dealer_terms(true), |text, (old, new)| text.replace(old, new))
}

/// The dealers' common terms, the later or the first ones.
fn dealer_terms(is_later: bool) -> String {
    let (old, new) = DEALER_TERMS_LATER;
    if is_later { DEALER_TERMS.replace(old, new) } else { DEALER_TERMS.to_owned() }
}

async fn add(
    work: &mut Work,
    code: &str,
    name: &str,
    period: PeriodKind,
    start: Date,
    text: &str,
) -> Result<ProgramId> {
    let currency = if code == EXPORT { Currency::USD } else { Currency::RUB };
    let new = NewProgram {
        code: code.to_owned(),
        name: name.to_owned(),
        currency,
        period,
        starts_on: start,
        hold_days: 0,
        minimum_minor: 1_000_00,
        description: String::new(),
    };
    let program = programs::add(work, new).await.map_err(refused)?;
    publish(work, program, text, start).await?;
    programs::start(work, program).await.map_err(refused)?;
    Ok(program)
}

async fn publish(work: &mut Work, program: ProgramId, text: &str, day: Date) -> Result<()> {
    let draft = programs::save_draft(work, program, text).await.map_err(refused)?;
    programs::publish(work, draft, day).await.map_err(refused)?;
    Ok(())
}

/// The demo's data never meets a refusal; if it does, that is a fault of the demo.
pub fn refused<R: std::fmt::Debug>(stop: base::failure::Stop<R>) -> Failure {
    Failure::new(format!("the demo was refused: {stop:?}"))
}
