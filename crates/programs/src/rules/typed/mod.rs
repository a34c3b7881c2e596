//! Terms as they are typed into the editor's form: texts in fields, right or wrong, that nothing is lost from.

mod edit;
mod read;
mod write;

use money::Style;
use terms::{
    Bonus, BonusPay, Clause, FieldKind, Finding, FindingKind, Pay, Per, Place, Rule, Terms, Test, Upline,
    When,
};

pub use edit::{Edit, Part};
pub use write::Written;

/// The field name of a row that holds a group of conditions in the words of the file.
pub const GROUP: &str = "group";

/// A whole document as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedTerms {
    /// What people call the terms.
    pub name: String,
    /// The code of the currency.
    pub currency: String,
    /// The word of the period.
    pub period: String,
    /// The word of the rounding mode.
    pub mode: String,
    /// The rules in order.
    pub rules: Vec<TypedRule>,
    /// What partners above the seller earn.
    pub uplines: Vec<TypedUpline>,
    /// What is paid for reaching targets.
    pub bonuses: Vec<TypedBonus>,
}

/// A rule as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedRule {
    /// The short name.
    pub name: String,
    /// The name people read.
    pub title: String,
    /// `percent`, `fixed`, `unit` or `bands`.
    pub pay: String,
    /// The share, when it pays one.
    pub percent: String,
    /// The sum, when it pays one.
    pub fixed: String,
    /// The bands, when it pays by them.
    pub bands: Vec<TypedBand>,
    /// The rows of its condition.
    pub when: Vec<TypedCondition>,
}

/// A band as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedBand {
    /// Where it ends; empty for the last one.
    pub up_to: String,
    /// The share.
    pub percent: String,
}

/// An upline as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedUpline {
    /// How many steps below the seller stands.
    pub level: String,
    /// The name people read.
    pub title: String,
    /// The share.
    pub percent: String,
    /// The rows of its condition.
    pub when: Vec<TypedCondition>,
}

/// A bonus as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedBonus {
    /// The short name.
    pub name: String,
    /// The name people read.
    pub title: String,
    /// The turnover that reaches the target.
    pub turnover_from: String,
    /// `fixed` or `percent`.
    pub pay: String,
    /// The share, when it pays one.
    pub percent: String,
    /// The sum, when it pays one.
    pub fixed: String,
    /// The rows of its condition.
    pub when: Vec<TypedCondition>,
}

/// One row of a condition as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedCondition {
    /// The field's path; [`GROUP`] for a group in the words of the file; empty for a row to be filled.
    pub field: String,
    /// `is`, `not` or `range`.
    pub op: String,
    /// The words with semicolons between, or where the range begins.
    pub value: String,
    /// Where the range ends.
    pub until: String,
}

impl TypedTerms {
    /// What stands in the fields when these terms are opened, with figures as the reader writes them.
    pub fn of(terms: &Terms, style: Style) -> Self {
        let figures = Figures { style };
        Self {
            name: terms.name.clone(),
            currency: terms.currency.code().to_owned(),
            period: terms.period.word().to_owned(),
            mode: terms.rounding.mode.word().to_owned(),
            rules: terms.rules.iter().map(|rule| figures.rule(rule)).collect(),
            uplines: terms.uplines.iter().map(|upline| figures.upline(upline)).collect(),
            bonuses: terms.bonuses.iter().map(|bonus| figures.bonus(bonus)).collect(),
        }
    }
}

/// The name of the form's field that a finding stands at.
pub fn field_of(finding: &Finding) -> String {
    use FindingKind::{NegativeRate, NegativeSum, RateOverHundred, TargetNotPositive};
    let last = |otherwise: &'static str| match finding.kind {
        NegativeRate | RateOverHundred { .. } => "percent",
        NegativeSum => "fixed",
        TargetNotPositive => "turnover_from",
        _ => otherwise,
    };
    match finding.at {
        Place::Document => "name".to_owned(),
        Place::Rule(at) => format!("rule-{at}-{}", last("name")),
        Place::Band(rule, at) => format!("rule-{rule}-band-{at}-{}", last("up_to")),
        Place::Upline(at) => format!("upline-{at}-{}", last("level")),
        Place::Bonus(at) | Place::Target(at, _) => format!("bonus-{at}-{}", last("name")),
        _ => "name".to_owned(),
    }
}

struct Figures {
    style: Style,
}

impl Figures {
    fn decimal(&self, text: String) -> String {
        text.replace('.', self.style.decimal)
    }

    fn sum(&self, sum: money::Money) -> String {
        self.decimal(sum.to_decimal())
    }

    fn rate(&self, rate: money::Rate) -> String {
        self.decimal(rate.percent_text())
    }

    fn rule(&self, rule: &Rule) -> TypedRule {
        let mut typed = TypedRule {
            name: rule.name.clone(),
            title: rule.title.clone(),
            when: self.when(&rule.when),
            ..TypedRule::default()
        };
        match &rule.pay {
            Pay::Percent(rate) => (typed.pay, typed.percent) = ("percent".into(), self.rate(*rate)),
            Pay::Fixed { amount, per } => {
                let word = if *per == Per::Unit { "unit" } else { "fixed" };
                (typed.pay, typed.fixed) = (word.into(), self.sum(*amount));
            }
            Pay::Bands(bands) => {
                typed.pay = "bands".into();
                let band = |band: &terms::Band| TypedBand {
                    up_to: band
                        .up_to
                        .map(|bound| self.sum(money::Money::new(bound, money::Currency::RUB)))
                        .unwrap_or_default(),
                    percent: match band.earns {
                        terms::Earns::Percent(rate) => self.rate(rate),
                        terms::Earns::Fixed(_) => String::new(),
                    },
                };
                typed.bands = bands.bands.iter().map(band).collect();
            }
        }
        typed
    }

    fn upline(&self, upline: &Upline) -> TypedUpline {
        TypedUpline {
            level: upline.level.to_string(),
            title: upline.title.clone(),
            percent: self.rate(upline.rate),
            when: self.when(&upline.when),
        }
    }

    fn bonus(&self, bonus: &Bonus) -> TypedBonus {
        let mut typed =
            TypedBonus { name: bonus.name.clone(), title: bonus.title.clone(), ..TypedBonus::default() };
        match bonus.pay {
            BonusPay::Fixed(sum) => (typed.pay, typed.fixed) = ("fixed".into(), self.sum(sum)),
            BonusPay::Percent(rate) => (typed.pay, typed.percent) = ("percent".into(), self.rate(rate)),
            _ => {}
        }
        typed
    }

    fn when(&self, when: &When) -> Vec<TypedCondition> {
        when.clauses.iter().map(|clause| self.clause(clause)).collect()
    }

    fn clause(&self, clause: &Clause) -> TypedCondition {
        let Clause::Field { field, test } = clause else {
            return TypedCondition {
                field: GROUP.into(),
                value: group_text(clause),
                ..TypedCondition::default()
            };
        };
        let row = |op: &str, value: String, until: String| TypedCondition {
            field: field.path().to_owned(),
            op: op.to_owned(),
            value,
            until,
        };
        let list = |words: &[std::sync::Arc<str>]| words.join("; ");
        match test {
            Test::OneOf(words) => row("is", list(words), String::new()),
            Test::NoneOf(words) => row("not", list(words), String::new()),
            Test::Amount { from, below } => {
                let end = |sum: &Option<money::Money>| sum.map(|sum| self.sum(sum)).unwrap_or_default();
                row("range", end(from), end(below))
            }
            Test::Number { from, below } => {
                let end = |number: &Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
                row("range", end(from), end(below))
            }
            Test::Dates { from, to } => {
                let end =
                    |date: &Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
                row("range", end(from), end(to))
            }
        }
    }
}

/// A group of conditions as the file writes it, on one line.
fn group_text(clause: &Clause) -> String {
    let when = When { clauses: vec![clause.clone()] };
    let mut terms = Terms::new("", money::Currency::RUB, terms::PeriodKind::Month);
    terms.rules.push(Rule::new("", Pay::Percent(money::Rate::ZERO)).when(when));
    let text = terms.to_text();
    let line = text.lines().skip_while(|line| *line != "[rule.when]").nth(1);
    line.unwrap_or_default().to_owned()
}

/// Whether the field holds words, rather than something with a range; unknown fields hold words.
fn holds_words(path: &str) -> bool {
    terms::Field::parse(path).is_none_or(|field| field.kind() == FieldKind::Text)
}
