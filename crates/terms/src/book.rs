//! Everything known of one period of one programme, shared by the calculations of all its partners.

use crate::{Attributes, Leg, PartnerFact, Period, SaleFact, SaleRef};
use jiff::civil::Date;
use money::{Currency, Money, Rate};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Everything known of one period: partners, what they sold, and who stood above whom.
///
/// Sales of earlier days are history: windows that look back count them, and nothing is paid for them.
#[derive(Debug, Clone)]
pub struct Book {
    /// The period.
    pub period: Period,
    /// The day the statement is to be paid out, for exchange rates of that day.
    pub payout_on: Option<Date>,
    partners: Vec<PartnerFact>,
    by_id: HashMap<i64, u32>,
    products: Vec<Attributes>,
    customers: Vec<Attributes>,
    kinds: Vec<Arc<str>>,
    chains: Vec<Box<[u32]>>,
    known_chains: HashMap<Box<[u32]>, u32>,
    sales: Vec<SaleFact>,
    runs: Vec<Run>,
    own: Vec<Range<u32>>,
    below: Vec<Vec<Below>>,
    taking_part: Vec<Vec<u32>>,
    rates: BTreeMap<(Currency, Date), FxRate>,
    is_sorted: bool,
}

/// An exchange rate: what one unit of a currency costs in the currency of the terms.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FxRate {
    /// The rate.
    pub rate: Rate,
    /// Who published it.
    pub source: Arc<str>,
}

/// Consecutive sales of one seller under one chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub sales: Range<u32>,
    pub chain: u32,
}

/// A run of sales so many steps below a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Below {
    pub level: u8,
    pub run: u32,
}

/// A rate may be used for so many days after its own.
const FX_DAYS_MAX: i64 = 10;

impl Book {
    /// A book of nobody and nothing.
    pub fn new(period: Period) -> Book {
        Book {
            period,
            payout_on: None,
            partners: Vec::new(),
            by_id: HashMap::new(),
            products: vec![Attributes::default()],
            customers: vec![Attributes::default()],
            kinds: vec!["order".into()],
            chains: vec![Box::default()],
            known_chains: HashMap::from([(Box::default(), 0)]),
            sales: Vec::new(),
            runs: Vec::new(),
            own: Vec::new(),
            below: Vec::new(),
            taking_part: Vec::new(),
            rates: BTreeMap::new(),
            is_sorted: true,
        }
    }

    /// Adds a partner and tells his index.
    pub fn add_partner(&mut self, partner: PartnerFact) -> u32 {
        let at = self.partners.len() as u32;
        self.by_id.insert(partner.id, at);
        self.partners.push(partner);
        self.is_sorted = false;
        at
    }

    /// Adds a product and tells its index; index 0 is a product of which nothing is known.
    pub fn add_product(&mut self, product: Attributes) -> u32 {
        self.products.push(product);
        self.products.len() as u32 - 1
    }

    /// Adds a customer and tells his index; index 0 is a customer of whom nothing is known.
    pub fn add_customer(&mut self, customer: Attributes) -> u32 {
        self.customers.push(customer);
        self.customers.len() as u32 - 1
    }

    /// The index of a kind of sale; index 0 is an order.
    pub fn kind(&mut self, kind: &str) -> u16 {
        let known = self.kinds.iter().position(|known| &**known == kind);
        known.unwrap_or_else(|| {
            self.kinds.push(kind.into());
            self.kinds.len() - 1
        }) as u16
    }

    /// The index of a chain of partners, the nearest first; index 0 is nobody.
    pub fn chain(&mut self, above: &[u32]) -> u32 {
        if let Some(known) = self.known_chains.get(above) {
            return *known;
        }
        let at = self.chains.len() as u32;
        self.chains.push(above.into());
        self.known_chains.insert(above.into(), at);
        at
    }

    /// Makes room for so many sales at once.
    pub fn reserve(&mut self, sales: usize) {
        self.sales.reserve_exact(sales);
    }

    /// Adds a sale.
    pub fn add_sale(&mut self, sale: SaleFact) {
        self.sales.push(sale);
        self.is_sorted = false;
    }

    /// Adds an exchange rate into the currency of the terms.
    pub fn add_rate(&mut self, of: Currency, on: Date, rate: FxRate) {
        self.rates.insert((of, on), rate);
    }

    /// Puts sales in order and finds whose they are; must follow the last change.
    pub fn finish(&mut self) {
        if self.is_sorted {
            return;
        }
        self.sales.sort_unstable_by(|left, right| {
            (left.seller, left.happened_on, &left.reference, left.id).cmp(&(
                right.seller,
                right.happened_on,
                &right.reference,
                right.id,
            ))
        });
        self.find_runs();
        self.find_below();
        self.is_sorted = true;
    }

    fn find_runs(&mut self) {
        self.runs.clear();
        self.own = vec![0..0; self.partners.len()];
        self.taking_part = vec![Vec::new(); self.partners.len()];
        let mut start = 0;
        while let Some(first) = self.sales.get(start) {
            let same = |sale: &SaleFact| sale.seller == first.seller && sale.chain == first.chain;
            let end = start + self.sales[start..].iter().take_while(|sale| same(sale)).count();
            let sales = start as u32..end as u32;
            if let Some(own) = self.own.get_mut(first.seller as usize) {
                *own = if own.start == own.end { sales.clone() } else { own.start..sales.end };
            }
            self.runs.push(Run { sales, chain: first.chain });
            start = end;
        }
        for (at, sale) in self.sales.iter().enumerate() {
            for one in sale.more.iter().flat_map(|more| &more.participants) {
                if let Some(list) = self.taking_part.get_mut(one.partner as usize)
                    && list.last() != Some(&(at as u32))
                {
                    list.push(at as u32);
                }
            }
        }
    }

    fn find_below(&mut self) {
        self.below = vec![Vec::new(); self.partners.len()];
        for (at, run) in self.runs.iter().enumerate() {
            for (place, above) in self.chains[run.chain as usize].iter().enumerate() {
                let level = u8::try_from(place + 1).unwrap_or(u8::MAX);
                if let Some(below) = self.below.get_mut(*above as usize) {
                    below.push(Below { level, run: at as u32 });
                }
            }
        }
    }

    /// All partners; their places are their indexes.
    pub fn partners(&self) -> &[PartnerFact] {
        &self.partners
    }

    /// Says what is known of a partner, in place of what was known before.
    pub fn describe_partner(&mut self, at: u32, attributes: Attributes) {
        self.partners[at as usize].attributes = attributes;
    }

    /// Says what is known of a product, in place of what was known before.
    pub fn describe_product(&mut self, at: u32, attributes: Attributes) {
        self.products[at as usize] = attributes;
    }

    /// Says what is known of a customer, in place of what was known before.
    pub fn describe_customer(&mut self, at: u32, attributes: Attributes) {
        self.customers[at as usize] = attributes;
    }

    /// Puts a partner on a leg of another one.
    pub fn place_partner(&mut self, at: u32, above: u32, leg: Leg) {
        self.partners[at as usize].placed = Some((above, leg));
    }

    /// A sale as lines tell of it.
    pub fn sale_ref(&self, sale: &SaleFact) -> SaleRef {
        SaleRef {
            id: sale.id,
            reference: sale.reference.to_string(),
            seller: self.partner(sale.seller).id,
            happened_on: sale.happened_on,
            amount: Money::new(sale.amount, sale.currency),
            refers_to: sale.original().map(|original| original.id),
        }
    }

    /// The index of the partner with this id.
    pub fn index_of(&self, partner: i64) -> Option<u32> {
        self.by_id.get(&partner).copied()
    }

    /// A partner by index.
    pub fn partner(&self, at: u32) -> &PartnerFact {
        &self.partners[at as usize]
    }

    /// All sales by seller, day, reference and id, once the book is finished.
    pub fn sales(&self) -> &[SaleFact] {
        &self.sales
    }

    /// A sale by index.
    pub fn sale(&self, at: u32) -> &SaleFact {
        &self.sales[at as usize]
    }

    /// All products; their places are their indexes.
    pub fn products(&self) -> &[Attributes] {
        &self.products
    }

    /// All customers; their places are their indexes.
    pub fn customers(&self) -> &[Attributes] {
        &self.customers
    }

    /// All kinds of sales; their places are their indexes.
    pub fn kinds(&self) -> &[Arc<str>] {
        &self.kinds
    }

    /// What is known of a product.
    pub fn product(&self, at: u32) -> &Attributes {
        &self.products[at as usize]
    }

    /// What is known of a customer.
    pub fn customer(&self, at: u32) -> &Attributes {
        &self.customers[at as usize]
    }

    /// A kind of sale.
    pub fn kind_name(&self, at: u16) -> &Arc<str> {
        &self.kinds[usize::from(at)]
    }

    /// Those above the seller on the day of the sale, the nearest first.
    pub fn above(&self, sale: &SaleFact) -> &[u32] {
        &self.chains[sale.chain as usize]
    }

    /// The indexes of a partner's own sales, history included.
    pub fn own(&self, partner: u32) -> Range<u32> {
        self.own[partner as usize].clone()
    }

    /// The indexes of sales in which a partner took part beside their seller.
    pub(crate) fn taking_part(&self, partner: u32) -> &[u32] {
        &self.taking_part[partner as usize]
    }

    /// The runs of sales below a partner.
    pub(crate) fn below(&self, partner: u32) -> &[Below] {
        &self.below[partner as usize]
    }

    /// A run by index.
    pub(crate) fn run(&self, at: u32) -> &Run {
        &self.runs[at as usize]
    }

    /// Whether a partner has anything in the book to be stated.
    pub fn concerns(&self, partner: u32) -> bool {
        !self.own(partner).is_empty()
            || !self.below(partner).is_empty()
            || !self.taking_part(partner).is_empty()
    }

    /// The exchange rate in force on a day: that of the day or the last one before it, not older than ten days.
    pub fn rate_on(&self, of: Currency, on: Date) -> Option<(Date, &FxRate)> {
        let oldest = on.saturating_sub(jiff::Span::new().days(FX_DAYS_MAX));
        let found = self.rates.range((of, oldest)..=(of, on)).next_back();
        found.map(|((_, day), rate)| (*day, rate))
    }

    /// The rates of a currency published for days of the period.
    pub fn rates_within(&self, of: Currency) -> impl Iterator<Item = (Date, &FxRate)> {
        let days = (of, self.period.start)..=(of, self.period.end);
        self.rates.range(days).map(|((_, day), rate)| (*day, rate))
    }
}
