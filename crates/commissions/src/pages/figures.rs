//! The figures of a derivation in words: measures, bands, shares and sums.

use base::words::Reader;
use money::{Currency, Exact, Money, Rate, RoundingMode, group_digits};
use terms::{Base, Earns, FxUsed, Jump, Measure, Per, RoundingPoint, Step, Word};

/// Writes figures for a reader.
pub struct Figures<'a> {
    /// Who reads.
    pub reader: &'a Reader,
    /// The currency of the sums.
    pub currency: Currency,
}

/// What a step is, more about it, and its figure.
type Words = (String, String, String);

impl Figures<'_> {
    /// The words of a step that is about figures alone.
    pub fn of(&self, step: &Step) -> Words {
        let r = self.reader;
        let nothing = String::new;
        match step {
            Step::Base { base, amount } => (r.t(&base_key(*base)), nothing(), r.money(*amount)),
            Step::Exchange { used, base } => self.exchange(used, *base),
            Step::OfCommission { earned } => {
                (r.t("commissions-told-of-commission"), nothing(), r.money(*earned))
            }
            Step::Percent { base, rate, exact } => {
                let note = format!("{} × {}", r.rate(*rate), r.money(*base));
                (r.t("commissions-told-percent"), note, self.exact(*exact))
            }
            Step::Fixed { amount, times, per } => {
                let note = format!("× {}", times_words(r, *times));
                (r.t(per_key(*per)), note, r.money(*amount))
            }
            Step::Measured { measure, before, after } => {
                let after = self.measured(*measure, *after);
                let note = r.tr("commissions-told-turnover-after", &[("after", after.into())]);
                (r.t(measure_key(*measure)), note, self.measured(*measure, *before))
            }
            Step::Band { measure, value, from, up_to, earns } => {
                let value = self.measured(*measure, *value);
                let note = r.tr("commissions-told-band-reached", &[("value", value.into())]);
                (self.band(*measure, *from, *up_to), note, self.earns(*earns))
            }
            Step::BandPart { measure, from, up_to, part, earns, exact } => {
                let note = format!("{} × {}", self.earns(*earns), self.measured(*measure, *part));
                (self.band(*measure, *from, *up_to), note, self.exact(*exact))
            }
            Step::GrowingPart { part, from, to, exact } => {
                let args = [("from", self.earns(*from).into()), ("to", self.earns(*to).into())];
                let part = r.money(self.money(*part));
                (r.tr("commissions-told-growing", &args), part, self.exact(*exact))
            }
            Step::Jump { measure, jump } => self.jump(*measure, jump),
            other => self.of_limits(other),
        }
    }

    fn of_limits(&self, step: &Step) -> Words {
        let r = self.reader;
        let nothing = String::new;
        match step {
            Step::TakenBack { earned, before, after } => {
                let args = [("before", r.rate(*before).into()), ("after", r.rate(*after).into())];
                let note = r.tr("commissions-told-taken-back-note", &args);
                (r.t("commissions-told-taken-back"), note, self.exact(*earned))
            }
            Step::Limited { earned, limit } => {
                let note = r.tr("commissions-told-limited-note", &[("limit", r.money(*limit).into())]);
                (r.t("commissions-told-limited"), note, self.exact(*earned))
            }
            Step::Cap { title, earned, used, limit, is_floor } => {
                let key = if *is_floor { "commissions-told-floor" } else { "commissions-told-cap" };
                let args = [("title", title.as_str().into()), ("limit", r.money(*limit).into())];
                let mut note = r.tr("commissions-told-cap-earned", &[("earned", r.money(*earned).into())]);
                if !used.is_zero() {
                    let used = r.tr("commissions-told-cap-used", &[("used", r.money(*used).into())]);
                    note = format!("{note}; {used}");
                }
                (r.tr(key, &args), note, nothing())
            }
            Step::Budget { title, earned } => {
                let note = r.tr("commissions-told-cap-earned", &[("earned", r.money(*earned).into())]);
                (r.tr("commissions-told-budget", &[("title", title.as_str().into())]), note, nothing())
            }
            Step::Draw { amount, earned, before, after } => {
                let args = [("before", r.money(*before).into()), ("after", r.money(*after).into())];
                let debt = r.tr("commissions-told-draw-debt", &args);
                let earned = r.tr("commissions-told-cap-earned", &[("earned", r.money(*earned).into())]);
                let what = r.tr("commissions-told-draw", &[("amount", r.money(*amount).into())]);
                (what, format!("{earned}; {debt}"), nothing())
            }
            Step::Legs { left, right, matched } => {
                let args = [("left", r.money(*left).into()), ("right", r.money(*right).into())];
                let note = r.tr("commissions-told-legs-note", &args);
                (r.t("commissions-told-legs"), note, r.money(*matched))
            }
            Step::Shared { pot } => (r.t("commissions-told-shared"), nothing(), r.money(*pot)),
            Step::Rounded { exact, at, mode } => {
                (r.t("commissions-told-rounding"), self.rounding(*at, *mode), self.exact(*exact))
            }
            _ => (nothing(), nothing(), nothing()),
        }
    }

    fn exchange(&self, used: &FxUsed, base: Money) -> Words {
        let r = self.reader;
        let from = used.from.to_string();
        let rate = used.rate.rate.to_string().replace('.', r.style().decimal);
        let args = [("currency", from.as_str().into()), ("rate", rate.into())];
        let note = match used.on {
            Some(day) => {
                let args = [("day", r.date(day).into()), ("source", (&*used.rate.source).into())];
                r.tr("commissions-told-exchange-note", &args)
            }
            None => r.t("commissions-told-exchange-mean"),
        };
        (r.tr("commissions-told-exchange", &args), note, r.money(base))
    }

    fn jump(&self, measure: Measure, jump: &Jump) -> Words {
        let r = self.reader;
        let volume = match measure {
            Measure::Count | Measure::Quantity => r.number(jump.volume),
            _ => r.money(self.money(jump.volume)),
        };
        let args = [
            ("volume", volume.into()),
            ("from", self.earns(jump.from).into()),
            ("to", self.earns(jump.to).into()),
        ];
        let note = r.tr("commissions-told-jump-note", &args);
        (r.t("commissions-told-jump"), note, self.exact(jump.exact))
    }

    fn rounding(&self, at: RoundingPoint, mode: RoundingMode) -> String {
        let r = self.reader;
        let mode = r.t(&format!("commissions-rounding-{}", mode.word()));
        match at {
            RoundingPoint::Line => mode,
            RoundingPoint::Document => format!("{mode}; {}", r.t("commissions-rounding-at-document")),
            RoundingPoint::Statement => format!("{mode}; {}", r.t("commissions-rounding-at-statement")),
        }
    }

    /// A band of what is measured.
    pub fn band(&self, measure: Measure, from: Option<i64>, up_to: Option<i64>) -> String {
        let told = |value: i64| self.measured(measure, value).into();
        let r = self.reader;
        match (from, up_to) {
            (None, None) => r.t("commissions-told-band-any"),
            (None, Some(to)) => r.tr("commissions-told-band-first", &[("to", told(to))]),
            (Some(from), Some(to)) => {
                r.tr("commissions-told-band-middle", &[("from", told(from)), ("to", told(to))])
            }
            (Some(from), None) => r.tr("commissions-told-band-last", &[("from", told(from))]),
        }
    }

    /// What a band earns.
    pub fn earns(&self, earns: Earns) -> String {
        match earns {
            Earns::Percent(rate) => self.reader.rate(rate),
            Earns::Fixed(minor) => self.reader.money(self.money(minor)),
        }
    }

    fn measured(&self, measure: Measure, value: i64) -> String {
        measured(self.reader, measure, value, self.currency)
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    fn exact(&self, exact: Exact) -> String {
        exact_words(self.reader, exact, self.currency)
    }
}

/// A value in the units of its measure; bounds of attainment come as sums.
pub fn measured(reader: &Reader, measure: Measure, value: i64, currency: Currency) -> String {
    match measure {
        Measure::Amount(_) | Measure::Attainment => reader.money(Money::new(value, currency)),
        Measure::Quantity => reader.tr("commissions-told-units", &[("count", value.into())]),
        Measure::Count => reader.tr("commissions-told-sales", &[("count", value.into())]),
        Measure::Customers => reader.tr("commissions-told-customers", &[("count", value.into())]),
    }
}

fn measure_key(measure: Measure) -> &'static str {
    match measure {
        Measure::Amount(_) | Measure::Attainment => "commissions-told-turnover",
        Measure::Quantity => "commissions-told-quantity",
        Measure::Count => "commissions-told-count",
        Measure::Customers => "commissions-told-customers-before",
    }
}

fn per_key(per: Option<Per>) -> &'static str {
    match per {
        Some(Per::Unit) => "commissions-told-fixed-unit",
        Some(Per::Sale) => "commissions-told-fixed-sale",
        Some(Per::Thousand) => "commissions-told-fixed-thousand",
        None => "commissions-told-fixed",
    }
}

/// The key of the sentence that names a base.
pub fn base_key(base: Base) -> String {
    format!("commissions-base-{}", base.word())
}

fn times_words(reader: &Reader, times: Rate) -> String {
    times.to_string().replace('.', reader.style().decimal).replace('-', "−")
}

/// An exact sum: as money when it is whole, else with all its decimals.
pub fn exact_words(reader: &Reader, exact: Exact, currency: Currency) -> String {
    if let (true, Ok(minor)) = (exact.is_whole(), exact.round(RoundingMode::HalfAwayFromZero)) {
        return reader.money(Money::new(minor, currency));
    }
    let text = exact.text(currency);
    let style = reader.style();
    match text.trim_start_matches('-').split_once('.') {
        Some((whole, fraction)) => {
            let sign = if text.starts_with('-') { "−" } else { "" };
            let (whole, decimal) = (group_digits(whole, style), style.decimal);
            let marks = reader.money_parts(Money::zero(currency));
            format!("{sign}{}{whole}{decimal}{fraction}{}", marks.prefix, marks.suffix)
        }
        None => format!("{text} {currency}"),
    }
}
