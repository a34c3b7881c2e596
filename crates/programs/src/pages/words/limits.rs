//! Bonuses, caps, draws and worked examples in words.

use base::words::Reader;
use maud::{Markup, html};
use terms::{
    Bonus, BonusPay, Cap, CapOf, CapWhose, Case, CaseSale, Draw, GrowthOver, Measure, Period, PeriodKind,
    Scope, Target, TargetAt, Terms, Window, Word,
};

use super::{Teller, bracketed, capital, conditions, field_name, round_sum, titled};

/// A bonus in one sentence.
pub fn bonus_in_words(reader: &Reader, terms: &Terms, bonus: &Bonus) -> String {
    let teller = Teller::of(reader, terms);
    let targets: Vec<String> = bonus.targets.iter().map(|target| teller.target(target)).collect();
    let asked = if targets.is_empty() {
        teller.t("programs-words-no-target")
    } else {
        targets.join(&format!(" {} ", teller.t("programs-words-and")))
    };
    let first = bonus.targets.first().map_or(Measure::Amount(terms::Base::Gross), |target| target.measure);
    let rate = |key: &str, rate| {
        let measured = teller.t(&format!("programs-words-measured-{}", first.word()));
        reader.tr(key, &[("rate", reader.rate(rate).into()), ("measured", measured.into())])
    };
    let pay = match bonus.pay {
        BonusPay::Fixed(sum) => round_sum(reader, sum),
        BonusPay::Percent(share) => rate("programs-words-of-reached", share),
        BonusPay::PercentAbove(share) => rate("programs-words-of-above", share),
        BonusPay::PercentOfCommission(share) => {
            reader.tr("programs-words-of-own-commission", &[("rate", reader.rate(share).into())])
        }
    };
    let sentence = reader.tr("programs-words-bonus", &[("targets", asked.into()), ("pay", pay.into())]);
    titled(capital(&sentence), &bonus.title)
}

impl Teller<'_> {
    fn target(&self, target: &Target) -> String {
        let measure = self.t(&format!("programs-measure-{}", target.measure.word()));
        let mut what = format!("{measure} {}", self.during(target.window));
        if target.scope != Scope::Own {
            what = format!("{what} {}", self.t(&format!("programs-words-scope-{}", target.scope.word())));
        }
        let what = bracketed(what, conditions(self.r, &target.when));
        match target.at {
            TargetAt::AtLeast(value) => {
                let asked = match target.measure {
                    Measure::Quantity | Measure::Count | Measure::Customers => self.r.number(value),
                    measure => self.value(value, measure),
                };
                self.r.tr("programs-words-target-from", &[("what", what.into()), ("asked", asked.into())])
            }
            TargetAt::Own => self.r.tr("programs-words-target-own", &[("what", what.into())]),
            TargetAt::Growth { by, over } => {
                let earlier = match over {
                    GrowthOver::Previous => self.window("programs-words-before", target.window),
                    GrowthOver::YearBefore => self.t("programs-words-year-before"),
                };
                let args =
                    [("what", what.into()), ("rate", self.r.rate(by).into()), ("earlier", earlier.into())];
                self.r.tr("programs-words-target-growth", &args)
            }
        }
    }
}

/// A cap or a floor in one sentence.
pub fn cap_in_words(reader: &Reader, terms: &Terms, cap: &Cap) -> String {
    let teller = Teller::of(reader, terms);
    let of = match &cap.of {
        CapOf::Total => teller.t("programs-words-cap-total"),
        CapOf::Direct => teller.t("programs-words-cap-direct"),
        CapOf::Override => teller.t("programs-words-cap-override"),
        CapOf::Bonus => teller.t("programs-words-cap-bonus"),
        CapOf::Rule(name) => {
            let rule =
                terms.rules.iter().find(|rule| rule.name == *name).map_or(name.as_str(), |rule| rule.shown());
            reader.tr("programs-words-cap-rule", &[("rule", rule.into())])
        }
    };
    let mut of = format!("{of} {}", teller.during(cap.window));
    if cap.whose == CapWhose::Everybody {
        of = format!("{of} {}", teller.t("programs-words-cap-everybody"));
    }
    let limit = |key: &str, sum| reader.tr(key, &[("sum", round_sum(reader, sum).into())]);
    let most = cap.at_most.map(|sum| limit("programs-words-cap-most", sum));
    let least = cap.at_least.map(|sum| limit("programs-words-cap-least", sum));
    let limits: Vec<String> = [most, least].into_iter().flatten().collect();
    let sentence = format!("{of} — {}", limits.join(", "));
    titled(bracketed(sentence, conditions(reader, &cap.when)), &cap.title)
}

/// The draw in one sentence.
pub fn draw_in_words(reader: &Reader, terms: &Terms, draw: &Draw) -> String {
    let during = Teller::of(reader, terms).during(Window::Period);
    let key = if draw.recoverable { "programs-words-draw-recoverable" } else { "programs-words-draw" };
    let sentence =
        reader.tr(key, &[("sum", round_sum(reader, draw.amount).into()), ("during", during.into())]);
    bracketed(sentence, conditions(reader, &draw.when))
}

/// A worked example in one sentence: `Пример «…», март 2026 — должно выйти 5 000 ₽`.
pub fn case_in_words(reader: &Reader, case: &Case) -> String {
    let args = [
        ("name", (&case.name).into()),
        ("period", period(reader, case.period).into()),
        ("total", round_sum(reader, case.total).into()),
    ];
    reader.tr("programs-words-case", &args)
}

/// A worked example with what it starts from.
pub(super) fn case_lines(reader: &Reader, case: &Case) -> Markup {
    let known = case.partner.iter().map(|(field, text)| format!("{} — {text}", field_name(reader, *field)));
    let target = case
        .target
        .map(|sum| reader.tr("programs-words-case-target", &[("sum", round_sum(reader, sum).into())]));
    let sales = case.sales.iter().enumerate().map(|(at, sale)| case_sale(reader, at, sale));
    let lines: Vec<String> = known.chain(target).chain(sales).collect();
    html! {
        (case_in_words(reader, case))
        @if !lines.is_empty() { ul { @for line in &lines { li { (line) } } } }
    }
}

fn case_sale(reader: &Reader, at: usize, sale: &CaseSale) -> String {
    let args = [
        ("number", (at + 1).into()),
        ("on", reader.date(sale.on).into()),
        ("sum", round_sum(reader, sale.amount).into()),
    ];
    let mut parts = vec![reader.tr("programs-words-case-sale", &args)];
    if sale.quantity != CaseSale::usual_quantity(sale.amount) {
        let quantity = reader.number(sale.quantity);
        parts.push(reader.tr("programs-words-case-quantity", &[("quantity", quantity.into())]));
    }
    if sale.level > 0 {
        parts.push(reader.tr("programs-words-level", &[("level", u32::from(sale.level).into())]));
    }
    parts.extend(sale.fields.iter().map(|(field, text)| format!("{} — {text}", field_name(reader, *field))));
    let returns =
        |number: u16| reader.tr("programs-words-case-returns", &[("number", u32::from(number).into())]);
    parts.extend(sale.returns.map(returns));
    parts.join("; ")
}

fn period(reader: &Reader, period: Period) -> String {
    match period.kind {
        PeriodKind::Month => reader.month(period.start),
        PeriodKind::Quarter => reader.quarter(period.start),
        PeriodKind::Year => period.start.year().to_string(),
    }
}
