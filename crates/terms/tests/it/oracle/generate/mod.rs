//! Random plans and streams of sales that the language allows, leaning towards sums that hit bounds exactly.

mod conditions;
mod pays;
mod plans;
mod sales;

pub use pays::MODES;

use super::Random;
use super::days::plus_days;
use jiff::civil::Date;
use money::{Currency, Rate, RoundingMode};
use std::sync::Arc;
use terms::{
    Attributes, Book, CapWhose, Carried, FxDate, FxRate, PartnerFact, Period, PeriodKind, Rounding,
    RoundingPoint, SaleFact, Severity, Terms, TermsTimeline, TermsVersion, Timelines, check,
};

/// One plan, one stream, one partner.
#[derive(Debug, Clone)]
pub struct Case {
    pub seed: u64,
    pub number: u64,
    pub partner: u32,
    pub carried: Carried,
    pub period: Period,
    pub payout_on: Option<Date>,
    pub partners: Vec<PartnerFact>,
    pub products: Vec<Attributes>,
    pub customers: Vec<Attributes>,
    pub rates: Vec<(Currency, Date, Rate)>,
    /// Sales with those above the seller.
    pub sales: Vec<(SaleFact, Vec<u32>)>,
    pub timelines: Timelines,
}

/// What all plans of a case have in common.
pub struct Frame {
    pub currency: Currency,
    pub period: Period,
    pub fx: Option<FxDate>,
    pub vat: Option<Rate>,
    pub rounding: Rounding,
    /// Whether most sales are one partner's and most rules take them all, so that bands count much.
    pub is_focused: bool,
    /// Whether every partner has a day of joining.
    pub all_joined: bool,
    /// Whether the first rule works sales of earlier periods out anew.
    pub looks_back: bool,
}

pub const KINDS: [&str; 2] = ["order", "lead"];

impl Case {
    /// The case of a number; nothing when the plans are not accepted, with what was found in them.
    pub fn new(seed: u64, number: u64) -> Result<Case, String> {
        let mut random = Random::new(seed ^ number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let random = &mut random;
        let frame = frame(random);
        let common = versions(random, &frame, 1);
        let individual = random.maybe(20, |random| (random.between(1, 8), versions(random, &frame, 11)));
        let mut sums = sums_of(&common);
        sums.extend(individual.iter().flat_map(|(_, versions)| sums_of(versions)));
        let partners = sales::partners(random, &frame);
        // The first stand above the others, and have a downline.
        let most = if random.chance(60) { 2 } else { partners.len() as u64 };
        let partner = random.below(most) as u32;
        let carried = carried(random, &frame, &common);
        let timeline = |versions| TermsTimeline::new(versions).map_err(|error| format!("{error:?}"));
        let mut timelines = Timelines::common(timeline(common)?);
        if let Some((id, versions)) = individual {
            timelines.individual.insert(id, timeline(versions)?);
        }
        let attributes = |name: &'static str, words: &[&'static str]| -> Vec<Attributes> {
            words.iter().map(|word| Attributes::new([(name, *word)])).collect()
        };
        Ok(Case {
            seed,
            number,
            partner,
            carried,
            period: frame.period,
            payout_on: random.maybe(80, |_| plus_days(frame.period.end, 5)),
            rates: sales::rates(random, &frame),
            sales: sales::sales(random, &frame, &partners, partner, &sums),
            partners,
            products: attributes("series", &["GTK", "GTX", "MG"]),
            customers: attributes("kind", &["shop", "plant", "shop"]),
            timelines,
        })
    }

    /// The book, its sales added in the given order.
    pub fn book(&self, order: &[usize]) -> Book {
        let mut book = Book::new(self.period);
        book.payout_on = self.payout_on;
        for partner in &self.partners {
            book.add_partner(partner.clone());
        }
        for product in &self.products {
            book.add_product(product.clone());
        }
        for customer in &self.customers {
            book.add_customer(customer.clone());
        }
        for kind in KINDS {
            book.kind(kind);
        }
        for (currency, day, rate) in &self.rates {
            book.add_rate(*currency, *day, FxRate { rate: *rate, source: "bank".into() });
        }
        for (sale, above) in order.iter().map(|at| &self.sales[*at]) {
            let chain = book.chain(above);
            book.add_sale(SaleFact { chain, ..sale.clone() });
        }
        book.finish();
        book
    }

    pub fn in_order(&self) -> Book {
        let order: Vec<usize> = (0..self.sales.len()).collect();
        self.book(&order)
    }
}

fn frame(random: &mut Random) -> Frame {
    let looks_back = random.chance(28);
    let kind = random.one(&[PeriodKind::Month, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year]);
    let day = random.one(&["2025-03-10", "2025-02-10", "2024-02-10", "2025-01-10", "2025-12-10"]);
    let dates = [
        FxDate::Sale,
        FxDate::Sale,
        FxDate::Invoice,
        FxDate::Payment,
        FxDate::PeriodEnd,
        FxDate::PeriodAverage,
        FxDate::Payout,
    ];
    let points =
        [RoundingPoint::Line, RoundingPoint::Line, RoundingPoint::Document, RoundingPoint::Statement];
    Frame {
        currency: random.one(&[Currency::RUB, Currency::RUB, Currency::RUB, Currency::JPY]),
        period: Period::containing(day.parse().unwrap(), kind),
        fx: random.maybe(80, |random| random.one(&dates)),
        vat: random.maybe(75, |random| random.one(&[Rate::ppm(200_000), Rate::ppm(70_000), Rate::ZERO])),
        rounding: Rounding { at: random.one(&points), mode: random.one(&RoundingMode::ALL) },
        is_focused: looks_back || random.chance(45),
        all_joined: random.chance(50),
        looks_back,
    }
}

/// Terms that may be published, drawn again until they may.
fn published(random: &mut Random, make: impl Fn(&mut Random) -> Terms) -> Terms {
    loop {
        let terms = make(random);
        if check(&terms).iter().all(|finding| finding.severity == Severity::Warning) {
            return terms;
        }
    }
}

/// One or two versions; the later one changes numbers, and now and then what a rule pays and measures.
fn versions(random: &mut Random, frame: &Frame, id: i64) -> Vec<TermsVersion> {
    let first = published(random, |random| plans::terms(random, frame));
    let days = [plus_days(frame.period.start, -20), frame.period.start, plus_days(frame.period.start, 10)];
    let second = random.maybe(30, |random| {
        (random.one(&days), published(random, |random| plans::varied(random, frame, &first)))
    });
    let from = if random.chance(5) { days[0] } else { Date::new(2000, 1, 1).unwrap() };
    let mut versions = vec![TermsVersion { from, id, terms: Arc::new(first) }];
    if let Some((from, terms)) = second {
        versions.push(TermsVersion { from, id: id + 1, terms: Arc::new(terms) });
    }
    versions
}

/// Sums that the plans make something of.
fn sums_of(versions: &[TermsVersion]) -> Vec<i64> {
    let mut sums = Vec::new();
    for version in versions {
        let terms: &Terms = &version.terms;
        for rule in &terms.rules {
            if let terms::Pay::Bands(bands) = &rule.pay {
                sums.extend(bands.bands.iter().filter_map(|band| band.up_to).filter(|end| *end < 1_000_000));
            }
        }
        for target in terms.bonuses.iter().flat_map(|bonus| &bonus.targets) {
            if let terms::TargetAt::AtLeast(asked) = target.at {
                sums.push(asked);
            }
        }
    }
    sums
}

/// What the period before handed over, where the plan asks for it.
fn carried(random: &mut Random, frame: &Frame, versions: &[TermsVersion]) -> Carried {
    let mut carried = Carried::new();
    for version in versions {
        if version.terms.binary.is_some() {
            carried.insert("binary.left".into(), random.between(0, 300_00));
            carried.insert("binary.right".into(), random.between(0, 300_00));
        }
        if version.terms.draw.is_some() {
            carried.insert("draw".into(), random.between(0, 50_00));
        }
        for cap in &version.terms.caps {
            let start = match cap.window {
                terms::Window::Lifetime => "all".to_string(),
                terms::Window::Year => {
                    Period::containing(frame.period.end, PeriodKind::Year).start.to_string()
                }
                terms::Window::Quarter => {
                    Period::containing(frame.period.end, PeriodKind::Quarter).start.to_string()
                }
                _ => continue,
            };
            carried.insert(format!("cap.{}.{start}", cap.name), random.between(-10_00, 60_00));
            if cap.whose == CapWhose::Everybody {
                let spent = random.between(0, cap.at_most.map_or(0, |most| most.minor));
                carried.insert(format!("budget.{}.{start}", cap.name), spent);
            }
        }
    }
    carried.retain(|_, _| random.chance(60));
    carried
}
