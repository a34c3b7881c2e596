//! The words of the file: every choice with the word that stands for it.

use crate::{
    BandMode, Base, CapWhose, Choose, ClawbackHow, Compression, FxDate, GrowthOver, HoldFrom, Measure, Per,
    Prorate, RecurringCount, RoundingPoint, Scope, StackHow, Window,
};

/// A choice that files write as one word.
pub trait Word: Copy + PartialEq + 'static {
    /// Every choice with its word, in the order they are offered.
    const WORDS: &'static [(&'static str, Self)];

    /// The word of this choice; empty where it is not written as one.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, choice)| *choice == self).map_or("", |(word, _)| word)
    }

    /// The choice that a word stands for.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice)
    }
}

impl Word for RoundingPoint {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("line", RoundingPoint::Line),
        ("document", RoundingPoint::Document),
        ("statement", RoundingPoint::Statement),
    ];
}

impl Word for Choose {
    const WORDS: &'static [(&'static str, Self)] =
        &[("first", Choose::First), ("best", Choose::Best), ("sum", Choose::Sum), ("max", Choose::Max)];
}

impl Word for Prorate {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("none", Prorate::None),
        ("targets", Prorate::Targets),
        ("thresholds", Prorate::Thresholds),
        ("both", Prorate::Both),
    ];
}

impl Word for FxDate {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("sale", FxDate::Sale),
        ("invoice", FxDate::Invoice),
        ("payment", FxDate::Payment),
        ("period-end", FxDate::PeriodEnd),
        ("period-average", FxDate::PeriodAverage),
        ("payout", FxDate::Payout),
    ];
}

impl Word for HoldFrom {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("close", HoldFrom::Close),
        ("period-end", HoldFrom::PeriodEnd),
        ("sale", HoldFrom::Sale),
        ("payment", HoldFrom::Payment),
    ];
}

impl Word for ClawbackHow {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("proportional", ClawbackHow::Proportional),
        ("whole", ClawbackHow::Whole),
        ("unserved-months", ClawbackHow::UnservedMonths),
        ("unserved-days", ClawbackHow::UnservedDays),
    ];
}

impl Word for RecurringCount {
    const WORDS: &'static [(&'static str, Self)] =
        &[("dates", RecurringCount::Dates), ("covered", RecurringCount::Covered)];
}

impl Word for Base {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("gross", Base::Gross),
        ("net", Base::Net),
        ("gross-without-delivery", Base::GrossWithoutDelivery),
        ("net-without-delivery", Base::NetWithoutDelivery),
        ("margin", Base::Margin),
        ("paid", Base::Paid),
    ];
}

impl Word for Per {
    const WORDS: &'static [(&'static str, Self)] =
        &[("sale", Per::Sale), ("unit", Per::Unit), ("thousand", Per::Thousand)];
}

impl Word for BandMode {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("marginal", BandMode::Marginal),
        ("whole", BandMode::Whole),
        ("reached", BandMode::Reached),
        ("before", BandMode::Before),
        ("including", BandMode::Including),
        ("interpolated", BandMode::Interpolated),
        ("previous", BandMode::Previous),
    ];
}

impl Word for Measure {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("gross", Measure::Amount(Base::Gross)),
        ("net", Measure::Amount(Base::Net)),
        ("gross-without-delivery", Measure::Amount(Base::GrossWithoutDelivery)),
        ("net-without-delivery", Measure::Amount(Base::NetWithoutDelivery)),
        ("margin", Measure::Amount(Base::Margin)),
        ("paid", Measure::Amount(Base::Paid)),
        ("quantity", Measure::Quantity),
        ("count", Measure::Count),
        ("customers", Measure::Customers),
        ("attainment", Measure::Attainment),
    ];
}

impl Word for Scope {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("rule", Scope::Rule),
        ("product", Scope::Product),
        ("own", Scope::Own),
        ("group", Scope::Group),
        ("subtree", Scope::Subtree),
    ];
}

/// Rolling windows are not one word: they are written `90 days`.
impl Word for Window {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("period", Window::Period),
        ("sale", Window::Sale),
        ("month", Window::Month),
        ("quarter", Window::Quarter),
        ("year", Window::Year),
        ("contract-year", Window::ContractYear),
        ("lifetime", Window::Lifetime),
    ];
}

impl Window {
    /// The text of the file: a word, or `90 days`.
    pub fn text(self) -> String {
        match self {
            Window::Rolling(days) => format!("{days} days"),
            window => window.word().to_string(),
        }
    }

    /// Reads the text of the file.
    pub fn parse(text: &str) -> Option<Window> {
        let Some(days) = text.strip_suffix("days").or_else(|| text.strip_suffix("day")) else {
            return Window::from_word(text);
        };
        let days = days.trim_end();
        let is_number = !days.is_empty() && days.bytes().all(|byte| byte.is_ascii_digit());
        days.parse().ok().filter(|_| is_number).map(Window::Rolling)
    }
}

impl Word for StackHow {
    const WORDS: &'static [(&'static str, Self)] =
        &[("add", StackHow::Add), ("multiply", StackHow::Multiply)];
}

impl Word for Compression {
    const WORDS: &'static [(&'static str, Self)] =
        &[("breakage", Compression::Breakage), ("dynamic", Compression::Dynamic)];
}

impl Word for GrowthOver {
    const WORDS: &'static [(&'static str, Self)] =
        &[("previous", GrowthOver::Previous), ("year-before", GrowthOver::YearBefore)];
}

impl Word for CapWhose {
    const WORDS: &'static [(&'static str, Self)] =
        &[("partner", CapWhose::Partner), ("everybody", CapWhose::Everybody)];
}
