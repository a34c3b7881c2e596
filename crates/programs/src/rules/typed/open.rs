//! Terms into the fields of the form.

use money::Style;
use terms::{
    Bands, Bonus, BonusPay, Cap, CapOf, Earns, Hold, Pay, Per, Recurring, Rule, Split, SplitShare, Target,
    TargetAt, Terms, Upline, UplineOf, Window, Word,
};

use super::figures::Figures;
use super::{Entry, TypedTerms};

impl TypedTerms {
    /// What stands in the fields when these terms are opened, with figures as the reader writes them.
    pub fn of(terms: &Terms, style: Style) -> Self {
        let f = Figures { style, currency: terms.currency };
        let document = f
            .document(terms)
            .with_list("rule", terms.rules.iter().map(|rule| f.rule(rule)).collect())
            .with_list("network", vec![f.network(terms)])
            .with_list("upline", terms.uplines.iter().map(|upline| f.upline(upline)).collect())
            .with_list("rank", terms.ranks.iter().map(|rank| f.rank(rank)).collect())
            .with_list("binary", terms.binary.iter().map(|binary| f.binary(binary)).collect())
            .with_list("split", terms.splits.iter().map(|split| f.split(split)).collect())
            .with_list("bonus", terms.bonuses.iter().map(|bonus| f.bonus(bonus)).collect())
            .with_list("cap", terms.caps.iter().map(|cap| f.cap(cap)).collect())
            .with_list("draw", terms.draw.iter().map(|draw| f.draw(draw)).collect());
        Self { document, cases: cases_text(terms) }
    }

    /// The worked examples of a file that can be read.
    pub fn cases_in(text: &str) -> String {
        Terms::parse(text).map(|terms| cases_text(&terms)).unwrap_or_default()
    }
}

/// The worked examples as the file writes them.
fn cases_text(terms: &Terms) -> String {
    let mut bare = Terms::new("", terms.currency, terms.period);
    bare.cases.clone_from(&terms.cases);
    let text = bare.to_text();
    text.find("[[case]]").and_then(|at| text.get(at..)).unwrap_or_default().to_owned()
}

impl Figures {
    fn document(self, terms: &Terms) -> Entry {
        let days = |days: Option<u32>| days.map(|days| days.to_string()).unwrap_or_default();
        let rate = |rate: Option<money::Rate>| rate.map(|rate| self.rate(rate)).unwrap_or_default();
        let document = Entry::default()
            .with("name", &terms.name)
            .with("currency", terms.currency.code())
            .with("period", terms.period.word())
            .with("choose", terms.choose.word())
            .with("prorate", terms.prorate.word())
            .with("vat", rate(terms.vat))
            .with("margin", rate(terms.margin))
            .with("fx", terms.fx.map(Word::word).unwrap_or_default())
            .with("clawback_how", terms.clawback.how.word())
            .with("clawback_within", days(terms.clawback.within_days))
            .with("round_at", terms.rounding.at.word())
            .with("round_mode", terms.rounding.mode.word());
        hold(document, terms.hold)
    }

    fn rule(self, rule: &Rule) -> Entry {
        let sum = |sum: Option<money::Money>| sum.map(|sum| self.sum(sum)).unwrap_or_default();
        let (recurring, times, count) = match rule.recurring {
            None => ("", String::new(), ""),
            Some(Recurring::Months { months, count }) => ("months", months.to_string(), count.word()),
            Some(Recurring::Payments(payments)) => ("payments", payments.to_string(), ""),
        };
        let typed = Entry::default()
            .with("name", &rule.name)
            .with("title", &rule.title)
            .with("base", rule.base.word())
            .with("at_most", sum(rule.at_most))
            .with("at_least", sum(rule.at_least))
            .with("recurring", recurring)
            .with("recurring_times", times)
            .with("recurring_count", count)
            .with_list("when", self.when(&rule.when));
        let typed = hold(typed, rule.hold);
        match &rule.pay {
            Pay::Percent(rate) => typed.with("pay", "percent").with("percent", self.rate(*rate)),
            Pay::Fixed { amount, per } => {
                let word = if *per == Per::Sale { "fixed" } else { per.word() };
                typed.with("pay", word).with("fixed", self.sum(*amount))
            }
            Pay::Bands(bands) => self.bands(typed.with("pay", "bands"), bands),
        }
    }

    fn bands(self, typed: Entry, bands: &Bands) -> Entry {
        let band = |band: &terms::Band| {
            let up_to = band.up_to.map(|bound| self.value(bound, bands.measure)).unwrap_or_default();
            self.earns(Entry::default().with("up_to", up_to), band.earns)
        };
        let mut typed = typed
            .with("mode", bands.mode.word())
            .with("measure", bands.measure.word())
            .with("scope", bands.scope.word())
            .with("horizon", bands.horizon_days.map(|days| days.to_string()).unwrap_or_default())
            .with_list("band", bands.bands.iter().map(band).collect());
        if let Some(stack) = bands.stack {
            typed.put("stack", stack.how.word());
            typed = self.earns(typed, stack.onto);
        }
        window(typed, bands.window)
    }

    /// A share or a sum with its unit.
    fn earns(self, typed: Entry, earns: Earns) -> Entry {
        match earns {
            Earns::Percent(rate) => typed.with("unit", "percent").with("earns", self.rate(rate)),
            Earns::Fixed(minor) => typed.with("unit", "fixed").with("earns", self.minor(minor)),
        }
    }

    fn network(self, terms: &Terms) -> Entry {
        Entry::default()
            .with("compression", terms.network.compression.word())
            .with("base", terms.network.base.word())
            .with_list("when", self.when(&terms.network.qualified))
    }

    fn upline(self, upline: &Upline) -> Entry {
        let of = match upline.of {
            UplineOf::Sale(base) => base.word(),
            UplineOf::Commission => "commission",
        };
        Entry::default()
            .with("level", upline.level.to_string())
            .with("title", &upline.title)
            .with("percent", self.rate(upline.rate))
            .with("of", of)
            .with_list("when", self.when(&upline.when))
    }

    fn rank(self, rank: &terms::Rank) -> Entry {
        Entry::default()
            .with("title", &rank.title)
            .with("percent", self.rate(rank.rate))
            .with_list("when", self.when(&rank.when))
    }

    fn binary(self, binary: &terms::Binary) -> Entry {
        let sum = |sum: Option<money::Money>| sum.map(|sum| self.sum(sum)).unwrap_or_default();
        Entry::default()
            .with("percent", self.rate(binary.rate))
            .with("base", binary.base.word())
            .with("at_most", sum(binary.at_most))
            .with("carry_at_most", sum(binary.carry_at_most))
            .with_list("when", self.when(&binary.when))
    }

    fn split(self, split: &Split) -> Entry {
        let (how, rate) = match split.share {
            SplitShare::Pot(rate) => ("share", rate),
            SplitShare::Overlay(rate) => ("overlay", rate),
        };
        Entry::default().with("role", &split.role).with("how", how).with("share", self.rate(rate))
    }

    fn bonus(self, bonus: &Bonus) -> Entry {
        let targets = bonus.targets.iter().map(|target| self.target(target)).collect();
        let typed = Entry::default()
            .with("name", &bonus.name)
            .with("title", &bonus.title)
            .with_list("target", targets);
        let percent = |word: &str, rate| typed.clone().with("pay", word).with("percent", self.rate(rate));
        match bonus.pay {
            BonusPay::Fixed(sum) => typed.with("pay", "fixed").with("fixed", self.sum(sum)),
            BonusPay::Percent(rate) => percent("percent", rate),
            BonusPay::PercentAbove(rate) => percent("percent_above", rate),
            BonusPay::PercentOfCommission(rate) => percent("percent_of_commission", rate),
        }
    }

    fn target(self, target: &Target) -> Entry {
        let typed = Entry::default()
            .with("measure", target.measure.word())
            .with("scope", target.scope.word())
            .with_list("when", self.when(&target.when));
        let typed = window(typed, target.window);
        match target.at {
            TargetAt::AtLeast(value) => {
                typed.with("at", "at_least").with("at_least", self.value(value, target.measure))
            }
            TargetAt::Own => typed.with("at", "own"),
            TargetAt::Growth { by, over } => {
                typed.with("at", "growth").with("growth", self.rate(by)).with("over", over.word())
            }
        }
    }

    fn cap(self, cap: &Cap) -> Entry {
        let sum = |sum: Option<money::Money>| sum.map(|sum| self.sum(sum)).unwrap_or_default();
        let (of, rule) = match &cap.of {
            CapOf::Total => ("total", ""),
            CapOf::Direct => ("direct", ""),
            CapOf::Override => ("override", ""),
            CapOf::Bonus => ("bonus", ""),
            CapOf::Rule(name) => ("rule", name.as_str()),
        };
        let typed = Entry::default()
            .with("name", &cap.name)
            .with("title", &cap.title)
            .with("of", of)
            .with("rule", rule)
            .with("whose", cap.whose.word())
            .with("at_most", sum(cap.at_most))
            .with("at_least", sum(cap.at_least))
            .with_list("when", self.when(&cap.when));
        window(typed, cap.window)
    }

    fn draw(self, draw: &terms::Draw) -> Entry {
        Entry::default()
            .with("amount", self.sum(draw.amount))
            .with("recoverable", if draw.recoverable { "yes" } else { "no" })
            .with_list("when", self.when(&draw.when))
    }
}

fn hold(typed: Entry, hold: Option<Hold>) -> Entry {
    match hold {
        None => typed,
        Some(hold) => typed.with("hold_days", hold.days.to_string()).with("hold_from", hold.from.word()),
    }
}

fn window(typed: Entry, window: Window) -> Entry {
    match window {
        Window::Rolling(days) => typed.with("window", "rolling").with("window_days", days.to_string()),
        window => typed.with("window", window.word()),
    }
}
