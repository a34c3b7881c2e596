//! Writing what is earned: rules, the network, splits and bonuses.

use super::conditions::quoted;
use super::{Page, Pairs, push_word};
use crate::{
    Bands, Base, Binary, Bonus, BonusPay, Earns, GrowthOver, Measure, Network, Pay, Per, Rank, Recurring,
    RecurringCount, Rule, Scope, Split, SplitShare, Target, TargetAt, Upline, UplineOf, Window,
};

impl Page {
    pub fn rule(&mut self, rule: &Rule) {
        self.head("[[rule]]");
        self.pair("name", quoted(&rule.name));
        self.title(&rule.title);
        self.word("base", rule.base, Base::Gross);
        match &rule.pay {
            Pay::Percent(rate) => self.rate("percent", Some(*rate)),
            Pay::Fixed { amount, per } => {
                self.sum("fixed", Some(*amount));
                self.word("per", *per, Per::Sale);
            }
            Pay::Bands(bands) => bands.stack.iter().for_each(|stack| self.earns(stack.onto)),
        }
        self.sum("at_most", rule.at_most);
        self.sum("at_least", rule.at_least);
        self.table("recurring", rule.recurring.map(recurring).unwrap_or_default());
        self.hold(rule.hold);
        if let Pay::Bands(bands) = &rule.pay {
            self.table("bands", options(bands));
            if bands.bands.is_empty() {
                self.pair("band", "[]");
            }
        }
        self.when("[rule.when]", &rule.when);
        let Pay::Bands(bands) = &rule.pay else { return };
        for band in &bands.bands {
            self.head("[[rule.band]]");
            if let Some(bound) = band.up_to {
                self.pair("up_to", self.value(bound, bands.measure));
            }
            self.earns(band.earns);
        }
    }

    fn earns(&mut self, earns: Earns) {
        match earns {
            Earns::Percent(rate) => self.rate("percent", Some(rate)),
            Earns::Fixed(minor) => self.pair("fixed", self.minor(minor)),
        }
    }

    pub fn network(&mut self, network: &Network) {
        if *network == Network::default() {
            return;
        }
        self.head("[network]");
        self.word("compression", network.compression, Default::default());
        self.word("base", network.base, Base::Gross);
        self.when("[network.qualified]", &network.qualified);
    }

    pub fn upline(&mut self, upline: &Upline) {
        self.head("[[upline]]");
        self.pair("level", upline.level);
        self.title(&upline.title);
        self.rate("percent", Some(upline.rate));
        match upline.of {
            UplineOf::Sale(base) => self.word("base", base, Base::Gross),
            UplineOf::Commission => self.pair("of", quoted("commission")),
        }
        self.when("[upline.when]", &upline.when);
    }

    pub fn rank(&mut self, rank: &Rank) {
        self.head("[[rank]]");
        self.pair("title", quoted(&rank.title));
        self.rate("percent", Some(rank.rate));
        self.when("[rank.when]", &rank.when);
    }

    pub fn binary(&mut self, binary: &Binary) {
        self.head("[binary]");
        self.rate("percent", Some(binary.rate));
        self.word("base", binary.base, Base::Gross);
        self.sum("at_most", binary.at_most);
        self.sum("carry_at_most", binary.carry_at_most);
        self.when("[binary.when]", &binary.when);
    }

    pub fn split(&mut self, split: &Split) {
        self.head("[[split]]");
        self.pair("role", quoted(&split.role));
        match split.share {
            SplitShare::Pot(rate) => self.rate("share", Some(rate)),
            SplitShare::Overlay(rate) => self.rate("overlay", Some(rate)),
        }
    }

    /// A single target of own turnover in the period stands in the bonus itself.
    pub fn bonus(&mut self, bonus: &Bonus) {
        self.head("[[bonus]]");
        self.pair("name", quoted(&bonus.name));
        self.title(&bonus.title);
        let short = match &bonus.targets[..] {
            [target] if *target == (Target { when: target.when.clone(), ..Target::new(target.at) }) => {
                Some(target).filter(|target| !matches!(target.at, TargetAt::Growth { .. }))
            }
            _ => None,
        };
        match short.map(|target| target.at) {
            Some(TargetAt::AtLeast(minor)) => self.pair("turnover_from", self.minor(minor)),
            Some(_) => self.pair("target", quoted("partner")),
            None if bonus.targets.is_empty() => self.pair("target", "[]"),
            None => {}
        }
        match bonus.pay {
            BonusPay::Fixed(sum) => self.sum("fixed", Some(sum)),
            BonusPay::Percent(rate) => self.rate("percent", Some(rate)),
            BonusPay::PercentAbove(rate) => self.rate("percent_above", Some(rate)),
            BonusPay::PercentOfCommission(rate) => self.rate("percent_of_commission", Some(rate)),
        }
        match short {
            Some(target) => self.when("[bonus.when]", &target.when),
            None => bonus.targets.iter().for_each(|target| self.target(target)),
        }
    }

    fn target(&mut self, target: &Target) {
        self.head("[[bonus.target]]");
        self.word("measure", target.measure, Measure::Amount(Base::Gross));
        self.word("scope", target.scope, Scope::Own);
        if target.window != Window::Period {
            self.pair("window", quoted(&target.window.text()));
        }
        match target.at {
            TargetAt::AtLeast(value) => self.pair("at_least", self.value(value, target.measure)),
            TargetAt::Own => self.pair("own", "true"),
            TargetAt::Growth { by, over } => {
                let mut pairs = vec![("percent", quoted(&by.percent_text()))];
                push_word(&mut pairs, "over", over, GrowthOver::Previous);
                self.table("growth", pairs);
            }
        }
        self.when("[bonus.target.when]", &target.when);
    }
}

/// How the measure chooses between bands, as far as it is not the usual way.
fn options(bands: &Bands) -> Pairs {
    let mut pairs = Pairs::new();
    push_word(&mut pairs, "pay", bands.mode, Default::default());
    push_word(&mut pairs, "measure", bands.measure, Measure::Amount(Base::Gross));
    push_word(&mut pairs, "scope", bands.scope, Default::default());
    if bands.window != Window::Period {
        pairs.push(("window", quoted(&bands.window.text())));
    }
    pairs.extend(bands.horizon_days.map(|days| ("horizon_days", days.to_string())));
    pairs.extend(bands.stack.map(|stack| ("stack", quoted(crate::Word::word(stack.how)))));
    pairs
}

fn recurring(recurring: Recurring) -> Pairs {
    match recurring {
        Recurring::Months { months, count } => {
            let mut pairs = vec![("months", months.to_string())];
            push_word(&mut pairs, "count", count, RecurringCount::Dates);
            pairs
        }
        Recurring::Payments(payments) => vec![("payments", payments.to_string())],
    }
}
