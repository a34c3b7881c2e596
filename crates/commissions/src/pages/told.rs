//! The derivation of a line in sentences, for receipts and for the API.

use base::access::Side;
use base::words::Reader;
use money::{Currency, Exact, Money, group_digits};
use terms::{Clause, Field, Found, Owner, Step, When, explain};

use super::receipts::rounding_key;
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
        explain(line, &known.terms).iter().map(|step| self.step(step, of_downline)).collect()
    }

    fn step(&self, step: &Step, of_downline: bool) -> Told {
        match step {
            Step::Sale { .. } => self.sale(step),
            Step::Terms { version, name } => self.version(*version, name),
            Step::Rejected { title, clause, found } => {
                let rule = if title.is_empty() {
                    self.reader.t("commissions-told-level-rule")
                } else {
                    quoted(title)
                };
                Told::Rejected { rule, why: self.why(clause.as_ref(), found, of_downline) }
            }
            Step::Rule { title, .. } => {
                Told::Head(self.reader.tr("commissions-told-rule", &[("rule", title.as_str().into())]))
            }
            Step::Level { level, title } => self.level(*level, title),
            Step::Target { title, target, turnover } => {
                let note = self
                    .reader
                    .tr("commissions-told-target-from", &[("target", self.reader.money(*target).into())]);
                let figure = self.reader.money(*turnover);
                let head = self.reader.tr("commissions-told-bonus", &[("bonus", title.as_str().into())]);
                let what = format!("{head}. {}", self.reader.t("commissions-told-target"));
                Told::Step { what, note, figure, href: None }
            }
            Step::Result { amount } => Told::Total(self.reader.money(*amount)),
            figures => self.figures(figures),
        }
    }

    fn figures(&self, step: &Step) -> Told {
        let r = self.reader;
        match step {
            Step::Percent { base, rate, exact } => {
                let note = format!("{} × {}", r.rate(*rate), r.money(*base));
                plain(r.t("commissions-told-percent"), note, self.exact(*exact))
            }
            Step::Fixed { amount, times, per } => {
                let what = match per {
                    Some(terms::Per::Unit) => r.t("commissions-told-fixed-unit"),
                    Some(terms::Per::Sale) => r.t("commissions-told-fixed-sale"),
                    None => r.t("commissions-told-fixed"),
                };
                plain(what, format!("× {}", times_words(r, *times)), r.money(*amount))
            }
            Step::Turnover { before, after } => {
                let note = r.tr("commissions-told-turnover-after", &[("after", r.money(*after).into())]);
                plain(r.t("commissions-told-turnover"), note, r.money(*before))
            }
            Step::BandPart { band_from, band_up_to, part, rate, exact } => {
                let note = format!("{} × {}", r.rate(*rate), r.money(*part));
                plain(band_words(r, *band_from, *band_up_to), note, self.exact(*exact))
            }
            Step::Rounded { exact, mode } => {
                let mode = r.t(&rounding_key(*mode));
                plain(r.t("commissions-told-rounding"), mode, self.exact(*exact))
            }
            _ => plain(String::new(), String::new(), String::new()),
        }
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

    /// Why a rule did not fit. An upline is not told what is known of a customer of his downline.
    fn why(&self, clause: Option<&Clause>, found: &Found, of_downline: bool) -> String {
        let r = self.reader;
        let Some(clause) = clause else { return r.t("commissions-told-why-unknown") };
        let when = When { clauses: vec![clause.clone()] };
        let needs = programs::conditions(r, &when).unwrap_or_default();
        let secret = self.side == Side::Portal && of_downline && owner_of(clause) == Some(Owner::Customer);
        match self.found(found) {
            _ if secret => r.tr("commissions-told-why", &[("needs", needs.into())]),
            None => r.tr("commissions-told-why-nothing", &[("needs", needs.into())]),
            Some(found) => {
                r.tr("commissions-told-why-found", &[("needs", needs.into()), ("found", found.into())])
            }
        }
    }

    fn found(&self, found: &Found) -> Option<String> {
        let r = self.reader;
        match found {
            Found::Nothing => None,
            Found::Text(text) => Some(text.to_string()),
            Found::Minor(minor) => Some(r.money(Money::new(*minor, self.opened.currency()))),
            Found::Number(number) => Some(r.number(*number)),
            Found::Date(date) => Some(r.date(*date)),
        }
    }

    fn exact(&self, exact: Exact) -> String {
        exact_words(self.reader, exact, self.opened.currency())
    }

    /// Why a sale earned nothing.
    pub fn unpaid(&self, unpaid: &terms::Unpaid) -> String {
        let r = self.reader;
        match &unpaid.why {
            terms::UnpaidReason::NoTerms => r.t("commissions-unpaid-no-terms"),
            terms::UnpaidReason::OtherCurrency => r.tr(
                "commissions-unpaid-other-currency",
                &[("currency", self.opened.currency().to_string().into())],
            ),
            terms::UnpaidReason::NoLevel => r.t("commissions-unpaid-no-level"),
            terms::UnpaidReason::RoundsToZero { exact, .. } => {
                r.tr("commissions-unpaid-rounds-to-zero", &[("exact", self.exact(*exact).into())])
            }
            terms::UnpaidReason::NoRule { rejected } => self.no_rule(unpaid, rejected),
        }
    }

    fn no_rule(&self, unpaid: &terms::Unpaid, rejected: &[terms::Rejection]) -> String {
        let known = unpaid.terms.and_then(|id| self.opened.terms.get(&id));
        let whys = rejected.iter().map(|entry| {
            let place = usize::from(entry.rule);
            let (title, when) = match (known, unpaid.level) {
                (Some(known), None) => known.terms.rules.get(place).map(|rule| (rule.shown(), &rule.when)),
                (Some(known), Some(_)) => {
                    known.terms.uplines.get(place).map(|upline| (upline.title.as_str(), &upline.when))
                }
                (None, _) => None,
            }
            .unzip();
            let clause = when.and_then(|when| when.clauses.get(usize::from(entry.because.clause)));
            let why = self.why(clause, &entry.because.found, unpaid.level.is_some());
            format!("{}: {why}", quoted(title.unwrap_or_default()))
        });
        let whys: Vec<String> = whys.collect();
        if whys.is_empty() { self.reader.t("commissions-unpaid-no-rule") } else { whys.join("; ") }
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
        Clause::Not(group) => group.clauses.iter().find_map(owner_of),
        Clause::Any(groups) => groups.iter().flat_map(|group| &group.clauses).find_map(owner_of),
    }
}

/// The band of turnover: `up to 20 000 $`, `from … to …`, `over …`.
pub fn band_words(reader: &Reader, from: Option<Money>, up_to: Option<Money>) -> String {
    let told = |sum: Money| reader.money(sum).into();
    match (from, up_to) {
        (None, None) => reader.t("commissions-told-band-any"),
        (None, Some(to)) => reader.tr("commissions-told-band-first", &[("to", told(to))]),
        (Some(from), Some(to)) => {
            reader.tr("commissions-told-band-middle", &[("from", told(from)), ("to", told(to))])
        }
        (Some(from), None) => reader.tr("commissions-told-band-last", &[("from", told(from))]),
    }
}

fn times_words(reader: &Reader, times: money::Rate) -> String {
    times.to_string().replace('.', reader.style().decimal).replace('-', "−")
}

/// An exact sum: as money when it is whole, else with all its decimals.
pub fn exact_words(reader: &Reader, exact: Exact, currency: Currency) -> String {
    if let (true, Ok(minor)) = (exact.is_whole(), exact.round(money::RoundingMode::HalfAwayFromZero)) {
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
