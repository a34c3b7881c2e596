//! The derivation of a line in sentences, for receipts and for the API.

use std::cmp::Ordering;

use base::access::Side;
use base::words::Reader;
use money::{Currency, Money, Rate};
use terms::{
    Against, Clause, Earns, Field, Found, How, Missing, Owner, Rejection, SplitShare, Step, UnpaidReason,
    When, Why, explain,
};

use super::figures::{Figures, exact_words, measured};
use super::sheet::Names;
use crate::Opened;
use crate::rules::period_words;

/// One step of a derivation, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A heading over the steps that follow.
    Head(String),
    /// A step, a note under it, and its figure.
    Step {
        /// What the step is.
        what: String,
        /// More about it; often empty.
        note: String,
        /// Its figure; empty where there is none.
        figure: String,
        /// The page behind it.
        href: Option<String>,
    },
    /// A rule that was considered and did not fit.
    Rejected {
        /// The rule.
        rule: String,
        /// Why.
        why: String,
    },
    /// The sum of the line.
    Total(String),
}

impl Told {
    /// The step as one sentence.
    pub fn sentence(&self, reader: &Reader) -> String {
        match self {
            Told::Head(head) => head.clone(),
            Told::Step { what, note, figure, .. } => {
                let parts = [what.as_str(), note.as_str(), figure.as_str()];
                let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                parts.join(" — ")
            }
            Told::Rejected { rule, why } => format!("{} {rule}: {why}", reader.t("commissions-told-not")),
            Told::Total(sum) => format!("{}: {sum}", reader.t("commissions-told-total")),
        }
    }
}

/// Who reads the derivation, and in which currency it is.
pub struct Teller<'a> {
    reader: &'a Reader,
    side: Side,
    opened: &'a Opened,
    names: Option<&'a Names>,
}

impl<'a> Teller<'a> {
    /// Tells the lines of this statement on this side of the house.
    pub fn new(reader: &'a Reader, side: Side, opened: &'a Opened) -> Self {
        Self { reader, side, opened, names: None }
    }

    /// The same teller, who knows the sellers of the downline by name.
    pub fn naming(self, names: &'a Names) -> Self {
        Self { names: Some(names), ..self }
    }

    /// The whole derivation of a line; empty when its terms are not at hand.
    pub fn derivation(&self, line: &terms::Line) -> Vec<Told> {
        let Some(known) = self.opened.terms.get(&line.terms) else { return Vec::new() };
        let of_downline = line.level().is_some();
        let mut told = Vec::new();
        for step in &explain(line, &known.terms) {
            told.push(self.step(step, of_downline));
            told.extend(self.share_of_band(line, step));
        }
        told
    }

    /// What the rate of a band that is reached makes of the base, where that is the sum before any recount.
    fn share_of_band(&self, line: &terms::Line, step: &Step) -> Option<Told> {
        let (Step::Band { earns: Earns::Percent(rate), .. }, How::Whole { jump, .. }) = (step, &line.how)
        else {
            return None;
        };
        let (base, rate) = (Money::new(line.base, self.currency()), *rate);
        let exact = base.times(rate);
        let sum = jump.as_ref().map_or(Ok(exact), |jump| exact.checked_add(jump.exact));
        let is_it = sum.is_ok_and(|sum| sum.compared(line.exact).is_some_and(Ordering::is_eq));
        is_it.then(|| self.figures(&Step::Percent { base, rate, exact }))
    }

    fn step(&self, step: &Step, of_downline: bool) -> Told {
        let r = self.reader;
        match step {
            Step::Sale { .. } => self.sale(step),
            Step::Terms { version, name } => self.version(*version, name),
            Step::Rejected { title, against } => {
                let rule = if title.is_empty() { r.t("commissions-told-level-rule") } else { quoted(title) };
                Told::Rejected { rule, why: self.against(against, of_downline) }
            }
            Step::Rule { title, .. } => {
                Told::Head(r.tr("commissions-told-rule", &[("rule", title.as_str().into())]))
            }
            Step::Level { level, title } => self.level(*level, title),
            Step::Rank { level, title, rate, below } => self.rank(*level, title, *rate, below.as_ref()),
            Step::Share { role, share, pot } => self.share(role, *share, *pot),
            Step::Target { title, measure, asked, value } => {
                let target = measured(r, *measure, *asked, self.currency());
                let head = r.tr("commissions-told-bonus", &[("bonus", title.as_str().into())]);
                Told::Step {
                    what: format!("{head}. {}", r.t("commissions-told-target")),
                    note: r.tr("commissions-told-target-from", &[("target", target.into())]),
                    figure: measured(r, *measure, *value, self.currency()),
                    href: None,
                }
            }
            Step::Result { amount } => Told::Total(r.money(*amount)),
            figures => self.figures(figures),
        }
    }

    fn currency(&self) -> Currency {
        self.opened.currency()
    }

    fn figures(&self, step: &Step) -> Told {
        let (what, note, figure) = Figures { reader: self.reader, currency: self.currency() }.of(step);
        plain(what, note, figure)
    }

    fn rank(&self, level: u8, title: &str, rate: Rate, below: Option<&(String, Rate)>) -> Told {
        let r = self.reader;
        let args =
            [("rank", title.into()), ("rate", r.rate(rate).into()), ("level", i64::from(level).into())];
        let key = if level == 0 { "commissions-told-rank-own" } else { "commissions-told-rank" };
        let own = r.tr(key, &args);
        Told::Head(match below {
            None => own,
            Some((title, rate)) => {
                let args = [("rank", title.as_str().into()), ("rate", r.rate(*rate).into())];
                format!("{own}. {}", r.tr("commissions-told-rank-below", &args))
            }
        })
    }

    fn share(&self, role: &str, share: SplitShare, pot: Money) -> Told {
        let r = self.reader;
        let (key, rate) = match share {
            SplitShare::Pot(rate) => ("commissions-told-share", rate),
            SplitShare::Overlay(rate) => ("commissions-told-overlay", rate),
        };
        let note = format!("{} × {}", r.rate(rate), r.money(pot));
        plain(r.tr(key, &[("role", role.into())]), note, String::new())
    }

    fn sale(&self, step: &Step) -> Told {
        let Step::Sale { id, reference, seller, happened_on, refers_to, amount } = step else {
            return Told::Head(String::new());
        };
        let r = self.reader;
        let day = r.date_in_words(*happened_on);
        let args = [("reference", reference.as_str().into()), ("day", day.into())];
        let key = if refers_to.is_some() { "commissions-told-return" } else { "commissions-told-sale" };
        let is_own = *seller == self.opened.partner.0;
        let href = sale_href(self.side, *id, is_own);
        let seller = self.names.and_then(|names| names.get(seller)).filter(|_| !is_own);
        let note =
            seller.map(|name| r.tr("commissions-told-seller", &[("name", name.into())])).unwrap_or_default();
        Told::Step { what: r.tr(key, &args), note, figure: r.money(*amount), href }
    }

    fn version(&self, version: i64, name: &str) -> Told {
        let r = self.reader;
        let number = self.opened.terms.get(&version).and_then(|known| known.version.number()).unwrap_or(0);
        let args = [("name", name.into()), ("number", number.to_string().into())];
        let href = Some(version_href(self.side, self.opened, version));
        Told::Step {
            what: r.tr("commissions-told-terms", &args),
            note: String::new(),
            figure: String::new(),
            href,
        }
    }

    fn level(&self, level: u8, title: &str) -> Told {
        let told = self.reader.tr("commissions-told-level", &[("level", i64::from(level).into())]);
        Told::Head(if title.is_empty() { told } else { format!("{told} · {title}") })
    }

    /// Why a rule did not pay. An upline is not told what is known of a customer of his downline.
    fn against(&self, against: &Against, of_downline: bool) -> String {
        let r = self.reader;
        match against {
            Against::Clause { clause, found } => self.why(clause.as_ref(), found, of_downline),
            Against::Over { since: Some(day) } => {
                r.tr("commissions-told-over", &[("day", r.date(*day).into())])
            }
            Against::Over { since: None } => r.t("commissions-told-over-payments"),
            Against::PaysLess { amount } => {
                r.tr("commissions-told-pays-less", &[("amount", r.money(*amount).into())])
            }
        }
    }

    fn why(&self, clause: Option<&Clause>, found: &Found, of_downline: bool) -> String {
        let r = self.reader;
        let Some(clause) = clause else { return r.t("commissions-told-why-unknown") };
        let when = When { clauses: vec![clause.clone()] };
        let needs = programs::conditions(r, &when).unwrap_or_default();
        let secret = self.side == Side::Portal && of_downline && owner_of(clause) == Some(Owner::Customer);
        match self.found(clause, found) {
            _ if secret => r.tr("commissions-told-why", &[("needs", needs.into())]),
            None => r.tr("commissions-told-why-nothing", &[("needs", needs.into())]),
            Some(found) => {
                r.tr("commissions-told-why-found", &[("needs", needs.into()), ("found", found.into())])
            }
        }
    }

    fn found(&self, clause: &Clause, found: &Found) -> Option<String> {
        let r = self.reader;
        match found {
            Found::Nothing => None,
            Found::Text(text) => Some(match clause {
                Clause::Field { field, .. } => programs::value_in_words(r, *field, text),
                _ => text.to_string(),
            }),
            Found::Minor(minor) => Some(r.money(Money::new(*minor, self.opened.currency()))),
            Found::Number(number) => Some(r.number(*number)),
            Found::Date(date) => Some(r.date(*date)),
            Found::Trouble(trouble) => Some(r.t(&format!("terms-expression-{}", trouble.key()))),
        }
    }

    /// Why a sale earned nothing.
    pub fn unpaid(&self, unpaid: &terms::Unpaid) -> String {
        let r = self.reader;
        match &unpaid.why {
            UnpaidReason::NoTerms => r.t("commissions-unpaid-no-terms"),
            UnpaidReason::OtherCurrency => {
                r.tr("commissions-unpaid-other-currency", &[("currency", self.currency().to_string().into())])
            }
            UnpaidReason::NoRate { of, on } => {
                let of = of.to_string().into();
                match on {
                    Some(day) => {
                        r.tr("commissions-unpaid-no-rate", &[("currency", of), ("day", r.date(*day).into())])
                    }
                    None => r.tr("commissions-unpaid-no-rate-at-all", &[("currency", of)]),
                }
            }
            UnpaidReason::Missing { what, .. } => {
                r.tr("commissions-unpaid-missing", &[("what", r.t(missing_key(*what)).into())])
            }
            UnpaidReason::NoLevel => r.t("commissions-unpaid-no-level"),
            UnpaidReason::NotQualified => r.t("commissions-unpaid-not-qualified"),
            UnpaidReason::PaidBelow => r.t("commissions-unpaid-paid-below"),
            UnpaidReason::TooLateToTakeBack { until } => {
                r.tr("commissions-unpaid-too-late", &[("day", r.date(*until).into())])
            }
            UnpaidReason::SharesOverWhole => r.t("commissions-unpaid-shares"),
            UnpaidReason::RoundsToZero { exact, .. } => {
                let exact = exact_words(r, *exact, self.currency());
                r.tr("commissions-unpaid-rounds-to-zero", &[("exact", exact.into())])
            }
            UnpaidReason::NoRule { rejected } => self.no_rule(unpaid, rejected),
        }
    }

    fn no_rule(&self, unpaid: &terms::Unpaid, rejected: &[Rejection]) -> String {
        let known = unpaid.terms.and_then(|id| self.opened.terms.get(&id));
        let is_own = unpaid.level == 0;
        let whys = rejected.iter().map(|entry| {
            let place = usize::from(entry.rule);
            let (title, when) = match (known, is_own) {
                (Some(known), true) => known.terms.rules.get(place).map(|rule| (rule.shown(), &rule.when)),
                (Some(known), false) => {
                    known.terms.uplines.get(place).map(|upline| (upline.title.as_str(), &upline.when))
                }
                (None, _) => None,
            }
            .unzip();
            let against = match &entry.because {
                Why::Over { since } => Against::Over { since: *since },
                Why::Clause(mismatch) => Against::Clause {
                    clause: when.and_then(|when| when.clauses.get(usize::from(mismatch.clause))).cloned(),
                    found: mismatch.found.clone(),
                },
            };
            format!("{}: {}", quoted(title.unwrap_or_default()), self.against(&against, !is_own))
        });
        let whys: Vec<String> = whys.collect();
        if whys.is_empty() { self.reader.t("commissions-unpaid-no-rule") } else { whys.join("; ") }
    }
}

fn missing_key(what: Missing) -> &'static str {
    match what {
        Missing::Vat => "commissions-missing-vat",
        Missing::Delivery => "commissions-missing-delivery",
        Missing::Cost => "commissions-missing-cost",
        Missing::Paid => "commissions-missing-paid",
        Missing::FirstSale => "commissions-missing-first-sale",
        Missing::Target => "commissions-missing-target",
        Missing::Joined => "commissions-missing-joined",
    }
}

fn plain(what: String, note: String, figure: String) -> Told {
    Told::Step { what, note, figure, href: None }
}

fn quoted(title: &str) -> String {
    format!("«{title}»")
}

fn owner_of(clause: &Clause) -> Option<Owner> {
    match clause {
        Clause::Field { field, .. } => Some(Field::owner(*field)),
        Clause::Expression(expression) => expression.fields().first().map(|field| field.owner()),
        Clause::Not(group) => group.clauses.iter().find_map(owner_of),
        Clause::Any(groups) => groups.iter().flat_map(|group| &group.clauses).find_map(owner_of),
    }
}

/// The address of a sale on this side; partners open their own sales only.
pub fn sale_href(side: Side, sale: i64, is_own: bool) -> Option<String> {
    let id = sales::SaleId(sale);
    match side {
        Side::Desk => Some(format!("/desk/sales/{id}")),
        Side::Portal => is_own.then(|| format!("/portal/sales/{id}")),
    }
}

/// The address of a version of the terms on this side.
pub fn version_href(side: Side, opened: &Opened, version: i64) -> String {
    let (program, version) = (opened.program.id, programs::TermsVersionId(version));
    match side {
        Side::Desk => format!("/desk/programs/{program}/terms/{version}"),
        Side::Portal => format!("/portal/programs/{program}/terms/{version}"),
    }
}

/// What stands under the title of every page of a statement: partner and period.
pub fn under_title(reader: &Reader, opened: &Opened) -> String {
    format!("{} · {} · {}", opened.partner_name, period_words(reader, opened.period), opened.program.name)
}
