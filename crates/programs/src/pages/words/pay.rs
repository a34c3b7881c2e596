//! What a rule pays, in words.

use terms::{BandMode, Bands, Base, Earns, Measure, Pay, Per, Recurring, Rule, Scope, StackHow, Word};

use super::document::hold_in_words;
use super::{Teller, round_sum};

impl Teller<'_> {
    /// What a rule pays, on one line.
    pub(super) fn pay(&self, rule: &Rule) -> String {
        match &rule.pay {
            Pay::Percent(rate) => self.share(*rate, rule.base),
            Pay::Fixed { amount, per } => {
                let key = match per {
                    Per::Sale => "programs-words-fixed",
                    Per::Unit => "programs-words-unit",
                    Per::Thousand => "programs-words-thousand",
                };
                self.r.tr(key, &[("sum", round_sum(self.r, *amount).into())])
            }
            Pay::Bands(bands) => {
                let steps = self.steps(bands).join(", ");
                let mode = self.mode(bands);
                let of = self.other_base(rule.base).map(|of| format!(" {of}")).unwrap_or_default();
                format!("{}{steps}{of} — {mode}", self.onto(bands))
            }
        }
    }

    /// How the bands pay, where they are told one under another.
    pub(super) fn mode_sentence(&self, bands: &Bands, rule: &Rule) -> String {
        let of = self.other_base(rule.base).map(|of| format!(" {of}")).unwrap_or_default();
        format!("{}{}{of}, {}", self.onto(bands), self.t("programs-words-bands"), self.mode(bands))
    }

    /// What stands around the pay: limits for one sale, how long it recurs, how long it waits.
    pub(super) fn around(&self, rule: &Rule) -> Vec<String> {
        let limit = |key: &str, sum| self.r.tr(key, &[("sum", round_sum(self.r, sum).into())]);
        let most = rule.at_most.map(|sum| limit("programs-words-sale-at-most", sum));
        let least = rule.at_least.map(|sum| limit("programs-words-sale-at-least", sum));
        let recurring = rule.recurring.map(|recurring| match recurring {
            Recurring::Months { months, count } => {
                self.r.tr(&format!("programs-words-recurring-{}", count.word()), &[("months", months.into())])
            }
            Recurring::Payments(payments) => {
                self.r.tr("programs-words-recurring-payments", &[("payments", payments.into())])
            }
        });
        let hold = rule.hold.map(|hold| hold_in_words(self.r, hold));
        [most, least, recurring, hold].into_iter().flatten().collect()
    }

    /// `5 % с маржи каждой продажи`.
    pub(super) fn share(&self, rate: money::Rate, base: Base) -> String {
        let of = self.t(&format!("programs-words-of-{}", base.word()));
        self.r.tr("programs-words-percent", &[("rate", self.r.rate(rate).into()), ("of", of.into())])
    }

    fn other_base(&self, base: Base) -> Option<String> {
        (base != Base::Gross).then(|| self.t(&format!("programs-words-of-{}", base.word())))
    }

    /// The base pay that bands add to or multiply.
    fn onto(&self, bands: &Bands) -> String {
        let Some(stack) = bands.stack else { return String::new() };
        let key = match stack.how {
            StackHow::Add => "programs-words-stack-add",
            StackHow::Multiply => "programs-words-stack-multiply",
        };
        self.r.tr(key, &[("pay", self.earns(stack.onto, bands).into())]) + " "
    }

    fn earns(&self, earns: Earns, bands: &Bands) -> String {
        match earns {
            Earns::Percent(rate) => self.r.rate(rate),
            Earns::Fixed(minor) => {
                let key = match bands.measure {
                    Measure::Quantity => "programs-words-per-unit",
                    Measure::Customers if bands.mode == BandMode::Marginal => "programs-words-per-customer",
                    _ => "programs-words-per-sale",
                };
                self.r.tr(key, &[("sum", self.minor(minor).into())])
            }
        }
    }

    /// `5 % до 100 000 ₽`, `8 % до 300 000 ₽`, `12 % выше`.
    fn steps(&self, bands: &Bands) -> Vec<String> {
        let step = |band: &terms::Band| {
            let pay = self.earns(band.earns, bands).into();
            match band.up_to {
                Some(bound) => {
                    let to = self.value(bound, bands.measure).into();
                    self.r.tr("programs-words-step-to", &[("pay", pay), ("to", to)])
                }
                None if bands.bands.len() == 1 => self.r.tr("programs-words-step-only", &[("pay", pay)]),
                None => self.r.tr("programs-words-step-last", &[("pay", pay)]),
            }
        };
        bands.bands.iter().map(step).collect()
    }

    /// The bands, each with both its ends.
    pub(super) fn band_lines(&self, bands: &Bands) -> Vec<String> {
        let mut from: Option<i64> = None;
        let mut lines = Vec::new();
        for band in &bands.bands {
            let pay = self.earns(band.earns, bands).into();
            let told = |value: i64| self.value(value, bands.measure).into();
            lines.push(match (from, band.up_to) {
                (None, None) => self.r.tr("programs-words-step-only", &[("pay", pay)]),
                (None, Some(to)) => self.r.tr("programs-words-band-first", &[("to", told(to)), ("pay", pay)]),
                (Some(from), Some(to)) => {
                    let args = [("from", told(from)), ("to", told(to)), ("pay", pay)];
                    self.r.tr("programs-words-band-middle", &args)
                }
                (Some(from), None) => {
                    self.r.tr("programs-words-band-last", &[("from", told(from)), ("pay", pay)])
                }
            });
            from = band.up_to.or(from);
        }
        lines
    }

    /// How a measure chooses between the bands: `на весь оборот квартала с первого рубля`.
    fn mode(&self, bands: &Bands) -> String {
        let word = bands.measure.word();
        let measured = self.t(&format!("programs-words-measured-{word}"));
        let mut sentence = match bands.mode {
            BandMode::Whole => {
                let start = match bands.measure {
                    Measure::Amount(_) => "programs-words-from-first-rouble",
                    _ => "programs-words-from-first-one",
                };
                let all = self.t(&format!("programs-words-whole-{word}"));
                let window = self.window("programs-words-window", bands.window);
                let start = self.r.tr(start, &[("currency", self.currency.code().into())]);
                let args = [("all", all.into()), ("window", window.into()), ("start", start.into())];
                self.r.tr("programs-words-mode-whole", &args)
            }
            BandMode::Previous => {
                let before = self.window("programs-words-before", bands.window);
                let args = [("measured", measured.into()), ("before", before.into())];
                self.r.tr("programs-words-mode-previous", &args)
            }
            mode => {
                let args = [("measured", measured.into()), ("during", self.during(bands.window).into())];
                self.r.tr(&format!("programs-words-mode-{}", mode.word()), &args)
            }
        };
        if bands.scope != Scope::Rule {
            sentence =
                format!("{sentence} {}", self.t(&format!("programs-words-scope-{}", bands.scope.word())));
        }
        if let Some(days) = bands.horizon_days {
            let horizon = self.r.tr("programs-words-horizon", &[("days", days.into())]);
            sentence = format!("{sentence}, {horizon}");
        }
        sentence
    }
}
